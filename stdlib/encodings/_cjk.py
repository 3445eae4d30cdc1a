"""Codecs that shift between character sets (ISO 2022, HZ), and those of the tables that the machine does not know
(JIS X 0213, the characters of Hong Kong). Not a codec itself: the modules named after the codecs make theirs here."""
import _multibytecodec
import codecs

_ILLEGAL = 'illegal multibyte sequence'
_INCOMPLETE = 'incomplete multibyte sequence'


class _More(Exception):
    """Input ends in the middle of a character."""


class _Bad(Exception):
    """So many bytes are wrong."""


# --- character sets: two functions each, bytes to text (or None) and a character to bytes (or None)

def _pairs(codec, lead=b''):
    """A set of 94 x 94 characters, as a codec of the EUC kind has it behind lead."""
    known = {}

    def decode(raw):
        if raw not in known:
            try:
                known[raw] = (lead + bytes([raw[0] | 0x80, raw[1] | 0x80])).decode(codec)
            except UnicodeDecodeError:
                known[raw] = None
        return known[raw]

    def encode(char):
        try:
            raw = char.encode(codec)
        except UnicodeEncodeError:
            return None
        if len(raw) != len(lead) + 2 or not raw.startswith(lead) or not lead and raw[0] < 0xA1:
            return None
        return bytes([raw[-2] & 0x7F, raw[-1] & 0x7F])
    return decode, encode


def _single(table):
    """A set of single characters that differ from ASCII as a dict says."""
    back = {char: bytes([byte]) for byte, char in table.items()}
    return lambda raw: table.get(raw[0], chr(raw[0])), back.get


def _upper(codec):
    """The upper half of an ISO 8859 set; only for reading."""
    def decode(raw):
        try:
            return bytes([raw[0] | 0x80]).decode(codec)
        except UnicodeDecodeError:
            return None
    return decode, lambda char: None


def _katakana():
    return (lambda raw: chr(raw[0] + 0xFF40) if 0x21 <= raw[0] <= 0x5F else None,
            lambda char: bytes([ord(char) - 0xFF40]) if '\uFF61' <= char <= '\uFF9F' else None)


def _korean():
    decode, encode = _pairs('euc_kr')
    # The filler has a code here that EUC uses for spelling.
    return (lambda raw: '\u3164' if raw == b'$T' else decode(raw),
            lambda char: b'$T' if char == '\u3164' else encode(char))


class _Planes:
    """JIS X 0213: two planes, some cells with two characters."""

    def __init__(self, edition):
        from encodings import _jisx0213
        self.planes, self.back, self.firsts = [{}, {}], {}, set()
        later = _jisx0213.SINCE_2004 if edition == 2000 else ()
        self.later = {bytes([row, column + 0x21]) for _, row, column in later}      # not yet there
        for plane, rows in enumerate(_jisx0213.PLANES):
            for row, text in rows.items():
                for column, char in enumerate(text):
                    if char != '\uFFFD' and (plane, row, column) not in later:
                        self._set(plane, bytes([row, column + 0x21]), char)
        if edition == 2000:
            for (plane, raw), char in _jisx0213.ONLY_2000.items():
                self.back.pop(self.planes[plane][raw])
                self._set(plane, raw, char)
        for raw, text in _jisx0213.DOUBLE.items():
            self._set(0, raw, text)
            self.firsts.add(text[0])

    def _set(self, plane, raw, text):
        self.planes[plane][raw] = text
        self.back.setdefault(text, (plane, raw))


_planes = {}


def planes(edition):
    """The tables of an edition of JIS X 0213 (2000 or 2004)."""
    if edition not in _planes:
        _planes[edition] = _Planes(edition)
    return _planes[edition]


def _plane(edition, number):
    def encode(char):
        plane, raw = planes(edition).back.get(char, (None, None))
        return raw if plane == number else None
    return (lambda raw: planes(edition).planes[number].get(raw)), encode


# --- the driver: steps over characters, asks error handlers

class Codec:
    """A codec out of step(data, at, state) -> (text, length) and write(char, state) -> bytes or None."""

    name = None
    firsts = frozenset()    # characters that may be one code with the next

    def start(self):
        """The state at the beginning of decoding or encoding."""
        return None

    def step(self, data, at, state):
        raise NotImplementedError

    def write(self, char, state):
        raise NotImplementedError

    def finish(self, state):
        """What ends encoded text."""
        return b''

    def decode_from(self, data, errors, final, state):
        """(text, how many bytes it took)"""
        data = bytes(data)
        out, at = [], 0
        while at < len(data):
            try:
                text, length = self.step(data, at, state)
            except _More:
                if not final:
                    break
                problem = UnicodeDecodeError(self.name, data, at, len(data), _INCOMPLETE)
            except _Bad as bad:
                problem = UnicodeDecodeError(self.name, data, at, min(at + bad.args[0], len(data)), _ILLEGAL)
            else:
                out.append(text)
                at += length
                continue
            if errors == 'strict':
                raise problem
            text, at = codecs.lookup_error(errors)(problem)
            at = at + len(data) if at < 0 else at
            out.append(text)
        return ''.join(out), at

    def encode_from(self, text, errors, final, state):
        """(bytes, how many characters it took)"""
        out, at = [], 0
        while at < len(text):
            char = text[at]
            if char in self.firsts:
                if at + 1 >= len(text) and not final:
                    break       # the next one decides
                raw = self.write(text[at:at + 2], state) if at + 1 < len(text) else None
                if raw is not None:
                    out.append(raw)
                    at += 2
                    continue
            raw = self.write(char, state)
            if raw is not None:
                out.append(raw)
                at += 1
                continue
            problem = UnicodeEncodeError(self.name, text, at, at + 1, _ILLEGAL)
            if errors == 'strict':
                raise problem
            instead, at = codecs.lookup_error(errors)(problem)
            at = at + len(text) if at < 0 else at
            if isinstance(instead, str):
                for char in instead:
                    raw = self.write(char, state)
                    if raw is None:
                        raise problem
                    out.append(raw)
            else:
                out.append(instead)
        if final:
            out.append(self.finish(state))
        return b''.join(out), at

    def encode(self, input, errors='strict'):
        return self.encode_from(input, errors, True, self.start())[0], len(input)

    def decode(self, input, errors='strict'):
        return self.decode_from(input, errors, True, self.start())[0], len(input)


def contents(codec, module):
    """What the module of a codec contains."""
    class IncrementalEncoder(_multibytecodec.MultibyteIncrementalEncoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.reset()

        def encode(self, input, final=False):
            text = self._text + input
            data, used = codec.encode_from(text, self.errors, final, self._state)
            self._text = text[used:]
            return data

        def reset(self):
            self._text, self._state = '', codec.start()

    class IncrementalDecoder(_multibytecodec.MultibyteIncrementalDecoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self._state = codec.start()

        def _buffer_decode(self, input, errors, final):
            return codec.decode_from(input, errors, final, self._state)

        def reset(self):
            super().reset()
            self._state = codec.start()

    class StreamReader(_multibytecodec.MultibyteStreamReader):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self._state = codec.start()

        def decode(self, input, errors='strict'):
            return codec.decode_from(input, errors, False, self._state)

    class StreamWriter(_multibytecodec.MultibyteStreamWriter):
        def encode(self, input, errors='strict'):
            return codec.encode(input, errors)

    classes = (IncrementalEncoder, IncrementalDecoder, StreamReader, StreamWriter)
    for cls in classes:
        cls.__qualname__, cls.__module__ = cls.__name__, module

    def getregentry():
        return codecs.CodecInfo(codec.encode, codec.decode, StreamReader, StreamWriter, IncrementalEncoder,
                                IncrementalDecoder, name=codec.name)
    return {'codec': codec, 'getregentry': getregentry, **{cls.__name__: cls for cls in classes}}


# --- ISO 2022

ASCII = 'ascii'
_SETS = {
    # name: (bytes of a character, functions, made when they are needed)
    'roman': (1, lambda: _single({0x5C: '\xA5', 0x7E: '\u203E'})),
    'katakana': (1, _katakana),
    'jis': (2, lambda: _pairs('euc_jp')),
    'supplement': (2, lambda: _pairs('euc_jp', b'\x8F')),
    'chinese': (2, lambda: _pairs('gb2312')),
    'korean': (2, _korean),
    'latin': (1, lambda: _upper('iso8859_1')),
    'greek': (1, lambda: _upper('iso8859_7')),
    'plane1_2000': (2, lambda: _plane(2000, 0)),
    'plane1_2004': (2, lambda: _plane(2004, 0)),
    'plane2': (2, lambda: _plane(2004, 1)),
}
_made = {}


def _functions(name):
    if name not in _made:
        _made[name] = _SETS[name][1]()
    return _made[name]


class Iso2022(Codec):
    """Sets are chosen by escape sequences; written ones are tried in order."""

    def __init__(self, name, sequences, write, doubles=None):
        self.name = name
        self.sequences = {b'\x1b(B': (0, ASCII), **sequences}   # (which of the four places, set)
        self.order = write
        self.escapes = {}
        for sequence, (place, chosen) in self.sequences.items():
            self.escapes.setdefault((place, chosen), sequence)
        self.shifts = any(place == 1 for place, _ in self.sequences.values())
        self.doubles = doubles

    @property
    def firsts(self):
        return planes(self.doubles).firsts if self.doubles else frozenset()

    def start(self):
        return {'places': [ASCII, None, None], 'out': False, 'begun': False, 'foreign': False}

    def step(self, data, at, state):
        byte = data[at]
        places = state['places']
        if state['foreign']:
            # An escape sequence for something else goes through up to its last letter.
            state['foreign'] = not (0x40 <= byte <= 0x5A)
            return chr(byte), 1
        if byte == 0x1B:
            if at + 1 >= len(data):
                raise _More
            if data[at + 1] in b'()$.&':
                return self._escape(data, at, state)
            if data[at + 1] == 0x4E and any(place == 2 for place, _ in self.sequences.values()):
                # One character of the third place.
                if at + 2 >= len(data):
                    raise _More
                raw = data[at + 2:at + 3]
                text = _functions(places[2])[0](raw) if places[2] else raw.decode('latin-1')
                if text is None or data[at + 2] >= 0x80:
                    raise _Bad(3)
                return text, 3
            state['foreign'] = True
            return '\x1b', 1
        if self.shifts and byte in (0x0E, 0x0F):
            state['out'] = byte == 0x0E
            return '', 1
        if byte == 0x0A:
            state['out'] = False
            places[2] = None
            return '\n', 1
        if byte < 0x20:
            return chr(byte), 1
        if byte >= 0x80:
            raise _Bad(1)
        chosen = places[1 if state['out'] else 0]
        if chosen in (ASCII, None):
            return chr(byte), 1
        size = _SETS[chosen][0]
        if at + size > len(data):
            raise _More
        text = _functions(chosen)[0](data[at:at + size])
        if text is None:
            raise _Bad(size)
        return text, size

    def _escape(self, data, at, state):
        # It ends with the first letter.
        size = next((i + 1 for i in range(1, min(16, len(data) - at)) if 0x40 <= data[at + i] <= 0x5A), 0)
        if not size:
            raise _Bad(1) if len(data) - at >= 16 else _More()
        if data[at + 1:at + 3] == b'&@' and any(chosen == 'jis' for _, chosen in self.sequences.values()):
            size = 6        # an announcement of the escape sequence that follows
            if len(data) < at + size:
                raise _More
            if data[at + 3:at + 6] != b'\x1b$B':
                raise _Bad(3)
            state['places'][0] = 'jis'
            return '', size
        found = self.sequences.get(data[at:at + size])
        if found is None:
            raise _Bad(size)
        state['places'][found[0]] = found[1]
        return '', size

    def _switch(self, state, chosen):
        # The bytes that make a set the one in use.
        out = b''
        if self.shifts and chosen != ASCII:
            if not state['begun']:
                out += self.escapes[1, chosen]
                state['begun'] = True
            if not state['out']:
                out += b'\x0e'
                state['out'] = True
            return out
        if state['out']:
            out += b'\x0f'
            state['out'] = False
        if state['places'][0] != chosen:
            out += self.escapes[0, chosen]
            state['places'][0] = chosen
        return out

    def write(self, char, state):
        if len(char) == 1 and char < '\x80':
            return self._switch(state, ASCII) + char.encode()
        for chosen in self.order:
            raw = _functions(chosen)[1](char)
            if raw is not None:
                return self._switch(state, chosen) + raw
        return None

    def finish(self, state):
        return self._switch(state, ASCII)


_JIS = {b'\x1b(J': (0, 'roman'), b'\x1b$B': (0, 'jis'), b'\x1b$@': (0, 'jis')}
_SUPPLEMENT = {b'\x1b$(D': (0, 'supplement')}


def iso2022(name):
    """One of the codecs of ISO 2022."""
    if name == 'iso2022_jp':
        return Iso2022(name, _JIS, ['jis', 'roman'])
    if name == 'iso2022_jp_1':
        return Iso2022(name, {**_JIS, **_SUPPLEMENT}, ['jis', 'roman', 'supplement'])
    if name == 'iso2022_jp_2':
        more = {b'\x1b$A': (0, 'chinese'), b'\x1b$(C': (0, 'korean'), b'\x1b$)C': (3, 'korean'),
                b'\x1b.A': (2, 'latin'), b'\x1b.F': (2, 'greek')}
        codec = Iso2022(name, {**_JIS, **_SUPPLEMENT, **more}, ['jis', 'roman', 'supplement', 'korean', 'chinese'])
        codec.start = lambda: {'places': [ASCII, None, None, None], 'out': False, 'begun': False, 'foreign': False}
        return codec
    if name == 'iso2022_jp_ext':
        return Iso2022(name, {**_JIS, **_SUPPLEMENT, b'\x1b(I': (0, 'katakana')},
                       ['jis', 'supplement', 'roman', 'katakana'])
    if name == 'iso2022_kr':
        return Iso2022(name, {b'\x1b$)C': (1, 'korean'), b'\x1b$(C': (0, 'korean')}, ['korean'])
    edition, sign = (2000, b'O') if name == 'iso2022_jp_3' else (2004, b'Q')
    first = 'plane1_%d' % edition
    sequences = {b'\x1b$B': (0, 'jis'), b'\x1b$(' + sign: (0, first), b'\x1b$(P': (0, 'plane2')}
    return Iso2022(name, sequences, ['jis', first, 'plane2'], doubles=edition)


class Hz(Codec):
    """Chinese between ~{ and ~}."""

    name = 'hz'

    def start(self):
        return {'chinese': False}

    def step(self, data, at, state):
        byte = data[at]
        if byte == 0x7E:
            if at + 1 >= len(data):
                raise _More
            following = data[at + 1:at + 2]
            if following == b'~' and not state['chinese']:
                return '~', 2
            if following == b'{' and not state['chinese']:
                state['chinese'] = True
                return '', 2
            if following == b'\n' and not state['chinese']:
                return '', 2
            if following == b'}' and state['chinese']:
                state['chinese'] = False
                return '', 2
            raise _Bad(1)
        if byte >= 0x80:
            raise _Bad(1)
        if not state['chinese']:
            return chr(byte), 1
        if at + 1 >= len(data):
            raise _More
        text = _functions('chinese')[0](data[at:at + 2])
        if text is None:
            raise _Bad(1)
        return text, 2

    def write(self, char, state):
        if char < '\x80':
            return self.finish(state) + (b'~~' if char == '~' else char.encode())
        raw = _functions('chinese')[1](char)
        if raw is None:
            return None
        out = b'' if state['chinese'] else b'~{'
        state['chinese'] = True
        return out + raw

    def finish(self, state):
        out = b'~}' if state['chinese'] else b''
        state['chinese'] = False
        return out


# --- JIS X 0213 without shifts

class _WithPlanes(Codec):
    """What the codecs of an edition of JIS X 0213 share."""

    def __init__(self, name, edition):
        self.name, self.edition = name, edition

    tables = property(lambda self: planes(self.edition))
    firsts = property(lambda self: planes(self.edition).firsts)


class EucJis(_WithPlanes):
    """EUC with JIS X 0213: the second plane and JIS X 0212 have a lead byte, katakana too."""

    def step(self, data, at, state):
        byte = data[at]
        if byte < 0x80:
            return chr(byte), 1
        size = 3 if byte == 0x8F else 2
        if at + size > len(data):
            raise _More
        if byte == 0x8E:
            if not 0xA1 <= data[at + 1] <= 0xDF:
                raise _Bad(1)
            return chr(data[at + 1] + 0xFEC0), 2
        raw = bytes(b ^ 0x80 for b in data[at + size - 2:at + size])
        tables = self.tables.planes
        if size == 2:
            text = tables[0].get(raw)
            if raw in self.tables.later:
                raise _Bad(2)
        else:
            text = tables[1].get(raw) or (_functions('supplement')[0](raw) if max(raw) < 0x80 else None)
        if text is None:
            raise _Bad(1)
        return text, size

    def write(self, char, state):
        if len(char) == 1:
            if char < '\x80':
                return char.encode()
            if '\uFF61' <= char <= '\uFF9F':
                return bytes([0x8E, ord(char) - 0xFEC0])
        plane, raw = self.tables.back.get(char, (None, None))
        if raw is not None:
            return b'\x8F' * plane + bytes(b | 0x80 for b in raw)
        raw = _functions('supplement')[1](char) if len(char) == 1 else None
        return None if raw is None else b'\x8F' + bytes(b | 0x80 for b in raw)


# The rows of the second plane in their order behind the first plane.
_SHIFT_ROWS = (1, 8, 3, 4, 5, 12, 13, 14, 15, *range(78, 95))


class ShiftJis(_WithPlanes):
    """Shift_JIS with JIS X 0213."""

    def step(self, data, at, state):
        byte = data[at]
        if byte < 0x80:
            return {0x5C: '\xA5', 0x7E: '\u203E'}.get(byte, chr(byte)), 1
        if 0xA1 <= byte <= 0xDF:
            return chr(byte + 0xFEC0), 1
        if not (0x81 <= byte <= 0x9F or 0xE0 <= byte <= 0xFC):
            raise _Bad(1)
        if at + 1 >= len(data):
            raise _More
        trail = data[at + 1]
        if not 0x40 <= trail <= 0xFC or trail == 0x7F:
            raise _Bad(1)
        row = (byte - (0x81 if byte < 0xA0 else 0xC1)) * 2
        column = trail - 0x40 - (trail > 0x7F)
        if column >= 94:
            row, column = row + 1, column - 94
        plane = 0
        if row >= 94:
            plane, row = 1, _SHIFT_ROWS[row - 94] - 1
        raw = bytes([row + 0x21, column + 0x21])
        text = self.tables.planes[plane].get(raw)
        if text is None:
            raise _Bad(2 if plane == 0 and raw in self.tables.later else 1)
        # The single bytes of these are taken by others.
        return {'\uFF3C': '\\', '\uFF5E': '~'}.get(text, text), 2

    def write(self, char, state):
        if len(char) == 1:
            if char < '\x80' and char not in '\\~':
                return char.encode()
            if char in '\xA5\u203E':
                return b'\\' if char == '\xA5' else b'~'
            if char in '\uFF3C\uFF5E':
                return None
            char = {'\\': '\uFF3C', '~': '\uFF5E'}.get(char, char)
            if '\uFF61' <= char <= '\uFF9F':
                return bytes([ord(char) - 0xFEC0])
        plane, raw = self.tables.back.get(char, (None, None))
        if raw is None:
            return None
        row, column = raw[0] - 0x21, raw[1] - 0x21
        if plane:
            row = _SHIFT_ROWS.index(row + 1) + 94
        column += 94 * (row & 1)
        row //= 2
        return bytes([row + (0x81 if row < 31 else 0xC1), column + 0x40 + (column > 62)])


class Hkscs(Codec):
    """Big5 with the characters of Hong Kong."""

    name = 'big5hkscs'
    _tables = None

    def _load(self):
        if self._tables is None:
            from encodings import _hkscs
            there, back = {}, {}
            for lead, text in _hkscs.ROWS.items():
                for i, char in enumerate(text):
                    if char != '\uFFFD':
                        there[bytes([lead, i + (0x40 if i < 63 else 0x62)])] = char
            there.update(_hkscs.DOUBLE)
            for raw, text in there.items():
                back.setdefault(text, raw)
            back.update(_hkscs.PREFERRED)
            self._tables = there, back
        return self._tables

    @property
    def firsts(self):
        return 'ÊÊêê'

    def step(self, data, at, state):
        byte = data[at]
        if byte < 0x80:
            return chr(byte), 1
        if at + 1 >= len(data):
            raise _More
        text = self._load()[0].get(data[at:at + 2])
        if text is None:
            raise _Bad(1)
        return text, 2

    def write(self, char, state):
        if len(char) == 1 and char < '\x80':
            return char.encode()
        return self._load()[1].get(char)
