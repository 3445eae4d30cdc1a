"""bzip2 files, and bzip2 data in memory."""
import io
import _compression
from _bz2 import BZ2Compressor, BZ2Decompressor

__all__ = ["BZ2File", "BZ2Compressor", "BZ2Decompressor", "open", "compress", "decompress"]

_MODES = {"": "rb"} | {letter + b: "rb" if letter == "r" else "wb" for letter in "rwxa" for b in ("", "b")}


def _whole(size):
    """Size as an int; here, unlike in the other modules, None does not mean all."""
    if not hasattr(size, "__index__"):
        raise TypeError("Integer argument expected")
    return size


class BZ2File(_compression.BaseStream):
    """A bzip2 file as a binary stream."""

    name, mode = _compression.name, _compression.mode

    def __init__(self, filename, mode="r", *, compresslevel=9):
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        reading = self._open(filename, mode, _MODES)
        self._mode = _MODES[mode]
        if reading:
            self._buffer = io.BufferedReader(_compression.DecompressReader(self._fp, BZ2Decompressor, OSError))
        else:
            self._packer = BZ2Compressor(compresslevel)

    def readinto(self, b):
        """Read into a buffer: how many bytes."""
        return self._reader("read").readinto(b)

    def readline(self, size=-1):
        """A line of at most size bytes."""
        return super().readline(_whole(size))

    def readlines(self, size=-1):
        """Lines, until they have size bytes together."""
        return self._reader("readlines").readlines(_whole(size))

    def writelines(self, seq):
        """Write several pieces of bytes."""
        for piece in seq:
            self.write(piece)


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a bzip2 file: by its name, or inside an open binary file."""
    return _compression.opened(lambda mode: BZ2File(filename, mode, compresslevel=compresslevel), mode, encoding, errors, newline)


def compress(data, compresslevel=9):
    """Data as a bzip2 stream."""
    packer = BZ2Compressor(compresslevel)
    return packer.compress(data) + packer.flush()


def decompress(data):
    """What one or more bzip2 streams stand for."""
    return _compression.unpacked(data, BZ2Decompressor, OSError, ValueError) if data else b""
