"""Calls every method of every builtin type, and every function of every native module, with odd values.

    pyr fuzz/api.py [--seconds N] [--seed N] [--out DIR] [NAME...]

Names choose modules or types. Each child makes a few dozen calls in a row on a pool of values to which the results are
added, and writes each one down before it is made. `--replay SEED` repeats a child in the foreground. Run it with
PYTHONHASHSEED=0, else seeds mean nothing.
"""

import gc
import os
import random
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import harness
import odd

MODULES = """builtins _abc _ast _asyncio _bisect _blake2 _bz2 _codecs _collections _contextvars _datetime _decimal
_functools _hashlib _heapq _io _locale _opcode _json _operator _queue _random _sre _stat _string _struct _thread
_typing _warnings _weakref array atexit binascii cmath errno gc itertools marshal math time unicodedata zlib sys
_collections_abc types copy json re string weakref collections functools operator enum dataclasses inspect ast dis
copyreg pickle traceback contextlib struct sqlite3 _sqlite3 mmap csv textwrap codecs io heapq bisect statistics""".split()
# What waits, ends the process, or shows too much.
SKIP = set("""input breakpoint exit quit help sleep wait acquire acquire_lock lock join _exit sigwait pause interrupt_main
set_trace _setprofileallthreads _settraceallthreads start_new_thread start_new start_joinable_thread setdlopenflags
_run_exitfuncs system abort set_debug open open_code FileIO _getframemodulename setswitchinterval
displayhook excepthook unraisablehook breakpointhook __excepthook__ __displayhook__ __breakpointhook__
print_stack count cycle repeat copyright credits license _write_atomic count_of_code stack_size daemon_threads_allowed
enable_load_extension load_extension _debugmallocstats _clear_type_cache call_tracing run_line_magic iter_modules
_shutdown _make_thread_handle _ThreadHandle _enablelegacywindowsfsencoding _current_frames getloadavg""".split())


def targets(only):
    functions, types = [], {}
    for name in MODULES:
        try:
            module = __import__(name)
        except ImportError:
            continue
        for key in sorted(vars(module)):
            value = vars(module)[key]
            if key in SKIP or (only and name not in only and key not in only):
                continue
            if isinstance(value, type):
                types[value] = f"{name}.{key}"
            elif callable(value):
                functions.append((f"{name}.{key}", value))
    if not only:
        stack = [object]
        while stack:
            for t in type.__subclasses__(stack.pop()):
                if t not in types and t.__module__ not in ("odd", "harness", "signal", "resource", "posix", "subprocess"):
                    types[t] = f"{t.__module__}.{t.__qualname__}"
                    stack.append(t)
    return functions, sorted(types.items(), key=lambda item: item[1])


STATEMENTS = {
    "{0} + {1}": None, "{0} - {1}": None, "{0} * {1}": None, "{0} / {1}": None, "{0} // {1}": None, "{0} % {1}": None,
    "{0} << {1}": None, "{0} >> {1}": None, "{0} & {1}": None, "{0} | {1}": None, "{0} ^ {1}": None, "{0} @ {1}": None,
    "divmod({0}, {1})": None, "{0} < {1}": None, "{0} == {1}": None, "{0} >= {1}": None, "{0} in {1}": None,
    "{0}[{1}]": None, "{0}[{1}:{2}]": None, "{0}[{1}:{2}:{3}]": None, "-{0}": None, "~{0}": None, "not {0}": None,
    "hash({0})": None, "repr({0})": None, "str({0})": None, "f'{{{0}:{{{1}}}}}'": None, "len({0})": None, "iter({0})": None,
    "list({0})": None, "tuple({0})": None, "set({0})": None, "dict({0})": None, "sorted({0})": None, "next({0})": None,
    "bytes({0})": None, "bytearray({0})": None, "memoryview({0})": None, "int({0})": None, "float({0})": None,
    "[*{0}]": None, "{{**{0}}}": None, "[x for x in {0}]": None, "{{x: y for x, y in {0}}}": None, "isinstance({0}, {1})": None,
    "issubclass({0}, {1})": None, "{0}({1})": None, "{0}({1}, {2})": None, "{0}(*{1}, **{2})": None, "{0}()": None,
    "copy.copy({0})": None, "copy.deepcopy({0})": None, "sum({0})": None, "max({0}, key={1})": None, "type({0})({1})": None,
    "''.join({0})": None, "b''.join({0})": None, "{0} % ({1}, {2})": None, "str({0}, {1})": None, "pickle.dumps({0})": None,
    "{0}.__reduce_ex__(2)": None, "reversed({0})": None, "zip({0}, {1})": None, "map({0}, {1})": None, "dir({0})": None,
    "getattr({0}, {1})": None, "vars({0})": None, "eval({0})": None, "type('T', ({0},), {{'a': {1}}})": None,
    "type('T', (type({0}), type({1})), {{}})": None, "marshal.dumps({0})": None, "json.dumps({0})": None,
}
EXECUTED = """
{0}[{1}] = {2}
{0}[{1}:{2}] = {3}
{0}[{1}:{2}:{3}] = {4}
del {0}[{1}]
del {0}[{1}:{2}:{3}]
{0} += {1}
{0} *= {1}
{0} |= {1}
{0} -= {1}
{0}.__class__ = {1}
{0}.__dict__ = {1}
{0}.__bases__ = {1}
{0}.__code__ = {1}
{0}.__defaults__ = {1}
{0}.__kwdefaults__ = {1}
{0}.x = {1}
del {0}.x
a, *b = {0}
a, b, c = {0}
for x in {0}: {1}.pop()
for x in {0}: {0}.append(x); len({0}) > 50 and {0}.clear()
with {0} as x: x
raise {0} from {1}
match {0}: {1}
setattr({0}, {1}, {2})
delattr({0}, {1})
{0}.sort(key={1})
{0}.__setstate__({1})
{0}.__init__({1})
{0}.__init__({1}, {2})
{0}.__init__()
def g(): yield from {0}
class C({0}): x = {1}
class C({0}, metaclass={1}): pass
global_gc = gc.collect()
""".strip().splitlines()
EXECUTED.remove("match {0}: {1}")


class Session:
    def __init__(self, seed, functions, types):
        self.seed = seed
        self.functions = functions
        self.types = types
        self.names = dict(odd.NAMESPACE)
        for m in ("pickle", "marshal", "json"):
            self.names[m] = __import__(m)
        self.pool = []
        self.count = 0
        for _ in range(random.randrange(3, 9)):
            self.new()
        odd.Evil.containers = [self.names[n] for n in self.pool]

    def log(self, text):
        os.write(1, (text + "\n").encode("utf-8", "backslashreplace"))

    def keep(self, value):
        name = f"v{self.count}"
        self.count += 1
        self.names[name] = value
        self.pool.append(name)
        if len(self.pool) > 30:
            gone = self.pool.pop(random.randrange(len(self.pool)))
            self.names.pop(gone, None)
        return name

    def new(self):
        value, text = odd.make()
        self.log(f"v{self.count} = {text}")
        return self.keep(value)

    def argument(self):
        return self.new() if not self.pool or random.random() < 0.4 else random.choice(self.pool)

    def arguments(self):
        n = random.choice((0, 1, 1, 1, 2, 2, 3, 4, 6))
        given = [self.argument() for _ in range(n)]
        if given and random.random() < 0.08:
            given[-1] = random.choice(("key", "default", "reverse", "encoding", "strict", "maxlen", "start", "x", "a", "b")) + "=" + given[-1]
        return given

    def call(self, text, function, given):
        line = f"{text}({', '.join(given)})"
        self.log(f"v{self.count} = {line}")
        self.names["_f"] = function
        return eval(f"_f({', '.join(given)})", self.names)

    def step(self):
        r = random.random()
        if r < 0.15:
            text, f = random.choice(self.functions)
            return self.call(text, f, self.arguments())
        if r < 0.35:
            t, text = random.choice(self.types)
            if text.rpartition(".")[2] in SKIP:
                return None
            if random.random() < 0.5:
                return self.call(text, t, self.arguments())
            name = random.choice(sorted(type.__dict__["__dict__"].__get__(t)) or ["__init__"])
            if name in SKIP:
                return None
            return self.call(f"{text}.{name}", getattr(t, name), self.arguments())
        if r < 0.65:
            this = self.argument()
            names = [n for n in dir(self.names[this]) if n not in SKIP]
            if not names:
                return None
            name = random.choice(names)
            f = getattr(self.names[this], name)
            if not callable(f):
                self.log(f"v{self.count} = {this}.{name}")
                return f
            return self.call(f"{this}.{name}", f, self.arguments())
        picks = [self.argument() for _ in range(5)]
        if r < 0.85:
            line = random.choice(list(STATEMENTS)).format(*picks)
            self.log(f"v{self.count} = {line}")
            return eval(line, self.names)
        line = random.choice(EXECUTED).format(*picks)
        self.log(line)
        exec(line, self.names)
        return None

    def run(self, steps):
        for _ in range(steps):
            try:
                value = self.step()
                if value is not None and (type(value) not in (bool, str, int) or random.random() < 0.2):
                    self.keep(value)
            except BaseException as e:
                if isinstance(e, KeyboardInterrupt) and e.args == ("out of fuel",):
                    return
                self.log(f"    # {type(e).__name__}")
                if random.random() < 0.1:
                    self.keep(e)
                del e
        self.log("# end")
        if random.random() < 0.5:
            self.pool.clear()
            self.names.clear()
        gc.collect()
        self.log("# done")


def main():
    opts, only = harness.options(sys.argv[1:])
    warnings.simplefilter("ignore")
    functions, types = targets(only)
    print(len(functions), "functions", len(types), "types", flush=True)
    try:
        import _fuel
    except ImportError:
        _fuel = None

    def work(seed):
        sys.setrecursionlimit(random.choice((200, 1000, 1000, 20000)))
        session = Session(seed, functions, types)
        if _fuel:
            _fuel.limit(200000)
        if random.random() < 0.3:
            gc.set_threshold(random.choice((1, 5, 50)))
        session.run(random.choice((10, 40, 150)))

    harness.run(work, opts, "api")


main()
