"""The codec cp273, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp273', __name__))
