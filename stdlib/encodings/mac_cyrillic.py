"""The codec mac_cyrillic, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_cyrillic', __name__))
