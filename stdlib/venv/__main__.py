"""python -m venv"""
import sys

from . import main

try:
    main()
    code = 0
except Exception as error:
    print('Error:', error, file=sys.stderr)
    code = 1
sys.exit(code)
