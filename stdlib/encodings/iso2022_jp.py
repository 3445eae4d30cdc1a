"""The codec iso2022_jp."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.iso2022('iso2022_jp'), __name__))
