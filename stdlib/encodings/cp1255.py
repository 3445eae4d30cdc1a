"""The codec cp1255, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1255', __name__))
