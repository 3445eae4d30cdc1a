"""The codec cp865, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp865', __name__))
