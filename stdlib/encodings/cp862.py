"""The codec cp862, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp862', __name__))
