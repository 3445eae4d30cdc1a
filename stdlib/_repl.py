"""What the interactive session knows beside Python: completion, call hints, `x?`, `%commands`, `!commands`.

The session imports this module when the first of these is asked for. Looking at an object to complete it runs no code
of the object: attributes are read from instance and class dictionaries.
"""
import builtins
import keyword
import os
import sys


# --- looking without running code

_MISSING = object()


def _class_lookup(cls, name):
    for base in type.__dict__["__mro__"].__get__(cls):
        space = type.__dict__["__dict__"].__get__(base)
        if name in space:
            return space[name]
    return _MISSING


def _instance_dict(obj):
    """The attributes of an instance, unless its class decides itself what they are."""
    if isinstance(obj, type):
        return {}
    cls = type(obj)
    if _class_lookup(cls, "__getattribute__") is not object.__getattribute__ and not _is_module(obj):
        return {}
    try:
        space = object.__getattribute__(obj, "__dict__")
    except (AttributeError, TypeError):
        return {}
    return space if type(space) is dict else {}


def _is_module(obj):
    return issubclass(type(obj), type(sys))


def look(obj, name):
    """The attribute of an object as far as it is there without running code; _MISSING if not."""
    space = _instance_dict(obj)
    if name in space:
        return space[name]
    found = next((value for cls in _classes(obj) if (value := _class_lookup(cls, name)) is not _MISSING), _MISSING)
    if type(found) in (staticmethod, classmethod):
        return found.__func__
    if found is not _MISSING and _is_computed(found):
        return _MISSING
    return found


class _Some:
    """Stands for an instance of a class of which nothing else is known."""
    __slots__ = ("of",)

    def __init__(self, of):
        self.of = of


def _classes(obj):
    """Where attributes of an object are looked up."""
    if type(obj) is _Some:
        return [obj.of]
    return [obj, type(obj)] if isinstance(obj, type) else [type(obj)]


def _is_computed(found):
    cls = type(found)
    return (_class_lookup(cls, "__set__") is not _MISSING
            or isinstance(found, property)
            or (_class_lookup(cls, "__get__") is not _MISSING and not callable(found)))


def names_of(obj):
    """The attribute names of an object, with what they are."""
    names = dict.fromkeys(_instance_dict(obj))
    for cls in _classes(obj):
        for base in type.__dict__["__mro__"].__get__(cls):
            names.update(dict.fromkeys(type.__dict__["__dict__"].__get__(base)))
    return [name for name in names if isinstance(name, str)]


# --- the expression before the cursor

_CLOSING = {")": "(", "]": "[", "}": "{"}


def _expression_before(text, end):
    """The start of the names, dots, subscripts and literals that end at a place."""
    i = end
    while i > 0:
        c = text[i - 1]
        if c.isidentifier() or c.isdigit() or c == ".":
            i -= 1
        elif c in "'\"":
            j = text.rfind(c, 0, i - 1)
            if j < 0:
                break
            return j
        elif c in _CLOSING:
            depth, j = 0, i
            while j > 0:
                j -= 1
                if text[j] in _CLOSING:
                    depth += 1
                elif text[j] in "([{":
                    depth -= 1
                    if depth == 0:
                        break
            if depth:
                break
            i = j
        else:
            break
    return i


def value_of(source, namespace):
    """What an expression stands for, if that can be told without running code of the program."""
    import ast
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return _MISSING
    return _value(tree, namespace, ast)


def _value(node, namespace, ast):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        if node.id in namespace:
            return namespace[node.id]
        return builtins.__dict__.get(node.id, _MISSING)
    if isinstance(node, ast.Attribute):
        obj = _value(node.value, namespace, ast)
        return obj if obj is _MISSING else look(obj, node.attr)
    if isinstance(node, ast.Subscript):
        obj, key = _value(node.value, namespace, ast), _value(node.slice, namespace, ast)
        if type(obj) in (dict, list, tuple, str) and type(key) in (str, int, bytes, bool):
            try:
                return obj[key]
            except (LookupError, TypeError):
                pass
        return _MISSING
    for kind, value in (("List", []), ("Tuple", ()), ("Dict", {}), ("Set", set()), ("JoinedStr", ""), ("ListComp", []),
                        ("DictComp", {}), ("SetComp", set())):
        if isinstance(node, getattr(ast, kind)):
            return value
    if isinstance(node, ast.Call):
        return _result(_value(node.func, namespace, ast))
    return _MISSING


def _of_functions():
    import io
    texts = (ascii, bin, chr, format, hex, input, oct, repr)
    return [(open, io.TextIOWrapper), (sorted, list), (dir, list), (divmod, tuple), (len, int), (ord, int), (id, int),
            (hash, int), (vars, dict), (globals, dict), (locals, dict), *((f, str) for f in texts)]


_OF_METHODS = {kind: {name: result for result, names in results.items() for name in names.split()} for kind, results in {
    str: {str: "capitalize casefold center expandtabs format format_map join ljust lower lstrip removeprefix removesuffix replace "
               "rjust rstrip strip swapcase title translate upper zfill", list: "split rsplit splitlines",
          tuple: "partition rpartition", bytes: "encode", int: "find rfind index rindex count"},
    bytes: {bytes: "join lower lstrip replace rstrip strip upper", str: "decode hex", list: "split splitlines"},
    list: {list: "copy", int: "index count"}, dict: {dict: "copy fromkeys"}, set: {set: "copy union difference intersection"},
    int: {int: "bit_length bit_count", bytes: "to_bytes"}, float: {bool: "is_integer"}}.items()}


def _result(f):
    """What stands for the result of a call, if that can be told without it."""
    if type(f) is type:
        # A class may make something else than instances.
        return _MISSING if _is_python(_class_lookup(f, "__new__")) else _Some(f)
    for function, kind in _of_functions():
        if f is function:
            return _Some(kind)
    if _is_python(f):
        kind = type(f).__dict__["__annotations__"].__get__(f).get("return")
        return _Some(kind) if type(kind) is type else _MISSING
    if type(f) is type(str.join):
        kind = _OF_METHODS.get(f.__objclass__, {}).get(f.__name__)
        return _MISSING if kind is None else _Some(kind)
    return _MISSING


def _is_python(f):
    if type(f) in (staticmethod, classmethod):
        f = f.__func__
    return type(f) is type(_is_python)


# --- completion

def complete(text, namespace):
    """Completions of the text before the cursor: where the word begins, and pairs of replacement and what to show."""
    line = text.rpartition("\n")[2]
    words = line.split()
    if words and words[0] in ("import", "from") and "(" not in line:
        return _complete_import(text, line, words)
    if line.startswith("%") and len(words) < 2 and not line.endswith(" "):
        return len(text) - len(line) + 1, _pairs([n for n in sorted(_MAGICS) if n.startswith(line[1:])])
    string = _open_string(text)
    if string is not None:
        return _complete_string(text, string, namespace)
    i = len(text)
    while i > 0 and (text[i - 1].isidentifier() or text[i - 1].isdigit()):
        i -= 1
    prefix = text[i:]
    if text[:i].endswith("."):
        start = _expression_before(text, i - 1)
        obj = value_of(text[start:i - 1], namespace)
        if obj is _MISSING:
            return i, []
        names = [n for n in names_of(obj) if n.startswith(prefix)]
        if not prefix.startswith("_"):
            names = [n for n in names if not n.startswith("_")]
        return i, [_shown(n, look(obj, n)) for n in sorted(names)]
    if not prefix:
        return i, []
    found = {}
    for name in _keyword_arguments(text[:i], namespace):
        if name.startswith(prefix):
            found[name + "="] = (name + "=", name + "=")
    for name in keyword.kwlist + keyword.softkwlist:
        if name.startswith(prefix) and name != "_":
            found[name] = name, name
    for space in (builtins.__dict__, namespace):
        for name in space:
            if isinstance(name, str) and name.startswith(prefix) and (prefix.startswith("_") or not name.startswith("_")):
                found[name] = _shown(name, space[name])
    return i, [found[name] for name in sorted(found)]


def _shown(name, value):
    if isinstance(value, type):
        return name, name
    if _is_module(value):
        return name, name + "/"
    if value is not _MISSING and callable(value):
        return name, name + "()"
    return name, name


def _pairs(names):
    return [(name, name) for name in names]


def _open_string(text):
    """The start of the string that the text ends in, behind its quote; None if it ends in none."""
    i, quote, start = 0, None, 0
    while i < len(text):
        c = text[i]
        if quote:
            if c == "\\":
                i += 1
            elif text.startswith(quote, i):
                i += len(quote) - 1
                quote = None
        elif c == "#":
            i = text.find("\n", i)
            if i < 0:
                return None
        elif c in "'\"":
            quote = text[i:i + 3] if text[i:i + 3] == c * 3 else c
            i += len(quote) - 1
            start = i + 1
        i += 1
    return start if quote else None


def _complete_string(text, start, namespace):
    prefix = text[start:]
    before = text[:start - 1]
    if before.endswith("["):
        end = len(before) - 1
        obj = value_of(before[_expression_before(before, end):end], namespace)
        if type(obj) is dict:
            keys = sorted(k for k in obj if type(k) is str and k.startswith(prefix))
            quote = text[start - 1]
            return start, [(k + quote + "]", k) for k in keys if quote not in k and "\\" not in k]
    folder, _, tail = prefix.rpartition("/")
    shown = os.path.expanduser(folder + "/" if "/" in prefix else "") or "."
    try:
        entries = sorted(os.listdir(shown))
    except OSError:
        return start, []
    out = []
    for name in entries:
        if name.startswith(tail) and (tail.startswith(".") or not name.startswith(".")):
            name += "/" if os.path.isdir(os.path.join(shown, name)) else ""
            out.append((name, name))
    return len(text) - len(tail), out


def _complete_import(text, line, words):
    def modules(prefix):
        package, _, tail = prefix.rpartition(".")
        start = len(text) - len(tail)
        names = _modules_in(package)
        return start, [(n, n) for n in sorted(names) if n.startswith(tail) and (tail.startswith("_") or not n.startswith("_"))]

    last = "" if line[-1:].isspace() else words[-1]
    if words[0] == "import" or len(words) == 1 or (len(words) == 2 and last):
        return modules(last.rpartition(",")[2])
    if "import" not in words:
        return len(text) - len(last), [("import ", "import")] if "import".startswith(last) else []
    module = sys.modules.get(words[1])
    tail = last.rpartition(",")[2] if last != "import" else ""
    if module is None:
        # Only the standard library is imported for a look at it.
        if words[1].partition(".")[0] not in sys.stdlib_module_names:
            return len(text), []
        try:
            module = __import__(words[1], fromlist=["*"])
        except Exception:
            return len(text), []
    names = {n for n in names_of(module) if n in vars(module)} | set(_modules_in(words[1]))
    names = [n for n in sorted(names) if n.startswith(tail) and (tail.startswith("_") or not n.startswith("_"))]
    return len(text) - len(tail), [_shown(n, look(module, n)) for n in names]


def _modules_in(package):
    import _imp
    names = set()
    prefix = package + "." if package else ""
    for full in list(sys.modules) + _imp.embedded_names():
        if full.startswith(prefix):
            names.add(full[len(prefix):].partition(".")[0])
    if package:
        path = getattr(sys.modules.get(package), "__path__", None)
        path = list(path) if path is not None else [os.path.join(p, *package.split(".")) for p in sys.path]
    else:
        path = sys.path
    for folder in path:
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        for name in entries:
            stem, dot, end = name.partition(".")
            if stem.isidentifier() and (end == "py" or not dot and os.path.isdir(os.path.join(folder, name))):
                names.add(stem)
    names.discard("__init__")
    names.discard("__main__")
    names.discard("__pycache__")
    return names


# --- calls

def _open_call(text):
    """The function expression of the innermost open call, and what stands behind its bracket."""
    depth = 0
    if _open_string(text) is not None:
        return None
    i = len(text)
    while i > 0:
        i -= 1
        c = text[i]
        if c in "'\"":
            j = text.rfind(c, 0, i)
            if j < 0:
                return None
            i = j
        elif c in _CLOSING:
            depth += 1
        elif c in "([{":
            if depth:
                depth -= 1
            elif c == "(":
                start = _expression_before(text, i)
                if start == i or text[start:i] in keyword.kwlist:
                    return None
                if text[:start].rstrip().endswith(("def", "class")):
                    return None
                return text[start:i], text[i + 1:]
    return None


def _callable_before(text, namespace):
    call = _open_call(text)
    if call is None:
        return None
    f = value_of(call[0], namespace)
    return (call[0], f, call[1]) if f is not _MISSING and callable(f) else None


def _signature(f):
    import inspect
    try:
        return inspect.signature(f)
    except (ValueError, TypeError):
        return None


def _keyword_arguments(text, namespace):
    found = _callable_before(text, namespace)
    sig = found and _signature(found[1])
    if not sig:
        return []
    return [p.name for p in sig.parameters.values() if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]


_hints = {}


def hint(text, namespace):
    """What to say behind a call that is being typed: parameters that are still missing, and a line about it."""
    if not text.endswith(("(", ", ")):
        return None
    found = _callable_before(text, namespace)
    if not found:
        return None
    name, f, given = found
    key = id(f), given.count(",")
    if key in _hints and _hints[key][0] is f:
        return _hints[key][1]
    sig = _signature(f)
    if sig is None:
        return None
    params = list(sig.parameters.values())
    if "." in name and params and not isinstance(f, type) and params[0].name == "self":
        del params[0]
    shown = [str(p) for p in params if p.kind != p.POSITIONAL_ONLY or True]
    done = given.count(",") if given.strip() else 0
    shown = shown[done:]
    doc = (getattr(f, "__doc__", None) or "").strip().partition("\n")[0]
    text = ", ".join(shown) + ")" + ("   # " + doc if doc else "")
    _hints[key] = f, text
    return text


# --- long texts

class _Paged:
    """Collects what is printed, and shows it page by page if it is longer than the terminal."""

    def __enter__(self):
        import io
        self.before, self.text = sys.stdout, io.StringIO()
        sys.stdout = self.text

    def __exit__(self, *error):
        sys.stdout = self.before
        text = self.text.getvalue()
        try:
            columns, lines = os.get_terminal_size(sys.__stdout__.fileno())
        except (OSError, AttributeError, ValueError):
            columns, lines = 80, float("inf")
        if sum(len(line) // columns + 1 for line in text.splitlines()) < lines - 1:
            sys.stdout.write(text)
        else:
            import pydoc
            pydoc.pager(text)


# --- what is typed beside Python

def special(text, namespace, execute):
    """Runs a line that begins with `%` or `!` or ends in `?`. False: it is none."""
    line = text.strip()
    if line.startswith("!"):
        sys.stdout.flush()
        os.system(line[1:])
        return True
    if line.startswith("%"):
        name, _, rest = line[1:].partition(" ")
        f = _MAGICS.get(name)
        if f is None:
            print(f"no command %{name}; %magic lists them", file=sys.stderr)
        elif f in _LONG:
            with _Paged():
                f(rest.strip(), namespace, execute)
        else:
            f(rest.strip(), namespace, execute)
        return True
    if line.endswith("?") and not line.startswith("#"):
        with _Paged():
            describe(line.rstrip("?").strip(), namespace, line.endswith("??"))
        return True
    return False


def describe(source, namespace, whole):
    """`x?`: type, signature and doc; `x??`: the source too."""
    import inspect
    if not source:
        magic("", namespace, None)
        return
    obj = value_of(source, namespace)
    if obj is _MISSING or type(obj) is _Some:
        try:
            obj = eval(source, namespace)
        except Exception as e:
            print(f"{type(e).__name__}: {e}", file=sys.stderr)
            return
    print("type:     ", type(obj).__name__)
    if callable(obj):
        sig = _signature(obj)
        if sig is not None:
            print("signature:", source + str(sig))
    else:
        shown = repr(obj)
        print("value:    ", shown if len(shown) < 200 else shown[:200] + "...")
    try:
        file = inspect.getfile(obj)
    except (TypeError, OSError):
        file = None
    if file:
        print("file:     ", file)
    if whole:
        try:
            print(inspect.getsource(obj).rstrip())
            return
        except (OSError, TypeError):
            pass
    doc = inspect.getdoc(obj)
    if doc:
        print("doc:")
        for line in doc.splitlines():
            print("   ", line)


def magic(rest, namespace, execute):
    """Lists these commands."""
    for name in sorted(_MAGICS):
        print(f"  %{name:9}", _MAGICS[name].__doc__.partition("\n")[0])
    print("  !command   Runs a command of the shell.")
    print("  x? x??     What x is; with its source.")


def time_(rest, namespace, execute):
    """Runs a statement and says how long it took."""
    import time
    start, cpu = time.perf_counter(), time.process_time()
    try:
        execute(rest)
    finally:
        print(f"wall {_seconds(time.perf_counter() - start)}, cpu {_seconds(time.process_time() - cpu)}")


def timeit_(rest, namespace, execute):
    """Runs a statement often and says how long one run takes."""
    import timeit
    timer = timeit.Timer(rest, globals=namespace)
    number, taken = timer.autorange()
    runs = [taken] + timer.repeat(4, number)
    print(f"{number} loops, best of 5: {_seconds(min(runs) / number)} per loop")


def _seconds(s):
    for unit, scale in (("s", 1), ("ms", 1e3), ("us", 1e6)):
        if s * scale >= 1:
            return f"{s * scale:.3g} {unit}"
    return f"{s * 1e9:.3g} ns"


def run(rest, namespace, execute):
    """Runs a file in the session's namespace."""
    import shlex
    words = shlex.split(rest)
    if not words:
        print("usage: %run file [argument ...]", file=sys.stderr)
        return
    with open(words[0], "rb") as f:
        code = compile(f.read(), words[0], "exec")
    before = sys.argv
    sys.argv = words
    try:
        exec(code, namespace)
    finally:
        sys.argv = before


def load(rest, namespace, execute):
    """Shows a file and runs it as if it were typed."""
    with open(rest, encoding="utf-8") as f:
        text = f.read()
    print(text.rstrip())
    execute(text)


def save(rest, namespace, execute):
    """Writes what was typed in this session to a file."""
    with open(rest, "w", encoding="utf-8") as f:
        inputs = namespace.get("In", [])
        f.write("".join(text.rstrip("\n") + "\n" for text in inputs))
    print(f"{len(inputs)} inputs written to {rest}")


def _own(namespace):
    hidden = {"In", "Out", "exit", "quit"}
    return {name: value for name, value in namespace.items()
            if not name.startswith("_") and name not in hidden and not _is_module(value)}


def who(rest, namespace, execute):
    """Lists the names that were defined here, and their types."""
    own = _own(namespace)
    width = max(map(len, own), default=0)
    for name in sorted(own):
        shown = repr(own[name]).replace("\n", " ")
        print(f"{name:{width}}  {type(own[name]).__name__:10}  {shown if len(shown) < 60 else shown[:57] + '...'}")


def reset(rest, namespace, execute):
    """Forgets the names that were defined here."""
    for name in list(_own(namespace)):
        del namespace[name]
    namespace.get("Out", {}).clear()


def dis(rest, namespace, execute):
    """Shows the instructions of a function or a statement."""
    import dis
    obj = value_of(rest, namespace)
    dis.dis(rest if obj is _MISSING or type(obj) is _Some else obj)


def history(rest, namespace, execute):
    """Lists what was typed in this session."""
    for number, text in enumerate(namespace.get("In", []), 1):
        print(f"{number:4}  " + text.rstrip().replace("\n", "\n      "))


def all_(rest, namespace, execute):
    """Shows the whole of a result, however long: the last one, or %all EXPRESSION."""
    value = eval(rest, namespace) if rest else getattr(builtins, "_", None)
    if value is not None:
        print(repr(value))


def paste(rest, namespace, execute):
    """Runs what is pasted as it stands, up to a line with -- or Ctrl-D."""
    print("Paste, then a line with -- or Ctrl-D:")
    lines = []
    try:
        while lines[-1:] != ["--"]:
            lines += input().splitlines() or [""]
        del lines[-1]
    except EOFError:
        pass
    import re
    import textwrap
    lines = [re.sub(r"^\s*(>>>|\.\.\.) ?", "", line) for line in lines]
    if any(map(str.strip, lines)):
        execute(textwrap.dedent("\n".join(lines)))


_MAGICS = {"magic": magic, "time": time_, "timeit": timeit_, "run": run, "load": load, "save": save, "who": who,
           "reset": reset, "dis": dis, "history": history, "all": all_, "paste": paste}
# Their output may be long.
_LONG = {magic, who, dis, history, all_}


def execute(text):
    """Runs a text in the session's namespace, as if it were typed."""
    import __main__
    exec(compile(text, "<input>", "single" if "\n" not in text.rstrip() else "exec"), __main__.__dict__)


# --- await at the prompt

_loop = None
_thread = None


def _get_loop():
    """The loop of the session: it lives as long as the session."""
    global _loop
    if _loop is None:
        import asyncio
        import atexit
        _loop = asyncio.new_event_loop()
        asyncio.set_event_loop(_loop)
        atexit.register(_close)
    return _loop


def run_on_loop(code, namespace):
    """Runs an input inside of the session's loop, so that it can await and make tasks."""
    import types
    loop = _get_loop()

    async def one():
        try:
            result = eval(code, namespace)
            if type(result) is types.CoroutineType and code.co_flags & 0x80:
                await result
        except BaseException as error:
            # The frames of this module are nothing to show.
            return error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)

    task = loop.create_task(one())
    try:
        error = loop.run_until_complete(task)
    except KeyboardInterrupt:
        task.cancel()
        error = loop.run_until_complete(task)
        if not isinstance(error, KeyboardInterrupt):
            error = KeyboardInterrupt()
    if error is not None:
        try:
            raise error
        finally:
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            del error


def _failed(task):
    """Tells at once of a task that failed while nobody looked."""
    if not task.cancelled() and task.exception() is not None:
        sys.excepthook(type(task.exception()), task.exception(), task.exception().__traceback__)


def go_on(on):
    """Lets the loop run while a line is typed, if it has something to do; or stops it."""
    global _thread
    if on:
        if _loop is None:
            return
        import asyncio
        tasks = asyncio.all_tasks(_loop)
        if not tasks:
            return
        import threading
        for task in tasks:
            task.add_done_callback(_failed)
        _thread = threading.Thread(target=_loop.run_forever, name="repl-loop", daemon=True)
        _thread.start()
    elif _thread is not None:
        _loop.call_soon_threadsafe(_loop.stop)
        _thread.join()
        _thread = None
        import asyncio
        for task in asyncio.all_tasks(_loop):
            task.remove_done_callback(_failed)


def _close():
    global _loop
    loop, _loop = _loop, None
    if loop is None:
        return
    import asyncio
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.close()
