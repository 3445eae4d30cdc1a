"""The codec mac_latin2, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_latin2', __name__))
