"""What the decoders and encoders of East Asian encodings have in common: their types, by which programs know them."""
import codecs


class MultibyteIncrementalEncoder(codecs.IncrementalEncoder):
    """Encodes in pieces; characters that wait for others are kept."""


class MultibyteIncrementalDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes in pieces; bytes of an unfinished character are kept."""


class MultibyteStreamReader(codecs.StreamReader):
    """Reads text from a stream of bytes."""


class MultibyteStreamWriter(codecs.StreamWriter):
    """Writes text to a stream of bytes."""


class MultibyteCodec:
    """A codec without a state between calls."""

    def __init__(self, info):
        self.encode, self.decode = info.encode, info.decode


def provider(*names):
    """getcodec() of a module that has these codecs."""
    def getcodec(name, /):
        """The codec of that name; LookupError if it is not one of this module."""
        if not isinstance(name, str):
            raise TypeError("encoding name must be a string.")
        if name not in names:
            raise LookupError("no such codec is supported.")
        return MultibyteCodec(codecs.lookup(name))
    return getcodec
