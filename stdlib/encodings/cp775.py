"""The codec cp775, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp775', __name__))
