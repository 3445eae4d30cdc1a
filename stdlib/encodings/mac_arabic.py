"""The codec mac_arabic, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_arabic', __name__))
