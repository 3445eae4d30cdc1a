"""What the codecs from bytes to bytes share; not a codec itself."""
import codecs


def codec_info(name, encode, decode, encoder=None, decoder=None):
    """The CodecInfo of a codec made of two functions on whole inputs."""
    def whole(f):
        def code(input, errors='strict'):
            assert errors == 'strict'
            return f(input), len(input)
        return code

    encode_pair, decode_pair = whole(encode), whole(decode)

    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode_pair(input, errors)

        def decode(self, input, errors='strict'):
            return decode_pair(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            assert self.errors == 'strict'
            return encode(input)

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            assert self.errors == 'strict'
            return decode(input)

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = bytes

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = bytes

    return codecs.CodecInfo(encode_pair, decode_pair, StreamReader, StreamWriter,
                            encoder or IncrementalEncoder, decoder or IncrementalDecoder,
                            name=name, _is_text_encoding=False)
