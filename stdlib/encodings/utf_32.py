"""The codec utf_32, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_32', __name__))
