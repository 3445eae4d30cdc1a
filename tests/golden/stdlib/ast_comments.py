"""Type comments, as ast.parse(type_comments=True) and the mode func_type read them."""
import ast
def p(src, **k):
    k.setdefault('type_comments', True)
    print(repr(src), {x:y for x,y in k.items() if x!='type_comments'})
    try:
        t = ast.parse(src, **k)
        print("   ", ast.dump(t))
    except SyntaxError as e:
        print("   ", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
    except Exception as e:
        print("   ", type(e).__name__, e)
for s in r"""x = 1 # type: int
x = [] # type: List[int]   
x = y = 1 #type:int
x = 1 #   type:   int
x = 1 # Type: int
x: int = 1 # type: int
x += 1 # type: int
x # type: int
f(a, # type: int\n)
x = (1, # type: int\n2)
# type: int\nx = 1
x = 1\n# type: int\ny = 2
x = 1\n  # type: int\ny = 2
# type: ignore\nx = 1
x = 1 # type: ignore
x = 1 # type: ignore[foo]
x = 1 # type: ignore foo
x = 1 # type: ignored
x = 1 # type: ignore9
x = 1 # type: ignore\u00e9
x = 1 # type: ignore # comment
x = 1 # type:ignore
x = 1 # type: int # comment
x = 1 # type: int # type: ignore
x = (1, # type: ignore\n2)
def f(a, b):  # type: (int, str) -> None\n    pass
def f(a, b):\n    # type: (int, str) -> None\n    pass
def f(a, b):\n# type: (int, str) -> None\n    pass
def f(a, b):\n    # comment\n    # type: (int, str) -> None\n    pass
def f(a, b):\n\n    # type: (int, str) -> None\n\n    pass
def f(a, b):\n    pass\n    # type: (int, str) -> None
def f(a, b):\n    "doc"\n    # type: (int, str) -> None\n    pass
def f(a, b):  # type: () -> int\n    # type: ignore\n    pass
def f(a, b):\n    # type: ignore\n    pass
def f(): pass # type: () -> int
def f(): # type: () -> int
async def f():  # type: () -> int\n    pass
async def f():\n    # type: () -> int\n    pass
class A: # type: int\n    pass
class A:\n    # type: int\n    pass
if x: # type: int\n    pass
if x:\n    # type: int\n    pass
while x: # type: int\n    pass
for x in y: # type: int\n    pass
for x in y:\n    # type: int\n    pass
for x in y: pass # type: int
for x in y: # type: int\n    pass\nelse: # type: int\n    pass
async def f():\n  async for x in y: # type: int\n    pass
with a as b: # type: int\n    pass
with (a as b): # type: int\n    pass
with (a as b, c as d,): # type: int\n    pass
with a as b, c: # type: int\n    pass
async def f():\n  async with a as b: # type: int\n    pass
try: # type: int\n    pass\nfinally: pass
def f(a, # type: int\n b):\n  pass
def f(a, # type: int\n b, # type: str\n):\n  pass
def f(a, # type: int\n b # type: str\n):\n  pass
def f(a # type: int\n, b):\n  pass
def f(a=1, # type: int\n b=2 # type: str\n):\n  pass
def f(a, /, # type: int\n b):\n  pass
def f(a # type: int\n, /, b):\n  pass
def f(a, # type: int\n /, b):\n  pass
def f(a, /):\n  pass
def f(a, / # type: int\n):\n  pass
def f(*, # type: int\n b):\n  pass
def f(*a, # type: int\n b # type: str\n):\n  pass
def f(*a # type: int\n):\n  pass
def f(**k # type: int\n):\n  pass
def f(**k, # type: int\n):\n  pass
def f(a, *, b, # type: int\n c=1, # type: str\n **k # type: float\n):\n  pass
def f(a: int, # type: int\n):\n  pass
def f( # type: int\n a):\n  pass
def f(a, # type: ignore\n):\n  pass
(lambda a # type: int\n: 1)
x = 1; y = 2 # type: int
x = 1 # type: int;
x = yield # type: int
x = 1 # type:
x = 1 # type: 
x = 1 # type:\tint
a = f'{x # type: int\n}'
@d # type: int\ndef f(): pass
import a # type: int
return # type: int
def f():\n  x = 1\n  # type: ignore\n  y = 2 # type: int\n
def f():\n  pass\n# type: ignore
x = 1\\\n # type: int
x = '''a\n''' # type: int
match x: # type: int\n  case 1: # type: str\n    pass
match x:\n  case 1: # type: str\n    pass
x = 1 # type: int\r\ny = 2 # type: str\r\n
x = 1 # type: int\x0c
x = 1 # type: é日本
""".splitlines():
    s = s.encode('utf-8').decode('utf-8').replace('\\n','\n').replace('\\r','\r').replace('\\x0c','\x0c').replace('\\t','\t').replace('\\ufeff','\ufeff').replace('\\u00e9', 'é')
    p(s)

for s in ["() -> int", "(int) -> str", "(int, str) -> x", "(int, *str) -> x", "(int, **str) -> x", "(*a, **b) -> x", "(a, *b, **c) -> d", "(**a, *b) -> x", "(*a, b) -> x", "(**a, b) -> x", "(a,) -> x", "() -> *x", "(*a, *b) -> c", "(...) -> List[int]", "int -> x", "()", "", "() -> int\n", "\n() -> int", "() -> int\n\n\n", "() -> int # type: x", "() -> int # type: ignore", "() -> int; x", "(a: int) -> x", "(a=1) -> x", "(a if b else c, lambda: x) -> lambda: y", "((a, b), *c) -> (d, e)", "() -> a, b", "() -> (yield)", "(x := 1) -> x", "(a, **b, c) -> x", "(**a) -> b", "(*a) -> b","(a, *b, c) -> d", "  () -> x", "() ->", "() -> x y"]:
    p(s, mode="func_type", type_comments=False)
p("x = 1 # type: int", mode="single")
p("1 # type: int", mode="eval")
p("1 # type: ignore", mode="eval")
p("x = 1 # type: ignore", mode="single")
p("def f():\n  # type: () -> int\n  pass\n", mode="single")
p("def f(a, # type: int\n):  # type: () -> int\n  x = 1 # type: int\n  y = 1 # type: ignore[abc]\n", type_comments=False)
t = ast.parse("def f(a, # type: int\n):  # type: (...) -> int\n  x = 1 # type: int\n  for i in y: # type: str\n    pass # type: ignore[abc]\n  with x as y: # type: z\n    pass\n", type_comments=True)
print(ast.dump(t, indent=2))
print(ast.unparse(t))
print(ast.unparse(ast.parse("x = 1 # type: ignore[a]\ndef f():\n  y = 2 # type: ignore\n", type_comments=True)))
exec(compile(t, "f", "exec"))
import copy
print(ast.unparse(copy.deepcopy(t)) == ast.unparse(t))
print(ast.unparse(ast.parse("(a, *b, **c) -> d", mode="func_type")))
print(ast.literal_eval("1 # type: int"))
print(compile("x = 1 # type: (", "f", "exec", ast.PyCF_ONLY_AST).body[0].type_comment)
print(compile("x = 1 # type: (", "f", "exec", ast.PyCF_ONLY_AST|ast.PyCF_TYPE_COMMENTS).body[0].type_comment)
