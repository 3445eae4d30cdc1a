"""Names of what patterns are made of, as re._parser shows them."""
from re import PatternError

from _sre import MAXGROUPS, MAXREPEAT

error = PatternError
MAGIC = 20230612


class _NamedIntConstant(int):
    """A number that shows as its name."""

    def __new__(cls, value, name):
        self = super().__new__(cls, value)
        self.name = name
        return self

    def __repr__(self):
        return self.name

    __reduce__ = None


MAXREPEAT = _NamedIntConstant(MAXREPEAT, 'MAXREPEAT')


def _numbered(names, first=0):
    """Names as numbers, made globals."""
    made = [_NamedIntConstant(number, name) for number, name in enumerate(names.split(), first)]
    globals().update((item.name, item) for item in made)
    return made


OPCODES = _numbered("""
    FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CATEGORY CHARSET BIGCHARSET GROUPREF GROUPREF_EXISTS IN INFO JUMP
    LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT REPEAT_ONE SUBPATTERN MIN_REPEAT_ONE ATOMIC_GROUP
    POSSESSIVE_REPEAT POSSESSIVE_REPEAT_ONE GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE GROUPREF_LOC_IGNORE
    IN_LOC_IGNORE LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE
    NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE""")
# What stands only in what was parsed.
_numbered('MIN_REPEAT MAX_REPEAT', len(OPCODES))
ATCODES = _numbered("""
    AT_BEGINNING AT_BEGINNING_LINE AT_BEGINNING_STRING AT_BOUNDARY AT_NON_BOUNDARY AT_END AT_END_LINE AT_END_STRING
    AT_LOC_BOUNDARY AT_LOC_NON_BOUNDARY AT_UNI_BOUNDARY AT_UNI_NON_BOUNDARY""")
CHCODES = _numbered("""
    CATEGORY_DIGIT CATEGORY_NOT_DIGIT CATEGORY_SPACE CATEGORY_NOT_SPACE CATEGORY_WORD CATEGORY_NOT_WORD CATEGORY_LINEBREAK
    CATEGORY_NOT_LINEBREAK CATEGORY_LOC_WORD CATEGORY_LOC_NOT_WORD CATEGORY_UNI_DIGIT CATEGORY_UNI_NOT_DIGIT CATEGORY_UNI_SPACE
    CATEGORY_UNI_NOT_SPACE CATEGORY_UNI_WORD CATEGORY_UNI_NOT_WORD CATEGORY_UNI_LINEBREAK CATEGORY_UNI_NOT_LINEBREAK""")


def _suffixed(codes, mark):
    """Codes and what they are with a mark in their names, if there is such a thing."""
    return {code: made for code in codes if (made := globals().get(mark(code.name)))}


# What flags make of codes.
_cased = [code for code in OPCODES if code.name in ('LITERAL', 'NOT_LITERAL')]
_plain = CHCODES[:8]
OP_IGNORE = _suffixed(_cased, lambda name: name + '_IGNORE')
OP_LOCALE_IGNORE = _suffixed(_cased, lambda name: name + '_LOC_IGNORE')
OP_UNICODE_IGNORE = _suffixed(_cased, lambda name: name + '_UNI_IGNORE')
AT_MULTILINE = _suffixed(ATCODES[:6], lambda name: name + '_LINE')
AT_LOCALE = _suffixed(ATCODES, lambda name: name.replace('AT_', 'AT_LOC_'))
AT_UNICODE = _suffixed(ATCODES, lambda name: name.replace('AT_', 'AT_UNI_'))
CH_LOCALE = {code: code for code in _plain} | _suffixed(_plain, lambda name: name.replace('CATEGORY_', 'CATEGORY_LOC_'))
CH_UNICODE = _suffixed(_plain, lambda name: name.replace('CATEGORY_', 'CATEGORY_UNI_'))

SRE_FLAG_IGNORECASE = 2
SRE_FLAG_LOCALE = 4
SRE_FLAG_MULTILINE = 8
SRE_FLAG_DOTALL = 16
SRE_FLAG_UNICODE = 32
SRE_FLAG_VERBOSE = 64
SRE_FLAG_DEBUG = 128
SRE_FLAG_ASCII = 256

SRE_INFO_PREFIX = 1
SRE_INFO_LITERAL = 2
SRE_INFO_CHARSET = 4
