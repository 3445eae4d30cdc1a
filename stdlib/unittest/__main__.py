"""python -m unittest"""
import os.path
import sys

if sys.argv[0].endswith("__main__.py"):
    # in the help, what one types rather than the path of this file
    sys.argv[0] = f"{os.path.basename(sys.executable)} -m unittest"

__unittest = True

from .main import main

main(module=None)
