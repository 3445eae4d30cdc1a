"""The codec cp856, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp856', __name__))
