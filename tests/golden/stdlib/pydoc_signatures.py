"""The first line that help() has for callables of all kinds, and where it says that attributes of classes come from."""
import inspect
import itertools
import math
import pydoc


class Base:
    a: int = 1


class Plain(Base):
    pass


class Own(Plain):
    b: int = 2


for thing in (dict.pop, {}.pop, dict.fromkeys, vars, math.hypot, "".find, str.find, "".count, str.endswith, bytes.index, dict.__contains__,
              getattr, int.from_bytes, type.__call__, min, max, print, [].sort, [].index, bytes.fromhex, range.count, slice.indices,
              object.__reduce__, itertools.islice, pydoc.render_doc):
    print(pydoc.render_doc(thing, renderer=pydoc.plaintext).split("\n")[2])
for kind in (Plain, Own):
    print([(entry.name, entry.kind, entry.defining_class.__name__, entry.object) for entry in inspect.classify_class_attrs(kind)
           if entry.name in ("__annotations__", "a", "b")])
