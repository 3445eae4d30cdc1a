"""The codec euc_jisx0213."""
from encodings import _cjk

globals().update(_cjk.contents(_cjk.EucJis('euc_jisx0213', 2000), __name__))
