"""The codec cp737, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp737', __name__))
