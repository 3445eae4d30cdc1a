"""The codec euc_jp, which is built in."""
from ._native import module_contents

globals().update(module_contents('euc_jp', __name__))
