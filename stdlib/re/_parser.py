"""The parts of a pattern, for those who take patterns apart. Matching does not go through this: it is native."""
from re import _constants
from re._constants import *
from re._constants import PatternError, error  # noqa: F401

from _sre import _outline

MAXWIDTH = 1 << 64
SPECIAL_CHARS = '.\\[{()*+?^$|'
REPEAT_CHARS = '*+?{'
DIGITS = frozenset('0123456789')
OCTDIGITS = frozenset('01234567')
HEXDIGITS = frozenset('0123456789abcdefABCDEF')
ASCIILETTERS = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
WHITESPACE = frozenset(' \t\n\r\v\f')
FLAGS = {'i': SRE_FLAG_IGNORECASE, 'L': SRE_FLAG_LOCALE, 'm': SRE_FLAG_MULTILINE, 's': SRE_FLAG_DOTALL, 'x': SRE_FLAG_VERBOSE,
         'a': SRE_FLAG_ASCII, 'u': SRE_FLAG_UNICODE}
TYPE_FLAGS = SRE_FLAG_ASCII | SRE_FLAG_LOCALE | SRE_FLAG_UNICODE
GLOBAL_FLAGS = SRE_FLAG_DEBUG
_REPEATS = MIN_REPEAT, MAX_REPEAT, POSSESSIVE_REPEAT
_SINGLE = ANY, RANGE, IN, LITERAL, NOT_LITERAL, CATEGORY


class State:
    """What is known of a pattern as a whole: flags, and groups by name and number."""

    def __init__(self):
        self.flags = 0
        self.groupdict = {}
        self.groupwidths = [None]
        self.lookbehindgroups = None
        self.grouprefpos = {}

    @property
    def groups(self):
        return len(self.groupwidths)


class SubPattern:
    """Operations, one after another: pairs of a code and what belongs to it."""

    def __init__(self, state, data=None):
        self.state = state
        self.data = [] if data is None else data
        self.width = None

    def dump(self, level=0):
        """Print the operations as a tree."""
        indent = level * '  '
        for code, argument in self.data:
            if code is BRANCH:
                print(indent + str(code))
                for number, arm in enumerate(argument[1]):
                    if number:
                        print(indent + 'OR')
                    arm.dump(level + 1)
            elif code is GROUPREF_EXISTS:
                group, yes, no = argument
                print(indent + str(code), group)
                yes.dump(level + 1)
                if no:
                    print(indent + 'ELSE')
                    no.dump(level + 1)
            elif code is IN:
                print(indent + str(code))
                for item, what in argument:
                    print(indent + '  ' + str(item), what)
            elif isinstance(argument, SubPattern):
                print(indent + str(code))
                argument.dump(level + 1)
            elif isinstance(argument, (tuple, list)):
                nested = [part for part in argument if isinstance(part, SubPattern)]
                print(indent + str(code), *(part for part in argument if not isinstance(part, SubPattern)))
                for part in nested:
                    part.dump(level + 1)
            else:
                print(indent + str(code), argument)

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __delitem__(self, index):
        del self.data[index]

    def __getitem__(self, index):
        if isinstance(index, slice):
            return SubPattern(self.state, self.data[index])
        return self.data[index]

    def __setitem__(self, index, code):
        self.data[index] = code

    def insert(self, index, code):
        self.data.insert(index, code)

    def append(self, code):
        self.data.append(code)

    def getwidth(self):
        """How many characters a match has: least and most."""
        if self.width is None:
            widths = [self._width_of(code, argument) for code, argument in self.data]
            self.width = tuple(min(sum(numbers), MAXWIDTH) for numbers in zip((0, 0), *widths))
        return self.width

    def _width_of(self, code, argument):
        """The width of one operation."""
        if code in _SINGLE:
            return 1, 1
        if code is BRANCH or code is GROUPREF_EXISTS:
            arms = argument[1] if code is BRANCH else argument[1:]
            widths = [arm.getwidth() if arm is not None else (0, 0) for arm in arms]
            return min(low for low, _ in widths), max(high for _, high in widths)
        if code is ATOMIC_GROUP:
            return argument.getwidth()
        if code is SUBPATTERN:
            return argument[-1].getwidth()
        if code in _REPEATS:
            least, most, repeated = argument
            low, high = repeated.getwidth()
            return low * least, high and (MAXWIDTH if most is MAXREPEAT else high * most)
        if code is GROUPREF:
            return self.state.groupwidths[argument] or (0, MAXWIDTH)
        return 0, 0


def parse(str, flags=0, state=None):
    """The operations of a pattern."""
    state = State() if state is None else state
    state.str = str
    found, own, state.groupwidths, names = _outline(str, int(flags), vars(_constants), lambda data: SubPattern(state, data))
    state.flags = flags | own
    state.groupdict = dict(names)
    if flags & SRE_FLAG_DEBUG:
        found.dump()
    return found


def fix_flags(src, flags):
    """Flags as they are for a pattern of this type; ValueError if they contradict each other."""
    return flags | _outline(src[:0], int(flags), vars(_constants), list)[1]
