"""Exceptions, tracebacks and stacks as text.

What lines are marked, and how, the interpreter knows (module _traceback); here are the objects that hold what will be
told, and the order in which it is told.
"""
import collections.abc
import itertools
import linecache
import sys
import _traceback
from _colorize import ANSIColors

__all__ = ["FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack", "extract_tb",
           "format_exc", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb",
           "print_exc", "print_exception", "print_last", "print_stack", "print_tb", "walk_stack",
           "walk_tb"]

BY_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
BY_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
BUILTIN_EXCEPTION_LIMIT = object()    # a limit that says: as the interpreter does
REPEATS = 3     # equal entries in a row that are shown; the rest is counted


class _Implicit:
    def __repr__(self):
        return "<implicit>"


_IMPLICIT = _Implicit()


def _paint(colour, text):
    return f"{colour}{text}{ANSIColors.RESET}" if colour else text


def _safely(to_text, o, what):
    """to_text(o), or a note that it failed."""
    try:
        return to_text(o)
    except Exception:
        return f"<{what} {to_text.__name__}() failed>"


# Stacks

def walk_stack(f):
    """Pairs (frame, line number) from frame f, by default the caller's, outwards."""
    if f is None:
        f = sys._getframe(1)
    return _outwards(f)


def _outwards(f):
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Pairs (frame, line number) of a traceback, the innermost last."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _places(tb):
    """Pairs (frame, (line, end line, column, end column)) of a traceback."""
    while tb is not None:
        code, at = tb.tb_frame.f_code, tb.tb_lasti
        found = next(itertools.islice(code.co_positions(), at // 2, None), None) if at >= 0 else None
        line, *rest = found or (None, None, None, None)
        yield tb.tb_frame, (tb.tb_lineno if line is None else line, *rest)
        tb = tb.tb_next


def clear_frames(tb):
    """Let go of the local variables of all frames of a traceback that have ended."""
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:
            pass    # still running


class FrameSummary:
    """One entry of a stack: a place in a program.

    filename, lineno and name say where; line is the source without indentation;
    end_lineno, colno and end_colno are known for entries of tracebacks; locals maps
    names to reprs of values if that was asked for.
    """

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', 'locals', '_source', '__dict__')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.locals = None
        if locals is not None:
            self.locals = {name: _safely(repr, value, "local") for name, value in locals.items()}
        self._source = None if line is None else line.split("\n")
        if lookup_line:
            self._read()

    def _read(self):
        """The source lines, as they stand in the file."""
        if self._source is None and self.lineno is not None:
            numbers = range(self.lineno, max(self.lineno, self.end_lineno) + 1)
            self._source = [linecache.getline(self.filename, n).rstrip() for n in numbers]
        return self._source

    @property
    def line(self):
        """The first source line without white space around it."""
        lines = self._read()
        return lines[0].strip() if lines else None

    def _marked(self, colorize):
        """The source with marks, indented; empty if there is none."""
        lines = self._read()
        if not lines or not any(map(str.strip, lines)):
            return ""
        if self.colno is None or self.end_colno is None:
            return f"    {self.line}\n"
        return _traceback.marked(lines, self.lineno, self.end_lineno, self.colno, self.end_colno, colorize)

    def _four(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter(self._four())

    def __getitem__(self, i):
        return self._four()[i]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._four()[:3] == other._four()[:3] and self.locals == other.locals
        if isinstance(other, tuple):
            return self._four() == other
        return NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The entries of a stack, ready to be told."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one from pairs (frame, line number), as walk_stack() and walk_tb() give them.

        limit keeps the first entries, or if negative the last ones. lookup_lines reads
        the source now; capture_locals keeps the local variables as text.
        """
        places = ((frame, (line, None, None, None)) for frame, line in frame_gen)
        return cls._of(places, limit, lookup_lines, capture_locals)

    @classmethod
    def _of(cls, places, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            limit = None if limit is None else max(limit, 0)
        if limit is not None:
            if limit >= 0:
                places = itertools.islice(places, limit)
            else:
                places = list(places)[limit:]
        summary = cls()
        files = set()
        for frame, (line, end_line, column, end_column) in places:
            code = frame.f_code
            if code.co_filename not in files:
                files.add(code.co_filename)
                linecache.lazycache(code.co_filename, frame.f_globals)
            summary.append(FrameSummary(code.co_filename, line, code.co_name, lookup_line=False,
                                        locals=frame.f_locals if capture_locals else None,
                                        end_lineno=end_line, colno=column, end_colno=end_column))
        for filename in files:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in summary:
                entry._read()
        return summary

    @classmethod
    def from_list(cls, a_list):
        """Make one from FrameSummary objects or tuples (filename, lineno, name, line)."""
        summary = StackSummary()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            summary.append(entry)
        return summary

    def format_frame_summary(self, frame_summary, **kwargs):
        """An entry as text of several lines. A subclass may return None to leave it out."""
        colorize = kwargs.get("colorize", False)
        colour = colorize and ANSIColors.MAGENTA
        filename = frame_summary.filename
        if filename.startswith("<stdin>"):
            filename = "<stdin>"
        quoted = f'"{filename}"'
        text = (f"  File {_paint(colour, quoted)}, line {_paint(colour, frame_summary.lineno)}, "
                f"in {_paint(colour, frame_summary.name)}\n{frame_summary._marked(colorize)}")
        for name, value in sorted((frame_summary.locals or {}).items()):
            text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        """The entries as text, one string each; of many equal ones in a row the rest is counted."""
        colorize = kwargs.get("colorize", False)
        texts = ((entry, self.format_frame_summary(entry, colorize=colorize)) for entry in self)
        shown = (pair for pair in texts if pair[1] is not None)
        told = []
        for _, run in itertools.groupby(shown, key=lambda pair: (pair[0].filename, pair[0].lineno, pair[0].name)):
            run = [text for _, text in run]
            told += run[:REPEATS]
            more = len(run) - REPEATS
            if more > 0:
                told.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")
        return told


def extract_tb(tb, limit=None):
    """The entries of a traceback as a StackSummary: the first ones, or with a negative limit the last ones."""
    return StackSummary._of(_places(tb), limit)


def extract_stack(f=None, limit=None):
    """The stack from its outermost frame to f, by default the caller, as a StackSummary.

    limit counts from the inner end, or if negative from the outer one.
    """
    if f is None:
        f = sys._getframe(1)
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """Entries of extract_tb() or extract_stack(), or tuples like them, as a list of strings."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print entries of extract_tb() or extract_stack()."""
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    """The entries of a traceback as a list of strings."""
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    _print(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """The stack up to f, by default the caller, as a list of strings."""
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    """Print the stack up to f, by default the caller."""
    _print(extract_stack(sys._getframe(1) if f is None else f, limit).format(), file)


def _print(pieces, file):
    if file is None:
        file = sys.stderr
    for piece in pieces:
        print(piece, file=file, end="")


# Exceptions

class _Tree:
    """Where in the tree of groups the text is."""

    def __init__(self):
        self.level = 0
        self.closed = False     # the last line was the lower edge of a group

    def behind(self, pieces, edge="|"):
        """The pieces, their lines behind the edge of the groups around them."""
        margin = f"{'  ' * self.level}{edge} " if self.level else ""
        for piece in pieces:
            self.closed = False
            yield "".join(margin + line for line in piece.splitlines(True))

    def rule(self, line):
        return f"{'  ' * self.level}{line}\n"


class TracebackException:
    """All that is told of an exception, taken down now and turned into text later.

    The exception itself is not kept alive. __cause__, __context__ and exceptions hold
    objects of this class too.
    """

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth)
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        # Without recursion: chains may be long.
        waiting = [(self, exc_type, exc_value, exc_traceback)]
        while waiting:
            node, kind, value, tb = waiting.pop()
            node._take(kind, value, tb, save_exc_type, **options)

            def related(e):
                other = object.__new__(type(self))
                waiting.append((other, type(e), e, e.__traceback__))
                return other

            def earlier(e):
                if e is None or id(e) in seen:
                    return None
                seen.add(id(e))
                return related(e)

            if value is None:
                continue
            node.__suppress_context__ = value.__suppress_context__
            node.__cause__ = earlier(value.__cause__)
            hidden = compact and (node.__cause__ is not None or value.__suppress_context__)
            node.__context__ = None if hidden else earlier(value.__context__)
            if isinstance(value, BaseExceptionGroup):
                node.exceptions = [related(e) for e in value.exceptions]

    def _take(self, kind, value, tb, save_exc_type, limit, lookup_lines, capture_locals, max_group_width,
              max_group_depth):
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.exceptions = self.__cause__ = self.__context__ = None
        self.__suppress_context__ = False
        self.stack = StackSummary._of(_places(tb), limit, lookup_lines, capture_locals)
        self._has_traceback = tb is not None
        self._exc_type = kind if save_exc_type else None
        self.exc_type_qualname = self.exc_type_module = None
        if kind is not None:
            self.exc_type_qualname = kind.__qualname__
            self.exc_type_module = kind.__module__
        self._str = _safely(str, value, "exception")
        try:
            self.__notes__ = getattr(value, "__notes__", None)
        except Exception as e:
            self.__notes__ = [f"Ignored error getting __notes__: {_safely(repr, e, '__notes__')}"]
        self._is_syntax_error = False
        if kind is not None and issubclass(kind, SyntaxError):
            self._is_syntax_error = True
            self.filename = value.filename
            self.lineno = None if value.lineno is None else str(value.lineno)
            self.end_lineno = None if value.end_lineno is None else str(value.end_lineno)
            self.text = value.text
            self.offset = value.offset
            self.end_offset = value.end_offset
            self.msg = value.msg
        elif value is not None and isinstance(value, (ImportError, NameError, AttributeError)):
            try:
                self._str += _traceback.hint(value, tb)
            except Exception:
                pass    # only a hint

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception, with its traceback."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the class, with its module unless everybody knows it."""
        if self.exc_type_qualname is None:
            return None
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return self.exc_type_qualname
        return f"{module if isinstance(module, str) else '<unknown>'}.{self.exc_type_qualname}"

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = object.__hash__

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """What is said of the exception itself, piece by piece.

        Only syntax errors and notes make it more than one. With show_group the members
        of a group follow, indented.
        """
        pieces = self._summary(kwargs.get("colorize", False))
        if _depth:
            pieces = (" " * 3 * _depth + line for piece in pieces for line in piece.splitlines(True))
        yield from pieces
        if show_group:
            for member in self.exceptions or ():
                yield from member.format_exception_only(show_group=True, _depth=_depth + 1, **kwargs)

    def _summary(self, colorize):
        message, suffix = self._str, ""
        if self.exc_type_qualname is None:
            yield f"NoneType: {message}\n"
            return
        if self._is_syntax_error:
            yield from self._place(colorize)
            message = str(self.msg or "<no detail available>")
            if self.lineno is None and self.filename is not None:
                suffix = f" ({self.filename})"
        kind = _paint(colorize and ANSIColors.BOLD_MAGENTA, self.exc_type_str)
        if message:
            yield f"{kind}: {_paint(colorize and ANSIColors.MAGENTA, message)}{suffix}\n"
        else:
            yield f"{kind}\n"
        notes = self.__notes__
        if isinstance(notes, collections.abc.Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                for line in _safely(str, note, "note").split("\n"):
                    yield line + "\n"
        elif notes is not None:
            yield _safely(repr, notes, "__notes__") + "\n"

    def _place(self, colorize):
        """Where a syntax error is."""
        if self.lineno is not None:
            colour = colorize and ANSIColors.MAGENTA
            quoted = '"{}"'.format("<string>" if self.filename is None else self.filename)
            yield f"  File {_paint(colour, quoted)}, line {_paint(colour, self.lineno)}\n"
        if self.text is not None:
            if not (isinstance(self.text, str) and isinstance(self.offset, (int, type(None)))):
                raise TypeError("a SyntaxError with a place that makes no sense")
            shown = _traceback.placed(self.text, self.offset, self.end_offset, self.lineno == self.end_lineno, colorize)
            yield from shown.splitlines(True)

    def format(self, *, chain=True, **kwargs):
        """The whole text, piece by piece: what led to the exception, its stack, and what is said of it."""
        yield from self._story(_Tree(), chain, kwargs.get("colorize", False))

    def _story(self, tree, chain, colorize):
        chapters = [(self, None)]
        while chain:
            last = chapters[-1][0]
            if last.__cause__ is not None:
                chapters.append((last.__cause__, BY_CAUSE))
            elif last.__context__ is not None and not last.__suppress_context__:
                chapters.append((last.__context__, BY_CONTEXT))
            else:
                break
        # The words between two exceptions stand with the earlier one, which they follow in the text.
        for node, link in reversed(chapters):
            if node.exceptions is None:
                yield from tree.behind(node._stack_pieces("", colorize))
                yield from tree.behind(node._summary(colorize))
            else:
                yield from node._group(tree, chain, colorize)
            if link is not None:
                yield from tree.behind([link])

    def _stack_pieces(self, what, colorize):
        if self._has_traceback and self.stack:
            yield f"{what}Traceback (most recent call last):\n"
            yield from self.stack.format(colorize=colorize)

    def _group(self, tree, chain, colorize):
        if tree.level > self.max_group_depth:
            yield from tree.behind([f"... (max_group_depth is {self.max_group_depth})\n"])
            return
        outermost = tree.level == 0
        tree.level += outermost
        edge = "+" if outermost else "|"
        for piece in self._stack_pieces("Exception Group ", colorize):
            yield from tree.behind([piece], edge)
            edge = "|"
        yield from tree.behind(self._summary(colorize))
        corner, width = "+-", self.max_group_width
        bar = "-" * 16
        for number, member in enumerate(self.exceptions[:width], 1):
            yield tree.rule(f"{corner}+{bar} {number} {bar}")
            corner = "  "
            tree.level += 1
            yield from member._story(tree, chain, False)
            tree.level -= 1
        more = len(self.exceptions) - width
        if more > 0:
            yield tree.rule(f"{corner}+{bar} ... {bar}")
        tree.level += 1
        if more > 0:
            yield from tree.behind([f"and {more} more exception{'s' if more > 1 else ''}\n"])
        if not tree.closed:
            yield tree.rule("+------------------------------------")
            tree.closed = True
        tree.level -= 1 + outermost

    def print(self, *, file=None, chain=True, **kwargs):
        """Print the whole text."""
        _print(self.format(chain=chain, colorize=kwargs.get("colorize", False)), file)


def _value_and_traceback(exc, value, tb):
    """What is meant by either an exception alone or the three values of sys.exc_info()."""
    if (value is _IMPLICIT) != (tb is _IMPLICIT):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _IMPLICIT:
        return value, tb
    if exc is None:
        return None, None
    if not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, exc.__traceback__


def _pieces(exc, value, tb, limit, chain, colorize):
    value, tb = _value_and_traceback(exc, value, tb)
    kind = None if value is None else type(value)
    return TracebackException(kind, value, tb, limit=limit, compact=True).format(chain=chain, colorize=colorize)


def format_exception(exc, /, value=_IMPLICIT, tb=_IMPLICIT, limit=None, chain=True, **kwargs):
    """An exception with its stack, and those that led to it unless chain is false, as a list of strings."""
    return list(_pieces(exc, value, tb, limit, chain, kwargs.get("colorize", False)))


def print_exception(exc, /, value=_IMPLICIT, tb=_IMPLICIT, limit=None, file=None, chain=True, **kwargs):
    """Print an exception with its stack, and those that led to it unless chain is false."""
    _print(_pieces(exc, value, tb, limit, chain, kwargs.get("colorize", False)), file)


def format_exception_only(exc, /, value=_IMPLICIT, *, show_group=False, **kwargs):
    """An exception without its stack, as a list of strings."""
    value = exc if value is _IMPLICIT else value
    kind = None if value is None else type(value)
    told = TracebackException(kind, value, None, compact=True)
    return list(told.format_exception_only(show_group=show_group, colorize=kwargs.get("colorize", False)))


def format_exc(limit=None, chain=True):
    """The exception that is being handled, as one string."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught, at the prompt."""
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    elif hasattr(sys, "last_type"):
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)
    else:
        raise ValueError("no last exception")
