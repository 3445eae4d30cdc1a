"""The codecs of Taiwan, by name."""
from _multibytecodec import provider

getcodec = provider("big5", "cp950")
del provider
