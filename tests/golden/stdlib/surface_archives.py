# The public names of the modules for archives, compression, encodings of bytes.
from _surface import surface

surface("archives")
