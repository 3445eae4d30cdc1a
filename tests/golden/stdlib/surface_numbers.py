# The public names of the modules for numbers, dates, chance, hashes.
from _surface import surface

surface("numbers")
