"""The codec cp858, which is built in."""
from ._native import module_contents

globals().update(module_contents('cp858', __name__))
