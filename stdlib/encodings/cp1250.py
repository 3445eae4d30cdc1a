"""The codec cp1250, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1250', __name__))
