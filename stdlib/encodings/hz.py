"""The codec hz."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.Hz(), __name__))
