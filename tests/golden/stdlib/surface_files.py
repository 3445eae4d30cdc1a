# The public names of the modules for files, paths, databases.
from _surface import surface

surface("files")
