class E:
    def __buffer__(self, flags): print('buf',flags); return memoryview(b'hello')
    def __release_buffer__(self, b): print('rel', type(b).__name__)
mm=memoryview(E()); print(mm.tobytes()); print(type(mm.obj).__name__); mm.release()
print(bytes(E()))
class E2:
    def __buffer__(self, flags): return b'a'
try: memoryview(E2())
except Exception as e: print(type(e),e)
class W:
    def __init__(self): self.d=bytearray(b'abc')
    def __buffer__(self, flags): return memoryview(self.d)
w=W(); m=memoryview(w); m[0]=120; print(w.d); 
try: w.d.append(1)
except BufferError as e: print(e)
m.release()
del m
w.d.append(1); print(w.d)
x=bytearray(b'abc'); v=memoryview(x)
for f in (lambda: x.append(1), lambda: x.pop(), lambda: x.clear(), lambda: x.extend(b'q'), lambda: x.__delitem__(0), lambda: x.__iadd__(b'a'), lambda: x.__setitem__(slice(0,1), b'qq'), lambda: x.insert(0,1), lambda: x.remove(97), lambda: x.__imul__(2), lambda: x.__init__(b'z')):
    try: f(); print('ok')
    except BufferError as e: print(e)
x[0]=65; x[0:1]=b'Z'; print(x, v.tobytes())
s=v[1:]
v2=memoryview(v)
print(s.tobytes())
v.release(); 
try: v[0]
except ValueError as e: print(e)
print(s[0], v2[0]); s.release(); v2.release(); x.append(5); print(x)
with memoryview(b'abc') as q: print(q[0])
print(repr(q)[:9])
a=memoryview(bytearray(b'abc')); b=memoryview(a)
import sys
try:
    h=hash(memoryview(b'abc')); print(h==hash(b'abc'))
except Exception as e: print(e)
d={b'a':1}
print(d[memoryview(b'a')] if 0 else memoryview(b'a')==b'a')
class S(str):
    def __eq__(self,o): return True
    __hash__=str.__hash__
print(S('x')=='y')
class T(str):
    def __new__(cls, v, extra): o=super().__new__(cls,v); o.extra=extra; return o
t=T('abc', 5); print(t, t.extra, t.upper(), repr(t), t[1], len(t), isinstance(t,str), t.__dict__)
class TB(bytes):
    x=1
tb=TB(b'abc'); tb.y=2; print(tb, tb.y, tb[0], tb+b'd')
class BA(bytearray):
    def __init__(self,*a): super().__init__(*a); self.z=3
ba=BA(b'xy'); ba.append(1); print(ba, ba.z)
s='abc'
s+='def'; t=s; s+='ghi'; print(s,t)
s=''
for i in range(1000): s+='é'
print(len(s), s[999], s[500:503])
print('%s' % ('x'*5), '{0!r:>10}'.format('a'), f'{"a":>5}|{3.14159:.2f}|{"é"!a}|{1:{5}}')
print("a,b".split(',') , b'\x00\xff'.hex(' '), bytes.fromhex('00 ff'))
print(str(b'abc', 'ascii'), 'abc'.encode().decode('utf-16-le','replace'))
