"""The codec koi8_r, which is built in."""
from ._native import module_contents

globals().update(module_contents('koi8_r', __name__))
