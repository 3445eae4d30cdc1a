# Every kind of statement.
import a
import a.b.c as d, e as f, g . h
from a import b
from . import b as c, d
from .... import e
from ...a.b import (c, d as e,)
from a import *
x = 1
x = y = z = 1
x, y = y, x
[x, *y] = (a, b), c = d
x.a[0] = x[1].b = f().c = 1
*a, = b
for_ = yield_ = 1
x: int
x: int = 1
x: tuple = 1, 2
x: tuple = *a, b
(x): int = 1
x.y: int
x[0]: int = 1
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x **= 1; x @= 1
x &= 1; x |= 1; x ^= 1; x <<= 1; x >>= 1;
x.y += 1, 2
x[0] += yield_
del a
del a, b[0], c.d
del (a, [b, c]), (d)
del (a),
pass
assert a
assert a, b
global_ = 1
raise
raise a
raise a from b
if a: pass
if a: b; c;
if a:
    b
elif c:
    d
elif e: f
else:
    g
while a:
    break
else:
    continue_
for a in b: pass
for a, b in c, *d:
    continue
else: pass
for a, in b: pass
for (a), [b, *c] in d: pass
for x.y in z: pass
for x[0], *y in z: pass
try: a
except: b
try:
    a
except B:
    c
except (D, E) as f:
    g
else:
    h
finally:
    i
try:
    a
finally:
    b
try:
    a
except* B:
    c
except* (D, E) as f:
    g
with a: pass
with a, b: pass
with a as b, c as (d, e): pass
with (a): pass
with (a, b): pass
with (a, b,): pass
with (a as b): pass
with (a as b, c as d,): pass
with (a, b) as c: pass
with (a).b: pass
with (a), b: pass
with (a for a in b): pass
with (a := b): pass
with (yield_): pass
with (a, b).c as d, e: pass
with (lambda: (yield)): pass
with (lambda a, *b: a), c: pass
with (*a, b): pass
with (): pass
with a as b.c, d as e[0], f as [g, *h]: pass
match = 1
match(a)
match[a:b]
match.a
match, case = case, match
print(match, case, type)
type = 1
type(a)
type.a, type[0]
case = 1
case(a)
_ = 1
match a:
    case 1: pass
if a:
    if b:
        c
    else:
        d
e
if a:
        b
        c
def f():
	tab
	if tab:
	    mixed
	    x
def f():
    pass;
class A: x = 1; y = 2
@a
@b.c(d)
@e[0] if f else g
@(yield_ := h)
class B(C, metaclass=D, *e, **f): pass
class B(): pass
class B:

    x = 1

    # comment
  # comment
    y = 2
