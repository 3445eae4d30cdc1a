"""The data of members of ZIP archives: compression, encryption, streams that read and write them."""
import binascii
import io
import os
import struct
import zipfile

from ._records import (BadZipFile, compressor_names, ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, _DESCRIPTOR,
                       _MAX32)

try:
    import zlib
    crc32 = zlib.crc32
except ImportError:
    zlib = None
    crc32 = binascii.crc32

__name__ = "zipfile"


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


# Encryption

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
            self._update_crc(data)
        return data

    def _update_crc(self, newdata):
        """Take what was unpacked into account; at the end the checksum must be right."""
        if self._expected is not None:
            self._crc = crc32(newdata, self._crc)
            if self._done and self._crc != self._expected:
                raise BadZipFile(f"Bad CRC-32 for file {self._info.orig_filename!r}")

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

    # Tools that check more than CPython's does put a function of theirs in its place.
    @property
    def _update_crc(self):
        return self._raw._update_crc

    @_update_crc.setter
    def _update_crc(self, function):
        self._raw._update_crc = function

    @property
    def _eof(self):
        return self._raw._done

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
            if not self._zip64 and max(self._size, self._packed) > zipfile.ZIP64_LIMIT:
                for size, what in ((self._size, "File"), (self._packed, "Compressed")):
                    if size > zipfile.ZIP64_LIMIT:
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
