"""The codec unicode_escape, which is built in."""
from ._native import module_contents

globals().update(module_contents('unicode_escape', __name__))
