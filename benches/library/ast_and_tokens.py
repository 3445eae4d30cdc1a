import ast, io, tokenize
source = "".join(f"def f{i}(a, b=1, *args, **kw):\n    x = [a + {i} for a in range(b) if a % 2]\n    return {{'k': x, **kw}}\n" for i in range(150))
n = 0
for _ in range(3):
    t = ast.parse(source)
    n += sum(1 for _ in ast.walk(t)) + len(ast.dump(t)) + len(ast.unparse(t))
for _ in range(2):
    n += sum(1 for _ in tokenize.generate_tokens(io.StringIO(source).readline))
for _ in range(10):
    compile(source, "x", "exec")
print(n > 0)
