"""The codec cp1252, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1252', __name__))
