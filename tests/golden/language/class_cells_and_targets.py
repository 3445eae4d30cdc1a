import sys, types
class S(set):
    def __new__(cls, a, newarg=None):
        self = super().__new__(cls)
        self.n = newarg
        return self
try:
    print(S([1, 2], newarg=3))
except TypeError as e:
    print(e)
def planted():
    class X:
        locals()["__class__"] = 42
        x = __class__
        def g(self): return __class__
    return X.x, X().g() is X, X.__dict__.get("__class__")
print(planted())
def written():
    class X:
        __class__ = 5
        x = __class__
        def g(self): return __class__
    return X.x, X.g(1) is X, X.__dict__["__class__"]
print(written())
def missing():
    class X:
        try:
            x = __class__
        except NameError as e:
            x = str(e)
        def g(self): return __class__
    return X.x
print(missing())
for s in ["del (*x,)", "del *x", "del [*x]", "del (*x)", "del x, *y", "del (a, *b)", "del *x, y", "del [a, [*b]]", "del (a, [b, f()])", "del (a), [b.c, d[0]]"]:
    try:
        compile(s, "f", "exec")
        print(s, "fine")
    except SyntaxError as e:
        print(s, e.msg, e.offset, e.end_offset)
events = []
def profile(frame, event, arg):
    if event.startswith("c_"):
        events.append((event, arg.__name__))
bound = types.MethodType(len, [1])
class Gives:
    def __get__(self, o, t=None): return bound
class Has:
    q = Gives()
sys.setprofile(profile)
bound()
Has().q()
sys.setprofile(None)
print(events)
