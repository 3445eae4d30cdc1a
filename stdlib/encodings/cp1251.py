"""The codec cp1251, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp1251', __name__))
