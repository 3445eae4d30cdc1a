# unittest.mock: asynchronous mocks, patching, mock_open, properties, threads, classes of children.
import os
import string
import threading
import types
import asyncio
import re
import warnings
from unittest import mock
from unittest.mock import *

warnings.simplefilter("ignore")


def t(f):
    try:
        print(re.sub(r"id='\d+'|at 0x\w+|/\d{9,}", "id=N", repr(f())))
    except BaseException as e:
        print(type(e).__name__, re.sub(r"id='\d+'|at 0x\w+", "id=N", str(e)), "| cause", repr(e.__cause__))


a=AsyncMock(return_value=4); t(lambda:a); t(lambda:asyncio.run(a(1))); t(lambda:a.assert_awaited_once_with(2)); t(a.assert_not_awaited); t(lambda:a.await_args_list); t(lambda:a.await_count); t(lambda: a.assert_has_awaits([call(3)])); t(lambda:a.assert_has_awaits([call(3)],any_order=True)); t(lambda: a.assert_any_await(9)); t(a.assert_awaited_once); t(lambda: AsyncMock().assert_awaited()); t(lambda: AsyncMock().assert_awaited_with(1)); t(lambda:AsyncMock().assert_awaited_once()); t(lambda:AsyncMock().assert_awaited_once_with()); t(lambda: a.await_args)
b=AsyncMock(side_effect=[1,ValueError('q')]); t(lambda:asyncio.run(b())); t(lambda:asyncio.run(b())); t(lambda:asyncio.run(b()))
async def co(x): return x*2
t(lambda:asyncio.run(AsyncMock(side_effect=co)(4))); t(lambda: asyncio.run(AsyncMock(wraps=co)(4))); t(lambda: asyncio.run(AsyncMock(side_effect=KeyError)(4)))
t(lambda: a.x); t(lambda:asyncio.iscoroutinefunction(a)); t(lambda: __import__('inspect').iscoroutinefunction(a)); t(lambda: Mock(spec=co)); t(lambda: create_autospec(co)); t(lambda: asyncio.run(create_autospec(co)(1))); t(lambda: asyncio.run(create_autospec(co)()));
async def use():
    m=MagicMock()
    async with m as q: print(q is m.__aenter__.return_value, type(q).__name__)
    m.__aiter__.return_value=[1,2]
    print([x async for x in m])
    print([x async for x in AsyncMock()])
    async with AsyncMock() as z: print(type(z).__name__)
asyncio.run(use())
# patch
class C:
    v=1
    def f(self): return 'real'
import string
@patch('string.digits','X')
def p1(a): return string.digits,a
t(lambda:p1(3)); t(lambda: string.digits)
@patch('string.capwords')
@patch.object(C,'f')
def p2(f,cw,k=1): return f is C.f, cw is string.capwords, f
t(p2)
with patch('string.digits') as d: t(lambda:d)
with patch.object(C,'v',5) as v: t(lambda:(v,C.v))
t(lambda: patch('nodots')); t(lambda: patch('nomod.x').start()); t(lambda: patch.object(C,'nope').start()); t(lambda: patch.object('C','nope').start()); t(lambda: patch('string.nope',create=True,new=3).start()); t(lambda:string.nope); patch.stopall(); t(lambda:string.nope)
p=patch('string.digits'); t(lambda:p.start()); t(lambda:p.stop())
t(lambda: patch('string.digits',new=1,spec=1)); t(lambda: patch('string.digits',new=1,new_callable=1)); t(lambda: patch('string.digits',1,autospec=True).start()); t(lambda: patch('string.digits',spec=1,autospec=True).start()); t(lambda: patch('string.digits',new_callable=list).start()); patch.stopall()
t(lambda: patch('string.digits', 3, foo=1).start());  t(lambda: patch('string.digits', autospec='x', create=True).start())
d={'a':1}
with patch.dict(d,{'b':2},c=3): t(lambda:d)
t(lambda:d)
with patch.dict(d,clear=True): t(lambda:d)
t(lambda:d)
with patch.dict('os.environ',{'ZZ':'1'}) as e: t(lambda:(os.environ['ZZ'], e is os.environ))
@patch.dict(d,x=1)
def pd(): return d
t(lambda:dict(pd()))
@patch.dict(d,{'q':1})
class K:
    def test_a(self): return dict(d)
    def other(self): return dict(d)
t(lambda:K().test_a()); t(lambda:K().other())
@patch('string.digits','Y')
class K2:
    def test_a(self): return string.digits
    def other(self): return string.digits
t(lambda:K2().test_a()); t(lambda:K2().other())
with patch.multiple(C,f=DEFAULT,v=9) as ms: t(lambda:ms); t(lambda:C.v)
@patch.multiple('string',digits=DEFAULT,capwords=DEFAULT)
def pm(**k): return sorted(k)
t(pm); t(lambda: patch.multiple(C)); t(lambda:patch.TEST_PREFIX)
with patch.object(C,'f',autospec=True) as f: C().f(); t(lambda:f.mock_calls.__len__()); t(lambda:C().f(1)); t(lambda:f)
with patch('string.Template',autospec=True) as T: t(lambda:T); t(lambda:T('x').substitute(a=1)); t(lambda:T.mock_calls); t(lambda:T())
with patch('string.Template',spec=True) as T: t(lambda:T); t(lambda:T.foo); t(lambda: T().zzz)
async def pa():
    @patch('string.digits','Z')
    async def inner(): return string.digits
    print(await inner())
asyncio.run(pa())
# mock_open
o=mock_open(read_data='ab\ncd\n')
with patch('builtins.open',o):
    with open('f') as h: t(lambda:h.read()); t(lambda:h.read())
    with open('f') as h: t(lambda:list(h))
    with open('f') as h: t(lambda:(h.readline(),h.readlines()))
    with open('f') as h: t(lambda:h.read(3)); t(lambda: next(h)); t(lambda:next(h))
    open('g','w').write('x')
t(lambda:o.mock_calls[:4]); t(lambda:o); t(lambda:o()); t(lambda: mock_open(read_data=b'a\nb')().readlines()); t(lambda: mock_open()().read())
h=o(); h.read.return_value='zz'; t(lambda: h.read())
pr=PropertyMock(return_value=3)
m=Mock(); type(m).foo=pr; t(lambda:m.foo); m.foo=5; t(lambda: pr.mock_calls); t(lambda:pr)
tm=ThreadingMock(); import threading; threading.Timer(0.05,lambda: tm(1)).start(); t(lambda: tm.wait_until_called(timeout=5)); t(lambda: tm.wait_until_any_call_with(1)); t(lambda: tm.wait_until_any_call_with(2)) if 0 else 0; t(lambda: ThreadingMock(timeout=0.01).wait_until_called()); t(lambda: ThreadingMock(timeout=0.01).wait_until_any_call_with(2)); t(lambda:ThreadingMock(timeout='x'));t(lambda:tm)
class It(MagicMock):
    def _get_child_mock(self,**kw): return Mock(**kw)
t(lambda:It().x); t(lambda:It()()); t(lambda: It(name='q').a.b)
m=MagicMock(); m.__str__.return_value='S'; t(lambda:str(m)); m.__len__=lambda self:5; t(lambda:len(m)); m.__getitem__.side_effect={'a':1}.__getitem__; t(lambda:m['a']); m.__iter__.return_value=[1,2]; t(lambda:list(m)); t(lambda:list(m)); m.__lt__=Mock(return_value=True); t(lambda: m<3); t(lambda: m.__lt__.mock_calls); m.__bool__.return_value=False; t(lambda:bool(m)); t(lambda: m.method_calls); t(lambda:setattr(m,'__dir__x__',1)); t(lambda:setattr(m,'__setattr__',1)); t(lambda:setattr(Mock(),'__new__',1)); t(lambda: setattr(Mock(spec=['a']),'__len__',1)); x=Mock(); x.__len__=Mock(return_value=4); t(lambda: len(x)); del m.__iter__; t(lambda:iter(m)); m.__eq__.return_value=True; t(lambda: m==5); t(lambda:m!=5)
t(lambda: MagicMock(spec=int)<3 ); t(lambda: len(MagicMock(spec=int))); t(lambda: MagicMock(spec=['__len__']).__len__()); t(lambda:MagicMock(spec=dict)['x']); t(lambda: NonCallableMagicMock()); t(lambda: NonCallableMagicMock()[0]); t(lambda: callable(NonCallableMagicMock())); t(lambda: callable(Mock()))
m=Mock(); m.mock_add_spec(['a']); t(lambda:m.a); t(lambda:m.b); t(lambda: m.call_count); m.call_count=4; t(lambda:m.call_count); m.return_value.x.return_value=3; t(lambda: m().x()); t(lambda:m.mock_calls)
m=MagicMock(return_value=1,side_effect=None); m(1); m.reset_mock(return_value=True,side_effect=True); t(lambda:m()); t(lambda:m.mock_calls)
m=Mock(); m(); t(lambda:m.assert_called_with(1)); t(lambda: m.assert_has_calls(call())); t(lambda: m.assert_has_calls([call()])); m.foo(1,2); t(lambda: m.assert_has_calls([call.foo(1,2)])); t(lambda: m.assert_has_calls([call.bar(1)],any_order=True)); t(lambda: m.assert_has_calls([call.bar(1), call.z()]))
t(lambda: create_autospec(S2:=type('S2',(),{'__call__':lambda self,a:None}))()(1)); t(lambda: create_autospec(S2,instance=True)()); t(lambda: create_autospec(S2)()()); t(lambda:create_autospec(types.SimpleNamespace(x=1,f=len)).f); 
import dataclasses
@dataclasses.dataclass
class DC: a:int; b:str='x'
t(lambda: create_autospec(DC)); t(lambda: create_autospec(DC)()); t(lambda:create_autospec(DC)(1).b); t(lambda: create_autospec(DC(1)).a); t(lambda: create_autospec(DC(1)).zz); t(lambda: Mock(DC).a)
class Meta:
    x: int
    def m(self, a): ...
    def __len__(self): return 1
am=create_autospec(Meta); t(lambda: am().m(1)); t(lambda: am().m.assert_called_with(2)); t(lambda: am().m.assert_called_with(a=1)); t(lambda: len(am())); t(lambda:am.m.mock_calls); t(lambda:am.mock_calls); t(lambda: am.m(1)); t(lambda: am.m(am,1))
t(lambda: call.foo.bar(1).baz.qux.call_list()); t(lambda: mock._is_magic('__x__')); t(lambda: Mock(name='x', return_value=Mock()).mock_calls); t(lambda: sorted(x for x in dir(Mock()) if not x.startswith('_'))); t(lambda:mock.FILTER_DIR); m=Mock(); m.zz; t(lambda:'zz' in dir(m)); mock.FILTER_DIR=False; t(lambda: '__getattr__' in dir(Mock()))
