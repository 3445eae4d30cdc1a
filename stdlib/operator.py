"""The operators as functions, for map(), sorted(key=...) and the like.

All of them come from the interpreter; here they get their second, dunder
names.
"""
from _operator import *

__all__ = ['abs', 'add', 'and_', 'attrgetter', 'call', 'concat', 'contains', 'countOf',
           'delitem', 'eq', 'floordiv', 'ge', 'getitem', 'gt', 'iadd', 'iand',
           'iconcat', 'ifloordiv', 'ilshift', 'imatmul', 'imod', 'imul',
           'index', 'indexOf', 'inv', 'invert', 'ior', 'ipow', 'irshift',
           'is_', 'is_not', 'isub', 'itemgetter', 'itruediv', 'ixor', 'le',
           'length_hint', 'lshift', 'lt', 'matmul', 'methodcaller', 'mod',
           'mul', 'ne', 'neg', 'not_', 'or_', 'pos', 'pow', 'rshift',
           'setitem', 'sub', 'truediv', 'truth', 'xor']

for _name in __all__:
    if _name not in ('attrgetter', 'countOf', 'indexOf', 'is_', 'is_not', 'itemgetter',
                     'length_hint', 'methodcaller', 'truth'):
        globals()[f'__{_name.rstrip("_")}__'] = globals()[_name]
del _name
