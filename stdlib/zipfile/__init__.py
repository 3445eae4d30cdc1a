"""ZIP archives: listing, reading, writing, extracting.

The format (PKWARE's APPNOTE): for each member a local header and its data; at the end a
directory of all members, and a record that says where the directory is. Numbers that do
not fit 32 bits stand in "zip64" extra fields and records."""
import binascii
import collections
import io
import os
import stat
import struct
import sys
import time
from _thread import RLock

try:
    import zlib
    crc32 = zlib.crc32
except ImportError:
    zlib = None
    crc32 = binascii.crc32

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA", "is_zipfile", "ZipInfo",
           "ZipFile", "PyZipFile", "LargeZipFile", "Path"]


class BadZipFile(Exception):
    """Not a ZIP archive, or a damaged one."""


class LargeZipFile(Exception):
    """The archive would need zip64, which was not allowed."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = ZIP_MAX_COMMENT = (1 << 16) - 1

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
DEFAULT_VERSION, ZIP64_VERSION, BZIP2_VERSION, LZMA_VERSION = 20, 45, 46, 63
MAX_EXTRACT_VERSION = 63

structEndArchive, stringEndArchive = b"<4s4H2LH", b"PK\005\006"
structCentralDir, stringCentralDir = "<4s4B4HL2L5H2L", b"PK\001\002"
structFileHeader, stringFileHeader = "<4s2B4HL2L2H", b"PK\003\004"
structEndArchive64Locator, stringEndArchive64Locator = "<4sLQL", b"PK\x06\x07"
structEndArchive64, stringEndArchive64 = "<4sQ2H2L4Q", b"PK\x06\x06"
sizeEndCentDir, sizeCentralDir, sizeFileHeader, sizeEndCentDir64Locator, sizeEndCentDir64 = map(struct.calcsize, (
    structEndArchive, structCentralDir, structFileHeader, structEndArchive64Locator, structEndArchive64))

_DIRECTORY, _LOCAL = struct.Struct(structCentralDir), struct.Struct(structFileHeader)
_VERSIONS = {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION}
_MAX32 = 0xffffffff
_ENCRYPTED, _LZMA_MARK, _DESCRIPTOR, _PATCHED, _STRONG, _UTF8 = 1, 2, 8, 0x20, 0x40, 0x800
_FIELD_ZIP64, _FIELD_UNICODE_NAME = 1, 0x7075

compressor_names = {0: "store", 1: "shrink", **dict.fromkeys(range(2, 6), "reduce"), 6: "implode", 7: "tokenize", 8: "deflate",
                    9: "deflate64", 10: "implode", 12: "bzip2", 14: "lzma", 18: "terse", 19: "lz77", 97: "wavpack", 98: "ppmd"}


# Compression

class LZMACompressor:
    """LZMA as ZIP has it: properties in front of the raw data."""

    def __init__(self):
        self._packer = None

    def _start(self):
        import lzma
        properties = lzma._encode_filter_properties({"id": lzma.FILTER_LZMA1})
        filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)]
        self._packer = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=filters)
        return struct.pack("<BBH", 9, 4, len(properties)) + properties

    def compress(self, data):
        front = b"" if self._packer else self._start()
        return front + self._packer.compress(data)

    def flush(self):
        front = b"" if self._packer else self._start()
        return front + self._packer.flush()


class LZMADecompressor:
    """Reads what LZMACompressor writes."""

    def __init__(self):
        self._stream, self._front = None, b""
        self.eof, self.needs_input, self.unused_data = False, True, b""

    def decompress(self, data):
        return self._decompress(data, -1)

    def _decompress(self, data, max_length):
        if self._stream is None:
            self._front += data
            size = 4 + int.from_bytes(self._front[2:4], "little")
            if len(self._front) <= max(size, 4):
                return b""
            import lzma
            filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._front[4:size])]
            self._stream = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
            data, self._front = self._front[size:], b""
        result = self._stream.decompress(data, max_length)
        self.eof, self.needs_input = self._stream.eof, self._stream.needs_input
        return result


_available = {ZIP_STORED}


def _check_compression(method):
    """Raise if data cannot be compressed in this way."""
    if method in _available:
        return
    module = {ZIP_DEFLATED: "zlib", ZIP_BZIP2: "bz2", ZIP_LZMA: "lzma"}.get(method)
    if module is None:
        raise NotImplementedError("That compression method is not supported")
    try:
        __import__(module)
    except ImportError:
        raise RuntimeError(f"Compression requires the (missing) {module} module") from None
    _available.add(method)


def _packer(method, level):
    """A compressor, None for stored data."""
    match method:
        case 8:
            return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION if level is None else level, zlib.DEFLATED, -15)
        case 12:
            import bz2
            return bz2.BZ2Compressor(9 if level is None else level)
        case 14:
            return LZMACompressor()


def _unpacker(method):
    """A decompressor, None for stored data."""
    _check_compression(method)
    match method:
        case 8:
            return zlib._ZlibDecompressor(wbits=-15)
        case 12:
            import bz2
            return bz2.BZ2Decompressor()
        case 14:
            stream = LZMADecompressor()
            stream.decompress = stream._decompress
            return stream


# Records

_End = collections.namedtuple("_End", "directory size comment zip64 place")


def _find_end(file):
    """The record at the end of an archive, None if there is none."""
    file.seek(0, os.SEEK_END)
    length = file.tell()
    # The record has a comment behind it; without one, which is the rule, it is the end of the file.
    for reach in (sizeEndCentDir, sizeEndCentDir + ZIP_MAX_COMMENT + 1):
        start = max(length - reach, 0)
        file.seek(start)
        tail = file.read(reach)
        at = tail.rfind(stringEndArchive)
        if reach == sizeEndCentDir:
            if at != 0 or len(tail) != sizeEndCentDir or tail[-2:] != b"\0\0":
                continue
        if at < 0 or len(tail) - at < sizeEndCentDir:
            return None
        *_, size, directory, comment = struct.unpack_from(structEndArchive, tail, at)
        comment = tail[at + sizeEndCentDir:][:comment]
        place = start + at
        return _find_end64(file, place, comment) or _End(directory, size, comment, False, place)


def _find_end64(file, place, comment):
    """The zip64 record in front of the record at place, None if there is none."""
    if (start := place - sizeEndCentDir64Locator) < 0:
        return None
    file.seek(start)
    locator = file.read(sizeEndCentDir64Locator)
    if len(locator) != sizeEndCentDir64Locator or not locator.startswith(stringEndArchive64Locator):
        return None
    _, disk, _, disks = struct.unpack(structEndArchive64Locator, locator)
    if disk or disks > 1:
        raise BadZipFile("zipfiles that span multiple disks are not supported")
    if start < sizeEndCentDir64:
        return None
    file.seek(start - sizeEndCentDir64)
    record = file.read(sizeEndCentDir64)
    if len(record) != sizeEndCentDir64 or not record.startswith(stringEndArchive64):
        return None
    *_, size, directory = struct.unpack(structEndArchive64, record)
    return _End(directory, size, comment, True, place)


def is_zipfile(filename):
    """Whether a file (its name, or an open one) is a ZIP archive."""
    try:
        if hasattr(filename, "read"):
            return _find_end(filename) is not None
        with io.open(filename, "rb") as file:
            return _find_end(file) is not None
    except (OSError, BadZipFile):
        return False


def _fields(extra):
    """The fields of extra data: (number, content, whole field); number is None for bytes that are no field."""
    while len(extra) >= 4:
        number, size = struct.unpack_from("<HH", extra)
        whole, extra = extra[:size + 4], extra[size + 4:]
        yield number, whole[4:], whole, size
    if extra:
        yield None, b"", extra, 0


def _dos_time(date_time):
    """The time and the date as two numbers."""
    year, month, day, hour, minute, second = date_time[:6]
    return hour << 11 | minute << 5 | second // 2, year - 1980 << 9 | month << 5 | day


class ZipInfo:
    """A member: its name, dates, sizes, how it is compressed."""

    __slots__ = ("orig_filename", "filename", "date_time", "compress_type", "compress_level", "comment", "extra", "create_system",
                 "create_version", "extract_version", "reserved", "flag_bits", "volume", "internal_attr", "external_attr",
                 "header_offset", "CRC", "compress_size", "file_size", "_raw_time", "_end_offset")

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        if (nul := filename.find("\0")) >= 0:
            filename = filename[:nul]
        if os.sep != "/":
            filename = filename.replace(os.sep, "/")
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.filename, self.date_time = filename, date_time
        self.compress_type, self.compress_level = ZIP_STORED, None
        self.comment = self.extra = b""
        self.create_system = 0 if sys.platform == "win32" else 3
        self.create_version = self.extract_version = DEFAULT_VERSION
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self._end_offset = None

    @property
    def _compresslevel(self):
        return self.compress_level

    @_compresslevel.setter
    def _compresslevel(self, value):
        self.compress_level = value

    def __repr__(self):
        facts = [f"filename={self.filename!r}"]
        packed, mode, attributes = self.compress_type != ZIP_STORED, self.external_attr >> 16, self.external_attr & 0xffff
        content = not self.is_dir()
        if packed:
            facts.append(f"compress_type={compressor_names.get(self.compress_type, self.compress_type)}")
        if mode:
            facts.append(f"filemode={stat.filemode(mode)!r}")
        if attributes:
            facts.append(f"external_attr={attributes:#x}")
        if content or self.file_size:
            facts.append(f"file_size={self.file_size!r}")
        if (content or self.compress_size) and (packed or self.file_size != self.compress_size):
            facts.append(f"compress_size={self.compress_size!r}")
        return f"<{type(self).__name__} {' '.join(facts)}>"

    def _name_and_flags(self):
        """The name as it is written, and the flags that say how."""
        if self.filename.isascii():
            return self.filename.encode("ascii"), self.flag_bits
        return self.filename.encode("utf-8"), self.flag_bits | _UTF8

    def _needed(self, zip64):
        """The version that the member needs."""
        return max(ZIP64_VERSION if zip64 else 0, _VERSIONS.get(self.compress_type, 0))

    def FileHeader(self, zip64=None):
        """The local header; zip64: with its extra field or not, None if as needed."""
        crc, packed, size = (0, 0, 0) if self.flag_bits & _DESCRIPTOR else (self.CRC, self.compress_size, self.file_size)
        extra, big = self.extra, max(packed, size) > ZIP64_LIMIT
        if zip64 is None:
            zip64 = big
        if zip64:
            extra += struct.pack("<HHQQ", _FIELD_ZIP64, 16, size, packed)
            packed = size = _MAX32
        elif big:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        if (needed := self._needed(zip64)) > min(self.extract_version, self.create_version):
            self.extract_version, self.create_version = max(needed, self.extract_version), max(needed, self.create_version)
        name, flags = self._name_and_flags()
        header = _LOCAL.pack(stringFileHeader, self.extract_version, self.reserved, flags, self.compress_type,
                             *_dos_time(self.date_time), crc, packed, size, len(name), len(extra))
        return header + name + extra

    def _directory_entry(self):
        """The member's part of the directory."""
        wide, packed, size, place = [], self.compress_size, self.file_size, self.header_offset
        if max(packed, size) > ZIP64_LIMIT:
            wide += [size, packed]
            packed = size = _MAX32
        if place > ZIP64_LIMIT:
            wide.append(place)
            place = _MAX32
        extra = self.extra
        if wide:
            kept = b"".join(whole for number, _, whole, _ in _fields(extra) if number != _FIELD_ZIP64)
            extra = struct.pack(f"<HH{len(wide)}Q", _FIELD_ZIP64, 8 * len(wide), *wide) + kept
        needed = self._needed(wide)
        name, flags = self._name_and_flags()
        entry = _DIRECTORY.pack(stringCentralDir, max(needed, self.create_version), self.create_system,
                                max(needed, self.extract_version), self.reserved, flags, self.compress_type, *_dos_time(self.date_time),
                                self.CRC, packed, size, len(name), len(extra), len(self.comment), 0, self.internal_attr,
                                self.external_attr, place)
        return entry + name + extra + self.comment

    def _read_extra(self, name_crc):
        """Take from the extra fields the numbers that do not fit, and the name in Unicode."""
        for number, content, whole, size in _fields(self.extra):
            if len(content) < size:
                raise BadZipFile(f"Corrupt extra field {number:04x} (size={size})")
            if number == _FIELD_ZIP64:
                for attribute, marks, what in (("file_size", (_MAX32, _MAX32 << 32 | _MAX32), "File size"),
                                               ("compress_size", (_MAX32,), "Compress size"),
                                               ("header_offset", (_MAX32,), "Header offset")):
                    if getattr(self, attribute) in marks:
                        if len(content) < 8:
                            raise BadZipFile(f"Corrupt zip64 extra field. {what} not found.")
                        setattr(self, attribute, int.from_bytes(content[:8], "little"))
                        content = content[8:]
            elif number == _FIELD_UNICODE_NAME:
                try:
                    version, crc = struct.unpack("<BL", content[:5])
                    if version == 1 and crc == name_crc and (name := content[5:].decode("utf-8")):
                        self.filename = name.partition("\0")[0]
                    elif version == 1 and crc == name_crc:
                        import warnings
                        warnings.warn("Empty unicode path extra field (0x7075)", stacklevel=2)
                except struct.error as problem:
                    raise BadZipFile("Corrupt unicode path extra field (0x7075)") from problem
                except UnicodeDecodeError as problem:
                    raise BadZipFile("Corrupt unicode path extra field (0x7075): invalid utf-8 bytes") from problem

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """The member that a file or directory would become."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        found = os.stat(filename)
        directory = stat.S_ISDIR(found.st_mode)
        changed = time.localtime(found.st_mtime)[:6]
        if not strict_timestamps:
            changed = min(max(changed, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        name = os.path.normpath(os.path.splitdrive(filename if arcname is None else arcname)[1]).lstrip(os.sep + (os.altsep or ""))
        self = cls(name + "/" if directory else name, changed)
        self.external_attr = (found.st_mode & 0xffff) << 16
        if directory:
            self.external_attr |= 0x10
        else:
            self.file_size = found.st_size
        return self

    def is_dir(self):
        """Whether the member is a directory."""
        return self.filename.endswith("/") or bool(os.altsep) and self.filename.endswith((os.sep, os.altsep))


def _decrypter(password):
    """A function that decrypts data, piece after piece; the old, weak encryption of ZIP."""
    table = _crc_table()
    low, middle, high = 0x12345678, 0x23456789, 0x34567890

    def update(byte):
        nonlocal low, middle, high
        low = low >> 8 ^ table[(low ^ byte) & 0xff]
        middle = (middle + (low & 0xff)) * 134775813 + 1 & _MAX32
        high = high >> 8 ^ table[(high ^ middle >> 24) & 0xff]

    def decrypt(data):
        nonlocal low, middle, high
        result = bytearray()
        for byte in data:
            key = high | 2
            byte ^= key * (key ^ 1) >> 8 & 0xff
            low = low >> 8 ^ table[(low ^ byte) & 0xff]
            middle = (middle + (low & 0xff)) * 134775813 + 1 & _MAX32
            high = high >> 8 ^ table[(high ^ middle >> 24) & 0xff]
            result.append(byte)
        return bytes(result)
    for byte in password:
        update(byte)
    return decrypt


def _crc_table(table=[]):
    if not table:
        for crc in range(256):
            for _ in range(8):
                crc = crc >> 1 ^ (0xedb88320 if crc & 1 else 0)
            table.append(crc)
    return table


# Reading

class _Window:
    """A place in the archive's file from which a member is read, while others are read elsewhere."""

    def __init__(self, archive, place):
        self._archive, self._file, self._lock, self.place = archive, archive.fp, archive._lock, place
        self.seekable = self._file.seekable
        archive._users += 1

    def read(self, size):
        with self._lock:
            if self._archive._writing:
                raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                                 "Close the writing handle before trying to read.")
            self._file.seek(self.place)
            data = self._file.read(size)
            self.place = self._file.tell()
        return data

    def tell(self):
        return self.place

    def seek(self, place, whence=os.SEEK_SET):
        self.place = place + (self.place if whence == os.SEEK_CUR else 0)
        return self.place

    def close(self):
        if self._file is not None:
            file, self._file = self._file, None
            self._archive._release(file)


class _Unpacked(io.RawIOBase):
    """The raw stream of a member's content."""

    CHUNK = 32 * 1024

    def __init__(self, file, info, password):
        self._file, self._info, self._password = file, info, password
        self._start = file.tell() if hasattr(file, "tell") else None
        self._restart()

    def _restart(self):
        info = self._info
        self._stream = _unpacker(info.compress_type)
        self._packed_left, self._left, self._place = info.compress_size, info.file_size, 0
        self._crc, self._expected, self._done = 0, getattr(info, "CRC", None), False
        self._decrypt = None
        if self._password:
            self._decrypt = _decrypter(self._password)
            self._packed_left -= 12
            check = info._raw_time >> 8 & 0xff if info.flag_bits & _DESCRIPTOR else info.CRC >> 24 & 0xff
            if self._decrypt(self._file.read(12))[11:] != bytes([check]):
                raise RuntimeError(f"Bad password for file {info.orig_filename!r}")

    def readable(self):
        return True

    def seekable(self):
        try:
            return self._start is not None and self._file.seekable()
        except AttributeError:
            return False

    def tell(self):
        return self._place

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readall(self):
        data = self.read(1 << 20)
        if self._done:
            return data
        parts = [data]
        while data := self.read(1 << 20):
            parts.append(data)
        return b"".join(parts)

    def _packed(self, size):
        """The next bytes of the archive, at most so many of this member."""
        if (size := min(size, self._packed_left)) <= 0:
            return b""
        data = self._file.read(size)
        self._packed_left -= len(data)
        if not data:
            raise EOFError
        return self._decrypt(data) if self._decrypt else data

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        stream, data = self._stream, b""
        while not (data or self._done) and size:
            if stream is None:
                data = self._packed(size)
                self._done = self._packed_left <= 0
            else:
                packed = self._packed(self.CHUNK) if stream.needs_input else b""
                data = stream.decompress(packed, size)
                self._done = stream.eof or self._packed_left <= 0 and stream.needs_input
            data = data[:self._left]
            self._left -= len(data)
            self._place += len(data)
            self._done = self._done or self._left <= 0
            if self._expected is not None:
                self._crc = crc32(data, self._crc)
                if self._done and self._crc != self._expected:
                    raise BadZipFile(f"Bad CRC-32 for file {self._info.orig_filename!r}")
        return data

    def seek(self, place, whence=os.SEEK_SET):
        place += (0, self._place, self._info.file_size)[whence]
        if place == self._place:
            return place
        if self._info.compress_type == ZIP_STORED and not self._decrypt and place:
            # The checksum cannot be known any more.
            self._expected = None
            self._file.seek(self._start + place)
            self._packed_left, self._left, self._place = self._info.compress_size - place, self._info.file_size - place, place
            self._done = self._left <= 0
            return place
        if place < self._place:
            self._file.seek(self._start)
            self._restart()
        while self._place < place and self.read(min(place - self._place, 1 << 20)):
            pass
        return self._place


class ZipExtFile(io.BufferedIOBase):
    """The content of a member; ZipFile.open() gives it."""

    MAX_N = 1 << 30
    MIN_READ_SIZE = 4096
    MAX_SEEK_READ = 1 << 24
    _raw = _buffer = None

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._file, self._closes, self._info = fileobj, close_fileobj, zipinfo
        self.mode, self.name, self.newlines = mode, zipinfo.filename, None
        self._raw = _Unpacked(fileobj, zipinfo, pwd)

    def __repr__(self):
        if self._raw is None:
            return f"<{type(self).__module__}.{type(self).__qualname__} [closed]>"
        method = self._info.compress_type
        packed = f" compress_type={compressor_names.get(method, method)}" if method != ZIP_STORED else ""
        return f"<{type(self).__module__}.{type(self).__qualname__} name={self.name!r}{packed}>"

    def _open_buffer(self, what):
        if self._raw is None:
            raise ValueError(f"{what} closed file.")
        if self._buffer is None:
            self._buffer = io.BufferedReader(self._raw)
        return self._buffer

    def readable(self):
        self._open_buffer("I/O operation on")
        return True

    def seekable(self):
        self._open_buffer("I/O operation on")
        return self._raw.seekable()

    def read(self, n=-1):
        """Up to n bytes; all that are left if n is negative or None."""
        if (buffer := self._buffer) is None:
            if self._raw is not None and (n is None or n < 0):
                return self._raw.readall()
            buffer = self._open_buffer("read from")
        return buffer.read(n)

    def read1(self, n):
        """Up to n bytes with at most one read of the file."""
        buffer = self._open_buffer("read from")
        return buffer.read1(io.DEFAULT_BUFFER_SIZE if n is None or n < 0 else n)

    def readline(self, limit=-1):
        """A line of at most limit bytes."""
        if (buffer := self._buffer) is None:
            buffer = self._open_buffer("read from")
        return buffer.readline(limit)

    def peek(self, n=1):
        """Bytes that come next, without moving over them."""
        return self._open_buffer("read from").peek(n)

    def tell(self):
        """The place in the content."""
        buffer = self._open_buffer("tell on")
        if not self._raw.seekable():
            raise io.UnsupportedOperation("underlying stream is not seekable")
        return buffer.tell()

    def seek(self, offset, whence=os.SEEK_SET):
        """Move to a place; backwards means to read again from the beginning."""
        buffer = self._open_buffer("seek on")
        if not self._raw.seekable():
            raise io.UnsupportedOperation("underlying stream is not seekable")
        if whence == os.SEEK_CUR:
            offset += buffer.tell()
        elif whence == os.SEEK_END:
            offset += self._info.file_size
        elif whence != os.SEEK_SET:
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)")
        return buffer.seek(min(max(offset, 0), self._info.file_size))

    def close(self):
        if self._raw is not None:
            self._raw = self._buffer = None
            if self._closes:
                self._file.close()
        super().close()


# Writing

class _Telling:
    """A file that cannot say where it is; it counts."""

    def __init__(self, file):
        self._file, self._place = file, 0
        self.close = getattr(file, "close", None)

    def write(self, data):
        count = self._file.write(data)
        self._place += count
        return count

    def tell(self):
        return self._place

    def flush(self):
        self._file.flush()


class _Written(io.BufferedIOBase):
    """A member that is being written."""

    mode = "wb"

    def __init__(self, archive, info, zip64):
        self._archive, self._info, self._zip64, self.name = archive, info, zip64, info.filename
        self._packer = _packer(info.compress_type, info.compress_level)
        self._size = self._packed = self._crc = 0

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        size = len(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).nbytes
        self._size += size
        self._crc = crc32(data, self._crc)
        self._put(self._packer.compress(data) if self._packer else data, size)
        return size

    def _put(self, data, size):
        self._packed += len(data) if self._packer else size
        self._archive.fp.write(data)

    def close(self):
        if self.closed:
            return
        archive, info = self._archive, self._info
        try:
            super().close()
            if self._packer:
                self._put(self._packer.flush(), 0)
            info.compress_size, info.CRC, info.file_size = self._packed, self._crc, self._size
            if not self._zip64 and max(self._size, self._packed) > ZIP64_LIMIT:
                for size, what in ((self._size, "File"), (self._packed, "Compressed")):
                    if size > ZIP64_LIMIT:
                        raise RuntimeError(f"{what} size too large, try using force_zip64")
            if info.flag_bits & _DESCRIPTOR:
                form = "<LLQQ" if self._zip64 else "<LLLL"
                archive.fp.write(struct.pack(form, 0x08074b50, self._crc, self._packed, self._size))
                archive.start_dir = archive.fp.tell()
            else:
                archive.start_dir = archive.fp.tell()
                archive.fp.seek(info.header_offset)
                archive.fp.write(info.FileHeader(self._zip64))
                archive.fp.seek(archive.start_dir)
            archive._enter(info)
        finally:
            archive._writing = False


def _copy(source, target):
    while data := source.read(64 * 1024):
        target.write(data)


class ZipFile:
    """An archive: a file's name or an open file, to read ('r'), make ('w', 'x') or add to ('a').

    compression and compresslevel are for what is written. Without allowZip64,
    an archive that would need it is an error. strict_timestamps: times out of
    the format's years are errors, not moved into them. metadata_encoding: of
    names that do not say theirs."""

    fp = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *, strict_timestamps=True,
                 metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self.mode, self.compression, self.compresslevel, self.pwd, self.debug = mode, compression, compresslevel, None, 0
        self._allowZip64, self._strict_timestamps, self.metadata_encoding = allowZip64, strict_timestamps, metadata_encoding
        self.NameToInfo, self.filelist, self._comment = {}, [], b""
        self._didModify = self._writing = False
        if metadata_encoding and mode != "r":
            raise ValueError("metadata_encoding is only supported for reading files")
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        self._filePassed = not isinstance(file, (str, bytes))
        if self._filePassed:
            self.fp, self.filename = file, getattr(file, "name", None)
        else:
            self.fp, self.filename = self._open_file(file, mode), file
        self._users, self._lock, self._seekable = 1, RLock(), True
        try:
            if mode == "r":
                self._RealGetContents()
            elif mode == "a":
                self._start_adding()
            else:
                self._start_writing()
        except:
            file, self.fp = self.fp, None
            self._release(file)
            raise

    @staticmethod
    def _open_file(name, mode):
        """Open the archive's file, if it must be so that it can only be written."""
        ways = {"r": ["rb"], "w": ["w+b", "wb"], "x": ["x+b", "xb"], "a": ["r+b", "w+b", "wb"]}[mode]
        for way in ways[:-1]:
            try:
                return io.open(name, way)
            except OSError:
                pass
        return io.open(name, ways[-1])

    def _start_writing(self):
        self._didModify = True
        try:
            self.start_dir = self.fp.tell()
        except (AttributeError, OSError):
            self.fp, self.start_dir, self._seekable = _Telling(self.fp), 0, False
            return
        try:
            self.fp.seek(self.start_dir)
        except (AttributeError, OSError):
            self._seekable = False

    def _start_adding(self):
        try:
            self._RealGetContents()
            self.fp.seek(self.start_dir)
        except BadZipFile:
            # Not an archive: one begins behind what is there.
            self.fp.seek(0, os.SEEK_END)
            self._didModify = True
            self.start_dir = self.fp.tell()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        facts = ["[closed]"]
        if self.fp is not None:
            facts = [f"mode={self.mode!r}"]
            if self._filePassed:
                facts.insert(0, f"file={self.fp!r}")
            if self.filename is not None:
                facts.insert(-1, f"filename={self.filename!r}")
        return f"<{type(self).__module__}.{type(self).__qualname__} {' '.join(facts)}>"

    # The directory

    def _RealGetContents(self):
        """Read the directory."""
        file = self.fp
        try:
            end = _find_end(file)
        except OSError:
            end = None
        if end is None:
            raise BadZipFile("File is not a zip file")
        self._comment = end.comment
        # What stands in front of the archive, a program that extracts it for example.
        shift = end.place - end.size - end.directory - (sizeEndCentDir64 + sizeEndCentDir64Locator if end.zip64 else 0)
        self.start_dir = end.directory + shift
        if self.start_dir < 0:
            raise BadZipFile("Bad offset for central directory")
        file.seek(self.start_dir)
        data, at = file.read(end.size), 0
        while at < end.size:
            at = self._read_entry(data, at, shift)
        place = self.start_dir
        for info in sorted(self.filelist, key=lambda info: info.header_offset, reverse=True):
            info._end_offset, place = place, info.header_offset

    def _read_entry(self, data, at, shift):
        """Read the entry of the directory that starts there: where it ends."""
        if len(data) - at < sizeCentralDir:
            raise BadZipFile("Truncated central directory")
        (magic, create_version, system, extract_version, reserved, flags, method, clock, date, crc, packed, size, name_size,
         extra_size, comment_size, volume, internal, external, place) = _DIRECTORY.unpack_from(data, at)
        if magic != stringCentralDir:
            raise BadZipFile("Bad magic number for central directory")
        end = at + sizeCentralDir
        raw, extra, comment = (data[end:(end := end + length)] for length in (name_size, extra_size, comment_size))
        info = ZipInfo(raw.decode("utf-8" if flags & _UTF8 else self.metadata_encoding or "cp437"))
        info.extra, info.comment, info.header_offset = extra, comment, place
        info.create_version, info.create_system, info.extract_version, info.reserved = create_version, system, extract_version, reserved
        if extract_version > MAX_EXTRACT_VERSION:
            raise NotImplementedError(f"zip file version {extract_version / 10:.1f}")
        info.flag_bits, info.compress_type, info._raw_time = flags, method, clock
        info.CRC, info.compress_size, info.file_size = crc, packed, size
        info.volume, info.internal_attr, info.external_attr = volume, internal, external
        info.date_time = ((date >> 9) + 1980, date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
        info._read_extra(crc32(raw))
        info.header_offset += shift
        self._enter(info)
        return end

    def _enter(self, info):
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def namelist(self):
        """The names of the members."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """The ZipInfo objects of the members."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of the members."""
        print(f"{'File Name':46} {'Modified    ':>19} {'Size':>12}", file=file)
        for info in self.filelist:
            changed = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print(f"{info.filename:46} {changed} {info.file_size:12}", file=file)

    def testzip(self):
        """Read everything: the name of the first damaged member, or None."""
        for info in self.filelist:
            try:
                with self.open(info.filename, "r") as file:
                    while file.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename

    def getinfo(self, name):
        """The ZipInfo of a member; KeyError if there is none."""
        if (info := self.NameToInfo.get(name)) is None:
            raise KeyError(f"There is no item named {name!r} in the archive")
        return info

    def setpassword(self, pwd):
        """The password for encrypted members."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        self.pwd = pwd or None

    @property
    def comment(self):
        """The comment of the archive, bytes."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment).__name__}")
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn(f"Archive comment is too long; truncating to {ZIP_MAX_COMMENT} bytes", stacklevel=2)
        self._comment, self._didModify = comment[:ZIP_MAX_COMMENT], True

    # Reading and extracting

    def read(self, name, pwd=None):
        """The content of a member."""
        with self.open(name, "r", pwd) as file:
            return file.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """A member as a binary file, to read ('r') or write ('w').

        force_zip64: when writing, expect more than 2 GiB."""
        writing = mode == "w"
        if not writing and mode != "r":
            raise ValueError('open() requires mode "r" or "w"')
        if writing and pwd:
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        info = name
        if not isinstance(name, ZipInfo):
            info = self._new_info(name) if writing else self.getinfo(name)
        if writing:
            return self._open_to_write(info, force_zip64=force_zip64)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before trying to read.")
        window = _Window(self, self._find_data(info))
        try:
            return ZipExtFile(window, "rb", info, self._password(name, info, pwd), True)
        except:
            window.close()
            raise

    def _new_info(self, name):
        info = ZipInfo(name)
        info.compress_type, info.compress_level = self.compression, self.compresslevel
        return info

    def _find_data(self, info):
        """Where the data of a member start; its local header must agree with the directory."""
        with self._lock:
            self.fp.seek(info.header_offset)
            if len(header := self.fp.read(sizeFileHeader)) != sizeFileHeader:
                raise BadZipFile("Truncated file header")
            magic, _, _, flags, *_, name_size, extra_size = _LOCAL.unpack(header)
            if magic != stringFileHeader:
                raise BadZipFile("Bad magic number for file header")
            name = self.fp.read(name_size)
        start = info.header_offset + sizeFileHeader + len(name) + extra_size
        for bit, what in ((_PATCHED, "compressed patched data (flag bit 5)"), (_STRONG, "strong encryption (flag bit 6)")):
            if info.flag_bits & bit:
                raise NotImplementedError(what)
        if name.decode("utf-8" if flags & _UTF8 else self.metadata_encoding or "cp437") != info.orig_filename:
            raise BadZipFile(f"File name in directory {info.orig_filename!r} and header {name!r} differ.")
        if info._end_offset is not None and start + info.compress_size > info._end_offset:
            raise BadZipFile(f"Overlapped entries: {info.orig_filename!r} (possible zip bomb)")
        return start

    def _password(self, name, info, pwd):
        """The password of a member, None for one that is not encrypted."""
        if not info.flag_bits & _ENCRYPTED:
            return None
        pwd = pwd or self.pwd
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        if not pwd:
            raise RuntimeError(f"File {name!r} is encrypted, password required for extraction")
        return pwd

    def extract(self, member, path=None, pwd=None):
        """Write a member into a directory (the current one): the file's name."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Write all members (or those named) into a directory."""
        for member in self.namelist() if members is None else members:
            self.extract(member, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        """Write a member below a path, never outside of it."""
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        name = info.filename.replace("/", os.sep)
        if os.altsep:
            name = name.replace(os.altsep, os.sep)
        parts = [part for part in os.path.splitdrive(name)[1].split(os.sep) if part not in ("", os.curdir, os.pardir)]
        if os.sep == "\\":
            illegal = str.maketrans(dict.fromkeys(':<>|"?*', "_"))
            parts = [clean for part in parts if (clean := part.translate(illegal).rstrip(" ."))]
        if not parts and not info.is_dir():
            raise ValueError("Empty filename.")
        target = os.path.normpath(os.path.join(targetpath, *parts))
        if (parent := os.path.dirname(target)) and not os.path.exists(parent):
            os.makedirs(parent, exist_ok=True)
        if info.is_dir():
            try:
                os.mkdir(target)
            except FileExistsError:
                if not os.path.isdir(target):
                    raise
            return target
        with self.open(member, pwd=pwd) as source, io.open(target, "wb") as file:
            _copy(source, file)
        return target

    # Writing

    def _writable(self, end=""):
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError(f"Can't write to ZIP archive while an open writing handle exists{end}")

    def _writecheck(self, zinfo):
        """Whether a member can be added."""
        if zinfo.filename in self.NameToInfo:
            import warnings
            warnings.warn(f"Duplicate name: {zinfo.filename!r}", stacklevel=3)
        if self.mode == "r":
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        _check_compression(zinfo.compress_type)
        if not self._allowZip64:
            self._require_zip64((len(self.filelist) >= ZIP_FILECOUNT_LIMIT, "Files count"),
                                (zinfo.file_size > ZIP64_LIMIT, "Filesize"), (zinfo.header_offset > ZIP64_LIMIT, "Zipfile size"))

    def _require_zip64(self, *reasons):
        """Whether one of the reasons for zip64 holds; LargeZipFile if it must not be."""
        for holds, what in reasons:
            if holds:
                if not self._allowZip64:
                    raise LargeZipFile(f"{what} would require ZIP64 extensions")
                return True
        return False

    def _place(self, info):
        """Go to where the next member is written, which is this one."""
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()

    def _open_to_write(self, zinfo, force_zip64=False):
        """Begin a member."""
        if force_zip64 and not self._allowZip64:
            raise ValueError("force_zip64 is True, but allowZip64 was False when opening the ZIP file.")
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                             "Close the first handle before opening another.")
        zinfo.compress_size = zinfo.CRC = 0
        zinfo.flag_bits = (_LZMA_MARK if zinfo.compress_type == ZIP_LZMA else 0) | (0 if self._seekable else _DESCRIPTOR)
        zinfo.external_attr = zinfo.external_attr or 0o600 << 16
        zip64 = force_zip64 or zinfo.file_size * 1.05 > ZIP64_LIMIT
        self._place(zinfo)
        self._writecheck(zinfo)
        self._didModify = True
        self.fp.write(zinfo.FileHeader(zip64))
        self._writing = True
        return _Written(self, zinfo, zip64)

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Add a file or directory, under its own name or arcname."""
        self._writable()
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            info.compress_size = info.CRC = 0
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, "rb") as source, self.open(info, "w") as target:
            _copy(source, target)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Add a member with this content (str is written in UTF-8)."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])
            info.compress_type, info.compress_level = self.compression, self.compresslevel
            info.external_attr = 0o40775 << 16 | 0x10 if info.filename.endswith("/") else 0o600 << 16
        self._writable(".")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self._lock, self.open(info, "w") as target:
            target.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=0o777):
        """Add a directory."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError("The given ZipInfo does not describe a directory")
        elif isinstance(zinfo_or_directory_name, str):
            info = ZipInfo(zinfo_or_directory_name.removesuffix("/") + "/")
            info.compress_size = info.CRC = info.file_size = 0
            info.external_attr = ((stat.S_IFDIR | mode) & 0xffff) << 16 | 0x10
        else:
            raise TypeError("Expected type str or ZipInfo")
        with self._lock:
            self._place(info)
            if info.compress_type == ZIP_LZMA:
                info.flag_bits |= _LZMA_MARK
            self._writecheck(info)
            self._didModify = True
            self._enter(info)
            self.fp.write(info.FileHeader(False))
            self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        """Write the directory if anything changed, and close."""
        if (file := self.fp) is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before closing the zip.")
        try:
            if self.mode != "r" and self._didModify:
                self._end()
        finally:
            self.fp = None
            self._release(file)

    def _end(self):
        with self._lock:
            if self._seekable:
                self.fp.seek(self.start_dir)
            self._write_end_record()

    def _write_end_record(self):
        """Write the directory and what comes behind it."""
        write = self.fp.write
        for info in self.filelist:
            write(info._directory_entry())
        count, place, end = len(self.filelist), self.start_dir, self.fp.tell()
        size = end - place
        if self._require_zip64((count > ZIP_FILECOUNT_LIMIT, "Files count"), (place > ZIP64_LIMIT, "Central directory offset"),
                               (size > ZIP64_LIMIT, "Central directory size")):
            write(struct.pack(structEndArchive64, stringEndArchive64, sizeEndCentDir64 - 12, ZIP64_VERSION, ZIP64_VERSION, 0, 0,
                              count, count, size, place))
            write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, end, 1))
            count, size, place = min(count, 0xffff), min(size, _MAX32), min(place, _MAX32)
        write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size, place, len(self._comment)))
        write(self._comment)
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def _release(self, file):
        """One user of the file less; the last one closes it."""
        self._users -= 1
        if not self._users and not self._filePassed:
            file.close()


class PyZipFile(ZipFile):
    """An archive of Python modules and packages."""

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, optimize=-1):
        super().__init__(file, mode, compression, allowZip64)
        self._optimize = optimize

    def writepy(self, pathname, basename="", filterfunc=None):
        """Add a compiled module, or those of a package or directory; a module that cannot be compiled as it is.

        filterfunc is asked for each path; false leaves it out."""
        pathname = os.fspath(pathname)

        def wanted(path):
            if filterfunc and not filterfunc(path):
                self._tell(f"{'path' if os.path.isdir(path) else 'file'} {path!r} skipped by filterfunc")
                return False
            return True

        def add(path, label="Adding"):
            compiled = self._compiled(path)
            stem, _ = os.path.splitext(os.path.basename(path))
            name = os.path.join(basename, stem + os.path.splitext(compiled)[1])
            self._tell(label, name)
            self.write(compiled, name)
        if not wanted(pathname):
            return
        if not os.path.isdir(pathname):
            if not pathname.endswith(".py"):
                raise RuntimeError('Files added with writepy() must end with ".py"')
            add(pathname, "Adding file")
            return
        package = os.path.isfile(start := os.path.join(pathname, "__init__.py"))
        if package:
            basename = os.path.join(basename, os.path.basename(pathname))
            self._tell("Adding package in", pathname, "as", basename)
            add(start)
        else:
            self._tell("Adding files from directory", pathname)
        for entry in sorted(os.listdir(pathname)):
            path = os.path.join(pathname, entry)
            if package and os.path.isdir(path) and os.path.isfile(os.path.join(path, "__init__.py")):
                self.writepy(path, basename, filterfunc)
            elif entry.endswith(".py") and not (package and entry == "__init__.py") and not os.path.isdir(path) and wanted(path):
                add(path)

    def _tell(self, *words):
        if self.debug:
            print(*words)

    def _compiled(self, path):
        """The file with a module's code, made if it is missing or old; the source itself if it cannot be compiled."""
        import py_compile
        from importlib.util import cache_from_source
        if (level := self._optimize) not in (-1, 0, 1, 2):
            raise ValueError(f"invalid value for 'optimize': {level!r}")
        levels = ("", 1, 2) if level < 0 else (level or "",)
        places = [path + "c"] * (level < 0) + [cache_from_source(path, optimization=level) for level in levels]
        changed = os.stat(path).st_mtime
        for place in places:
            if os.path.isfile(place) and os.stat(place).st_mtime >= changed:
                return place
        self._tell("Compiling", path)
        try:
            return py_compile.compile(path, doraise=True, optimize=level)
        except py_compile.PyCompileError as problem:
            print(problem.msg)
            return path


def main(args=None):
    """The command line: list, test, create and extract archives."""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command-line interface for zipfile module.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("-l", "--list", metavar="<zipfile>", help="Show listing of a zipfile")
    action.add_argument("-e", "--extract", nargs=2, metavar=("<zipfile>", "<output_dir>"), help="Extract zipfile into target dir")
    action.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"), help="Create zipfile from sources")
    action.add_argument("-t", "--test", metavar="<zipfile>", help="Test if a zipfile is valid")
    parser.add_argument("--metadata-encoding", metavar="<encoding>", help="Specify encoding of member names for -l, -e and -t")
    args = parser.parse_args(args)
    encoding = args.metadata_encoding
    if args.create is not None:
        if encoding:
            print("Non-conforming encodings not supported with -c.", file=sys.stderr)
            sys.exit(1)
        name, *files = args.create
        with ZipFile(name, "w") as archive:
            for path in files:
                _add_tree(archive, path, os.path.basename(path) or os.path.basename(os.path.dirname(path)))
        return
    source = args.test or args.list or args.extract[0]
    with ZipFile(source, "r", metadata_encoding=encoding) as archive:
        if args.test is not None:
            if damaged := archive.testzip():
                print(f"The following enclosed file is corrupted: {damaged!r}")
            print("Done testing")
        elif args.list is not None:
            archive.printdir()
        else:
            archive.extractall(args.extract[1])


def _add_tree(archive, path, name):
    """Add a file, or a directory with all that is in it."""
    if name in (os.curdir, os.pardir):
        name = ""
    if os.path.isfile(path):
        archive.write(path, name, ZIP_DEFLATED)
    elif os.path.isdir(path):
        if name:
            archive.write(path, name)
        for entry in sorted(os.listdir(path)):
            _add_tree(archive, os.path.join(path, entry), os.path.join(name, entry))


from ._path import CompleteDirs, Path
