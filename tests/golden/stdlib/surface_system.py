# The public names of the modules for the system, processes, terminals, command lines.
from _surface import surface

surface("system")
