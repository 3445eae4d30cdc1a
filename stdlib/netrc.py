"""The file ~/.netrc: who logs in where, and how."""
import os
import re
import stat

__all__ = ['netrc', 'NetrcParseError']

_WORD = re.compile(r'[ \t\r\n]*(?:"((?:[^"\\]|\\.)*)"?|((?:[^ \t\r\n\\]|\\.)+))', re.DOTALL)
_PLACES = {'login': 0, 'user': 0, 'account': 1, 'password': 2}
_BEGINNINGS = ('machine', 'default', 'macdef')


class NetrcParseError(Exception):
    """The file is not well formed."""

    def __init__(self, msg, filename=None, lineno=None):
        super().__init__(msg)
        self.msg, self.filename, self.lineno = msg, filename, lineno

    def __str__(self):
        return f'{self.msg} ({self.filename}, line {self.lineno})'


class _Text:
    """The words of a text, one after the other."""

    def __init__(self, text, name):
        self.text, self.name, self.at = text, name, 0

    def word(self):
        """The next word, without quotes and backslashes; '' at the end."""
        found = _WORD.match(self.text, self.at)
        if not found:
            self.at = len(self.text)
            return ''
        self.at = found.end() + 1           # with the space that ends it
        return re.sub(r'\\(.)', r'\1', found[2] if found[1] is None else found[1], flags=re.DOTALL)

    def keyword(self):
        """The next word that is not in a comment; where it begins."""
        while (begin := self.at, word := self.word())[1].startswith('#'):
            if self.text[self.at - 1:self.at] != '\n':
                self.line()
        return begin, word

    def line(self):
        """The rest of the line."""
        end = self.text.find('\n', self.at) + 1 or len(self.text)
        line, self.at = self.text[self.at:end], end
        return line

    def wrong(self, what):
        """An error at this place."""
        return NetrcParseError(what, self.name, self.text.count('\n', 0, self.at) + 1)


class netrc:
    """The entries of a file; `hosts` maps a machine to (login, account, password), `macros` a name to lines."""

    def __init__(self, file=None):
        default = file is None
        if default:
            file = os.path.join(os.path.expanduser('~'), '.netrc')
        self.hosts, self.macros = {}, {}
        try:
            with open(file, encoding='utf-8') as fp:
                text = fp.read()
        except UnicodeDecodeError:
            with open(file, encoding='locale') as fp:
                text = fp.read()
        self._parse(file, text, os.stat(file) if default else None)

    def _parse(self, name, text, status):
        words = _Text(text, name)
        while keyword := words.keyword()[1]:
            match keyword:
                case 'machine':
                    entry = words.word()
                case 'default':
                    entry = 'default'
                case 'macdef':
                    self._macro(words)
                    continue
                case _:
                    raise words.wrong(f'bad toplevel token {keyword!r}')
            if not entry:
                raise words.wrong(f'missing {keyword!r} name')
            self.hosts[entry] = self._login(words)
            if status:
                self._check(status, self.hosts[entry][0])

    def _macro(self, words):
        """Lines up to an empty one."""
        lines = self.macros[words.word()] = []
        error = words.wrong('Macro definition missing null line terminator.')
        while (line := words.line()) != '\n':
            if not line:
                raise error
            lines.append(line)

    @staticmethod
    def _login(words):
        """(login, account, password), in whatever order they stand."""
        found = ['', '', '']
        while True:
            begin, keyword = words.keyword()
            if keyword in _PLACES:
                found[_PLACES[keyword]] = words.word()
            elif keyword in _BEGINNINGS or not keyword:
                words.at = begin
                return tuple(found)
            else:
                raise words.wrong(f'bad follower token {keyword!r}')

    @staticmethod
    def _check(status, login):
        """Passwords are for nobody else's eyes."""
        if os.name != 'posix' or login == 'anonymous':
            return
        if status.st_uid != os.getuid():
            owner, user = map(_user_name, (status.st_uid, os.getuid()))
            raise NetrcParseError(f'~/.netrc file owner ({owner}, {user}) does not match current user')
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError('~/.netrc access too permissive: access permissions must restrict access to only the owner')

    def authenticators(self, host):
        """(login, account, password) for a machine, or those of `default`, or None."""
        return self.hosts.get(host, self.hosts.get('default'))

    def __repr__(self):
        """The entries as a file would write them."""
        lines = []
        for host, (login, account, password) in self.hosts.items():
            lines += [f'machine {host}\n', f'\tlogin {login}\n', f'\taccount {account}\n' * bool(account), f'\tpassword {password}\n']
        for name, macro in self.macros.items():
            lines += [f'macdef {name}\n', *macro, '\n']
        return ''.join(lines)


def _user_name(number):
    try:
        from pwd import getpwuid
        return getpwuid(number)[0]
    except (ImportError, KeyError):
        return f'uid {number}'


if __name__ == '__main__':
    print(netrc())
