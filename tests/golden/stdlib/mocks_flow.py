# unittest.mock, the flow: specifications of all kinds, autospec deep down, asynchronous mocks, patchers nested, started and
# failing, files, properties, threads, copying, names in reports.
import asyncio
import copy
import functools
import inspect
import io
import os
import re
import sys
import threading
import types
import unittest
import warnings
from unittest import mock
from unittest.mock import *

warnings.simplefilter("ignore")


def clean(text):
    return re.sub(r"id='\d+'| at 0x\w+|(?<=module 'types') (\(frozen\)|from '[^']*')", "", text)


def t(label, function, *args, **kwargs):
    try:
        print(label, "->", clean(repr(function(*args, **kwargs))))
    except BaseException as error:
        print(label, "!!", type(error).__name__, clean(str(error)), clean(repr(error.__cause__)))


class Thing:
    """A thing."""

    constant = 5
    listed = [1, 2]

    def __init__(self, a, b=2):
        self.made = a

    def method(self, x, *, key=None):
        "doc of method"

    @classmethod
    def klass(cls, y):
        pass

    @staticmethod
    def static(z):
        pass

    @property
    def prop(self):
        return 1

    async def awaited(self, q):
        pass

    class Inner:
        def deep(self, d):
            pass

    def __len__(self):
        return 9

    def __call__(self, one):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class Plain:
    def only(self):
        pass


def function(a, b=1, *args, c, d=4, **kwargs):
    "A function."


async def coroutine(a, b=2):
    pass


print("== specifications")
for spec in (Thing, Thing(1), Plain, Plain(), function, coroutine, len, int, 5, ["a", "b"], io.StringIO, sys, object(), functools.partial(function, 1), Thing.method, Thing(1).method, Thing.klass, lambda: 3, None):
    for kind in (Mock, MagicMock, NonCallableMock, NonCallableMagicMock, AsyncMock):
        try:
            m = kind(spec=spec)
        except BaseException as error:
            print(type(error).__name__, error)
            continue
        print(clean(repr(m)), m.__class__.__name__, type(m).__name__, [type(m).__mro__[i].__name__ for i in (1, 2)], callable(m), len(dir(m)) > 30, hasattr(m, "method"), hasattr(m, "zzz"), hasattr(type(m), "__len__"))
    t("autospec", lambda: create_autospec(spec))
    t("autospec instance", lambda: create_autospec(spec, instance=True))
for name, use in {"init": lambda s: s(), "init ok": lambda s: s(1, b=3), "too many": lambda s: s(1, 2, 3), "method": lambda s: s(1).method(2, key=3), "method bad": lambda s: s(1).method(), "class method": lambda s: s.method(s, 2), "klass": lambda s: s.klass(1), "klass bad": lambda s: s.klass(), "static": lambda s: s.static(1), "static bad": lambda s: s(1).static(1, 2), "prop": lambda s: s(1).prop, "constant": lambda s: s.constant, "listed": lambda s: s.listed.append(3), "listed bad": lambda s: s.listed.nothing, "inner": lambda s: s.Inner().deep(1), "inner bad": lambda s: s.Inner().deep(),
                  "len": lambda s: len(s(1)), "call instance": lambda s: s(1)(2), "call instance bad": lambda s: s(1)(), "enter": lambda s: s(1).__enter__(), "made": lambda s: s(1).made, "awaited": lambda s: type(s(1).awaited).__name__, "awaited bad": lambda s: s(1).awaited(), "set new": lambda s: setattr(s, "fresh", 1), "calls": lambda s: s.mock_calls, "returned": lambda s: s.return_value is s(1), "isinstance": lambda s: (isinstance(s(1), Thing), isinstance(s, type), issubclass(type(s), Mock))}.items():
    for strict in (False, True):
        t(f"{name} {strict}", use, create_autospec(Thing, spec_set=strict))
f = create_autospec(function)
print(inspect.signature(f), f.__name__, f.__doc__, f.__module__ == __name__, type(f).__name__, isinstance(f.mock, MagicMock))
for args, kwargs in (((1,), {"c": 2}), ((1,), {}), ((), {"c": 1}), ((1, 2, 3, 4), {"c": 5, "e": 6})):
    t((args, kwargs), f, *args, **kwargs)
print(f.called, f.call_count, f.call_args, f.call_args_list, f.mock_calls, f.method_calls, f.mock.mock_calls)
t("with", f.assert_called_with, 1, 2, 3, 4, c=5, e=6), t("any", f.assert_any_call, a=1, c=2), t("once", f.assert_called_once), t("has", f.assert_has_calls, [call(1, c=2)]), t("not", f.assert_not_called), t("with bad", f.assert_called_with, 9)
f.return_value, f.side_effect = 7, None
t("seven", f, 1, c=2)
f.side_effect = [1, KeyError("k"), 3]
t("one", f, 1, c=2), t("two", f, 1, c=2), t("three", f, 1, c=2), t("four", f, 1, c=2), t("attribute", lambda: f.attribute), t("reset", f.reset_mock), print(f.call_count, f.mock_calls)
t("mock of a mock", create_autospec, Mock()), t("typo", create_autospec, function, autospect=True), t("return", lambda: create_autospec(Thing, return_value=4)(1)), t("named", create_autospec, Plain, name="nm"), t("kwargs", lambda: create_autospec(Plain, **{"only.return_value": 3})().only()), t("wraps", lambda: create_autospec(Plain, wraps=Plain))
nested = create_autospec(types.SimpleNamespace(fn=function, sub=types.SimpleNamespace(x=1), items=[1]))
t("nested", nested.fn, 1, c=2), t("nested bad", nested.fn), t("sub", lambda: nested.sub.x), t("sub bad", lambda: nested.sub.y), print(nested.mock_calls)

print("== asynchronous")


async def asynchronous():
    m = AsyncMock(return_value=3)
    print(await m(1), m.await_count, m.await_args, m.await_args_list, m.mock_calls, asyncio.iscoroutinefunction(m), inspect.iscoroutinefunction(m), inspect.isawaitable(m()))
    for label, check in (("awaited", m.assert_awaited), ("once", m.assert_awaited_once), ("not", m.assert_not_awaited)):
        t(label, check)
    t("with", m.assert_awaited_with, 1), t("with bad", m.assert_awaited_with, 2), t("once with", m.assert_awaited_once_with, 1), t("any", m.assert_any_await, 1), t("any bad", m.assert_any_await, 2), t("has", m.assert_has_awaits, [call(1)]), t("has bad", m.assert_has_awaits, [call(2)]), t("has any", m.assert_has_awaits, [call(2)], any_order=True)
    m.reset_mock()
    t("none", m.assert_awaited), t("none with", m.assert_awaited_with, 1), t("none once", m.assert_awaited_once_with, 1)
    for effect in ([1, ValueError("v")], lambda x: x + 1, KeyError("k"), coroutine, iter([5])):
        m = AsyncMock(side_effect=effect)
        for _ in range(3):
            try:
                print(await m(1), end=" ")
            except BaseException as error:
                print(type(error).__name__, error, end=" ")
        print(m.await_count)
    m = MagicMock()
    async with m as entered:
        print(clean(repr(entered)))
    m.__aiter__.return_value = [1, 2]
    print([x async for x in m], [x async for x in MagicMock()], clean(repr(m.mock_calls)))
    m = AsyncMock(spec=Thing)
    print(type(m.awaited).__name__, type(m.method).__name__, clean(repr(await m.awaited(1))), clean(repr(m)))
    m = Mock(Thing)
    print(type(m.awaited).__name__, type(m.method).__name__, clean(repr(await m.awaited(1))))
    c = create_autospec(coroutine)
    t("bad arguments", c), print(clean(repr(await c(1))), c.await_count, asyncio.iscoroutinefunction(c)), t("awaited", c.assert_awaited_once_with, 1), t("awaited bad", c.assert_awaited_with, 3)
    w = AsyncMock(wraps=coroutine)
    print(await w(1), clean(repr(await AsyncMock().child(2))), type(AsyncMock().a.b).__name__)

    @patch(f"{__name__}.coroutine")
    async def patched(made):
        made.return_value = 8
        return type(made).__name__, await coroutine()
    print(await patched())

    @patch.dict(os.environ, {"NEW": "x"})
    async def environment():
        return os.environ["NEW"]
    print(await environment(), "NEW" in os.environ)


asyncio.run(asynchronous())

print("== patchers")
target = types.SimpleNamespace(one=1, two=2, fn=function, Thing=Thing)
for label, patcher in {"plain": lambda: patch.object(target, "one"), "new": lambda: patch.object(target, "one", 9), "spec": lambda: patch.object(target, "fn", spec=True), "spec_set": lambda: patch.object(target, "Thing", spec_set=True), "spec class": lambda: patch.object(target, "Thing", spec=Plain), "spec list": lambda: patch.object(target, "one", spec=["a"]), "spec and set": lambda: patch.object(target, "Thing", spec=True, spec_set=True), "autospec": lambda: patch.object(target, "fn", autospec=True), "autospec class": lambda: patch.object(target, "Thing", autospec=True), "autospec other": lambda: patch.object(target, "one", autospec=Plain),
                       "autospec set": lambda: patch.object(target, "Thing", autospec=True, spec_set=True), "callable": lambda: patch.object(target, "one", new_callable=PropertyMock), "callable list": lambda: patch.object(target, "one", new_callable=list), "kwargs": lambda: patch.object(target, "one", return_value=4), "create": lambda: patch.object(target, "three", create=True), "missing": lambda: patch.object(target, "three"), "spec create": lambda: patch.object(target, "three", spec=True, create=True), "autospec create": lambda: patch.object(target, "three", autospec=True, create=True), "autospec new": lambda: patch.object(target, "one", 5, autospec=True), "both": lambda: patch.object(target, "one", spec=True, autospec=True),
                       "set both": lambda: patch.object(target, "one", spec=int, spec_set=str), "new kwargs": lambda: patch.object(target, "one", 5, a=1), "new callable": lambda: patch.object(target, "one", 5, new_callable=Mock), "callable autospec": lambda: patch.object(target, "one", autospec=True, new_callable=Mock), "typo": lambda: patch.object(target, "one", autospect=True), "unsafe": lambda: patch.object(target, "one", autospect=True, unsafe=True), "text": lambda: patch.object("target", "one"), "mock spec": lambda: patch.object(target, "one", spec=Mock()), "mock set": lambda: patch.object(target, "one", spec_set=Mock()), "no dot": lambda: patch("target"), "number": lambda: patch(5), "no module": lambda: patch("nowhere.at.all"), "no attribute": lambda: patch("types.nothing"), "builtin": lambda: patch(f"{__name__}.open"),
                       "multiple": lambda: patch.multiple(target, one=DEFAULT, two=7), "multiple none": lambda: patch.multiple(target), "multiple text": lambda: patch.multiple("os.path", sep=DEFAULT), "false": lambda: patch.object(target, "one", spec=False, spec_set=False, autospec=False)}.items():
    before = dict(vars(target))

    def use():
        with patcher() as made:
            return made, target.one, getattr(target, "three", None), target.fn is function, target.Thing
    t(label, use)
    if label.startswith(("spec", "autospec")):
        def call_it():
            with patcher() as made:
                return made(1), made.return_value
        t(f"   called", call_it)
    print("   restored", vars(target) == before)
with patch.object(target, "one") as outer:
    t("patched twice", lambda: patch.object(target, "one", autospec=True).__enter__()), t("patched inside", lambda: patch.object(outer, "x", autospec=True).__enter__())


@patch.object(target, "one", new=11)
@patch.object(target, "two")
@patch.multiple(target, fn=DEFAULT, Thing=3)
@patch.dict("os.environ", EXTRA="1")
def decorated(argument, two, fn, *, keyword=None):
    "documented"
    return argument, target.one, clean(repr(two)), clean(repr(fn)), target.Thing, os.environ.get("EXTRA"), keyword


print(decorated("arg", keyword=1), decorated.__name__, decorated.__doc__, len(decorated.patchings), vars(target).keys(), os.environ.get("EXTRA"))


@patch.object(target, "one", 20)
class Decorated:
    test_value = None

    def test_it(self):
        return target.one

    def other(self):
        return target.one


print(Decorated().test_it(), Decorated().other())
patch.TEST_PREFIX = "other"
print(patch.dict(target.__dict__, one=30)(Decorated)().other(), Decorated().other())
patch.TEST_PREFIX = "test"
starts = [patch.object(target, "one", 1 + n) for n in range(3)]
print([s.start() for s in starts], target.one, starts[2].stop(), target.one, starts[2].stop(), patch.stopall(), target.one)
d = {"a": 1}
for changes in (({"b": 2}, False, {}), ([("a", 5)], True, {}), ({}, False, {"c": 3})):
    with patch.dict(d, changes[0], clear=changes[1], **changes[2]) as inside:
        print(d, inside is d, end=" ")
        d["z"] = 1
    print(d)
starter = patch.dict(d, x=1)
print(starter.start(), d, starter.stop(), d)
with unittest.TestCase().assertRaises(ZeroDivisionError):
    with patch.object(target, "one", 5):
        1 / 0
print(target.one)

print("== files, properties, threads")
m = mock_open(read_data="one\ntwo\nthree")
with patch("builtins.open", m):
    with open("x") as file:
        print(file.read(3), file.readline(), file.readlines(), file.read())
    with open("x", "w") as file:
        print(list(file), file.write("w"))
    print(next(open("y")), [line for line in open("z")])
print(m.mock_calls[:3], m().write.mock_calls)
for data in (b"ab\ncd", ""):
    opened = mock_open(read_data=data)
    print(opened().read(), list(opened()), opened().readlines(), opened().readline())
opened = mock_open(read_data="text")
opened().read.return_value = "given"
opened().readline.return_value = "line"
print(opened().read(), opened().readline(), clean(repr(opened())), clean(repr(opened)))
with patch.object(Thing, "prop", new_callable=PropertyMock, return_value=6) as prop:
    thing = Thing(1)
    print(thing.prop, setattr(thing, "prop", 3), prop.mock_calls)
m = MagicMock()
type(m).p = PropertyMock(side_effect=[1, AttributeError("gone")])
print(m.p), t("property", lambda: m.p)
m = ThreadingMock()
threading.Timer(0.01, m, args=(1,)).start()
m.wait_until_called(timeout=5), m.wait_until_any_call_with(1)
print(m.call_count, type(m.child).__name__), t("timeout", ThreadingMock(timeout=0.01, name="tm").wait_until_called), t("timeout given", ThreadingMock().wait_until_called, timeout=0.01), t("any timeout", ThreadingMock(timeout=0.01).wait_until_any_call_with, 3, a=1), t("child", ThreadingMock(timeout=0.01).x.wait_until_called)
m.reset_mock()
t("after reset", m.wait_until_called, timeout=0.01)

print("== names, sealing, copies")
m = MagicMock(name="root")
for path in ("a", "a.b", "a().b", "a.b.c()()", "a[0]", "a[0].x()", "a.__enter__()"):
    print(clean(repr(eval(f"m.{path}"))), end=" ")
print(), print(clean(repr(m.mock_calls)), m.method_calls)
m = Mock()
m.a.b(1).c(2), m.a(3).d
print(m.mock_calls, m.method_calls, m.a.mock_calls, m.a.b.mock_calls, m.a.b.return_value.mock_calls, m.mock_calls == call.a.b(1).c(2).call_list() + [call.a(3)])
m.reset_mock(return_value=True, side_effect=True)
print(m.mock_calls, clean(repr(m.a.b())))
m = MagicMock(**{"x.return_value": 3, "y.z": 4, "side_effect": [1, 2]})
print(m.x(), m.y.z, m(), m())
seal(m)
t("sealed", lambda: m.new), t("sealed call", m), t("sealed deep", lambda: m.y.w), t("sealed set", setattr, m, "q", 1), t("sealed known", m.x)
m = Mock(spec=["a"])
t("set", setattr, m, "b", 2), t("get", lambda: m.c), t("del", delattr, m, "a"), t("again", lambda: m.a), t("twice", delattr, m, "a"), t("restored", setattr, m, "a", 1), print(m.a)
m.mock_add_spec(["z"]), t("z", lambda: m.z), t("a", lambda: m.a)
m = MagicMock()
m.__len__.return_value = 5
m.__getitem__ = lambda self, key: key * 2
m.__str__ = Mock(return_value="text")
print(len(m), m[4], str(m), bool(m)), t("unsupported", setattr, m, "__del__", 1), t("class", setattr, m, "__class__", int), print(isinstance(m, int))
t("copy", lambda: type(copy.copy(Mock())).__name__), t("deepcopy", lambda: type(copy.deepcopy(MagicMock())).__name__)
print(ANY == object(), call(ANY, 3) == call(1, 3), [call(1)] == [call(ANY)], {"a": ANY} == {"a": 1}, call.a.b(1)[0], call(1).args, call.x(k=2).kwargs, tuple(call.m(1)), sentinel.a is sentinel.a)
m = Mock()
m(object), m(2)
t("any", m.assert_any_call, ANY), t("has", m.assert_has_calls, [call(ANY), call(2)]), t("typos", lambda: m.assert_foo), t("called", lambda: m.called_once_with), t("unsafe", lambda: clean(repr(Mock(unsafe=True).assert_foo)))
mock.FILTER_DIR = False
print("_mock_children" in dir(m))
mock.FILTER_DIR = True
print("_mock_children" in dir(m), "assert_called" in dir(m), [n for n in dir(Mock(spec=Plain)) if not n.startswith("_") and "assert" not in n])
w = MagicMock(wraps=Thing(3))
print(clean(repr(w.constant)), w.method.return_value, w.method(1), w.klass(2), clean(repr(w.nested)) if hasattr(w, "nested") else "none"), t("wrapped bad", w.method)
w.method.return_value = 5
print(w.method(1), w.method.call_count)
