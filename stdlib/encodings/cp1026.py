"""The codec cp1026, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1026', __name__))
