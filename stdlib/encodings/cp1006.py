"""The codec cp1006, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1006', __name__))
