"""The classes that stand for what the import system found, and those that find and load."""
import sys as _sys

from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import (BYTECODE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES,
                                  ExtensionFileLoader, FileFinder, NamespaceLoader,
                                  OPTIMIZED_BYTECODE_SUFFIXES, PathFinder, SOURCE_SUFFIXES,
                                  SourceFileLoader, SourcelessFileLoader)


def all_suffixes():
    """Every file name ending that is a module's."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
