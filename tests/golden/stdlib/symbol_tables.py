"""symtable: the scopes of a source."""
import symtable
SRC='''
import os
from a import b as c
G = 1
def f(a, b=G, *args, k, **kw):
    global G
    x = a
    def inner():
        nonlocal x
        x = b
        return undefined, [i for i in kw]
    class L:
        y = x
        def m(self): return __class__
    lam = lambda q: q + x
    y: int = 5
    G = 2
    return inner
class C(Base):
    attr = 1
    def __init__(self): self.__priv = 1
    def meth(self): pass
async def co(): await x
def gen(): yield 1
def generic[T: int](x: T) -> T: return x
type Al[T] = list[T]
class GC[T]: pass
[z for z in range(3)]
(w := 5)
'''
def show(t, ind=0):
    p='  '*ind
    print(p, t.get_type(), t.get_name(), t.get_lineno(), t.is_optimized(), t.is_nested(), t.has_children(), sorted(t.get_identifiers()))
    if isinstance(t, symtable.Function):
        print(p, ' F', sorted(t.get_parameters()), sorted(t.get_locals()), sorted(t.get_globals()), sorted(t.get_nonlocals()), sorted(t.get_frees()))
    if isinstance(t, symtable.Class):
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter('ignore'); print(p, ' C', t.get_methods())
    for s in sorted(t.get_symbols(), key=lambda s: s.get_name()):
        print(p, '   ', s.get_name(), [n for n in ('is_referenced','is_parameter','is_global','is_nonlocal','is_declared_global','is_local','is_annotated','is_free','is_imported','is_assigned','is_namespace') if getattr(s,n)()], len(s.get_namespaces()))
    for c in t.get_children(): show(c, ind+1)
t=symtable.symtable(SRC,'f','exec')
show(t)
print(t, t.lookup('f'), t.lookup('f').get_namespace(), t.get_children()[0])
try: t.lookup('nosuch')
except KeyError as e: print('KeyError', e)
try: t.lookup('os').get_namespace()
except ValueError as e: print(e)
try: symtable.symtable('def','f','exec')
except SyntaxError as e: print(e)
try: symtable.symtable('x','f','bad')
except ValueError as e: print(e)
print(symtable.symtable('x+1','f','eval').get_symbols(), symtable.symtable('x=1','f','single').get_identifiers())
print(list(symtable.SymbolTableType), t.get_id() != 0)
