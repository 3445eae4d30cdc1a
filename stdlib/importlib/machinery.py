"""The classes that stand for what the import system found."""

import sys as _sys

ModuleSpec = type(_sys.__spec__)
SourceFileLoader = type(_sys.__spec__.loader)
SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = []
EXTENSION_SUFFIXES = []


def all_suffixes():
    """Every file name ending that is a module's."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
