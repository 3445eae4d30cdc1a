"""Arguments that are of the wrong kind or empty, for functions that look at them in Python; numbers of lines in made methods."""
import collections
import dataclasses
import email.policy
import linecache
import pyclbr
import re
import textwrap
import traceback
import urllib.parse
import urllib.request
import weakref


class Thing:
    pass


@dataclasses.dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = 0


def show(*functions):
    for function in functions:
        try:
            print(re.sub(r"0x\w+", "0x", repr(function())))
        except Exception as error:
            print(type(error).__name__, error)


one, two, three = Thing(), Thing(), Thing()
some = weakref.WeakSet([one, two])
policies = (email.policy.default, email.policy.SMTP, email.policy.EmailPolicy(), email.policy.EmailPolicy(utf8=True),
            email.policy.strict, email.policy.EmailPolicy().clone(max_line_length=5), email.policy.SMTP + email.policy.HTTP)
show(*(lambda policy=policy: policy for policy in policies))
show(lambda: linecache.getline(None, 5), lambda: linecache.getline("", 1), lambda: textwrap.dedent(5), lambda: textwrap.dedent(b"a"),
     lambda: textwrap.dedent("  a\n   \n  b\n\t\n"), lambda: collections.UserDict(0), lambda: collections.UserDict({}, a=1),
     lambda: urllib.parse.urljoin(None, ""), lambda: urllib.parse.urljoin("", None), lambda: pyclbr.readmodule(""),
     lambda: urllib.request.ProxyHandler(5), lambda: urllib.request.ProxyHandler([("http", "x")]),
     lambda: {1} in some, lambda: 5 in some, lambda: some.isdisjoint("ab"), lambda: some.isdisjoint([two]),
     lambda: len(some.intersection([5, two, three])), lambda: some.difference("a"), lambda: some | "a", lambda: some.add(5),
     lambda: some & {two, three} == weakref.WeakSet([two]))
for change in (lambda: setattr(Point(1), "x", 2), lambda: delattr(Point(1), "y"), lambda: Point(1) < Point("a")):
    try:
        change()
    except Exception as error:
        print([(frame.name, frame.lineno) for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<string>"], error)
print({name: value.__code__.co_firstlineno for name, value in sorted(vars(Point).items())
       if getattr(getattr(value, "__code__", None), "co_filename", "") == "<string>"})
