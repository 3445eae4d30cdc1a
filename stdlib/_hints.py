"""What may have been meant where an exception ended a program or an input: a line more, for people at a terminal.

What CPython suggests by itself stands in the traceback already; this is about the rest.
"""
import builtins
import keyword
import re
import sys

# --- characters that look like those of Python

_ALIKE = dict(zip("“”„«»‘’‚‛‹›、。〈〉《》「」『』【】〔〕–—−‐‑×÷·•…≤≥≠←→¬´`\u3000\xa0\u2009\u202f\u200b\ufeff",
                  ["'\"'"] * 5 + ['"\'"'] * 6 + ["','", "'.'"] + ["'<'", "'>'"] * 2 + ["'\"'"] * 4 + ["'['", "']'"] * 2
                  + ["'-'"] * 5 + ["'*'", "'/'", "'.'", "'*'", "'...'", "'<='", "'>='", "'!='", "'='", "'->'", "'not'"]
                  + ["\"'\""] * 2 + ["a space"] * 4 + ["nothing"] * 2))


def _ascii_form(char):
    """How Python writes what a character looks like."""
    if 0xff01 <= ord(char) <= 0xff5e:
        return repr(chr(ord(char) - 0xfee0))
    return _ALIKE.get(char)


def _character(error, text):
    found = re.match(r"invalid (?:non-printable )?character(?: '(.)')?.*U\+([0-9A-F]+)", text)
    if not found:
        return None
    char = chr(int(found[2], 16))
    if (meant := _ascii_form(char)) is None:
        return None
    import unicodedata
    return f"the character is {unicodedata.name(char, found[2])}; Python writes {meant}"


# --- brackets

def _line(error, number):
    """A line of the text that an error is about."""
    import linecache
    if line := linecache.getline(error.filename or "", number):
        return line.rstrip("\n")
    lines = (error.text or "").splitlines()
    return lines[0] if number == error.lineno and lines else ""


def _bracket(error, text):
    found = re.match(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'(?: on line (\d+))?", text)
    if not found:
        return None
    opened, number = found[2], int(found[3] or error.lineno)
    line = _line(error, number)
    end = (error.offset or 1) - 1 if number == error.lineno else len(line)
    at = _open_at(line[:end], opened)
    if at is None:
        return f"{opened!r} was opened in line {number}"
    shift = len(line) - len(line.lstrip())
    return f"{opened!r} was opened in line {number}:\n    {line.strip()}\n    {' ' * (at - shift)}^"


def _open_at(line, bracket):
    """Where the last bracket of a kind stands in a line that is not closed there."""
    closing = dict(zip("([{", ")]}"))[bracket]
    depth = 0
    for at in range(len(line) - 1, -1, -1):
        depth += (line[at] == closing) - (line[at] == bracket)
        if depth < 0:
            return at
    return None


# --- other syntax

_ELSEWHERE = (
    (r"&&", "Python writes 'and'"), (r"\|\|", "Python writes 'or'"), (r"\+\+|--", "Python has no ++ and --: x += 1, x -= 1"),
    (r"^\s*else\s+if\b", "Python writes 'elif'"), (r"(?<![!=<>])!(?!=)", "Python writes 'not'"),
    (r"^\s*(?:switch|case)\b.*[{:]", "Python writes 'match value:' and in it 'case pattern:'"),
    (r"^\s*(?:function|func|fn|sub)\s+\w+", "Python writes 'def name(parameters):'"),
    (r"^\s*(?:var|let|const)\s+\w+", "Python has no declarations: name = value"),
    (r"\?[^:]*:", "Python writes 'a if condition else b'"), (r"\bnew\s+\w+\(", "Python writes Class(...) without 'new'"),
)
_PREFIX = {"elif": "if 1: pass\n", "else": "if 1: pass\n", "except": "try: pass\n", "finally": "try: pass\n", "case": "match 1:\n"}


def _compiles(line):
    """Whether a line would be right as it stands, in a function or loop."""
    body = line.strip()
    body += " pass" if body.endswith(":") else ""
    first = re.match(r"\w*", body)[0]
    before = _PREFIX.get(first, "")
    if first == "case":
        body = "    " + body
    text = "".join(f"        {part}\n" for part in (before + body).splitlines())
    try:
        compile(f"async def f():\n    while 1:\n{text}", "", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _keyword(line):
    """A keyword that a word of the line stands for."""
    from difflib import get_close_matches
    words = keyword.kwlist + ["match", "case"]
    for found in re.finditer(r"[A-Za-z_]\w*", line):
        word = found[0]
        if word in keyword.kwlist:
            continue
        meant = [each for each in words if sorted(each) == sorted(word.lower())] or get_close_matches(word.lower(), words, 2, 0.7)
        for each in meant:
            if each != word and _compiles(line[:found.start()] + each + line[found.end():]):
                return f"Did you mean: {each!r}?"
    return None


def _syntax(error):
    text = error.msg or ""
    if more := _character(error, text) or _bracket(error, text):
        return more
    line = error.text or ""
    if "outside async function" in text or "outside of asynchronous" in text:
        return "the function around it has to be an 'async def'"
    line = line.split("\n")[0]
    if not any(part in text for part in ("invalid syntax", "expected", "never closed")):
        return None
    if "never" not in text and (more := _keyword(line)):
        return more
    code = re.sub(r"'[^']*'|\"[^\"]*\"|#.*", "''", line)
    return next((more for pattern, more in _ELSEWHERE if re.search(pattern, code)), None)


# --- names

_HOMES = {name: module for module, names in {
    "math": "sqrt pi sin cos tan exp log floor ceil gcd factorial isclose hypot",
    "random": "randint choice shuffle randrange uniform sample",
    "time": "sleep perf_counter monotonic", "datetime": "timedelta",
    "collections": "defaultdict Counter deque namedtuple OrderedDict", "pathlib": "Path",
    "itertools": "chain product permutations combinations count cycle repeat islice groupby accumulate",
    "functools": "reduce partial lru_cache wraps cache", "dataclasses": "dataclass field asdict", "enum": "Enum",
    "typing": "Any Optional Union Callable Iterable", "decimal": "Decimal", "fractions": "Fraction",
    "pprint": "pprint", "contextlib": "contextmanager suppress", "abc": "ABC abstractmethod", "copy": "deepcopy",
}.items() for name in names.split()}


def _frame(error):
    tb = error.__traceback__
    while tb is not None and tb.tb_next is not None:
        tb = tb.tb_next
    return tb and tb.tb_frame


def _name(error):
    if found := re.match("cannot access local variable '(.*?)'", str(error)):
        name = found[1]
        return f"{name!r} is bound somewhere in this function, so it is local in all of it; 'global {name}' says otherwise"
    name = error.name
    if not isinstance(name, str):
        return None
    frame = _frame(error)
    known = [*keyword.kwlist, *vars(builtins)]
    if frame:
        known += [*frame.f_locals, *frame.f_globals]
    for each in known:
        if isinstance(each, str) and each != name and each.lower() == name.lower():
            return f"Did you mean: {each!r}?"
    if name in _HOMES:
        return f"from {_HOMES[name]} import {name}"
    return {"null": "Python writes None", "nil": "Python writes None", "undefined": "Python writes None",
            "this": "Python's methods call it self, and have it as first parameter"}.get(name)


def _coroutine(obj):
    name = getattr(obj, "__name__", None)
    call = f"{name}()" if name else "it"
    return f"a coroutine runs when it is awaited: await {call}"


_OTHER_NAMES = {
    (list, "push"): "append", (list, "add"): "append", (list, "push_back"): "append", (set, "append"): "add",
    (dict, "append"): "update", (str, "trim"): "strip", (str, "toUpperCase"): "upper", (str, "toLowerCase"): "lower",
    (str, "substring"): "[start:end]", (str, "charAt"): "[index]",
}


def _attribute(error):
    obj, name = error.obj, error.name
    kind = type(obj)
    if kind.__name__ == "coroutine":
        return _coroutine(obj)
    if obj is None:
        return "the value is None: what a function without return gives, and list.sort(), list.append() and the like"
    if name in ("length", "size", "count") and hasattr(kind, "__len__"):
        return "Python writes len(x)"
    if name in ("contains", "includes", "has_key") and hasattr(kind, "__contains__"):
        return "Python writes 'item in x'"
    for (of, other), meant in _OTHER_NAMES.items():
        if kind is of and name == other:
            return f"Did you mean: {meant!r}?"
    return None


def _import(error):
    name = error.name
    if not isinstance(error, ModuleNotFoundError) or not isinstance(name, str) or "is not a package" in str(error):
        return None
    from difflib import get_close_matches
    parent, _, last = name.rpartition(".")
    import _repl
    known = {each for each in (_repl._modules_in(parent) if parent else {*sys.stdlib_module_names, *_repl._modules_in("")})
             if not each.startswith("_")}
    meant = [each for each in known if each.lower() == last.lower()] or get_close_matches(last, known, 1, 0.75)
    if meant:
        return f"Did you mean: {(parent + '.' if parent else '') + meant[0]!r}?"
    return None if parent else f"if it is a package that can be had: pyr -m pip install {name}"


def _lacks_self(qualname, frame):
    """Whether a method is none: it has no parameter for the instance."""
    cls, _, name = qualname.rpartition(".")
    function = getattr(frame and frame.f_globals.get(cls), "__dict__", {}).get(name)
    code = getattr(function, "__code__", None)
    return code is not None and not (code.co_argcount and code.co_varnames[0] in ("self", "cls"))


def _type(error):
    text = str(error)
    if re.search(r"\bcoroutine\b", text) and "was expected" not in text and "awaited" not in text:
        return "a coroutine runs when it is awaited: await f()"
    found = re.match(r"([\w.<>]+)\(\) takes (\d+) positional arguments? but (\d+) w", text)
    if found and int(found[3]) == int(found[2]) + 1 and _lacks_self(found[1], _frame(error)):
        return f"the instance is the first argument of a method: def {found[1].rpartition('.')[2]}(self, ...)"
    if re.match(r"can only concatenate str|unsupported operand type\(s\) for \+: '(int|float)' and 'str'", text):
        return "text and numbers are joined by f\"{text}{number}\" or text + str(number)"
    found = re.match(r"'(\w+)' object is not callable", text)
    frame = _frame(error)
    if found and frame:
        for name in frame.f_code.co_names:
            for space in frame.f_locals, frame.f_globals:
                if callable(getattr(builtins, name, None)) and name in space and not callable(space[name]):
                    return f"{name!r} has been bound to another value here, which hides the function of that name"
        if found[1] in ("list", "tuple", "dict", "str"):
            return "items are written x[index]; x(...) calls"
    if re.match(r"'(builtin_function_or_method|method|function|type)' object is not subscriptable", text):
        return "calls are written f(...); x[...] is an item"
    return None


_HINTS = ((SyntaxError, _syntax), (NameError, _name), (AttributeError, _attribute), (ImportError, _import), (TypeError, _type))


def hint(error):
    """The line about an exception, or None."""
    about = next((about for kind, about in _HINTS if isinstance(error, kind)), None)
    if about is None:
        return None
    from traceback import TracebackException
    said = "".join(TracebackException(type(error), error, error.__traceback__).format_exception_only())
    if "Did you mean" in said or "Did you forget" in said:
        return None
    try:
        more = about(error)
    except Exception:
        return None
    return more and f"hint: {more}"
