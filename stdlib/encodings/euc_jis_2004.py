"""The codec euc_jis_2004."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.EucJis('euc_jis_2004', 2004), __name__))
