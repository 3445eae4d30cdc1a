"""Splitting text as a shell does, and quoting for it."""
import re
import sys
from collections import deque
from io import StringIO

__all__ = ['shlex', 'split', 'quote', 'join']

_ASCII_WORD = 'abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
_LATIN_WORD = 'ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ'


class shlex:
    """A lexical analyser for shell-like syntaxes; iterating gives tokens."""

    # The state is ' ' between tokens, 'a' in a word, 'c' in punctuation, None at the end, or the quote or escape character
    # that was read last. Each state has a method that takes the next character and says whether the token is complete.

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        self.instream = StringIO(instream) if isinstance(instream, str) else instream
        self.infile = infile
        if instream is None:
            self.instream, self.infile = sys.stdin, None
        self.posix, self.eof = posix, None if posix else ''
        self.commenters = '#'
        self.wordchars = _ASCII_WORD + _LATIN_WORD if posix else _ASCII_WORD
        self.whitespace, self.whitespace_split = ' \t\r\n', False
        self.quotes, self.escape, self.escapedquotes = '\'"', '\\', '"'
        self.state, self.token, self.lineno, self.debug = ' ', '', 1, 0
        self.pushback, self.filestack, self.source = deque(), deque(), None
        self._punctuation_chars = '();<>|&' if punctuation_chars is True else punctuation_chars or ''
        if punctuation_chars:
            self._pushback_chars = deque()
            # what file names, wildcards and options are made of
            extra = '~-./*?='
            self.wordchars = self.wordchars.translate(dict.fromkeys(map(ord, self._punctuation_chars))) + extra

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    # tokens

    def push_token(self, tok):
        """Let get_token() return tok next."""
        if self.debug:
            print(f"shlex: pushing token {tok!r}")
        self.pushback.appendleft(tok)

    def get_token(self):
        """The next token; self.eof at the end."""
        if self.pushback:
            token = self.pushback.popleft()
            if self.debug:
                print(f"shlex: popping token {token!r}")
            return token
        token = self.read_token()
        while self.source is not None and token == self.source:
            if found := self.sourcehook(self.read_token()):
                self.push_source(found[1], found[0])
            token = self.get_token()
        while token == self.eof and self.filestack:
            self.pop_source()
            token = self.get_token()
        if self.debug:
            print(f"shlex: token={'EOF' if token == self.eof else repr(token)}")
        return token

    def __iter__(self):
        return self

    def __next__(self):
        if (token := self.get_token()) == self.eof:
            raise StopIteration
        return token

    def read_token(self):
        self._quoted, self._resumed = False, ' '
        while True:
            if self._punctuation_chars and self._pushback_chars:
                char = self._pushback_chars.pop()
            else:
                char = self.instream.read(1)
            if char == '\n':
                self.lineno += 1
            if self.debug >= 3:
                print(f"shlex: in state {self.state!r} I see character: {char!r}")
            if self.state is None:
                self.token = ''
                break
            if self.state == ' ':
                complete = self._between(char)
            elif self.state in self.quotes:
                complete = self._in_quotes(char)
            elif self.state in self.escape:
                complete = self._after_escape(char)
            else:
                complete = self._in_word(char)
            if complete:
                break
        token, self.token = self.token, ''
        if self.posix and not self._quoted and token == '':
            token = None
        if self.debug > 1:
            print(f"shlex: raw token={token!r}" if token else "shlex: raw token=EOF")
        return token

    def _is_token(self):
        return bool(self.token or self.posix and self._quoted)

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _between(self, char):
        if not char:
            self.state = None
            return True
        if char in self.whitespace:
            return self._is_token()
        if char in self.commenters:
            self._skip_comment()
        elif self.posix and char in self.escape:
            self._resumed, self.state = 'a', char
        elif char in self.wordchars:
            self.token, self.state = char, 'a'
        elif char in self._punctuation_chars:
            self.token, self.state = char, 'c'
        elif char in self.quotes:
            self.token, self.state = '' if self.posix else char, char
        else:
            self.token = char
            if not self.whitespace_split:
                return True
            self.state = 'a'
        return False

    def _in_quotes(self, char):
        self._quoted = True
        if not char:
            raise ValueError("No closing quotation")
        if char == self.state:
            if not self.posix:
                self.token += char
            self.state = 'a' if self.posix else ' '
            return not self.posix
        if self.posix and char in self.escape and self.state in self.escapedquotes:
            self._resumed, self.state = self.state, char
        else:
            self.token += char
        return False

    def _after_escape(self, char):
        if not char:
            raise ValueError("No escaped character")
        if self._resumed in self.quotes and char not in (self.state, self._resumed):
            self.token += self.state  # within quotes only the quote and the escape character can be escaped
        self.token += char
        self.state = self._resumed
        return False

    def _in_word(self, char):
        if not char:
            self.state = None
            return True
        if char in self.whitespace:
            self.state = ' '
            return self._is_token()
        if char in self.commenters:
            self._skip_comment()
            if not self.posix:
                return False
            self.state = ' '
            return self._is_token()
        if self.state == 'c':
            if char in self._punctuation_chars:
                self.token += char
                return False
            self._pushback_chars.append(char)
            self.state = ' '
            return True
        if self.posix and char in self.quotes:
            self.state = char
        elif self.posix and char in self.escape:
            self._resumed, self.state = 'a', char
        elif char in self.wordchars or char in self.quotes or self.whitespace_split and char not in self._punctuation_chars:
            self.token += char
        else:
            if self._punctuation_chars:
                self._pushback_chars.append(char)
            else:
                self.pushback.appendleft(char)
            self.state = ' '
            return self._is_token()
        return False

    # sources

    def push_source(self, newstream, newfile=None):
        """Read from newstream until it ends."""
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.instream = StringIO(newstream) if isinstance(newstream, str) else newstream
        self.infile, self.lineno = newfile, 1
        if self.debug:
            print(f"shlex: pushing to {'stream ' + str(newstream) if newfile is None else 'file ' + str(newfile)}")

    def pop_source(self):
        """Return to the source before the last push_source()."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        if self.debug:
            print(f"shlex: popping to {self.instream}, line {self.lineno}")
        self.state = ' '

    def sourcehook(self, newfile):
        """(name, open file) for a name in a source request."""
        import os.path
        if newfile[0] == '"':
            newfile = newfile[1:-1]
        if isinstance(self.infile, str) and not os.path.isabs(newfile):
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile)

    def error_leader(self, infile=None, lineno=None):
        """The begin of an error message in the style of C compilers."""
        return f'"{self.infile if infile is None else infile}", line {self.lineno if lineno is None else lineno}: '


# The parts of words in a command line, with the groups escaped, in single and in double quotes; or what stands between words.
_PART = re.compile(r"""[^ \t\r\n\\'"]+|\\(.)|'([^']*)'|"((?:[^\\"]|\\.)*)"|(?P<between>[ \t\r\n]+)""", re.DOTALL)
_IN_QUOTES = re.compile(r'\\([\\"])')


def split(s, comments=False, posix=True):
    """Split s as a shell splits a command line."""
    if s is None:
        raise ValueError("s argument must not be None")
    if posix and not comments and isinstance(s, str):
        return _split_words(s)
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ''
    return list(lexer)


def _split_words(text):
    words, word, at = [], None, 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            # a quote that is not closed, or a backslash at the end, in quotes or not
            escaped = text[at] == '\\' or text[at] == '"' and (len(text) - len(text.rstrip('\\'))) % 2
            raise ValueError("No escaped character" if escaped else "No closing quotation")
        at = part.end()
        match part.lastindex:
            case None:
                piece = part[0]
            case 1 | 2 as group:
                piece = part[group]
            case 3:
                piece = _IN_QUOTES.sub(r'\1', part[3])
            case _:
                if word is not None:
                    words.append(word)
                word = None
                continue
        word = piece if word is None else word + piece
    if word is not None:
        words.append(word)
    return words


def join(split_command):
    """The arguments as one command line, quoted."""
    return ' '.join(map(quote, split_command))


_UNSAFE = re.compile(r'[^\w@%+=:,./-]', re.ASCII)


def quote(s):
    """s as one word of a command line."""
    if s and _UNSAFE.search(s) is None:
        return s
    return f"""'{s.replace("'", "'" + '"' + "'" + '"' + "'")}'""" if s else "''"


if __name__ == '__main__':
    _lexer = shlex(open(sys.argv[1]), sys.argv[1]) if sys.argv[1:] else shlex()
    for _token in _lexer:
        print(f"Token: {_token!r}")
