"""The codec iso8859_1, which is built in."""
from ._native import module_contents

globals().update(module_contents('iso8859_1', __name__))
