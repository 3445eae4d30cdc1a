"""Syntax trees: helpers over the node classes, which are native."""
import sys

from _ast import *


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    """The tree of a source text."""
    flags = PyCF_OPTIMIZED_AST if optimize > 0 else PyCF_ONLY_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if isinstance(feature_version, tuple):
        major, minor = feature_version
        if major != 3:
            raise ValueError(f"Unsupported major version: {major}")
        feature_version = minor
    return compile(source, filename, mode, flags, _feature_version=-1 if feature_version is None else feature_version,
                   optimize=optimize)


def literal_eval(node_or_string):
    """The value of a literal: strings, bytes, numbers, tuples, lists, dicts, sets, True, None.

    Takes a string or a tree; ValueError for anything else than literals."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    return _literal(node_or_string.body if isinstance(node_or_string, Expression) else node_or_string)


def _literal(node):
    match node:
        case Constant(value):
            return value
        case Tuple(items):
            return tuple(map(_literal, items))
        case List(items):
            return list(map(_literal, items))
        case Set(items):
            return set(map(_literal, items))
        case Call(func=Name("set"), args=[], keywords=[]):
            return set()
        case Dict(keys, values) if len(keys) == len(values):
            return dict(zip(map(_literal, keys), map(_literal, values)))
        case BinOp(left, Add() | Sub() as operator, right):
            left, right = _literal_number(left), _literal_number(right, signed=False)
            if isinstance(left, int | float) and isinstance(right, complex):
                return left + right if isinstance(operator, Add) else left - right
            raise _malformed(node)
    return _literal_number(node)


def _literal_number(node, signed=True):
    match node:
        case UnaryOp(UAdd() | USub() as sign, operand) if signed:
            number = _literal_number(operand, signed=False)
            return +number if isinstance(sign, UAdd) else -number
        case Constant(value) if type(value) in (int, float, complex):
            return value
    raise _malformed(node)


def _malformed(node):
    place = f" on line {line}" if (line := getattr(node, "lineno", None)) else ""
    return ValueError(f"malformed node or string{place}: {node!r}")


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """A tree as text that shows its structure; indent spreads it over lines."""
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {node.__class__.__name__!r}")
    step = " " * indent if isinstance(indent, int) else indent

    def shown(value, margin):
        """(text, whether it is empty: then it may stand in one line with others)"""
        if isinstance(value, AST):
            members = list(_shown_fields(value, annotate_fields, include_attributes, show_empty))
            opening, closing, most = f"{type(value).__name__}(", ")", 3
        elif isinstance(value, list):
            members, opening, closing, most = [(None, item) for item in value], "[", "]", 0
        else:
            return repr(value), True
        inner = margin if step is None else margin + step
        texts, simple = [], len(members) <= most
        for name, member in members:
            text, empty = shown(member, inner)
            texts.append(f"{name}={text}" if name else text)
            simple = simple and empty
        if simple or step is None:
            return f"{opening}{', '.join(texts)}{closing}", not members
        return f"{opening}\n{inner}{f',\n{inner}'.join(texts)}{closing}", False

    return shown(node, "")[0]


def _shown_fields(node, annotate_fields, include_attributes, show_empty):
    """(name or None, value) of what dump() shows of a node."""
    kind, named, held = type(node), annotate_fields, []
    for name in node._fields:
        value = getattr(node, name, _absent)
        if value is _absent or value is None and getattr(kind, name, _absent) is None:
            named = True  # what follows cannot be told by its place
        elif value == [] and not show_empty:
            if not named:
                held.append((None, value))  # shown if others come behind it
        elif named:
            yield name, value
        else:
            yield from held
            held.clear()
            yield None, value
    for name in node._attributes if include_attributes else ():
        value = getattr(node, name, _absent)
        if value is not _absent and (value is not None or getattr(kind, name, _absent) is not None):
            yield name, value


_absent = object()


# --- positions ---

def copy_location(new_node, old_node):
    """Give new_node the position of old_node; return it."""
    for name in old_node._attributes:
        if name not in new_node._attributes:
            continue
        value = getattr(old_node, name, None)
        if value is not None or name.startswith("end_") and hasattr(old_node, name):
            setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give nodes without position that of their parent, as compile() needs it."""
    waiting = [(node, {"lineno": 1, "end_lineno": 1, "col_offset": 0, "end_col_offset": 0})]
    for each, place in waiting:
        place = dict(place)
        for name in place:
            if name in each._attributes:
                if (own := getattr(each, name, None)) is None:
                    setattr(each, name, place[name])
                else:
                    place[name] = own
        waiting.extend((child, place) for child in iter_child_nodes(each))
    return node


def increment_lineno(node, n=1):
    """Move a tree by n lines."""
    for each in walk(node):
        if isinstance(each, TypeIgnore) or "lineno" in each._attributes:
            each.lineno = getattr(each, "lineno", 0) + n
        if "end_lineno" in each._attributes and (end := getattr(each, "end_lineno", 0)) is not None:
            each.end_lineno = end + n
    return node


def get_source_segment(source, node, *, padded=False):
    """The part of source that a node stands for; None if its position is not known."""
    import re
    first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    start, end = getattr(node, "col_offset", None), getattr(node, "end_col_offset", None)
    if None in (first, last, start, end):
        return None
    lines = [line.encode() for line in re.findall(r".*?(?:\r\n|\n|\r(?!\n))|.+$", source, re.DOTALL)[first - 1:last]]
    lines[-1] = lines[-1][:end]
    padding = "".join(char if char in "\f\t" else " " for char in lines[0][:start].decode()) if padded and last > first else ""
    lines[0] = lines[0][start:]
    return padding + b"".join(lines).decode()


# --- going through trees ---

def iter_fields(node):
    """Pairs (name, value) of the fields a node has."""
    for name in node._fields:
        if (value := getattr(node, name, _absent)) is not _absent:
            yield name, value


def iter_child_nodes(node):
    """The nodes that are fields of a node, or items of lists that are."""
    for _, value in iter_fields(node):
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, AST):
                yield child


def walk(node):
    """All nodes of a tree, node included, in no special order."""
    waiting = [node]
    for each in waiting:  # grows meanwhile
        waiting.extend(iter_child_nodes(each))
        yield each


def get_docstring(node, clean=True):
    """The docstring of a function, class or module node; None if it has none."""
    if not isinstance(node, AsyncFunctionDef | FunctionDef | ClassDef | Module):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    match node.body:
        case [Expr(Constant(str(text))), *_]:
            if clean:
                from inspect import cleandoc
                return cleandoc(text)
            return text
    return None


class NodeVisitor(object):
    """Calls visit_<class> for nodes; generic_visit() goes to the children."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, f"visit_{node.__class__.__name__}", self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit all children of a node."""
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        """Calls the visit_Num and the like of before 3.8, if there are any."""
        old = next((name for kind, name in _OLD_CONSTANTS.items() if type(node.value) is kind), None)
        method = old and getattr(self, f"visit_{old}", None)
        if not method:
            return self.generic_visit(node)
        from warnings import warn
        warn(f"visit_{old} is deprecated; add visit_Constant", DeprecationWarning, 2)
        return method(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods return what replaces the node; None removes it."""

    def _replacements(self, child):
        """The nodes that stand in a list instead of a child."""
        new = self.visit(child) if isinstance(child, AST) else child
        if isinstance(child, AST) and (new is None or not isinstance(new, AST)):
            return () if new is None else new
        return new,

    def generic_visit(self, node):
        """Visit all children of a node and put in their place what is returned."""
        for name, value in iter_fields(node):
            if isinstance(value, list):
                value[:] = [new for child in value for new in self._replacements(child)]
            elif isinstance(value, AST):
                if (new := self.visit(value)) is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node


# --- names that are deprecated ---

_OLD_CONSTANTS = {type(None): "NameConstant", bool: "NameConstant", int: "Num", float: "Num", complex: "Num",
                  str: "Str", bytes: "Bytes", type(...): "Ellipsis"}


def _warn(old, new="ast.Constant"):
    from warnings import warn
    warn(f"{old} is deprecated and will be removed in Python 3.14; use {new} instead", DeprecationWarning, stacklevel=3)


def _old_attribute(name):
    def get(self):
        _warn(f"Attribute {name}", "value")
        return self.value

    def set(self, value):
        _warn(f"Attribute {name}", "value")
        self.value = value

    return property(get, set)


Constant.n, Constant.s = _old_attribute("n"), _old_attribute("s")
Tuple.dims = property(lambda self: self.elts, lambda self, value: setattr(self, "elts", value))


class _OldKind(type):
    """The type of Num and the like: constants of certain types are their instances."""

    def __instancecheck__(cls, instance):
        if cls in _OLD_CLASSES.values():
            _warn(f"ast.{cls.__qualname__}")
            wanted = [kind for kind, name in _OLD_CONSTANTS.items() if name == cls.__name__]
            return isinstance(instance, Constant) and type(instance.value) in wanted
        return super().__instancecheck__(instance)


def _make_old(cls, *args, **kwargs):
    if cls in _OLD_CLASSES.values():
        _warn(f"ast.{cls.__qualname__}")
        if cls.__name__ == "Ellipsis":
            args = ..., *args
        return Constant(*args, **kwargs)
    return Constant.__new__(cls, *args, **kwargs)


_OLD_CLASSES = {
    name: _OldKind(name, (Constant,), {
        "__doc__": "Deprecated: use Constant.", "__module__": "ast", "__new__": _make_old,
        "_fields": {"Num": ("n",), "Str": ("s",), "Bytes": ("s",)}.get(name, ()) if name != "NameConstant" else Constant._fields})
    for name in dict.fromkeys(_OLD_CONSTANTS.values())}


def __getattr__(name):
    if name not in _OLD_CLASSES:
        raise AttributeError(f"module 'ast' has no attribute '{name}'")
    globals()[name] = _OLD_CLASSES[name]
    _warn(f"ast.{name}")
    return _OLD_CLASSES[name]


class slice(AST):
    """Deprecated: base of the old slice nodes."""


class Index(slice):
    """Deprecated: an index is the value itself."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated: use Tuple."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


class Suite(mod):
    """Deprecated: never used."""


class AugLoad(expr_context):
    """Deprecated: never used."""


class AugStore(expr_context):
    """Deprecated: never used."""


class Param(expr_context):
    """Deprecated: never used."""


def unparse(ast_obj):
    """Source whose tree is like the one given."""
    from _ast_source import source_of
    return source_of(ast_obj)


def main():
    """python -m ast [file]: print the tree of a file."""
    import argparse
    parser = argparse.ArgumentParser(prog="python -m ast")
    parser.add_argument("infile", nargs="?", default="-", help="the file to parse; defaults to stdin")
    parser.add_argument("-m", "--mode", default="exec", choices=("exec", "single", "eval", "func_type"),
                        help="specify what kind of code must be parsed")
    parser.add_argument("--no-type-comments", default=True, action="store_false",
                        help="don't add information about type comments")
    parser.add_argument("-a", "--include-attributes", action="store_true",
                        help="include attributes such as line numbers and column offsets")
    parser.add_argument("-i", "--indent", type=int, default=3, help="indentation of nodes (number of spaces)")
    options = parser.parse_args()
    if options.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, "rb") as file:
            source = file.read()
    tree = parse(source, name, options.mode, type_comments=options.no_type_comments)
    print(dump(tree, include_attributes=options.include_attributes, indent=options.indent))


if __name__ == "__main__":
    main()
