"""The codec utf_16, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_16', __name__))
