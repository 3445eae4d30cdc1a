# Every method of the builtin types, called with wrong numbers of arguments and with keywords.
import re
SKIP = {"__init_subclass__", "__subclasshook__", "__class__", "__sizeof__", "__dir__", "__new__", "__reduce__", "__reduce_ex__", "__getstate__", "__hash__", "__repr__", "__str__", "__doc__", "__iter__", "__alloc__", "__invert__", "co_lnotab", "__buffer__", "__release_buffer__"}
CALLS = [((), {}), ((None,), {}), ((None, None), {}), ((None,) * 3, {}), ((None,) * 4, {}), ((None,) * 9, {}), ((), {"foo": 1}), ((None,), {"foo": 1}), ((None,) * 9, {"foo": 1}), ((), {"foo": 1, "bar": 2, "baz": 3, "q": 4, "r": 5})]
def gen(): yield
makers = [lambda: 5, lambda: 1.5, lambda: 1j, lambda: True, lambda: "abc", lambda: b"abc", lambda: bytearray(b"abc"), lambda: memoryview(b"abc"), lambda: [1, 2], lambda: (1, 2), lambda: {1: 2}, lambda: {1, 2}, lambda: frozenset({1}), lambda: range(3), lambda: slice(1), lambda: {}.keys(), lambda: {}.items(), lambda: {}.values(), lambda: iter([]), lambda: iter({}), lambda: None, lambda: ..., lambda: NotImplemented, lambda: object(), lambda: property(), lambda: ValueError("x"), lambda: OSError(1, "a"), gen, lambda: gen, lambda: len, lambda: [].append, lambda: int, lambda: list[int], lambda: int | str, lambda: enumerate([]), lambda: zip(), lambda: map(len, []), lambda: reversed([]), lambda: staticmethod(len), lambda: classmethod(len), lambda: gen.__code__, lambda: super(int, True), lambda: type(gen.__code__).co_name]
for make in makers:
    kind = type(make()).__name__
    for name in sorted(n for n in dir(make()) if n.startswith("__") or not n.startswith("_")):
        if name in SKIP or name.startswith("__a") and kind not in ("int",):
            continue
        for args, kw in CALLS:
            try:
                f = getattr(make(), name)
            except AttributeError:
                break
            if not callable(f) or isinstance(f, type):
                break
            try:
                r = f(*args, **kw)
            except BaseException as e:
                text = re.sub(r" at 0x\w+", "", f"{type(e).__name__}: {e}")
                print(f"{kind}.{name} {len(args)} {list(kw)} {text}")
