"""Regular expressions: patterns that describe sets of strings.

compile() makes a pattern object; the other functions do so on the fly and
keep what they made for the next time.  Matching itself is native.
"""
import enum
import _sre

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer",
           "compile", "purge", "escape", "error", "Pattern", "Match",
           "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
           "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]

__version__ = "2.2.1"

Pattern = _sre.Pattern
Match = _sre.Match


class PatternError(Exception):
    """A pattern (or replacement template) that is wrong, and where.

    msg, pattern, pos as given; lineno and colno follow from pos.
    """

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = '%s at position %d' % (msg, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (msg, self.lineno, self.colno)
        super().__init__(msg)


error = PatternError


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


# -- matching without a pattern object ---------------------------------------

def match(pattern, string, flags=0):
    """A Match if the pattern fits at the beginning of string, else None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A Match if the pattern fits all of string, else None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """A Match of the first place where the pattern fits, or None."""
    return _compile(pattern, flags).search(string)


class _Absent(int):
    """The default of count and flags: tells whether they were given."""


_absent = _Absent(0)


def _optional(function, first, given, args, **keywords):
    """count (or maxsplit) and flags, which may still come by position."""
    names = list(keywords)
    if args:
        for name, value in keywords.items():
            if names.index(name) < len(args) and value is not _absent:
                raise TypeError("%s() got multiple values for argument '%s'" % (function, name))
        if len(args) > 2:
            raise TypeError("%s() takes from %d to %d positional arguments but %d were given"
                            % (function, given, given + 2, given + len(args)))
        keywords.update(zip(names, args))
        import warnings
        warnings.warn("'%s' is passed as positional argument" % first,
                      DeprecationWarning, stacklevel=3)
    return keywords.values()


def sub(pattern, repl, string, *args, count=_absent, flags=_absent):
    """string with what fits the pattern replaced by repl.

    repl is a template, in which backslash sequences stand for groups and
    special characters, or a function of the Match.  count limits how often.
    """
    if args:
        count, flags = _optional('sub', 'count', 3, args, count=count, flags=flags)
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_absent, flags=_absent):
    """Like sub(), but (new string, number of replacements)."""
    if args:
        count, flags = _optional('subn', 'count', 3, args, count=count, flags=flags)
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_absent, flags=_absent):
    """The pieces of string between the places where the pattern fits.

    What groups match is put in between.  maxsplit limits the cuts.
    """
    if args:
        maxsplit, flags = _optional('split', 'maxsplit', 2, args, maxsplit=maxsplit, flags=flags)
    return _compile(pattern, flags).split(string, maxsplit)


sub.__text_signature__ = subn.__text_signature__ = \
    '(pattern, repl, string, count=0, flags=0)'
split.__text_signature__ = '(pattern, string, maxsplit=0, flags=0)'


def findall(pattern, string, flags=0):
    """All matches: strings, or what the group or groups matched."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over Match objects for all places where the pattern fits."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A Pattern, for using it many times."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns kept for the next time."""
    _cache.clear()


_escaped = {c: '\\' + chr(c) for c in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """pattern with everything escaped that has a meaning in patterns."""
    if isinstance(pattern, str):
        return pattern.translate(_escaped)
    return str(pattern, 'latin1').translate(_escaped).encode('latin1')


# Compiled patterns by kind, text and flags; when full, the oldest leaves.
_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray, memoryview)) and not hasattr(pattern, '__buffer__'):
        raise TypeError("first argument must be string or compiled pattern")
    made = _sre.compile(pattern, flags)
    if not flags & DEBUG:
        if len(_cache) >= _MAXCACHE:
            _cache.pop(next(iter(_cache)), None)
        _cache[type(pattern), pattern, flags] = made
    return made


import copyreg


def _pickle(p):
    return _compile, (p.pattern, p.flags)


copyreg.pickle(Pattern, _pickle, _compile)


class Scanner:
    """Cuts a string into tokens: a lexicon of (pattern, action) is tried in order.

    An action is None (skip), a function of (scanner, text), or the token.
    """

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._actions = {}
        group = 1
        phrases = []
        for phrase, action in lexicon:
            self._actions[group] = action
            phrases.append('(%s)' % phrase)
            group += 1 + _compile(phrase, flags).groups
        self.scanner = _compile('|'.join(phrases), flags)

    def scan(self, string):
        """(tokens, rest of the string that no pattern fits)."""
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while True:
            m = match()
            if not m or m.end() == end:
                break
            action = self._actions[m.lastindex]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            end = m.end()
        return result, string[end:]
