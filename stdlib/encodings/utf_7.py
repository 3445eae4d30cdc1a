"""The codec utf_7, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_7', __name__))
