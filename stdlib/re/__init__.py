"""Regular expressions: patterns that describe sets of strings.

compile() makes a pattern object; the other functions do so on the fly and
keep what they made for the next time.  Matching itself is native.
"""
import enum
from copyreg import pickle

from _sre import Match, Pattern, compile as _translate

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer",
           "compile", "purge", "escape", "error", "Pattern", "Match",
           "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
           "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]

__version__ = "2.2.1"


class PatternError(Exception):
    """A pattern (or replacement template) that is wrong, and where.

    msg, pattern, pos as given; lineno and colno follow from pos.
    """

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if None not in (pattern, pos):
            newline = '\n' if isinstance(pattern, str) else b'\n'
            before = pattern[:pos]
            self.lineno = before.count(newline) + 1
            self.colno = pos - before.rfind(newline)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg += f' (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


error = PatternError


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """What changes how patterns are read and matched; values can be combined by |."""

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


class _Patterns(dict):
    """What was compiled, by type, text and flags: asked for anything new, it compiles.

    When it is full, the oldest entry makes room.
    """

    limit = 512

    def __missing__(self, key):
        kind, pattern, flags = key
        if issubclass(kind, Pattern):
            if flags:
                raise ValueError("cannot process flags argument with a compiled pattern")
            return pattern
        if not issubclass(kind, str) and not hasattr(kind, '__buffer__'):
            raise TypeError("first argument must be string or compiled pattern")
        flags = getattr(flags, 'value', flags)
        made = _translate(pattern, flags)
        if not flags & DEBUG:
            if len(self) >= self.limit:
                self.pop(next(iter(self)), None)
            self[kind, pattern, flags] = made
        return made


_known = _Patterns()


def _compile(pattern, flags):
    """The Pattern of a text and flags; pickled patterns call this."""
    return _known[type(pattern), pattern, flags]


pickle(Pattern, lambda pattern: (_compile, (pattern.pattern, pattern.flags)))


def compile(pattern, flags=0):
    """A Pattern, for using it many times."""
    return _known[type(pattern), pattern, flags]


def purge():
    """Forget the patterns kept for the next time."""
    _known.clear()


def match(pattern, string, flags=0):
    """A Match if the pattern fits at the beginning of string, else None."""
    return _known[type(pattern), pattern, flags].match(string)


def fullmatch(pattern, string, flags=0):
    """A Match if the pattern fits all of string, else None."""
    return _known[type(pattern), pattern, flags].fullmatch(string)


def search(pattern, string, flags=0):
    """A Match of the first place where the pattern fits, or None."""
    return _known[type(pattern), pattern, flags].search(string)


def findall(pattern, string, flags=0):
    """All matches: strings, or what the group or groups matched."""
    return _known[type(pattern), pattern, flags].findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over Match objects for all places where the pattern fits."""
    return _known[type(pattern), pattern, flags].finditer(string)


class _Absent(int):
    """The default of count and flags: tells whether they were given."""


_absent = _Absent(0)


def _optional(function, given, args, **keywords):
    """The limit and the flags, which may still come by position."""
    for (name, value), _ in zip(keywords.items(), args):
        if value is not _absent:
            raise TypeError(f"{function}() got multiple values for argument '{name}'")
    if len(args) > 2:
        raise TypeError(f"{function}() takes from {given} to {given + 2} positional arguments "
                        f"but {given + len(args)} were given")
    limit, flags = keywords
    import warnings
    warnings.warn(f"'{limit}' is passed as positional argument", DeprecationWarning, stacklevel=3)
    return args if len(args) == 2 else (args[0], keywords[flags])


def sub(pattern, repl, string, *args, count=_absent, flags=_absent):
    """string with what fits the pattern replaced by repl.

    repl is a template, in which backslash sequences stand for groups and
    special characters, or a function of the Match.  count limits how often.
    """
    if args:
        count, flags = _optional('sub', 3, args, count=count, flags=flags)
    return _known[type(pattern), pattern, flags].sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_absent, flags=_absent):
    """Like sub(), but (new string, number of replacements)."""
    if args:
        count, flags = _optional('subn', 3, args, count=count, flags=flags)
    return _known[type(pattern), pattern, flags].subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_absent, flags=_absent):
    """The pieces of string between the places where the pattern fits.

    What groups match is put in between.  maxsplit limits the cuts.
    """
    if args:
        maxsplit, flags = _optional('split', 2, args, maxsplit=maxsplit, flags=flags)
    return _known[type(pattern), pattern, flags].split(string, maxsplit)


for _function, _limit in (sub, 'repl, string, count'), (subn, 'repl, string, count'), (split, 'string, maxsplit'):
    _function.__text_signature__ = f'(pattern, {_limit}=0, flags=0)'
del _function, _limit

_escapes = str.maketrans({special: '\\' + special for special in ' \t\n\v\f\r#$&()*+-.?[\\]^{|}~'})


def escape(pattern):
    """pattern with everything escaped that has a meaning in patterns."""
    text = pattern if isinstance(pattern, str) else str(pattern, 'latin1')
    escaped = text.translate(_escapes)
    return escaped if text is pattern else escaped.encode('latin1')


class Scanner:
    """Cuts a string into tokens: a lexicon of (pattern, action) is tried in order.

    An action is None (skip), a function of (scanner, text), or the token.
    """

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._actions = {}
        branches, group = [], 1
        for phrase, action in lexicon:
            branches.append(f'({phrase})')
            self._actions[group] = action
            group += _compile(phrase, flags).groups + 1
        self.scanner = _compile('|'.join(branches), flags)

    def scan(self, string):
        """(tokens, rest of the string that no pattern fits)."""
        tokens, end = [], 0
        step = self.scanner.scanner(string).match
        while (found := step()) and found.end() > end:
            end = found.end()
            token = self._actions[found.lastindex]
            if callable(token):
                self.match = found
                token = token(self, found.group())
            if token is not None:
                tokens.append(token)
        return tokens, string[end:]
