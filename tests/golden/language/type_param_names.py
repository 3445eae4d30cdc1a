def t(s):
    ns={}
    try: exec(s,ns); print({k:v for k,v in ns.items() if k=='r'})
    except Exception as e: print(type(e).__name__,e)
t("__X=1\nclass Y[T: __X, U: (__X,int)]:\n  pass\nr=(Y.__type_params__[0].__bound__,)")
t("__X=1\nclass Y[T = __X]:\n  pass\nr=(Y.__type_params__[0].__default__,)")
t("__X=int\nclass Y[T](__X): pass\nr=Y.__mro__[1].__name__")
t("class A:\n  __Z=5\n  class Y[T: __Z]: pass\nr=A.Y.__type_params__[0].__bound__")
t("class A:\n  __Z=5\n  def f[__T: __Z](self, x: __T=__Z): pass\nr=(A.f.__type_params__[0].__bound__, A.f.__type_params__[0].__name__, [*A.f.__annotations__])")
t("class Y[__T]:\n  x=__T\nr=Y.x.__name__")
t("class A:\n  type __Al[__T: __T2]=__T\nr=[k for k in A.__dict__ if 'Al' in k]")
t("__X=int\nclass Y[T: (lambda: __X)()]: pass\nr=Y.__type_params__[0].__bound__.__name__")
t("__X=int\nclass Y[T: [__X for q in (1,)]]: pass\nr=len(Y.__type_params__[0].__bound__)")
t("__X=int\nclass Y[T](*[__X for q in (1,)]): pass\nr=Y.__mro__[1].__name__")
