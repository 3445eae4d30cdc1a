"""The codec utf_32_be, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_32_be', __name__))
