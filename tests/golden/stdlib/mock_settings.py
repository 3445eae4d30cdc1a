# unittest.mock: classes inside of specified classes, settings deep inside, resetting of magic methods, mock_open with results of its own.
from unittest import mock
from unittest.mock import *
class Something:
    class Foo:
        def __init__(self, a): pass
        def meth1(self, a, b): pass
    def meth(self, a, b, c, d=None): pass
def t(f):
    try: r = f()
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
mc = create_autospec(Something)
t(lambda: type(mc().Foo).__name__); t(lambda: mc().Foo(1).meth1(1,2) is not None); t(lambda: mc().Foo(1,2)); t(lambda: type(mc().Foo(1)).__name__); t(lambda: mc().Foo(1).meth1(3)); t(lambda: type(mc.Foo).__name__); t(lambda: mc.Foo(1).nope); t(lambda: type(mc().Foo.meth1).__name__)
class S2:
    cb = callable_obj = None
    class K:
        def __call__(self, x): pass
    k = K(); num = 3; fn = staticmethod(lambda a: 1)
    @property
    def p(self): return 1
m2 = create_autospec(S2)
for n in ('K','k','num','fn','p','cb'):
    t(lambda: (n, type(getattr(m2, n)).__name__, type(getattr(m2(), n)).__name__, callable(getattr(m2(),n))))
cm = create_autospec(spec=Something, **{'return_value.meth.side_effect': [ValueError, DEFAULT], 'return_value.meth.return_value': 'mocked'})
t(lambda: cm().meth(a=None,b=None,c=None)); t(lambda: cm().meth(a=None,b=None,c=None)); t(lambda: cm().return_value.meth.side_effect)
def ff(a): pass
t(lambda: create_autospec(ff, return_value=3)(1)); t(lambda: create_autospec(ff, side_effect=KeyError)(1)); t(lambda: create_autospec(ff, **{'x.y': 4}).x.y); t(lambda: create_autospec(Something, instance=True, **{'meth.return_value': 4}).meth(1,2,3)); t(lambda: create_autospec(Something, **{'meth.return_value': 4}).meth(0,1,2,3)); t(lambda: create_autospec(Something, **{'nope.return_value': 4}))
for reset in (True, False):
    mm = MagicMock()
    print(type(mm.__str__()), type(mm.__hash__()), mm.__str__.call_count, type(mm.__len__()), mm.__bool__(), type(mm.__iter__()))
    for _ in range(3):
        mm.reset_mock(return_value=reset)
        print(type(mm.__str__()), type(mm.__hash__()), mm.__str__.call_count, mm.__len__(), mm.__bool__(), list(mm.__iter__()), mm.__int__(), mm.__contains__(1), mm.__enter__() is not None, mm.__eq__(mm), mm.__lt__(1))
mm = MagicMock(); mm.__str__.return_value = 'own'; mm.__len__.return_value=7; mm.reset_mock(return_value=True); print(str(mm) == 'own', len(mm))
mm = MagicMock(); mm.__str__.return_value = 'own'; mm.reset_mock(); print(str(mm) == 'own')
o = mock.mock_open(read_data='foo\nbarn'); o.return_value.readline.side_effect = lambda *a: 'abc'; print(o().readline(), o().readline())
o = mock.mock_open(read_data='foo\nbarn'); o.return_value.readline.return_value='k'; print(repr(o().readline()), repr(o().readline()))
o = mock.mock_open(read_data='a\nb'); o.return_value.read.return_value = 'q'; print(o().read(), o().readline())
o = mock.mock_open(read_data='a\nb'); h=o(); h.readline.side_effect = None; h.readline.return_value='z'; print(h.readline(), o().readline())
o = mock.mock_open(read_data='a\nb\nc'); h=o(); print(h.readline(), list(h), h.readlines()); h=o(); print(h.read(1), h.readline(), h.read(), h.read(), next(o())); 
o = mock.mock_open(read_data=b'a\nb\nc'); print(o().readlines(), [x for x in o()])
o = mock.mock_open(read_data='x'); o.side_effect = lambda *a, **k: DEFAULT; print(o().read()); 
