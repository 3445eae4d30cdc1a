"""Codec registry, error handlers and base classes of codecs."""
import builtins
import sys
from _codecs import *

__all__ = [
    "register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE",
    "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
    "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter", "StreamReaderWriter", "StreamRecoder",
    "getencoder", "getdecoder", "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode", "decode",
    "iterencode", "iterdecode", "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors",
    "backslashreplace_errors", "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = "\ufeff".encode()
BOM_LE = BOM_UTF16_LE = BOM32_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = BOM32_BE = b"\xfe\xff"
BOM_UTF32_LE = BOM64_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = BOM64_BE = b"\x00\x00\xfe\xff"
BOM, BOM_UTF32 = (BOM_LE, BOM_UTF32_LE) if sys.byteorder == "little" else (BOM_BE, BOM_UTF32_BE)
BOM_UTF16 = BOM

strict_errors, ignore_errors, replace_errors, xmlcharrefreplace_errors, backslashreplace_errors, namereplace_errors = map(
    lookup_error, ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"))


# --- what a codec consists of

class CodecInfo(tuple):
    """What the registry knows about a codec."""

    _is_text_encoding = True  # bytes.decode() and open() refuse those that say False

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None,
                name=None, *, _is_text_encoding=None):
        info = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        info.__dict__.update(
            name=name, encode=encode, decode=decode, incrementalencoder=incrementalencoder,
            incrementaldecoder=incrementaldecoder, streamwriter=streamwriter, streamreader=streamreader)
        if _is_text_encoding is not None:
            info._is_text_encoding = _is_text_encoding
        return info

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} object for encoding {self.name} at {id(self):#x}>"


class Codec:
    """Interface of stateless codecs: both functions give (result, length consumed)."""

    def encode(self, input, errors="strict"):
        """Encode input."""
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        """Decode input."""
        raise NotImplementedError


class IncrementalEncoder(object):
    """Encodes input that comes in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        """Encode the next piece."""
        raise NotImplementedError

    def reset(self):
        """Forget the state."""

    def getstate(self):
        """The state, an int."""
        return 0

    def setstate(self, state):
        """Return to a state."""


class IncrementalDecoder(object):
    """Decodes input that comes in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        """Decode the next piece."""
        raise NotImplementedError

    def reset(self):
        """Forget the state."""

    def getstate(self):
        """The state: (bytes not decoded yet, an int)."""
        return b"", 0

    def setstate(self, state):
        """Return to a state."""


def _buffered(method):
    """encode() or decode() of a coder with a buffer: what the method leaves comes before the next piece."""
    def code(self, input, final=False):
        waiting = self.buffer + input
        result, used = getattr(self, method)(waiting, self.errors, final)
        self.buffer = waiting[used:]
        return result
    code.__name__ = name = method.removeprefix("_buffer_")
    code.__qualname__ = f"BufferedIncremental{name.capitalize()}r.{name}"
    return code


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that keeps what it cannot encode yet; see _buffer_encode()."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        """Encode what is possible; return that and how much of input it was."""
        raise NotImplementedError

    encode = _buffered("_buffer_encode")

    def reset(self):
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps incomplete bytes; see _buffer_decode()."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        """Decode what is possible; return that and how much of input it was."""
        raise NotImplementedError

    decode = _buffered("_buffer_decode")

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer, _ = state


# --- streams

class _OnStream:
    """What is around self.stream: everything not known here is asked from there, and the end of a with block closes it."""

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


def _on_stream(cls):
    # the methods, but not the base class: those that derive from these see the bases they know
    for name in ("__getattr__", "__enter__", "__exit__", "__reduce_ex__"):
        if name not in cls.__dict__:
            setattr(cls, name, getattr(_OnStream, name))
    return cls


@_on_stream
class StreamWriter(Codec):
    """Writes text to a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream, self.errors = stream, errors

    def write(self, object):
        """Write object, encoded."""
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        """Write all strings of a list."""
        self.write("".join(list))

    def reset(self):
        """Forget the state."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if (offset, whence) == (0, 0):
            self.reset()


@_on_stream
class StreamReader(Codec):
    """Reads text from a stream of bytes."""

    charbuffertype = str
    _STEPS = 72, 8000  # how much readline() reads at first and at most

    def __init__(self, stream, errors="strict"):
        self.stream, self.errors = stream, errors
        self.bytebuffer = b""
        self._nothing = self.charbuffertype()
        self.charbuffer = self._nothing
        self.linebuffer = None  # lines that readline() has seen already, the last one perhaps incomplete

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def _decoded(self, data, firstline):
        try:
            return self.decode(data, self.errors)
        except UnicodeDecodeError as error:
            if firstline:
                # a mistake behind the first line is for those who read it
                good = self.decode(data[:error.start], self.errors)
                if len(good[0].splitlines(keepends=True)) > 1:
                    return good
            raise

    def read(self, size=-1, chars=-1, firstline=False):
        """Read and decode: about size bytes, up to chars characters; negative means all."""
        if self.linebuffer:
            self.charbuffer, self.linebuffer = self._nothing.join(self.linebuffer), None
        if chars < 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            new = self.stream.read() if size < 0 else self.stream.read(size)
            if not (data := self.bytebuffer + new):
                break
            text, used = self._decoded(data, firstline)
            self.bytebuffer = data[used:]
            self.charbuffer += text
            if not new:
                break
        text = self.charbuffer
        end = len(text) if chars < 0 else chars
        self.charbuffer = text[end:]
        return text[:end]

    def readline(self, size=None, keepends=True):
        """Read and decode one line."""
        if self.linebuffer:
            line, *rest = self.linebuffer
            self.linebuffer = rest
            if len(rest) == 1:
                # one line may be part of one: let it be read on
                self.charbuffer, self.linebuffer = rest[0], None
            return line if keepends else line.splitlines()[0]
        step, most = self._STEPS
        step, text = size or step, self._nothing
        while True:
            new = self.read(step, firstline=True)
            if new[-1:] == (b"\r" if isinstance(new, bytes) else "\r"):
                new += self.read(size=1, chars=1)  # it may be half of a line end
            text += new
            lines = text.splitlines(keepends=True)
            if len(lines) > 1:
                line, *rest = lines
                if len(rest) > 1:
                    rest[-1] += self.charbuffer
                    self.linebuffer, self.charbuffer = rest, None
                else:
                    self.charbuffer = rest[0] + self.charbuffer
                return line if keepends else line.splitlines()[0]
            if lines:
                bare = lines[0].splitlines()[0]
                if bare != lines[0]:
                    return lines[0] if keepends else bare
            if not new or size is not None:
                return text.splitlines()[0] if text and not keepends else text
            step = min(2 * step, most)

    def readlines(self, sizehint=None, keepends=True):
        """Read everything as a list of lines."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forget the state."""
        self.bytebuffer, self.charbuffer, self.linebuffer = b"", self._nothing, None

    def seek(self, offset, whence=0):
        """Move in the stream."""
        self.stream.seek(offset, whence)
        self.reset()

    def __iter__(self):
        return self

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration


@_on_stream
class StreamReaderWriter:
    """A StreamReader and a StreamWriter for the same stream."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream, self.errors = stream, errors
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.reader)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if (offset, whence) == (0, 0):
            self.writer.reset()

    def reset(self):
        for side in self.reader, self.writer:
            side.reset()


@_on_stream
class StreamRecoder:
    """Bytes in one encoding on the outside, in another one in the stream."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream, self.errors = stream, errors
        self.encode, self.decode = encode, decode
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def _outside(self, text):
        return self.encode(text, self.errors)[0]

    def _inside(self, data):
        return self.decode(data, self.errors)[0]

    def read(self, size=-1):
        return self._outside(self.reader.read(size))

    def readline(self, size=None):
        return self._outside(self.reader.readline() if size is None else self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self._outside(self.reader.read()).splitlines(keepends=True)

    def write(self, data):
        return self.writer.write(self._inside(data))

    def writelines(self, list):
        return self.writer.write(self._inside(b"".join(list)))

    def __iter__(self):
        return self

    def __next__(self):
        return self._outside(next(self.reader))

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def reset(self):
        for side in self.reader, self.writer:
            side.reset()


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file with a codec; the built-in open() is usually better.

    The file is opened in binary mode, so line ends stay as they are."""
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    file = builtins.open(filename, mode if "b" in mode else mode + "b", buffering)
    try:
        info = lookup(encoding)
        both = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
    except BaseException:
        file.close()
        raise
    both.encoding = encoding
    return both


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """Wrap file so that bytes in data_encoding are stored as file_encoding."""
    file_encoding = data_encoding if file_encoding is None else file_encoding
    outside, inside = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, outside.encode, outside.decode, inside.streamreader, inside.streamwriter, errors)
    recoder.data_encoding, recoder.file_encoding = data_encoding, file_encoding
    return recoder


# --- parts of a codec, by its name

def getencoder(encoding):
    """The encoding function of a codec."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The decoding function of a codec."""
    return lookup(encoding).decode


def getreader(encoding):
    """The StreamReader class of a codec."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The StreamWriter class of a codec."""
    return lookup(encoding).streamwriter


def getincrementalencoder(encoding):
    """The IncrementalEncoder class of a codec; LookupError if it has none."""
    return _present(lookup(encoding).incrementalencoder, encoding)


def getincrementaldecoder(encoding):
    """The IncrementalDecoder class of a codec; LookupError if it has none."""
    return _present(lookup(encoding).incrementaldecoder, encoding)


def _present(part, encoding):
    if part is None:
        raise LookupError(encoding)
    return part


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode the strings of an iterator one after the other."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    yield from filter(None, map(encoder.encode, iterator))
    if rest := encoder.encode("", True):
        yield rest


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode the bytes of an iterator one after the other."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    yield from filter(None, map(decoder.decode, iterator))
    if rest := decoder.decode(b"", True):
        yield rest


def make_identity_dict(rng):
    """A dict that maps every int of rng to itself."""
    return dict(zip(rng, rng))


def make_encoding_map(decoding_map):
    """Turn a decoding map round; what several bytes decode to gets None."""
    turned = {}
    for byte, char in decoding_map.items():
        turned[char] = None if char in turned else byte
    return turned
