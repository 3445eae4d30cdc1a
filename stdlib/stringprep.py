"""The tables of RFC 3454 (stringprep), as questions about one character."""
from unicodedata import ucd_3_2_0 as unicodedata

assert unicodedata.unidata_version == '3.2.0'

b1_set = {173, 847, 6150, 6155, 6156, 6157, 8203, 8204, 8205, 8288, 65279, *range(65024, 65040)}
c22_specials = {1757, 1807, 6158, 8204, 8205, 8232, 8233, 65279, *range(8288, 8292), *range(8298, 8304),
                *range(65529, 65533), *range(119155, 119163)}
c6_set = set(range(65529, 65534))
c7_set = set(range(12272, 12284))
c8_set = {832, 833, 8206, 8207, *range(8234, 8239), *range(8298, 8304)}
c9_set = {917505, *range(917536, 917632)}


def _folded(c):
    # Table B.2: folded so that compatible characters that differ only in case become the same.
    al = c.casefold()
    b = unicodedata.normalize("NFKC", al)
    d = unicodedata.normalize("NFKC", b.casefold())
    return d if b != d else al


# Where the tables say something else than lower().
b3_exceptions = {
    n: _folded(chr(n))
    for block in (range(0xB5, 0x588), range(0x1E96, 0x2000), range(0x20A8, 0x2146), range(0x3371, 0x33DE),
                  range(0xFB00, 0xFB18), range(0x1D400, 0x1D800))
    for n in block
    if unicodedata.category(chr(n)) != "Cn" and _folded(chr(n)) != chr(n).lower() or n == 0x130
}


def in_table_a1(code):
    """Unassigned in Unicode 3.2."""
    if unicodedata.category(code) != 'Cn':
        return False
    return not (0xFDD0 <= ord(code) < 0xFDF0 or ord(code) & 0xFFFE == 0xFFFE)


def in_table_b1(code):
    """Mapped to nothing."""
    return ord(code) in b1_set


def map_table_b3(code):
    """Folded, for use without normalization."""
    found = b3_exceptions.get(ord(code))
    return code.lower() if found is None else found


def map_table_b2(a):
    """Folded, for use with normalization to NFKC."""
    al = map_table_b3(a)
    b = unicodedata.normalize("NFKC", al)
    bl = "".join([map_table_b3(ch) for ch in b])
    c = unicodedata.normalize("NFKC", bl)
    return c if b != c else al


def in_table_c11(code):
    """ASCII space."""
    return code == " "


def in_table_c12(code):
    """Other spaces."""
    return unicodedata.category(code) == "Zs" and code != " "


def in_table_c11_c12(code):
    """Spaces."""
    return unicodedata.category(code) == "Zs"


def in_table_c21(code):
    """Control characters of ASCII."""
    return ord(code) < 128 and unicodedata.category(code) == "Cc"


def in_table_c22(code):
    """Other control characters."""
    c = ord(code)
    return False if c < 128 else unicodedata.category(code) == "Cc" or c in c22_specials


def in_table_c21_c22(code):
    """Control characters."""
    return unicodedata.category(code) == "Cc" or ord(code) in c22_specials


def in_table_c3(code):
    """Private use."""
    return unicodedata.category(code) == "Co"


def in_table_c4(code):
    """No characters."""
    c = ord(code)
    return c >= 0xFDD0 and (c < 0xFDF0 or c & 0xFFFE == 0xFFFE)


def in_table_c5(code):
    """Surrogates."""
    return unicodedata.category(code) == "Cs"


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
    return unicodedata.bidirectional(code) in ("R", "AL")


def in_table_d2(code):
    """Written from left to right."""
    return unicodedata.bidirectional(code) == "L"
