"""Pretty-printing of nested data."""
import sys as _sys
import types as _types
from functools import partial

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Pretty-print an object to a stream, by default sys.stdout."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The pretty-printed text of an object."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint() that keeps the order of dicts."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """repr() that survives objects inside themselves."""
    return _in_one_line(PrettyPrinter(), object, {}, None, 0)[0]


def isreadable(object):
    """Would eval() make the object of its saferepr()?"""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Is the object inside itself?"""
    return PrettyPrinter().isrecursive(object)


class _Order:
    """A key to sort by what has no order among itself."""
    __slots__ = "value",

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        mine, theirs = self.value, other.value
        try:
            return mine < theirs
        except TypeError:
            return (str(type(mine)), id(mine)) < (str(type(theirs)), id(theirs))


def _entry_order(entry):
    return _Order(entry[0]), _Order(entry[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


_LAYOUTS = {}  # what makes the repr of a type -> what lays it out in several lines


def _lays_out(*makers):
    def note(method):
        _LAYOUTS.update(dict.fromkeys(makers, method))
        return method
    return note


def _is_plain_dataclass(kind):
    """Is it a dataclass whose repr was generated?"""
    parameters = kind.__dict__.get("__dataclass_params__") or getattr(kind, "__dataclass_params__", None)
    maker = kind.__repr__
    made = getattr(getattr(maker, "__wrapped__", None), "__code__", None)
    return bool(parameters and parameters.repr and made and made.co_filename == "<string>")


class PrettyPrinter:
    """Settings and machinery: indent, width, depth, stream, compact, sort_dicts."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._stream = _sys.stdout if stream is None else stream
        self._depth, self._step, self._width = depth, indent, width
        self._compact, self._sort_dicts = bool(compact), sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        """Print an object to the stream."""
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        """The text of an object."""
        return _Layout(self).text(object, 0, 0, 0)

    def isrecursive(self, object):
        """Is the object inside itself?"""
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        """Would eval() make the object of its text?"""
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text, readable?, recursive?) of an object on one line; may be overridden."""
        return _in_one_line(self, object, context, maxlevels, level)


def _in_one_line(printer, object, context, maxlevels, level):
    kind = type(object)
    if kind in _SCALARS or kind is int and not printer._underscore_numbers:
        return repr(object), True, False
    maker = kind.__repr__
    if maker is int.__repr__ and printer._underscore_numbers:
        return f"{object:_d}", True, False
    if maker is dict.__repr__:
        around = "{}"
    elif maker is list.__repr__:
        around = "[]"
    elif maker is tuple.__repr__:
        around = "()"
    else:
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False
    if not object:
        return around, True, False
    key = id(object)
    inside = key in context
    if maxlevels and level >= maxlevels:
        return f"{around[0]}...{',' * (around == '()' and len(object) == 1)}{around[1]}", False, inside
    if inside:
        return _recursion(object), False, True
    context[key] = 1
    inner = printer.format if type(printer).format is not PrettyPrinter.format else partial(_in_one_line, printer)
    level += 1
    if around == "{}":
        entries = object.items()
        if printer._sort_dicts:
            entries = sorted(entries, key=_entry_order)
        found = [inner(part, context, maxlevels, level) for entry in entries for part in entry]
        texts = [text for text, _, _ in found]
        parts = map("{}: {}".format, texts[::2], texts[1::2])
    else:
        found = [inner(item, context, maxlevels, level) for item in object]
        parts = [text for text, _, _ in found]
    readable, recursive = False not in [good for _, good, _ in found], True in [inside for _, _, inside in found]
    del context[key]
    ending = "," if around == "()" and len(found) == 1 else ""
    return f"{around[0]}{', '.join(parts)}{ending}{around[1]}", readable, recursive


_SCALARS = {str, bytes, bytearray, float, complex, bool, type(None)}


class _Layout:
    """Spreads an object over lines.

    indent: the column where a text begins; after: how many characters must have room behind its end."""

    def __init__(self, printer):
        self.printer, self.step, self.width = printer, printer._step, printer._width
        self.outer = {}  # the ids of the objects we are inside of
        if type(printer).format is PrettyPrinter.format:
            outer, depth = self.outer, printer._depth
            self.short = lambda value, level: _in_one_line(printer, value, outer, depth, level)[0]

    def short(self, value, level):
        """A value in one line, as the printer's format() tells it."""
        return self.printer.format(value, self.outer.copy(), self.printer._depth, level)[0]

    def text(self, value, indent, after, level):
        """The text of a value: in one line if it fits."""
        key = id(value)
        if key in self.outer:
            return _recursion(value)
        short = self.short(value, level)
        if len(short) <= self.width - indent - after:
            return short
        spread = _LAYOUTS.get(type(value).__repr__)
        if spread is None:
            if not _is_plain_dataclass(type(value)):
                return short
            spread = _Layout.of_dataclass
        self.outer[key] = 1
        found = spread(self, value, indent, after, level + 1)
        del self.outer[key]
        return found

    # --- building blocks ---

    def lines(self, entries, indent, after, level):
        """(prefix, value) pairs, each in a line of its own."""
        last, found = len(entries) - 1, []
        for i, (prefix, value) in enumerate(entries):
            found.append(prefix + self.text(value, indent + len(prefix), after if i == last else 1, level))
        return f",\n{' ' * indent}".join(found)

    def bracketed(self, opening, entries, closing, indent, after, level, shift=0):
        """Entries between brackets; shift: how much further to the right they stand for the sake of the opening."""
        indent += self.step + shift
        padding = " " * (self.step - 1)
        return f"{opening}{padding}{self.lines(entries, indent, after + len(closing), level)}{closing}"

    def items(self, opening, values, closing, indent, after, level, shift=0):
        """Values between brackets; if compact, as many in a line as fit."""
        if not self.printer._compact:
            return self.bracketed(opening, [("", value) for value in values], closing, indent, after, level, shift)
        indent += self.step + shift
        after += len(closing)
        whole = room = self.width - indent + 1
        found, values, newline = [], list(values), f",\n{' ' * indent}"
        separator = ""
        for i, value in enumerate(values):
            last = i == len(values) - 1
            if last:
                whole, room = whole - after, room - after
            short = self.short(value, level)
            needed = len(short) + 2
            if room < needed:
                room = whole
                separator = separator and newline
            if room >= needed:
                room -= needed
                found += separator, short
                separator = ", "
            else:
                found += separator, self.text(value, indent, after if last else 1, level)
                separator = newline
        return f"{opening}{' ' * (self.step - 1)}{''.join(found)}{closing}"

    def call(self, name, value, indent, after, level):
        """A value as the only argument of a name."""
        return f"{name}({self.text(value, indent + len(name) + 1, after + 1, level)})"

    def keys(self, entries, level):
        return [(f"{self.short(key, level)}: ", value) for key, value in entries]

    def fields(self, name, fields, indent, after, level):
        indent += len(name) + 1
        last, found = len(fields) - 1, []
        for i, (field, value) in enumerate(fields):
            shown = "..." if id(value) in self.outer else self.text(
                value, indent + len(field) + 1, after if i == last else 1, level)
            found.append(f"{field}={shown}")
        return f"{name}({f',\n{' ' * indent}'.join(found)})"

    def chunks(self, chunks, indent, level):
        """Pieces of a text below each other, in parentheses if nothing else is around them."""
        joined = f"\n{' ' * indent}".join(chunks)
        return f"({joined})" if level == 1 else joined

    # --- types ---

    @_lays_out(dict.__repr__)
    def of_dict(self, value, indent, after, level):
        entries = sorted(value.items(), key=_entry_order) if self.printer._sort_dicts else value.items()
        return self.bracketed("{", self.keys(entries, level), "}", indent, after, level)

    @_lays_out(list.__repr__)
    def of_list(self, value, indent, after, level):
        return self.items("[", value, "]", indent, after, level)

    @_lays_out(tuple.__repr__)
    def of_tuple(self, value, indent, after, level):
        return self.items("(", value, ",)" if len(value) == 1 else ")", indent, after, level)

    @_lays_out(set.__repr__, frozenset.__repr__)
    def of_set(self, value, indent, after, level):
        if not value:
            return repr(value)
        kind = type(value)
        name = "" if kind is set else f"{kind.__name__}("
        return self.items(f"{name}{{", sorted(value, key=_Order), "}" if kind is set else "})", indent, after, level, len(name))

    @_lays_out(str.__repr__)
    def of_str(self, value, indent, after, level):
        import re
        if not value:
            return repr(value)
        if level == 1:
            indent, after = indent + 1, after + 1
        width, chunks = self.width - indent, []
        lines = value.splitlines(True)
        for i, line in enumerate(lines):
            final = after if i == len(lines) - 1 else 0
            if len(repr(line)) <= width - final:
                chunks.append(repr(line))
                continue
            words, current = re.findall(r"\S+\s*|\s+", line), ""
            for j, word in enumerate(words):
                room = width - final if j == len(words) - 1 else width
                if current and len(repr(current + word)) > room:
                    chunks.append(repr(current))
                    current = ""
                current += word
            if current:
                chunks.append(repr(current))
        return chunks[0] if len(chunks) == 1 else self.chunks(chunks, indent, level)

    @_lays_out(bytes.__repr__)
    def of_bytes(self, value, indent, after, level):
        if len(value) <= 4:
            return repr(value)
        if level == 1:
            indent, after = indent + 1, after + 1
        width, chunks, current = self.width - indent, [], b""
        for start in range(0, len(value), 4):
            part = value[start:start + 4]
            if start == len(value) // 4 * 4:
                width -= after
            if current and len(repr(current + part)) > width:
                chunks.append(repr(current))
                current = b""
            current += part
        return self.chunks(chunks + [repr(current)] * bool(current), indent, level)

    @_lays_out(bytearray.__repr__)
    def of_bytearray(self, value, indent, after, level):
        return f"bytearray({self.of_bytes(bytes(value), indent + 10, after + 1, level + 1)})"

    @_lays_out(_types.MappingProxyType.__repr__)
    def of_mappingproxy(self, value, indent, after, level):
        return self.call("mappingproxy", value.copy(), indent, after, level)

    @_lays_out(_types.SimpleNamespace.__repr__)
    def of_namespace(self, value, indent, after, level):
        kind = type(value)
        name = "namespace" if kind is _types.SimpleNamespace else kind.__name__
        return self.fields(name, list(vars(value).items()), indent, after, level)

    def of_dataclass(self, value, indent, after, level):
        from dataclasses import fields
        shown = [(field.name, getattr(value, field.name)) for field in fields(value) if field.repr]
        return self.fields(type(value).__name__, shown, indent, after, level)


def _note_collections():
    """How the types of collections are laid out."""
    import collections as c

    @_lays_out(c.OrderedDict.__repr__)
    def of_ordered_dict(self, value, indent, after, level):
        return self.call(type(value).__name__, list(value.items()), indent, after, level) if value else repr(value)

    @_lays_out(c.defaultdict.__repr__)
    def of_default_dict(self, value, indent, after, level):
        if not value:
            return repr(value)
        name = type(value).__name__
        indent += len(name) + 1
        factory = self.short(value.default_factory, level)
        return f"{name}({factory},\n{' ' * indent}{self.of_dict(value, indent, after + 1, level)})"

    @_lays_out(c.Counter.__repr__)
    def of_counter(self, value, indent, after, level):
        name = type(value).__name__
        entries = self.keys(value.most_common(), level)
        padding = " " * (self.step - 1)
        indent += len(name) + 1 + self.step
        return f"{name}({{{padding}{self.lines(entries, indent, after + 2, level)}}})" if value else repr(value)

    @_lays_out(c.ChainMap.__repr__)
    def of_chain_map(self, value, indent, after, level):
        name = type(value).__name__
        maps = [("", each) for each in value.maps]
        return f"{name}({self.lines(maps, indent + len(name) + 1, after + 1, level)})"

    @_lays_out(c.deque.__repr__)
    def of_deque(self, value, indent, after, level):
        if not value:
            return repr(value)
        name = type(value).__name__
        indent += len(name) + 1
        if value.maxlen is None:
            return f"{name}({self.items('[', value, '])', indent, after, level)}"
        return f"{name}({self.items('[', value, '],', indent, 0, level)}\n{' ' * indent}maxlen={self.short(value.maxlen, level)})"

    @_lays_out(c.UserDict.__repr__, c.UserList.__repr__, c.UserString.__repr__)
    def of_wrapper(self, value, indent, after, level):
        return self.text(value.data, indent, after, level - 1)


_note_collections()
