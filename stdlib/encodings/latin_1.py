"""The codec latin_1, which is built in."""
from ._native import module_contents

globals().update(module_contents('latin_1', __name__))
