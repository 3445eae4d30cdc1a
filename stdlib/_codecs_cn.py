"""The codecs of mainland China, by name."""
from _multibytecodec import provider

getcodec = provider("gb18030", "gb2312", "gbk", "hz")
del provider
