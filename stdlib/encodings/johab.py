"""The codec johab, which is built in."""
from ._native import module_contents

globals().update(module_contents('johab', __name__))
