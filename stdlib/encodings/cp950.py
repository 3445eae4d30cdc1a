"""The codec cp950, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp950', __name__))
