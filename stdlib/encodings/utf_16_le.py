"""The codec utf_16_le, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_16_le', __name__))
