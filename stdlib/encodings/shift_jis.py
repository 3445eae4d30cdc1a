"""The codec shift_jis, which is built in."""
from ._native import module_contents

globals().update(module_contents('shift_jis', __name__))
