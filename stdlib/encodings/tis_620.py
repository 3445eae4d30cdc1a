"""The codec tis_620, which is built in."""
from ._native import module_contents

globals().update(module_contents('tis_620', __name__))
