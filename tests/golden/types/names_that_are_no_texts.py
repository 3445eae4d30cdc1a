"""Attributes are named by strs alone, whatever way they are set and deleted."""
import asyncio
import threading
import types


def tried(*calls):
    for call in calls:
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)


class A:
    pass


loop = asyncio.new_event_loop()
for o in A(), A, threading.local(), loop, types.ModuleType("m"), types.SimpleNamespace(), 5, A.__init__:
    for name in b"x" * 100, 5, None, ():
        tried(lambda: setattr(o, name, 1), lambda: delattr(o, name), lambda: getattr(o, name), lambda: hasattr(o, name))
tried(lambda: threading.local.__setattr__(threading.local(), b"x", 1), lambda: threading.local.__delattr__(threading.local(), 5),
      lambda: object.__setattr__(A(), 5, 1), lambda: type.__setattr__(A, b"x", 1), lambda: type.__delattr__(A, 5))
loop.close()
