"""The codecs of Japan, by name."""
from _multibytecodec import provider

getcodec = provider("cp932", "euc_jis_2004", "euc_jisx0213", "euc_jp", "shift_jis", "shift_jis_2004", "shift_jisx0213")
del provider
