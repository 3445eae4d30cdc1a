"""The codec cp500, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp500', __name__))
