"""File names against shell patterns: * ? [seq] [!seq]."""
import functools
import os
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]

# A set in brackets, in which ] may stand first, or any character.
_token = re.compile(r"\[(!?)(\]?[^\]]*)\]|(\*+)|.", re.DOTALL)
_range = re.compile(r"(.)-(.)|.", re.DOTALL)
_special = str.maketrans({char: "\\" + char for char in "\\-&~|"})


def _set(negated, members):
    """The regular expression for a set in brackets."""
    text = ""
    for member in _range.finditer(members):
        first, last = member.groups()
        if first is None:
            text += member[0].translate(_special)
        elif first <= last:
            text += f"{first.translate(_special)}-{last.translate(_special)}"
    if not text:
        return "." if negated else "(?!)"
    if negated:
        return f"[^{text}]"
    return f"[\\{text}]" if text[0] in "^[" else f"[{text}]"


def _translate(pat, star, question):
    """The pattern in pieces, each a regular expression; star itself stands for *."""
    for token in _token.finditer(pat):
        negated, members, stars = token.groups()
        if stars:
            yield star
        elif members:
            yield _set(negated, members)
        elif token[0] == "?":
            yield question
        else:
            yield from map(re.escape, token[0])


def translate(pat):
    """The regular expression for a shell pattern."""
    parts = [""]
    for piece in _translate(pat, None, "."):
        if piece is None:
            parts.append("")
        else:
            parts[-1] += piece
    first, *others = parts
    if others:
        # Each text between two stars is looked for once, as early as possible: no piece is ever given back.
        *middle, last = others
        first += "".join(f"(?>.*?{part})" for part in middle) + ".*" + last
    return f"(?s:{first})\\Z"


@functools.lru_cache(32768, typed=True)
def _matcher(pat):
    """A function that says whether a name matches."""
    text = translate(pat.decode("latin-1")).encode("latin-1") if isinstance(pat, bytes) else translate(pat)
    return re.compile(text).match


def fnmatch(name, pat):
    """Does name match pat?  Case counts as the system has it."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def filter(names, pat):
    """The names that match pat."""
    match = _matcher(os.path.normcase(pat))
    if os.path.normcase("Aa") == "Aa":
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Does name match pat?  Case counts."""
    return _matcher(pat)(name) is not None
