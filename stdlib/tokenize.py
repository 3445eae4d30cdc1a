"""Splits Python source into tokens, comments and line ends included."""
import sys
from builtins import open as _builtin_open
from collections import namedtuple
import io
import re
from token import *
from token import EXACT_TOKEN_TYPES

cookie_re = re.compile(r'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', re.ASCII)
blank_re = re.compile(br'^[ \t\f]*(?:[#\r\n]|$)', re.ASCII)

import token
__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize",
                           "TokenInfo", "open", "TokenError"]
del token


class TokenInfo(namedtuple('TokenInfo', 'type string start end line')):
    """A token: kind, text, where it begins and ends as (row, column), its line."""

    def __repr__(self):
        annotated_type = '%d (%s)' % (self.type, tok_name[self.type])
        return ('TokenInfo(type=%s, string=%r, start=%r, end=%r, line=%r)' %
                self._replace(type=annotated_type))

    @property
    def exact_type(self):
        """The kind, with operators told apart."""
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


class TokenError(Exception):
    """Source that ends in the middle, or cannot be split."""


def group(*choices):
    return '(' + '|'.join(choices) + ')'


def any(*choices):
    return group(*choices) + '*'


def maybe(*choices):
    return group(*choices) + '?'


Whitespace = r'[ \f\t]*'
Comment = r'#[^\r\n]*'
Ignore = Whitespace + any(r'\\\r?\n' + Whitespace) + maybe(Comment)
Name = r'\w+'
Hexnumber = r'0[xX](?:_?[0-9a-fA-F])+'
Binnumber = r'0[bB](?:_?[01])+'
Octnumber = r'0[oO](?:_?[0-7])+'
Decnumber = r'(?:0(?:_?0)*|[1-9](?:_?[0-9])*)'
Intnumber = group(Hexnumber, Binnumber, Octnumber, Decnumber)
Exponent = r'[eE][-+]?[0-9](?:_?[0-9])*'
Pointfloat = group(r'[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?',
                   r'\.[0-9](?:_?[0-9])*') + maybe(Exponent)
Expfloat = r'[0-9](?:_?[0-9])*' + Exponent
Floatnumber = group(Pointfloat, Expfloat)
Imagnumber = group(r'[0-9](?:_?[0-9])*[jJ]', Floatnumber + r'[jJ]')
Number = group(Imagnumber, Floatnumber, Intnumber)

_operator = '|'.join(map(re.escape, sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)))
_token = re.compile(
    rf'(?P<comment>{Comment})|(?P<nl>\r?\n|\r(?!\n))|(?P<cont>\\\r?\n)'
    r'''|(?P<string>(?P<prefix>[bB][rR]?|[rR][bB]?|[uU]|[fF][rR]?|[rR][fF]|)'''
    r'''(?P<quote>\'\'\'|"""|'|"))'''
    rf'|(?P<number>{Number})|(?P<name>\w+)|(?P<op>{_operator})')
_space = re.compile(r'[ \f\t]*')


def _get_normal_name(orig_enc):
    """The name of an encoding, in the spelling used for the common ones."""
    enc = orig_enc[:12].lower().replace("_", "-")
    if enc == "utf-8" or enc.startswith("utf-8-"):
        return "utf-8"
    if enc in ("latin-1", "iso-8859-1", "iso-latin-1") or \
            enc.startswith(("latin-1-", "iso-8859-1-", "iso-latin-1-")):
        return "iso-8859-1"
    return orig_enc


def detect_encoding(readline):
    """(encoding, lines read) of a source file: from its BOM or its first two lines.

    SyntaxError for an unknown encoding, one that contradicts the BOM, or
    lines that are not valid in it; 'utf-8-sig' if there is a BOM.
    """
    try:
        filename = readline.__self__.name
    except AttributeError:
        filename = None
    bom_found = False
    default = 'utf-8'

    def read_or_stop():
        try:
            return readline()
        except StopIteration:
            return b''

    def find_cookie(line):
        try:
            line_string = line.decode('utf-8')
        except UnicodeDecodeError:
            msg = "invalid or missing encoding declaration"
            if filename is not None:
                msg = '{} for {!r}'.format(msg, filename)
            raise SyntaxError(msg)
        match = cookie_re.match(line_string)
        if not match:
            return None
        encoding = _get_normal_name(match.group(1))
        try:
            from codecs import lookup
            codec = lookup(encoding)
        except LookupError:
            if filename is None:
                msg = "unknown encoding: " + encoding
            else:
                msg = "unknown encoding for {!r}: {}".format(filename, encoding)
            raise SyntaxError(msg)
        if bom_found:
            if encoding != 'utf-8':
                if filename is None:
                    msg = 'encoding problem: utf-8'
                else:
                    msg = 'encoding problem for {!r}: utf-8'.format(filename)
                raise SyntaxError(msg)
            encoding += '-sig'
        return encoding

    first = read_or_stop()
    if first.startswith(b'\xef\xbb\xbf'):
        bom_found = True
        first = first[3:]
        default = 'utf-8-sig'
    if not first:
        return default, []
    encoding = find_cookie(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = read_or_stop()
    if not second:
        return default, [first]
    encoding = find_cookie(second)
    if encoding:
        return encoding, [first, second]
    return default, [first, second]


def open(filename):
    """Open a source file for reading, in the encoding it declares."""
    buffer = _builtin_open(filename, 'rb')
    try:
        encoding, lines = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = io.TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = 'r'
        return text
    except:
        buffer.close()
        raise


def tokenize(readline):
    """Tokens of a source that readline gives as lines of bytes; the first is ENCODING."""
    encoding, consumed = detect_encoding(readline)

    def lines():
        yield from consumed
        while True:
            try:
                line = readline()
            except StopIteration:
                return
            if not line:
                return
            yield line

    if encoding is not None:
        shown = 'utf-8' if encoding == 'utf-8-sig' else encoding
        yield TokenInfo(ENCODING, shown, (0, 0), (0, 0), '')
    yield from _tokens(line.decode(encoding if encoding != 'utf-8-sig' else 'utf-8')
                       for line in lines())


def generate_tokens(readline):
    """tokenize() for lines of str; there is no ENCODING token."""
    def lines():
        while True:
            try:
                line = readline()
            except StopIteration:
                return
            if not line:
                return
            yield line
    return _tokens(lines())


class _Fstring:
    """An f-string the scanner is inside of."""

    def __init__(self, quote, raw):
        self.quote = quote
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
                        ("<string>", row, len(line.rstrip('\n')) + 1, line))
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
                                     row, pos, line)
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
                    fstrings.append(_Fstring(quote, 'r' in prefix.lower()))
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
                    if not brackets:
                        e = SyntaxError(f"unmatched '{text}'")
                        e.filename, e.lineno, e.offset, e.text = '<string>', row, pos, line
                        raise e
                    opened = brackets.pop()
                    if opened + text not in ('()', '[]', '{}'):
                        e = SyntaxError(f"closing parenthesis '{text}' does not match "
                                        f"opening parenthesis '{opened}'")
                        e.filename, e.lineno, e.offset, e.text = '<string>', row, pos, line
                        raise e
                yield make(OP, text, begin, stop, token_line)

    if pending:
        raise _error('unterminated triple-quoted string literal '
                     f'(detected at line {row})' if len(closing.pattern) > 30 else
                     f'unterminated string literal (detected at line {row})',
                     start[0], start[1] + 1, last_line)
    if fstrings:
        raise _error('unterminated triple-quoted f-string literal '
                     f'(detected at line {row})', row, 0, last_line)
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


class Untokenizer:
    """Puts tokens together again; positions decide where spaces go."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.prev_type = None
        self.prev_line = ""
        self.encoding = None

    def add_whitespace(self, start):
        row, col = start
        if row < self.prev_row or row == self.prev_row and col < self.prev_col:
            raise ValueError("start ({},{}) precedes previous end ({},{})".format(
                row, col, self.prev_row, self.prev_col))
        self.add_backslash_continuation(start)
        col_offset = col - self.prev_col
        if col_offset:
            self.tokens.append(" " * col_offset)

    def add_backslash_continuation(self, start):
        """Rows without a NEWLINE between them were joined by backslashes."""
        row = start[0]
        row_offset = row - self.prev_row
        if row_offset == 0:
            return
        newline = '\r\n' if self.prev_line.endswith('\r\n') else '\n'
        line = self.prev_line.rstrip('\\\r\n')
        ws = line[len(line.rstrip()):]
        self.tokens.append(ws + ("\\" + newline) * row_offset)
        self.prev_col = 0

    def escape_brackets(self, token):
        return token.replace('{', '{{').replace('}', '}}')

    def untokenize(self, iterable):
        it = iter(iterable)
        indents = []
        startline = False
        for t in it:
            if len(t) == 2:
                self.compat(t, it)
                break
            tok_type, token, start, end, line = t
            if tok_type == ENCODING:
                self.encoding = token
                continue
            if tok_type == ENDMARKER:
                break
            if tok_type == INDENT:
                indents.append(token)
                continue
            elif tok_type == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            elif tok_type in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                indent = indents[-1]
                if start[1] >= len(indent):
                    self.tokens.append(indent)
                    self.prev_col = len(indent)
                startline = False
            elif tok_type == FSTRING_MIDDLE:
                if '{' in token or '}' in token:
                    extra = token.count('{') + token.count('}')
                    token = self.escape_brackets(token)
                    last_row, last_col = end
                    end = (last_row, last_col + extra)
            self.add_whitespace(start)
            self.tokens.append(token)
            self.prev_row, self.prev_col = end
            if tok_type in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
            self.prev_type = tok_type
            self.prev_line = line
        return "".join(self.tokens)

    def compat(self, token, iterable):
        """Tokens without positions: put a space where one is needed."""
        from itertools import chain
        indents = []
        toks_append = self.tokens.append
        startline = token[0] in (NEWLINE, NL)
        prevstring = False
        in_fstring = 0
        for tok in chain([token], iterable):
            toknum, tokval = tok[:2]
            if toknum == ENCODING:
                self.encoding = tokval
                continue
            if toknum in (NAME, NUMBER):
                tokval += ' '
            if toknum == STRING:
                if prevstring:
                    tokval = ' ' + tokval
                prevstring = True
            else:
                prevstring = False
            if toknum == FSTRING_START:
                in_fstring += 1
            elif toknum == FSTRING_END:
                in_fstring -= 1
            if toknum == INDENT:
                indents.append(tokval)
                continue
            elif toknum == DEDENT:
                indents.pop()
                continue
            elif toknum in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                toks_append(indents[-1])
                startline = False
            elif toknum == FSTRING_MIDDLE:
                tokval = self.escape_brackets(tokval)
            if len(self.tokens) and toknum in (STRING, FSTRING_START) \
                    and self.prev_type in (STRING, FSTRING_END):
                toks_append(' ')
            toks_append(tokval)
            self.prev_type = toknum


def untokenize(iterable):
    """Tokens back to source: str, or bytes if there is an ENCODING token.

    Items are full tokens or (kind, text) pairs; the result of the latter
    gives the same tokens again but may be spaced differently.
    """
    ut = Untokenizer()
    out = ut.untokenize(iterable)
    if ut.encoding is not None:
        out = out.encode(ut.encoding)
    return out


def main():
    """python -m tokenize [-e] [file]: print the tokens of a file."""
    import argparse
    parser = argparse.ArgumentParser(prog='python -m tokenize')
    parser.add_argument(dest='filename', nargs='?', metavar='filename.py',
                        help='the file to tokenize; defaults to stdin')
    parser.add_argument('-e', '--exact', dest='exact', action='store_true',
                        help='display token names using the exact type')
    args = parser.parse_args()
    filename = args.filename or '<stdin>'
    try:
        if args.filename:
            with _builtin_open(filename, 'rb') as f:
                tokens = list(tokenize(f.readline))
        else:
            tokens = list(generate_tokens(sys.stdin.readline))
        for token in tokens:
            token_type = token.exact_type if args.exact else token.type
            token_range = "%d,%d-%d,%d:" % (token.start + token.end)
            print("%-20s%-15s%-15r" % (token_range, tok_name[token_type], token.string))
    except (TokenError, SyntaxError, OSError) as err:
        print(f'{filename}: error: {err}', file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("interrupted\n")


if __name__ == "__main__":
    main()
