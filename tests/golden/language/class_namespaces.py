def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
def cl():
    x=1
    class A:
        a=1
        x
        L=sorted(k for k in locals())
        V=sorted(vars())
        D=sorted(dir())
        loc = locals() is vars()
        locals()['q']=4
        r=q
        def m(self): return x
    return A.L,A.V,A.D,A.loc,A.r
t('cl',cl)
def cl2():
    x=1
    class A:
        locals()['x']=43
        y=x
        del locals()['x']
        z=x
        w=[x for _ in range(1)]
        e=eval('x') if 0 else None
    return A.y,A.z,A.w
t('cl2',cl2)
for s in ['class A:\n nonlocal __firstlineno__\n','class A:\n global __firstlineno__\n __firstlineno__=3','def f():\n __firstlineno__=1\n class A:\n  nonlocal __firstlineno__\n return __firstlineno__\nprint(f())','class A:\n nonlocal __class__\n','def f():\n __class__=1\n class A:\n  nonlocal __class__\n  __class__=42\n return __class__\nprint(f())','class X:\n locals()["__class__"]=42\n x=__class__\nprint(X.x)','class X:\n x=__class__','class X:\n __class__=3\n def f(self): return __class__\nprint(X.__dict__["__class__"],X.f(1))','class X:\n global __class__\n __class__=4\nprint(__class__)', 'class A:\n def f(self):\n  global __class__\n  return __class__\n__class__=2\nprint(A().f())','class A:\n __static_attributes__=5\n def f(self): self.x=1\nprint(A.__static_attributes__)','class A:\n def f(self): self.x=1;self.y=2\nprint(sorted(A.__static_attributes__))','class A:\n __firstlineno__=77\nprint(A.__firstlineno__)','class A:\n __doc__=5\nprint(A.__doc__)','class A:\n "d"\n __doc__+="x"\nprint(A.__doc__)','class A:\n __qualname__="Q.R"\nprint(A)','class A:\n __qualname__=5','class A:\n global x\n x=1\nprint(x,"x" in A.__dict__)','class A:\n __module__="m"\nprint(A,A.__module__)','class A:\n __classcell__=3','class A:\n def f(self): return __class__\n print(sorted(locals()))\nprint(A.__dict__.keys())','class A:\n x:int=1\n print(locals().keys()-{"__firstlineno__"}=={"__module__","__qualname__","__annotations__","x"})','class A:\n [__class__ for x in [1]]','class A:\n y=[__class__ for x in [1]]\n']:
    def r():
        exec(s,{'__name__':'mm','__builtins__':__builtins__})
    t(s,r)
