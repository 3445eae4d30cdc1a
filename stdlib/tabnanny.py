"""Finds indentation whose meaning depends on how wide a tab is."""
import os
import sys
import tokenize

__version__ = "6"
__all__ = ["check", "NannyNag", "process_tokens"]

verbose = 0
filename_only = 0


def errprint(*args):
    """Print to stderr and end the program."""
    print(*args, file=sys.stderr)
    sys.exit(1)


class NannyNag(Exception):
    """A line is indented ambiguously."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        """The number of the line."""
        return self.lineno

    def get_msg(self):
        """What is wrong."""
        return self.msg

    def get_line(self):
        """The line."""
        return self.line


def check(file):
    """Check a file, or the Python files of a directory and below; print what is wrong."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print(f"{file!r}: listing directory")
        for name in os.listdir(file):
            path = os.path.join(file, name)
            if os.path.isdir(path) and not os.path.islink(path) or os.path.normcase(name).endswith(".py"):
                check(path)
        return
    problem = None
    try:
        with tokenize.open(file) as source:
            if verbose > 1:
                print(f"checking {file!r} ...")
            process_tokens(tokenize.generate_tokens(source.readline))
    except NannyNag as nag:
        _complain(file, nag)
        return
    except TabError as error:
        _complain(file, NannyNag(error.lineno, error.msg, error.text and error.text.rstrip("\n")))
        return
    except OSError as error:
        problem = f"I/O Error: {error}"
    except tokenize.TokenError as error:
        problem = f"Token Error: {error}"
    except IndentationError as error:
        problem = f"Indentation Error: {error}"
    except SyntaxError as error:
        problem = f"Syntax Error: {error}"
    if problem:
        errprint(f"{file!r}: {problem}")
    elif verbose:
        print(f"{file!r}: Clean bill of health.")


def _complain(file, nag):
    if verbose:
        print(f"{file!r}: *** Line {nag.lineno}: trouble in tab city! ***")
        print(f"offending line: {nag.line!r}")
        print(nag.msg)
    else:
        shown = f'"{file}"' if " " in file else file
        print(*((shown,) if filename_only else (shown, nag.lineno, repr(nag.line))))


class Whitespace:
    """The white space that a line begins with: its width for each width of tabs."""

    S, T = " \t"

    def __init__(self, ws):
        self.raw = ws[:len(ws) - len(ws.lstrip(" \t"))]

    def longest_run_of_spaces(self):
        """How many spaces stand together at most."""
        return max(map(len, self.raw.split(self.T)))

    def indent_level(self, tabsize):
        """The column it reaches."""
        return len(self.raw.expandtabs(tabsize))

    def _widths(self, other):
        """(tab width, column of this, column of the other) for all widths of tabs that make a difference."""
        for size in range(1, max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 2):
            yield size, self.indent_level(size), other.indent_level(size)

    def equal(self, other):
        """Whether both reach the same column, whatever a tab is."""
        return not self.not_equal_witness(other)

    def not_equal_witness(self, other):
        """[(tab width, columns)] where they differ."""
        return [row for row in self._widths(other) if row[1] != row[2]]

    def less(self, other):
        """Whether it always reaches less far than the other."""
        return not self.not_less_witness(other)

    def not_less_witness(self, other):
        """[(tab width, columns)] where it reaches as far or farther."""
        return [row for row in self._widths(other) if row[1] >= row[2]]


def format_witnesses(w):
    """The widths of tabs in question."""
    return f"at tab size{'s' * (len(w) > 1)} {', '.join(str(row[0]) for row in w)}"


def process_tokens(tokens):
    """Check tokens; NannyNag at the first ambiguous line."""
    margins, fresh = [Whitespace("")], False
    for kind, text, (row, _), _, line in tokens:
        if kind in (tokenize.COMMENT, tokenize.NL):
            continue
        trouble = None
        if kind == tokenize.INDENT:
            inner = Whitespace(text)
            trouble = "greater", margins[-1].not_less_witness(inner)
            margins.append(inner)
            fresh = False
        elif kind in (tokenize.NEWLINE, tokenize.DEDENT):
            fresh = True
            if kind == tokenize.DEDENT:
                margins.pop()
        elif fresh:
            fresh = False
            trouble = "equal", margins[-1].not_equal_witness(Whitespace(line))
        if trouble and trouble[1]:
            raise NannyNag(row, f"indent not {trouble[0]} e.g. {format_witnesses(trouble[1])}", line)


def main():
    """python -m tabnanny"""
    import getopt
    global verbose, filename_only
    try:
        options, places = getopt.getopt(sys.argv[1:], "qv")
    except getopt.error as error:
        errprint(error)
    for option, _ in options:
        filename_only += option == "-q"
        verbose += option == "-v"
    if not places:
        errprint("Usage:", sys.argv[0], "[-v] file_or_directory ...")
    for place in places:
        check(place)


if __name__ == "__main__":
    main()
