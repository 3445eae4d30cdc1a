"""The codec utf_32_le, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_32_le', __name__))
