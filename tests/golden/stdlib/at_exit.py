"""What is finalised at exit, and in which order."""
class A:
    def __init__(s,n): s.n=n
    def __del__(s): print('del', s.n if type(s.n) is int else type(s.n).__name__)
a=A(1); b=A(2)
def f(): return a
c=[A(3),A(4)]
x=A(5); x.me=x
_p=A(6)
class B:
    attr=A(7)
def g():
    o=A(9)
    def h(): return o
    return h
hh=g()
a=A(1)
b=A((A(2),))
c=[A(3),A(4)]
d={'x':A(5)}
e=A(A(A(6)))
f=A(7)
import io
class T(io.TextIOWrapper):
    def close(self):
        print('close text')
        super().close()
class R(io.FileIO):
    def close(self):
        print('close raw')
        super().close()
kept=T(io.BufferedWriter(R('/dev/null','wb')))
kept.write('x')
pid=__import__('os').fork()
if pid == 0:
    raise SystemExit(7)
print(__import__('os').waitpid(pid, 0)[1] >> 8)
