"""The codec cp424, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp424', __name__))
