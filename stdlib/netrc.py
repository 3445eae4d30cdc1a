"""The file ~/.netrc: who logs in where, and how."""
import os
import stat

__all__ = ["netrc", "NetrcParseError"]


class NetrcParseError(Exception):
    """The file is not well formed."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename = filename
        self.lineno = lineno
        self.msg = msg
        super().__init__(msg)

    def __str__(self):
        return f"{self.msg} ({self.filename}, line {self.lineno})"


class _lexer:
    """Words, with quotes and backslashes; words given back come again."""

    def __init__(self, fp):
        self.lineno = 1
        self.fp = fp
        self.waiting = []

    def _char(self):
        char = self.fp.read(1)
        if char == "\n":
            self.lineno += 1
        return char

    def get_token(self):
        """The next word, empty at the end."""
        if self.waiting:
            return self.waiting.pop(0)
        word = ""
        chars = iter(self._char, "")
        for char in chars:
            if char in "\n\t\r ":
                continue
            if char == '"':
                for char in chars:
                    if char == '"':
                        return word
                    word += self._char() if char == "\\" else char
            else:
                word = self._char() if char == "\\" else char
                for char in chars:
                    if char in "\n\t\r ":
                        return word
                    word += self._char() if char == "\\" else char
        return word

    def push_token(self, word):
        """Give a word back."""
        self.waiting.append(word)


class netrc:
    """The entries of a file; `hosts` maps a machine to (login, account, password), `macros` a name to lines."""

    def __init__(self, file=None):
        standard = file is None
        if standard:
            file = os.path.join(os.path.expanduser("~"), ".netrc")
        self.hosts = {}
        self.macros = {}
        try:
            with open(file, encoding="utf-8") as fp:
                self._parse(file, fp, standard)
        except UnicodeDecodeError:
            with open(file, encoding="locale") as fp:
                self._parse(file, fp, standard)

    def _parse(self, file, fp, standard):
        lexer = _lexer(fp)
        while True:
            line = lexer.lineno
            top = lexer.get_token()
            if not top:
                break
            if top[0] == "#":
                if lexer.lineno == line and len(top) == 1 or lexer.lineno == line:
                    fp.readline()
                    lexer.lineno += 1
                continue
            if top == "machine":
                entry = lexer.get_token()
            elif top == "default":
                entry = "default"
            elif top == "macdef":
                entry = lexer.get_token()
                lines = self.macros[entry] = []
                while (text := fp.readline()) != "\n":
                    if not text:
                        raise NetrcParseError("Macro definition missing null line terminator.", file, lexer.lineno)
                    lines.append(text)
                continue
            else:
                raise NetrcParseError("bad toplevel token %r" % top, file, lexer.lineno)
            if not entry:
                raise NetrcParseError("missing %r name" % top, file, lexer.lineno)
            self._entry(lexer, fp, file, entry, standard)

    def _entry(self, lexer, fp, file, entry, standard):
        login = account = password = ""
        self.hosts[entry] = {}
        while True:
            line = lexer.lineno
            word = lexer.get_token()
            if word.startswith("#"):
                if lexer.lineno == line:
                    fp.readline()
                    lexer.lineno += 1
                continue
            if word in {"", "machine", "default", "macdef"}:
                self._security(fp, standard, login)
                self.hosts[entry] = (login, account, password)
                lexer.push_token(word)
                return
            if word in ("login", "user"):
                login = lexer.get_token()
            elif word == "account":
                account = lexer.get_token()
            elif word == "password":
                password = lexer.get_token()
            else:
                raise NetrcParseError("bad follower token %r" % word, file, lexer.lineno)

    def _security(self, fp, standard, login):
        """The user's own file must belong to the user, who alone may read its passwords."""
        if os.name != "posix" or not standard or login == "anonymous":
            return
        status = os.fstat(fp.fileno())
        if status.st_uid != os.getuid():
            import pwd

            def name(uid):
                try:
                    return pwd.getpwuid(uid)[0]
                except LookupError:
                    return "uid %s" % uid
            raise NetrcParseError("~/.netrc file owner (%s) does not match current user (%s)"
                                  % (name(status.st_uid), name(os.getuid())))
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError("~/.netrc access too permissive: access permissions must restrict access to only "
                                  "the owner")

    def authenticators(self, host):
        """(login, account, password) for a machine, or those of `default`, or None."""
        return self.hosts.get(host) or self.hosts.get("default")

    def __repr__(self):
        """The entries as a file would write them."""
        lines = []
        for host, (login, account, password) in self.hosts.items():
            lines.append(f"machine {host}\n\tlogin {login}\n")
            if account:
                lines.append(f"\taccount {account}\n")
            lines.append(f"\tpassword {password}\n")
        for macro, body in self.macros.items():
            lines.append(f"macdef {macro}\n")
            lines += body
            lines.append("\n")
        return "".join(lines)


if __name__ == "__main__":
    print(netrc())
