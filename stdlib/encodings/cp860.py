"""The codec cp860, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp860', __name__))
