"""The codec cp855, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp855', __name__))
