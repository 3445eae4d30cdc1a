"""The codec utf_8_sig, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_8_sig', __name__))
