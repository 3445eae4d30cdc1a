"""The known implementations of the DOM."""
from importlib import import_module
import os
import sys

well_known_implementations = {'minidom': 'xml.dom.minidom', '4DOM': 'xml.dom.DOMImplementation'}
registered = {}


def registerDOMImplementation(name, factory):
    """Make an implementation known."""
    registered[name] = factory


def getDOMImplementation(name=None, features=()):
    """The implementation of a name, or one that has the features."""
    if name in well_known_implementations:
        return import_module(well_known_implementations[name]).getDOMImplementation()
    if name:
        return registered[name]()
    if not sys.flags.ignore_environment and 'PYTHON_DOM' in os.environ:
        return getDOMImplementation(os.environ['PYTHON_DOM'])
    wanted = _parse_feature_string(features) if isinstance(features, str) else features
    makers = [*registered.values(), *(lambda name=name: getDOMImplementation(name) for name in well_known_implementations)]
    for make in makers:
        try:
            implementation = make()
        except ImportError:
            continue
        if all(implementation.hasFeature(feature, version) for feature, version in wanted):
            return implementation
    raise ImportError('no suitable DOM implementation found')


def _parse_feature_string(s):
    """(feature, version) pairs of words; a version begins with a digit and belongs to the feature before it."""
    pairs = []
    versions = True
    for word in s.split():
        if not word[0].isdigit():
            pairs.append((word, None))
            versions = False
        elif versions:
            raise ValueError(f'bad feature name: {word!r}')
        else:
            pairs[-1] = pairs[-1][0], word
            versions = True
    return tuple(pairs)
