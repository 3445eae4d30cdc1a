"""The codec utf_8, which is built in."""
from ._native import module_contents

globals().update(module_contents('utf_8', __name__))
