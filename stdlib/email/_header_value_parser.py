"""What SMTP servers read addresses with: the two functions of CPython's module that programs use."""
import re
from collections import namedtuple
from email.errors import HeaderParseError

__all__ = ['get_addr_spec', 'get_angle_addr']

_SPACE = r'(?:\s|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*+'    # with comments
_ATOM = r'[^\s()<>@,;:\\".\[\]]+'
_BLANK = re.compile(_SPACE)
_WORD = re.compile(rf'{_SPACE}(?:"((?:[^"\\]|\\.)*)"|({_ATOM})|(\.))({_SPACE})', re.DOTALL)
_DOMAIN = re.compile(rf'{_SPACE}({_ATOM}(?:\.{_ATOM})*(\.(?!\.))?|\[[^\[\]]*\]){_SPACE}')
_ROUTE = re.compile(rf'(?:{_SPACE}@{_ATOM}(?:\.{_ATOM})*{_SPACE},?)+:')
_SPECIAL = re.compile(r'[\s()<>@,;:\\"\[\]]')


class Found(namedtuple('Found', 'local_part domain')):
    """An address; the one of nobody has no parts."""

    __slots__ = ()

    @property
    def addr_spec(self):
        """The address as SMTP writes it."""
        name, domain = self
        if name is None:
            return '<>'
        if not name or _SPECIAL.search(name):
            name = '"%s"' % re.sub(r'(["\\])', r'\\\1', name)
        return name if domain is None else f'{name}@{domain}'


def _past_blank(text):
    return text[_BLANK.match(text).end():]


def get_addr_spec(value):
    """(the address at the start of a text, what follows it)"""
    parts, rest, space = [], _past_blank(value), ''
    if not rest:
        raise HeaderParseError(f"expected local-part but found '{rest}'")
    while word := _WORD.match(rest):
        quoted, atom, dot, after = word.groups()
        if dot and not parts:
            break
        if parts and space and not dot and parts[-1] != '.':
            parts.append(' ')
        parts.append(dot or atom or re.sub(r'\\(.)', r'\1', quoted))
        rest, space = rest[word.end():], after
    if not parts:
        raise HeaderParseError(f"Expected 'atom' or 'quoted-string' but found '{rest}'")
    name = ''.join(parts)
    if not rest.startswith('@'):
        return Found(name, None), rest
    if not (domain := _DOMAIN.match(rest, 1)):
        raise HeaderParseError(f"expected domain but found '{rest[1:]}'")
    rest = rest[domain.end():]
    if domain[2]:
        raise HeaderParseError(f"expected atext but found '{rest}'")
    if rest.startswith('@'):
        raise HeaderParseError('Invalid Domain')
    return Found(name, domain[1]), rest


def get_angle_addr(value):
    """(the address in angle brackets at the start of a text, what follows it)"""
    text = _past_blank(value)
    if not text.startswith('<'):
        raise HeaderParseError(f"expected angle-addr but found '{text}'")
    if text.startswith('<>'):
        return Found(None, None), text[2:]
    text = text[1:]
    try:
        route = _ROUTE.match(text)
        found, rest = get_addr_spec(text[route.end():] if route else text)
    except HeaderParseError:
        raise HeaderParseError(f"expected addr-spec or obs-route but found '{text}'") from None
    return found, _past_blank(rest.removeprefix('>'))
