"""The codec cp857, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp857', __name__))
