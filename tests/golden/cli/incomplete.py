"""compile() and codeop on input that is not complete."""
import codeop

CASES = ["f(", "if 1:", "if 1:\n  2", "if 1:\n  2\n", "x='''a", "def f():\n", "try:\n 1\n", "class A: pass\n",
         "(1\n", "x = 1", "x = = 1", "]"]
for source in CASES:
    for flags in 0x4000, 0x4200:
        try:
            compile(source, "<i>", "single", flags)
            result = "complete"
        except _IncompleteInputError as e:
            result = type(e).__name__, e.msg, e.filename, isinstance(e, SyntaxError)
        except SyntaxError as e:
            result = type(e).__name__, e.msg
        print(repr(source), hex(flags), result)
for source in ["f(", "f(1)", "if 1:", "if 1:\n  2", "if 1:\n  2\n", "x='''a", "x = 1", "", "# c", "def f():\n  pass\n"]:
    code = codeop.compile_command(source)
    print(repr(source), code and code.co_filename)
for source in ["x = = 1", "1 +", "]", "return"]:
    try:
        print(codeop.compile_command(source, "<name>", "exec"))
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename)
compiler = codeop.CommandCompiler()
compiler("from __future__ import annotations\n")
code = compiler("def f(x: not_there): pass\n")
names = {}
exec(code, names)
print(names["f"].__annotations__)
