"""The bytes of tar archives: compressed streams without going back, and members' content. Part of tarfile."""
import io
import sys

from _tarfile_headers import BLOCKSIZE, RECORDSIZE, CompressionError, ReadError, StreamError

__name__ = "tarfile"  # what users import it from


# Streams: what "r|gz" and "w|gz" read and write

class _Forward:
    """The bytes of an iterator of blocks, read without ever going back."""

    def __init__(self, blocks, close=lambda: None):
        self._blocks, self.close = blocks, close
        self._block, self._at, self._position = b"", 0, 0

    def read(self, size=-1):
        parts = []
        wanted = size if size >= 0 else sys.maxsize
        while wanted:
            if self._at >= len(self._block):
                self._block, self._at = next(self._blocks, b""), 0
                if not self._block:
                    break
            parts.append(part := self._block[self._at:self._at + wanted])
            self._at += len(part)
            wanted -= len(part)
        data = parts[0] if len(parts) == 1 else b"".join(parts)
        self._position += len(data)
        return data

    def rest(self):
        """What of the current block has not been read, then the blocks behind it."""
        yield self._block[self._at:]
        yield from self._blocks

    def tell(self):
        return self._position

    def seek(self, position):
        if position < self._position:
            raise StreamError("seeking backwards is not allowed")
        while (gap := position - self._position) > 0 and self.read(min(gap, RECORDSIZE)):
            pass
        return self._position


class _Blocked:
    """A file that is written in blocks of one size."""

    def __init__(self, file, size):
        self._file, self._size, self._pending, self._position = file, size, bytearray(), 0

    def write(self, data):
        self._pending += data
        self._position += len(data)
        whole = len(self._pending) // self._size * self._size
        for start in range(0, whole, self._size):
            self._file.write(bytes(self._pending[start:start + self._size]))
        del self._pending[:whole]
        return len(data)

    def tell(self):
        return self._position

    def flush(self):
        pass

    def close(self):
        if self._pending:
            self._file.write(bytes(self._pending))
            self._pending.clear()


def _kind(start):
    """The compression of data with that start."""
    if start.startswith(b"\x1f\x8b\x08"):
        return "gz"
    if start.startswith(b"BZh") and start[4:10] == b"1AY&SY":
        return "bz2"
    return "xz" if start.startswith((b"\x5d\0\0\x80", b"\xfd7zXZ")) else "tar"


def _compression(module):
    """The module of a compression."""
    try:
        return __import__(module)
    except ImportError:
        raise CompressionError(f"{module} module is not available") from None


def _unpacked(blocks, kind):
    """The data in compressed blocks; nothing behind the end of the first stream is looked at."""
    match kind:
        case "gz":
            gzip, zlib = _compression("gzip"), _compression("zlib")
            start = _Forward(blocks)
            if (head := start.read(4))[:2] != b"\x1f\x8b":
                raise ReadError("not a gzip file")
            if head[2:3] != b"\x08":
                raise CompressionError("unsupported compression method")
            try:
                gzip._skip_header_fields(start, head[3])
            except EOFError:
                return
            blocks, unpacker, damage = start.rest(), zlib.decompressobj(-zlib.MAX_WBITS), zlib.error
        case "bz2":
            unpacker, damage = _compression("bz2").BZ2Decompressor(), OSError
        case "xz":
            lzma = _compression("lzma")
            unpacker, damage = lzma.LZMADecompressor(), lzma.LZMAError
    for block in blocks:
        try:
            data = unpacker.decompress(block)
        except damage as error:
            raise ReadError("invalid compressed data") from error
        if data:
            yield data
        if unpacker.eof:
            return


def _reading_stream(file, kind, bufsize, close):
    blocks = iter(lambda: file.read(bufsize), b"")
    if kind == "*":
        start = file.read(BLOCKSIZE)
        kind, later = _kind(start), blocks
        blocks = (block for part in ([start] if start else [], later) for block in part)
    return _Forward(_unpacked(blocks, kind) if kind in ("gz", "bz2", "xz") else blocks, close)


def _writing_stream(name, file, kind, bufsize, compresslevel, close):
    sink = _Blocked(file, bufsize)
    match kind:
        case "gz":
            packer = _compression("gzip").GzipFile(name or "", "wb", compresslevel, sink)
        case "bz2":
            packer = _compression("bz2").BZ2File(sink, "wb", compresslevel=compresslevel)
        case "xz":
            packer = _compression("lzma").LZMAFile(sink, "wb")
        case _:
            return _Chain(sink, [sink.close, close])
    return _Chain(packer, [packer.close, sink.close, close])


class _Chain:
    """A file whose closing takes several steps."""

    def __init__(self, file, steps):
        self.write, self.tell, self._steps = file.write, file.tell, steps

    def close(self):
        while self._steps:
            self._steps.pop(0)()


# The content of members

def _extents(tarinfo):
    """The parts of a member's content: (start, end, place in the archive), None as the place of a hole."""
    if tarinfo.sparse is None:
        return [(0, tarinfo.size, tarinfo.offset_data)]
    parts, done, place = [], 0, tarinfo.offset_data
    for offset, length in tarinfo.sparse:
        if offset > done:
            parts.append((done, offset, None))
        if length > 0 <= offset:
            parts.append((offset, offset + length, place))
            done = offset + length
        place += max(length, 0)
    return [*parts, (done, tarinfo.size, None)]


class _Content(io.RawIOBase):
    """A member's content, read where it stands in the archive."""

    mode = "rb"

    def __init__(self, file, tarinfo):
        self._file, self.name, self._size, self._parts, self._position = file, tarinfo.name, tarinfo.size, _extents(tarinfo), 0

    def readable(self):
        return True

    def seekable(self):
        return getattr(self._file, "seekable", lambda: True)()

    def tell(self):
        return self._position

    def seek(self, position, whence=io.SEEK_SET):
        if whence not in (io.SEEK_SET, io.SEEK_CUR, io.SEEK_END):
            raise ValueError("Invalid argument")
        base = (0, self._position, self._size)[whence]
        self._position = min(max(base + position, 0), self._size)
        return self._position

    def read(self, size=-1):
        left = self._size - self._position
        wanted = left if size is None or size < 0 else min(size, left)
        pieces = []
        for start, end, place in self._parts:
            if wanted <= 0:
                break
            if start <= self._position < end:
                part = min(wanted, end - self._position)
                if place is None:
                    data = bytes(part)
                else:
                    self._file.seek(place + self._position - start)
                    data = self._file.read(part)
                if len(data) < part:
                    raise ReadError("unexpected end of data")
                pieces.append(data)
                self._position += part
                wanted -= part
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readall(self):
        return self.read()


class ExFileObject(io.BufferedReader):
    """The content of a member; TarFile.extractfile() gives it."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_Content(tarfile.fileobj, tarinfo))
