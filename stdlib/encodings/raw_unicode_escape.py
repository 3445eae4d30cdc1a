"""The codec raw_unicode_escape, which is built in."""
from ._native import module_contents

globals().update(module_contents('raw_unicode_escape', __name__))
