"""The codec ptcp154, which is built in."""
from ._native import module_contents

globals().update(module_contents('ptcp154', __name__))
