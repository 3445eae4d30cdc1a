# f-strings (PEP 701): nesting, quotes, =, conversions, formats, comments, multi-line fields, raw and concatenated ones, errors.
from _t import attempt, run, values

x, y, name, d, l = 3, 1.5, "bob", {"k": "v", "a b": 1}, [1, 2, 3]
print(f"{x}{y}{name}", f"{x!r} {name!r} {name!s} {'é'!a}", f"{x:5}|{x:<5}|{x:^5}|{x:05}|{y:.3f}|{name:>{x + 5}}|{name:{'*'}^{9}}")
print(f"{x=}", f"{x = }", f"{x  =  !r}", f"{x=:>5}", f"{name=}", f"{name=!s}", f"{name=!s:>6}", f"{ x + 1 = }", f"{d['k']=}", f"{l[0]=:03}", f"{x==3}", f"{x!=3}", f"{(x:=5)}", f"{x:=5}", f"{lambda_ if (lambda_ := 1) else 0}")
x = 3
print(f"{{}} {{x}} {{{x}}} }}{{", f"{'{'} {'}'} {'{{}}'}", f"{x}}}", f"{{{x}", f"{d}", f"{ {'a': 1}['a'] }", f"{ {1, 2} }", f"{[i for i in l]}", f"{ {i: i for i in l} }", f"{(lambda v: v * 2)(x)}", f"{x if x > 2 else y}", f"{x, y}", f"{*l, 4}", f"{'a' 'b'}", f"{x or y and name}", f"{not x}")
print(f"{f"{f"{f"{x}"}"}"}", f'{"a" + 'b' + """c"""}', f"{d["k"]}", f"{d['a b']}", f"{"\n".join(l2 for l2 in "ab")}", f"{'\\'}", f"{'\t' in 'a\tb'}", f"{chr(10)!r}")
print(f"""{
    x
    + # a comment }
    1
}""", f"{x # comment
}", f"{
x!r
:>5}", f"""line1
{x}
line3""", f"{x:{
    5
}}")
print(f"{x:{y}}" if False else f"{y:{x}.{x}}", f"{y:{'>'}{'10'}.{2}f}", f"{x:{'0>'}{x}}", f"{x!r:^{10}}", f"{x:>{10}}{y:<{10}}|", f"{3.14159:{'.2f'}}", f"{1000000:,} {1000000:_} {255:#x} {255:#b} {-5:+} {5:+} {0.5:%} {1e10:g} {12345.678:e}")
print(rf"\d{x}\n", fr"{x}\{{", Rf'\{x}', fR"\\{x}", f"\N{LATIN SMALL LETTER A} {x} \x41 \u0042 \101", rf"\N{x}", f'\'{x}\'', f"a\
b{x}")
print("a" f"{x}" "b" f"{y}" 'c', f"" "", "" f"", f"{x}" f"{y}", ("multi"
    f"{x}" r"\n" rf"\{x}"), f"{x}" "{x}", "{x}" f"{x}", b"bytes" b"\x00", u"uni" f"{x}")


class F:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "F()"
    def __str__(self): return "F-str"


print(f"{F()}", f"{F():abc}", f"{F()!r:>8}", f"{F()!s}", f"{F():%H:%M}", f"{F():{x}{y}}", f"{F():{'{'}}", f"{F(): }", f"{F()=}", f"{F()=:spec}", f"{F()!r}")
import datetime
print(f"{datetime.date(2024, 1, 2):%Y-%m-%d} {datetime.date(2024, 1, 2)!r:.13}", f"{datetime.time(1, 2):%H:%M}")
order = []
def o(v): order.append(v); return v
f"{o(1)}{o(2):{o(3)}}{o(4)!r}"
print(order)


class Outer:
    v = 5
    t = f"{v} {[v for _ in 'a']}" if False else f"{v}"
    def m(self): return f"{self.v} {__class__.__name__}"
    def gen(self): return list(f"{i}{self.v}" for i in range(2))


print(Outer.t, Outer().m(), Outer().gen(), [f"{i}" for i in l], {f"{i}": i for i in l}, (lambda: f"{x}")())
def local():
    a = 1
    return f"{a} {locals()} {(lambda: a)()}"
print(local())
def gen():
    yield f"{(yield 1)} {(yield 2)}"
g = gen()
print(next(g), g.send("A"), g.send("B"))
"""doc"""
def doc():
    f"not a docstring"
print(doc.__doc__)
f"{x}" ; f'''{x}'''
assert f"{x}" == "3", f"{x}"
print(f"{x}".join("ab"), f"{x}"[0], f"{x}" * 2, f"{x}" + "a", -len(f"{x}"), f"{x}" in "123", f"{x}%s" % 5)
print(f"{'a':>10}{'b':<10}{'c':^10}|", f"{True} {None} {...} {NotImplemented}", f"{True:5} {True:d}", f"{1+2j:.1f}", f"{10**20:,}", f"{b'x'}", f"{l!r:>15}")
values("f'{}'", "f'{ }'", "f'{!r}'", "f'{x!}'", "f'{x!z}'", "f'{x!r }'", "f'{x! r}'", "f'{x !r}'", "f'{x!r:}'", "f'{x:}'", "f'{x'", "f'x}'", "f'{x}}'", "f'{{x}'", "f'{x:{y}'", "f'{x:{y:{z}}}'", "f'{x:{y:{z:{w}}}}'", "f'{a b}'", "f'{a $ b}'", "f'{lambda x: 1}'", "f'{(lambda x: 1)(1)}'", "f'{x:d}'", "f'{name:d}'", "f'{x:q}'", "f'{None:5}'", "f'{[]:5}'", "f'{undefined}'", "f'{1/0}'", "f'{x;y}'", "f'{import os}'", "f'{x = 5}'", "f'{yield}'", "f'{await x}'", "f'{*a}'", "f'{**a}'", "f'{a.}'", "f'{a[}'", "f'{a(}'", "f'{(a}'", "f'{a)}'", "f'{a]}'", "f'{\"'", "f'{#}'", "f'{x#}'", "f'{\\'", "f'{x\\}'", "f'\\N{nope}'", "f'\\N{'", "f'\\x4'", "f'\\u12'", "f'{'a'}'", "f'{x!r!s}'", "f'{x:!r}'", "f'{x==}'", "f'{==x}'", "f'{=}'", "f'{x=!}'", "f'{x=!r=}'", "f'{:x}'", "f'{,}'", "f'{x,}'", "f'{x:,}'", "f'{x:{}}'", "f'{x:{!r}}'", "f'{for}'", "f'{class}'", "f'{print x}'", "f'{a:=5}'", "f'{a::b}'", "f'{a: =+5}'", "f'a{b' 'c}'", "f'' f'{' '}'", "'a' f'{' b'c'", "f'a' b'b'", "fb'a'", "bf'a'", "uf'a'", "fu'a'", "f'''{\n'''", "f'''{x\n}'''", "f'{x\n}'", "f'{x:\n}'", "f'abc", "f'''abc", "f'{x", "f'{x:", "f'{x!", "f'{x:{", "f''' {x:\n} '''", "f'{\u00a0x}'", "f'{x\u200b}'", "f'{０}'", "f'{1_}'", "f'{0777}'", "f'{\"a\\\"b\"}'", "f'{d[\"k\"]}'", "f'{x}' = 1", "f'{x!r:{\"'", "f'{{{'", "f'}}}'", "f'{{}}}'", "f'{x}{'", "f'{x} }'", "f'{-}'", "f'{not}'", "f'{a if b}'", "f'{a if b else}'", "f'{[a for b]}'", "f'{(}'", "f'{()}'", "f'{{}'", "f'{ {} }'", "f'{{} }'", x=3, name="bob", d={"k": 1}, y=2, z=3, w=4, a=7, b=2)
