"""The codec iso8859_14, which is built in."""
from ._native import module_contents

globals().update(module_contents('iso8859_14', __name__))
