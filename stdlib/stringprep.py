"""The tables of RFC 3454 (stringprep), as questions about one character."""
from unicodedata import ucd_3_2_0 as unicodedata

b1_set = {173, 847, 6150, 6155, 6156, 6157, 8203, 8204, 8205, 8288, 65279, *range(65024, 65040)}
c22_specials = {1757, 1807, 6158, 8204, 8205, 8232, 8233, 65279, *range(8288, 8292), *range(8298, 8304),
                *range(65529, 65533), *range(119155, 119163)}
c6_set = set(range(65529, 65534))
c7_set = set(range(12272, 12284))
c8_set = {832, 833, 8206, 8207, *range(8234, 8239), *range(8298, 8304)}
c9_set = {917505, *range(917536, 917632)}
_spaces = '\xa0\u1680\u202f\u205f\u3000' + ''.join(map(chr, range(0x2000, 0x200C)))


def _folded(character):
    """Folded so that compatible characters which differ only in case become the same."""
    once = character.casefold()
    compatible = unicodedata.normalize('NFKC', once)
    twice = unicodedata.normalize('NFKC', compatible.casefold())
    return once if twice == compatible else twice


def _exceptions():
    """Where table B.3 says something else than lower(), among the blocks where this happens."""
    blocks = ((0xB5, 0x588), (0x1E96, 0x2000), (0x20A8, 0x2146), (0x3371, 0x33DE), (0xFB00, 0xFB18), (0x1D400, 0x1D800))
    later = {0x3F9, 0x1E9E, 0x213B, 0x337A, 0x1D7CA}
    for code in (code for block in blocks for code in range(*block) if code not in later):
        folded = _folded(character := chr(code))
        if code == 0x130 or folded != character.lower() and unicodedata.category(character) != 'Cn':
            yield code, folded


b3_exceptions = dict(_exceptions())


def _is_no_character(number):
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def in_table_a1(code):
    """Unassigned in Unicode 3.2."""
    return unicodedata.category(code) == 'Cn' and not _is_no_character(ord(code))


def in_table_b1(code):
    """Mapped to nothing."""
    return ord(code) in b1_set


def map_table_b3(code):
    """Folded, for use without normalization."""
    return b3_exceptions.get(ord(code)) or code.lower()


def map_table_b2(a):
    """Folded, for use with normalization to NFKC."""
    folded = map_table_b3(a)
    compatible = unicodedata.normalize('NFKC', folded)
    again = unicodedata.normalize('NFKC', ''.join(map(map_table_b3, compatible)))
    return folded if again == compatible else again


def in_table_c11(code):
    """ASCII space."""
    return code == ' '


def in_table_c12(code):
    """Other spaces."""
    return code in _spaces


def in_table_c11_c12(code):
    """Spaces."""
    return in_table_c11(code) or in_table_c12(code)


def _in_category(code, category):
    return unicodedata.category(code) == category


def in_table_c21(code):
    """Control characters of ASCII."""
    return code.isascii() and _in_category(code, 'Cc')


def in_table_c22(code):
    """Other control characters."""
    return ord(code) in c22_specials or not code.isascii() and _in_category(code, 'Cc')


def in_table_c21_c22(code):
    """Control characters."""
    return ord(code) in c22_specials or _in_category(code, 'Cc')


def in_table_c3(code):
    """Private use."""
    return _in_category(code, 'Co')


def in_table_c4(code):
    """No characters."""
    return _is_no_character(ord(code))


def in_table_c5(code):
    """Surrogates."""
    return _in_category(code, 'Cs')


def in_table_c6(code):
    """Not for plain text."""
    return ord(code) in c6_set


def in_table_c7(code):
    """Not for canonical forms."""
    return ord(code) in c7_set


def in_table_c8(code):
    """Changes how text is shown, or is deprecated."""
    return ord(code) in c8_set


def in_table_c9(code):
    """Tags."""
    return ord(code) in c9_set


def in_table_d1(code):
    """Written from right to left."""
    return unicodedata.bidirectional(code) in ('R', 'AL')


def in_table_d2(code):
    """Written from left to right."""
    return unicodedata.bidirectional(code) == 'L'
