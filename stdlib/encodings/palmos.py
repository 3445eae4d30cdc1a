"""The codec palmos, which is built in."""
from ._native import module_contents

globals().update(module_contents('palmos', __name__))
