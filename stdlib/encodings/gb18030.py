"""The codec gb18030, which is built in."""
from ._native import module_contents

globals().update(module_contents('gb18030', __name__))
