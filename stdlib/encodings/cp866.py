"""The codec cp866, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp866', __name__))
