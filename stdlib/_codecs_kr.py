"""The codecs of Korea, by name."""
from _multibytecodec import provider

getcodec = provider("cp949", "euc_kr", "johab")
del provider
