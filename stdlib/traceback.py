"""Exceptions, tracebacks and stacks as text."""
import sys
import linecache
import _collections_abc
import _colorize
from _colorize import ANSIColors

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only',
           'format_list', 'format_stack', 'format_tb', 'print_exc', 'format_exc',
           'print_exception', 'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb']

_cause_message = (
    "\nThe above exception was the direct cause of the following exception:\n\n")
_context_message = (
    "\nDuring handling of the above exception, another exception occurred:\n\n")

_RECURSIVE_CUTOFF = 3       # more equal lines than this are only counted


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def print_list(extracted_list, file=None):
    """Print entries that extract_tb() or extract_stack() gave."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """Lines for entries that extract_tb() or extract_stack() gave."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print up to limit entries of a traceback; a negative limit means the last ones."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """format_list(extract_tb(tb, limit))"""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """A StackSummary of up to limit entries of a traceback."""
    return StackSummary._extract(_walk_tb_positions(tb), limit=limit)


def _parse_value_tb(exc, value, tb):
    """The (value, traceback) meant by the arguments of print_exception() and its like."""
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _sentinel:
        if exc is not None:
            if isinstance(exc, BaseException):
                return exc, exc.__traceback__
            raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
        return None, None
    return value, tb


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True,
                    **kwargs):
    """Print an exception with its traceback, and those that led to it unless chain is false."""
    colorize = kwargs.get("colorize", False)
    value, tb = _parse_value_tb(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    te.print(file=file, chain=chain, colorize=colorize)


BUILTIN_EXCEPTION_LIMIT = object()


def _print_exception_bltin(exc, /):
    file = sys.stderr if sys.stderr is not None else sys.__stderr__
    return print_exception(exc, limit=BUILTIN_EXCEPTION_LIMIT, file=file,
                           colorize=_colorize.can_colorize())


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """What print_exception() prints, as a list of strings that end with line ends."""
    colorize = kwargs.get("colorize", False)
    value, tb = _parse_value_tb(exc, value, tb)
    te = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(te.format(chain=chain, colorize=colorize))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The exception without its traceback, as a list of strings.

    Several only for syntax errors, for notes and, with show_group, for groups.
    """
    colorize = kwargs.get("colorize", False)
    if value is _sentinel:
        value = exc
    te = TracebackException(type(value), value, None, compact=True)
    return list(te.format_exception_only(show_group=show_group, colorize=colorize))


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f'<{what} {func.__name__}() failed>'


def _format_final_exc_line(etype, value, *, insert_final_newline=True, colorize=False):
    text = _safe_string(value, 'exception')
    end = "\n" if insert_final_newline else ""
    if value is None or not text:
        if colorize:
            etype = f"{ANSIColors.BOLD_MAGENTA}{etype}{ANSIColors.RESET}"
        return f"{etype}{end}"
    if colorize:
        return (f"{ANSIColors.BOLD_MAGENTA}{etype}{ANSIColors.RESET}: "
                f"{ANSIColors.MAGENTA}{text}{ANSIColors.RESET}{end}")
    return f"{etype}: {text}{end}"


def print_exc(limit=None, file=None, chain=True):
    """print_exception() of the exception being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc() prints, as a string."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """print_exception() of the exception that last ended an interactive statement."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback,
                        limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Print the stack from where it is called, or from frame f."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """format_list(extract_stack(f, limit))"""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """A StackSummary from the outermost frame to the caller, or to frame f."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Clear the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass        # still running
        tb = tb.tb_next


class FrameSummary:
    """One entry of a StackSummary: file name, line number, function name, positions.

    line is read when it is asked for; locals holds reprs of the variables,
    if they were captured.
    """

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_lines',
                 '_lines_dedented', 'locals', '_code')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        if locals:
            self.locals = {k: _safe_string(v, 'local', func=repr) for k, v in locals.items()}
        else:
            self.locals = None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return "<FrameSummary file {filename}, line {lineno} in {name}>".format(
            filename=self.filename, lineno=self.lineno, name=self.name)

    def __len__(self):
        return 4

    def _set_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            lines = []
            for lineno in range(self.lineno, self.end_lineno + 1):
                # What the loader or the interactive interpreter knows goes first.
                line = linecache.getline(self.filename, lineno).rstrip()
                if not line and self._code is not None and self.filename.startswith("<"):
                    line = linecache._getline_from_code(self._code, lineno).rstrip()
                lines.append(line)
            self._lines = "\n".join(lines) + "\n"

    @property
    def _original_lines(self):
        """The lines of the entry with their indentation."""
        self._set_lines()
        return self._lines

    @property
    def _dedented_lines(self):
        self._set_lines()
        if self._lines_dedented is None and self._lines is not None:
            from textwrap import dedent
            self._lines_dedented = dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first line, stripped; None if there is none."""
        self._set_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


def walk_stack(f):
    """Pairs (frame, line number) from frame f (default: the caller) outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Pairs (frame, line number) of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_tb_positions(tb):
    """Pairs (frame, (line, end line, column, end column)) of a traceback."""
    while tb is not None:
        positions = _get_code_position(tb.tb_frame.f_code, tb.tb_lasti)
        if positions[0] is None:
            positions = (tb.tb_lineno,) + tuple(positions[1:])
        yield tb.tb_frame, positions
        tb = tb.tb_next


def _get_code_position(code, instruction_index):
    if instruction_index < 0:
        return (None, None, None, None)
    from itertools import islice
    return next(islice(code.co_positions(), instruction_index // 2, None),
                (None, None, None, None))


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one from pairs (frame, line number).

        limit keeps that many entries, the last ones if negative; lookup_lines
        reads source lines now, not later; capture_locals keeps reprs of the
        local variables.
        """
        return klass._extract(((f, (lineno, None, None, None)) for f, lineno in frame_gen),
                              limit=limit, lookup_lines=lookup_lines,
                              capture_locals=capture_locals)

    @classmethod
    def _extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        builtin_limit = limit is BUILTIN_EXCEPTION_LIMIT
        if limit is None or builtin_limit:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if builtin_limit:
                # The interpreter itself shows the innermost entries.
                frame_gen = tuple(frame_gen)
                frame_gen = frame_gen[len(frame_gen) - limit:] if limit else ()
            elif limit >= 0:
                from itertools import islice
                frame_gen = islice(frame_gen, limit)
            else:
                from _collections import deque
                frame_gen = deque(frame_gen, maxlen=-limit)

        result = klass()
        fnames = set()
        for f, (lineno, end_lineno, colno, end_colno) in frame_gen:
            co = f.f_code
            filename = co.co_filename
            if filename not in fnames:
                fnames.add(filename)
                linecache.lazycache(filename, f.f_globals)
            result.append(FrameSummary(
                filename, lineno, co.co_name, lookup_line=False,
                locals=f.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno, _code=co))
        for filename in fnames:
            linecache.checkcache(filename)
        if lookup_lines:
            for f in result:
                f.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or 4-tuples."""
        result = StackSummary()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The lines for one entry, as one string; None leaves the entry out."""
        colorize = kwargs.get("colorize", False)
        filename = frame_summary.filename
        if filename.startswith("<stdin>-"):
            filename = "<stdin>"
        if colorize:
            m, r = ANSIColors.MAGENTA, ANSIColors.RESET
        else:
            m = r = ""
        row = [f'  File {m}"{filename}"{r}, line {m}{frame_summary.lineno}{r}, '
               f'in {m}{frame_summary.name}{r}\n']
        if frame_summary._dedented_lines and frame_summary._dedented_lines.strip():
            if frame_summary.colno is None or frame_summary.end_colno is None:
                row.append('    ' + frame_summary.line + "\n")
            else:
                row.append(_marked_source(self, frame_summary, colorize))
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                row.append('    {name} = {value}\n'.format(name=name, value=value))
        return ''.join(row)

    def _should_show_carets(self, start_offset, end_offset, all_lines, anchors):
        """Carets say nothing where they would mark the whole statement or its one call."""
        try:
            import ast
            tree = ast.parse('\n'.join(all_lines))
        except (SyntaxError, ImportError, ValueError):
            pass
        else:
            if not tree.body:
                return False
            statement = tree.body[0]
            call = None
            if isinstance(statement, ast.Return):
                if (isinstance(statement.value, ast.Call)
                        and isinstance(statement.value.func, ast.Name)):
                    call = statement.value
            elif isinstance(statement, ast.Assign):
                if (isinstance(statement.value, ast.Call) and len(statement.targets) == 1
                        and isinstance(statement.targets[0], ast.Name)):
                    call = statement.value
            if (call is not None and call.lineno == 1 and call.end_lineno == len(all_lines)
                    and call.col_offset == start_offset and call.end_col_offset == end_offset):
                return False
        if anchors:
            return True
        return bool(all_lines[0][:start_offset].lstrip() or all_lines[-1][end_offset:].rstrip())

    def format(self, **kwargs):
        """A list of strings, one per entry; what repeats too often is only counted."""
        colorize = kwargs.get("colorize", False)
        result = []
        last = None
        count = 0

        def repeated():
            more = count - _RECURSIVE_CUTOFF
            return f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n'

        for frame_summary in self:
            formatted = self.format_frame_summary(frame_summary, colorize=colorize)
            if formatted is None:
                continue
            key = frame_summary.filename, frame_summary.lineno, frame_summary.name
            if None in key or key != last:
                if count > _RECURSIVE_CUTOFF:
                    result.append(repeated())
                last = key
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(formatted)
        if count > _RECURSIVE_CUTOFF:
            result.append(repeated())
        return result


def _marked_source(summary, frame, colorize):
    """The source lines of an entry with carets under the part that was running."""
    all_lines_original = frame._original_lines.splitlines()
    first_line = all_lines_original[0]
    # Positions count bytes of the original lines; text is shown dedented.
    start_offset = _byte_offset_to_character_offset(first_line, frame.colno)
    last_original = (all_lines_original[frame.end_lineno - frame.lineno]
                     if frame.end_lineno - frame.lineno < len(all_lines_original)
                     else all_lines_original[-1])
    end_offset = _byte_offset_to_character_offset(last_original, frame.end_colno)
    all_lines = frame._dedented_lines.splitlines()[:frame.end_lineno - frame.lineno + 1]
    dedent_characters = len(first_line) - len(all_lines[0])
    start_offset = max(0, start_offset - dedent_characters)
    end_offset = max(0, end_offset - dedent_characters)

    # Line ends of the segment, in characters of the dedented lines.
    segment = "\n".join(all_lines)
    segment = segment[start_offset:len(segment) - (len(all_lines[-1]) - end_offset)]
    anchors = None
    try:
        anchors = _extract_caret_anchors_from_line_segment(segment)
    except AssertionError:
        pass
    last = len(all_lines) - 1
    significant = {0, last}
    if anchors is not None:
        left_line, left_col, right_line, right_col = anchors
        if left_line == 0:
            left_col += start_offset
        if right_line == 0:
            right_col += start_offset
        anchors = left_line, left_col, right_line, right_col
        for middle in (left_line, right_line):
            significant.update(range(middle - 1, middle + 2))
        significant.discard(-1)
        significant.discard(len(all_lines))

    show_carets = summary._should_show_carets(start_offset, end_offset, all_lines, anchors)
    result = []
    previous = -1
    for lineno in sorted(significant):
        skipped = lineno - previous - 1
        if skipped == 1:
            _add_line(result, all_lines, previous + 1, start_offset, end_offset, anchors,
                      show_carets, colorize)
        elif skipped > 1:
            result.append(f'...<{skipped} lines>...\n')
        _add_line(result, all_lines, lineno, start_offset, end_offset, anchors, show_carets,
                  colorize)
        previous = lineno
    return ''.join('    ' + line + '\n' for line in ''.join(result).splitlines())


def _add_line(result, all_lines, lineno, start_offset, end_offset, anchors, show_carets,
              colorize):
    """Append one source line and its line of carets."""
    line = all_lines[lineno]
    if not show_carets:
        result.append(line + "\n")
        return
    num_spaces = len(line) - len(line.lstrip())
    start = start_offset if lineno == 0 else num_spaces
    end = end_offset if lineno == len(all_lines) - 1 else len(line.rstrip())

    def mark(col):
        if not start <= col < end or col < num_spaces:
            return ' '
        if anchors is None:
            return '^'
        left_line, left_col, right_line, right_col = anchors
        if (left_line, left_col) <= (lineno, col) < (right_line, right_col):
            return '^'
        return '~'

    marks = [mark(col) for col in range(len(line))]
    if end > len(line):
        marks.extend(mark(col) for col in range(len(line), end))
    if colorize:
        result.append(_coloured(line, marks) + "\n")
    else:
        result.append(line + "\n")
    # A wide character needs as many carets as it has columns.
    if line.isascii():
        carets = ''.join(marks)
    else:
        carets = ''.join(m * (_char_width(line[i]) if i < len(line) else 1)
                         for i, m in enumerate(marks))
    carets = carets.rstrip()
    if colorize:
        carets = _coloured(carets, carets)
    result.append(carets + "\n")


def _coloured(text, marks):
    """text with colours where marks has ^ (strong) or ~ (light)."""
    from itertools import groupby
    out = []
    i = 0
    for mark, run in groupby(marks):
        n = len(list(run))
        part = text[i:i + n]
        i += n
        if mark == '^':
            part = ANSIColors.BOLD_RED + part + ANSIColors.RESET
        elif mark == '~':
            part = ANSIColors.RED + part + ANSIColors.RESET
        out.append(part)
    out.append(text[i:])
    return ''.join(out)


def _byte_offset_to_character_offset(str, offset):
    if str.isascii():
        return offset
    return len(str.encode('utf-8')[:offset].decode("utf-8", errors="replace"))


def _extract_caret_anchors_from_line_segment(segment):
    """Where the operator, the index or the argument list of an expression is.

    (line, column) of its begin and end within segment, both lines from 0;
    None if the segment is no binary operation, subscript or call.
    """
    try:
        import ast
        # in parentheses line ends do no harm
        tree = ast.parse(f"(\n{segment}\n)")
    except (SyntaxError, ImportError, ValueError):
        return None
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    lines = segment.splitlines()

    def end_of(node):
        lineno = node.end_lineno - 2
        return lineno, _byte_offset_to_character_offset(lines[lineno], node.end_col_offset)

    def skip(lineno, col, stop=None):
        """The next character that is no space, bracket, comment or continuation."""
        while lineno < len(lines):
            line = lines[lineno]
            while col < len(line):
                ch = line[col]
                if ch in '#\\':
                    break
                if stop is not None:
                    if ch == stop:
                        return lineno, col
                elif not ch.isspace() and ch != ')':
                    return lineno, col
                col += 1
            lineno += 1
            col = 0
        raise AssertionError

    expr = tree.body[0].value
    if isinstance(expr, ast.BinOp):
        lineno, col = skip(*end_of(expr.left))
        line = lines[lineno]
        end = col + 1
        if end < len(line) and not line[end].isspace() and line[end] not in '\\#':
            # an operator of two characters, unless an operand follows at once
            if line[col:end + 1] in ('**', '//', '<<', '>>'):
                end += 1
        return lineno, col, lineno, end
    if isinstance(expr, ast.Subscript):
        left = skip(*end_of(expr.value), '[')
        lineno, col = skip(*end_of(expr.slice), ']')
        return *left, lineno, col + 1
    if isinstance(expr, ast.Call):
        left = skip(*end_of(expr.func), '(')
        return *left, *end_of(expr)
    return None


def _char_width(ch):
    if ch.isascii():
        return 1
    from unicodedata import east_asian_width
    return 2 if east_asian_width(ch) in 'WF' else 1


def _display_width(line, offset):
    """Columns that the first offset characters of line take on a terminal."""
    if line.isascii():
        return offset
    return sum(_char_width(ch) for ch in line[:offset])


class _ExceptionPrintContext:
    """How deep in groups the formatting is, and whether a frame must be closed."""

    def __init__(self):
        self.seen = set()
        self.exception_group_depth = 0
        self.need_close = False

    def indent(self):
        return ' ' * (2 * self.exception_group_depth)

    def emit(self, text_gen, margin_char=None):
        if margin_char is None:
            margin_char = '|'
        prefix = self.indent()
        if self.exception_group_depth:
            prefix += margin_char + ' '
        for text in (text_gen,) if isinstance(text_gen, str) else text_gen:
            yield ''.join([prefix + line for line in text.splitlines(True)]) if prefix else text


class TracebackException:
    """An exception ready to be formatted: all that is needed is taken from it at once.

    stack, exceptions (of a group), __cause__, __context__, __notes__ and
    exc_type_str; syntax errors also have filename, lineno, text, offset, msg.
    """

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 save_exc_type=True, _seen=None):
        is_recursive_call = _seen is not None
        if _seen is None:
            _seen = set()
        _seen.add(id(exc_value))

        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(_walk_tb_positions(exc_traceback), limit=limit,
                                           lookup_lines=lookup_lines,
                                           capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, 'exception')
        try:
            self.__notes__ = getattr(exc_value, '__notes__', None)
        except Exception as e:
            self.__notes__ = [
                f'Ignored error getting __notes__: {_safe_string(e, "__notes__", repr)}']

        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = None
            self.exc_type_module = None

        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            lno = exc_value.lineno
            self.lineno = str(lno) if lno is not None else None
            end_lno = exc_value.end_lineno
            self.end_lineno = str(end_lno) if end_lno is not None else None
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            self._is_syntax_error = True
        elif (exc_type and issubclass(exc_type, ImportError)
              and getattr(exc_value, "name_from", None) is not None):
            wrong_name = getattr(exc_value, "name_from", None)
            suggestion = _compute_suggestion_error(exc_value, exc_traceback, wrong_name)
            if suggestion:
                self._str += f". Did you mean: '{suggestion}'?"
        elif (exc_type and issubclass(exc_type, (NameError, AttributeError))
              and getattr(exc_value, "name", None) is not None):
            wrong_name = getattr(exc_value, "name", None)
            suggestion = _compute_suggestion_error(exc_value, exc_traceback, wrong_name)
            if suggestion:
                self._str += f". Did you mean: '{suggestion}'?"
            if issubclass(exc_type, NameError):
                wrong_name = getattr(exc_value, "name", None)
                if wrong_name is not None and wrong_name in sys.stdlib_module_names:
                    if suggestion:
                        self._str += f" Or did you forget to import '{wrong_name}'?"
                    else:
                        self._str += f". Did you forget to import '{wrong_name}'?"
        if lookup_lines:
            for frame in self.stack:
                frame.line
        self.__suppress_context__ = (
            exc_value.__suppress_context__ if exc_value is not None else False)

        self.__cause__ = self.__context__ = self.exceptions = None
        if is_recursive_call:
            return
        # The exceptions behind this one, breadth first: chains can be long.
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       compact=compact, max_group_width=max_group_width,
                       max_group_depth=max_group_depth, _seen=_seen)

        def make(e, **more):
            if e is None or id(e) in _seen:
                return None
            return TracebackException(type(e), e, e.__traceback__, **options, **more)

        queue = [(self, exc_value)]
        while queue:
            te, e = queue.pop()
            if e is None:
                continue
            te.__cause__ = make(e.__cause__)
            if compact:
                need_context = te.__cause__ is None and not e.__suppress_context__
            else:
                need_context = True
            te.__context__ = make(e.__context__) if need_context else None
            queue.append((te.__cause__, e.__cause__ if te.__cause__ else None))
            queue.append((te.__context__, e.__context__ if te.__context__ else None))
            if isinstance(e, BaseExceptionGroup):
                te.exceptions = []
                for exc in e.exceptions:
                    sub = TracebackException(type(exc), exc, exc.__traceback__, **options)
                    te.exceptions.append(sub)
                    queue.append((sub, exc))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn('Deprecated in 3.13. Use exc_type_str instead.',
                      DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._have_exc_type:
            return None
        stype = self.exc_type_qualname
        smod = self.exc_type_module
        if smod not in ("__main__", "builtins"):
            if not isinstance(smod, str):
                smod = "<unknown>"
            stype = smod + '.' + stype
        return stype

    def _load_lines(self):
        """Read all source lines now."""
        for frame in self.stack:
            frame.line
        if self.__context__:
            self.__context__._load_lines()
        if self.__cause__:
            self.__cause__._load_lines()

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The strings of the exception without its traceback."""
        colorize = kwargs.get("colorize", False)
        indent = 3 * _depth * ' '
        if not self._have_exc_type:
            yield indent + _format_final_exc_line(None, self._str, colorize=colorize)
            return
        stype = self.exc_type_str
        if not self._is_syntax_error:
            if _depth > 0:
                # The lines after the first are indented, too.
                formatted = _format_final_exc_line(stype, self._str, insert_final_newline=False,
                                                   colorize=colorize).split('\n')
                yield from [indent + line + '\n' for line in formatted]
            else:
                yield _format_final_exc_line(stype, self._str, colorize=colorize)
        else:
            yield from [indent + line
                        for line in self._format_syntax_error(stype, colorize=colorize)]

        notes = self.__notes__
        if (isinstance(notes, _collections_abc.Sequence)
                and not isinstance(notes, (str, bytes))):
            for note in notes:
                note = _safe_string(note, 'note')
                yield from [indent + line + '\n' for line in note.split('\n')]
        elif notes is not None:
            yield indent + "{}\n".format(_safe_string(notes, '__notes__', func=repr))

        if self.exceptions and show_group:
            for ex in self.exceptions:
                yield from ex.format_exception_only(show_group=show_group, _depth=_depth + 1,
                                                    colorize=colorize)

    def _format_syntax_error(self, stype, **kwargs):
        colorize = kwargs.get("colorize", False)
        if colorize:
            magenta, bold_magenta = ANSIColors.MAGENTA, ANSIColors.BOLD_MAGENTA
            bold_red, reset = ANSIColors.BOLD_RED, ANSIColors.RESET
        else:
            magenta = bold_magenta = bold_red = reset = ""
        filename_suffix = ''
        if self.lineno is not None:
            yield (f'  File {magenta}"{self.filename or "<string>"}"{reset}, '
                   f'line {magenta}{self.lineno}{reset}\n')
        elif self.filename is not None:
            filename_suffix = ' ({})'.format(self.filename)

        text = self.text
        if isinstance(text, str):
            # The text is shown without indentation; the caret moves with it.
            rtext = text.rstrip('\n')
            ltext = rtext.lstrip(' \n\f')
            spaces = len(rtext) - len(ltext)
            if self.offset is None:
                yield '    {}\n'.format(ltext)
            elif isinstance(self.lineno, str):
                offset = self.offset
                if self.lineno == self.end_lineno:
                    end_offset = (self.end_offset if self.end_offset not in {None, 0}
                                  else offset)
                else:
                    end_offset = len(rtext) + 1
                if self.text and offset > len(self.text):
                    offset = len(rtext) + 1
                    if end_offset < offset:
                        end_offset = offset
                if offset >= end_offset or end_offset < 0:
                    end_offset = offset + 1
                colno = offset - 1 - spaces
                end_colno = end_offset - 1 - spaces
                if colno >= 0:
                    caretspace = ''.join([c if c.isspace() else ' ' for c in ltext[:colno]])
                    if colorize:
                        ltext = (ltext[:colno] + bold_red + ltext[colno:end_colno] + reset
                                 + ltext[end_colno:])
                    yield '    {}\n'.format(ltext)
                    yield '    {}{}{}{}\n'.format(caretspace, bold_red,
                                                  '^' * (end_colno - colno), reset)
                else:
                    yield '    {}\n'.format(ltext)
        msg = self.msg or "<no detail available>"
        yield (f"{bold_magenta}{stype}{reset}: {magenta}{msg}{reset}{filename_suffix}\n")

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """The strings of the whole: traceback, exception and, if chain, what led to it."""
        colorize = kwargs.get("colorize", False)
        if _ctx is None:
            _ctx = _ExceptionPrintContext()
        output = []
        exc = self
        if chain:
            while exc:
                if exc.__cause__ is not None:
                    link = _cause_message, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    link = _context_message, exc.__context__
                else:
                    link = None, None
                output.append((link[0], exc))
                exc = link[1]
        else:
            output.append((None, exc))

        for msg, exc in reversed(output):
            if msg is not None:
                yield from _ctx.emit(msg)
            if exc.exceptions is None:
                if exc.stack:
                    yield from _ctx.emit('Traceback (most recent call last):\n')
                    yield from _ctx.emit(exc.stack.format(colorize=colorize))
                yield from _ctx.emit(exc.format_exception_only(colorize=colorize))
            elif _ctx.exception_group_depth > self.max_group_depth:
                yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from self._format_group(exc, chain, _ctx, colorize)

    def _format_group(self, exc, chain, _ctx, colorize):
        is_toplevel = _ctx.exception_group_depth == 0
        if is_toplevel:
            _ctx.exception_group_depth += 1
        if exc.stack:
            yield from _ctx.emit('Exception Group Traceback (most recent call last):\n',
                                 margin_char='+' if is_toplevel else None)
            yield from _ctx.emit(exc.stack.format(colorize=colorize))
        yield from _ctx.emit(exc.format_exception_only(colorize=colorize))
        num_excs = len(exc.exceptions)
        n = min(num_excs, self.max_group_width + 1)
        _ctx.need_close = False
        for i in range(n):
            last_exc = i == n - 1
            if last_exc:
                # A group inside may close the frame for us.
                _ctx.need_close = True
            truncated = i >= self.max_group_width
            title = '...' if truncated else str(i + 1)
            yield (_ctx.indent() + ('+-' if i == 0 else '  ')
                   + f'+---------------- {title} ----------------\n')
            _ctx.exception_group_depth += 1
            if truncated:
                remaining = num_excs - self.max_group_width
                plural = 's' if remaining > 1 else ''
                yield from _ctx.emit(f"and {remaining} more exception{plural}\n")
            else:
                yield from exc.exceptions[i].format(chain=chain, _ctx=_ctx, colorize=colorize)
            if last_exc and _ctx.need_close:
                yield _ctx.indent() + "+------------------------------------\n"
                _ctx.need_close = False
            _ctx.exception_group_depth -= 1
        if is_toplevel:
            _ctx.exception_group_depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print what format() gives, to sys.stderr by default."""
        colorize = kwargs.get("colorize", False)
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain, colorize=colorize):
            print(line, file=file, end="")


_MAX_CANDIDATE_ITEMS = 750
_MAX_STRING_SIZE = 40
_MOVE_COST = 2
_CASE_COST = 1


def _substitution_cost(ch_a, ch_b):
    if ch_a == ch_b:
        return 0
    if ch_a.lower() == ch_b.lower():
        return _CASE_COST
    return _MOVE_COST


def _compute_suggestion_error(exc_value, tb, wrong_name):
    """The name that was probably meant, or None."""
    if wrong_name is None or not isinstance(wrong_name, str):
        return None
    if isinstance(exc_value, AttributeError):
        obj = exc_value.obj
        try:
            try:
                d = dir(obj)
            except TypeError:       # attributes that are no strings
                d = list(type(obj).__dict__) + list(getattr(obj, '__dict__', ()))
            d = sorted([x for x in d if isinstance(x, str)])
            hide_underscored = wrong_name[:1] != '_'
            if hide_underscored and tb is not None:
                while tb.tb_next is not None:
                    tb = tb.tb_next
                f_locals = tb.tb_frame.f_locals
                if 'self' in f_locals and f_locals['self'] is obj:
                    hide_underscored = False
            if hide_underscored:
                d = [x for x in d if x[:1] != '_']
        except Exception:
            return None
    elif isinstance(exc_value, ImportError):
        try:
            mod = __import__(exc_value.name)
            d = sorted([x for x in dir(mod) if isinstance(x, str)])
            if wrong_name[:1] != '_':
                d = [x for x in d if x[:1] != '_']
        except Exception:
            return None
    else:
        assert isinstance(exc_value, NameError)
        if tb is None:
            return None
        while tb.tb_next is not None:
            tb = tb.tb_next
        frame = tb.tb_frame
        d = [x for x in (*frame.f_locals, *frame.f_globals, *frame.f_builtins)
             if isinstance(x, str)]
        # A method that forgot "self."
        if 'self' in frame.f_locals:
            try:
                has_wrong_name = hasattr(frame.f_locals['self'], wrong_name)
            except Exception:
                has_wrong_name = False
            if has_wrong_name:
                return f"self.{wrong_name}"
    return _generate_suggestions(d, wrong_name)


def _generate_suggestions(d, wrong_name):
    if len(d) > _MAX_CANDIDATE_ITEMS:
        return None
    wrong_name_len = len(wrong_name)
    if wrong_name_len > _MAX_STRING_SIZE:
        return None
    best_distance = wrong_name_len
    suggestion = None
    for possible_name in d:
        if possible_name == wrong_name:
            continue        # exists, but is not what failed
        # no more than a third of the characters may be wrong
        max_distance = (len(possible_name) + wrong_name_len + 3) * _MOVE_COST // 6
        max_distance = min(max_distance, best_distance - 1)
        distance = _levenshtein_distance(wrong_name, possible_name, max_distance)
        if distance > max_distance:
            continue
        if not suggestion or distance < best_distance:
            suggestion = possible_name
            best_distance = distance
    return suggestion


def _levenshtein_distance(a, b, max_cost):
    """What it costs to turn a into b; anything above max_cost if that is too much."""
    if a == b:
        return 0
    pre = 0
    while a[pre:] and b[pre:] and a[pre] == b[pre]:
        pre += 1
    a, b = a[pre:], b[pre:]
    post = 0
    while a[:post or None] and b[:post or None] and a[post - 1] == b[post - 1]:
        post -= 1
    a, b = a[:post or None], b[:post or None]
    if not a or not b:
        return _MOVE_COST * (len(a) + len(b))
    if len(a) > _MAX_STRING_SIZE or len(b) > _MAX_STRING_SIZE:
        return max_cost + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * _MOVE_COST > max_cost:
        return max_cost + 1
    row = list(range(_MOVE_COST, _MOVE_COST * (len(a) + 1), _MOVE_COST))
    result = 0
    for bindex, bchar in enumerate(b):
        distance = result = bindex * _MOVE_COST
        minimum = sys.maxsize
        for index, achar in enumerate(a):
            substitute = distance + _substitution_cost(bchar, achar)
            distance = row[index]
            result = min(substitute, min(result, distance) + _MOVE_COST)
            row[index] = result
            if result < minimum:
                minimum = result
        if minimum > max_cost:
            return max_cost + 1
    return result
