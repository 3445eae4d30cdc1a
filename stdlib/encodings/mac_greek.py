"""The codec mac_greek, which is built in."""
from ._native import module_contents

globals().update(module_contents('mac_greek', __name__))
