"""The codec iso2022_kr."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.iso2022('iso2022_kr'), __name__))
