"""Headers in other character sets: encoded words."""
__all__ = ['Header', 'decode_header', 'make_header']

import binascii
import re
from itertools import groupby

import email.base64mime
import email.quoprimime
from email import charset as _charset
from email.errors import HeaderParseError

Charset = _charset.Charset

NL = '\n'
SPACE = ' '
BSPACE = b' '
SPACE8 = ' ' * 8
EMPTYSTRING = ''
MAXLINELEN = 78
FWS = ' \t'
USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')

ecre = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qb])\?(?P<encoded>.*?)\?=', re.IGNORECASE | re.MULTILINE)
fcre = re.compile(r'[\041-\176]+:$')
_embedded_header = re.compile(r'\n[^ \t]+:')


def decode_header(header):
    """[(bytes or text, charset)] of a header."""
    if hasattr(header, '_chunks'):
        return [(_charset._encode(text, str(charset)), str(charset)) for text, charset in header._chunks]
    if not ecre.search(header):
        return [(header, None)]
    words = [word for line in header.splitlines() for word in _words(line)]
    # Space between two encoded words does not count, nor do pieces of one kind stay apart.
    counting = [(data, charset) for at, (data, charset) in enumerate(words)
                if not (charset is None and data.isspace() and 0 < at < len(words) - 1
                        and words[at - 1][1] is not None and words[at + 1][1] is not None)]
    return [((BSPACE if charset is None else b'').join(data for data, _ in group), charset)
            for charset, group in groupby(counting, lambda word: word[1])]


def _words(line):
    """(bytes, charset) of the pieces of a line; charset is None for those that are not encoded."""
    at = 0
    for found in ecre.finditer(line):
        if plain := line[at:found.start()] if at else line[:found.start()].lstrip():
            yield plain.encode('raw-unicode-escape'), None
        yield _decoded(found), found['charset'].lower()
        at = found.end()
    if plain := line[at:] if at else line.lstrip():
        yield plain.encode('raw-unicode-escape'), None


def _decoded(found):
    text = found['encoded']
    if found['encoding'] in 'qQ':
        return email.quoprimime.header_decode(text).encode('raw-unicode-escape')
    try:
        return email.base64mime.decode(text + '=' * (-len(text) % 4))
    except binascii.Error:
        raise HeaderParseError('Base64 decoding error') from None


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """A Header of decode_header()'s pairs."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        header.append(text, charset)
    return header


def _is_open(char):
    """Whether there may be an encoded word beside a character without a space between."""
    return char.isspace() or char in ('(', ')', '\\')


def _apart(left, right, both):
    """Whether a space has to be between two pieces (text, charset): encoded words need one towards other text, and, if
    both says so, between each other."""
    (text, charset), (next_text, next_charset) = left, right
    plain, next_plain = charset in (None, 'us-ascii'), next_charset in (None, 'us-ascii')
    if plain:
        return not next_plain and not (text and _is_open(text[-1]))
    if next_plain:
        return not (next_text and _is_open(next_text[0]))
    return both


class Header:
    """Text in one or several character sets."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ', errors='strict'):
        self._charset = self._known(charset)
        self._continuation_ws = continuation_ws
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        self._headerlen = 0 if header_name is None else len(header_name) + 2
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)

    @staticmethod
    def _known(charset):
        if charset is None:
            return USASCII
        return charset if isinstance(charset, Charset) else Charset(charset)

    def __str__(self):
        self._normalize()
        pieces, last = [], None
        for text, charset in self._chunks:
            shown = text
            if charset == _charset.UNKNOWN8BIT:
                shown = text.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            if last and _apart(last, (shown, charset), both=False):
                pieces.append(SPACE)
            pieces.append(shown)
            last = shown, charset
        return ''.join(pieces)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """Add text."""
        charset = self._charset if charset is None else self._known(charset)
        if not isinstance(s, str):
            codec = charset.input_codec or 'us-ascii'
            s = s.decode('us-ascii', 'surrogateescape') if codec == _charset.UNKNOWN8BIT else s.decode(codec, errors)
        codec = charset.output_codec or 'us-ascii'
        if codec != _charset.UNKNOWN8BIT:
            try:
                s.encode(codec, errors)
            except UnicodeEncodeError:
                if codec != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def _normalize(self):
        """Put neighbours of one character set together."""
        self._chunks = [(SPACE.join(text for text, _ in group), charset)
                        for charset, group in groupby(self._chunks, lambda chunk: chunk[1])]

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header as lines that are not too long."""
        self._normalize()
        limit = self._maxlinelen if maxlinelen is None else maxlinelen
        folder = _Folder(self._headerlen, limit or 1_000_000, self._continuation_ws, splitchars)
        last = None
        for text, charset in self._chunks:
            if last and _apart(last, (text, charset), both=True):
                folder.space()
            last = text, charset
            first, *rest = text.splitlines() or ['']
            folder.add('', first, charset)
            for line in rest:
                folder.end_line()
                body = line.lstrip()
                if charset.header_encoding is None:
                    folder.add(line[:len(line) - len(body)], body, charset)
                else:
                    folder.add(self._continuation_ws, SPACE + body, charset)
            if rest:
                folder.end_line()
        if self._chunks:
            folder.space()
        value = folder.text(linesep)
        if _embedded_header.search(value):
            raise HeaderParseError(f'header value appears to contain an embedded header: {value!r}')
        return value


class _Folder:
    """Lines under way: the words of the last one, each with the space before it, wait until it is full."""

    def __init__(self, used, limit, indent, splitchars):
        self.limit, self.indent, self.splitchars = limit, indent, splitchars
        self.used = used            # what stands on the line before its words: the header's name
        self.length = used          # of the whole line
        self.words, self.lines = [], []

    def _append(self, space, word):
        self.words.append((space, word))
        self.length += len(space) + len(word)

    def space(self):
        """A space between pieces; it is dropped at the end of a line."""
        self._append(SPACE, '')

    def end_line(self):
        """Begin another line."""
        if self.words and self.words[-1] == (SPACE, ''):
            self.words.pop()
        line = ''.join(space + word for space, word in self.words)
        if self.used + len(line):
            if not self.used and line.isspace() and self.lines:
                self.lines[-1] += line
            else:
                self.lines.append(line)
        self.words, self.used, self.length = [], 0, 0

    def text(self, linesep):
        """All lines."""
        self.end_line()
        return linesep.join(self.lines)

    def add(self, space, text, charset):
        """Add text of a line, which a character set may encode."""
        if charset.header_encoding is None:
            for space, word in re.findall(r'([ \t]*)([^ \t]*)', space + text):
                if space or word:
                    self._push(space, word)
            return
        encoded = charset.header_encode_lines(text, self._lengths())
        first, *rest = encoded or [None]
        if first is not None:
            self._push(space, first)
        if rest:
            self.end_line()
            self.lines += [self.indent + word for word in rest[:-1]]
            self._append(self.indent, rest[-1])

    def _lengths(self):
        yield self.limit - self.length
        while True:
            yield self.limit - len(self.indent)

    def _push(self, space, word):
        self._append(space, word)
        if self.length <= self.limit:
            return
        at = self._break()
        if at is not None:
            rest = self.words[at:]
            del self.words[at:]
            self.lines.append(''.join(space + word for space, word in self.words))
            self.words, self.used = rest, 0
            self.length = sum(len(space) + len(word) for space, word in rest)
        elif self.used:
            # What cannot be divided goes to a line of its own, after the one with the header's name.
            self.words.pop()
            self.end_line()
            self._append(space or SPACE, word)

    def _break(self):
        """Where the line is divided best: at the last place that the first splitting character offers, else the next."""
        for char in self.splitchars:
            for at in range(len(self.words) - 1, 0, -1):
                if char.isspace():
                    found = self.words[at][0].startswith(char)
                else:
                    found = self.words[at - 1][1].endswith(char)
                if found:
                    return at
        return None
