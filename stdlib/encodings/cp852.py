"""The codec cp852, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp852', __name__))
