# The public names of the modules for the language: builtins, sys, types, syntax, importing, tracebacks.
from _surface import surface

surface("language")
