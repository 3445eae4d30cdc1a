"""The parser: one pass over the text, tables built as they come."""
from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO
    ParseFloat = Callable[[str], Any]

_CONTROL = frozenset(map(chr, range(32))) | {"\x7f"}
_IN_LINE = _CONTROL - {"\t"}
_IN_LINES = _CONTROL - {"\t", "\n"}
_BLANK = frozenset(" \t")
_BLANK_LINES = _BLANK | {"\n"}
_BARE = frozenset(string.ascii_letters + string.digits + "-_")
_HEX = frozenset(string.hexdigits)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_WORDS = {"true": True, "false": False}

_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_time = re.compile(_TIME)
_datetime = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[Tt ]" + _TIME
                       + r"(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?")
_number = re.compile(r"0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)"
                     r"|[+-]?(?:0|[1-9](?:_?[0-9])*)"
                     r"(?P<floatpart>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)")


class TOMLDecodeError(ValueError):
    """The text is not TOML."""


def load(fp: BinaryIO, /, *, parse_float: ParseFloat = float) -> dict[str, Any]:
    """The table that a binary file holds."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s: str, /, *, parse_float: ParseFloat = float) -> dict[str, Any]:
    """The table that a text holds."""
    return _Parser(s.replace("\r\n", "\n"), parse_float).document()


class _Marks:
    """What may not change any more: frozen keys with all below them, and keys that were declared."""

    def __init__(self):
        self.frozen = set()
        self.declared = set()

    def is_frozen(self, key):
        return any(key[:end] in self.frozen for end in range(len(key) + 1)) if self.frozen else False

    def forget(self, key):
        size = len(key)
        for marks in self.frozen, self.declared:
            for old in [old for old in marks if old[:size] == key]:
                marks.remove(old)


def _below(table, key, through_lists=True):
    """The table of a key, made if need be; KeyError if something else is there."""
    for part in key:
        table = table.setdefault(part, {})
        if through_lists and isinstance(table, list):
            table = table[-1]
        if not isinstance(table, dict):
            raise KeyError(part)
    return table


class _Parser:
    def __init__(self, text, parse_float):
        self.text = text
        self.at = 0
        self.convert = parse_float
        self.root = {}
        self.marks = _Marks()

    def error(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            where = "end of document"
        else:
            line = self.text.count("\n", 0, at) + 1
            where = f"line {line}, column {at - self.text.rfind(chr(10), 0, at)}"
        return TOMLDecodeError(f"{message} (at {where})")

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skip(self, chars):
        text, at = self.text, self.at
        while text[at:at + 1] in chars and at < len(text):
            at += 1
        self.at = at

    def until(self, mark, illegal, to_end=False):
        """The text up to a mark, which is left standing."""
        end = self.text.find(mark, self.at)
        if end < 0:
            end = len(self.text)
            if not to_end:
                raise self.error(f"Expected {mark!r}", end)
        piece = self.text[self.at:end]
        if not illegal.isdisjoint(piece):
            offset = next(i for i, char in enumerate(piece) if char in illegal)
            raise self.error(f"Found invalid character {piece[offset]!r}", self.at + offset)
        self.at = end
        return piece

    def comment(self):
        if self.peek() == "#":
            self.at += 1
            self.until("\n", _IN_LINE, to_end=True)

    def blank_lines(self):
        while True:
            before = self.at
            self.skip(_BLANK_LINES)
            self.comment()
            if self.at == before:
                return

    def document(self):
        header, pending = (), set()
        while True:
            self.skip(_BLANK)
            char = self.peek()
            if not char:
                break
            if char == "\n":
                self.at += 1
                continue
            if char in _BARE or char in "\"'":
                self.key_value(header, pending)
            elif char == "[":
                self.marks.declared |= pending
                pending.clear()
                header = self.list_header() if self.text.startswith("[[", self.at) else self.table_header()
            elif char != "#":
                raise self.error("Invalid statement")
            self.skip(_BLANK)
            self.comment()
            char = self.peek()
            if not char:
                break
            if char != "\n":
                raise self.error("Expected newline or end of document after a statement")
            self.at += 1
        return self.root

    def table_header(self):
        self.at += 1
        self.skip(_BLANK)
        key = self.key()
        if key in self.marks.declared or self.marks.is_frozen(key):
            raise self.error(f"Cannot declare {key} twice")
        self.marks.declared.add(key)
        try:
            _below(self.root, key)
        except KeyError:
            raise self.error("Cannot overwrite a value") from None
        if self.peek() != "]":
            raise self.error("Expected ']' at the end of a table declaration")
        self.at += 1
        return key

    def list_header(self):
        self.at += 2
        self.skip(_BLANK)
        key = self.key()
        if self.marks.is_frozen(key):
            raise self.error(f"Cannot mutate immutable namespace {key}")
        self.marks.forget(key)
        self.marks.declared.add(key)
        try:
            tables = _below(self.root, key[:-1]).setdefault(key[-1], [])
            if not isinstance(tables, list):
                raise KeyError(key[-1])
        except KeyError:
            raise self.error("Cannot overwrite a value") from None
        tables.append({})
        if not self.text.startswith("]]", self.at):
            raise self.error("Expected ']]' at the end of an array declaration")
        self.at += 2
        return key

    def key_value(self, header, pending):
        key, value = self.pair()
        parent = header + key[:-1]
        for end in range(1, len(key)):
            above = header + key[:end]
            if above in self.marks.declared:
                raise self.error(f"Cannot redefine namespace {above}")
            pending.add(above)
        if self.marks.is_frozen(parent):
            raise self.error(f"Cannot mutate immutable namespace {parent}")
        try:
            table = _below(self.root, parent)
        except KeyError:
            raise self.error("Cannot overwrite a value") from None
        if key[-1] in table:
            raise self.error("Cannot overwrite a value")
        if isinstance(value, (dict, list)):
            self.marks.frozen.add(header + key)
        table[key[-1]] = value

    def pair(self):
        key = self.key()
        if self.peek() != "=":
            raise self.error("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip(_BLANK)
        return key, self.value()

    def key(self):
        parts = [self.key_part()]
        self.skip(_BLANK)
        while self.peek() == ".":
            self.at += 1
            self.skip(_BLANK)
            parts.append(self.key_part())
            self.skip(_BLANK)
        return tuple(parts)

    def key_part(self):
        char = self.peek()
        if char and char in _BARE:
            start = self.at
            self.skip(_BARE)
            return self.text[start:self.at]
        if char == "'":
            return self.literal()
        if char == '"':
            return self.basic()
        raise self.error("Invalid initial character for a key part")

    def value(self):
        char = self.peek()
        text = self.text
        if char == '"':
            return self.basic_lines() if text.startswith('"""', self.at) else self.basic()
        if char == "'":
            return self.literal_lines() if text.startswith("'''", self.at) else self.literal()
        if char == "[":
            return self.array()
        if char == "{":
            return self.inline_table()
        for word, value in _WORDS.items():
            if text.startswith(word, self.at):
                self.at += len(word)
                return value
        for pattern, make in (_datetime, self.make_datetime), (_time, self.make_time), (_number, self.make_number):
            match = pattern.match(text, self.at)
            if match:
                value = make(match)
                self.at = match.end()
                return value
        for size in 3, 4:
            word = text[self.at:self.at + size]
            if word[size - 3:] in ("inf", "nan") and word[:size - 3] in ("", "+", "-"):
                value = self.make_float(word)
                self.at += size
                return value
        raise self.error("Invalid value")

    def make_number(self, match):
        word = match.group()
        return self.make_float(word) if match.group("floatpart") else int(word, 0)

    def make_float(self, word):
        if self.convert is float:
            return float(word)
        value = self.convert(word)
        if isinstance(value, (dict, list)):
            raise ValueError("parse_float must not return dicts or lists")
        return value

    @staticmethod
    def make_time(match):
        from datetime import time
        hour, minute, second, fraction = match.groups()
        return time(int(hour), int(minute), int(second), int((fraction or "").ljust(6, "0")))

    def make_datetime(self, match):
        from datetime import date, datetime, timedelta, timezone
        year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = match.groups()
        try:
            if hour is None:
                return date(int(year), int(month), int(day))
            zone = None
            if zulu:
                zone = timezone.utc
            elif sign:
                offset = timedelta(hours=int(hours), minutes=int(minutes))
                zone = timezone(-offset if sign == "-" else offset)
            return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second),
                            int((fraction or "").ljust(6, "0")), tzinfo=zone)
        except ValueError as error:
            raise self.error("Invalid date or datetime") from error

    def array(self):
        self.at += 1
        values = []
        self.blank_lines()
        while self.peek() != "]":
            values.append(self.value())
            self.blank_lines()
            char = self.peek()
            if char == "]":
                break
            if char != ",":
                raise self.error("Unclosed array")
            self.at += 1
            self.blank_lines()
        self.at += 1
        return values

    def inline_table(self):
        self.at += 1
        table, marks = {}, _Marks()
        self.skip(_BLANK)
        if self.peek() == "}":
            self.at += 1
            return table
        while True:
            key, value = self.pair()
            if marks.is_frozen(key):
                raise self.error(f"Cannot mutate immutable namespace {key}")
            try:
                inner = _below(table, key[:-1], through_lists=False)
            except KeyError:
                raise self.error("Cannot overwrite a value") from None
            if key[-1] in inner:
                raise self.error(f"Duplicate inline table key {key[-1]!r}")
            inner[key[-1]] = value
            self.skip(_BLANK)
            char = self.peek()
            if char == "}":
                self.at += 1
                return table
            if char != ",":
                raise self.error("Unclosed inline table")
            if isinstance(value, (dict, list)):
                marks.frozen.add(key)
            self.at += 1
            self.skip(_BLANK)

    def literal(self):
        self.at += 1
        text = self.until("'", _IN_LINE)
        self.at += 1
        return text

    def literal_lines(self):
        self.open_lines()
        text = self.until("'''", _IN_LINES)
        self.at += 3
        return text + self.more_quotes("'")

    def open_lines(self):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1

    def more_quotes(self, mark):
        """A string of lines may end in one or two of its own quotes."""
        start = self.at
        while self.peek() == mark and self.at < start + 2:
            self.at += 1
        return self.text[start:self.at]

    def basic(self):
        self.at += 1
        return self.escaped('"', _IN_LINE, False)

    def basic_lines(self):
        self.open_lines()
        return self.escaped('"""', _IN_LINES, True) + self.more_quotes('"')

    def escaped(self, mark, illegal, lines):
        pieces = []
        text, start = self.text, self.at
        while True:
            char = text[self.at:self.at + 1]
            if not char:
                raise self.error("Unterminated string")
            if char == '"' and text.startswith(mark, self.at):
                pieces.append(text[start:self.at])
                self.at += len(mark)
                return "".join(pieces)
            if char == "\\":
                pieces.append(text[start:self.at])
                pieces.append(self.escape(lines))
                start = self.at
            elif char in illegal:
                raise self.error(f"Illegal character {char!r}")
            else:
                self.at += 1

    def escape(self, lines):
        sign = self.text[self.at + 1:self.at + 2]
        self.at += 2
        if lines and sign and sign in " \t\n":
            # The line ends here; it goes on with what is next.
            if sign != "\n":
                self.skip(_BLANK)
                if not self.peek():
                    return ""
                if self.peek() != "\n":
                    raise self.error("Unescaped '\\' in a string")
                self.at += 1
            self.skip(_BLANK_LINES)
            return ""
        if sign == "u" or sign == "U":
            digits = self.text[self.at:self.at + (4 if sign == "u" else 8)]
            if len(digits) != (4 if sign == "u" else 8) or not _HEX.issuperset(digits):
                raise self.error("Invalid hex value")
            self.at += len(digits)
            number = int(digits, 16)
            if not (number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF):
                raise self.error("Escaped character is not a Unicode scalar value")
            return chr(number)
        if sign in _ESCAPES:
            return _ESCAPES[sign]
        raise self.error("Unescaped '\\' in a string")
