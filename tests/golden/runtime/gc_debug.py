"""gc: what DEBUG_ flags do, callbacks, freezing, resurrection, what is tracked."""
import gc
import io
import os
import re
import sys
import tempfile


class A:
    def __repr__(self):
        return "A()"


def cycle(n=1):
    made = [A() for _ in range(n)]
    for a in made:
        a.me = a


def told(flags, act):
    """What is written to stderr, without numbers that differ."""
    with tempfile.TemporaryFile() as file:
        sys.stderr.flush()
        saved = os.dup(2)
        os.dup2(file.fileno(), 2)
        gc.set_debug(flags)
        try:
            result = act()
        finally:
            gc.set_debug(0)
            os.dup2(saved, 2)
            os.close(saved)
        file.seek(0)
        text = file.read().decode()
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r"(each generation:|permanent generation:).*", r"\1 N", text)
    return result, re.sub(r"\d+\.\d{4}s", "Ts", text)


gc.collect()
gc.disable()
print(gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
cycle()
print(told(gc.DEBUG_STATS, gc.collect))
cycle(2)
print(told(gc.DEBUG_COLLECTABLE, gc.collect))
print(told(gc.DEBUG_UNCOLLECTABLE, gc.collect))
cycle()
print(told(gc.DEBUG_SAVEALL, gc.collect), gc.garbage)
gc.garbage.clear()
print(gc.collect() > 0, gc.garbage)
cycle()
print(told(gc.DEBUG_LEAK, gc.collect), gc.garbage)
gc.garbage.clear()
gc.collect()

events = []
gc.callbacks.append(lambda phase, info: events.append((phase, sorted(info.items()))))
cycle(3)
print(gc.collect())
gc.collect(0)
print(events)
gc.callbacks.clear()


def failing(phase, info):
    raise ValueError(phase)


sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg, u.object is failing)
gc.callbacks.append(failing)
gc.collect()
gc.callbacks.clear()

gc.collect()
gc.freeze()
print(gc.get_freeze_count() > 1000, len(gc.get_objects()) < 1000)
cycle()
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), len(gc.get_objects()) > 1000)

# what a finalizer brings back lives on, the rest goes
kept = []


class Back:
    def __init__(self, keep):
        self.me, self.keep = self, keep

    def __del__(self):
        deleted.append(self.keep)
        if self.keep:
            kept.append(self)


deleted = []
for i in range(6):
    Back(i % 3 == 0)
print(gc.collect(), sorted(deleted), len(kept))
del kept[:], deleted[:]
print(gc.collect(), deleted)

for value in (1, "a", (), [], {}, ([],), {"a": 1}, {"a": []}, set(), frozenset(), object(), A(), A, len, print.__call__, iter([]), (i for i in ()), range(3), b"", bytearray(), slice(1), Ellipsis, int, type, gc):
    print(type(value).__name__, gc.is_tracked(value), end="; ")
print()
x = [1]
y = {"k": x}
z = (x, y)
print(sorted(type(o).__name__ for o in gc.get_referents(z, [y])), gc.get_referents(1, "a"))
print(any(o is y for o in gc.get_referrers(x)), any(o is z for o in gc.get_referrers(x)), gc.get_referrers())
for call in (lambda: gc.collect(3), lambda: gc.collect(-1), lambda: gc.get_objects(3), lambda: len(gc.get_objects(-1)) > 100, lambda: gc.get_objects(-2), lambda: gc.set_debug("x"), lambda: gc.collect("a")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(gc.get_threshold(), [sorted(s) for s in gc.get_stats()], gc.isenabled())
