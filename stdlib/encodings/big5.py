"""The codec big5, which is built in."""
from ._native import module_contents

globals().update(module_contents('big5', __name__))
