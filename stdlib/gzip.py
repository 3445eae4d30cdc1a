"""Gzip files, read and written like others; and gzip data in memory.

A file is a row of members: a header, deflated data, their CRC and length (RFC 1952)."""
import _compression
import builtins
import errno
import io
import os
import struct
import sys
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = (1 << bit for bit in range(5))
READ, WRITE = "rb", "wb"
READ_BUFFER_SIZE = 128 * 1024
_WRITE_BUFFER_SIZE = 4 * io.DEFAULT_BUFFER_SIZE
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9
_SPEEDS = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}

_CUT_SHORT = "Compressed file ended before the end-of-stream marker was reached"


class BadGzipFile(OSError):
    """Data that is not gzip's."""


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """Open a gzip file: by its name, or inside an open binary file.

    mode is that of the builtin open(), for bytes unless it has a "t"."""
    def make(mode):
        if isinstance(filename, (str, bytes, os.PathLike)):
            return GzipFile(filename, mode, compresslevel)
        if hasattr(filename, "read") or hasattr(filename, "write"):
            return GzipFile(None, mode, compresslevel, filename)
        raise TypeError("filename must be a str or bytes object, or a file")
    return _compression.opened(make, mode, encoding, errors, newline)


def write32u(output, value):
    """Write a number as four bytes, the lowest first."""
    output.write(value.to_bytes(4, "little"))


def _header(name, speed, mtime):
    """The header of a member, for a file of that name; speed is 2 for the best compression, 4 for the fastest, 0 else."""
    try:
        text = os.path.basename(name)
        text = (text if isinstance(text, bytes) else text.encode("latin-1")).removesuffix(b".gz")
    except UnicodeEncodeError:
        text = b""
    start = struct.pack("<4BLBB", 0x1f, 0x8b, 8, FNAME if text else 0, int(time.time() if mtime is None else mtime), speed, 255)
    return start + text + b"\0" if text else start


def _exactly(source, size):
    if len(data := source.read(size)) < size:
        raise EOFError(_CUT_SHORT)
    return data


def _skip_header_fields(source, flags):
    """Read a header behind its flags; the time in it."""
    mtime = int.from_bytes(_exactly(source, 6)[:4], "little")
    if flags & FEXTRA:
        _exactly(source, int.from_bytes(_exactly(source, 2), "little"))
    for text in (FNAME, FCOMMENT):
        while flags & text and _exactly(source, 1) != b"\0":
            pass
    if flags & FHCRC:
        _exactly(source, 2)
    return mtime


def _read_gzip_header(fp):
    """Read a header; the time in it, None at the end of the file."""
    if not (magic := fp.read(2)):
        return None
    if magic != b"\x1f\x8b":
        raise BadGzipFile(f"Not a gzipped file ({magic!r})")
    method, flags = _exactly(fp, 2)
    if method != 8:
        raise BadGzipFile("Unknown compression method")
    return _skip_header_fields(fp, flags)


class _GzipReader(_compression.DecompressReader):
    """What the members of a gzip file stand for."""

    mtime = None

    def __init__(self, fp):
        super().__init__(fp, zlib._ZlibDecompressor, wbits=-zlib.MAX_WBITS)
        self._source.chunk = READ_BUFFER_SIZE

    def seekable(self):
        return True

    def _begin(self):
        source = self._source
        if self._streams:
            while source.ahead or (data := source.some()):
                source.ahead = (source.ahead or data).lstrip(b"\0")
                if source.ahead:
                    break
        if (mtime := _read_gzip_header(source)) is None:
            return None
        self.mtime, self._crc, self._first = mtime, 0, self._place
        return self._make(**self._options)

    def read(self, size=-1):
        data = super().read(size)
        if size is not None and size > 0:
            self._crc = zlib.crc32(data, self._crc) if data else 0
        return data

    def _finish(self, stream):
        crc, length = struct.unpack("<LL", _exactly(self._source, 8))
        if crc != self._crc:
            raise BadGzipFile(f"CRC check failed {crc:#x} != {self._crc:#x}")
        if length != (self._place - self._first) & 0xffffffff:
            raise BadGzipFile("Incorrect length of data produced")


class _Deflating(io.RawIOBase):
    """The writing end of a gzip file: what comes in is counted, compressed and written."""

    def __init__(self, file, packer):
        self._file, self._packer, self.crc, self.length = file, packer, 0, 0

    def writable(self):
        return True

    def write(self, data):
        with memoryview(data) as view:
            self.crc = zlib.crc32(view, self.crc)
            self.length += view.nbytes
            self._file.write(self._packer.compress(view))
            return view.nbytes


class GzipFile(_compression.BaseStream):
    """A gzip file as a binary stream; only without text mode."""

    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        if mode and "b" not in mode:
            mode += "b"
        if fileobj is None:
            fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
        try:
            if filename is None:
                filename = getattr(fileobj, "name", "")
                if not isinstance(filename, (str, bytes)):
                    filename = ""
            else:
                filename = os.fspath(filename)
            if mode is None:
                mode = getattr(fileobj, "mode", "rb")
                if not mode.startswith("r"):
                    import warnings
                    warnings.warn("GzipFile was opened for writing, but this will change in future Python releases.  "
                                  "Specify the mode argument for opening it for writing.", FutureWarning, 2)
            self.name = filename
            if mode.startswith("r"):
                self.mode, self._raw = READ, _GzipReader(fileobj)
                self._buffer = io.BufferedReader(self._raw)
            elif mode.startswith(("w", "a", "x")):
                self.mode = WRITE
                packer = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
                self._packer = io.BufferedWriter(_Deflating(fileobj, packer), _WRITE_BUFFER_SIZE)
                self._raw = self._packer.raw
                fileobj.write(_header(filename, _SPEEDS.get(compresslevel, 0), mtime))
            else:
                raise ValueError(f"Invalid mode: {mode!r}")
            self._fp = self.fileobj = fileobj
        except:
            self._close_own()
            raise

    def __repr__(self):
        return f"<gzip {repr(self._fp)[1:-1]} {id(self):#x}>"

    @property
    def mtime(self):
        """The time in the header that was read last."""
        return self._raw.mtime

    def _refuse(self, method, purpose):
        only = "write" if purpose == "reading" else "read"
        raise OSError(errno.EBADF, f"{method}() on {only}-only GzipFile object")

    def _close_own(self):
        if file := self.myfileobj:
            self.myfileobj = None
            file.close()

    def close(self):
        """Write what is left and close; the file given to the constructor stays open."""
        if (file := self._fp) is None:
            return
        packer, buffer = self._packer, self._buffer
        try:
            if packer is not None:
                packer.flush()
                file.write(self._raw._packer.flush())
                write32u(file, self._raw.crc)
                write32u(file, self._raw.length & 0xffffffff)
            elif buffer is not None:
                buffer.close()
        finally:
            self._fp = self.fileobj = self._buffer = None
            self._close_own()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        """Write what is compressed so far."""
        self._check_not_closed()
        if self.mode == WRITE:
            self._packer.flush()
            self._fp.write(self._raw._packer.flush(zlib_mode))
            self._fp.flush()

    def fileno(self):
        """The descriptor of the compressed file."""
        return self.fileobj.fileno()

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def peek(self, n):
        """Bytes that come next, without moving over them."""
        return super().peek(n)

    def readline(self, size=-1):
        """A line of at most size bytes."""
        if self._buffer is None:
            self._check_not_closed()
            raise io.UnsupportedOperation("read")
        return self._buffer.readline(size)

    def write(self, data):
        """Write bytes; how many of them."""
        self._check_not_closed()
        if self._packer is None:
            self._refuse("write", "writing")
        return self._packer.write(data)

    def rewind(self):
        """Back to the beginning, when reading."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._reader("rewind").seek(0)

    def seek(self, offset, whence=io.SEEK_SET):
        """Move to a place of the uncompressed data; when writing, only forwards."""
        self._check_not_closed()
        if self.mode == READ:
            return self._buffer.seek(offset, whence)
        if whence not in (io.SEEK_SET, io.SEEK_CUR):
            raise ValueError("Seek from end not supported")
        gap = offset - (self.tell() if whence == io.SEEK_SET else 0)
        if gap < 0:
            raise OSError("Negative seek in write mode")
        for start in range(0, gap, _WRITE_BUFFER_SIZE):
            self.write(bytes(min(_WRITE_BUFFER_SIZE, gap - start)))
        return self._raw.length

    def tell(self):
        """The place in the uncompressed data."""
        self._check_not_closed()
        if self.mode == READ:
            return self._buffer.tell()
        self._packer.flush()
        return self._raw.length


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """Data as a gzip file in memory; mtime is the time in its header."""
    body = zlib.compress(data, compresslevel, -zlib.MAX_WBITS)
    return _header("", _SPEEDS.get(compresslevel or 1, 0), mtime) + body + struct.pack("<LL", zlib.crc32(data), len(data) & 0xffffffff)


def decompress(data):
    """What a gzip file in memory stands for; it may have several members."""
    parts = []
    source = io.BytesIO(data)
    while _read_gzip_header(source) is not None:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        part = stream.decompress(source.read())
        if not stream.eof or len(rest := stream.unused_data) < 8:
            raise EOFError(_CUT_SHORT)
        crc, length = struct.unpack_from("<LL", rest)
        if crc != zlib.crc32(part):
            raise BadGzipFile("CRC check failed")
        if length != len(part) & 0xffffffff:
            raise BadGzipFile("Incorrect length of data produced")
        parts.append(part)
        source = io.BytesIO(rest[8:].lstrip(b"\0"))
    return parts[0] if len(parts) == 1 else b"".join(parts)


def main():
    """The command line: compress files, or decompress them with -d."""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command line interface for the gzip module: act like gzip, "
                                                 "but do not delete the input file.")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--fast", action="store_true", help="compress faster")
    way.add_argument("--best", action="store_true", help="compress better")
    way.add_argument("-d", "--decompress", action="store_true", help="act like gunzip instead of gzip")
    parser.add_argument("args", nargs="*", default=["-"], metavar="file")
    args = parser.parse_args()
    level = _COMPRESS_LEVEL_FAST if args.fast else _COMPRESS_LEVEL_BEST if args.best else _COMPRESS_LEVEL_TRADEOFF
    for path in args.args:
        piped = path == "-"
        if args.decompress:
            if not piped and not path.endswith(".gz"):
                sys.exit(f"filename doesn't end in .gz: {path!r}")
            source = GzipFile("", "rb", fileobj=sys.stdin.buffer) if piped else open(path, "rb")
            target = sys.stdout.buffer if piped else builtins.open(path[:-3], "wb")
        else:
            source = sys.stdin.buffer if piped else builtins.open(path, "rb")
            target = GzipFile("", "wb", level, sys.stdout.buffer) if piped else open(path + ".gz", "wb")
        while chunk := source.read(READ_BUFFER_SIZE):
            target.write(chunk)
        for file in (source, target):
            if file not in (sys.stdin.buffer, sys.stdout.buffer):
                file.close()


if __name__ == "__main__":
    main()
