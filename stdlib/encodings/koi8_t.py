"""The codec koi8_t, which is built in."""
from ._native import module_contents

globals().update(module_contents('koi8_t', __name__))
