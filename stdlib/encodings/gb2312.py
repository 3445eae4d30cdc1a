"""The codec gb2312, which is built in."""
from ._native import module_contents

globals().update(module_contents('gb2312', __name__))
