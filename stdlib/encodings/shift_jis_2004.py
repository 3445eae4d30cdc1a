"""The codec shift_jis_2004."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.ShiftJis('shift_jis_2004', 2004), __name__))
