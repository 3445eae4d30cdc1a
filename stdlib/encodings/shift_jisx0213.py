"""The codec shift_jisx0213."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.ShiftJis('shift_jisx0213', 2000), __name__))
