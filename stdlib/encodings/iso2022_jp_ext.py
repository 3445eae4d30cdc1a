"""The codec iso2022_jp_ext."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.iso2022('iso2022_jp_ext'), __name__))
