"""The codec mac_romanian, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_romanian', __name__))
