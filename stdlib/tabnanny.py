"""Finds indentation whose meaning depends on how wide a tab is."""
import os
import sys
import tokenize

__version__ = "6"
__all__ = ["check", "NannyNag", "process_tokens"]

verbose = 0
filename_only = 0


def errprint(*args):
    sys.stderr.write(" ".join(map(str, args)) + "\n")
    sys.exit(1)


class NannyNag(Exception):
    """A line is indented ambiguously."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_lineno(self):
        return self.lineno

    def get_msg(self):
        return self.msg

    def get_line(self):
        return self.line


def check(file):
    """Check a file, or the Python files of a directory and below; print what is wrong."""
    if os.path.isdir(file) and not os.path.islink(file):
        if verbose:
            print("%r: listing directory" % (file,))
        for name in os.listdir(file):
            path = os.path.join(file, name)
            if os.path.isdir(path) and not os.path.islink(path) \
                    or os.path.normcase(name[-3:]) == ".py":
                check(path)
        return
    try:
        f = tokenize.open(file)
    except OSError as msg:
        errprint("%r: I/O Error: %s" % (file, msg))
        return
    if verbose > 1:
        print("checking %r ..." % file)
    try:
        process_tokens(tokenize.generate_tokens(f.readline))
    except tokenize.TokenError as msg:
        errprint("%r: Token Error: %s" % (file, msg))
        return
    except TabError as e:
        # The tokenizer has found it already.
        line = (e.text or '').rstrip('\n')
        if verbose:
            print("%r: *** Line %d: trouble in tab city! ***" % (file, e.lineno))
            print("offending line: %r" % (line,))
            print(e.msg)
        elif filename_only:
            print(file)
        else:
            print(file, e.lineno, repr(line))
        return
    except IndentationError as msg:
        errprint("%r: Indentation Error: %s" % (file, msg))
        return
    except SyntaxError as msg:
        errprint("%r: Syntax Error: %s" % (file, msg))
        return
    except NannyNag as nag:
        line = nag.get_line()
        if verbose:
            print("%r: *** Line %d: trouble in tab city! ***" % (file, nag.get_lineno()))
            print("offending line: %r" % (line,))
            print(nag.get_msg())
        else:
            if ' ' in file:
                file = '"' + file + '"'
            if filename_only:
                print(file)
            else:
                print(file, nag.get_lineno(), repr(line))
        return
    finally:
        f.close()
    if verbose:
        print("%r: Clean bill of health." % (file,))


class Whitespace:
    """The white space that a line begins with: its width for each width of tabs."""

    S, T = ' \t'

    def __init__(self, ws):
        self.raw = ws
        self.n = 0              # characters
        self.nt = 0             # tabs
        spaces = 0
        runs = {}               # how many tabs have so many spaces before them
        for c in ws:
            if c == ' ':
                self.n += 1
                spaces += 1
            elif c == '\t':
                self.n += 1
                self.nt += 1
                runs[spaces] = runs.get(spaces, 0) + 1
                spaces = 0
            else:
                break
        self.runs = runs
        self.trailing = spaces
        self.is_simple = sum(runs.values()) == runs.get(0, 0)

    def longest_run_of_spaces(self):
        return max([*self.runs, self.trailing])

    def indent_level(self, tabsize):
        """The column it reaches."""
        il = sum(spaces // tabsize * count for spaces, count in self.runs.items())
        return self.trailing + tabsize * (il + self.nt)

    def _key(self):
        return self.runs, self.trailing

    def equal(self, other):
        """Whether both reach the same column, whatever a tab is."""
        return self._key() == other._key()

    def _sizes(self, other):
        return range(1, max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 2)

    def not_equal_witness(self, other):
        """[(tab width, columns)] where they differ."""
        return [(ts, self.indent_level(ts), other.indent_level(ts)) for ts in self._sizes(other)
                if self.indent_level(ts) != other.indent_level(ts)]

    def less(self, other):
        """Whether it always reaches less far than the other."""
        if self.n >= other.n:
            return False
        if self.is_simple and other.is_simple:
            return self.nt <= other.nt
        return not self.not_less_witness(other)

    def not_less_witness(self, other):
        """[(tab width, columns)] where it reaches as far or farther."""
        return [(ts, self.indent_level(ts), other.indent_level(ts)) for ts in self._sizes(other)
                if self.indent_level(ts) >= other.indent_level(ts)]


def format_witnesses(w):
    sizes = [str(item[0]) for item in w]
    return ("at tab size" + ("s" if len(w) > 1 else "")) + " " + ', '.join(sizes)


def process_tokens(tokens):
    """Check tokens; NannyNag at the first ambiguous line."""
    ignored = (tokenize.COMMENT, tokenize.NL)
    indents = [Whitespace("")]
    check_equal = 0
    for kind, text, start, end, line in tokens:
        if kind == tokenize.NEWLINE:
            check_equal = 1
        elif kind == tokenize.INDENT:
            check_equal = 0
            this = Whitespace(text)
            if not indents[-1].less(this):
                witness = indents[-1].not_less_witness(this)
                raise NannyNag(start[0], "indent not greater e.g. " + format_witnesses(witness),
                               line)
            indents.append(this)
        elif kind == tokenize.DEDENT:
            check_equal = 1
            del indents[-1]
        elif check_equal and kind not in ignored:
            check_equal = 0
            this = Whitespace(line)
            if not indents[-1].equal(this):
                witness = indents[-1].not_equal_witness(this)
                raise NannyNag(start[0], "indent not equal e.g. " + format_witnesses(witness), line)


def main():
    """python -m tabnanny"""
    import getopt
    global verbose, filename_only
    try:
        opts, args = getopt.getopt(sys.argv[1:], "qv")
    except getopt.error as msg:
        errprint(msg)
    for o, a in opts:
        if o == '-q':
            filename_only += 1
        if o == '-v':
            verbose += 1
    if not args:
        errprint("Usage:", sys.argv[0], "[-v] file_or_directory ...")
    for arg in args:
        check(arg)


if __name__ == '__main__':
    main()
