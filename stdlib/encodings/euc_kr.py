"""The codec euc_kr, which is built in."""
from ._native import module_contents

globals().update(module_contents('euc_kr', __name__))
