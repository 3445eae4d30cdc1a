"""The codec hp_roman8, which is built in."""
from ._native import module_contents

globals().update(module_contents('hp_roman8', __name__))
