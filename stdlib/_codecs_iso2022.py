"""The codecs of ISO 2022, by name."""
from _multibytecodec import provider

getcodec = provider("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr")
del provider
