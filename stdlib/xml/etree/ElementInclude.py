"""XInclude: elements that are replaced by what they name."""
import copy

from . import ElementTree

XINCLUDE = '{http://www.w3.org/2001/XInclude}'
XINCLUDE_INCLUDE, XINCLUDE_FALLBACK = f'{XINCLUDE}include', f'{XINCLUDE}fallback'
DEFAULT_MAX_INCLUSION_DEPTH = 6


class FatalIncludeError(SyntaxError):
    """What is to be included cannot be."""


class LimitedRecursiveIncludeError(FatalIncludeError):
    """Inclusions go too deep."""


def default_loader(href, parse, encoding=None):
    """Read a file: its root element, or with parse "text" its text."""
    if parse == 'xml':
        return ElementTree.parse(href).getroot()
    with open(href, encoding=encoding or 'UTF-8') as file:
        return file.read()


def _loaded(loader, href, parse, *encoding):
    found = loader(href, parse, *encoding)
    if found is None:
        raise FatalIncludeError(f'cannot load {href!r} as {parse!r}')
    return found


def _expand(parent, loader, base, left, above):
    """Replace what is to be included below an element; `above` are the documents that this one is included in."""
    place = 0
    while place < len(parent):
        child = parent[place]
        if child.tag == XINCLUDE_FALLBACK:
            raise FatalIncludeError(f'xi:fallback tag must be child of xi:include ({child.tag!r})')
        if child.tag != XINCLUDE_INCLUDE:
            _expand(child, loader, base, left, above)
            place += 1
            continue
        href = child.get('href')
        if base:
            from urllib.parse import urljoin
            href = urljoin(base, href)
        match child.get('parse', 'xml'):
            case 'xml':
                if href in above:
                    raise FatalIncludeError(f'recursive include of {href}')
                if left == 0:
                    raise LimitedRecursiveIncludeError(f'maximum xinclude depth reached when including file {href}')
                found = copy.copy(_loaded(loader, href, 'xml'))
                _expand(found, loader, href, left - 1, above | {href})
                if child.tail:
                    found.tail = (found.tail or '') + child.tail
                parent[place] = found
                place += 1
            case 'text':
                text = _loaded(loader, href, 'text', child.get('encoding')) + (child.tail or '')
                before = parent[place - 1] if place else None
                if before is None:
                    parent.text = (parent.text or '') + text
                else:
                    before.tail = (before.tail or '') + text
                del parent[place]
            case other:
                raise FatalIncludeError(f'unknown parse type in xi:include tag ({other!r})')


def include(elem, loader=None, base_url=None, max_depth=DEFAULT_MAX_INCLUSION_DEPTH):
    """Replace, in an element, what is to be included."""
    if max_depth is None:
        max_depth = -1
    elif max_depth < 0:
        raise ValueError(f'expected non-negative depth or None for \'max_depth\', got {max_depth!r}')
    if hasattr(elem, 'getroot'):
        elem = elem.getroot()
    _expand(elem, loader or default_loader, base_url, max_depth, frozenset())
