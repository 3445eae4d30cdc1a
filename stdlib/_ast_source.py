"""Source text out of syntax trees; ast.unparse() is here.

Expressions become strings, by how tightly the place binds where they stand; statements become lines."""
import sys
from ast import *

(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, TERM, FACTOR, POWER, AWAIT,
 ATOM) = range(18)

_BINARY = {BitOr: ("|", BIT_OR), BitXor: ("^", BIT_XOR), BitAnd: ("&", BIT_AND), LShift: ("<<", SHIFT), RShift: (">>", SHIFT),
           Add: ("+", SUM), Sub: ("-", SUM), Mult: ("*", TERM), Div: ("/", TERM), FloorDiv: ("//", TERM), Mod: ("%", TERM),
           MatMult: ("@", TERM), Pow: ("**", POWER)}
_UNARY = {Not: ("not ", NOT), Invert: ("~", FACTOR), UAdd: ("+", FACTOR), USub: ("-", FACTOR)}
_COMPARE = {Eq: "==", NotEq: "!=", Lt: "<", LtE: "<=", Gt: ">", GtE: ">=", Is: "is", IsNot: "is not", In: "in", NotIn: "not in"}
_INFINITY = f"1e{sys.float_info.max_10_exp + 1}"
_TRIPLE = '"""', "'''"
_QUOTES = "'", '"', *_TRIPLE


# --- strings ---

def _escaped(text, quotes, whitespace=False):
    """(text with escapes where needed, the quotes it may stand between)

    Line ends and tabs stay as they are if the quotes allow them, unless whitespace."""
    body = "".join(char if not whitespace and char in "\n\t" or char != "\\" and char.isprintable()
                   else char.encode("unicode_escape").decode("ascii") for char in text)
    fitting = [quote for quote in quotes if quote not in body and ("\n" not in body or quote in _TRIPLE)]
    if not fitting:
        shown = repr(text)
        return shown[1:-1], [next((quote for quote in quotes if shown[0] in quote), shown[0])]
    if body:
        fitting.sort(key=lambda quote: quote[0] == body[-1])
        if fitting[0][0] == body[-1]:
            body = f"{body[:-1]}\\{body[-1]}"
    return body, fitting


def _quoted(text, quotes):
    body, fitting = _escaped(text, quotes)
    return f"{fitting[0]}{body}{fitting[0]}"


def _number(value):
    return repr(value).replace("inf", _INFINITY).replace("nan", f"({_INFINITY}-{_INFINITY})")


def _constant(value):
    match value:
        case float() | complex():
            return _number(value)
        case tuple():
            return f"({', '.join(map(_constant, value))}{',' * (len(value) == 1)})"
        case _ if value is ...:
            return "..."
    return repr(value)


def _formatted_part(node, in_spec=False):
    """What stands for a part of an f-string between its quotes."""
    match node:
        case JoinedStr(values):
            return "".join(_formatted_part(value, in_spec) for value in values)
        case Constant(str(value)):
            value = value.replace("{", "{{").replace("}", "}}")
            if in_spec:
                for char, escape in (("\\", "\\\\"), ("'", "\\'"), ('"', '\\"'), ("\n", "\\n")):
                    value = value.replace(char, escape)
            return value
        case FormattedValue(value, conversion, spec):
            inner = expression(value, OR)
            if inner.startswith("{"):
                inner = f" {inner}"
            if conversion != -1:
                inner += f"!{chr(conversion)}"
            if spec is not None:
                inner += f":{_formatted_part(spec, in_spec=True)}"
            return f"{{{inner}}}"
    raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")


def _f_string(values):
    """An f-string between quotes that occur in none of its fixed parts, if there are any."""
    raw = [(_formatted_part(value), isinstance(value, Constant)) for value in values]
    quotes, done = list(_QUOTES), []
    for text, fixed in raw:
        if fixed:
            text, fitting = _escaped(text, quotes, whitespace=True)
            if not set(fitting) & set(quotes):
                done = [repr(f'"{part}')[2:-1] if fixed else part for part, fixed in raw]
                return f"f'''{''.join(done)}'''"
            quotes = fitting
        done.append(text)
    return f"f{quotes[0]}{''.join(done)}{quotes[0]}"


# --- expressions ---

def _list(nodes, level=TEST):
    return ", ".join([expression(node, level) for node in nodes])


def _items(nodes):
    """What stands between the parentheses of a tuple."""
    return _list(nodes) + "," * (len(nodes) == 1)


def _index(node):
    return _items(node.elts) if isinstance(node, Tuple) and node.elts else expression(node)


def _optional(prefix, node, level=TEST):
    return "" if node is None else prefix + expression(node, level)


def _comprehensions(generators):
    return "".join(f" {'async ' if each.is_async else ''}for {expression(each.target, TUPLE)} in {expression(each.iter, OR)}"
                   + "".join(f" if {expression(test, OR)}" for test in each.ifs) for each in generators)


def _parameter(node):
    return node.arg + _optional(": ", node.annotation)


def _parameters(node):
    positional = node.posonlyargs + node.args
    defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
    parts = [_parameter(each) + _optional("=", default) for each, default in zip(positional, defaults)]
    if node.posonlyargs:
        parts.insert(len(node.posonlyargs), "/")
    if node.vararg or node.kwonlyargs:
        parts.append("*" + (_parameter(node.vararg) if node.vararg else ""))
    parts += [_parameter(each) + _optional("=", default) for each, default in zip(node.kwonlyargs, node.kw_defaults)]
    if node.kwarg:
        parts.append(f"**{_parameter(node.kwarg)}")
    return ", ".join(parts)


def _keyword(node):
    return f"**{expression(node.value)}" if node.arg is None else f"{node.arg}={expression(node.value)}"


def _arguments(args, keywords):
    return ", ".join([expression(arg) for arg in args] + [_keyword(each) for each in keywords])


def _pair(key, value):
    return f"**{expression(value, BIT_OR)}" if key is None else f"{expression(key)}: {expression(value)}"


def _unparenthesized(node):
    """(text, how tightly it binds) of an expression."""
    match node:
        case Name(name):
            return name, ATOM
        case Constant(value):
            return ("u" if node.kind == "u" else "") + _constant(value), ATOM
        case Attribute(value, name):
            space = " " if isinstance(value, Constant) and isinstance(value.value, int) else ""
            return f"{expression(value, ATOM)}{space}.{name}", ATOM
        case Call(function, args, keywords):
            return f"{expression(function, ATOM)}({_arguments(args, keywords)})", ATOM
        case Subscript(value, index):
            return f"{expression(value, ATOM)}[{_index(index)}]", ATOM
        case BinOp(left, operator, right):
            sign, level = _BINARY[type(operator)]
            sides = (level + 1, level) if level == POWER else (level, level + 1)
            return f"{expression(left, sides[0])} {sign} {expression(right, sides[1])}", level
        case UnaryOp(operator, operand):
            sign, level = _UNARY[type(operator)]
            return sign + expression(operand, level), level
        case BoolOp(operator, values):
            word, level = ("and", AND) if isinstance(operator, And) else ("or", OR)
            return f" {word} ".join(expression(value, min(level + i, ATOM)) for i, value in enumerate(values, 1)), level
        case Compare(left, operators, others):
            tail = "".join(f" {_COMPARE[type(operator)]} {expression(other, COMPARE + 1)}"
                           for operator, other in zip(operators, others))
            return expression(left, COMPARE + 1) + tail, COMPARE
        case Tuple(items):
            return _items(items), TUPLE
        case List(items):
            return f"[{_list(items)}]", ATOM
        case Set(items):
            return f"{{{_list(items) or '*()'}}}", ATOM
        case Dict(keys, values):
            return f"{{{', '.join(map(_pair, keys, values))}}}", ATOM
        case JoinedStr(values):
            return _f_string(values), ATOM
        case FormattedValue():
            return _formatted_part(node), ATOM
        case ListComp(item, generators):
            return f"[{expression(item)}{_comprehensions(generators)}]", ATOM
        case SetComp(item, generators):
            return f"{{{expression(item)}{_comprehensions(generators)}}}", ATOM
        case GeneratorExp(item, generators):
            return f"({expression(item)}{_comprehensions(generators)})", ATOM
        case DictComp(key, value, generators):
            return f"{{{expression(key)}: {expression(value)}{_comprehensions(generators)}}}", ATOM
        case IfExp(test, body, other):
            return f"{expression(body, OR)} if {expression(test, OR)} else {expression(other)}", TEST
        case Lambda(parameters, body):
            shown = _parameters(parameters)
            return f"lambda{' ' * bool(shown)}{shown}: {expression(body)}", TEST
        case Starred(value):
            return f"*{expression(value, BIT_OR)}", ATOM
        case Slice(lower, upper, step):
            return f"{_optional('', lower)}:{_optional('', upper)}{_optional(':', step)}", ATOM
        case NamedExpr(target, value):
            return f"{expression(target, ATOM)} := {expression(value, ATOM)}", NAMED
        case Await(value):
            return "await" + _optional(" ", value, ATOM), AWAIT
        case Yield(value):
            return "yield" + _optional(" ", value, ATOM), YIELD
        case YieldFrom(value):
            return f"yield from {expression(value, ATOM)}", YIELD
    return None, ATOM


def expression(node, level=TEST):
    """The text of an expression, in parentheses if it binds less tightly than its place."""
    text, own = _unparenthesized(node)
    if text is None:
        return _other(node)
    return f"({text})" if level > own or own == TUPLE and not node.elts else text


def _other(node):
    """The text of what is neither an expression nor a statement."""
    match node:
        case arg():
            return _parameter(node)
        case arguments():
            return _parameters(node)
        case keyword():
            return _keyword(node)
        case alias(name, new):
            return name + (f" as {new}" if new else "")
        case withitem(context, target):
            return expression(context) + _optional(" as ", target)
        case comprehension():
            return _comprehensions([node])
        case TypeVar(name, bound):
            return f"{name}{_optional(': ', bound)}{_optional(' = ', node.default_value)}"
        case TypeVarTuple(name):
            return f"*{name}{_optional(' = ', node.default_value)}"
        case ParamSpec(name):
            return f"**{name}{_optional(' = ', node.default_value)}"
        case pattern():
            return _pattern(node)
        case FunctionType(args, returns):
            return f"({_list(args)}) -> {expression(returns)}"
    return "".join(map(source_of, iter_child_nodes(node)))


def _pattern(node, level=TEST):
    """The text of a pattern of a match statement."""
    match node:
        case MatchValue(value):
            return expression(value)
        case MatchSingleton(value):
            return _constant(value)
        case MatchSequence(patterns):
            return f"[{', '.join(map(_pattern, patterns))}]"
        case MatchStar(name):
            return f"*{name or '_'}"
        case MatchMapping(keys, patterns, rest):
            parts = [f"{expression(key)}: {_pattern(value)}" for key, value in zip(keys, patterns)]
            return f"{{{', '.join(parts + [f'**{rest}'] * (rest is not None))}}}"
        case MatchClass(cls, patterns, names, values):
            parts = [*map(_pattern, patterns), *(f"{name}={_pattern(value)}" for name, value in zip(names, values))]
            return f"{expression(cls, ATOM)}({', '.join(parts)})"
        case MatchAs(None, name):
            return name or "_"
        case MatchAs(inner, name):
            text, own = f"{_pattern(inner, BIT_OR)} as {name}", TEST
        case MatchOr(patterns):
            text, own = " | ".join(_pattern(each, BIT_OR + 1) for each in patterns), BIT_OR
    return f"({text})" if level > own else text


# --- statements ---

def _type_parameters(nodes):
    return f"[{', '.join(map(_other, nodes))}]" if nodes else ""


def _is_docstring(node):
    return isinstance(node, Expr) and isinstance(node.value, Constant) and isinstance(node.value.value, str)


class _Writer:
    """Writes statements as lines."""

    def __init__(self, ignored=()):
        self.lines, self.margin = [], ""
        self.ignored = {ignore.lineno: f"ignore{ignore.tag}" for ignore in ignored}

    def line(self, text):
        self.lines.append(self.margin + text)

    def block(self, head, body, node=None, documented=False):
        """A head with a colon and the statements below it."""
        self.line(f"{head}:{self.comment(node) if node else ''}")
        self.margin += "    "
        self.statements(body, documented)
        self.margin = self.margin[:-4]

    def otherwise(self, head, body):
        if body:
            self.block(head, body)

    def statements(self, nodes, documented=False):
        for i, node in enumerate(nodes):
            if documented and i == 0 and _is_docstring(node):
                self.line(("u" if node.value.kind == "u" else "") + _quoted(node.value.value, _TRIPLE))
            else:
                self.statement(node)

    def comment(self, node):
        """The type comment of a statement."""
        text = self.ignored.get(getattr(node, "lineno", None)) or getattr(node, "type_comment", None)
        return f" # type: {text}" if text else ""

    def statement(self, node):
        method = getattr(self, f"on_{type(node).__name__}", None)
        if method:
            method(node)
        else:
            self.line(self.simple(node))

    def simple(self, node):
        """The text of a statement of one line."""
        match node:
            case Expr(value):
                return expression(value, YIELD)
            case Assign(targets, value):
                heads = "".join(f"{expression(target, TUPLE)} = " for target in targets)
                return f"{heads}{expression(value)}{self.comment(node)}"
            case AugAssign(target, operator, value):
                return f"{expression(target)} {_BINARY[type(operator)][0]}= {expression(value)}"
            case AnnAssign(target, annotation, value):
                shown = expression(target)
                shown = f"({shown})" if not node.simple and isinstance(target, Name) else shown
                return f"{shown}: {expression(annotation)}{_optional(' = ', value)}"
            case Return(value):
                return "return" + _optional(" ", value)
            case Pass() | Break() | Continue():
                return type(node).__name__.lower()
            case Import(names):
                return f"import {', '.join(map(_other, names))}"
            case ImportFrom(module, names):
                return f"from {'.' * (node.level or 0)}{module or ''} import {', '.join(map(_other, names))}"
            case Delete(targets):
                return f"del {_list(targets)}"
            case Global(names) | Nonlocal(names):
                return f"{type(node).__name__.lower()} {', '.join(names)}"
            case Assert(test, message):
                return f"assert {expression(test)}{_optional(', ', message)}"
            case Raise(None, cause):
                if cause is not None:
                    raise ValueError("Node can't use cause without an exception.")
                return "raise"
            case Raise(error, cause):
                return f"raise {expression(error)}{_optional(' from ', cause)}"
            case TypeAlias(name, parameters, value):
                return f"type {expression(name)}{_type_parameters(parameters)} = {expression(value)}"
        return expression(node)

    def definition(self, node, head, keyword="def"):
        """Something decorated, behind an empty line."""
        if self.lines:
            self.lines.append("")
        for each in node.decorator_list:
            self.line(f"@{expression(each)}")
        self.block(f"{keyword} {node.name}{_type_parameters(node.type_params)}{head}", node.body,
                   None if keyword == "class" else node, documented=True)

    def on_FunctionDef(self, node, keyword="def"):
        self.definition(node, f"({_parameters(node.args)}){_optional(' -> ', node.returns)}", keyword)

    def on_AsyncFunctionDef(self, node):
        self.on_FunctionDef(node, "async def")

    def on_ClassDef(self, node):
        given = _arguments(node.bases, node.keywords)
        self.definition(node, f"({given})" if given else "", "class")

    def on_If(self, node, word="if"):
        self.block(f"{word} {expression(node.test)}", node.body)
        match node.orelse:
            case [If() as other]:
                self.on_If(other, "elif")
            case other:
                self.otherwise("else", other)

    def on_While(self, node):
        self.block(f"while {expression(node.test)}", node.body)
        self.otherwise("else", node.orelse)

    def on_For(self, node, word="for"):
        self.block(f"{word} {expression(node.target, TUPLE)} in {expression(node.iter)}", node.body, node)
        self.otherwise("else", node.orelse)

    def on_AsyncFor(self, node):
        self.on_For(node, "async for")

    def on_With(self, node, word="with"):
        self.block(f"{word} {', '.join(map(_other, node.items))}", node.body, node)

    def on_AsyncWith(self, node):
        self.on_With(node, "async with")

    def on_Try(self, node, word="except"):
        self.block("try", node.body)
        for handler in node.handlers:
            self.on_ExceptHandler(handler, word)
        self.otherwise("else", node.orelse)
        self.otherwise("finally", node.finalbody)

    def on_TryStar(self, node):
        self.on_Try(node, "except*")

    def on_ExceptHandler(self, node, word="except"):
        self.block(f"{word}{_optional(' ', node.type)}{f' as {node.name}' if node.name else ''}", node.body)

    def on_Match(self, node):
        self.line(f"match {expression(node.subject)}:")
        self.margin += "    "
        for case in node.cases:
            self.on_match_case(case)
        self.margin = self.margin[:-4]

    def on_match_case(self, node):
        self.block(f"case {_pattern(node.pattern)}{_optional(' if ', node.guard)}", node.body)

    def on_Module(self, node):
        self.statements(node.body, documented=True)

    def on_Interactive(self, node):
        self.statements(node.body)

    def on_Expression(self, node):
        self.line(expression(node.body))


def source_of(node):
    """The source of a tree, or of a list of trees."""
    if isinstance(node, list):
        return ("\n" if any(isinstance(each, stmt) for each in node) else "").join(map(source_of, node))
    writer = _Writer(getattr(node, "type_ignores", ()))
    writer.statement(node)
    return "\n".join(writer.lines)
