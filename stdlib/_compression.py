"""What the file classes of gzip, bz2 and lzma share."""
import io

BUFFER_SIZE = io.DEFAULT_BUFFER_SIZE
_CUT = "Compressed file ended before the end-of-stream marker was reached"


class Source:
    """The compressed bytes of a file; what was read too much can be given back."""

    def __init__(self, file, chunk=BUFFER_SIZE):
        self.file, self.chunk, self.ahead = file, chunk, b""

    def some(self):
        """The next bytes, as many as are convenient; none at the end."""
        if data := self.ahead:
            self.ahead = b""
            return data
        return self.file.read(self.chunk)

    def read(self, size):
        """Size bytes, fewer only at the end."""
        while len(self.ahead) < size and (data := self.file.read(max(size - len(self.ahead), self.chunk))):
            self.ahead += data
        data, self.ahead = self.ahead[:size], self.ahead[size:]
        return data


class DecompressReader(io.RawIOBase):
    """A raw stream of what a compressed file, a row of compressed streams, stands for.

    decomp_factory(**decomp_args) makes the decompressor of a stream. Data behind a stream for which the next one raises
    trailing_error at once are ignored. Subclasses say how a stream begins and ends."""

    def __init__(self, fp, decomp_factory, trailing_error=(), **decomp_args):
        self._source, self._make, self._damage, self._options = Source(fp), decomp_factory, trailing_error, decomp_args
        self._start()

    def _start(self):
        self._stream, self._streams, self._place, self._end = None, 0, 0, None

    def _begin(self):
        """Begin the next stream: its decompressor, None if there is no other."""
        if not (data := self._source.some()):
            if not self._streams:
                raise EOFError(_CUT)
            return None
        self._source.ahead = data
        return self._make(**self._options)

    def _finish(self, stream):
        """A stream is complete; the source goes on behind it."""

    def readable(self):
        return True

    def seekable(self):
        return self._source.file.seekable()

    def close(self):
        self._stream = None
        super().close()

    def readinto(self, b):
        with memoryview(b) as whole, whole.cast("B") as view:
            data = self.read(len(view))
            view[:len(data)] = data
        return len(data)

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        while size and self._end is None:
            fresh = self._stream is None
            if fresh:
                if (stream := self._begin()) is None:
                    self._end = self._place
                    break
                self._stream = stream
                self._streams += 1
            elif (stream := self._stream).eof:
                self._source.ahead = stream.unused_data + self._source.ahead
                self._finish(stream)
                self._stream = None
                continue
            if stream.needs_input:
                if not (data := self._source.some()):
                    raise EOFError(_CUT)
            else:
                data = b""
            try:
                result = stream.decompress(data, size)
            except self._damage:
                if not fresh or self._streams == 1:
                    raise
                self._end = self._place
                break
            if result:
                self._place += len(result)
                return result
        return b""

    def readall(self):
        return b"".join(iter(lambda: self.read(1 << 20), b""))

    def seek(self, offset, whence=io.SEEK_SET):
        match whence:
            case io.SEEK_CUR:
                offset += self._place
            case io.SEEK_END:
                while self.read(BUFFER_SIZE):
                    pass
                offset += self._end
            case io.SEEK_SET:
                pass
            case _:
                raise ValueError(f"Invalid value for whence: {whence}")
        if offset < self._place:
            self._source.file.seek(0)
            self._source.ahead = b""
            self._start()
        while self._place < offset and self.read(min(BUFFER_SIZE, offset - self._place)):
            pass
        return self._place

    def tell(self):
        return self._place


class BaseStream(io.BufferedIOBase):
    """A compressed file: a class calls _open(), which sets _fp, then either _buffer (reading) or _packer (writing)."""

    _fp = _buffer = _packer = None
    _owned = False
    _place = 0

    def _open(self, file, mode, modes):
        """Take a file, or open that of a name; whether it is for reading."""
        if mode not in modes:
            raise ValueError(f"Invalid mode: {mode!r}")
        import os
        letter = (mode or "r")[0]
        if isinstance(file, (str, bytes, os.PathLike)):
            self._fp, self._owned = open(file, letter + "b"), True
        elif hasattr(file, "read") or hasattr(file, "write"):
            self._fp = file
        else:
            raise TypeError("filename must be a str, bytes, file or PathLike object")
        return letter == "r"

    def _check_not_closed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _reader(self, method):
        """The buffer to read from."""
        if self._buffer is None:
            self._check_not_closed()
            self._refuse(method, "reading")
        return self._buffer

    def _refuse(self, method, purpose):
        """Raise for a method that needs a file open for another purpose."""
        raise io.UnsupportedOperation(f"File not open for {purpose}")

    @property
    def closed(self):
        """Whether the file is closed."""
        return self._fp is None

    def close(self):
        """Write what is left and close."""
        if (file := self._fp) is None:
            return
        owned, buffer, packer = self._owned, self._buffer, self._packer
        try:
            if buffer is not None:
                buffer.close()
            if packer is not None:
                file.write(packer.flush())
        finally:
            self._fp = self._buffer = self._packer = None
            if owned:
                file.close()

    def fileno(self):
        """The descriptor of the compressed file."""
        self._check_not_closed()
        return self._fp.fileno()

    def readable(self):
        self._check_not_closed()
        return self._buffer is not None

    def writable(self):
        self._check_not_closed()
        return self._packer is not None

    def seekable(self):
        return self.readable() and self._buffer.seekable()

    def peek(self, n=0):
        """Bytes that come next, without moving over them."""
        return self._reader("peek").peek(n)

    def read(self, size=-1):
        """Up to size bytes; all of them if it is negative."""
        return self._reader("read").read(size)

    def read1(self, size=-1):
        """Up to size bytes, without reading more than needed from the file."""
        return self._reader("read1").read1(size if size >= 0 else BUFFER_SIZE)

    def readline(self, size=-1):
        """A line of at most size bytes."""
        return self._reader("readline").readline(size)

    def write(self, data):
        """Write bytes; how many of them."""
        if self._packer is None:
            self._check_not_closed()
            self._refuse("write", "writing")
        length = len(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).nbytes
        self._fp.write(self._packer.compress(data))
        self._place += length
        return length

    def seek(self, offset, whence=io.SEEK_SET):
        """Move to a place of the uncompressed data."""
        if not self.readable():
            raise io.UnsupportedOperation("Seeking is only supported on files open for reading")
        if not self._buffer.seekable():
            raise io.UnsupportedOperation("The underlying file object does not support seeking")
        return self._buffer.seek(offset, whence)

    def tell(self):
        """The place in the uncompressed data."""
        self._check_not_closed()
        return self._place if self._buffer is None else self._buffer.tell()


def _name(self):
    """The name of the compressed file."""
    self._check_not_closed()
    return self._fp.name


name = property(_name)
mode = property(lambda self: self._mode, doc="rb or wb.")


def opened(make, mode, encoding, errors, newline):
    """The file of make(mode), in text mode if mode has a "t"."""
    if "t" not in mode:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument {name!r} not supported in binary mode")
        return make(mode)
    if "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    file = make(mode.replace("t", ""))
    return io.TextIOWrapper(file, io.text_encoding(encoding, 3), errors, newline)


def unpacked(data, make, damage, truncated):
    """What the streams in data stand for; damage behind the first one ends them."""
    parts = []
    while data or not parts:
        stream = make()
        try:
            parts.append(stream.decompress(data))
        except damage:
            if parts:
                break
            raise
        if not stream.eof:
            raise truncated("Compressed data ended before the end-of-stream marker was reached")
        data = stream.unused_data
    return parts[0] if len(parts) == 1 else b"".join(parts)
