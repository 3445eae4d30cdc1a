"""The codec cp850, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp850', __name__))
