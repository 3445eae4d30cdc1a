"""The codec iso2022_jp_3."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.iso2022('iso2022_jp_3'), __name__))
