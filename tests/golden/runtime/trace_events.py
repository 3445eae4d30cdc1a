"""Events of sys.settrace and sys.setprofile, and jumps by f_lineno."""
import sys


def show(value):
    if isinstance(value, tuple) and len(value) == 3 and isinstance(value[0], type):
        return f"({value[0].__name__}, {value[1]!r}, {value[2] is not None})"
    text = repr(value)
    return text.split(" at 0x")[0]


def trace(function, *args, opcodes=False, lines=True):
    base = function.__code__.co_firstlineno
    events = []

    def tracer(frame, event, arg):
        if frame.f_code.co_filename != __file__ or frame.f_code is trace.__code__:
            return None
        events.append(f"  {frame.f_code.co_name}:{frame.f_lineno - base} {event} {show(arg)}")
        frame.f_trace_lines = lines
        return tracer

    print("==", function.__name__)
    sys.settrace(tracer)
    try:
        result = function(*args)
    except BaseException as e:
        result = e
    finally:
        sys.settrace(None)
    print("\n".join(events))
    print("->", show(result))


def plain(x):
    y = x + 1
    if y > 1:
        z = 2
    else:
        z = 3

    return (y,
            z)


def loops():
    total = 0
    for i in range(2):
        total += i
    else:
        total += 10
    n = 0
    while n < 2:
        n += 1
        if n == 5:
            break
    for i in []:
        pass
    for i in range(3): total += 1
    while n: n -= 1
    return total


def nested():
    def inner(a, b=1):
        return a * b
    value = inner(3)
    square = lambda q: q * q
    return [square(v) for v in (1, value)]


def comprehensions():
    a = [i for i in range(2) if i]
    b = {i: i
         for i in range(2)}
    c = sum(x for x in a)
    return a, b, c


def raising():
    try:
        1 / 0
    except ZeroDivisionError as e:
        e = 1
    else:
        pass
    finally:
        x = 1
    raise KeyError("k")


def through():
    try:
        raising()
    except KeyError:
        pass
    return "done"


def generator():
    def count(n):
        for i in range(n):
            got = yield i
        return "end"
    g = count(2)
    next(g)
    g.send("x")
    result = list(count(1))
    for item in count(1):
        pass
    return result


def delegating():
    def one():
        yield 1
        return 2
    def two():
        x = yield from one()
        yield x
    return list(two())


class Manager:
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        return True


def managers():
    with Manager() as m:
        x = 1
    with Manager():
        raise ValueError("v")
    return x


class Thing:
    attribute = 1

    def __init__(self, v):
        self.v = v

    @property
    def double(self):
        return self.v * 2

    def __add__(self, other):
        return self.v + other


def objects():
    t = Thing(1)
    class Local(Thing):
        x = 1
        def method(self):
            return 1
    return t.double + (t + 1), Local(2).method()


def coroutines():
    async def leaf():
        return 1
    async def root():
        return await leaf()
    c = root()
    try:
        c.send(None)
    except StopIteration as e:
        return e.value


def multi():
    x = plain(
        1
    )
    y = [
        1,
        x,
    ]
    assert x
    if x and \
       y:
        del y
    match x:
        case (1, 2):
            pass
        case (a, b):
            return a
    return None


def tricky():
    try:
        try:
            return 1
        finally:
            a = 2
    finally:
        b = 3


def continuing():
    for i in range(3):
        try:
            if i == 1:
                continue
        finally:
            j = i
    return j


def stars(*args, **kw):
    """Doc."""
    global G
    G = 1
    x: int = 5
    pass
    return args


for f in [loops, nested, comprehensions, raising, through, generator, delegating, managers, objects, coroutines, multi,
          tricky, continuing, stars]:
    trace(f)
trace(plain, 1)
trace(plain, -1, lines=False)


# --- a trace function that raises, changes itself, is None
def bad(frame, event, arg):
    raise RuntimeError("trace " + event)


sys.settrace(bad)
try:
    plain(1)
except RuntimeError as e:
    print("raised:", e, sys.gettrace())


def late_bad(frame, event, arg):
    if event == "return":
        raise RuntimeError("late")
    return late_bad


sys.settrace(late_bad)
try:
    plain(1)
except RuntimeError as e:
    print("raised:", e, sys.gettrace())


def switcher():
    log = []

    def first(frame, event, arg):
        log.append("first " + event)
        return second

    def second(frame, event, arg):
        log.append("second " + event)
        return None if event == "line" else first
    sys.settrace(first)
    plain(1)
    sys.settrace(None)
    return log[:8]


print(switcher())


def set_in_the_middle():
    log = []

    def local(frame, event, arg):
        log.append((frame.f_lineno - set_in_the_middle.__code__.co_firstlineno, event))
        return local
    sys._getframe().f_trace = local
    sys.settrace(local)
    a = 1
    b = 2
    sys.settrace(None)
    return log


print(set_in_the_middle())


def fresh(x):
    return x + 1


def opcodes():
    kinds = []

    def local(frame, event, arg):
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        kinds.append(event)
        return local
    sys.settrace(local)
    fresh(1)
    sys.settrace(None)
    return [k for k in kinds if k != "opcode"]


print(opcodes())


# --- profile
def profile(function):
    events = []

    def profiler(frame, event, arg):
        if frame.f_code.co_filename == __file__ and frame.f_code is not profile.__code__:
            what = arg.__name__ if event.startswith("c_") else show(arg)
            events.append(f"  {frame.f_code.co_name} {event} {what}")
    print("== profile", function.__name__)
    sys.setprofile(profiler)
    try:
        function()
    except Exception as e:
        pass
    sys.setprofile(None)
    print("\n".join(events))


def natives():
    len("abc")
    "a".upper()
    [].append(1)
    sorted([2, 1], key=abs)
    try:
        int("x")
        len(5)
    except (TypeError, ValueError):
        pass
    try:
        len(5)
    except TypeError:
        pass
    max(1, *[2])
    print("x", end="\n")
    list(map(plain, [1]))
    return isinstance(1, int)


for f in [natives, generator, through, objects]:
    profile(f)


# --- jumps
def jump(function, jumps):
    base = function.__code__.co_firstlineno
    todo = dict(jumps)
    log = []

    def tracer(frame, event, arg):
        if frame.f_code is not function.__code__:
            return None
        line = frame.f_lineno - base
        if event == "line":
            log.append(line)
        if (event, line) in todo:
            target = todo.pop((event, line))
            try:
                frame.f_lineno = target if not isinstance(target, int) else base + target
            except (ValueError, AttributeError, TypeError) as e:
                log.append(str(e).replace(str(base + target) if isinstance(target, int) else "-", "N"))
        return tracer
    sys.settrace(tracer)
    try:
        result = function()
    except BaseException as e:
        result = e
    sys.settrace(None)
    print(function.__name__, jumps, log, repr(result))


def straight():
    out = []
    out.append(1)
    out.append(2)
    out.append(3)
    return out


def looping():
    out = []
    for i in range(2):
        out.append(i)
        out.append("b")
    out.append("end")
    try:
        out.append("try")
        1 / 0
    except ZeroDivisionError:
        out.append("except")
    return out


for target in [3, 1, 5, 4, -10, 100, "x"]:
    jump(straight, {("line", 2): target})
jump(straight, {("call", 0): 3})
jump(straight, {("return", 5): 3})
jump(looping, {("line", 4): 5})
jump(looping, {("line", 1): 3})
jump(looping, {("line", 5): 3})
jump(looping, {("line", 5): 10})
jump(looping, {("line", 3): 1})
jump(looping, {("line", 7): 11})
jump(looping, {("line", 4): 3})
try:
    sys._getframe().f_lineno = 5
except ValueError as e:
    print(e)
frame = sys._getframe()
for name, value in [("f_trace_lines", 1), ("f_trace_opcodes", None), ("f_lineno", "x")]:
    try:
        setattr(frame, name, value)
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    del frame.f_lineno
except (TypeError, ValueError, AttributeError) as e:
    print(type(e).__name__, e)
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)

import threading


def in_thread():
    plain(1)


log = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        log.append(frame.f_code.co_name + " " + event)
    return tracer


threading.settrace(tracer)
print(threading.gettrace() is tracer)
t = threading.Thread(target=in_thread)
t.start()
t.join()
threading.settrace(None)
print(log)
log.clear()
threading.setprofile(tracer)
t = threading.Thread(target=in_thread)
t.start()
t.join()
threading.setprofile(None)
print(log)

# The frames of other threads can be seen.
ready, done = threading.Event(), threading.Event()


def waiting():
    marker = "here"
    ready.set()
    done.wait()


t = threading.Thread(target=waiting)
t.start()
ready.wait()
f = sys._current_frames()[t.ident]
while f is not None and f.f_code is not waiting.__code__:
    f = f.f_back
print(f.f_locals, len(sys._current_frames()), threading.get_ident() in sys._current_frames())
del f
done.set()
t.join()
print(sys.call_tracing(plain, (1,)))
