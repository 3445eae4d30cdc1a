"""The codec big5hkscs."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.Hkscs(), __name__))
