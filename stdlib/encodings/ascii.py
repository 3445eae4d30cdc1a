"""The codec ascii, which is built in."""
from ._native import module_contents

globals().update(module_contents('ascii', __name__))
