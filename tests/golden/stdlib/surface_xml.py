# The public names of the modules for XML.
from _surface import surface

surface("xml")
