"""Syntax trees: helpers over the node classes, which are native."""
import sys
import re
from enum import IntEnum, auto, _simple_enum
from _ast import *

# Fields that literal_eval() and others look at.
_const_node_type_names = {bool: 'NameConstant', type(None): 'NameConstant', int: 'Num',
                          float: 'Num', complex: 'Num', str: 'Str', bytes: 'Bytes',
                          type(...): 'Ellipsis'}


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False,
          feature_version=None, optimize=-1):
    """The tree of a source text."""
    flags = PyCF_ONLY_AST
    if optimize > 0:
        flags |= PyCF_OPTIMIZED_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if feature_version is None:
        feature_version = -1
    elif isinstance(feature_version, tuple):
        major, minor = feature_version
        if major != 3:
            raise ValueError(f"Unsupported major version: {major}")
        feature_version = minor
    if feature_version == -1:
        return compile(source, filename, mode, flags, optimize=optimize)
    return compile(source, filename, mode, flags, _feature_version=feature_version,
                   optimize=optimize)


def literal_eval(node_or_string):
    """The value of a literal: strings, bytes, numbers, tuples, lists, dicts, sets, True, None.

    Takes a string or a tree; ValueError for anything else than literals.
    """
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode='eval')
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body

    def _raise_malformed_node(node):
        msg = "malformed node or string"
        if lno := getattr(node, 'lineno', None):
            msg += f' on line {lno}'
        raise ValueError(msg + f': {node!r}')

    def _convert_num(node):
        if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
            _raise_malformed_node(node)
        return node.value

    def _convert_signed_num(node):
        if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
            operand = _convert_num(node.operand)
            return +operand if isinstance(node.op, UAdd) else -operand
        return _convert_num(node)

    def _convert(node):
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Tuple):
            return tuple(map(_convert, node.elts))
        if isinstance(node, List):
            return list(map(_convert, node.elts))
        if isinstance(node, Set):
            return set(map(_convert, node.elts))
        if (isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == 'set'
                and node.args == node.keywords == []):
            return set()
        if isinstance(node, Dict):
            if len(node.keys) != len(node.values):
                _raise_malformed_node(node)
            return dict(zip(map(_convert, node.keys), map(_convert, node.values)))
        if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
            left = _convert_signed_num(node.left)
            right = _convert_num(node.right)
            if isinstance(left, (int, float)) and isinstance(right, complex):
                return left + right if isinstance(node.op, Add) else left - right
        return _convert_signed_num(node)

    return _convert(node_or_string)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None,
         show_empty=False):
    """A tree as text that shows its structure; indent spreads it over lines."""
    def _format(node, level=0):
        if indent is not None:
            level += 1
            prefix = '\n' + indent * level
            sep = ',\n' + indent * level
        else:
            prefix = ''
            sep = ', '
        if isinstance(node, AST):
            cls = type(node)
            args = []
            args_buffer = []
            allsimple = True
            keywords = annotate_fields
            for name in node._fields:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    keywords = True
                    continue
                if value is None and getattr(cls, name, ...) is None:
                    keywords = True
                    continue
                if not show_empty and value == []:
                    field_type = cls._field_types.get(name, object)
                    if getattr(field_type, '__origin__', ...) is list:
                        if not keywords:
                            args_buffer.append(repr(value))
                        continue
                    if not keywords:
                        args.extend(args_buffer)
                        args_buffer = []
                elif not keywords:
                    args.extend(args_buffer)
                    args_buffer = []
                value, simple = _format(value, level)
                allsimple = allsimple and simple
                if keywords:
                    args.append('%s=%s' % (name, value))
                else:
                    args.append(value)
            if include_attributes and node._attributes:
                for name in node._attributes:
                    try:
                        value = getattr(node, name)
                    except AttributeError:
                        continue
                    if value is None and getattr(cls, name, ...) is None:
                        continue
                    value, simple = _format(value, level)
                    allsimple = allsimple and simple
                    args.append('%s=%s' % (name, value))
            if allsimple and len(args) <= 3:
                return '%s(%s)' % (node.__class__.__name__, ', '.join(args)), not args
            return '%s(%s%s)' % (node.__class__.__name__, prefix, sep.join(args)), False
        if isinstance(node, list):
            if not node:
                return '[]', True
            return '[%s%s]' % (prefix, sep.join(_format(x, level)[0] for x in node)), False
        return repr(node), True

    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % node.__class__.__name__)
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    return _format(node)[0]


def copy_location(new_node, old_node):
    """Give new_node the position of old_node; return it."""
    for attr in 'lineno', 'col_offset', 'end_lineno', 'end_col_offset':
        if attr in old_node._attributes and attr in new_node._attributes:
            value = getattr(old_node, attr, None)
            # An end may be unknown; a begin may not.
            if value is not None or (hasattr(old_node, attr) and attr.startswith("end_")):
                setattr(new_node, attr, value)
    return new_node


def fix_missing_locations(node):
    """Give nodes without position that of their parent, as compile() needs it."""
    def _fix(node, lineno, col_offset, end_lineno, end_col_offset):
        if 'lineno' in node._attributes:
            if not hasattr(node, 'lineno'):
                node.lineno = lineno
            else:
                lineno = node.lineno
        if 'end_lineno' in node._attributes:
            if getattr(node, 'end_lineno', None) is None:
                node.end_lineno = end_lineno
            else:
                end_lineno = node.end_lineno
        if 'col_offset' in node._attributes:
            if not hasattr(node, 'col_offset'):
                node.col_offset = col_offset
            else:
                col_offset = node.col_offset
        if 'end_col_offset' in node._attributes:
            if getattr(node, 'end_col_offset', None) is None:
                node.end_col_offset = end_col_offset
            else:
                end_col_offset = node.end_col_offset
        for child in iter_child_nodes(node):
            _fix(child, lineno, col_offset, end_lineno, end_col_offset)
    _fix(node, 1, 0, 1, 0)
    return node


def increment_lineno(node, n=1):
    """Move a tree by n lines."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, 'lineno', 0) + n
            continue
        if 'lineno' in child._attributes:
            child.lineno = getattr(child, 'lineno', 0) + n
        if ("end_lineno" in child._attributes
                and (end_lineno := getattr(child, "end_lineno", 0)) is not None):
            child.end_lineno = end_lineno + n
    return node


def iter_fields(node):
    """Pairs (name, value) of the fields a node has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes that are fields of a node, or items of lists that are."""
    for name, field in iter_fields(node):
        if isinstance(field, AST):
            yield field
        elif isinstance(field, list):
            for item in field:
                if isinstance(item, AST):
                    yield item


def get_docstring(node, clean=True):
    """The docstring of a function, class or module node; None if it has none."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % (node.__class__.__name__))
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    node = node.body[0].value
    if isinstance(node, Constant) and isinstance(node.value, str):
        text = node.value
    else:
        return None
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text


def _splitlines_no_ff(source, maxlines=None):
    """Lines as the parser counts them: a form feed ends none."""
    lines = []
    for lineno, match in enumerate(re.finditer(r".*?(?:\r\n|\n|\r)|.+\Z", source, re.DOTALL), 1):
        if maxlines is not None and lineno > maxlines:
            break
        lines.append(match[0])
    return lines


def _pad_whitespace(source):
    """source with all but form feeds and tabs replaced by spaces."""
    return ''.join([c if c in '\f\t' else ' ' for c in source])


def get_source_segment(source, node, *, padded=False):
    """The part of source that a node stands for; None if its position is not known."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        lineno = node.lineno - 1
        end_lineno = node.end_lineno - 1
        col_offset = node.col_offset
        end_col_offset = node.end_col_offset
    except AttributeError:
        return None
    lines = _splitlines_no_ff(source, maxlines=end_lineno + 1)
    if end_lineno == lineno:
        return lines[lineno].encode()[col_offset:end_col_offset].decode()
    if padded:
        padding = _pad_whitespace(lines[lineno].encode()[:col_offset].decode())
    else:
        padding = ''
    first = padding + lines[lineno].encode()[col_offset:].decode()
    last = lines[end_lineno].encode()[:end_col_offset].decode()
    return ''.join([first, *lines[lineno + 1:end_lineno], last])


def walk(node):
    """All nodes of a tree, node included, in no special order."""
    from collections import deque
    todo = deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


class NodeVisitor(object):
    """Calls visit_<class> for nodes; generic_visit() goes to the children."""

    def visit(self, node):
        """Visit a node."""
        method = 'visit_' + node.__class__.__name__
        return getattr(self, method, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit all children of a node."""
        for field, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)

    def visit_Constant(self, node):
        value = node.value
        type_name = _const_node_type_names.get(type(value))
        if type_name is None:
            for cls, name in _const_node_type_names.items():
                if isinstance(value, cls):
                    type_name = name
                    break
        if type_name is not None:
            visitor = getattr(self, 'visit_' + type_name, None)
            if visitor is not None:
                import warnings
                warnings.warn(f"visit_{type_name} is deprecated; add visit_Constant",
                              DeprecationWarning, 2)
                return visitor(node)
        return self.generic_visit(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods return what replaces the node; None removes it."""

    def generic_visit(self, node):
        for field, old_value in iter_fields(node):
            if isinstance(old_value, list):
                new_values = []
                for value in old_value:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            new_values.extend(value)
                            continue
                    new_values.append(value)
                old_value[:] = new_values
            elif isinstance(old_value, AST):
                new_node = self.visit(old_value)
                if new_node is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new_node)
        return node


def _old_name(old):
    """A property that says that an attribute is now called value."""
    def warn():
        import warnings
        warnings.warn(f"Attribute {old} is deprecated and will be removed in Python 3.14; "
                      "use value instead", DeprecationWarning, stacklevel=3)

    def get(self):
        """The value, under its old name."""
        warn()
        return self.value

    def set(self, value):
        warn()
        self.value = value
    return property(get, set)


Constant.n = _old_name('n')
Constant.s = _old_name('s')


def _dims(self):
    """The elements, under their old name."""
    return self.elts


def _set_dims(self, value):
    self.elts = value


Tuple.dims = property(_dims, _set_dims)


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


class _ABC(type):
    def __instancecheck__(cls, inst):
        if cls in _const_types:
            if isinstance(inst, Constant):
                value = inst.value
                return (isinstance(value, _const_types[cls])
                        and not isinstance(value, _const_types_not.get(cls, ())))
            return False
        return type.__instancecheck__(cls, inst)


_DEPRECATED_MESSAGE = ("{name} is deprecated and will be removed in Python {remove}; "
                       "use ast.Constant instead")


def _new(cls, *args, **kwargs):
    for key in kwargs:
        if key not in cls._fields:
            continue
        pos = cls._fields.index(key)
        if pos < len(args):
            raise TypeError(f"{cls.__name__} got multiple values for argument {key!r}")
    if cls in _const_types:
        import warnings
        warnings._deprecated(f"ast.{cls.__qualname__}", _DEPRECATED_MESSAGE, remove=(3, 14))
        if cls.__name__ == 'Ellipsis':
            return Constant(..., *args, **kwargs)
        return Constant(*args, **kwargs)
    return Constant.__new__(cls, *args, **kwargs)


_const_types = {}
_const_types_not = {}


def _deprecated_constants():
    """Num, Str, Bytes, NameConstant and Ellipsis, made when somebody asks for them."""
    def make(name, fields, types, types_not=()):
        cls = _ABC(name, (Constant,), {'_fields': fields, '__new__': _new,
                                       '__doc__': 'Deprecated: use Constant.',
                                       '__module__': __name__})
        _const_types[cls] = types
        if types_not:
            _const_types_not[cls] = types_not
        return cls
    return {
        'Num': make('Num', ('n',), (int, float, complex), (bool,)),
        'Str': make('Str', ('s',), (str,)),
        'Bytes': make('Bytes', ('s',), (bytes,)),
        'NameConstant': make('NameConstant', ('value', 'kind'), (type(None), bool)),
        'Ellipsis': make('Ellipsis', (), (type(...),)),
    }


_deprecated_globals = None


def __getattr__(name):
    global _deprecated_globals
    if name in ('Num', 'Str', 'Bytes', 'NameConstant', 'Ellipsis'):
        if _deprecated_globals is None:
            _deprecated_globals = _deprecated_constants()
        import warnings
        warnings._deprecated(f"ast.{name}", _DEPRECATED_MESSAGE, remove=(3, 14))
        return _deprecated_globals[name]
    raise AttributeError(f"module 'ast' has no attribute '{name}'")


_INFSTR = "1e" + repr(sys.float_info.max_10_exp + 1)


@_simple_enum(IntEnum)
class _Precedence:
    """How tightly expressions bind, loosest first."""
    NAMED_EXPR = auto()
    TUPLE = auto()
    YIELD = auto()
    TEST = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    CMP = auto()
    EXPR = auto()
    BOR = EXPR
    BXOR = auto()
    BAND = auto()
    SHIFT = auto()
    ARITH = auto()
    TERM = auto()
    FACTOR = auto()
    POWER = auto()
    AWAIT = auto()
    ATOM = auto()

    def next(self):
        try:
            return self.__class__(self + 1)
        except ValueError:
            return self


_SINGLE_QUOTES = ("'", '"')
_MULTI_QUOTES = ('"""', "'''")
_ALL_QUOTES = (*_SINGLE_QUOTES, *_MULTI_QUOTES)

_unary = {Invert: ("~", _Precedence.FACTOR), Not: ("not", _Precedence.NOT),
          UAdd: ("+", _Precedence.FACTOR), USub: ("-", _Precedence.FACTOR)}
_binary = {Add: ("+", _Precedence.ARITH), Sub: ("-", _Precedence.ARITH),
           Mult: ("*", _Precedence.TERM), MatMult: ("@", _Precedence.TERM),
           Div: ("/", _Precedence.TERM), Mod: ("%", _Precedence.TERM),
           LShift: ("<<", _Precedence.SHIFT), RShift: (">>", _Precedence.SHIFT),
           BitOr: ("|", _Precedence.BOR), BitXor: ("^", _Precedence.BXOR),
           BitAnd: ("&", _Precedence.BAND), FloorDiv: ("//", _Precedence.TERM),
           Pow: ("**", _Precedence.POWER)}
_compare = {Eq: "==", NotEq: "!=", Lt: "<", LtE: "<=", Gt: ">", GtE: ">=", Is: "is",
            IsNot: "is not", In: "in", NotIn: "not in"}
_boolean = {And: ("and", _Precedence.AND), Or: ("or", _Precedence.OR)}


class _Unparser(NodeVisitor):
    """Turns a tree into source: statements into lines, expressions into text.

    Expression methods return text; expr(node, precedence) puts parentheses
    around what binds more loosely than its place asks for.
    """

    def __init__(self):
        self.lines = []
        self.level = 0
        self.type_ignores = {}

    # ------------------------------------------------------------ lines

    def line(self, text):
        self.lines.append("    " * self.level + text)

    def block(self, header, body, *, comment=None):
        self.line(header + ":" + (comment or ""))
        self.level += 1
        self.suite(body)
        self.level -= 1

    def suite(self, body):
        for node in body:
            self.visit(node)

    def type_comment(self, node):
        comment = self.type_ignores.get(getattr(node, 'lineno', None)) \
            or getattr(node, 'type_comment', None)
        return f" # type: {comment}" if comment is not None else ""

    def unparse(self, node):
        if isinstance(node, list):
            self.suite(node)
        elif isinstance(node, expr):
            # at the top, an f-string or tuple needs no parentheses
            self.line(self.expr(node, _Precedence.TEST))
        elif isinstance(node, (expr_context,)):
            return ''
        else:
            result = self.visit(node)
            if isinstance(result, str):
                self.line(result)
        return "\n".join(self.lines)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            result = self.visit(child)
            if isinstance(result, str):
                self.line(result)

    def expr(self, node, precedence=_Precedence.TEST):
        method = getattr(self, 'visit_' + node.__class__.__name__)
        binds = self.binds(node)
        text = method(node)
        return f"({text})" if binds < precedence else text

    def binds(self, node):
        """The precedence of an expression."""
        cls = node.__class__
        if cls is BinOp:
            return _binary[node.op.__class__][1]
        if cls is UnaryOp:
            return _unary[node.op.__class__][1]
        if cls is BoolOp:
            return _boolean[node.op.__class__][1]
        return _binds.get(cls, _Precedence.ATOM)

    def comma(self, nodes, precedence=_Precedence.TEST):
        return ", ".join([self.expr(n, precedence) for n in nodes])

    def tuple_or(self, node, precedence=_Precedence.TUPLE):
        """An expression where a tuple may go without parentheses."""
        if isinstance(node, Tuple) and precedence <= _Precedence.TUPLE:
            return self.items_view(node.elts)
        return self.expr(node, precedence)

    def items_view(self, elts):
        if not elts:
            return "()"
        if len(elts) == 1:
            return self.expr(elts[0]) + ","
        return self.comma(elts)

    # ------------------------------------------------------------ statements

    def docstring(self, node):
        """If the body begins with a docstring, write it as one; the rest of the body."""
        body = node.body
        if not (body and isinstance(body[0], Expr) and isinstance(body[0].value, Constant)
                and isinstance(body[0].value.value, str)):
            return body
        value = body[0].value
        text = self.string(value.value, quote_types=_MULTI_QUOTES, escape_special=True)
        if value.kind == "u":
            text = "u" + text
        self.lines.append("    " * self.level + text)
        return body[1:]

    def visit_Module(self, node):
        self.type_ignores = {ignore.lineno: f"ignore{ignore.tag}"
                             for ignore in node.type_ignores}
        self.suite(self.docstring(node))
        self.type_ignores = {}

    def visit_Expression(self, node):
        self.line(self.expr(node.body, _Precedence.TEST))

    def visit_Interactive(self, node):
        self.suite(node.body)

    def visit_FunctionType(self, node):
        self.line(f"({self.comma(node.argtypes)}) -> {self.expr(node.returns)}")

    def visit_Expr(self, node):
        self.line(self.expr(node.value, _Precedence.YIELD))

    def visit_Import(self, node):
        self.line("import " + ", ".join(map(self.visit_alias, node.names)))

    def visit_ImportFrom(self, node):
        self.line(f"from {'.' * (node.level or 0)}{node.module or ''} import "
                  + ", ".join(map(self.visit_alias, node.names)))

    def visit_alias(self, node):
        return node.name + (f" as {node.asname}" if node.asname else "")

    def visit_Assign(self, node):
        text = "".join([self.tuple_or(target) + " = " for target in node.targets])
        self.line(text + self.expr(node.value) + self.type_comment(node))

    def visit_AugAssign(self, node):
        self.line(f"{self.expr(node.target)} {_binary[node.op.__class__][0]}= "
                  + self.expr(node.value))

    def visit_AnnAssign(self, node):
        target = self.expr(node.target)
        if not node.simple and isinstance(node.target, Name):
            target = f"({target})"
        text = f"{target}: {self.expr(node.annotation)}"
        if node.value:
            text += " = " + self.expr(node.value)
        self.line(text)

    def visit_Return(self, node):
        self.line("return" + (" " + self.expr(node.value) if node.value else ""))

    def visit_Pass(self, node):
        self.line("pass")

    def visit_Break(self, node):
        self.line("break")

    def visit_Continue(self, node):
        self.line("continue")

    def visit_Delete(self, node):
        self.line("del " + self.comma(node.targets))

    def visit_Assert(self, node):
        self.line(f"assert {self.expr(node.test)}"
                  + (f", {self.expr(node.msg)}" if node.msg else ""))

    def visit_Global(self, node):
        self.line("global " + ", ".join(node.names))

    def visit_Nonlocal(self, node):
        self.line("nonlocal " + ", ".join(node.names))

    def visit_Raise(self, node):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't be used without a value attribute.")
            self.line("raise")
            return
        self.line(f"raise {self.expr(node.exc)}"
                  + (f" from {self.expr(node.cause)}" if node.cause else ""))

    def _try(self, node, keyword):
        self.block("try", node.body)
        for handler in node.handlers:
            text = keyword
            if handler.type:
                text += " " + self.expr(handler.type)
            if handler.name:
                text += f" as {handler.name}"
            self.block(text, handler.body)
        if node.orelse:
            self.block("else", node.orelse)
        if node.finalbody:
            self.block("finally", node.finalbody)

    def visit_Try(self, node):
        self._try(node, "except")

    def visit_TryStar(self, node):
        self._try(node, "except*")

    def visit_ExceptHandler(self, node):
        text = "except"
        if node.type:
            text += " " + self.expr(node.type)
        if node.name:
            text += f" as {node.name}"
        self.block(text, node.body)

    def decorators(self, node):
        for deco in node.decorator_list:
            self.line("@" + self.expr(deco))

    def type_params(self, node):
        params = getattr(node, 'type_params', None)
        return f"[{', '.join([self.visit(p) for p in params])}]" if params else ""

    def _type_param(self, star, node, bound=None):
        text = star + node.name
        if bound:
            text += ": " + self.expr(bound)
        if node.default_value:
            text += " = " + self.expr(node.default_value)
        return text

    def visit_TypeVar(self, node):
        return self._type_param("", node, node.bound)

    def visit_TypeVarTuple(self, node):
        return self._type_param("*", node)

    def visit_ParamSpec(self, node):
        return self._type_param("**", node)

    def visit_TypeAlias(self, node):
        self.line(f"type {self.expr(node.name)}{self.type_params(node)} = "
                  + self.expr(node.value))

    def visit_ClassDef(self, node):
        if self.lines or self.level:
            self.line_break()
        self.decorators(node)
        args = [self.expr(base) for base in node.bases]
        args += [self.visit_keyword(kw) for kw in node.keywords]
        bases = f"({', '.join(args)})" if args else ""
        self._body(f"class {node.name}{self.type_params(node)}{bases}", node)

    def line_break(self):
        self.lines.append("")

    def _body(self, header, node, comment=""):
        self.line(header + ":" + comment)
        self.level += 1
        self.suite(self.docstring(node))
        self.level -= 1

    def _function(self, node, keyword):
        if self.lines or self.level:
            self.line_break()
        self.decorators(node)
        header = (f"{keyword} {node.name}{self.type_params(node)}"
                  f"({self.visit_arguments(node.args)})")
        if node.returns:
            header += " -> " + self.expr(node.returns)
        self._body(header, node, self.type_comment(node))

    def visit_FunctionDef(self, node):
        self._function(node, "def")

    def visit_AsyncFunctionDef(self, node):
        self._function(node, "async def")

    def _for(self, node, keyword):
        self.block(f"{keyword} {self.tuple_or(node.target)} in {self.expr(node.iter)}",
                   node.body, comment=self.type_comment(node))
        if node.orelse:
            self.block("else", node.orelse)

    def visit_For(self, node):
        self._for(node, "for")

    def visit_AsyncFor(self, node):
        self._for(node, "async for")

    def visit_If(self, node):
        self.block("if " + self.expr(node.test), node.body)
        while node.orelse and len(node.orelse) == 1 and isinstance(node.orelse[0], If):
            node = node.orelse[0]
            self.block("elif " + self.expr(node.test), node.body)
        if node.orelse:
            self.block("else", node.orelse)

    def visit_While(self, node):
        self.block("while " + self.expr(node.test), node.body)
        if node.orelse:
            self.block("else", node.orelse)

    def _with(self, node, keyword):
        items = ", ".join(map(self.visit_withitem, node.items))
        self.block(f"{keyword} {items}", node.body, comment=self.type_comment(node))

    def visit_withitem(self, node):
        return self.expr(node.context_expr) + (
            f" as {self.expr(node.optional_vars)}" if node.optional_vars else "")

    def visit_With(self, node):
        self._with(node, "with")

    def visit_AsyncWith(self, node):
        self._with(node, "async with")

    def visit_Match(self, node):
        self.line(f"match {self.expr(node.subject)}:")
        self.level += 1
        for case in node.cases:
            self.visit_match_case(case)
        self.level -= 1

    def visit_match_case(self, node):
        text = "case " + self.pattern(node.pattern, _Precedence.TEST)
        if node.guard:
            text += " if " + self.expr(node.guard)
        self.block(text, node.body)

    # ------------------------------------------------------------ patterns

    def pattern(self, node, precedence=_Precedence.TEST):
        text = getattr(self, 'visit_' + node.__class__.__name__)(node)
        if isinstance(node, MatchAs) and node.pattern is not None \
                and precedence > _Precedence.TEST:
            return f"({text})"
        if isinstance(node, MatchOr) and precedence > _Precedence.BOR:
            return f"({text})"
        return text

    def visit_MatchValue(self, node):
        return self.expr(node.value)

    def visit_MatchSingleton(self, node):
        return repr(node.value)

    def visit_MatchSequence(self, node):
        return f"[{', '.join([self.pattern(p) for p in node.patterns])}]"

    def visit_MatchStar(self, node):
        return "*" + (node.name if node.name is not None else "_")

    def visit_MatchMapping(self, node):
        parts = [f"{self.expr(k)}: {self.pattern(p)}"
                 for k, p in zip(node.keys, node.patterns)]
        if node.rest is not None:
            parts.append("**" + node.rest)
        return "{" + ", ".join(parts) + "}"

    def visit_MatchClass(self, node):
        parts = [self.pattern(p) for p in node.patterns]
        parts += [f"{a}={self.pattern(p)}" for a, p in zip(node.kwd_attrs, node.kwd_patterns)]
        return f"{self.expr(node.cls, _Precedence.ATOM)}({', '.join(parts)})"

    def visit_MatchAs(self, node):
        if node.name is None:
            return "_"
        if node.pattern is None:
            return node.name
        return f"{self.pattern(node.pattern, _Precedence.BOR)} as {node.name}"

    def visit_MatchOr(self, node):
        return " | ".join([self.pattern(p, _Precedence.BOR.next()) for p in node.patterns])

    # ------------------------------------------------------------ expressions

    def visit_Name(self, node):
        return node.id

    def visit_NamedExpr(self, node):
        return (f"{self.expr(node.target, _Precedence.ATOM)} := "
                f"{self.expr(node.value, _Precedence.ATOM)}")

    def visit_Yield(self, node):
        return "yield" + (" " + self.expr(node.value, _Precedence.ATOM) if node.value else "")

    def visit_YieldFrom(self, node):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return f"yield from {self.expr(node.value, _Precedence.ATOM)}"

    def visit_Await(self, node):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return f"await {self.expr(node.value, _Precedence.ATOM)}"

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            if len(value) == 1:
                return f"({self.constant(value[0])},)"
            return f"({', '.join([self.constant(v) for v in value])})"
        if value is ...:
            return "..."
        text = self.constant(value)
        return "u" + text if node.kind == "u" else text

    def constant(self, value):
        if isinstance(value, (float, complex)):
            # inf has no literal but an overflowing one; nan has a difference
            return repr(value).replace("inf", _INFSTR).replace("nan", f"({_INFSTR}-{_INFSTR})")
        return repr(value)

    def visit_List(self, node):
        return f"[{self.comma(node.elts)}]"

    def visit_Tuple(self, node):
        return f"({self.items_view(node.elts)})" if node.elts else "()"

    def visit_Set(self, node):
        if not node.elts:
            return "{*()}"
        return "{" + self.comma(node.elts) + "}"

    def visit_Dict(self, node):
        parts = [f"{self.expr(k)}: {self.expr(v)}" if k is not None
                 else "**" + self.expr(v, _Precedence.EXPR)
                 for k, v in zip(node.keys, node.values)]
        return "{" + ", ".join(parts) + "}"

    def comprehensions(self, generators):
        parts = []
        for gen in generators:
            parts.append(" async for " if gen.is_async else " for ")
            parts.append(self.tuple_or(gen.target))
            parts.append(" in ")
            parts.append(self.expr(gen.iter, _Precedence.TEST.next()))
            for cond in gen.ifs:
                parts.append(" if " + self.expr(cond, _Precedence.TEST.next()))
        return "".join(parts)

    def visit_ListComp(self, node):
        return f"[{self.expr(node.elt)}{self.comprehensions(node.generators)}]"

    def visit_GeneratorExp(self, node):
        return f"({self.expr(node.elt)}{self.comprehensions(node.generators)})"

    def visit_SetComp(self, node):
        return "{" + self.expr(node.elt) + self.comprehensions(node.generators) + "}"

    def visit_DictComp(self, node):
        return ("{" + f"{self.expr(node.key)}: {self.expr(node.value)}"
                + self.comprehensions(node.generators) + "}")

    def visit_IfExp(self, node):
        above = _Precedence.TEST.next()
        return (f"{self.expr(node.body, above)} if {self.expr(node.test, above)} "
                f"else {self.expr(node.orelse)}")

    def visit_UnaryOp(self, node):
        operator, precedence = _unary[node.op.__class__]
        # a sign needs no space, a word does
        space = " " if precedence is not _Precedence.FACTOR else ""
        return operator + space + self.expr(node.operand, precedence)

    def visit_BinOp(self, node):
        operator, precedence = _binary[node.op.__class__]
        if operator == "**":        # binds to the right
            left, right = precedence.next(), precedence
        else:
            left, right = precedence, precedence.next()
        return f"{self.expr(node.left, left)} {operator} {self.expr(node.right, right)}"

    def visit_Compare(self, node):
        above = _Precedence.CMP.next()
        parts = [self.expr(node.left, above)]
        for op, comparator in zip(node.ops, node.comparators):
            parts.append(f" {_compare[op.__class__]} {self.expr(comparator, above)}")
        return "".join(parts)

    def visit_BoolOp(self, node):
        operator, precedence = _boolean[node.op.__class__]
        parts = []
        for value in node.values:
            # one step more for each, which shows in long chains
            precedence = precedence.next()
            parts.append(self.expr(value, precedence))
        return f" {operator} ".join(parts)

    def visit_Attribute(self, node):
        text = self.expr(node.value, _Precedence.ATOM)
        # 3.__abs__ would be a float
        if isinstance(node.value, Constant) and isinstance(node.value.value, int):
            text += " "
        return f"{text}.{node.attr}"

    def visit_Call(self, node):
        if (len(node.args) == 1 and not node.keywords
                and isinstance(node.args[0], GeneratorExp)):
            args = self.expr(node.args[0])
            return self.expr(node.func, _Precedence.ATOM) + f"({args})"
        args = [self.expr(a) for a in node.args]
        args += [self.visit_keyword(k) for k in node.keywords]
        return f"{self.expr(node.func, _Precedence.ATOM)}({', '.join(args)})"

    def visit_Subscript(self, node):
        index = node.slice
        if isinstance(index, Tuple) and index.elts:
            inside = self.items_view(index.elts)
        else:
            inside = self.expr(index)
        return f"{self.expr(node.value, _Precedence.ATOM)}[{inside}]"

    def visit_Starred(self, node):
        return "*" + self.expr(node.value, _Precedence.EXPR)

    def visit_Slice(self, node):
        text = (self.expr(node.lower) if node.lower else "") + ":"
        text += self.expr(node.upper) if node.upper else ""
        return text + (":" + self.expr(node.step) if node.step else "")

    def visit_Lambda(self, node):
        args = self.visit_arguments(node.args)
        return f"lambda{' ' if args else ''}{args}: {self.expr(node.body)}"

    def visit_arg(self, node):
        return node.arg + (f": {self.expr(node.annotation)}" if node.annotation else "")

    def visit_arguments(self, node):
        parts = []
        positional = node.posonlyargs + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        for index, (a, d) in enumerate(zip(positional, defaults), 1):
            parts.append(self.visit_arg(a) + (f"={self.expr(d)}" if d else ""))
            if index == len(node.posonlyargs):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + (self._star_arg(node.vararg) if node.vararg else ""))
        for a, d in zip(node.kwonlyargs, node.kw_defaults):
            parts.append(self.visit_arg(a) + (f"={self.expr(d)}" if d else ""))
        if node.kwarg:
            parts.append("**" + self._star_arg(node.kwarg))
        return ", ".join(parts)

    _star_arg = visit_arg

    def visit_keyword(self, node):
        if node.arg is None:
            return "**" + self.expr(node.value)
        return f"{node.arg}={self.expr(node.value)}"

    # ------------------------------------------------------------ strings

    def quotes(self, string, *, quote_types=_ALL_QUOTES, escape_special=False):
        """(text, quote types that fit it): escaped where it cannot be printed as it is."""
        def escape(c):
            if not escape_special and c in "\n\t":
                return c
            if c == "\\" or not c.isprintable():
                return c.encode("unicode_escape").decode("ascii")
            return c
        escaped = "".join(map(escape, string)) if not escape_special else \
            "".join([c if c in "\n\t" else escape(c) for c in string])
        possible = quote_types
        if "\n" in escaped:
            possible = [q for q in possible if q in _MULTI_QUOTES]
        possible = [q for q in possible if q not in escaped]
        if not possible:
            # no way without backslashes
            string = repr(string)
            quote = next((q for q in quote_types if string[0] in q), string[0])
            return string[1:-1], [quote]
        if escaped:
            # A quote at the end would end the string too early.
            possible.sort(key=lambda q: q[0] == escaped[-1])
            if possible[0][0] == escaped[-1]:
                escaped = escaped[:-1] + "\\" + escaped[-1]
        return escaped, possible

    def string(self, string, *, quote_types=_ALL_QUOTES, escape_special=False):
        text, quote_types = self.quotes(string, quote_types=quote_types,
                                        escape_special=escape_special)
        quote = quote_types[0]
        return f"{quote}{text}{quote}"

    def visit_JoinedStr(self, node):
        # Replacement fields may use any quotes; the text between them decides.
        parts = [(self.fstring_part(value), isinstance(value, Constant))
                 for value in node.values]
        parts = [(text.translate(_Escapes()) if constant else text, constant)
                 for text, constant in parts]
        literal = "\0".join([text for text, constant in parts if constant])
        for quote in _ALL_QUOTES:
            if quote not in literal and not (parts and parts[-1][1]
                                             and parts[-1][0].endswith(quote[0])):
                break
        else:
            quote = "'"
            parts = [(text.replace("'", "\\'") if constant else text, constant)
                     for text, constant in parts]
        return f"f{quote}{''.join([text for text, _ in parts])}{quote}"

    def fstring_part(self, node, is_format_spec=False):
        if isinstance(node, JoinedStr):
            return "".join([self.fstring_part(v, is_format_spec) for v in node.values])
        if isinstance(node, Constant) and isinstance(node.value, str):
            value = node.value.replace("{", "{{").replace("}", "}}")
            if is_format_spec:
                value = value.replace("\\", "\\\\").replace("'", "\\'")
                value = value.replace('"', '\\"').replace("\n", "\\n")
            return value
        if isinstance(node, FormattedValue):
            return self.visit_FormattedValue(node)
        raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")

    def visit_FormattedValue(self, node):
        text = self.expr(node.value, _Precedence.TEST.next())
        result = "{" + (" " if text.startswith("{") else "") + text
        if node.conversion != -1:
            result += f"!{chr(node.conversion)}"
        if node.format_spec:
            result += ":" + self.fstring_part(node.format_spec, True)
        return result + "}"


class _Escapes:
    """Table for str.translate(): escapes for backslashes and what cannot be printed."""

    def __getitem__(self, code):
        c = chr(code)
        if c == "\\" or not c.isprintable():
            return c.encode("unicode_escape").decode("ascii")
        raise LookupError


_binds = {
    NamedExpr: _Precedence.NAMED_EXPR, Yield: _Precedence.YIELD, YieldFrom: _Precedence.YIELD,
    IfExp: _Precedence.TEST, Lambda: _Precedence.TEST, Compare: _Precedence.CMP,
    Await: _Precedence.AWAIT, Starred: _Precedence.TEST,
}


def unparse(ast_obj):
    """Source whose tree is like the one given."""
    return _Unparser().unparse(ast_obj)


def main():
    """python -m ast [file]: print the tree of a file."""
    import argparse
    parser = argparse.ArgumentParser(prog='python -m ast')
    parser.add_argument('infile', nargs='?', default='-',
                        help='the file to parse; defaults to stdin')
    parser.add_argument('-m', '--mode', default='exec',
                        choices=('exec', 'single', 'eval', 'func_type'),
                        help='specify what kind of code must be parsed')
    parser.add_argument('--no-type-comments', default=True, action='store_false',
                        help="don't add information about type comments")
    parser.add_argument('-a', '--include-attributes', action='store_true',
                        help='include attributes such as line numbers and column offsets')
    parser.add_argument('-i', '--indent', type=int, default=3,
                        help='indentation of nodes (number of spaces)')
    args = parser.parse_args()
    if args.infile == '-':
        name = '<stdin>'
        source = sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(args.infile, 'rb') as infile:
            source = infile.read()
    tree = parse(source, name, args.mode, type_comments=args.no_type_comments)
    print(dump(tree, include_attributes=args.include_attributes, indent=args.indent))


if __name__ == '__main__':
    main()
