"""The codec cp875, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp875', __name__))
