"""The codec cp869, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp869', __name__))
