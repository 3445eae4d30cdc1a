"""The codec mac_iceland, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_iceland', __name__))
