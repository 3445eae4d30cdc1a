"""Numbers and kinds of pyr's instructions. They are its own: what dis shows is what it runs."""
import _opcode
from _opcode import (stack_effect, has_arg, has_const, has_name, has_jump, has_free,
                     has_local, has_exc)

__all__ = ["cmp_op", "stack_effect", "hascompare", "opname", "opmap", "HAVE_ARGUMENT",
           "EXTENDED_ARG", "hasarg", "hasconst", "hasname", "hasjump", "hasjrel", "hasjabs",
           "hasfree", "haslocal", "hasexc"]

opname = [name for name, kind, doc in _opcode._table()]
opmap = {name: number for number, name in enumerate(opname)}
opdoc = [doc for name, kind, doc in _opcode._table()]
cmp_op = ('<', '<=', '==', '!=', '>', '>=')

# Every instruction has room for an operand; nothing extends it.
HAVE_ARGUMENT = 0
EXTENDED_ARG = -1
# Names that tracers look for.
opmap |= {"EXTENDED_ARG": EXTENDED_ARG, "YIELD_FROM": opmap["SEND"]}

hasarg = [op for op in opmap.values() if has_arg(op)]
hasconst = [op for op in opmap.values() if has_const(op)]
hasname = [op for op in opmap.values() if has_name(op)]
hasjump = [op for op in opmap.values() if has_jump(op)]
hasjrel = hasjump
hasjabs = []
hasfree = [op for op in opmap.values() if has_free(op)]
haslocal = [op for op in opmap.values() if has_local(op)]
hasexc = []
hascompare = [op for name, op in opmap.items() if name in ("LT", "LE", "EQ", "NE", "GT", "GE")]
