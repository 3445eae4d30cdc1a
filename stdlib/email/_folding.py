"""Structured headers in lines, and encoded words in them: for headerregistry.py.

What is to be folded is a tree of lists; its leaves are pairs: a text, and what may become of it. That is one of the words
below, or for a text in quotes the pair of what it is divided into: inside of its quotes, and as encoded words."""
import re

FREE = 'free'       # encoded if it has to be, or where a line is too short
NAME = 'name'       # encoded only if it has to be
MUST = 'must'       # encoded always
FIXED = 'fixed'     # as it is, on whichever line, unless it cannot be written so
STAYS = 'stays'     # as it is where it is
_SPECIAL = re.compile(r'[()<>@,:;.\\"\[\]]')

_WORD = re.compile(r'=\?([^?\s]+)\?([qb])\?([^?]*)\?=', re.IGNORECASE)
_QUOTED_WORD = re.compile(r'(?:^|(?<=\s)|(?<=\?=))=\?[^?\s]+\?[qb]\?[^?]*\?=(\s|(?==\?))?', re.IGNORECASE)
_BETWEEN = re.compile(r'(=\?[^?\s]+\?[qb]\?[^?]*\?=)\s+(?==\?[^?\s]+\?[qb]\?[^?]*\?=)', re.IGNORECASE)


def words_of(text):
    """A text as leaves: words and what is between them."""
    return [(piece, FREE) for piece in _words(text)]


def _words(text):
    return re.findall(r'[ \t]+|[\r\n]+|[^ \t\r\n]+', text)


def safe_words(text):
    """A name as leaves where each word that means something else without quotes becomes an encoded word."""
    return [(piece, MUST if _SPECIAL.search(piece) else NAME) for piece in _words(text)]


def quoted_leaf(raw, text):
    """A quoted text as a leaf, which is divided inside of its quotes, or encoded without them."""
    return raw, ([(piece, NAME) for piece in _words(raw)], safe_words(text))


def decoded(text):
    """A text with its encoded words decoded; bytes that do not fit stay as surrogates."""
    return _WORD.sub(_plain, _BETWEEN.sub(r'\1', text)) if '=?' in text else text


def decoded_in_quotes(text, defects):
    """What stood in quotes, with the encoded words decoded that programs put there though they must not."""
    from email.errors import InvalidHeaderDefect
    if '=?' not in text:
        return text
    for word in _QUOTED_WORD.finditer(text):
        defects.append(InvalidHeaderDefect('encoded word inside quoted string'))
        if not word[1]:
            defects.append(InvalidHeaderDefect('missing trailing whitespace after encoded-word'))
    return _QUOTED_WORD.sub(lambda word: decoded(word[0]), _BETWEEN.sub(r'\1', text))


def _plain(word):
    charset, encoding, text = word.groups()
    charset = charset.partition('*')[0]
    if encoding in 'qQ':
        from email.quoprimime import header_decode
        data = header_decode(text).encode('latin-1', 'replace')
    else:
        from email.message import _decoded_base64
        data = _decoded_base64(text.encode('ascii', 'surrogateescape'))[0]
    try:
        return data.decode(charset, 'surrogateescape')
    except LookupError:
        return data.decode('ascii', 'surrogateescape')


def _encoded(text, charset):
    """A text as an encoded word: in Q unless that is much longer."""
    from email.base64mime import header_encode as base64, header_length as base64_length
    from email.quoprimime import header_encode as quoted, header_length as quoted_length
    data = text.encode('utf-8', 'surrogateescape')
    return (quoted if quoted_length(data) - base64_length(data) < 5 else base64)(data, charset)


def _charset(text):
    return 'unknown-8bit' if any('\udc80' <= char <= '\udcff' for char in text) else 'utf-8'


def _flat(node):
    return node[0] if isinstance(node, tuple) else ''.join(map(_flat, node))


def _any(node, *fates):
    """Whether one of these may become of a part."""
    return node[1] in fates or FIXED in fates and isinstance(node[1], tuple) if isinstance(node, tuple) else any(
        _any(part, *fates) for part in node)


def _fixed(node):
    """Whether an encoded word after it could not take it up."""
    return _any(node, FIXED, STAYS)


def folded(name, tree, policy):
    """A header in lines."""
    lines = _Lines(name, policy)
    lines.put([(' ', FREE)] if tree else [])
    lines.put(tree)
    return policy.linesep.join([*lines.done, lines.line]) + policy.linesep


class _Lines:
    """Lines under way."""

    def __init__(self, name, policy):
        self.limit = policy.max_line_length or float('inf')
        self.codec = 'utf-8' if policy.utf8 else 'us-ascii'
        self.done, self.line = [], name + ':'
        self.word_at = None         # where an encoded word begins on this line which others may join

    def put(self, node):
        """Add a part: on this line, on the next one, in smaller parts, or encoded."""
        text = _flat(node)
        if not text:
            return
        if isinstance(node, tuple) and node[1] is STAYS:
            self.line += text
            return
        try:
            text.encode(self.codec)
            plain = '\n' not in text and '\r' not in text and not (node[1] is MUST if isinstance(node, tuple) else _any(node, MUST))
        except UnicodeEncodeError:
            plain = False
        if plain and len(self.line) + len(text) <= self.limit:
            self.line += text
            if self.word_at is not None and _fixed(node):
                self.word_at = None
        elif plain and len(text) < self.limit and self.next_line(text):
            pass
        elif isinstance(node, list):
            if _fixed(node) and (whole := self.alone(node)):
                if len(self.line) + len(whole) <= self.limit or not self.next_line(whole):
                    self.line += whole
                self.word_at = None
                return
            for part in node:
                self.put(part)
        elif isinstance(node[1], tuple):
            self.put(node[1][not plain])
        elif node[1] is FREE or not plain:
            self.put_encoded(text)
        elif not self.next_line(text):
            self.line += text

    def alone(self, node):
        """What a part is on a line of its own; None if there is not enough room."""
        lines = object.__new__(_Lines)
        vars(lines).update(limit=self.limit - 1, codec=self.codec, done=[], line='', word_at=None)
        for part in node:
            lines.put(part)
        return None if lines.done or len(lines.line) > lines.limit else lines.line

    def next_line(self, text):
        """Begin a line with a text, if it may be divided here: before a space, which goes to the new line."""
        head = self.line.rstrip(' \t')
        space = self.line[len(head):]
        if not space and not text[0].isspace():
            return False
        self.done.append(head)
        self.line, self.word_at = space + text, None
        return True

    def put_encoded(self, text):
        """Add a text as encoded words; with one that is on this line already it makes a new one."""
        start = len(self.line)
        charset = _charset(text)
        if self.word_at is not None and _charset(before := decoded(self.line[self.word_at:])) == charset:
            start, text = self.word_at, before + text
        self.line = self.line[:start]
        overhead = len(charset) + 7
        if self.limit <= overhead:
            from email.errors import HeaderParseError
            raise HeaderParseError('max_line_length is too small to fit an encoded word')
        if self.limit - len(self.line) <= overhead and self.line.strip():
            head = self.line.rstrip(' \t')
            self.done.append(head)
            self.line = self.line[len(head):] or ' '
        if self.word_at is None and self.line.isspace() and self.done and self.done[-1].endswith('?='):
            # Space between two encoded words does not count: it is encoded too.
            text, self.line = self.line + text, ' '
        while True:
            begin = len(self.line)
            room = self.limit - begin
            size = len(text) if room == float('inf') else min(len(text), max(int(room) - overhead, 1))
            while size > 1 and len(_encoded(text[:size], charset)) > room:
                size -= 1
            self.line += _encoded(text[:size], charset)
            text = text[size:]
            if not text:
                break
            self.done.append(self.line)
            self.line = ' '
        self.word_at = begin
