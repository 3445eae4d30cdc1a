"""The codec kz1048, which is built in."""
from ._native import module_contents

globals().update(module_contents('kz1048', __name__))
