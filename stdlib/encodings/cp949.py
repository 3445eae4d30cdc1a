"""The codec cp949, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp949', __name__))
