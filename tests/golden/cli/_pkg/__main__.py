import sys
from . import part
print(__name__, __package__, __spec__.name, part.WHO, sys.argv[1:])
