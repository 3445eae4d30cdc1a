"""The codecs of Hong Kong, by name."""
from _multibytecodec import provider

getcodec = provider("big5hkscs")
del provider
