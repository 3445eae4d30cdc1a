"""WAV files: sound without compression."""
import builtins
from collections import namedtuple
import struct
import sys

__all__ = ['open', 'Error', 'Wave_read', 'Wave_write']

WAVE_FORMAT_PCM = 1
WAVE_FORMAT_EXTENSIBLE = 65534
KSDATAFORMAT_SUBTYPE_PCM = b'\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x008\x9bq'

_wave_params = namedtuple('_wave_params', 'nchannels sampwidth framerate nframes comptype compname')
# Tag, channels, frames and bytes of a second, bytes of a frame, bits of a sample.
_FORMAT = struct.Struct('<HHLLHH')


class Error(Exception):
    """The file is not as it should be, or the order of calls."""


def _no_marks(name):
    import warnings
    warnings._deprecated(name, remove=(3, 15))


def _native(data, width):
    """Samples with their bytes the other way round, where the machine needs that."""
    if width == 1 or sys.byteorder == 'little':
        return data
    swapped = bytearray(data)
    for i in range(width):
        swapped[i::width] = data[width - 1 - i::width]
    return bytes(swapped)


def _begin(wave, f, mode):
    """Let a reader or writer begin with a file, which is opened if it is a name."""
    wave._owned = None
    if isinstance(f, str):
        f = wave._owned = builtins.open(f, mode)
    try:
        wave.initfp(f)
    except:
        if wave._owned:
            f.close()
        raise


def _release(wave):
    """Let the file go; close it if it was opened here."""
    wave._file = None
    owned, wave._owned = wave._owned, None
    if owned:
        owned.close()


class Wave_read:
    """Reads a file."""

    _file = _owned = None

    def __init__(self, f):
        _begin(self, f, 'rb')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def initfp(self, file):
        """Read the head of a file."""
        self._file = file
        self._position = 0
        head = file.read(8)
        if len(head) < 8:
            raise EOFError
        name, whole = struct.unpack('<4sL', head)
        if name != b'RIFF':
            raise Error('file does not start with RIFF id')
        if file.read(min(whole, 4)) != b'WAVE':
            raise Error('not a WAVE file')
        self._frame = None
        inside = 4
        while len(head := file.read(max(min(whole - inside, 8), 0))) == 8:
            name, size = struct.unpack('<4sL', head)
            inside += 8 + size + size % 2
            if name == b'data':
                break
            content = file.read(size + size % 2)[:size]
            if name == b'fmt ':
                self._read_format(content)
        else:
            raise Error('fmt chunk and/or data chunk missing')
        if self._frame is None:
            raise Error('data chunk before fmt chunk')
        self._nframes = size // self._frame
        self._data, self._left = file, size
        try:
            self._start = file.tell()
        except (AttributeError, OSError):
            self._start = None

    def _read_format(self, content):
        try:
            tag, channels, self._framerate, _, _, bits = _FORMAT.unpack_from(content)
            if tag == WAVE_FORMAT_EXTENSIBLE:
                _, _, _, subtype = struct.unpack_from('<HHL16s', content, _FORMAT.size)
        except struct.error:
            if len(content) >= 2 and (tag := int.from_bytes(content[:2], 'little')) not in (1, WAVE_FORMAT_EXTENSIBLE):
                raise Error(f'unknown format: {tag!r}') from None
            raise EOFError from None
        if tag == WAVE_FORMAT_EXTENSIBLE:
            if subtype != KSDATAFORMAT_SUBTYPE_PCM:
                from uuid import UUID
                raise Error(f'unknown extended format: {UUID(bytes_le=subtype)}')
        elif tag != WAVE_FORMAT_PCM:
            raise Error(f'unknown format: {tag!r}')
        self._nchannels, self._sampwidth = channels, (bits + 7) // 8
        if not self._sampwidth:
            raise Error('bad sample width')
        if not channels:
            raise Error('bad # of channels')
        self._frame = channels * self._sampwidth

    def __del__(self):
        self.close()

    def getfp(self):
        """The file."""
        return self._file

    def close(self):
        """Close the file, if this opened it."""
        _release(self)

    def rewind(self):
        """Go to the beginning."""
        self.setpos(0)

    def setpos(self, pos):
        """Go to a frame."""
        if not 0 <= pos <= self._nframes:
            raise Error('position not in range')
        self._position = pos
        self._left = None

    def tell(self):
        """The frame that comes next."""
        return self._position

    def readframes(self, nframes):
        """At most so many frames, as bytes."""
        if not nframes:
            return b''
        if self._left is None:
            # The position has been set since the last reading.
            before = self._position * self._frame
            self._data.seek(self._start + before)
            self._left = self._nframes * self._frame - before
        wanted = self._left if nframes < 0 else min(nframes * self._frame, self._left)
        data = self._data.read(wanted)
        self._left -= len(data)
        self._position += len(data) // self._frame
        return _native(data, self._sampwidth)

    def getnchannels(self):
        """The number of channels."""
        return self._nchannels

    def getsampwidth(self):
        """The bytes of a sample."""
        return self._sampwidth

    def getframerate(self):
        """The frames of a second."""
        return self._framerate

    def getnframes(self):
        """The number of frames."""
        return self._nframes

    def getcomptype(self):
        """The compression: NONE."""
        return 'NONE'

    def getcompname(self):
        """The compression in words."""
        return 'not compressed'

    def getparams(self):
        """All of that."""
        return _wave_params(self._nchannels, self._sampwidth, self._framerate, self._nframes, 'NONE', 'not compressed')

    def getmarkers(self):
        """None: there are no marks."""
        _no_marks('Wave_read.getmarkers')

    def getmark(self, id):
        """There are no marks."""
        _no_marks('Wave_read.getmark')
        raise Error('no marks')


class Wave_write:
    """Writes a file."""

    _file = _owned = None

    def __init__(self, f):
        _begin(self, f, 'wb')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def initfp(self, file):
        """Begin with a file."""
        self._file = file
        self._nchannels = self._sampwidth = self._framerate = self._nframes = 0
        self._comptype = self._compname = None
        self._written = 0           # bytes of sound
        self._promised = None       # how many of them the head says there are; None if there is no head yet

    def __del__(self):
        self.close()

    # -- Parameters

    def _changeable(self):
        if self._written:
            raise Error('cannot change parameters after starting to write')

    def setnchannels(self, nchannels):
        """Set the number of channels."""
        self._changeable()
        if nchannels < 1:
            raise Error('bad # of channels')
        self._nchannels = nchannels

    def setsampwidth(self, sampwidth):
        """Set the bytes of a sample."""
        self._changeable()
        if not 1 <= sampwidth <= 4:
            raise Error('bad sample width')
        self._sampwidth = sampwidth

    def setframerate(self, framerate):
        """Set the frames of a second."""
        self._changeable()
        if framerate <= 0:
            raise Error('bad frame rate')
        self._framerate = round(framerate)

    def setnframes(self, nframes):
        """Set the number of frames; it is corrected at the end."""
        self._changeable()
        self._nframes = nframes

    def setcomptype(self, comptype, compname):
        """Set the compression; only NONE is known."""
        self._changeable()
        if comptype != 'NONE':
            raise Error('unsupported compression type')
        self._comptype, self._compname = comptype, compname

    def setparams(self, params):
        """Set all of that."""
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._changeable()
        for change, value in ((self.setnchannels, nchannels), (self.setsampwidth, sampwidth),
                              (self.setframerate, framerate), (self.setnframes, nframes)):
            change(value)
        self.setcomptype(comptype, compname)

    def _given(self, value, what):
        if not value:
            raise Error(f'{what} not set')
        return value

    def getnchannels(self):
        """The number of channels."""
        return self._given(self._nchannels, 'number of channels')

    def getsampwidth(self):
        """The bytes of a sample."""
        return self._given(self._sampwidth, 'sample width')

    def getframerate(self):
        """The frames of a second."""
        return self._given(self._framerate, 'frame rate')

    def getnframes(self):
        """The number of frames written."""
        return self._written // (self._nchannels * self._sampwidth) if self._written else 0

    def tell(self):
        """The number of frames written."""
        return self.getnframes()

    def getcomptype(self):
        """The compression."""
        return self._comptype

    def getcompname(self):
        """The compression in words."""
        return self._compname

    def getparams(self):
        """All of that."""
        if not (self._nchannels and self._sampwidth and self._framerate):
            raise Error('not all parameters set')
        return _wave_params(self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype, self._compname)

    def setmark(self, id, pos, name):
        """There are no marks."""
        _no_marks('Wave_write.setmark')
        raise Error('setmark() not supported')

    def getmark(self, id):
        """There are no marks."""
        _no_marks('Wave_write.getmark')
        raise Error('no marks')

    def getmarkers(self):
        """None: there are no marks."""
        _no_marks('Wave_write.getmarkers')

    # -- Sound

    def _write_head(self, size):
        """Write the head, unless it is there; size is that of the sound that comes first."""
        if self._promised is not None:
            return
        for value, what in ((self._nchannels, '# channels'), (self._sampwidth, 'sample width'),
                            (self._framerate, 'sampling rate')):
            if not value:
                raise Error(f'{what} not specified')
        frame = self._nchannels * self._sampwidth
        self._nframes = self._nframes or size // frame
        self._promised = self._nframes * frame
        try:
            self._start = self._file.tell()
        except (AttributeError, OSError):
            self._start = None
        sound = _FORMAT.pack(WAVE_FORMAT_PCM, self._nchannels, self._framerate, self._framerate * frame, frame,
                             self._sampwidth * 8)
        self._file.write(b'RIFF' + struct.pack('<L4s4sL', 36 + self._promised, b'WAVE', b'fmt ', len(sound)) + sound
                         + b'data' + struct.pack('<L', self._promised))

    def _correct_head(self):
        if self._written == self._promised:
            return
        end = self._file.tell()
        for place, value in ((4, 36 + self._written), (40, self._written)):
            self._file.seek(self._start + place)
            self._file.write(struct.pack('<L', value))
        self._file.seek(end)
        self._promised = self._written

    def writeframesraw(self, data):
        """Write frames; the head is not corrected."""
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).cast('B')
        self._write_head(len(data))
        self._file.write(_native(data, self._sampwidth))
        self._written += len(data)

    def writeframes(self, data):
        """Write frames, and correct the head."""
        self.writeframesraw(data)
        self._correct_head()

    def close(self):
        """Correct the head, and close the file if this opened it."""
        try:
            if self._file:
                self._write_head(0)
                self._correct_head()
                self._file.flush()
        finally:
            _release(self)


def open(f, mode=None):
    """A reader or writer of a file, by name or open."""
    if mode is None:
        mode = getattr(f, 'mode', 'rb')
    match mode:
        case 'r' | 'rb':
            return Wave_read(f)
        case 'w' | 'wb':
            return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")
