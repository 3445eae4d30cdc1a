# The public names of the modules for sockets and protocols.
from _surface import surface

surface("network")
