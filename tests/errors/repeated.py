# Equal entries are shown three times and then counted.
import sys
from _show import show

def down(n):
    if n: return down(n - 1)
    1 / 0
for n in (0, 1, 2, 3, 4, 5, 50): show(down, n)
def ping(n):
    return pong(n - 1) if n else 1 / 0
def pong(n):
    return ping(n - 1) if n else [][0]
show(ping, 3); show(pong, 9)
def pairs(n):
    if n % 6 == 3: return other(n)
    if not n: raise KeyError
    pairs(n - 1)
def other(n):
    pairs(n - 1)
show(pairs, 20)
def three(n):
    if n > 2: return three(n - 1)
    if n: return three(
        n - 1)
    raise ValueError
for n in (2, 3, 4, 5, 6, 7): show(three, n)
f = lambda n: f(n - 1) if n else 1 / 0
show(f, 7)
def gen(n):
    if not n: raise ValueError("g")
    yield from gen(n - 1)
show(list, gen(6))
def walk(n):
    for x in ([walk(n - 1)] if n else [1 / 0]): pass
show(walk, 6)
class R:
    def __repr__(self): return repr(self)
    def __getattr__(self, name): return self.name
    def __call__(self): return self()
old = sys.getrecursionlimit()
sys.setrecursionlimit(120)
def endless(): endless()
try: endless()
except RecursionError as e: saved = e
try: R().x
except RecursionError as e: attribute = e
sys.setrecursionlimit(old)
def count(e):
    import traceback
    text = traceback.format_exception(e)
    for line in text:
        if "repeated" in line:
            line = line.split("repeated")[0] + "repeated ...\n" + ("" if line.endswith("times]\n") else "?")
        print(line, end="")
count(saved); count(attribute)
def a(n):
    try:
        if n: a(n - 1)
        else: 1 / 0
    except ZeroDivisionError: raise
show(a, 8)
def b(n):
    try: b(n - 1) if n else 1 / 0
    except Exception as e: raise ValueError(n) from e
show(b, 3)
