"""The codec cp1258, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1258', __name__))
