"""The codec iso8859_16, which is built in."""
from ._native import module_contents

globals().update(module_contents('iso8859_16', __name__))
