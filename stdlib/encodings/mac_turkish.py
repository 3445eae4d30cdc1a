"""The codec mac_turkish, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_turkish', __name__))
