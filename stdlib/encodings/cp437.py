"""The codec cp437, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp437', __name__))
