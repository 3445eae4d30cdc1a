# Marks over several lines, left out in the middle when there are many.
from _show import run

P = "def fail(*a, **k): raise RuntimeError('fail')\nclass N: pass\nn = N()\nd = {}\n"
run(*[P + s for s in '''
x = (1
     + 2 /
     0)
---
x = (
    1
    +
    "a"
)
---
x = (1 + 2 + 3 + 4 + 5 + 6 +
     7 + 8 + 9 +
     "a")
---
fail(1,
     2,
     3)
---
fail(
    1,
    2,
)
---
x = fail(
    1,
    2,
)
---
x = fail(
    1,
    2,
) + 1
---
x = 1 + fail(
    1,
    2,
    3,
    4,
    5,
)
---
x = [
    1,
    2 / 0,
    3,
]
---
x = d[
    "a"
]
---
x = d["a"][
    "b"
]
---
n.a.b(
    1
)
---
(n
 .a
 .b)
---
(n.__class__
   .__name__
   .foo(
       1))
---
x = (n
     [1])
---
x = (n
     (1))
---
x = n \\
    (1)
---
x = 1 \\
    + \\
    "a"
---
x = 1 + (  # a comment + here
    "a"    # and [ here ( too
)
---
x = (1  # + comment
     # - another
     + "a")
---
raise ValueError(
    "a"
    "b"
)
---
raise ValueError("""a
  b
c""")
---
def f():
    return fail(
        1,
        2,
    )
f()
---
def f():
    return (
        fail(1)
    )
f()
---
class A:
    def m(self):
        if True:
            x = fail(1,
                     2,

                     3,
                     4,
                     5,
                     6)
A().m()
---
x = """
text
""" + 1
---
x = fail("""
   text
 more""")
---
x = [fail(i)
     for i in range(3)
     if i == 0]
---
x = {
    "a": 1,
    "b": fail(
        2),
}
---
fail(a=1,
     b=fail(
        2))
---
with fail(1) as a, \\
     fail(2) as b:
    pass
---
assert (1 ==
        2), fail(
    3)
---
x = (1 if fail(
    1) else
    2)
---
if (1 +
    "a"):
    pass
---
for x in fail(
    1
):
    pass
---
fail(lambda:
     1)
---
(lambda: fail(
    1))()
---
print(1 +
      2 +
      3 +
      4 +
      5 +
      (6 / 0) +
      7 +
      8)
---
print(1 +
      2 +
      3 +
      4 +
      5 +
      6 +
      7 +
      "8" + 9 +
      10 +
      11 +
      12 +
      13)
---
x = (1 +
     2 +
     3
     + "a" +
     4
     + 5)
---
@fail(
    1,
)
def f():
    pass
---
class C(
    fail(1),
    fail(2),
): pass
---
def f(a,
      b=fail(1),
      c=2): pass
---
def f():
	return (1 +
		"a")
f()
---
def f():
    if 1:
        x = fail(1,
  2,
    3)
f()
---
x = fail(1
  ,2)
---
x = (fail
(1))
---
try:
    1 / 0
except ZeroDivisionError:
    fail(
        1,
    )
---
x = f"""{
    1 / 0
}"""
---
x = f"a {fail(
    1)} b"
---
fail(
    # comment
    1,

    2
    # end
)
'''.strip("\n").split("\n---\n")])
