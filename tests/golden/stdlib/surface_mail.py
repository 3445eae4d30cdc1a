# The public names of the modules for mail messages.
from _surface import surface

surface("mail")
