"""The codec gbk, which is built in."""
from ._native import module_contents

globals().update(module_contents('gbk', __name__))
