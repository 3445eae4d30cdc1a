"""Property lists, as macOS writes them: XML or binary."""
import binascii
import codecs
import datetime
import enum
import os
import re
import struct
from io import BytesIO
from xml.parsers.expat import ParserCreate

__all__ = ["InvalidFileException", "FMT_XML", "FMT_BINARY", "load", "dump", "loads", "dumps", "UID"]

PlistFormat = enum.Enum("PlistFormat", "FMT_XML FMT_BINARY", module=__name__)
globals().update(PlistFormat.__members__)


class UID:
    """A number that stands for an object in archives."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError("data must be an int")
        if data >= 1 << 64:
            raise ValueError("UIDs cannot be >= 2**64")
        if data < 0:
            raise ValueError("UIDs must be positive")
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return "%s(%s)" % (self.__class__.__name__, repr(self.data))

    def __reduce__(self):
        return self.__class__, (self.data,)

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) else NotImplemented

    def __hash__(self):
        return hash(self.data)


PLISTHEADER = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
"""

_control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_date = re.compile(r"(?P<year>\d\d\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)"
                   r"(?::(?P<second>\d\d))?)?)?)?)?Z", re.ASCII)


def _date_from_string(s, aware_datetime):
    parts = [int(part) for part in _date.match(s).groupdict().values() if part is not None]
    return datetime.datetime(*parts, tzinfo=datetime.UTC) if aware_datetime else datetime.datetime(*parts)


def _date_to_string(d, aware_datetime):
    if aware_datetime:
        d = d.astimezone(datetime.UTC)
    return "%04d-%02d-%02dT%02d:%02d:%02dZ" % (d.year, d.month, d.day, d.hour, d.minute, d.second)


def _escape(text):
    match = _control.search(text)
    if match is not None:
        raise ValueError("strings can't contain control characters; use bytes instead")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _PlistParser:
    def __init__(self, dict_type, aware_datetime=False):
        self.stack = []
        self.current_key = None
        self.root = None
        self.dict_type = dict_type
        self.aware = aware_datetime
        self.data = []

    def parse(self, fileobj):
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = lambda data: self.data.append(data)
        self.parser.EntityDeclHandler = self.entity
        self.parser.ParseFile(fileobj)
        return self.root

    def entity(self, *args):
        # Entities of entities could grow without bound.
        raise InvalidFileException("XML entity declarations are not supported in plist files")

    def begin(self, element, attrs):
        self.data = []
        if element == "dict":
            made = self.dict_type()
            self.add(made)
            self.stack.append(made)
        elif element == "array":
            made = []
            self.add(made)
            self.stack.append(made)

    def end(self, element):
        text = "".join(self.data)
        self.data = [] if element in _ENDS else self.data
        if element == "dict":
            if self.current_key:
                raise ValueError("missing value for key '%s' at line %d"
                                 % (self.current_key, self.parser.CurrentLineNumber))
            self.stack.pop()
        elif element == "array":
            self.stack.pop()
        elif element == "key":
            if self.current_key or not isinstance(self.stack[-1], dict):
                raise ValueError("unexpected key at line %d" % self.parser.CurrentLineNumber)
            self.current_key = text
        elif element == "true":
            self.add(True)
        elif element == "false":
            self.add(False)
        elif element == "integer":
            self.add(int(text, 16) if text.startswith(("0x", "0X")) else int(text))
        elif element == "real":
            self.add(float(text))
        elif element == "string":
            self.add(text)
        elif element == "data":
            self.add(binascii.a2b_base64(text.encode("utf-8")))
        elif element == "date":
            self.add(_date_from_string(text, self.aware))

    def add(self, value):
        if self.current_key is not None:
            if not isinstance(self.stack[-1], dict):
                raise ValueError("unexpected element at line %d" % self.parser.CurrentLineNumber)
            self.stack[-1][self.current_key] = value
            self.current_key = None
        elif not self.stack:
            self.root = value
        else:
            if not isinstance(self.stack[-1], list):
                raise ValueError("unexpected element at line %d" % self.parser.CurrentLineNumber)
            self.stack[-1].append(value)


_ENDS = {"dict", "array", "key", "true", "false", "integer", "real", "string", "data", "date"}


class _PlistWriter:
    def __init__(self, file, sort_keys=True, skipkeys=False, aware_datetime=False):
        self.file = file
        self.sort_keys = sort_keys
        self.skipkeys = skipkeys
        self.aware = aware_datetime
        self.level = 0

    def write(self, value):
        self.file.write(PLISTHEADER)
        self.line('<plist version="1.0">')
        self.value(value)
        self.line("</plist>")

    def line(self, text=""):
        self.file.write(self.level * b"\t" + text.encode("utf-8") + b"\n")

    def simple(self, element, text=None):
        self.line("<%s/>" % element if text is None else "<%s>%s</%s>" % (element, _escape(text), element))

    def value(self, value):
        if isinstance(value, str):
            self.simple("string", value)
        elif value is True:
            self.simple("true")
        elif value is False:
            self.simple("false")
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.simple("integer", "%d" % value)
        elif isinstance(value, float):
            self.simple("real", repr(value))
        elif isinstance(value, dict):
            self.dict(value)
        elif isinstance(value, (bytes, bytearray)):
            self.bytes(value)
        elif isinstance(value, datetime.datetime):
            self.simple("date", _date_to_string(value, self.aware))
        elif isinstance(value, (tuple, list)):
            self.array(value)
        else:
            raise TypeError("unsupported type: %s" % type(value))

    def bytes(self, data):
        self.line("<data>")
        width = max(16, 76 - len((self.level * b"\t").replace(b"\t", b" " * 8)))
        size = width // 4 * 3
        for at in range(0, len(data), size):
            self.line(binascii.b2a_base64(data[at:at + size], newline=False).decode())
        self.line("</data>")

    def dict(self, values):
        if not values:
            self.simple("dict")
            return
        self.line("<dict>")
        self.level += 1
        for key, value in sorted(values.items()) if self.sort_keys else values.items():
            if not isinstance(key, str):
                if self.skipkeys:
                    continue
                raise TypeError("keys must be strings")
            self.simple("key", key)
            self.value(value)
        self.level -= 1
        self.line("</dict>")

    def array(self, values):
        if not values:
            self.simple("array")
            return
        self.line("<array>")
        self.level += 1
        for value in values:
            self.value(value)
        self.level -= 1
        self.line("</array>")


class InvalidFileException(ValueError):
    """The file is no property list."""

    def __init__(self, message="Invalid file"):
        ValueError.__init__(self, message)


_EPOCH = datetime.datetime(2001, 1, 1)


class _BinaryPlistParser:
    def __init__(self, dict_type, aware_datetime=False):
        self.dict_type = dict_type
        self.aware = aware_datetime

    def parse(self, fp):
        try:
            self.fp = fp
            fp.seek(-32, os.SEEK_END)
            trailer = fp.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            offset_size, self.ref_size, count, top, table = struct.unpack(">6xBBQQQ", trailer)
            fp.seek(table)
            self.offsets = self.numbers(count, offset_size)
            self.objects = [_UNSEEN] * count
            return self.object(top)
        except (OSError, IndexError, struct.error, OverflowError, ValueError):
            raise InvalidFileException()

    def numbers(self, count, size):
        data = self.fp.read(size * count)
        if not size or len(data) != size * count:
            raise InvalidFileException()
        return [int.from_bytes(data[at:at + size]) for at in range(0, len(data), size)]

    def size(self, low):
        if low != 0xF:
            return low
        marker = self.fp.read(1)[0] & 0x3
        width = 1 << marker
        return int.from_bytes(self.fp.read(width))

    def read(self, size):
        data = self.fp.read(size)
        if len(data) != size:
            raise InvalidFileException()
        return data

    def object(self, ref):
        result = self.objects[ref]
        if result is not _UNSEEN:
            return result
        self.fp.seek(self.offsets[ref])
        token = self.fp.read(1)[0]
        high, low = token & 0xF0, token & 0x0F
        if token in (0x00, 0x08, 0x09, 0x0F):
            result = {0x00: None, 0x08: False, 0x09: True, 0x0F: b""}[token]
        elif high == 0x10:
            result = int.from_bytes(self.fp.read(1 << low), signed=low >= 3)
        elif token == 0x22:
            result = struct.unpack(">f", self.fp.read(4))[0]
        elif token == 0x23:
            result = struct.unpack(">d", self.fp.read(8))[0]
        elif token == 0x33:
            seconds = struct.unpack(">d", self.fp.read(8))[0]
            start = _EPOCH.replace(tzinfo=datetime.UTC) if self.aware else _EPOCH
            result = start + datetime.timedelta(seconds=seconds)
        elif high == 0x40:
            result = self.read(self.size(low))
        elif high == 0x50:
            result = self.read(self.size(low)).decode("ascii")
        elif high == 0x60:
            result = self.read(self.size(low) * 2).decode("utf-16be")
        elif high == 0x80:
            result = UID(int.from_bytes(self.fp.read(1 + low)))
        elif high == 0xA0:
            refs = self.numbers_or_none(self.size(low))
            result = self.objects[ref] = []
            for one in refs:
                result.append(self.object(one))
        elif high == 0xD0:
            size = self.size(low)
            keys, values = self.numbers_or_none(size), self.numbers_or_none(size)
            result = self.objects[ref] = self.dict_type()
            try:
                for key, value in zip(keys, values):
                    result[self.object(key)] = self.object(value)
            except TypeError:
                raise InvalidFileException()
        else:
            raise InvalidFileException()
        self.objects[ref] = result
        return result

    def numbers_or_none(self, count):
        return self.numbers(count, self.ref_size) if count else []


_UNSEEN = object()


def _size_of(count):
    return 1 if count < 1 << 8 else 2 if count < 1 << 16 else 4 if count < 1 << 32 else 8


class _BinaryPlistWriter:
    def __init__(self, fp, sort_keys, skipkeys, aware_datetime=False):
        self.fp = fp
        self.sort_keys = sort_keys
        self.skipkeys = skipkeys
        self.aware = aware_datetime

    def write(self, value):
        self.list = []
        self.places = {}
        self.flatten(value)
        count = len(self.list)
        self.ref_size = _size_of(count)
        self.fp.write(b"bplist00")
        offsets = []
        for one in self.list:
            offsets.append(self.fp.tell())
            self.one(one)
        table = self.fp.tell()
        size = _size_of(table)
        for offset in offsets:
            self.fp.write(offset.to_bytes(size))
        self.fp.write(struct.pack(">5xBBBQQQ", 0, size, self.ref_size, count, self.place(value), table))

    @staticmethod
    def key(value):
        if isinstance(value, (str, int, float, datetime.datetime, bytes, bytearray)):
            return type(value), value if not isinstance(value, bytearray) else bytes(value)
        return id(value)

    def place(self, value):
        return self.places[self.key(value)]

    def flatten(self, value):
        key = self.key(value)
        if key in self.places:
            return
        self.places[key] = len(self.list)
        self.list.append(value)
        if isinstance(value, dict):
            keys, values = [], []
            for name, one in sorted(value.items()) if self.sort_keys else value.items():
                if not isinstance(name, str):
                    if self.skipkeys:
                        continue
                    raise TypeError("keys must be strings")
                keys.append(name)
                values.append(one)
            for one in keys + values:
                self.flatten(one)
        elif isinstance(value, (list, tuple)):
            for one in value:
                self.flatten(one)

    def head(self, token, size):
        if size < 15:
            self.fp.write(bytes([token | size]))
        else:
            width = _size_of(size)
            self.fp.write(bytes([token | 0xF, 0x10 | width.bit_length() - 1]) + size.to_bytes(width))

    def one(self, value):
        refs = b""
        if value is None:
            self.fp.write(b"\x00")
        elif value is False:
            self.fp.write(b"\x08")
        elif value is True:
            self.fp.write(b"\x09")
        elif isinstance(value, int):
            if value < 0:
                try:
                    self.fp.write(struct.pack(">Bq", 0x13, value))
                except struct.error:
                    raise OverflowError(value) from None
            elif value < 1 << 63:
                width = _size_of(value)
                self.fp.write(bytes([0x10 | width.bit_length() - 1]) + value.to_bytes(width))
            elif value < 1 << 64:
                self.fp.write(b"\x14" + value.to_bytes(16))
            else:
                raise OverflowError(value)
        elif isinstance(value, float):
            self.fp.write(struct.pack(">Bd", 0x23, value))
        elif isinstance(value, datetime.datetime):
            if self.aware:
                offset = value.astimezone(datetime.UTC) - _EPOCH.replace(tzinfo=datetime.UTC)
            else:
                offset = value - _EPOCH
            self.fp.write(struct.pack(">Bd", 0x33, offset.total_seconds()))
        elif isinstance(value, (bytes, bytearray)):
            self.head(0x40, len(value))
            self.fp.write(value)
        elif isinstance(value, str):
            try:
                data = value.encode("ascii")
                self.head(0x50, len(data))
            except UnicodeEncodeError:
                data = value.encode("utf-16be")
                self.head(0x60, len(data) // 2)
            self.fp.write(data)
        elif isinstance(value, UID):
            width = _size_of(value.data)
            self.fp.write(bytes([0x80 | width - 1]) + value.data.to_bytes(width))
        elif isinstance(value, (list, tuple)):
            self.head(0xA0, len(value))
            self.fp.write(b"".join(self.place(one).to_bytes(self.ref_size) for one in value))
        elif isinstance(value, dict):
            pairs = sorted(value.items()) if self.sort_keys else list(value.items())
            pairs = [pair for pair in pairs if isinstance(pair[0], str)]
            self.head(0xD0, len(pairs))
            refs = [key for key, _ in pairs] + [one for _, one in pairs]
            self.fp.write(b"".join(self.place(one).to_bytes(self.ref_size) for one in refs))
        else:
            raise TypeError(value)


_XML_STARTS = [start for prefix in (b"<?xml", b"<plist")
               for start in (prefix, codecs.BOM_UTF8 + prefix,
                             codecs.BOM_UTF16_BE + prefix.decode().encode("utf-16-be"),
                             codecs.BOM_UTF16_LE + prefix.decode().encode("utf-16-le"))]


def load(fp, *, fmt=None, dict_type=dict, aware_datetime=False):
    """What a binary file holds."""
    if fmt is None:
        header = fp.read(32)
        fp.seek(0)
        if header[:8] == b"bplist00":
            fmt = FMT_BINARY
        elif header.startswith(tuple(_XML_STARTS)):
            fmt = FMT_XML
        else:
            raise InvalidFileException()
    parser = (_PlistParser if fmt is FMT_XML else _BinaryPlistParser)(dict_type, aware_datetime)
    return parser.parse(fp)


def loads(value, *, fmt=None, dict_type=dict, aware_datetime=False):
    """What bytes, or for XML a text, hold."""
    if isinstance(value, str):
        if fmt == FMT_BINARY:
            raise TypeError("value must be bytes-like object when fmt is FMT_BINARY")
        value = value.encode()
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type, aware_datetime=aware_datetime)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False, aware_datetime=False):
    """Write a value to a binary file."""
    if fmt not in PlistFormat:
        raise ValueError("Unsupported format: %r" % (fmt,))
    writer = (_PlistWriter if fmt is FMT_XML else _BinaryPlistWriter)(
        fp, sort_keys=sort_keys, skipkeys=skipkeys, aware_datetime=aware_datetime)
    writer.write(value)


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True, aware_datetime=False):
    """The value as bytes."""
    fp = BytesIO()
    dump(value, fp, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys, aware_datetime=aware_datetime)
    return fp.getvalue()
