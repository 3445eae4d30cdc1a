"""What of dis does not depend on the instructions: facts about code, lines, errors."""
import contextlib
import dis
import io
import opcode


def f(a, b=1, /, *c, d, **e):
    """Doc"""
    x = a
    for i in x:
        print(i)

    return lambda: a


async def coroutine():
    await f()


def generator():
    yield 1


class C:
    def method(self):
        pass

    @staticmethod
    def static():
        pass


def listing(*args, **kw):
    out = io.StringIO()
    dis.dis(*args, file=out, **kw)
    return out.getvalue()


def no_numbers(text):
    return [line for line in text.splitlines() if not line.startswith("Stack size")]


for x in (f, coroutine, generator, C.method, C().method, "x = 1\ny = x", "1 + a", (i for i in ())):
    print(no_numbers(dis.code_info(x).split("Constants:")[0].replace(__file__, "F")))
for x in (5, None, C, [], b"ab"):
    try:
        print(type(dis.code_info(x)))
    except TypeError as e:
        print(e)
for x in (5, [1], 1.5):
    try:
        dis.dis(x)
    except TypeError as e:
        print(e)
try:
    dis.dis()
except RuntimeError as e:
    print(e)
try:
    dis.dis("a b")
except SyntaxError as e:
    print(e)
print(sorted({i.line_number - f.__code__.co_firstlineno for i in dis.get_instructions(f) if i.line_number} - {0}))
print(sorted({i.line_number for i in dis.get_instructions(f, first_line=100) if i.line_number} - {100}))
print([line for line in listing(C).splitlines() if line.startswith("Disassembly")])
text = listing(f)
print("Disassembly of <code object f.<locals>" in text, "Disassembly of <code object <lambda>" in text)
print("Disassembly of" in listing(f, depth=0), len(listing(f, show_offsets=True)) > len(text))
print(repr(dis.Bytecode("1")), dis.Bytecode(f).codeobj is f.__code__, dis.Bytecode(f).first_line == f.__code__.co_firstlineno)
print(dis.Bytecode(f).dis() == listing(f, depth=0), dis.Bytecode(f).info() == dis.code_info(f))
first = next(iter(dis.Bytecode(f)))
print(first.offset, first._fields, first.opname in dis.opmap, dis.opname[first.opcode] == first.opname)
print([i.positions for i in dis.get_instructions("a.b")][-1])
names = {i.argval for i in dis.get_instructions(f) if i.opname.startswith("LOAD_GLOBAL")}
print(names)
try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__
    b = dis.Bytecode.from_traceback(tb)
    print(b.current_offset == tb.tb_lasti, "-->" in b.dis())
    out = io.StringIO()
    dis.distb(tb, file=out)
    print(out.getvalue().count("-->"))
with contextlib.redirect_stdout(io.StringIO()) as out:
    dis.show_code(f)
print(out.getvalue() == dis.code_info(f) + "\n")
print(dis.pretty_flags(0x3), dis.pretty_flags(0), dis.pretty_flags(0x2ff))
print(dis.stack_effect(dis.opmap["POP_TOP"]), dis.stack_effect(dis.opmap["BUILD_LIST"], 3), opcode.cmp_op)
for bad in [lambda: dis.stack_effect(10000), lambda: dis.stack_effect(dis.opmap["NOP"], jump=5)]:
    try:
        bad()
    except ValueError as e:
        print(e)
print([n for n in dis.__all__ if n in ("dis", "Bytecode", "Instruction", "opname")])
starts = [line for _, line in dis.findlinestarts(f.__code__) if line]
print(starts[-1] - f.__code__.co_firstlineno)
