"""The codec mac_roman, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_roman', __name__))
