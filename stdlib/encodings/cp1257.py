"""The codec cp1257, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1257', __name__))
