"""The codec cp1254, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1254', __name__))
