# The public names of the modules for tools for testing, debugging, measuring, importing.
from _surface import surface

surface("tools")
