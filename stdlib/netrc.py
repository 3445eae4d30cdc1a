"""The file ~/.netrc: who logs in where, and how."""
import os
import re
import stat

__all__ = ["netrc", "NetrcParseError"]

# Words are separated by blanks; in quotes they may contain them, and a backslash takes the next character as it is.
_word = re.compile(r'[ \t\r\n]*(?:"((?:\\.|[^"\\])*)"?|((?:\\.|[^ \t\r\n\\])+))', re.DOTALL)
_escape = re.compile(r"\\(.)", re.DOTALL)
_FIELDS = {"login": "login", "user": "login", "account": "account", "password": "password"}


class NetrcParseError(Exception):
    """The file is not well formed."""

    def __init__(self, msg, filename=None, lineno=None):
        super().__init__(msg)
        self.msg, self.filename, self.lineno = msg, filename, lineno

    def __str__(self):
        return f"{self.msg} ({self.filename}, line {self.lineno})"


class _Text:
    """The text of a file, read word by word."""

    def __init__(self, text, name):
        self.text, self.name, self.at = text, name, 0

    def word(self):
        """The next word, empty at the end; with it goes the blank behind it."""
        if not (found := _word.match(self.text, self.at)):
            self.at = len(self.text)
            return ""
        self.at = min(found.end() + 1, len(self.text))
        quoted, plain = found.groups()
        return _escape.sub(r"\1", plain if quoted is None else quoted)

    def line(self):
        """The rest of the line."""
        end = self.text.find("\n", self.at) + 1 or len(self.text)
        line, self.at = self.text[self.at:end], end
        return line

    def keyword(self):
        """The next word that is not in a comment."""
        while (word := self.word()).startswith("#"):
            # Not if the line ended with the word.
            if self.text[self.at - 1:self.at] != "\n":
                self.line()
        return word

    def error(self, message):
        return NetrcParseError(message, self.name, 1 + self.text.count("\n", 0, self.at))


class netrc:
    """The entries of a file; `hosts` maps a machine to (login, account, password), `macros` a name to lines."""

    def __init__(self, file=None):
        own = file is None
        if own:
            file = os.path.join(os.path.expanduser("~"), ".netrc")
        self.hosts, self.macros = {}, {}
        try:
            text, status = _contents(file, "utf-8")
        except UnicodeDecodeError:
            text, status = _contents(file, "locale")
        self._read(_Text(text, file), status if own else None)

    def _read(self, text, status):
        word = text.keyword()
        while word:
            match word:
                case "machine":
                    if not (name := text.word()):
                        raise text.error("missing 'machine' name")
                    word = self._read_entry(text, name, status)
                case "default":
                    word = self._read_entry(text, "default", status)
                case "macdef":
                    self._read_macro(text)
                    word = text.keyword()
                case _:
                    raise text.error(f"bad toplevel token {word!r}")

    def _read_entry(self, text, name, status):
        """Read what belongs to a machine; the word behind that."""
        entry = {"login": "", "account": "", "password": ""}
        while field := _FIELDS.get(word := text.keyword()):
            entry[field] = text.word()
        if word not in ("", "machine", "default", "macdef"):
            raise text.error(f"bad follower token {word!r}")
        if status is not None and entry["login"] != "anonymous":
            _check_private(status)
        self.hosts[name] = tuple(entry.values())
        return word

    def _read_macro(self, text):
        lines = self.macros[text.word()] = []
        start = text.at
        while (line := text.line()) != "\n":
            if not line:
                text.at = start
                raise text.error("Macro definition missing null line terminator.")
            lines.append(line)

    def authenticators(self, host):
        """(login, account, password) for a machine, or those of `default`, or None."""
        return self.hosts.get(host) or self.hosts.get("default")

    def __repr__(self):
        """The entries as a file would write them."""
        text = ""
        for host, (login, account, password) in self.hosts.items():
            text += f"machine {host}\n\tlogin {login}\n"
            if account:
                text += f"\taccount {account}\n"
            text += f"\tpassword {password}\n"
        return text + "".join(f"macdef {name}\n{''.join(lines)}\n" for name, lines in self.macros.items())


def _contents(path, encoding):
    with open(path, encoding=encoding) as file:
        return file.read(), os.fstat(file.fileno())


def _check_private(status):
    """Raise if another user can have written or read the passwords."""
    if os.name != "posix":
        return
    if status.st_uid != (user := os.getuid()):
        import pwd

        def named(number):
            try:
                return pwd.getpwuid(number)[0]
            except KeyError:
                return f"uid {number}"
        raise NetrcParseError(f"~/.netrc file owner ({named(status.st_uid)}) does not match current user ({named(user)})")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise NetrcParseError("~/.netrc access too permissive: access permissions must restrict access to only the owner")


if __name__ == "__main__":
    print(netrc())
