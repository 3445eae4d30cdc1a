"""The codec cp932, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp932', __name__))
