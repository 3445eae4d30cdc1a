"""Patterns of whole tokens, for programs that take source apart by regular expressions; the scanner does without them."""
import re
from itertools import permutations, product

from _token_scanner import Comment, Ignore, Name, Number, Whitespace, group
from token import EXACT_TOKEN_TYPES

__name__ = "tokenize"

BOM_UTF8 = b"\xef\xbb\xbf"
tabsize = 8


def _prefixes():
    """Every way to write what may stand before a quote, none included."""
    for letters in "", "b", "r", "u", "f", "br", "fr":
        for order in permutations(letters):
            yield from map("".join, product(*((letter, letter.upper()) for letter in order)))


_all = list(dict.fromkeys(_prefixes()))
StringPrefix = group(*_all)
# What follows the opening quotes.
Single, Double = (rf"[^{q}\\]*(?:\\.[^{q}\\]*)*{q}" for q in "'\"")
Single3, Double3 = (rf"[^{q}\\]*(?:(?:\\.|{q}(?!{q}{q}))[^{q}\\]*)*{q * 3}" for q in "'\"")
Triple = group(f"{StringPrefix}\'\'\'", f'{StringPrefix}"""')
String = group(*(rf"{StringPrefix}{q}[^\n{q}\\]*(?:\\.[^\n{q}\\]*)*{q}" for q in "'\""))
ContStr = group(*(rf"{StringPrefix}{q}[^\n{q}\\]*(?:\\.[^\n{q}\\]*)*" + group(q, r"\\\r?\n") for q in "'\""))
Special = group(*map(re.escape, sorted(EXACT_TOKEN_TYPES, reverse=True)))
Funny = group(r"\r?\n", Special)
PlainToken = group(Number, Funny, String, Name)
Token = Ignore + PlainToken
PseudoExtras = group(r"\\\r?\n|\Z", Comment, Triple)
PseudoToken = Whitespace + group(PseudoExtras, Number, Funny, ContStr, Name)

single_quoted, triple_quoted, endpats = set(), set(), {}
for _prefix in _all:
    for _quote, _end, _end3 in ("'", Single, Single3), ('"', Double, Double3):
        single_quoted.add(_prefix + _quote)
        triple_quoted.add(_prefix + _quote * 3)
        endpats[_prefix + _quote], endpats[_prefix + _quote * 3] = _end, _end3
