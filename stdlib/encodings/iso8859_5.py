"""The codec iso8859_5, which is built in."""
from ._native import module_contents

globals().update(module_contents('iso8859_5', __name__))
