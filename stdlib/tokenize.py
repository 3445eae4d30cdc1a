"""Splits Python source into tokens, comments and line ends included."""
import io
import re
import sys
from builtins import open as _builtin_open

import token
from _token_scanner import (
    Binnumber, Comment, Decnumber, Expfloat, Exponent, Floatnumber, Hexnumber, Ignore, Imagnumber, Intnumber,
    Name, Number, Octnumber, Pointfloat, TokenError, TokenInfo, Whitespace, _tokens, any, group, maybe)
from token import *
from token import EXACT_TOKEN_TYPES

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open", "TokenError"]

cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)


# --- encodings ---

def _declared(line, where):
    """The encoding a line declares; None if it does not."""
    from codecs import lookup
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise SyntaxError("invalid or missing encoding declaration" + where) from None
    if not (found := cookie_re.match(text)):
        return None
    name = found[1]
    plain = name[:12].lower().replace("_", "-")
    for usual, others in (("utf-8", ("utf-8",)), ("iso-8859-1", ("latin-1", "iso-8859-1", "iso-latin-1"))):
        if plain in others or plain.startswith(tuple(f"{other}-" for other in others)):
            name = usual
    try:
        lookup(name)
    except LookupError:
        raise SyntaxError(f"unknown encoding{where}: {name}") from None
    return name


def detect_encoding(readline):
    """(encoding, lines read) of a source file: from its BOM or its first two lines.

    SyntaxError for an unknown encoding, one that contradicts the BOM, or
    lines that are not valid in it; 'utf-8-sig' if there is a BOM."""
    file = getattr(getattr(readline, "__self__", None), "name", None)
    where = "" if file is None else f" for {file!r}"
    marked, read = False, []
    for _ in range(2):
        try:
            line = readline()
        except StopIteration:
            line = b""
        if not read and line.startswith(b"\xef\xbb\xbf"):
            marked, line = True, line[3:]
        if not line:
            break
        read.append(line)
        if name := _declared(line, where):
            if marked and name != "utf-8":
                raise SyntaxError(f"encoding problem{where}: utf-8")
            return name + "-sig" * marked, read
        if not blank_re.match(line):
            break
    return "utf-8-sig" if marked else "utf-8", read


def open(filename):
    """Open a source file for reading, in the encoding it declares."""
    raw = _builtin_open(filename, "rb")
    try:
        encoding, _ = detect_encoding(raw.readline)
        raw.seek(0)
        text = io.TextIOWrapper(raw, encoding, line_buffering=True)
    except BaseException:
        raw.close()
        raise
    text.mode = "r"
    return text


# --- tokens ---

def _lines(readline, encoding=None):
    while True:
        try:
            line = readline()
        except StopIteration:
            return
        if not line:
            return
        yield line.decode(encoding) if encoding else line


def tokenize(readline):
    """Tokens of a source that readline gives as lines of bytes; the first is ENCODING."""
    encoding, begun = detect_encoding(readline)
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    begun.reverse()
    yield from _tokens(_lines(lambda: begun.pop() if begun else readline(), encoding))


def generate_tokens(readline):
    """tokenize() for lines of str; there is no ENCODING token."""
    return _tokens(_lines(readline))


# --- back to source ---

class Untokenizer:
    """Puts tokens together again; positions decide where spaces go."""

    def __init__(self):
        self.tokens = []
        self.prev_row, self.prev_col, self.prev_line = 1, 0, ""
        self.encoding = None

    def add_whitespace(self, start):
        """Fill the gap up to the beginning of a token."""
        if start < (self.prev_row, self.prev_col):
            raise ValueError("start ({},{}) precedes previous end ({},{})".format(*start, self.prev_row, self.prev_col))
        self.add_backslash_continuation(start)
        self.tokens.append(" " * (start[1] - self.prev_col))

    def add_backslash_continuation(self, start):
        """Rows without a NEWLINE between them were joined by backslashes."""
        if rows := start[0] - self.prev_row:
            end = re.search(r"(\s*)\\*(\r?)\n?$", self.prev_line)
            self.tokens.append(end[1].rstrip("\r\n") + f"\\{end[2]}\n" * rows)
            self.prev_col = 0

    def escape_brackets(self, token):
        """Double the braces of literal text of an f-string, but not those of \\N{...}."""
        return re.sub(r"\\\\|\\N\{[^{}]*\}|[{}]", lambda found: found[0] * 2 if found[0] in "{}" else found[0], token)

    def untokenize(self, iterable):
        """The source of tokens."""
        rest, margins, at_begin = iter(iterable), [], False
        for item in rest:
            if len(item) == 2:
                self.compat(item, rest)
                break
            kind, text, start, end, line = item
            match kind:
                case token.ENCODING:
                    self.encoding = text
                    continue
                case token.ENDMARKER:
                    break
                case token.INDENT:
                    margins.append(text)
                    continue
                case token.DEDENT:
                    margins.pop()
                    self.prev_row, self.prev_col = end
                    continue
                case token.FSTRING_MIDDLE:
                    text = self.escape_brackets(text)
                    last = text.splitlines()[-1:] or [""]
                    end = end[0], end[1] + last[0].count("{{") + last[0].count("}}")
            ends_line = kind in (token.NEWLINE, token.NL)
            if at_begin and margins and not ends_line:
                if start[1] >= len(margins[-1]):
                    self.tokens.append(margins[-1])
                    self.prev_col = len(margins[-1])
                at_begin = False
            at_begin |= ends_line
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = (end[0] + 1, 0) if ends_line else end
            self.prev_line = line
        return "".join(self.tokens)

    def compat(self, token, iterable):
        """Tokens without positions: put a space where one is needed."""
        from itertools import chain
        margins, at_begin, depth, before = [], token[0] in (NEWLINE, NL), 0, None
        for kind, text, *_ in chain([token], iterable):
            match kind:
                case _ if kind == ENCODING:
                    self.encoding = text
                    continue
                case _ if kind == INDENT:
                    margins.append(text)
                    continue
                case _ if kind == DEDENT:
                    margins.pop()
                    continue
                case _ if kind in (NEWLINE, NL):
                    at_begin = True
                case _ if at_begin and margins:
                    self.tokens.append(margins[-1])
                    at_begin = False
            depth += (kind == FSTRING_START) - (kind == FSTRING_END)
            if kind in (NAME, NUMBER):
                text += " "
            elif kind == FSTRING_MIDDLE:
                text = self.escape_brackets(text)
            elif text in ("{", "}") and depth and self.tokens[-1:] == [text]:
                text = f" {text}"
            elif kind in (STRING, FSTRING_START) and before in (STRING, FSTRING_END):
                text = f" {text}"
            self.tokens.append(text)
            before = kind


def untokenize(iterable):
    """Tokens back to source: str, or bytes if there is an ENCODING token.

    Items are full tokens or (kind, text) pairs; the result of the latter
    gives the same tokens again but may be spaced differently."""
    maker = Untokenizer()
    source = maker.untokenize(iterable)
    return source if maker.encoding is None else source.encode(maker.encoding)


def main():
    """python -m tokenize [-e] [file]: print the tokens of a file."""
    import argparse
    parser = argparse.ArgumentParser(prog="python -m tokenize")
    parser.add_argument("filename", nargs="?", metavar="filename.py", help="the file to tokenize; defaults to stdin")
    parser.add_argument("-e", "--exact", dest="exact", action="store_true", help="display token names using the exact type")
    options = parser.parse_args()
    name = options.filename or "<stdin>"

    def stop(message, *place):
        where = f"{name}:{place[0]}:{place[1]}:" if place else f"{name}:"
        sys.exit(f"{where} error: {message}")

    try:
        if options.filename:
            with _builtin_open(name, "rb") as file:
                found = list(tokenize(file.readline))
        else:
            found = generate_tokens(sys.stdin.readline)
        for each in found:
            rows = "%d,%d-%d,%d:" % (*each.start, *each.end)
            print(f"{rows:<20}{tok_name[each.exact_type if options.exact else each.type]:<15}{each.string!r:<15}")
    except TokenError as error:
        stop(error.args[0], *error.args[1])
    except IndentationError as error:
        stop(error.args[0], *error.args[1][1:3])
    except SyntaxError as error:
        stop(error)
    except OSError as error:
        stop(error)
    except KeyboardInterrupt:
        print("interrupted\n", file=sys.stderr)


_PATTERNS = frozenset("""BOM_UTF8 ContStr Double Double3 Funny PlainToken PseudoExtras PseudoToken Single Single3 Special String
StringPrefix Token Triple endpats single_quoted tabsize triple_quoted""".split())


def __getattr__(name):
    """Patterns of tokens are made when somebody asks for them."""
    if name in _PATTERNS:
        import _token_patterns
        return getattr(_token_patterns, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_PATTERNS})


if __name__ == "__main__":
    main()
