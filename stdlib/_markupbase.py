"""What parsers of HTML and SGML share: positions, declarations, comments, marked sections."""
import re

_comment_end = re.compile(r'--\s*>')
# The sections of SGML end with two brackets, the conditions of Microsoft's programs with one.
_SECTION_ENDS = (
    ({'temp', 'cdata', 'ignore', 'include', 'rcdata'}, re.compile(r']\s*]\s*>')),
    ({'if', 'else', 'endif'}, re.compile(r']\s*>')),
)
_name = re.compile(r'([a-zA-Z][-_.a-zA-Z0-9]*)\s*')
_string = re.compile(r'''(?:'[^']*'|"[^"]*")\s*''')


class _Incomplete(Exception):
    """More text is needed."""


class ParserBase:
    """Keeps the position in the text and reads what begins with <!."""

    _decl_otherchars = ''

    def __init__(self):
        if type(self) is ParserBase:
            raise RuntimeError('_markupbase.ParserBase must be subclassed')

    def reset(self):
        """Begin at the first line."""
        self.lineno, self.offset = 1, 0

    def getpos(self):
        """Line and column of what is being handled."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Count the text from i to j; j."""
        if i < j:
            newlines = self.rawdata.count('\n', i, j)
            self.lineno += newlines
            self.offset = j - 1 - self.rawdata.rindex('\n', i, j) if newlines else self.offset + j - i
        return j

    def unknown_decl(self, data):
        """Called with a marked section that has no handler."""

    # -- Pieces: each gives where it ends

    def _char(self, i):
        """The character at i."""
        if i >= len(self.rawdata):
            raise _Incomplete
        return self.rawdata[i]

    def _wrong(self, start, i, message):
        self.updatepos(start, i)
        raise AssertionError(message)

    def _skip_name(self, i, start):
        """A name of a declaration that begins at start, and the white space after it."""
        self._char(i)
        found = _name.match(self.rawdata, i)
        if found is None:
            self._wrong(start, i, f'expected name token at {self.rawdata[start:start + 20]!r}')
        if found.end() == len(self.rawdata):
            raise _Incomplete
        return found[1].lower(), found.end()

    def _skip_string(self, i):
        if found := _string.match(self.rawdata, i):
            return found.end()
        raise _Incomplete

    def _skip_past(self, mark, i):
        if (found := self.rawdata.find(mark, i)) < 0:
            raise _Incomplete
        return found + 1

    def _skip_space(self, i):
        while self._char(i).isspace():
            i += 1
        return i

    def _whole(self, read, *args):
        """What read() gives, -1 if the text is not complete."""
        try:
            return read(*args)
        except _Incomplete:
            return -1

    # -- Comments, sections, declarations

    def parse_comment(self, i, report=1):
        """Read the comment at i; where it ends, or -1 if it does not yet."""
        if not self.rawdata.startswith('<!--', i):
            raise AssertionError('unexpected call to parse_comment()')
        if (close := _comment_end.search(self.rawdata, i + 4)) is None:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 4:close.start()])
        return close.end()

    def parse_marked_section(self, i, report=1):
        """Read the section <![name[ ... ]]> at i; where it ends, or -1."""
        if not self.rawdata.startswith('<![', i):
            raise AssertionError('unexpected call to parse_marked_section()')
        return self._whole(self._marked_section, i, report)

    def _marked_section(self, i, report):
        name, j = self._skip_name(i + 3, i)
        for names, end in _SECTION_ENDS:
            if name in names:
                if (close := end.search(self.rawdata, i + 3)) is None:
                    raise _Incomplete
                if report:
                    self.unknown_decl(self.rawdata[i + 3:close.start()])
                return close.end()
        raise AssertionError(f'unknown status keyword {self.rawdata[i + 3:j]!r} in marked section')

    def parse_declaration(self, i):
        """Read the declaration <!name ... > at i; where it ends, or -1."""
        text = self.rawdata
        if not text.startswith('<!', i):
            raise AssertionError('unexpected call to parse_declaration')
        match text[i + 2:i + 3]:
            case '>':
                return i + 3
            case '-' | '':
                return -1
            case '[':
                return self.parse_marked_section(i)
        return self._whole(self._declaration, i)

    def _declaration(self, i):
        kind, j = self._skip_name(i + 2, i)
        if kind == 'doctype':
            self._decl_otherchars = ''
        while (character := self._char(j)) != '>':
            if character in '"\'':
                j = self._skip_string(j)
            elif character.isascii() and character.isalpha():
                _, j = self._skip_name(j, i)
            elif character in self._decl_otherchars:
                j += 1
            elif character != '[':
                raise AssertionError(f'unexpected {character!r} char in declaration')
            elif kind == 'doctype':
                j = self._internal_subset(j + 1, i)
            elif kind in ('attlist', 'linktype', 'link', 'element'):
                raise AssertionError(f"unsupported '[' char in {kind} declaration")
            else:
                raise AssertionError("unexpected '[' char in declaration")
        (self.handle_decl if kind == 'doctype' else self.unknown_decl)(self.rawdata[i + 2:j])
        return j + 1

    def _internal_subset(self, j, start):
        """What is in the brackets of a document type."""
        while True:
            match self._char(j):
                case '<':
                    j = self._subset_declaration(j, start)
                case '%':
                    _, j = self._skip_name(j + 1, start)
                    j += self._char(j) == ';'
                case ']':
                    j = self._skip_space(j + 1)
                    if self.rawdata[j] == '>':
                        return j
                    self._wrong(start, j, 'unexpected char after internal subset')
                case character if character.isspace():
                    j += 1
                case character:
                    self._wrong(start, j, f'unexpected char {character!r} in internal subset')

    def _subset_declaration(self, j, start):
        self._char(j + 1)
        opening = self.rawdata[j:j + 2]
        if opening != '<!':
            self._wrong(start, j + 1, f'unexpected char in internal subset (in {opening!r})')
        self._char(j + 3)
        if self.rawdata.startswith('<!--', j):
            if (end := self.parse_comment(j, report=0)) < 0:
                raise _Incomplete
            return end
        kind, end = self._skip_name(j + 2, start)
        match kind:
            case 'element':
                return self._skip_past('>', self._skip_name(end, start)[1])
            case 'entity' if self.rawdata.startswith('%', end):
                end = self._skip_space(end + 1)
            case 'attlist' | 'entity' | 'notation':
                pass
            case _:
                self._wrong(start, end + 2, f'unknown declaration {kind!r} in internal subset')
        _, end = self._skip_name(end, start)
        return self._parts(end, start, kind == 'attlist')

    def _parts(self, j, start, attributes):
        """Names and strings up to >; for attributes, groups of values and #NAMES, too."""
        while (character := self._char(j)) != '>':
            if character in '"\'':
                j = self._skip_string(j)
            elif attributes and character == '(':
                j = self._skip_space(self._skip_past(')', j))
            else:
                _, j = self._skip_name(j + (attributes and character == '#'), start)
        return j + 1
