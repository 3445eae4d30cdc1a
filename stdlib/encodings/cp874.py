"""The codec cp874, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp874', __name__))
