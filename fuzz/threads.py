"""Eight threads on the same objects: containers, iterators, generators, attributes, imports, collections, locks.

    pyr fuzz/threads.py [--seconds N] [--seed N] [--out DIR]

Nothing is compared: what threads do to each other's containers has no single right answer. No child may crash.
"""

import collections
import gc
import io
import os
import random
import sys
import threading
import warnings
import weakref

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import harness

THREADS = 8
MODULES = """json csv textwrap statistics fractions decimal difflib heapq bisect calendar string shlex html.parser
pprint configparser argparse dataclasses enum base64 hashlib tempfile gettext locale cmd queue sched zipfile""".split()


class Node:
    def __init__(self, *links):
        self.links = links
        self.me = self

    def __eq__(self, other):
        return random.random() < 0.5

    def __hash__(self):
        return random.randrange(8)

    def __del__(self):
        self.links = ()


def numbers(n=10**9):
    i = 0
    while i < n:
        got = yield i
        i += 1
        if got:
            got.append(i)


class World:
    def __init__(self):
        self.list = list(range(50))
        self.dict = dict.fromkeys(range(50))
        self.set = set(range(50))
        self.deque = collections.deque(range(50))
        self.ordered = collections.OrderedDict.fromkeys(range(50))
        self.bytes = bytearray(100)
        self.text = io.StringIO()
        self.raw = io.BytesIO(b"x" * 1000)
        self.generator = numbers()
        self.iterators = [iter(self.list), iter(self.deque), enumerate(self.list), zip(self.list, numbers()), map(str, numbers()), iter(range(10**6))]
        self.object = Node()
        self.weak = weakref.WeakValueDictionary()
        self.keys = weakref.WeakSet()
        self.local = threading.local()
        self.lock = threading.RLock()
        self.condition = threading.Condition()
        self.klass = type("K", (Node,), {})
        self.event = threading.Event()


def random_list(w):
    w.list[random.randrange(len(w.list)) :] = [Node(w.list)] * random.randrange(9)


ACTS = [
    lambda w: w.list.append(Node(w)),
    lambda w: w.list.pop(),
    lambda w: w.list.insert(3, len(w.list)),
    lambda w: w.list.sort(key=lambda x: random.random()),
    lambda w: w.list.sort(key=str),
    lambda w: w.list.extend(x for x in range(9)),
    lambda w: w.list.clear() if len(w.list) > 200 else w.list.extend(w.list),
    lambda w: w.list.index(7),
    lambda w: [x for x in w.list],
    random_list,
    lambda w: sum(len(str(x)) for x in list(w.list)),
    lambda w: w.dict.update({random.randrange(99): Node(w.dict)}),
    lambda w: w.dict.pop(random.randrange(99), None),
    lambda w: w.dict.popitem(),
    lambda w: w.dict.clear() if random.random() < 0.05 else None,
    lambda w: w.dict.setdefault(Node(), Node()),
    lambda w: [k for k in w.dict],
    lambda w: dict(w.dict),
    lambda w: w.dict == dict(w.dict),
    lambda w: sorted(w.dict, key=str),
    lambda w: w.set.add(Node()),
    lambda w: w.set.discard(Node()),
    lambda w: w.set.update(range(random.randrange(100))),
    lambda w: w.set.pop(),
    lambda w: w.set & set(range(20)),
    lambda w: [x for x in w.set],
    lambda w: w.deque.append(Node()),
    lambda w: w.deque.popleft(),
    lambda w: w.deque.rotate(3),
    lambda w: list(w.deque),
    lambda w: w.ordered.move_to_end(random.randrange(50)),
    lambda w: w.ordered.popitem(last=False),
    lambda w: w.ordered.__setitem__(random.randrange(50), Node()),
    lambda w: list(w.ordered),
    lambda w: w.bytes.extend(b"x" * 10),
    lambda w: w.bytes.__delitem__(slice(0, 5)),
    lambda w: bytes(memoryview(w.bytes)[2:9]),
    lambda w: w.text.write("abc\n"),
    lambda w: w.text.getvalue(),
    lambda w: w.raw.seek(3) and w.raw.read(5),
    lambda w: next(w.generator),
    lambda w: w.generator.send(w.list),
    lambda w: w.generator.throw(ValueError) if random.random() < 0.01 else None,
    lambda w: w.generator.close() if random.random() < 0.01 else None,
    lambda w: setattr(w, "generator", numbers()) if random.random() < 0.1 else None,
    lambda w: next(random.choice(w.iterators)),
    lambda w: w.iterators.append(iter(w.list)) or w.iterators.pop(0),
    lambda w: setattr(w.object, random.choice("abcdefgh"), Node()),
    lambda w: delattr(w.object, random.choice("abcdefgh")),
    lambda w: dict(vars(w.object)),
    lambda w: setattr(w.klass, random.choice(("x", "y", "__len__", "__getattr__")), lambda *a: 1),
    lambda w: delattr(w.klass, random.choice(("x", "y", "__len__", "__getattr__"))),
    lambda w: (w.klass().x, len(w.klass())),
    lambda w: setattr(w.object, "__class__", random.choice((w.klass, Node))),
    lambda w: w.weak.__setitem__(random.randrange(9), Node()),
    lambda w: list(w.weak.values()),
    lambda w: w.keys.add(w.klass()),
    lambda w: len(list(w.keys)),
    lambda w: setattr(w.local, "x", Node(w)),
    lambda w: vars(w.local).clear(),
    lambda w: gc.collect(random.randrange(3)),
    lambda w: __import__(random.choice(MODULES)),
    lambda w: sys.modules.pop(random.choice(MODULES), None),
    lambda w: [t.name for t in threading.enumerate()],
    lambda w: sys._current_frames(),
    lambda w: [f.f_locals for f in list(sys._current_frames().values())],
    lambda w: w.event.set() or w.event.wait(0.001) or w.event.clear(),
    lambda w: exec("def f(a):\n    return [a, lambda: a]\nf(1)[1]()", {}),
    lambda w: threading.Thread(target=w.list.append, args=(1,)).start(),
    lambda w: sys.setswitchinterval(random.choice((1e-6, 1e-5, 1e-4, 5e-3))),
]


def locked(w):
    with w.lock:
        w.list.append(1)


def notified(w):
    with w.condition:
        w.condition.notify_all()
        w.condition.wait(0.001)


ACTS += [locked, notified]


def main():
    opts, _ = harness.options(sys.argv[1:])
    warnings.simplefilter("ignore")

    def work(seed):
        w = World()
        w.list.append(w)
        acts = random.sample(ACTS, random.choice((3, 8, 20, len(ACTS))))
        os.write(1, (" ".join(str(ACTS.index(a)) for a in acts) + "\n").encode())
        sys.setswitchinterval(random.choice((1e-6, 1e-5, 1e-3)))
        gc.set_threshold(random.choice((10, 100, 2000)))

        def body():
            for _ in range(random.choice((50, 300))):
                try:
                    random.choice(acts)(w)
                except Exception:
                    pass

        threads = [threading.Thread(target=body) for _ in range(THREADS)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()

    harness.run(work, opts, "threads")


main()
