"""URLs taken apart and put together; percent quoting; query strings."""
import functools
import re
import types
from collections import namedtuple

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit', 'urlencode', 'parse_qs', 'parse_qsl',
           'quote', 'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus', 'unquote_to_bytes', 'DefragResult',
           'ParseResult', 'SplitResult', 'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

# Which schemes have which parts. Programs add their own.
uses_relative = ['', *('ftp http gopher nntp imap wais file https shttp mms prospero rtsp rtsps rtspu sftp svn svn+ssh '
    'ws wss').split()]
uses_netloc = ['', *('ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtsps rtspu '
    'rsync svn svn+ssh sftp nfs git git+ssh ws wss itms-services').split()]
uses_params = ['', *'ftp hdl prospero http imap https shttp rtsp rtsps rtspu sip sips mms sftp tel'.split()]
non_hierarchical = 'gopher hdl mailto news telnet wais imap snews sip sips'.split()
uses_query = ['', *'http wais imap https shttp mms gopher rtsp rtsps rtspu sip sips'.split()]
uses_fragment = ['', *'ftp hdl http gopher news nntp wais https shttp snews file prospero'.split()]
scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'

_CONTROLS = ''.join(map(chr, range(33)))
_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')

# The parts of a URL, as RFC 3986 finds them (appendix B); without fragments the query, or the path, takes all.
_SCHEME_AND_NETLOC = r'(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?'
_URL = re.compile(_SCHEME_AND_NETLOC + r'([^?#]*)(?:\?([^#]*))?(?:#(.*))?', re.DOTALL)
_URL_WITHOUT_FRAGMENT = re.compile(_SCHEME_AND_NETLOC + r'([^?]*)(?:\?(.*))?()', re.DOTALL)
_NETLOC = re.compile(r'(?:([^:]*)(?::(.*))?@)?(?:[^\[@]*\[([^\]@]*)\]?[^:@]*|([^:@]*))(?::([^@]*))?', re.DOTALL)


def clear_cache():
    """Forget what was parsed and quoted."""
    for cached in (urlsplit, _quoter):
        cached.cache_clear()


# Bytes go in and come out of the same functions as text does.

def _encoded(result):
    return result.encode('ascii', 'strict')


def _same(result):
    return result


def _coerce_args(*args):
    """The arguments as text, and what makes of a result the type that they had."""
    textual = isinstance(args[0], str)
    for arg in args:
        if arg and isinstance(arg, str) is not textual:
            raise TypeError('Cannot mix str and non-str arguments')
    if textual:
        return *args, _same
    return *(arg.decode('ascii', 'strict') if arg else '' for arg in args), _encoded


class _ResultMixinStr:
    """Results made of text."""

    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        """The same as bytes."""
        return self._encoded_counterpart(*(part.encode(encoding, errors) for part in self))


class _ResultMixinBytes:
    """Results made of bytes."""

    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        """The same as text."""
        return self._decoded_counterpart(*(part.decode(encoding, errors) for part in self))


def _authority(result):
    """[user, password, host, port] as they stand in the netloc of a result; None for what is not there."""
    netloc = result.netloc
    if isinstance(netloc, str):
        user, password, bracketed, host, port = _NETLOC.match(netloc).groups()
        return user, password, host if bracketed is None else bracketed, port
    user, password, bracketed, host, port = _NETLOC.match(netloc.decode('latin-1')).groups()
    found = user, password, host if bracketed is None else bracketed, port
    return [part if part is None else part.encode('latin-1') for part in found]


class _NetlocResultMixinBase:
    """Results with a netloc: user:password@host:port."""

    __slots__ = ()

    @property
    def username(self):
        return _authority(self)[0]

    @property
    def password(self):
        return _authority(self)[1]

    @property
    def hostname(self):
        host = _authority(self)[2]
        if not host:
            return None
        # The name of an interface, after %, keeps its capitals.
        name, percent, interface = host.partition('%' if isinstance(host, str) else b'%')
        return name.lower() + percent + interface

    @property
    def port(self):
        port = _authority(self)[3]
        if not port:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if (number := int(port)) > 65535:
            raise ValueError('Port out of range 0-65535')
        return number

    __class_getitem__ = classmethod(types.GenericAlias)


_Defrag = namedtuple('DefragResult', 'url fragment')
_Split = namedtuple('SplitResult', 'scheme netloc path query fragment')
_Parse = namedtuple('ParseResult', 'scheme netloc path params query fragment')


class _NetlocResultMixinStr(_NetlocResultMixinBase, _ResultMixinStr):
    """Results made of text that have a netloc; ResultBase is what the class was called once."""

    __slots__ = ()


ResultBase = _NetlocResultMixinStr


class DefragResult(_Defrag, _ResultMixinStr):
    """A URL and its fragment."""

    __slots__ = ()

    def geturl(self):
        """The URL with its fragment."""
        return f'{self.url}#{self.fragment}' if self.fragment else self.url


class SplitResult(_Split, _NetlocResultMixinStr):
    """The five parts of urlsplit()."""

    __slots__ = ()

    def geturl(self):
        """The URL they make."""
        return urlunsplit(self)


class ParseResult(_Parse, _NetlocResultMixinStr):
    """The six parts of urlparse()."""

    __slots__ = ()

    def geturl(self):
        """The URL they make."""
        return urlunparse(self)


class DefragResultBytes(_Defrag, _ResultMixinBytes):
    """A URL and its fragment, as bytes."""

    __slots__ = ()

    def geturl(self):
        """The URL with its fragment."""
        return b'%b#%b' % self if self.fragment else self.url


class SplitResultBytes(_Split, _NetlocResultMixinBase, _ResultMixinBytes):
    """The five parts of urlsplit(), as bytes."""

    __slots__ = ()
    geturl = SplitResult.geturl


class ParseResultBytes(_Parse, _NetlocResultMixinBase, _ResultMixinBytes):
    """The six parts of urlparse(), as bytes."""

    __slots__ = ()
    geturl = ParseResult.geturl


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
del _text, _bytes


# Apart

def _check_netloc(netloc):
    if '[' in netloc or ']' in netloc:
        _check_brackets(netloc)
    if netloc.isascii():
        return
    import unicodedata
    # Some characters become one of these when a host name is normalized: the host would be another one.
    plain = re.sub('[@:#?]', '', netloc)
    normal = unicodedata.normalize('NFKC', plain)
    if normal != plain and re.search('[/?#@:]', normal):
        raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")


def _check_brackets(netloc):
    found = re.fullmatch(r'\[([^\[\]]*)\](?::.*)?', netloc.rpartition('@')[2], re.DOTALL)
    if not found:
        raise ValueError('Invalid IPv6 URL')
    host = found[1]
    if host.startswith('v'):
        if not re.fullmatch(r'v[0-9a-fA-F]+\..+', host):
            raise ValueError('IPvFuture address is invalid')
        return
    import ipaddress
    if ipaddress.ip_address(host).version == 4:
        raise ValueError('An IPv4 address cannot be in brackets')


@functools.lru_cache(typed=True)
def urlsplit(url, scheme='', allow_fragments=True):
    """scheme://netloc/path?query#fragment as a SplitResult."""
    url, scheme, made = _coerce_args(url, scheme)
    url, scheme = (re.sub('[\t\r\n]', '', text) for text in (url.lstrip(_CONTROLS), scheme.strip(_CONTROLS)))
    own, netloc, path, query, fragment = (_URL if allow_fragments else _URL_WITHOUT_FRAGMENT).match(url).groups('')
    if netloc:
        _check_netloc(netloc)
    return made(SplitResult(own.lower() or scheme, netloc, path, query, fragment))


def _splitparams(path):
    """(path, params): what follows the first ; of the last segment."""
    folder, slash, name = path.rpartition('/')
    name, _, params = name.partition(';')
    return folder + slash + name, params


def urlparse(url, scheme='', allow_fragments=True):
    """scheme://netloc/path;params?query#fragment as a ParseResult."""
    url, scheme, made = _coerce_args(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    path, params = _splitparams(path) if ';' in path and scheme in uses_params else (path, '')
    return made(ParseResult(scheme, netloc, path, params, query, fragment))


# Together

def urlunsplit(components):
    """The URL of urlsplit()'s parts."""
    scheme, netloc, path, query, fragment, made = _coerce_args(*components)
    return made(_together(scheme, netloc, path, query, fragment))


def _together(scheme, netloc, path, query, fragment):
    rooted = path[:1] == '/'
    if netloc:
        path = f"//{netloc}{'' if rooted or not path else '/'}{path}"
    elif path[:2] == '//' or scheme and scheme in uses_netloc and (rooted or not path):
        path = '//' + path
    if scheme:
        path = f'{scheme}:{path}'
    if query:
        path = f'{path}?{query}'
    return f'{path}#{fragment}' if fragment else path


def urlunparse(components):
    """The URL of urlparse()'s parts."""
    scheme, netloc, path, params, query, fragment, made = _coerce_args(*components)
    return made(_together(scheme, netloc, f'{path};{params}' if params else path, query, fragment))


def _without_dots(segments):
    """The segments of a path without . and .., which nothing leads above the root."""
    kept = []
    for segment in segments:
        if segment == '..':
            del kept[-1:]
        elif segment != '.':
            kept.append(segment)
    return kept


def urljoin(base, url, allow_fragments=True):
    """What url means in a document at base."""
    if not base:
        return url
    if not url:
        return base
    base, url, made = _coerce_args(base, url)
    base_scheme, base_netloc, base_path, base_query, _ = urlsplit(base, '', allow_fragments)
    scheme, netloc, path, query, fragment = urlsplit(url, base_scheme, allow_fragments)
    if scheme != base_scheme or scheme not in uses_relative:
        return made(url)
    if scheme in uses_netloc:
        if netloc:
            return made(_together(scheme, netloc, path, query, fragment))
        netloc = base_netloc
    # What follows ; in the last segment are parameters, where the scheme has such: no dots there, no slashes.
    params = base_params = ''
    if scheme in uses_params:
        path, params = _splitparams(path)
        base_path, base_params = _splitparams(base_path)
    if path or params:
        path = _path_from(base_path, path)
    else:
        path, params, query = base_path, base_params, query or base_query
    return made(_together(scheme, netloc, f'{path};{params}' if params else path, query, fragment))


def _path_from(base, path):
    """The path that a path means beside another one."""
    *folders, name = path.split('/')
    if path[:1] != '/':
        above = base.rpartition('/')[0].split('/') if '/' in base or not base else []
        # Empty segments get lost, except the one that stands for the root.
        segments = [*above, *folders]
        folders = [*segments[:1], *filter(None, segments[1:])]
    kept = _without_dots([*folders, name])
    if name in ('.', '..'):
        kept.append('')
    return '/'.join(kept) or '/'


def urldefrag(url):
    """A URL without its fragment, and the fragment."""
    url, made = _coerce_args(url)
    if '#' not in url:
        return made(DefragResult(url, ''))
    parts = urlparse(url)
    return made(DefragResult(urlunparse(parts._replace(fragment='')), parts.fragment))


# Quoting

class _Quoter(dict):
    """What each byte is written as: a table for str.translate()."""

    def __init__(self, safe):
        kept = _ALWAYS_SAFE.union(safe)
        super().__init__((byte, chr(byte) if byte in kept else f'%{byte:02X}') for byte in range(256))

    def __repr__(self):
        return f'<Quoter {dict(self)!r}>'


@functools.lru_cache
def _quoter(safe):
    return _Quoter(safe), bytes(_ALWAYS_SAFE.union(safe))


def quote_from_bytes(bs, safe='/'):
    """quote() of bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if not bs:
        return ''
    safe = safe.encode('ascii', 'ignore') if isinstance(safe, str) else bytes(byte for byte in safe if byte < 128)
    table, kept = _quoter(safe)
    text = bs.decode('latin-1')
    return text.translate(table) if bs.translate(None, kept) else text


def quote(string, safe='/', encoding=None, errors=None):
    """Every character that means something in a URL as %xx, except `safe`."""
    if isinstance(string, str):
        if not string or encoding is None and string.isascii() and string.isalnum():
            return string
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    else:
        for name, value in (('encoding', encoding), ('errors', errors)):
            if value is not None:
                raise TypeError(f"quote() doesn't support '{name}' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """quote() with + for a space, for form values."""
    quoted = quote(string, safe + (' ' if isinstance(safe, str) else b' '), encoding, errors)
    return quoted.replace(' ', '+')


_ESCAPES = re.compile(b'(?:%[0-9a-fA-F]{2})+')
_ASCII = re.compile('[\0-\x7f]+')


def _unescaped(data):
    return _ESCAPES.sub(lambda run: bytes.fromhex(run[0].replace(b'%', b'').decode()), data)


def unquote_to_bytes(string):
    """%xx as the bytes they stand for."""
    if isinstance(string, str):
        string = string.encode('utf-8')
    string.split
    return _unescaped(bytes(string))


def unquote(string, encoding='utf-8', errors='replace'):
    """%xx as the characters they stand for."""
    encoding, errors = encoding or 'utf-8', errors or 'replace'
    if isinstance(string, bytes):
        return _unescaped(string).decode(encoding, errors)
    if '%' not in string:
        string.split
        return string
    if string.isascii():
        return _unescaped(string.encode()).decode(encoding, errors)
    return _ASCII.sub(lambda run: _unescaped(run[0].encode()).decode(encoding, errors), string)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """unquote() with + for a space."""
    return unquote(string.replace('+', ' '), encoding, errors)


# Queries

def _query_tools(qs, separator, encoding, errors):
    """(query, separator, equals sign, unquoting function), all of the query's type."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if isinstance(qs, str):
        separator = separator if isinstance(separator, str) else separator.decode('ascii')
        return qs, separator, '=', lambda text: unquote_plus(text, encoding, errors)
    separator = separator if isinstance(separator, bytes) else separator.encode('ascii')
    return (bytes(memoryview(qs)) if qs else b''), separator, b'=', lambda data: unquote_to_bytes(data.replace(b'+', b' '))


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
              separator='&'):
    """A query string as [(name, value)]."""
    qs, separator, equals, decoded = _query_tools(qs, separator, encoding, errors)
    if not qs:
        return []
    fields = qs.split(separator)
    if max_num_fields is not None and len(fields) > max_num_fields:
        raise ValueError('Max number of fields exceeded')
    pairs = []
    for field in fields:
        name, sign, value = field.partition(equals)
        if strict_parsing and not sign:
            raise ValueError(f'bad query field: {field!r}')
        if value or field and keep_blank_values:
            pairs.append((decoded(name), decoded(value)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
             separator='&'):
    """A query string as {name: [values]}."""
    values = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        values.setdefault(name, []).append(value)
    return values


def _pairs_of(query):
    if hasattr(query, 'items'):
        return query.items()
    try:
        # Text would do as a sequence of pairs only by accident.
        sound = not len(query) or isinstance(query[0], tuple)
    except TypeError as error:
        raise TypeError('not a valid non-string sequence or mapping object') from error
    if not sound:
        raise TypeError('not a valid non-string sequence or mapping object')
    return query


def _several(value):
    """The values in a sequence of such; anything else is one value."""
    if isinstance(value, (str, bytes)):
        return value,
    try:
        len(value)
    except TypeError:
        return value,
    return value


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """A mapping, or pairs, as a query string; doseq for several values of a name."""
    def quoted(value):
        return quote_via(value, safe) if isinstance(value, bytes) else quote_via(str(value), safe, encoding, errors)

    pairs = _pairs_of(query)
    if doseq:
        pairs = ((name, one) for name, value in pairs for one in _several(value))
    return '&'.join([f'{quoted(name)}={quoted(value)}' for name, value in pairs])


# What these replaced

def unwrap(url):
    """'<URL:scheme://host/path>' without what is around it."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url.removeprefix('URL:').strip()


def _to_bytes(url):
    if isinstance(url, str):
        try:
            return url.encode('ascii').decode()
        except UnicodeError:
            raise UnicodeError(f'URL {url!r} contains non-ASCII characters') from None
    return url


def _splittype(url):
    scheme, colon, rest = url.partition(':')
    return (scheme.lower(), rest) if scheme and colon and '/' not in scheme else (None, url)


def _splithost(url):
    if not url.startswith('//'):
        return None, url
    end = re.search('[/#?]|$(?!\n)', url[2:]).start() + 2
    path = url[end:]
    return url[2:end], path if path[:1] in ('', '/') else '/' + path


def _splituser(host):
    user, at, host = host.rpartition('@')
    return user if at else None, host


def _splitpasswd(user):
    user, colon, password = user.partition(':')
    return user, password if colon else None


def _splitport(host):
    name, colon, port = host.rpartition(':')
    if not colon or not re.fullmatch('[0-9]*', port):
        return host, None
    return name, port or None


def _splitnport(host, defport=-1):
    name, colon, port = host.rpartition(':')
    if not colon:
        return host, defport
    return name, defport if not port else int(port) if port.isdigit() and port.isascii() else None


def _split_last(mark):
    def split(url):
        front, found, rest = url.rpartition(mark)
        return (front, rest) if found else (url, None)
    return split


_splitquery, _splittag = map(_split_last, '?#')


def _splitattr(url):
    path, *attributes = url.split(';')
    return path, attributes


def _splitvalue(attr):
    name, equals, value = attr.partition('=')
    return name, value if equals else None


def _former(name, instead=', use urllib.parse.urlparse() instead'):
    """The public function of a private one, which tells that it should not be used."""
    function = globals()[f'_{name}']

    @functools.wraps(function)
    def deprecated(*args, **kwargs):
        import warnings
        warnings.warn(f'urllib.parse.{name}() is deprecated as of 3.8{instead}', DeprecationWarning, stacklevel=2)
        return function(*args, **kwargs)

    deprecated.__name__ = deprecated.__qualname__ = name
    return deprecated


splittype, splithost, splituser, splitpasswd, splitport, splitnport, splitquery, splittag, splitattr = map(
    _former, 'splittype splithost splituser splitpasswd splitport splitnport splitquery splittag splitattr'.split())
splitvalue = _former('splitvalue', ', use urllib.parse.parse_qsl() instead')
to_bytes = _former('to_bytes', '')


def __getattr__(name):
    if name == 'Quoter':
        import warnings
        warnings.warn('Deprecated in 3.11. urllib.parse.Quoter will be removed in Python 3.14. It was not intended to be a '
                      'public API.', DeprecationWarning, stacklevel=2)
        return _Quoter
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
