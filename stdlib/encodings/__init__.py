"""The standard codecs: a search function that knows the built-in ones and the modules of this package."""
import codecs
import sys
from . import aliases
from . import _native

_cache = {}
_unknown = '--unknown--'
_import_tail = ['*']
_aliases = aliases.aliases


class CodecRegistryError(LookupError, SystemError):
    """A module of this package does not describe its codec properly."""


def normalize_encoding(encoding):
    """The name with one underscore for every run of other characters; dots stay."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    out = []
    gap = False
    for c in encoding:
        if c.isalnum() or c == '.':
            if gap and out:
                out.append('_')
            if c.isascii():
                out.append(c)
            gap = False
        else:
            gap = True
    return ''.join(out)


def _from_module(name):
    if not name or '.' in name:
        return None
    full = __name__ + '.' + name
    try:
        __import__(full)
        module = sys.modules[full]
    except ImportError:
        return None
    getregentry = getattr(module, 'getregentry', None)
    if getregentry is None:
        return None
    info = getregentry()
    if not isinstance(info, codecs.CodecInfo):
        if not 4 <= len(info) <= 7:
            raise CodecRegistryError('module "%s" (%s) failed to register'
                                     % (module.__name__, module.__file__))
        if not callable(info[0]) or not callable(info[1]) or any(
                f is not None and not callable(f) for f in info[2:6]):
            raise CodecRegistryError('incompatible codecs in module "%s" (%s)'
                                     % (module.__name__, module.__file__))
        if len(info) < 7 or info[6] is None:
            info = (*info, *(None,) * (6 - len(info)), module.__name__.split('.', 1)[1])
        info = codecs.CodecInfo(*info)
    return info


def search_function(encoding):
    """The CodecInfo of an encoding, or None."""
    info = _cache.get(encoding, _unknown)
    if info is not _unknown:
        return info
    name = normalize_encoding(encoding)
    module = _aliases.get(name) or _aliases.get(name.replace('.', '_')) or name
    info = _native.codec_info(module) or _from_module(module)
    _cache[encoding] = info
    return info


codecs.register(search_function)
