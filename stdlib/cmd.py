"""A frame for line-oriented command interpreters: a line `word rest` calls do_word(rest)."""
import string
import sys

__all__ = ["Cmd"]

PROMPT = "(Cmd) "
IDENTCHARS = string.ascii_letters + string.digits + "_"


class Cmd:
    """Subclass it with methods do_*, help_* and complete_*, and call cmdloop()."""

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = "="
    lastcmd = ""
    intro = None
    doc_leader = ""
    doc_header = "Documented commands (type help <topic>):"
    misc_header = "Miscellaneous help topics:"
    undoc_header = "Undocumented commands:"
    nohelp = "*** No help on %s"
    use_rawinput = 1

    def __init__(self, completekey="tab", stdin=None, stdout=None):
        self.stdin, self.stdout = stdin or sys.stdin, stdout or sys.stdout
        self.cmdqueue, self.completekey = [], completekey

    def cmdloop(self, intro=None):
        """Read and run lines until a command returns something true."""
        self.preloop()
        forget = self._offer_completions() if self.use_rawinput and self.completekey else None
        try:
            if intro is not None:
                self.intro = intro
            if self.intro:
                self.stdout.write(f"{self.intro}\n")
            stop = None
            while not stop:
                line = self.precmd(self.cmdqueue.pop(0) if self.cmdqueue else self._read_line())
                stop = self.postcmd(self.onecmd(line), line)
            self.postloop()
        finally:
            if forget:
                forget()

    def _read_line(self):
        """The next line; 'EOF' at the end of input."""
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return "EOF"
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip("\r\n") if line else "EOF"

    def _offer_completions(self):
        """Let readline ask complete(); the function that undoes it."""
        try:
            import readline
        except ImportError:
            return None
        self.old_completer = readline.get_completer()
        readline.set_completer(self.complete)
        key = self.completekey
        if readline.backend == "editline":
            key = "^I" if key == "tab" else key
            readline.parse_and_bind(f"bind {key} rl_complete")
        else:
            readline.parse_and_bind(f"{key}: complete")
        return lambda: readline.set_completer(self.old_completer)

    def precmd(self, line):
        """Called with each line; what it returns is run."""
        return line

    def postcmd(self, stop, line):
        """Called after each line; whether to stop."""
        return stop

    def preloop(self):
        """Called before the first line."""

    def postloop(self):
        """Called after the last line."""

    def parseline(self, line):
        """(command, rest, line); `?x` is `help x`, `!x` is `shell x`."""
        line = line.strip()
        if line.startswith("?"):
            line = f"help {line[1:]}"
        elif line.startswith("!") and hasattr(self, "do_shell"):
            line = f"shell {line[1:]}"
        if not line or line.startswith("!"):
            return None, None, line
        rest = line.lstrip(self.identchars)
        return line[:len(line) - len(rest)], rest.strip(), line

    def onecmd(self, line):
        """Run a line; true ends the loop."""
        command, arg, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if command is None:
            return self.default(line)
        self.lastcmd = "" if line == "EOF" else line
        action = getattr(self, f"do_{command}", None) if command else None
        return self.default(line) if action is None else action(arg)

    def emptyline(self):
        """Called for an empty line: the last one again."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """Called for a line whose command is unknown."""
        self.stdout.write(f"*** Unknown syntax: {line}\n")

    def completedefault(self, *ignored):
        """Completions for a command that has no complete_*."""
        return []

    def completenames(self, text, *ignored):
        """The commands that begin with the text."""
        return [name.removeprefix("do_") for name in self.get_names() if name.startswith(f"do_{text}")]

    def complete(self, text, state):
        """The state-th completion, for readline."""
        if state == 0:
            import readline
            whole = readline.get_line_buffer()
            line = whole.lstrip()
            begin, end = (at - (len(whole) - len(line)) for at in (readline.get_begidx(), readline.get_endidx()))
            how = self.completenames
            if begin > 0:
                command = self.parseline(line)[0]
                how = getattr(self, f"complete_{command}", self.completedefault) if command else self.completedefault
            self.completion_matches = how(text, line, begin, end)
        return self.completion_matches[state] if state < len(self.completion_matches) else None

    def get_names(self):
        """The names of the class."""
        return dir(self.__class__)

    def complete_help(self, *args):
        """Completions for help: commands and topics."""
        topics = {name.removeprefix("help_") for name in self.get_names() if name.startswith(f"help_{args[0]}")}
        return list(topics.union(self.completenames(*args)))

    def do_help(self, arg):
        """List available commands with "help" or detailed help with "help cmd"."""
        if not arg:
            return self._list_topics()
        if topic := getattr(self, f"help_{arg}", None):
            return topic()
        if doc := getattr(self, f"do_{arg}").__doc__ if hasattr(self, f"do_{arg}") else None:
            from inspect import cleandoc
            doc = cleandoc(doc)
        self.stdout.write(f"{doc or self.nohelp % (arg,)}\n")

    def _list_topics(self):
        names = sorted(set(self.get_names()))
        topics = {name.removeprefix("help_") for name in names if name.startswith("help_")}
        commands = [name.removeprefix("do_") for name in names if name.startswith("do_")]
        described = {name for name in commands if name in topics or getattr(self, f"do_{name}").__doc__}
        self.stdout.write(f"{self.doc_leader}\n")
        self.print_topics(self.doc_header, [name for name in commands if name in described], 15, 80)
        self.print_topics(self.misc_header, sorted(topics.difference(commands)), 15, 80)
        self.print_topics(self.undoc_header, [name for name in commands if name not in described], 15, 80)

    def print_topics(self, header, cmds, cmdlen, maxcol):
        """Names in columns under a header, if there are any."""
        if cmds:
            rule = f"{self.ruler * len(header)}\n" if self.ruler else ""
            self.stdout.write(f"{header}\n{rule}")
            self.columnize(cmds, maxcol - 1)
            self.stdout.write("\n")

    def columnize(self, list, displaywidth=80):
        """Strings in as few rows as the width allows, down and then across."""
        if not list:
            self.stdout.write("<empty>\n")
            return
        if wrong := [str(i) for i, item in enumerate(list) if not isinstance(item, str)]:
            raise TypeError(f"list[i] not a string for i in {', '.join(wrong)}")
        for rows in range(1, len(list) + 1):
            columns = [list[start:start + rows] for start in range(0, len(list), rows)]
            widths = [max(map(len, column)) for column in columns]
            if sum(widths) + 2 * (len(widths) - 1) <= displaywidth:
                break
        if rows == len(list):
            widths = [0]
        for row in range(rows):
            cells = [column[row].ljust(width) for column, width in zip(columns, widths) if row < len(column)]
            self.stdout.write("  ".join(cells).rstrip() + "\n" if len(widths) == 1 else "  ".join(cells) + "\n")
