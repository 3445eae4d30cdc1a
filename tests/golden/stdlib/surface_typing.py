# The public names of the modules for containers, functions, types.
from _surface import surface

surface("typing")
