# Attribute access: descriptors, order of lookup, __getattr__, __getattribute__, __setattr__, __delattr__, __dir__, slots, class attributes.
from _t import attempt, run

log = []


class Data:
    def __init__(self, name): self.name = name
    def __get__(self, obj, cls): log.append(f"data get {self.name} {obj is not None} {cls.__name__}"); return "data"
    def __set__(self, obj, value): log.append(f"data set {value}")
    def __delete__(self, obj): log.append("data del")


class NonData:
    def __get__(self, obj, cls): log.append(f"nondata {obj is not None}"); return "nondata"


class SetOnly:
    def __set__(self, obj, value): log.append(f"setonly {value}"); obj.__dict__["setonly"] = value * 2


class DelOnly:
    def __delete__(self, obj): log.append("delonly")


class GetSetNoDel:
    def __get__(self, obj, cls): return "gs"
    def __set__(self, obj, v): pass


class Base:
    inherited = "from base"
    d = Data("d")
    n = NonData()
    s = SetOnly()
    setonly = SetOnly()
    delonly = DelOnly()
    gs = GetSetNoDel()
    plain = "class value"


class C(Base):
    pass


c = C()
c.__dict__.update(d="inst d", n="inst n", plain="inst plain", extra=1)
print(c.d, c.n, c.plain, c.extra, c.inherited, C.d, C.n, Base.d)
c.d = 5
del c.d
c.n = 6
c.setonly = 3
print(c.n, c.setonly, c.__dict__["n"], log)
log.clear()
for text in ["del c.n; print(c.n)", "del c.n", "del c.setonly", "c.delonly = 1", "del c.delonly", "c.delonly", "del c.gs", "c.gs = 1", "c.missing", "del c.missing", "c.inherited = 2; print(c.inherited, C.inherited)", "del c.inherited; print(c.inherited)", "del c.inherited", "C.missing", "del C.missing", "C.d = 5; print(C.d, Base.__dict__['d'].name)", "del C.d", "print(type(C.s).__name__)", "c.__class__ = Base", "c.__dict__ = 5", "c.__dict__ = {}; print(vars(c))", "c.__dict__['dyn'] = 1; print(c.dyn)", "del c.__dict__['dyn']; c.dyn", "c.__doc__ = 'x'; print(c.__doc__)", "c.__module__", "c.__weakref__", "C.__weakref__", "c.__eq__", "c.__init__()", "c.__init__(1)", "object().x", "object().x = 1", "del object().x", "(1).x", "(1).x = 1", "'s'.upper = 1", "[].append = 1", "len.x", "None.x", "None.x = 1", "int.x = 1", "...x", "(lambda: 0).x", "C().__getattribute__('zz')", "getattr(c, 5)", "setattr(c, 5, 1)", "delattr(c, 5)", "hasattr(c, 5)", "getattr(c, 'zz', 'default')", "getattr(c, '')", "setattr(c, 'a b', 1); print(getattr(c, 'a b'), vars(c))", "c.real", "type(c).mro", "c.mro", "C.__dict__['plain']", "C.__dict__['plain'] = 1", "object.__getattribute__(c, 'plain')", "type.__getattribute__(C, 'plain')", "object.__setattr__(C, 'x', 1)", "type.__setattr__(int, 'x', 1)", "object.__setattr__(c, 'ok', 1); print(c.ok)", "object.__delattr__(c, 'ok')", "object.__delattr__(c, 'ok')"]:
    run(text, c=c, C=C, Base=Base)
print(log)
log.clear()


class GA:
    here = 1
    def __getattr__(self, name):
        log.append("getattr " + name)
        if name == "bad": raise KeyError(name)
        if name == "none": raise AttributeError
        if name.startswith("dyn"): return name.upper()
        raise AttributeError(f"custom {name}", name=name, obj=self)
    @property
    def prop(self): raise AttributeError("from property")
    @property
    def key(self): raise KeyError("from property")
    def __len__(self): return self.dyn_len


g = GA()
print(g.here, g.dynamic, hasattr(g, "nope"), getattr(g, "nope", 3), hasattr(g, "none"))
for f in [lambda: g.bad, lambda: g.nope, lambda: g.prop, lambda: g.key, lambda: len(g), lambda: g(), lambda: g[0], lambda: iter(g), lambda: g.__nope__, lambda: hasattr(g, "bad"), lambda: g.none]:
    attempt(f)
print(log)
log.clear()


class GAB:
    def __init__(self): object.__setattr__(self, "real", 1)
    def __getattribute__(self, name):
        log.append("ga " + name)
        if name == "magic": return "magic!"
        if name == "fallback": raise AttributeError("to getattr")
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        log.append("getattr " + name)
        return "fell " + name
    def method(self): return "m"
    def __setattr__(self, name, value):
        log.append(f"set {name}")
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        log.append(f"del {name}")
        super().__delattr__(name)
    def __bool__(self): return True


g = GAB()
print(g.real, g.magic, g.fallback, g.method(), g.absent, bool(g), g.__class__.__name__, type(g.__dict__).__name__)
g.x = 1
del g.x
attempt(lambda: delattr(g, "x"))
g.__dict__["direct"] = 1
print(log)
log.clear()


class Rec:
    def __getattr__(self, name): return self.other
class RecSet:
    def __setattr__(self, n, v): self.n = v
attempt(lambda: Rec().x)
attempt(lambda: setattr(RecSet(), "a", 1))


class Dir:
    def __dir__(self): return ["b", "a", 5] if False else ("z", "a")
class BadDir:
    def __dir__(self): return 5
class BadDir2:
    def __dir__(self): return [1, "a"]
print(dir(Dir()))
attempt(dir, BadDir())
attempt(dir, BadDir2())
o = C()
o.inst = 1
print([n for n in dir(o) if not n.startswith("__")], "inst" in dir(C))


class Slots:
    __slots__ = ("a", "b", "__private")
    c = 3
    def __init__(self): self.a = 1; self.__private = 5


class SubSlots(Slots):
    __slots__ = ["d"]
class SubDict(Slots): pass
class WithDict: __slots__ = ("x", "__dict__", "__weakref__")
class DictSlots: __slots__ = {"q": "doc of q"}
s = Slots()
for text in ["print(s.a)", "s.b", "del s.b", "s.b = 2; print(s.b); del s.b; s.b", "s.z = 1", "s.c = 1", "s.__dict__", "print(s.c, Slots.a)", "del Slots.a; s.a", "print(SubSlots().a)", "SubSlots().z = 1", "SubDict().z = 1", "x = SubDict(); x.z = 1; print(x.__dict__, x.a if hasattr(x, 'a') else '-')", "x = WithDict(); x.x = 1; x.y = 2; print(x.__dict__)", "print(DictSlots.q.__doc__, DictSlots.__slots__)", "print(Slots._Slots__private)", "class X(Slots): __slots__ = ('c',)\nprint(X().c)", "class X: __slots__ = ('a', 'b')\nclass Y: __slots__ = ('c',)\nclass Z(X, Y): pass", "class X: __slots__ = ()\nclass Y: __slots__ = ('c',)\nclass Z(X, Y): __slots__ = ()\nprint(Z.__slots__)", "import weakref; weakref.ref(s)", "class X: __slots__ = 'abc'\nx = X(); x.abc = 1; x.a = 2", "class X: __slots__ = iter(['p', 'q'])\nprint(X.p, list(X.__slots__))", "class X: __slots__ = ('__class__',)", "class X: __slots__ = ('a', 'a')\nprint(X.__slots__)", "class X: __slots__ = (1,)", "class X: __slots__ = ('a-b',)", "class X: __slots__ = ('',)"]:
    run(text, s=s, Slots=Slots, SubSlots=SubSlots, SubDict=SubDict, WithDict=WithDict, DictSlots=DictSlots)


class Prop:
    def __init__(self): self._v = 1
    @property
    def v(self):
        """doc v"""
        return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): del self._v
    ro = property(lambda self: 5)
    wo = property(None, lambda self, x: log.append(x))
    empty = property()
    doc = property(doc="only doc")


p = Prop()
p.v = 7
print(p.v, Prop.v.__doc__, Prop.doc.__doc__, Prop.v.fget.__name__, Prop.v.__name__, type(Prop.v), Prop.v.__isabstractmethod__)
p.wo = 9
for text in ["p.ro = 1", "del p.ro", "p.wo", "del p.wo", "p.empty", "p.empty = 1", "del p.v; p.v", "Prop.v.fget = 1", "Prop.v.__get__(p, Prop)", "Prop.v.__set__(p, 3); print(p._v)", "Prop.v.getter(5)", "property(1, 2, 3, 4).__doc__", "property(1).__get__(p)", "Prop().empty", "Prop.ro = 3; print(p.ro)", "Prop.v.__doc__ = 'new'; print(Prop.v.__doc__)", "print(Prop.doc.fget)", "class Q(Prop):\n @Prop.v.getter\n def v(self): return 'sub'\nq = Q(); print(q.v); q.v = 1", "x = property(lambda s: 1); x.__set_name__(Prop, 'named'); x.__set__(p, 1)"]:
    run(text, p=p, Prop=Prop)


class CM:
    @classmethod
    def c(cls, *a): return cls.__name__, a
    @staticmethod
    def s(*a): return a
    def m(self): return "m"
    cp = classmethod(lambda cls: cls)
    nested = staticmethod(staticmethod(len))
    both = classmethod(staticmethod(lambda *a: a)) if False else None


class CMSub(CM): pass


print(CM.c(1), CM().c(), CMSub.c(2), CM.s(1), CM().s(), CM.__dict__["c"].__func__.__name__, CM.__dict__["s"].__func__.__name__, CM.__dict__["s"](5), CMSub.cp() is CMSub, CM.nested("abc"), CM.c.__self__ is CM, CM.m.__qualname__, CM.__dict__["c"].__wrapped__.__name__)
attempt(lambda: CM.__dict__["c"]())
attempt(lambda: CM.m())


class Meta(type):
    meta_attr = "meta"
    shared = "from meta"
    @property
    def mprop(cls): return f"prop of {cls.__name__}"
    data = Data("meta")
    def __getattr__(cls, name):
        if name.startswith("auto"): return name
        raise AttributeError(f"meta {name}")
class K(metaclass=Meta):
    shared = "from class"
    mprop = "hidden by data descriptor of the metaclass"
    data = "class data"
print(K.meta_attr, K.shared, K.mprop, K.data, K.auto_x)
attempt(lambda: K().meta_attr)
attempt(lambda: K.nothing)
attempt(lambda: setattr(K, "mprop", 1))


class CallableDescr:
    def __get__(self, o, c): return lambda *a: ("called", o is not None, a)
class Special:
    __len__ = CallableDescr()
    __getitem__ = CallableDescr()
    __call__ = CallableDescr()
    __add__ = CallableDescr()
    __enter__ = CallableDescr()
    __exit__ = CallableDescr()
    __contains__ = CallableDescr()
    __iter__ = CallableDescr()


sp = Special()
sp.__len__ = lambda: 3
print(sp[1], sp(2), sp + 3, 1 in sp)
attempt(len, sp)
attempt(iter, sp)
with sp as w: print(w)


class RaisingDescr:
    def __get__(self, o, c): raise AttributeError("descr")
class HasRaising:
    x = RaisingDescr()
    __len__ = RaisingDescr()
    __call__ = RaisingDescr()
h = HasRaising()
for f in [lambda: h.x, lambda: len(h), lambda: h(), lambda: getattr(h, "x", "dflt"), lambda: hasattr(h, "x"), lambda: callable(h), lambda: bool(h)]:
    attempt(f)
