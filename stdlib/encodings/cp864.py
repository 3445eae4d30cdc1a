"""The codec cp864, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp864', __name__))
