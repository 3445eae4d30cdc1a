"""WAV files: sound without compression."""
import builtins
import struct
import sys
from collections import namedtuple

__all__ = ["open", "Error", "Wave_read", "Wave_write"]

WAVE_FORMAT_PCM = 0x0001
WAVE_FORMAT_EXTENSIBLE = 0xFFFE
KSDATAFORMAT_SUBTYPE_PCM = b"\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x008\x9bq"

_wave_params = namedtuple("_wave_params", "nchannels sampwidth framerate nframes comptype compname")


class Error(Exception):
    """The file is not as it should be, or the order of calls."""


class _Chunk:
    """A piece of a RIFF file: a name, a size, and bytes."""

    def __init__(self, file):
        self.file = file
        head = file.read(8)
        if len(head) < 8:
            raise EOFError
        self.name = head[:4]
        self.size = struct.unpack("<L", head[4:])[0]
        self.done = 0
        try:
            self.start = file.tell()
        except (AttributeError, OSError):
            self.start = None

    def seek(self, to):
        if self.start is None:
            raise OSError("cannot seek")
        self.file.seek(self.start + to)
        self.done = to

    def read(self, size=-1):
        left = self.size - self.done
        size = left if size < 0 else min(size, left)
        data = self.file.read(size)
        self.done += len(data)
        if self.done == self.size and self.size & 1 and size:
            self.file.read(1)
        return data

    def skip(self):
        left = self.size - self.done + (self.size & 1)
        if self.start is not None:
            try:
                self.file.seek(left, 1)
                return
            except OSError:
                pass
        self.file.read(left)


def _swapped(data, width):
    if sys.byteorder == "little" or width == 1:
        return data
    return b"".join(data[at:at + width][::-1] for at in range(0, len(data), width))


class Wave_read:
    """Reads a file."""

    def __init__(self, f):
        self._i_opened_the_file = None
        if isinstance(f, str):
            f = builtins.open(f, "rb")
            self._i_opened_the_file = f
        try:
            self.initfp(f)
        except:
            if self._i_opened_the_file:
                f.close()
            raise

    def initfp(self, file):
        """Read the head of a file."""
        self._convert = None
        self._soundpos = 0
        self._data_chunk = None
        self._fmt = False
        self._file = _Chunk(file)
        if self._file.name != b"RIFF":
            raise Error("file does not start with RIFF id")
        if self._file.file.read(4) != b"WAVE":
            raise Error("not a WAVE file")
        left = self._file.size - 4
        while left >= 8:
            try:
                chunk = _Chunk(file)
            except EOFError:
                break
            left -= 8 + chunk.size + (chunk.size & 1)
            if chunk.name == b"fmt ":
                self._read_fmt_chunk(chunk)
                self._fmt = True
            elif chunk.name == b"data":
                if not self._fmt:
                    raise Error("data chunk before fmt chunk")
                self._data_chunk = chunk
                self._nframes = chunk.size // self._framesize
                self._data_seek_needed = 0
                break
            chunk.skip()
        if not self._fmt or not self._data_chunk:
            raise Error("fmt chunk and/or data chunk missing")

    def _read_fmt_chunk(self, chunk):
        try:
            form, self._nchannels, self._framerate, _, _ = struct.unpack_from("<HHLLH", chunk.read(14))
        except struct.error:
            raise EOFError from None
        if form not in (WAVE_FORMAT_PCM, WAVE_FORMAT_EXTENSIBLE):
            raise Error("unknown format: %r" % (form,))
        try:
            bits = struct.unpack_from("<H", chunk.read(2))[0]
        except struct.error:
            raise EOFError from None
        if form == WAVE_FORMAT_EXTENSIBLE:
            try:
                size, valid, mask = struct.unpack_from("<HHL", chunk.read(8))
                subformat = chunk.read(16)
                if len(subformat) < 16:
                    raise EOFError
            except struct.error:
                raise EOFError from None
            if subformat != KSDATAFORMAT_SUBTYPE_PCM:
                raise Error(f"unknown extended format: {subformat!r}")
        self._sampwidth = (bits + 7) // 8
        if not self._sampwidth:
            raise Error("bad sample width")
        if not self._nchannels:
            raise Error("bad # of channels")
        self._framesize = self._nchannels * self._sampwidth
        self._comptype = "NONE"
        self._compname = "not compressed"

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def getfp(self):
        """The file."""
        return self._file

    def rewind(self):
        """Go to the beginning."""
        self._data_seek_needed = 1
        self._soundpos = 0

    def close(self):
        """Close the file, if this opened it."""
        self._file = None
        file, self._i_opened_the_file = self._i_opened_the_file, None
        if file:
            file.close()

    def tell(self):
        """The frame that comes next."""
        return self._soundpos

    def getnchannels(self):
        """The number of channels."""
        return self._nchannels

    def getnframes(self):
        """The number of frames."""
        return self._nframes

    def getsampwidth(self):
        """The bytes of a sample."""
        return self._sampwidth

    def getframerate(self):
        """The frames of a second."""
        return self._framerate

    def getcomptype(self):
        """The compression: NONE."""
        return self._comptype

    def getcompname(self):
        """The compression in words."""
        return self._compname

    def getparams(self):
        """All of that."""
        return _wave_params(self.getnchannels(), self.getsampwidth(), self.getframerate(), self.getnframes(),
                            self.getcomptype(), self.getcompname())

    def getmarkers(self):
        """None: there are no marks."""
        import warnings
        warnings._deprecated("Wave_read.getmarkers", remove=(3, 15))
        return None

    def getmark(self, id):
        """There are no marks."""
        import warnings
        warnings._deprecated("Wave_read.getmark", remove=(3, 15))
        raise Error("no marks")

    def setpos(self, pos):
        """Go to a frame."""
        if pos < 0 or pos > self._nframes:
            raise Error("position not in range")
        self._soundpos = pos
        self._data_seek_needed = 1

    def readframes(self, nframes):
        """At most so many frames, as bytes."""
        if self._data_seek_needed:
            self._data_chunk.seek(0)
            at = self._soundpos * self._framesize
            if at:
                self._data_chunk.seek(at)
            self._data_seek_needed = 0
        if nframes == 0:
            return b""
        data = _swapped(self._data_chunk.read(nframes * self._framesize), self._sampwidth)
        if self._convert and data:
            data = self._convert(data)
        self._soundpos += len(data) // (self._nchannels * self._sampwidth)
        return data


class Wave_write:
    """Writes a file."""

    _file = None

    def __init__(self, f):
        self._i_opened_the_file = None
        if isinstance(f, str):
            f = builtins.open(f, "wb")
            self._i_opened_the_file = f
        try:
            self.initfp(f)
        except:
            if self._i_opened_the_file:
                f.close()
            raise

    def initfp(self, file):
        """Begin with a file."""
        self._file = file
        self._convert = None
        self._nchannels = 0
        self._sampwidth = 0
        self._framerate = 0
        self._nframes = 0
        self._nframeswritten = 0
        self._datawritten = 0
        self._datalength = 0
        self._headerwritten = False

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _early(self):
        if self._datawritten:
            raise Error("cannot change parameters after starting to write")

    def setnchannels(self, nchannels):
        """Set the number of channels."""
        self._early()
        if nchannels < 1:
            raise Error("bad # of channels")
        self._nchannels = nchannels

    def getnchannels(self):
        """The number of channels."""
        if not self._nchannels:
            raise Error("number of channels not set")
        return self._nchannels

    def setsampwidth(self, sampwidth):
        """Set the bytes of a sample."""
        self._early()
        if sampwidth < 1 or sampwidth > 4:
            raise Error("bad sample width")
        self._sampwidth = sampwidth

    def getsampwidth(self):
        """The bytes of a sample."""
        if not self._sampwidth:
            raise Error("sample width not set")
        return self._sampwidth

    def setframerate(self, framerate):
        """Set the frames of a second."""
        self._early()
        if framerate <= 0:
            raise Error("bad frame rate")
        self._framerate = int(round(framerate))

    def getframerate(self):
        """The frames of a second."""
        if not self._framerate:
            raise Error("frame rate not set")
        return self._framerate

    def setnframes(self, nframes):
        """Set the number of frames; it is corrected at the end."""
        self._early()
        self._nframes = nframes

    def getnframes(self):
        """The number of frames written."""
        return self._nframeswritten

    def setcomptype(self, comptype, compname):
        """Set the compression; only NONE is known."""
        self._early()
        if comptype not in ("NONE",):
            raise Error("unsupported compression type")
        self._comptype = comptype
        self._compname = compname

    def getcomptype(self):
        """The compression."""
        return self._comptype

    def getcompname(self):
        """The compression in words."""
        return self._compname

    def setparams(self, params):
        """Set all of that."""
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._early()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def getparams(self):
        """All of that."""
        if not self._nchannels or not self._sampwidth or not self._framerate:
            raise Error("not all parameters set")
        return _wave_params(self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype,
                            self._compname)

    def setmark(self, id, pos, name):
        """There are no marks."""
        import warnings
        warnings._deprecated("Wave_write.setmark", remove=(3, 15))
        raise Error("setmark() not supported")

    def getmark(self, id):
        """There are no marks."""
        import warnings
        warnings._deprecated("Wave_write.getmark", remove=(3, 15))
        raise Error("no marks")

    def getmarkers(self):
        """None: there are no marks."""
        import warnings
        warnings._deprecated("Wave_write.getmarkers", remove=(3, 15))
        return None

    def tell(self):
        """The number of frames written."""
        return self._nframeswritten

    def writeframesraw(self, data):
        """Write frames; the head is not corrected."""
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).cast("B")
        self._ensure_header_written(len(data))
        count = len(data) // (self._sampwidth * self._nchannels)
        if self._convert:
            data = self._convert(data)
        self._file.write(_swapped(bytes(data), self._sampwidth))
        self._datawritten += len(data)
        self._nframeswritten = self._nframeswritten + count

    def writeframes(self, data):
        """Write frames, and correct the head."""
        self.writeframesraw(data)
        if self._datalength != self._datawritten:
            self._patchheader()

    def close(self):
        """Correct the head, and close the file if this opened it."""
        try:
            if self._file:
                self._ensure_header_written(0)
                if self._datalength != self._datawritten:
                    self._patchheader()
                self._file.flush()
        finally:
            self._file = None
            file, self._i_opened_the_file = self._i_opened_the_file, None
            if file:
                file.close()

    def _ensure_header_written(self, size):
        if self._headerwritten:
            return
        if not self._nchannels:
            raise Error("# channels not specified")
        if not self._sampwidth:
            raise Error("sample width not specified")
        if not self._framerate:
            raise Error("sampling rate not specified")
        self._write_header(size)

    def _write_header(self, size):
        self._file.write(b"RIFF")
        if not self._nframes:
            self._nframes = size // (self._nchannels * self._sampwidth)
        self._datalength = self._nframes * self._nchannels * self._sampwidth
        try:
            self._form_length_pos = self._file.tell()
        except (AttributeError, OSError):
            self._form_length_pos = None
        self._file.write(struct.pack("<L4s4sLHHLLHH4s", 36 + self._datalength, b"WAVE", b"fmt ", 16, WAVE_FORMAT_PCM,
                                     self._nchannels, self._framerate,
                                     self._nchannels * self._framerate * self._sampwidth,
                                     self._nchannels * self._sampwidth, self._sampwidth * 8, b"data"))
        if self._form_length_pos is not None:
            self._data_length_pos = self._file.tell()
        self._file.write(struct.pack("<L", self._datalength))
        self._headerwritten = True

    def _patchheader(self):
        if self._datawritten == self._datalength:
            return
        here = self._file.tell()
        self._file.seek(self._form_length_pos, 0)
        self._file.write(struct.pack("<L", 36 + self._datawritten))
        self._file.seek(self._data_length_pos, 0)
        self._file.write(struct.pack("<L", self._datawritten))
        self._file.seek(here, 0)
        self._datalength = self._datawritten


def open(f, mode=None):
    """A reader or writer of a file, by name or open."""
    if mode is None:
        mode = f.mode if hasattr(f, "mode") else "rb"
    if mode in ("r", "rb"):
        return Wave_read(f)
    if mode in ("w", "wb"):
        return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")
