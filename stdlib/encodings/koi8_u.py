"""The codec koi8_u, which is built in."""
from ._native import module_contents

globals().update(module_contents('koi8_u', __name__))
