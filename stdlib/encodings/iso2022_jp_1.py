"""The codec iso2022_jp_1."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.iso2022('iso2022_jp_1'), __name__))
