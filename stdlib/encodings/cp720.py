"""The codec cp720, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp720', __name__))
