"""Decimal floating point: numbers, contexts and signals."""
from _decimal import *
from _decimal import __libmpdec_version__, __version__
