# Every kind of expression, and how tightly operators bind.
a or b or c and d and not e
(a or b) or c
a and (b and c)
not not a
a < b <= c == d != e > f >= g is h is not i in j not in k
(a < b) < c
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a ** -b
+-~a
(a ** b) ** c
a ** b ** c
await_ = 1
a if b else c if d else e
(a if b else c) if d else e
lambda: 0
lambda x, /, y=1, *z, w, v=2, **u: (x, y)
lambda *, k: k
lambda x,: x
lambda *args, **kwargs: lambda: args
(yield_ := 5)
(a := b if c else d)
[y := 1, y ** 2]
f(x := 1, y=(z := 2))
x[y := 1]
x[a:b, c, d:e:f, ::, :, *g]
x[*a]
x[()]
x[1,]
x[lambda: 1]
x.y.z[0](1)(2).w
f()
f(a, *b, c, *d, e=1, **g, h=2, **i)
f(a for a in b)
f((a for a in b), c)
f(*a or b)
f(**a or b)
f(a,)
f(a=1,)
()
(a,)
(a, b)
(a)
((a))
(a, *b)
*a, b = c
[]
[a, *b,]
{}
{a}
{a, *b,}
{a: b, **c, d: e,}
[a for b in c]
[a for b, in c]
[a for b, *c in d if e if f for g in h]
{a: b for a, b in c}
{a for b in c if d if e or f}
(a for b in c for d in e)
[a for b in c or d]
[lambda: x for x in y]
[x async for x in y]
None, True, False, ..., Ellipsis
"a" "b" 'c'
u"a" "b"
b"a" b"b"
((((((((a))))))))
a if b else lambda: c
not a in b
not (a, b)
a is not b
a \
    + b
(a
 + b  # comment

 + c)
ａ = ﬁ = ª
变量 = 1
