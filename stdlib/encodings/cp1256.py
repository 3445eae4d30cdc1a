"""The codec cp1256, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1256', __name__))
