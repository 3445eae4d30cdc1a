"""The codec mac_farsi, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_farsi', __name__))
