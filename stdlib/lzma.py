"""xz and lzma files, and such data in memory."""
import io
import _compression
from _lzma import *
from _lzma import _encode_filter_properties, _decode_filter_properties

__all__ = [
    "CHECK_NONE", "CHECK_CRC32", "CHECK_CRC64", "CHECK_SHA256", "CHECK_ID_MAX", "CHECK_UNKNOWN", "FILTER_LZMA1", "FILTER_LZMA2",
    "FILTER_DELTA", "FILTER_X86", "FILTER_IA64", "FILTER_ARM", "FILTER_ARMTHUMB", "FILTER_POWERPC", "FILTER_SPARC", "FORMAT_AUTO",
    "FORMAT_XZ", "FORMAT_ALONE", "FORMAT_RAW", "MF_HC3", "MF_HC4", "MF_BT2", "MF_BT3", "MF_BT4", "MODE_FAST", "MODE_NORMAL",
    "PRESET_DEFAULT", "PRESET_EXTREME", "LZMACompressor", "LZMADecompressor", "LZMAFile", "LZMAError", "open", "compress",
    "decompress", "is_check_supported"]

_MODES = {letter + b: "rb" if letter == "r" else "wb" for letter in "rwxa" for b in ("", "b")}


class LZMAFile(_compression.BaseStream):
    """An xz or lzma file as a binary stream."""

    name, mode = _compression.name, _compression.mode

    def __init__(self, filename=None, mode="r", *, format=None, check=-1, preset=None, filters=None):
        if mode in ("r", "rb"):
            for value, unset, what in ((check, -1, "an integrity check"), (preset, None, "a preset compression level")):
                if value != unset:
                    raise ValueError(f"Cannot specify {what} when opening a file for reading")
            unpack = {"format": FORMAT_AUTO if format is None else format, "filters": filters}
            LZMADecompressor(**unpack)
        elif mode in _MODES:
            packer = LZMACompressor(FORMAT_XZ if format is None else format, check, preset, filters)
        reading = self._open(filename, mode, _MODES)
        self._mode = _MODES[mode]
        if reading:
            raw = _compression.DecompressReader(self._fp, LZMADecompressor, LZMAError, **unpack)
            self._buffer = io.BufferedReader(raw)
        else:
            self._packer = packer

    def peek(self, size=-1):
        """Bytes that come next, without moving over them."""
        return super().peek(size)


def open(filename, mode="rb", *, format=None, check=-1, preset=None, filters=None, encoding=None, errors=None, newline=None):
    """Open an xz or lzma file: by its name, or inside an open binary file."""
    def make(mode):
        return LZMAFile(filename, mode, format=format, check=check, preset=preset, filters=filters)
    return _compression.opened(make, mode, encoding, errors, newline)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Data as one stream."""
    packer = LZMACompressor(format, check, preset, filters)
    return packer.compress(data) + packer.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """What one or more streams stand for."""
    return _compression.unpacked(data, lambda: LZMADecompressor(format, memlimit, filters), LZMAError, LZMAError)
