"""Classes and CodecInfo objects of the codecs that are built in; not a codec itself."""
import codecs
import _codecs


class _MarkedEncoder(codecs.IncrementalEncoder):
    # Writes the byte order mark once, then without one.
    _first = _rest = None

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self._begun = False

    def encode(self, input, final=False):
        code = type(self)._rest if self._begun else type(self)._first
        self._begun = True
        return code(input, self.errors)[0]

    def reset(self):
        self._begun = False

    def getstate(self):
        return 0 if self._begun else 2

    def setstate(self, state):
        self._begun = not state


class _OrderDecoder(codecs.BufferedIncrementalDecoder):
    # The first bytes tell the byte order of the rest.
    _ex = _little = _big = None
    _name = None

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self._code = None

    def _buffer_decode(self, input, errors, final):
        cls = type(self)
        if self._code is None:
            text, used, order = cls._ex(input, errors, 0, final)
            if order:
                self._code = cls._little if order < 0 else cls._big
            elif used >= cls._unit:
                raise UnicodeError(cls._name + " stream does not start with BOM")
            return text, used
        return self._code(input, self.errors, final)

    def reset(self):
        super().reset()
        self._code = None

    def getstate(self):
        state = super().getstate()[0]
        if self._code is None:
            return state, 2
        native = (self._code is type(self)._little)
        return state, int(not native)

    def setstate(self, state):
        super().setstate(state)
        cls = type(self)
        self._code = {0: cls._little, 1: cls._big}.get(state[1])


class _SignedDecoder(codecs.BufferedIncrementalDecoder):
    # Skips a signature at the start.
    def __init__(self, errors='strict'):
        super().__init__(errors)
        self._first = True

    def _buffer_decode(self, input, errors, final):
        if self._first:
            if len(input) < 3 and codecs.BOM_UTF8.startswith(input) and not final:
                return '', 0
            self._first = False
            if input[:3] == codecs.BOM_UTF8:
                text, used = _codecs.utf_8_decode(input[3:], errors, final)
                return text, used + 3
        return _codecs.utf_8_decode(input, errors, final)

    def reset(self):
        super().reset()
        self._first = True

    def getstate(self):
        return super().getstate()[0], int(self._first)

    def setstate(self, state):
        super().setstate(state)
        self._first = bool(state[1])


def _order_reader(ex, little, big, unit, name):
    class StreamReader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop('decode', None)

        def decode(self, input, errors='strict'):
            text, used, order = ex(input, errors, 0, False)
            if order:
                self.decode = little if order < 0 else big
            elif used >= unit:
                raise UnicodeError(name + " stream does not start with BOM")
            return text, used
    return StreamReader


def _marked_writer(first, rest):
    class StreamWriter(codecs.StreamWriter):
        def reset(self):
            codecs.StreamWriter.reset(self)
            self.__dict__.pop('encode', None)

        def encode(self, input, errors='strict'):
            self.encode = rest
            return first(input, errors)
    return StreamWriter


def _signed_reader():
    class StreamReader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop('decode', None)

        def decode(self, input, errors='strict'):
            if len(input) < 3 and codecs.BOM_UTF8.startswith(input):
                return '', 0
            self.decode = codecs.utf_8_decode
            if input[:3] == codecs.BOM_UTF8:
                text, used = codecs.utf_8_decode(input[3:], errors)
                return text, used + 3
            return codecs.utf_8_decode(input, errors)
    return StreamReader


_MULTIBYTE = {'big5', 'cp932', 'cp949', 'cp950', 'euc_jp', 'euc_kr', 'gb18030', 'gb2312', 'gbk', 'johab', 'shift_jis'}


def _bases(name):
    """The types of incremental encoder and decoder, stream reader and writer."""
    if name in _MULTIBYTE:
        import _multibytecodec as m
        return m.MultibyteIncrementalEncoder, m.MultibyteIncrementalDecoder, m.MultibyteStreamReader, m.MultibyteStreamWriter
    return codecs.IncrementalEncoder, codecs.BufferedIncrementalDecoder, codecs.StreamReader, codecs.StreamWriter


def module_contents(name, module):
    """What the module of a built-in codec contains."""
    found = _codecs._native_codec(name)
    if found is None:
        return None
    shown, encode, decode = found

    def decode_whole(input, errors='strict'):
        return decode(input, errors, True)

    if shown in ('utf-16', 'utf-32'):
        base = shown.replace('-', '_')
        get = lambda suffix: getattr(_codecs, base + suffix)
        unit = 2 if shown == 'utf-16' else 4
        body = dict(_ex=staticmethod(get('_ex_decode')), _little=staticmethod(get('_le_decode')),
                    _big=staticmethod(get('_be_decode')), _unit=unit, _name=shown.upper())
        decoder = type('IncrementalDecoder', (_OrderDecoder,), body)
        encoder = type('IncrementalEncoder', (_MarkedEncoder,),
                       dict(_first=staticmethod(encode), _rest=staticmethod(get('_le_encode'))))
        reader = _order_reader(get('_ex_decode'), get('_le_decode'), get('_be_decode'), unit, shown.upper())
        writer = _marked_writer(encode, get('_le_encode'))
    elif shown == 'utf-8-sig':
        decoder = type('IncrementalDecoder', (_SignedDecoder,), {})
        encoder = type('IncrementalEncoder', (_MarkedEncoder,),
                       dict(_first=staticmethod(encode), _rest=staticmethod(_codecs.utf_8_encode)))
        reader = _signed_reader()
        writer = _marked_writer(encode, _codecs.utf_8_encode)
    else:
        encoder_base, decoder_base, reader_base, writer_base = _bases(shown)

        class decoder(decoder_base):
            def _buffer_decode(self, input, errors, final):
                return decode(input, errors, final)

        class encoder(encoder_base):
            def encode(self, input, final=False):
                return encode(input, self.errors)[0]

        class reader(reader_base):
            def decode(self, input, errors='strict'):
                return decode(input, errors, False)

        class writer(writer_base):
            def encode(self, input, errors='strict'):
                return encode(input, errors)

    contents = dict(encode=encode, decode=decode_whole)
    classes = dict(IncrementalEncoder=encoder, IncrementalDecoder=decoder,
                   StreamReader=reader, StreamWriter=writer)
    for key, cls in classes.items():
        cls.__name__ = cls.__qualname__ = key
        cls.__module__ = module
    contents.update(classes)

    def getregentry():
        return codecs.CodecInfo(encode, decode_whole, reader, writer, encoder, decoder, name=shown)

    contents['getregentry'] = getregentry
    return contents


def codec_info(name):
    """The CodecInfo of a built-in codec, or None."""
    contents = module_contents(name, 'encodings.' + name)
    return contents and contents['getregentry']()
