"""The codec cp037, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp037', __name__))
