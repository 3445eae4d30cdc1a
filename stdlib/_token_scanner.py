"""The scanner of tokenize: lines of text in, tokens out."""
import re
from collections import namedtuple
from token import *
from token import EXACT_TOKEN_TYPES, tok_name

__name__ = "tokenize"  # where users find what is defined here


# --- regular expressions of the parts of numbers and names ---

def group(*choices):
    """One of several patterns."""
    return f"({'|'.join(choices)})"


def any(*choices):
    """Any number of the patterns."""
    return f"{group(*choices)}*"


def maybe(*choices):
    """One of the patterns or nothing."""
    return f"{group(*choices)}?"


def _digits(first, more):
    return f"{first}(?:_?{more})*"


Whitespace, Comment, Name = r"[ \f\t]*", r"#[^\r\n]*", r"\w+"
Ignore = Whitespace + any(r"\\\r?\n" + Whitespace) + maybe(Comment)
Hexnumber, Binnumber, Octnumber = (f"0[{letter}{letter.upper()}](?:_?[{digits}])+"
                                   for letter, digits in (("x", "0-9a-fA-F"), ("b", "01"), ("o", "0-7")))
Decnumber = f"(?:{_digits('0', '0')}|{_digits('[1-9]', '[0-9]')})"
Intnumber = group(Hexnumber, Binnumber, Octnumber, Decnumber)
_decimal = _digits("[0-9]", "[0-9]")
Exponent = f"[eE][-+]?{_decimal}"
Pointfloat = group(rf"{_decimal}\.(?:{_decimal})?", rf"\.{_decimal}") + maybe(Exponent)
Expfloat = _decimal + Exponent
Floatnumber = group(Pointfloat, Expfloat)
Imagnumber = group(f"{_decimal}[jJ]", f"{Floatnumber}[jJ]")
Number = group(Imagnumber, Floatnumber, Intnumber)


# --- tokens ---

class TokenInfo(namedtuple("TokenInfo", "type string start end line")):
    """A token: kind, text, where it begins and ends as (row, column), its line."""

    def __repr__(self):
        return (f"TokenInfo(type={self.type} ({tok_name[self.type]}), string={self.string!r}, start={self.start!r}, "
                f"end={self.end!r}, line={self.line!r})")

    @property
    def exact_type(self):
        """The kind, with operators told apart."""
        return EXACT_TOKEN_TYPES.get(self.string, OP) if self.type == OP else self.type


class TokenError(Exception):
    """Source that ends in the middle, or cannot be split."""


# Zeros in front are for parsers to judge, and so is which characters beyond ASCII may stand in names.
_number = re.compile(group(Imagnumber, Floatnumber, Hexnumber, Binnumber, Octnumber, _decimal))
_signed_exponent = re.compile(r"[eE][-+]")
_bases = {"x": "hexadecimal", "o": "octal", "b": "binary"}
_prefix = "(?:[bB][rR]?|[rR][bB]?|[uU]|[fF][rR]?|[rR][fF])"
_operators = "|".join(map(re.escape, sorted([*EXACT_TOKEN_TYPES, "<>", "$", "?", "`"], key=len, reverse=True)))
_token = re.compile(
    rf"""[ \f\t]*(?:(?P<name>(?!{_prefix}['"])[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_\x80-\U0010ffff]*)|(?P<newline>\r?\n|\r)"""
    rf"""|(?P<comment>{Comment})|(?P<number>\.?[0-9])|(?P<string>(?P<prefix>{_prefix}|)(?P<quote>\'\'\'|\"\"\"|'|"))"""
    rf"""|(?P<op>{_operators})|(?P<more>\\)|(?P<end>\Z))""")


# What stands in a string up to where it ends, or its line does.
_inside = {
    "'": re.compile(r"[^'\\\r\n]*(?:\\(?:\r?\n|.)[^'\\\r\n]*)*", re.DOTALL),
    '"': re.compile(r'[^"\\\r\n]*(?:\\(?:\r?\n|.)[^"\\\r\n]*)*', re.DOTALL),
    "'''": re.compile(r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*", re.DOTALL),
    '"""': re.compile(r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*', re.DOTALL),
}
_literal = re.compile(r"[^{}\\'\"\r\n]+")


class _Fstring:
    """An f-string the scanner is inside of."""

    def __init__(self, quote, raw, start):
        self.quote, self.raw, self.start = quote, raw, start
        self.fields = []  # for each open replacement field: how many brackets were open in it at first
        self.in_spec = []  # and whether its format spec has begun

    def is_text(self, brackets):
        """Whether literal text comes next."""
        return not self.fields or self.in_spec[-1] and brackets == self.fields[-1]


class _Scanner:
    """Takes lines apart. All places are (row from 1, column from 0); those in errors count columns from 1."""

    def __init__(self, lines):
        self.lines = iter(lines)
        self.row, self.line = 0, ""
        self.indents = [(0, 0)]  # columns with tabs of eight and of one
        self.brackets, self.fstrings = [], []

    def advance(self):
        """Go to the next line; False at the end."""
        for self.line in self.lines:
            self.row += 1
            if "\0" in self.line:
                raise self.error("source code cannot contain null bytes", 0)
            return True
        return False

    def error(self, message, column, row=None):
        return TokenError(message, (self.row if row is None else row, column))

    def width(self):
        """The length of the line with the end it has or should have."""
        return len(self.line) + (not self.line.endswith("\n"))

    def unfinished(self):
        return self.error("unexpected EOF in multi-line statement", self.width())

    def token(self, kind, start, stop):
        return TokenInfo(kind, self.line[start:stop], (self.row, start), (self.row, stop), self.line)

    def tokens(self):
        continues = False
        while self.advance():
            pos = 0
            if not continues and not self.brackets and not self.fstrings:
                pos = yield from self.indentation()
            continues = (yield from self.rest_of_line(pos)) if pos is not None else False
        yield from self.end(continues)

    # --- lines ---

    def measure(self):
        """(columns with tabs of eight, with tabs of one, characters) of the white space a line begins with."""
        wide = narrow = pos = 0
        for pos, char in enumerate(self.line):
            match char:
                case " ":
                    wide, narrow = wide + 1, narrow + 1
                case "\t":
                    wide, narrow = (wide // 8 + 1) * 8, narrow + 1
                case "\f":
                    wide = narrow = 0
                case _:
                    return wide, narrow, pos
        return wide, narrow, len(self.line)

    def indentation(self):
        """The tokens a logical line begins with; the column after it, None for a line that is blank."""
        wide, narrow, pos = self.measure()
        while self.line[pos:].rstrip("\r\n") == "\\":  # what follows belongs to this line, whose indentation counts
            if not self.advance():
                raise self.error("unexpected EOF in multi-line statement", 0)
            before = wide, narrow
            wide, narrow, pos = self.measure()
            wide, narrow = before[0] or wide, before[1] or narrow
        line = self.line
        if pos == len(line) or line[pos] in "#\r\n":
            if line[pos:pos + 1] == "#":
                start, pos = pos, pos + len(line[pos:].rstrip("\r\n"))
                yield self.token(COMMENT, start, pos)
            stop = max(pos + 1, len(line))
            yield TokenInfo(NL, line[pos:], (self.row, pos), (self.row, stop), line)
            return None
        old_wide, old_narrow = max((indent for indent in self.indents if indent[0] <= wide), default=(0, 0))
        if narrow <= old_narrow if wide > old_wide else narrow != old_narrow:
            raise self.indentation_error(TabError, "inconsistent use of tabs and spaces in indentation")
        while wide < self.indents[-1][0]:
            if wide != old_wide:
                raise self.indentation_error(IndentationError, "unindent does not match any outer indentation level")
            self.indents.pop()
            yield self.token(DEDENT, pos, pos)
        if wide > old_wide:
            self.indents.append((wide, narrow))
            yield self.token(INDENT, 0, pos)
        return pos

    def indentation_error(self, kind, message):
        text = self.line.rstrip("\n")
        return kind(message, ("<string>", self.row, len(text) + 1, text, None, None))

    def rest_of_line(self, pos):
        """The tokens from a column on; True if the logical line goes on behind a backslash."""
        while True:
            if self.fstrings and self.fstrings[-1].is_text(len(self.brackets)):
                if pos == len(self.line) and not self.fstrings[-1].fields:
                    return False
                pos = yield from self.literal(self.fstrings[-1], pos)
                continue
            found = _token.match(self.line, pos)
            if found is None:
                start = pos + len(self.line[pos:]) - len(self.line[pos:].lstrip(" \f\t"))
                raise self.error(f"invalid non-printable character U+{ord(self.line[start]):04X}", start + 1)
            kind = found.lastgroup
            start, pos = found.span(kind)
            match kind:
                case "name":
                    yield self.token(NAME, start, pos)
                case "op":
                    pos = yield from self.operator(start, pos)
                case "string":
                    pos = yield from self.string(start, pos, found["prefix"], found["quote"])
                case "newline":
                    yield self.token(NL if self.brackets or self.fstrings else NEWLINE, start, pos)
                case "number":
                    pos = self.end_of_number(start)
                    yield self.token(NUMBER, start, pos)
                case "comment":
                    yield self.token(COMMENT, start, pos)
                case "end":
                    return False
                case "more":
                    if self.line[pos:].rstrip("\r\n"):
                        raise self.error("unexpected character after line continuation character", self.width())
                    return True

    def end(self, continues):
        """What follows the last line."""
        if self.fstrings and not self.fstrings[-1].fields:
            raise self.unterminated(self.fstrings[-1])
        if continues:
            raise self.unfinished()
        line, length = self.line, len(self.line)
        text = line.strip(" \t\f")
        if text and not line.endswith(("\n", "\r")) and not text.startswith("#"):
            kind = NL if self.brackets else NEWLINE
            yield TokenInfo(kind, "", (self.row, length), (self.row, length + 1), line)
        if self.fstrings:
            raise self.unfinished()
        if self.brackets:
            raise self.error("unexpected EOF in multi-line statement", 0)
        after = self.row + 1, 0
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", after, after, "")
        yield TokenInfo(ENDMARKER, "", after, after, "")

    # --- parts of lines ---

    def end_of_number(self, start):
        """Where a number ends; complains about what looks like one and is none."""
        line, stop = self.line, _number.match(self.line, start).end()
        letter = line[start + 1:start + 2].lower() if line[start] == "0" else ""
        base = _bases.get(letter)
        if base and stop == start + 1:  # a prefix without digits
            stop += 1
        elif not base and _signed_exponent.match(line, stop) and "e" not in line[start:stop].lower():
            raise self.error("invalid decimal literal", stop + 2)
        valid = stop > start + 2 or not base
        after = stop + (line[stop:stop + 1] == "_" and line[stop - 1] not in "jJ.")  # what stands behind an underscore
        if base in ("octal", "binary") and line[after:after + 1].isdecimal():
            raise self.error(f"invalid digit {line[after]!r} in {base} literal", after + 1)
        if after > stop or not valid:
            raise self.error(f"invalid {base or 'decimal'} literal", after)
        return stop

    def operator(self, start, stop):
        line, brackets = self.line, self.brackets
        f = self.fstrings[-1] if self.fstrings else None
        if f is not None and f.fields and len(brackets) == f.fields[-1]:
            if line[start] == ":":
                f.in_spec[-1] = True
                stop = start + 1
            elif line[start] == "}":
                f.fields.pop()
                f.in_spec.pop()
        match line[start:stop]:
            case "(" | "[" | "{":
                brackets.append(line[start])
            case ")" | "]" | "}":
                del brackets[-1:]  # of whatever kind: that is for parsers to judge
        yield self.token(OP, start, stop)
        return stop

    def string(self, start, pos, prefix, quote):
        """A string, which may go on in further lines, or the beginning of an f-string."""
        if "f" in prefix.lower():
            self.fstrings.append(_Fstring(quote, "r" in prefix.lower(), (self.row, start + 1)))
            yield self.token(FSTRING_START, start, pos)
            return pos
        row, lines, inside = self.row, self.line, _inside[quote]
        while not self.line.startswith(quote, stop := inside.match(self.line, pos).end()):
            # Only three quotes, or an escaped end of the line, reach into the next line.
            if len(quote) == 1 and stop < len(self.line) or not self.advance():
                message = "EOF in multi-line string"
                if self.fstrings and self.fstrings[-1].quote == quote:
                    message = "f-string: expecting '}'"
                elif len(quote) == 1:
                    message = f"unterminated string literal (detected at line {self.row})"
                raise self.error(message, start + 1, row)
            lines += self.line
            pos = 0
        stop += len(quote)
        whole = lines[start:len(lines) - len(self.line) + stop]
        yield TokenInfo(STRING, whole, (row, start), (self.row, stop), lines)
        return stop

    def unterminated(self, f):
        kind = "f-string" if len(f.quote) == 1 else "triple-quoted f-string"
        row, column = f.start
        return self.error(f"unterminated {kind} literal (detected at line {self.row})", column, row)

    def literal(self, f, pos):
        """Text of an f-string, and what ends it: the quote, or the brace that begins a field or ends a format spec."""
        start, lines, text = (self.row, pos), self.line, []
        in_spec = bool(f.fields)

        def middle(stop):
            return TokenInfo(FSTRING_MIDDLE, "".join(text), start, (self.row, stop), lines)

        while True:
            line = self.line
            if found := _literal.match(line, pos):
                text.append(found[0])
                pos = found.end()
            if pos == len(line):
                if not self.advance():
                    if not in_spec:
                        raise self.unterminated(f)
                    yield middle(pos)
                    f.in_spec[-1] = False
                    return pos
                lines += self.line
                pos = 0
                continue
            if line.startswith(f.quote, pos):
                if text:
                    yield middle(pos)
                self.fstrings.pop()
                stop = pos + len(f.quote)
                yield self.token(FSTRING_END, pos, stop)
                return stop
            match line[pos]:
                case "{" | "}" as brace if not in_spec and line.startswith(brace * 2, pos):
                    text.append(brace)
                    yield middle(pos + 1)
                    return pos + 2
                case "{":
                    if text or line.startswith("{{", pos):
                        yield middle(pos)
                    self.brackets.append("{")
                    f.fields.append(len(self.brackets))
                    f.in_spec.append(False)
                    yield self.token(OP, pos, pos + 1)
                    return pos + 1
                case "}" if in_spec:
                    yield middle(pos)
                    return (yield from self.operator(pos, pos + 1))
                case "}":
                    yield middle(pos)
                    raise self.error("f-string: single '}' is not allowed", pos + 1)
                case "\\" if line.startswith("\\N{", pos) and not f.raw:
                    stop = line.find("}", pos) + 1
                    text.append(line[pos:stop or pos + 3])
                    pos = stop or pos + 3
                    if stop:
                        yield middle(pos)
                        return pos
                case "\\":
                    width = 1 if line[pos + 1:pos + 2] in ("{", "}") else 3 if line.startswith("\r\n", pos + 1) else 2
                    text.append(line[pos:pos + width])
                    pos = min(pos + width, len(line))
                case "\r" | "\n" if len(f.quote) == 1:
                    if not in_spec:
                        raise self.unterminated(f)
                    yield middle(pos)
                    f.in_spec[-1] = False
                    return pos
                case char:
                    text.append(char)
                    pos += 1


def _tokens(lines):
    """The tokens of lines of text."""
    return _Scanner(lines).tokens()
