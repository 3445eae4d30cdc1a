# unittest.mock: calls and assertions, specifications, autospec, magic methods, wrapping, sealing.
import asyncio
import re
import warnings
from unittest import mock
from unittest.mock import *

warnings.simplefilter("ignore")


def t(f):
    try:
        print(re.sub(r"id='\d+'|at 0x\w+|/\d{6,}", "id=N", repr(f())))
    except BaseException as e:
        print(type(e).__name__, re.sub(r"id='\d+'|at 0x\w+", "id=N", str(e)), "| cause", repr(e.__cause__))


m=Mock(name='m')
t(lambda: m.assert_called_with(1)); t(lambda: m.assert_called()); t(lambda: m.assert_called_once()); t(lambda: m.assert_any_call(1)); t(lambda:m.assert_has_calls([call(1)])); t(lambda:m.assert_has_calls([call(1)],any_order=True)); t(m.assert_not_called); t(lambda:m.assert_called_once_with(1))
m(1); m(2,a=3); m.x.y(5)
t(lambda: m.assert_called_with(1)); t(lambda: m.assert_called()); t(lambda: m.assert_called_once()); t(lambda: m.assert_any_call(5)); t(lambda:m.assert_has_calls([call(2)])); t(lambda:m.assert_has_calls([call(5)],any_order=True)); t(m.assert_not_called); t(lambda:m.assert_called_once_with(1))
t(lambda: m.mock_calls); t(lambda: m.method_calls); t(lambda:m.call_args); t(lambda:m.call_args.args); t(lambda: m.call_args.kwargs); t(lambda:m.call_args_list); t(lambda:m.x.y.mock_calls)
t(lambda:m.asert_foo); t(lambda:m.assert_foo); t(lambda:m.called_once); t(lambda:m.assret_x); t(lambda:m.has_calls); t(lambda:m.call_once)
class S:
    a=1
    def f(self,x,y=2): 'doc'
    async def g(self): pass
    @property
    def p(self): pass
    @staticmethod
    def st(a): pass
    @classmethod
    def cm(cls,b): pass
s=Mock(spec=S)
t(lambda:s); t(lambda:s.zz); t(lambda:s.f); t(lambda:s.g); t(lambda: s.__class__); t(lambda: isinstance(s,S)); t(lambda:s.f.assert_called_once_with(1)); s.f(1,y=2); t(lambda:s.f.assert_called_with(1,2)); t(lambda: setattr(s,'new',1)); 
s=Mock(spec_set=S); t(lambda: setattr(s,'new',1)); t(lambda:s); t(lambda: dir(s))
t(lambda: Mock(spec=Mock())); t(lambda:Mock(spec=['a','b'])); t(lambda:Mock(spec=['a','b']).c)
f=create_autospec(S); t(lambda:f); t(lambda:f.f); t(lambda:f().f); t(lambda:f().f(1,2,3)); t(lambda:f(3)); t(lambda:f.st(1)); t(lambda:f.st()); t(lambda:f.cm(2)); t(lambda:f.g); t(lambda:f.a); t(lambda:f.p); t(lambda: f.mock_calls)
def fn(a,b=1,*,c): pass
g=create_autospec(fn); t(lambda:g); t(lambda:g(1)); t(lambda: g(1,c=2)); t(lambda:g.assert_called_with(1,1,c=2)); t(lambda: g.assert_called_once_with(a=1,c=2)); t(lambda:g.mock_calls); t(lambda: g.return_value); t(lambda: g.nothing);t(lambda: g(9,c=1));t(lambda:g.assert_called_once())
t(lambda: create_autospec(Mock())); t(lambda: create_autospec(fn, instance=True)); t(lambda: create_autospec(5)); t(lambda: create_autospec([1]).append(1)); t(lambda: create_autospec(S,spec_set=True).q)
mm=MagicMock(); t(lambda:len(mm)); t(lambda:int(mm)); t(lambda:list(mm)); t(lambda: 1 in mm); t(lambda:bool(mm)); t(lambda:mm[1]); t(lambda:mm<1); t(lambda:mm==mm); t(lambda:mm==1); t(lambda:mm+1); t(lambda:str(mm)==repr(mm)); t(lambda:float(mm)); t(lambda:complex(mm)); t(lambda:hash(mm)==hash(mm)); t(lambda:mm.__enter__()); t(lambda:mm.__len__); t(lambda:mm.mock_calls)
t(lambda:Mock().__len__); t(lambda: len(Mock())); t(lambda:mm.__foo__); t(lambda: mm.__fspath__()); t(lambda:type(mm)); t(lambda:type(mm).__name__); t(lambda:mm>=mm); t(lambda: -mm); t(lambda: round(mm)); t(lambda: mm.__index__()); t(lambda:mm.__aenter__); t(lambda:mm.__reversed__()); t(lambda: reversed(mm)); t(lambda: mm.__divmod__(1)); t(lambda: mm.__getstate__); t(lambda:mm.__getattr__)
se=Mock(side_effect=[1,ValueError('x'),2,DEFAULT],return_value=7); t(se);t(se);t(se);t(se);t(se); t(lambda:se.side_effect)
t(lambda: Mock(side_effect=KeyError)()); t(lambda: Mock(side_effect=lambda x:x+1)(2)); t(lambda: Mock(side_effect=lambda x:DEFAULT,return_value=3)(2))
t(lambda: call(1).foo(2).bar); t(lambda: call.foo(1,a=2).call_list()); t(lambda: call.a.b[1]); t(lambda: call()== ((),{})); t(lambda:call(1)==('',(1,),{})); t(lambda:call.x(1)==('x',(1,))); t(lambda: call.x == call.x()); t(lambda: tuple(call(1,a=2))); t(lambda:tuple(call.a(1)));t(lambda: call.a.args);t(lambda: call(1,2).args); t(lambda: call); t(lambda: call.a); t(lambda:call().a); t(lambda: len(call(1))); t(lambda: call(1)!=call(2)); t(lambda: call.count(1)); t(lambda: call.index); t(lambda: call('a')==call(ANY)); t(lambda:(call(1)==1)); t(lambda: call(1)==('a',)); t(lambda:str(call.a.__str__())); t(lambda:call.a['b'])
t(lambda:ANY); t(lambda: ANY==3); t(lambda:ANY!=3); t(lambda: sentinel.x); t(lambda: sentinel.x is sentinel.x); t(lambda: sentinel.__bases__); t(lambda:DEFAULT)
import copy,pickle; t(lambda: pickle.loads(pickle.dumps(sentinel.x)) is sentinel.x); t(lambda: copy.copy(sentinel.y) is sentinel.y)
t(lambda: seal(mm)); t(lambda: mm.newattr); t(lambda: mm.newattr2()); t(lambda: mm())
sm=Mock(); sm.a.b=1; seal(sm); t(lambda: sm.a.b); t(lambda:sm.a.c); t(sm); t(lambda:setattr(sm,'q',1))
t(lambda: m.configure_mock(**{'a.b':3,'c.side_effect':KeyError})); t(lambda:m.a.b); t(lambda:m.c()); t(lambda:m.reset_mock()); t(lambda:m.mock_calls); t(lambda: m.a.b)
del m.gone; t(lambda: m.gone); t(lambda: delattr(m,'gone')); t(lambda: hasattr(m,'gone'))
p=Mock(); c1=Mock(); p.attach_mock(c1,'child'); c1(3); t(lambda:p.mock_calls); t(lambda:c1); n=Mock(name='n'); p.n=n; n(); t(lambda:p.mock_calls); p.k=Mock(); p.k(1); t(lambda:p.mock_calls)
w=Mock(wraps=[1,2,3]); t(lambda:w.index(2)); t(lambda: w.nope); w.index.return_value=9; t(lambda:w.index(2)); t(lambda:Mock(wraps=len)('abc')); t(lambda: len(MagicMock(wraps=[1,2,3]))); t(lambda: MagicMock(wraps=[1,2,3])[1])
t(lambda: Mock(return_value=3)()); t(lambda:Mock()()) ; t(lambda:NonCallableMock()()); t(lambda:Mock(a=1,b=2).b); t(lambda: Mock(assert_x=1)); t(lambda: Mock(unsafe=True).assert_x); t(lambda: Mock(bad_spec=1, spec=['a']));
t(lambda: Mock(spec=S)(1)); t(lambda: Mock(spec=S,assert_foo=2)); t(lambda: Mock(autospec=True)); t(lambda: Mock(spect=1))
t(lambda: mock.Mock(parent=p, name='zz')); t(lambda:Mock(name='a').b.c()()); t(lambda: Mock(name='a').b().c[0] if 0 else MagicMock(name='a')[0].x)
