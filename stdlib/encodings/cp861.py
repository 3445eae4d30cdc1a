"""The codec cp861, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp861', __name__))
