"""The codec cp1253, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1253', __name__))
