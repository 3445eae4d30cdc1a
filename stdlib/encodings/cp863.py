"""The codec cp863, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp863', __name__))
