"""Property lists, as macOS writes them: XML or binary."""
import binascii
import codecs
import datetime
from enum import Enum
from io import BytesIO
import re
import struct

__all__ = ['InvalidFileException', 'FMT_XML', 'FMT_BINARY', 'load', 'dump', 'loads', 'dumps', 'UID']

PlistFormat = Enum('PlistFormat', ['FMT_XML', 'FMT_BINARY'], module=__name__)
FMT_XML, FMT_BINARY = PlistFormat

PLISTHEADER = b'''\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
'''


class InvalidFileException(ValueError):
    """The file is no property list."""

    def __init__(self, message='Invalid file'):
        super().__init__(message)


class UID:
    """A number that stands for an object in archives."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError('data must be an int')
        if not 0 <= data < 1 << 64:
            raise ValueError('UIDs must be positive' if data < 0 else 'UIDs cannot be >= 2**64')
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return f'{type(self).__name__}({self.data!r})'

    def __reduce__(self):
        return type(self), (self.data,)

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) else NotImplemented

    def __hash__(self):
        return hash(self.data)


def _pairs(value, sort_keys, skipkeys):
    """The (key, value) pairs of a dict as they are written."""
    for key, item in sorted(value.items()) if sort_keys else value.items():
        if isinstance(key, str):
            yield key, item
        elif not skipkeys:
            raise TypeError('keys must be strings')


# -- XML

_DATE = re.compile(r'(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)'
                   r'(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)?)?)?Z', re.ASCII)
_CONTROL = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f]')


class _XMLReader:
    """Builds the value of a document from a parser's events."""

    def __init__(self, dict_type, aware_datetime):
        self._kinds = {'dict': dict_type, 'array': list}
        self._simple = {
            'true': lambda text: True, 'false': lambda text: False, 'string': str, 'real': float,
            'integer': lambda text: int(text, 16 if text[:2].lower() == '0x' else 10),
            'data': lambda text: binascii.a2b_base64(text.encode()), 'date': self._date,
        }
        self._zone = datetime.UTC if aware_datetime else None
        self._open = []     # the containers around, each with the key that waits for a value
        self._text = []
        self._root = None

    def read(self, file):
        from xml.parsers.expat import ParserCreate
        self._parser = parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = lambda text: self._text.append(text)
        parser.EntityDeclHandler = self._entity
        parser.ParseFile(file)
        return self._root

    def _entity(self, *args):
        raise InvalidFileException('XML entity declarations are not supported in plist files')

    def _date(self, text):
        numbers = _DATE.match(text).groupdict()
        return datetime.datetime(*[int(number) for number in numbers.values() if number], tzinfo=self._zone)

    def _wrong(self, what):
        raise ValueError(f'{what} at line {self._parser.CurrentLineNumber}')

    def _start(self, element, attributes):
        self._text.clear()
        if kind := self._kinds.get(element):
            made = kind()
            self._add(made)
            self._open.append([made, None])

    def _end(self, element):
        if element in self._kinds:
            _, key = self._open.pop()
            if key and element == 'dict':
                self._wrong(f'missing value for key {str(key)!r}')
            return
        text = ''.join(self._text)
        self._text.clear()
        if element == 'key':
            container, key = self._open[-1]
            if key or not isinstance(container, dict):
                self._wrong('unexpected key')
            self._open[-1][1] = text
        elif convert := self._simple.get(element):
            self._add(convert(text))

    def _add(self, value):
        if not self._open:
            self._root = value
            return
        container, key = self._open[-1]
        if key is not None:
            container[key] = value
            self._open[-1][1] = None
        elif isinstance(container, list):
            container.append(value)
        else:
            self._wrong('unexpected element')


def _escaped(text):
    """A text as the content of an element."""
    if _CONTROL.search(text):
        raise ValueError("strings can't contain control characters; use bytes instead")
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def _xml_lines(value, options, level=0):
    """(level, line) pairs of a value."""
    match value:
        case str():
            yield level, f'<string>{_escaped(value)}</string>'
        case bool():
            yield level, '<true/>' if value else '<false/>'
        case int():
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            yield level, f'<integer>{int(value):d}</integer>'
        case float():
            yield level, f'<real>{value!r}</real>'
        case dict():
            if not value:
                yield level, '<dict/>'
                return
            yield level, '<dict>'
            for key, item in _pairs(value, options['sort_keys'], options['skipkeys']):
                yield level + 1, f'<key>{_escaped(key)}</key>'
                yield from _xml_lines(item, options, level + 1)
            yield level, '</dict>'
        case list() | tuple():
            if not value:
                yield level, '<array/>'
                return
            yield level, '<array>'
            for item in value:
                yield from _xml_lines(item, options, level + 1)
            yield level, '</array>'
        case bytes() | bytearray():
            yield level, '<data>'
            # Lines end at column 76, as far as the indentation leaves room.
            width = max(16, 76 - 8 * level) // 4 * 3
            for i in range(0, len(value), width):
                yield level, binascii.b2a_base64(value[i:i + width], newline=False).decode()
            yield level, '</data>'
        case datetime.datetime():
            if options['aware_datetime']:
                value = value.astimezone(datetime.UTC)
            yield level, f'<date>{value.year:04}-{value:%m-%dT%H:%M:%SZ}</date>'
        case _:
            raise TypeError(f'unsupported type: {type(value)}')


def _write_xml(value, file, **options):
    lines = [(0, '<plist version="1.0">'), *_xml_lines(value, options), (0, '</plist>')]
    file.write(PLISTHEADER + b''.join([b'\t' * level + text.encode() + b'\n' for level, text in lines]))


# -- Binary

# An object begins with a byte: the kind in the upper half, in the lower half a size, 15 for one that follows as an int.
_TRAILER = struct.Struct('>6xBBQQQ')
_SINGLE = {0x00: None, 0x08: False, 0x09: True, 0x0F: b''}
_EPOCH = datetime.datetime(2001, 1, 1)


def _width(number):
    """In how many bytes, 1, 2, 4 or 8, a number is written."""
    return next((size for size in (1, 2, 4) if number < 1 << 8 * size), 8)


class _BinaryReader:
    """Reads objects by their numbers."""

    def __init__(self, dict_type, aware_datetime):
        self._dict_type = dict_type
        self._zone = datetime.UTC if aware_datetime else None

    def read(self, file):
        self._file = file
        try:
            file.seek(-32, 2)
            size, self._ref_size, count, top, start = _TRAILER.unpack(file.read(32))
            file.seek(start)
            self._offsets = self._numbers(count, size)
            self._known = [_TRAILER] * count
            return self._object(top)
        except (OSError, IndexError, struct.error, OverflowError, ValueError):
            raise InvalidFileException()

    def _bytes(self, count):
        data = self._file.read(count)
        if len(data) != count:
            raise InvalidFileException()
        return data

    def _numbers(self, count, size):
        data = self._file.read(count * size)
        if not size or len(data) != count * size:
            raise InvalidFileException()
        return [int.from_bytes(data[i:i + size]) for i in range(0, len(data), size)]

    def _size(self, low):
        """The size that the lower half of the first byte stands for."""
        return int.from_bytes(self._bytes(1 << (self._bytes(1)[0] & 3))) if low == 15 else low

    def _object(self, number):
        if (value := self._known[number]) is not _TRAILER:
            return value
        self._file.seek(self._offsets[number])
        token = self._bytes(1)[0]
        high, low = divmod(token, 16)
        match high:
            case 0 if token in _SINGLE:
                value = _SINGLE[token]
            case 1:
                value = int.from_bytes(self._bytes(1 << low), signed=low >= 3)
            case 2 if low in (2, 3):
                [value] = struct.unpack('>f' if low == 2 else '>d', self._bytes(1 << low))
            case 3 if low == 3:
                [seconds] = struct.unpack('>d', self._bytes(8))
                value = _EPOCH.replace(tzinfo=self._zone) + datetime.timedelta(seconds=seconds)
            case 4:
                value = self._bytes(self._size(low))
            case 5:
                value = self._bytes(self._size(low)).decode('ascii')
            case 6:
                value = self._bytes(2 * self._size(low)).decode('utf-16be')
            case 8:
                value = UID(int.from_bytes(self._bytes(low + 1)))
            case 0xA:
                members = self._numbers(self._size(low), self._ref_size)
                value = self._known[number] = []
                value.extend(map(self._object, members))
            case 0xD:
                count = self._size(low)
                keys, members = self._numbers(count, self._ref_size), self._numbers(count, self._ref_size)
                value = self._known[number] = self._dict_type()
                try:
                    for key, member in zip(keys, members):
                        value[self._object(key)] = self._object(member)
                except TypeError:
                    # A container as a key.
                    raise InvalidFileException()
            case _:
                raise InvalidFileException()
        self._known[number] = value
        return value


class _BinaryWriter:
    """Numbers all objects, then writes one after the other; equal ones only once."""

    def __init__(self, file, sort_keys, skipkeys, aware_datetime):
        self._file, self._aware = file, aware_datetime
        self._options = sort_keys, skipkeys
        self._numbers = {}
        self._objects = []

    def _key(self, value):
        """What is the same for objects that are written once."""
        if isinstance(value, (str, int, float, datetime.datetime, bytes, bytearray)):
            return type(value), bytes(value) if isinstance(value, bytearray) else value
        return id(value)

    def _collect(self, value):
        key = self._key(value)
        if key in self._numbers:
            return
        self._numbers[key] = len(self._objects)
        self._objects.append(value)
        if isinstance(value, dict):
            pairs = [*_pairs(value, *self._options)]
            members = [*(key for key, _ in pairs), *(item for _, item in pairs)]
        else:
            members = value if isinstance(value, (list, tuple)) else ()
        for member in members:
            self._collect(member)

    def write(self, value):
        self._collect(value)
        count = len(self._objects)
        self._ref_size = _width(count)
        self._file.write(b'bplist00')
        offsets = []
        for item in self._objects:
            offsets.append(self._file.tell())
            self._file.write(self._encoded(item))
        start = self._file.tell()
        size = _width(start)
        self._file.write(b''.join([offset.to_bytes(size) for offset in offsets]))
        self._file.write(_TRAILER.pack(size, self._ref_size, count, self._numbers[self._key(value)], start))

    def _sized(self, kind, size):
        if size < 15:
            return bytes([kind | size])
        width = _width(size)
        return bytes([kind | 15, 0x10 | width.bit_length() - 1]) + size.to_bytes(width)

    def _refs(self, values):
        return b''.join([self._numbers[self._key(value)].to_bytes(self._ref_size) for value in values])

    def _encoded(self, value):
        match value:
            case None | False | True:
                return bytes([{None: 0, False: 8, True: 9}[value]])
            case int():
                if not -1 << 63 <= value < 1 << 64:
                    raise OverflowError(value)
                if value >= 1 << 63:
                    return b'\x14' + value.to_bytes(16)
                width = 8 if value < 0 else _width(value)
                return bytes([0x10 | width.bit_length() - 1]) + value.to_bytes(width, signed=value < 0)
            case float():
                return struct.pack('>Bd', 0x23, value)
            case datetime.datetime():
                zone = datetime.UTC if self._aware else None
                passed = (value.astimezone(zone) if zone else value) - _EPOCH.replace(tzinfo=zone)
                return struct.pack('>Bd', 0x33, passed.total_seconds())
            case bytes() | bytearray():
                return self._sized(0x40, len(value)) + value
            case str():
                if value.isascii():
                    return self._sized(0x50, len(value)) + value.encode('ascii')
                data = value.encode('utf-16be')
                return self._sized(0x60, len(data) // 2) + data
            case UID():
                if value.data < 0:
                    raise ValueError('UIDs must be positive')
                if value.data >> 64:
                    raise OverflowError(value)
                width = _width(value.data)
                return bytes([0x80 | width - 1]) + value.data.to_bytes(width)
            case list() | tuple():
                return self._sized(0xA0, len(value)) + self._refs(value)
            case dict():
                pairs = [*_pairs(value, *self._options)]
                keys, values = [key for key, _ in pairs], [item for _, item in pairs]
                return self._sized(0xD0, len(pairs)) + self._refs(keys) + self._refs(values)
        raise TypeError(value)


# -- Both

def _is_xml(header):
    """Does it begin like XML, in any of the encodings?"""
    starts = ('<?xml', '<plist')
    if header.startswith(tuple(start.encode() for start in starts)):
        return True
    for mark, encoding in ((codecs.BOM_UTF8, 'utf-8'), (codecs.BOM_UTF16_BE, 'utf-16-be'), (codecs.BOM_UTF16_LE, 'utf-16-le')):
        if header.startswith(mark):
            return header[len(mark):].startswith(tuple(start.encode(encoding) for start in starts))
    return False


_READERS = {FMT_XML: _XMLReader, FMT_BINARY: _BinaryReader}


def load(fp, *, fmt=None, dict_type=dict, aware_datetime=False):
    """What a binary file holds."""
    if fmt is None:
        header = fp.read(32)
        fp.seek(0)
        fmt = FMT_XML if _is_xml(header) else FMT_BINARY if header[:8] == b'bplist00' else None
        if fmt is None:
            raise InvalidFileException()
    return _READERS[fmt](dict_type, aware_datetime).read(fp)


def loads(value, *, fmt=None, dict_type=dict, aware_datetime=False):
    """What bytes, or for XML a text, hold."""
    if isinstance(value, str) and fmt == FMT_BINARY:
        raise TypeError('value must be bytes-like object when fmt is FMT_BINARY')
    data = BytesIO(value.encode() if isinstance(value, str) else value)
    return load(data, fmt=fmt, dict_type=dict_type, aware_datetime=aware_datetime)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False, aware_datetime=False):
    """Write a value to a binary file."""
    options = {'sort_keys': sort_keys, 'skipkeys': skipkeys, 'aware_datetime': aware_datetime}
    if fmt == FMT_XML:
        _write_xml(value, fp, **options)
    elif fmt == FMT_BINARY:
        _BinaryWriter(fp, **options).write(value)
    else:
        raise ValueError(f'Unsupported format: {fmt!r}')


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True, aware_datetime=False):
    """The value as bytes."""
    file = BytesIO()
    dump(value, file, fmt=fmt, sort_keys=sort_keys, skipkeys=skipkeys, aware_datetime=aware_datetime)
    return file.getvalue()
