"""The codec mac_croatian, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_croatian', __name__))
