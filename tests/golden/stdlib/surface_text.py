# The public names of the modules for text and codecs.
from _surface import surface

surface("text")
