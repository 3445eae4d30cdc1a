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


_operator = '|'.join(map(re.escape, sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)))


_token = re.compile(
    rf'(?P<comment>{Comment})|(?P<nl>\r?\n|\r(?!\n))|(?P<cont>\\\r?\n)'
    r'''|(?P<string>(?P<prefix>[bB][rR]?|[rR][bB]?|[uU]|[fF][rR]?|[rR][fF]|)'''
    r'''(?P<quote>\'\'\'|"""|'|"))'''
    rf'|(?P<number>{Number})|(?P<name>\w+)|(?P<op>{_operator})')


_space = re.compile(r'[ \f\t]*')


class _Fstring:
    """An f-string the scanner is inside of."""

    def __init__(self, quote, raw, place):
        self.quote = quote
        self.place = place  # row and column, both from 1
        self.raw = raw
        self.depth = []     # bracket depth at each open replacement field
        self.spec = []      # whether that field is in its format spec
        self.begin = None   # literal text that began on an earlier line
        self.text = ''


def _error(message, row, col, line):
    return TokenError(message, (row, col))


def _tokens(lines):
    """The scanner: text lines in, tokens out."""
    indents = [0]
    alttabs = [0]
    brackets = []
    fstrings = []
    row = 0
    pending = ''            # token text of a string over several lines
    start = None
    closing = None          # pattern of its end
    contline = ''
    continued = False
    last_line = ''
    needs_newline = False

    def make(kind, text, begin, end, where):
        return TokenInfo(kind, text, begin, end, where)

    for line in lines:
        row += 1
        last_line = line
        pos, end = 0, len(line)
        needs_newline = not line.endswith('\n')

        if pending:
            contline += line
            m = closing.match(line)
            if m is None:
                pending += line
                continue
            pos = m.end()
            yield make(STRING, pending + line[:pos], start, (row, pos), contline)
            pending = ''
        token_line = line
        if not brackets and not continued and not fstrings and pos == 0:
            column = alt = 0
            while pos < end:
                ch = line[pos]
                if ch == ' ':
                    column += 1
                    alt += 1
                elif ch == '\t':
                    column = (column // 8 + 1) * 8
                    alt += 1
                elif ch == '\f':
                    column = alt = 0
                else:
                    break
                pos += 1
            if pos == end:
                # spaces at the very end of the file
                yield make(NL, '', (row, pos), (row, pos + 1), line)
                needs_newline = False
                break
            if line[pos] in '#\r\n':
                if line[pos] == '#':
                    comment = line[pos:].rstrip('\r\n')
                    yield make(COMMENT, comment, (row, pos), (row, pos + len(comment)), line)
                    pos += len(comment)
                yield make(NL, line[pos:], (row, pos), (row, pos + max(1, end - pos)), line)
                needs_newline = False
                continue
            if line[pos] == '\\' and line[pos + 1:].strip('\r\n') == '':
                continued = True
                continue
            deeper = column > indents[-1]
            if deeper and alt <= alttabs[-1] or column == indents[-1] and alt != alttabs[-1]:
                e = TabError('inconsistent use of tabs and spaces in indentation')
                e.filename, e.lineno, e.offset, e.text = '<string>', row, pos + 1, line
                raise e
            if deeper:
                indents.append(column)
                alttabs.append(alt)
                yield make(INDENT, line[:pos], (row, 0), (row, pos), line)
            while column < indents[-1]:
                if column not in indents:
                    raise IndentationError(
                        "unindent does not match any outer indentation level",
                        ("<string>", row, len(line.rstrip('\n')) + 1, line.rstrip('\n')))
                indents.pop()
                alttabs.pop()
                yield make(DEDENT, '', (row, pos), (row, pos), line)
        continued = False

        while pos < end:
            if fstrings and (not fstrings[-1].depth
                             or fstrings[-1].spec[-1]
                             and len(brackets) == fstrings[-1].depth[-1]):
                # literal text of an f-string
                f = fstrings[-1]
                begin = f.begin or (row, pos)
                what, text, pos, dropped = _scan_fstring(f, line, pos)
                text = f.text + text
                f.begin, f.text = None, ''
                if what == 'more':
                    if len(f.quote) == 1 and not line.rstrip('\r\n').endswith('\\'):
                        raise _error(f'unterminated f-string literal (detected at line {row})',
                                     *f.place, line)
                    f.begin, f.text = begin, text
                    break
                if text:
                    yield make(FSTRING_MIDDLE, text, begin, (row, pos - dropped), token_line)
                if what == 'end':
                    yield make(FSTRING_END, f.quote, (row, pos), (row, pos + len(f.quote)),
                               token_line)
                    pos += len(f.quote)
                    fstrings.pop()
                elif what == 'brace':
                    pass
                elif what == 'field':
                    yield make(OP, '{', (row, pos), (row, pos + 1), token_line)
                    pos += 1
                    brackets.append('{')
                    f.depth.append(len(brackets))
                    f.spec.append(False)
                else:       # end of the format spec
                    yield make(OP, '}', (row, pos), (row, pos + 1), token_line)
                    pos += 1
                    brackets.pop()
                    f.depth.pop()
                    f.spec.pop()
                continue
            pos = _space.match(line, pos).end()
            if pos >= end:
                break
            m = _token.match(line, pos)
            if m is None:
                raise _error(f'invalid character or token {line[pos]!r}', row, pos + 1, line)
            kind = m.lastgroup
            begin, stop = (row, pos), (row, m.end())
            text = m.group()
            if kind == 'quote' or kind == 'string' or m.group('quote'):
                prefix, quote = m.group('prefix'), m.group('quote')
                if 'f' in prefix.lower():
                    fstrings.append(_Fstring(quote, 'r' in prefix.lower(), (begin[0], begin[1] + 1)))
                    yield make(FSTRING_START, text, begin, stop, token_line)
                    pos = m.end()
                    continue
                closing = _string_end[quote]
                e = closing.match(line, m.end())
                if e is not None:
                    pos = e.end()
                    yield make(STRING, line[begin[1]:pos], begin, (row, pos), token_line)
                    continue
                if len(quote) == 1 and not line.rstrip('\r\n').endswith('\\'):
                    raise _error(f'unterminated string literal (detected at line {row})',
                                 row, pos + 1, line)
                pending = line[pos:]
                contline = line
                start = begin
                break
            pos = m.end()
            if kind == 'comment':
                yield make(COMMENT, text, begin, stop, token_line)
            elif kind == 'nl':
                if brackets or fstrings:
                    yield make(NL, text, begin, stop, token_line)
                else:
                    yield make(NEWLINE, text, begin, stop, token_line)
            elif kind == 'cont':
                continued = True
            elif m.group('number') is not None:
                yield make(NUMBER, text, begin, stop, token_line)
            elif kind == 'name':
                if not text.isidentifier():
                    raise _error(f'invalid character {text!r}', row, begin[1] + 1, line)
                yield make(NAME, text, begin, stop, token_line)
            else:
                if fstrings and fstrings[-1].depth and \
                        len(brackets) == fstrings[-1].depth[-1]:
                    f = fstrings[-1]
                    if text.startswith(':') :
                        text, pos = ':', begin[1] + 1
                        f.spec[-1] = True
                        yield make(OP, text, begin, (row, pos), token_line)
                        continue
                    if text == '}':
                        yield make(OP, text, begin, stop, token_line)
                        brackets.pop()
                        f.depth.pop()
                        f.spec.pop()
                        continue
                if text in '([{':
                    brackets.append(text)
                elif text in ')]}':
                    del brackets[-1:]  # of whatever kind: that is for parsers to judge
                yield make(OP, text, begin, stop, token_line)

    if pending:
        raise _error('EOF in multi-line string' if len(closing.pattern) > 30 else
                     f'unterminated string literal (detected at line {row})',
                     start[0], start[1] + 1, last_line)
    if fstrings and not fstrings[-1].depth:
        raise _error(f'unterminated triple-quoted f-string literal (detected at line {row})', *fstrings[-1].place, last_line)
    if brackets:
        raise _error('unexpected EOF in multi-line statement', row, 0, last_line)
    if last_line and needs_newline and last_line.strip(' \t\f'):
        stripped = last_line.strip()
        n = len(last_line)
        if stripped.startswith('#'):
            yield TokenInfo(NL, '', (row, n), (row, n + 1), last_line)
        else:
            yield TokenInfo(NEWLINE, '', (row, n), (row, n + 1), last_line)
    for _ in indents[1:]:
        yield TokenInfo(DEDENT, '', (row + 1, 0), (row + 1, 0), '')
    yield TokenInfo(ENDMARKER, '', (row + 1, 0), (row + 1, 0), '')


_string_end = {
    "'": re.compile(r"[^'\\\r\n]*(?:\\(?:.|\r?\n)[^'\\\r\n]*)*'", re.DOTALL),
    '"': re.compile(r'[^"\\\r\n]*(?:\\(?:.|\r?\n)[^"\\\r\n]*)*"', re.DOTALL),
    "'''": re.compile(r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''", re.DOTALL),
    '"""': re.compile(r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""', re.DOTALL),
}


def _scan_fstring(f, line, pos):
    """Literal text of an f-string from pos: (what ends it, text, position, characters dropped).

    Doubled braces are one in the text and end it; what is 'brace', 'field',
    'end', 'close' (of a format spec) or 'more' (the line ends first).
    """
    out = []
    in_spec = bool(f.spec)
    end = len(line)
    while pos < end:
        ch = line[pos]
        if not in_spec and line.startswith(f.quote, pos):
            return 'end', ''.join(out), pos, 0
        if ch == '{':
            if not in_spec and line.startswith('{{', pos):
                out.append('{')
                return 'brace', ''.join(out), pos + 2, 1
            return 'field', ''.join(out), pos, 0
        if ch == '}':
            if in_spec:
                return 'close', ''.join(out), pos, 0
            if line.startswith('}}', pos):
                out.append('}')
                return 'brace', ''.join(out), pos + 2, 1
            raise TokenError("f-string: single '}' is not allowed", (0, pos))
        if ch == '\\' and pos + 1 < end:
            if line[pos:pos + 3] == '\\N{' and not f.raw:
                stop = line.find('}', pos)
                if stop >= 0:
                    out.append(line[pos:stop + 1])
                    pos = stop + 1
                    continue
            if line[pos + 1] in '{}':
                out.append(ch)
                pos += 1
                continue
            out.append(line[pos:pos + 2])
            pos += 2
            continue
        out.append(ch)
        pos += 1
    return 'more', ''.join(out), pos, 0
