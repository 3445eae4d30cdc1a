"""The codec cp1140, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1140', __name__))
