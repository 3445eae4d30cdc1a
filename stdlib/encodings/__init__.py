"""The standard codecs: a search function that knows the built-in ones and the modules of this package."""
import codecs

from . import _native, aliases

_cache = {}                     # what was found, None too
_aliases = aliases.aliases


class CodecRegistryError(LookupError, SystemError):
    """A module of this package does not describe its codec properly."""


def normalize_encoding(encoding):
    """The name with one underscore for every run of other characters; dots stay."""
    if isinstance(encoding, bytes):
        encoding = encoding.decode('ascii')
    words = ''.join(char if char.isalnum() or char == '.' else ' ' for char in encoding).split()
    return '_'.join(word if word.isascii() else ''.join(filter(str.isascii, word)) for word in words).lstrip('_')


def _described(entry, module):
    """The CodecInfo of what a module's getregentry() gives."""
    if isinstance(entry, codecs.CodecInfo):
        return entry
    where = f'module "{module.__name__}" ({module.__file__})'
    if len(entry) not in range(4, 8):
        raise CodecRegistryError(f'{where} failed to register')
    needed, optional = entry[:2], [part for part in entry[2:] if part is not None]
    if not all(map(callable, (*needed, *optional))):
        raise CodecRegistryError(f'incompatible codecs in {where}')
    return codecs.CodecInfo(*entry, *[None] * (6 - len(entry)), *[module.__name__.partition('.')[2]] * (len(entry) < 7))


def _of_module(name):
    """The CodecInfo of a module of this package, None if there is none."""
    try:
        module = __import__(f'encodings.{name}', fromlist=['*'])
    except ImportError:
        return None     # missing, or in need of a module that is not there
    if not hasattr(module, 'getregentry'):
        return None
    info = _described(module.getregentry(), module)
    for alias in getattr(module, 'getaliases', tuple)():
        _aliases.setdefault(alias, name)
    return info


def search_function(encoding):
    """The CodecInfo of an encoding, or None."""
    if encoding not in _cache:
        name = normalize_encoding(encoding)
        meant = _aliases.get(name) or _aliases.get(name.replace('.', '_'))
        found = None
        for candidate in (meant, name):
            if candidate and '.' not in candidate:
                found = _native.codec_info(candidate) or _of_module(candidate)
                if found:
                    break
        _cache[encoding] = found
    return _cache[encoding]


codecs.register(search_function)
