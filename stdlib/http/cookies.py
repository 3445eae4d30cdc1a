"""Cookies as headers: read, made and written."""
import re
import types

__all__ = ['CookieError', 'BaseCookie', 'SimpleCookie']

# Names are tokens and the colon, by tradition; what is read may hold more than what may be set.
_TOKEN = r"\w!#$%&'*+.:^`|~\-"
_is_legal_key = re.compile(f'[{_TOKEN}]+', re.ASCII).fullmatch
_PAIR = re.compile(rf"""
    \s* (?P<name> [{_TOKEN}()/<>?@,{{}}=]+? )
    (?: \s*=\s* (?P<coded> " (?: \\. | [^"\\] )* "
                         | \w{{3}}, \s [\w\s-]{{9,11}} \s [\d:]{{8}} \s GMT
                         | [][{_TOKEN}()/<>?@,{{}}=]* ) )?
    \s* (?: \s | ; | $ )""", re.ASCII | re.VERBOSE)
_ESCAPE = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))')
_ESCAPED = {code: f'\\{code:03o}' for code in (*range(32), *b',;', *range(127, 256))} | {34: r'\"', 92: r'\\'}
_SCRIPT = """
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = "%s";
        // end hiding -->
        </script>
        """


class CookieError(Exception):
    """Not allowed in a cookie."""


def _quote(str):
    """Text in quotes with escapes, where it is more than a token."""
    return str if str is None or _is_legal_key(str) else f'"{str.translate(_ESCAPED)}"'


def _unquote(str):
    """The other way; what is not in quotes stays."""
    if str is None or len(str) < 2 or not str[0] == str[-1] == '"':
        return str
    return _ESCAPE.sub(lambda found: chr(int(found[1], 8)) if found[1] else found[2], str[1:-1])


def _date(distance):
    """The moment so many seconds from now."""
    from time import gmtime, time
    year, month, day, hour, minute, second, weekday, *_ = gmtime(time() + distance)
    names = 'MonTueWedThuFriSatSun', '   JanFebMarAprMayJunJulAugSepOctNovDec'
    weekday, month = (text[3 * n:3 * n + 3] for text, n in zip(names, (weekday, month)))
    return f'{weekday}, {day:02} {month} {year:4} {hour:02}:{minute:02}:{second:02} GMT'


def _kept(name):
    return property(lambda self: getattr(self, '_' + name))


class Morsel(dict):
    """One cookie: key, value, and its attributes as a dict."""

    _reserved = {name.lower(): name for name in ('expires', 'Path', 'Comment', 'Domain', 'Max-Age', 'Secure', 'HttpOnly',
                                                 'Version', 'SameSite')}
    _flags = {'secure', 'httponly'}
    _key = _value = _coded_value = None
    key, value, coded_value = map(_kept, ('key', 'value', 'coded_value'))

    def __init__(self):
        dict.update(self, dict.fromkeys(self._reserved, ''))

    def _attribute(self, name):
        if not self.isReservedKey(name):
            raise CookieError(f'Invalid attribute {name!r}')
        return name.lower()

    def isReservedKey(self, K):
        """True for the name of an attribute."""
        return K.lower() in self._reserved

    def __setitem__(self, K, V):
        super().__setitem__(self._attribute(K.lower()), V)

    def setdefault(self, key, val=None):
        return super().setdefault(self._attribute(key.lower()), val)

    def update(self, values):
        super().update({self._attribute(name.lower()): value for name, value in dict(values).items()})

    def set(self, key, val, coded_val):
        """Name, value, and the value as it is written."""
        if self.isReservedKey(key):
            raise CookieError(f'Attempt to set a reserved key {key!r}')
        if not _is_legal_key(key):
            raise CookieError(f'Illegal key {key!r}')
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {name: getattr(self, name) for name in ('key', 'value', 'coded_value')}

    def __setstate__(self, state):
        self._key, self._value, self._coded_value = state['key'], state['value'], state['coded_value']

    def copy(self):
        twin = Morsel()
        dict.update(twin, self)
        twin.__setstate__(self.__getstate__())
        return twin

    def __eq__(self, morsel):
        if isinstance(morsel, Morsel):
            return self.__getstate__() == morsel.__getstate__() and dict.__eq__(self, morsel)
        return NotImplemented

    __ne__ = object.__ne__

    def _written(self, name, value):
        match name, value:
            case 'expires', int():
                value = _date(value)
            case 'max-age', int():
                value = format(value, 'd')
            case 'comment', str():
                value = _quote(value)
            case flag, _ if flag in self._flags:
                return str(self._reserved[name]) if value else None
        return f'{self._reserved[name]}={value}'

    def OutputString(self, attrs=None):
        """The cookie without the name of the header."""
        wanted = self._reserved if attrs is None else attrs
        text = f'{self._key}={self._coded_value}'
        for name, value in sorted([item for item in self.items() if item[1] != '']):
            if name in wanted and (attribute := self._written(name, value)):
                text += '; ' + attribute
        return text

    def output(self, attrs=None, header='Set-Cookie:'):
        """The header of the cookie."""
        return f'{header} {self.OutputString(attrs)}'

    def js_output(self, attrs=None):
        """A script that sets it."""
        return _SCRIPT % self.OutputString(attrs).replace('"', r'\"')

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString()}>'

    __str__ = output
    __class_getitem__ = classmethod(types.GenericAlias)


class BaseCookie(dict):
    """Cookies by name; subclasses say how values are coded."""

    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_decode(self, val):
        """(value, as it was written) of what came."""
        return val, val

    def value_encode(self, val):
        """(value, as it is to be written) of what was set."""
        text = str(val)
        return text, text

    def __store(self, key, value, coded):
        morsel = self.get(key) or Morsel()
        morsel.set(key, value, coded)
        dict.__setitem__(self, key, morsel)
        return morsel

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self.__store(key, *self.value_encode(value))

    def load(self, rawdata):
        """Read a header, or take the values of a dict."""
        if not isinstance(rawdata, str):
            for key, value in rawdata.items():
                self[key] = value
            return
        for name, coded, attributes in _cookies_in(rawdata):
            morsel = self.__store(name, *self.value_decode(coded))
            if attributes:
                morsel.update(attributes)

    def __lines(self, write, between):
        return between.join(write(morsel) for _, morsel in sorted(self.items()))

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        """The headers of all cookies."""
        return self.__lines(lambda morsel: morsel.output(attrs, header), sep)

    def js_output(self, attrs=None):
        """Scripts that set them."""
        return self.__lines(lambda morsel: morsel.js_output(attrs), '')

    def __repr__(self):
        values = ' '.join(f'{key}={morsel.value!r}' for key, morsel in sorted(self.items()))
        return f'<{type(self).__name__}: {values}>'

    __str__ = output


def _cookies_in(text):
    """[(name, coded value, attributes)] of a header: up to what cannot be read, none at all if a word means nothing."""
    cookies = []
    position = 0
    while position < len(text) and (found := _PAIR.match(text, position)):
        position = found.end()
        name, coded = found['name'], found['coded']
        attribute = name.lower()
        if name[0] == '$':
            if cookies:
                cookies[-1][2][name[1:]] = coded
        elif attribute not in Morsel._reserved and coded is not None:
            cookies.append((name, coded, {}))
        elif attribute in (Morsel._flags if coded is None else Morsel._reserved) and cookies:
            cookies[-1][2][attribute] = True if coded is None else _unquote(coded)
        else:
            return []
    return cookies


class SimpleCookie(BaseCookie):
    """Values as text, quoted where needed."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
