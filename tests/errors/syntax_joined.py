"""Syntax errors behind strings and joined lines, in f-strings, between clauses, in literals."""
import warnings

TEXTS = ["def f[](): pass", "class A[]: pass", "type A[] = 1", "type A[]", "async def f[]()", "def f[]",
 "try: pass\nexcept A: pass\nexcept* B: pass", "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept* A: pass\nexcept B: pass\nexcept* C: pass", "try: pass\nexcept* A: pass\nexcept: pass", "try: pass\nexcept* A: pass\nexcept B:", "try: pass\nexcept* A: pass\nexcept B", "try: pass\nexcept A: pass\nexcept* :\n  pass", "try: pass\nexcept A: pass\nexcept= 1:\n  pass",
 "x = '''a\nb''' y", "x = '''a\nb''' + 'c' y", "f('''a\nb''' y)", "x = '''a\nb'''\ny z", "x = f'''a\nb{c}''' y", "x = f'''a\nb{c d}'''", "x = '''a\nb''' + (1\n", "x = '''a\nb''' + 0777", "def f(): '''a\nb''' '''c\nd''' = 1", "'''a\nb''' = 1", "x = ('''a\nb''',\ny z)", "x = '''a\nb''' \\\n y z", "x = 1 \\\n + 2 \\\n y z", "x = [1,\n2 3]",
 "f'{lambda x:}'", "f'{lambda :}'", "f'{lambda x: 1}'", "f'{(lambda x: 1)}'", "f'{a}{lambda x:}'", "f'{lambda x: 1!r}'", "f'{lambda 0777: 1}'", "f'{a b}'", "f'{a[}'", "f'{(}'", "f'{a!}'", "f'{a!x}'", "f'{a! r}'", "f'{a=!}'", "f'{}'", "f'{ }'", "f'{!r}'", "f'{:x}'", "f'{=}'", "f'{a:{b:{c:{d}}}}'", "f'{a:{}}'", "f'}'", "f'{a'", "f'{a:'", "f'{a:x", "x = f'{a:{b}\n.{c}}'", "f'{a;b}'", "f'{*a}'", "f'{**a}'", "f'{yield}'", "f'{a:=5}'", "f'{a,}'", "f'{a if b}'", "f'{for}'", "f'{a $ b}'", "f'{\\n}'", "f'{a\\\n}'", "f'{#}'", "f'{a!r:{b!x}}'", "f'{a:{b c}}'", "f'{1a}'", "f'{a.}'", "f'{a..b}'", "f'{print x}'", "f'{a = b}'", "f'{a == b = c}'", "f'{'a'}' f'{b c}'", "f'''{\na b}'''", "f'''{a\n!x}'''",
 "b'é'", "x b'é' = 1", "x = (a b'é' b)", "x = b'a' 'b'", "x = 'ab' b'é' 'def'", "b'é' x", "x b'a' 'b'", "'\\x1' x", "'\\N{nothing}' 'b'", "b'\\x1'", "print('\\u12' x)", "b'é'*a* ,b]",
 "return type x", "x: match int = ", "def f(a, type c): pass", "match x: y", "foo(a,\n  b,\n  c\\", "def f():\n  \\ x = 1\n", "if x:\n    y\n  \\  z\n", "del (n := len(a)) > 10", "del (a) + b", "(a) and b = 1", "(a) < b = 1", "for f(x) in y:\n    print!(x)", "for ik (j, k) in x:\n    print!(i)", "[x for f() in y z]",
 "def f(*a: *b, *c): pass", "def f(*a: *b = 1): pass", "def f(*a, *b): pass", "def f(*a = 1): pass", "def f(*a: int = 1): pass"]
for text in TEXTS:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<s>", "exec")
            shown = "valid"
        except SyntaxError as e:
            shown = f"{type(e).__name__}: {e.msg} {e.lineno},{e.offset}-{e.end_lineno},{e.end_offset} {e.text!r}"
    print(repr(text))
    print("   ", shown)
