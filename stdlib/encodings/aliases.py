"""Other names of the standard encodings."""
from _codecs import _aliases

aliases = dict(_aliases())
