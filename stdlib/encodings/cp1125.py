"""The codec cp1125, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1125', __name__))
