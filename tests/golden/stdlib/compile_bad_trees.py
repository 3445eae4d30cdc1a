import ast, warnings
warnings.simplefilter('ignore')
def t(label, f):
    try: r = f()
    except BaseException as e: print(label, type(e).__name__, e)
    else: print(label, type(r).__name__)
def cp(m,mode='exec'): return compile(m,'f',mode)
def num(**k):
    n=ast.Expr(ast.Constant(1,lineno=1,col_offset=0)); 
    n.lineno=1;n.col_offset=0
    for a,b in k.items(): setattr(n,a,b)
    return ast.Module([n],[])
t('ln', lambda: cp(num(lineno=None)))
t('ln', lambda: cp(num(col_offset=None)))
t('ln', lambda: cp(num(end_lineno=None)))
t('ln', lambda: cp(num(lineno='x')))
t('ln', lambda: cp(num(lineno=-1,end_lineno=-2)))
t('ln', lambda: cp(num(lineno=10,end_lineno=5)))
t('ln', lambda: cp(num(lineno=1,end_lineno=1,col_offset=5,end_col_offset=2)))
t('ln', lambda: cp(num(lineno=1,end_lineno=-1,col_offset=5,end_col_offset=2)))
t('ln', lambda: cp(num(lineno=2**40)))
t('ln', lambda: cp(num(lineno=1.5)))
def pat(p):
    m=ast.Module([ast.Match(ast.Name('x',ast.Load()),[ast.match_case(p,None,[ast.Pass()])])],[]); return ast.fix_missing_locations(m)
N=lambda n='a',c=ast.Load(): ast.Name(n,c)
C=ast.Constant
for p in [ast.MatchClass(C(1),[],[],[]),ast.MatchClass(N(),[],['a'],[]),ast.MatchClass(N(),[],['a','b'],[ast.MatchAs()]),ast.MatchClass(ast.Attribute(C(1),'b',ast.Load()),[],[],[]),ast.MatchClass(N(c=ast.Store()),[],[],[]),ast.MatchClass(N('True'),[],[],[]),ast.MatchClass(N(),[],['True'],[ast.MatchAs()]),ast.MatchClass(N(),[ast.MatchStar('a')],[],[]),ast.MatchClass(N(),[ast.MatchValue(N())],[],[]),
  ast.MatchValue(N()),ast.MatchValue(C(None)),ast.MatchValue(C(...)),ast.MatchValue(ast.UnaryOp(ast.Not(),C(1))),ast.MatchValue(ast.BinOp(C(1),ast.Mult(),C(1j))),ast.MatchSingleton(1),ast.MatchSingleton(True),ast.MatchMapping([C(1)],[],None),ast.MatchMapping([N()],[ast.MatchAs()],None),ast.MatchMapping([],[],'_'),ast.MatchMapping([],[],'True'),ast.MatchAs(ast.MatchAs(),None),ast.MatchAs(None,'_'),ast.MatchAs(ast.MatchAs(None,'x'),'_'),ast.MatchAs(None,'None'),ast.MatchOr([]),ast.MatchOr([ast.MatchAs()]),ast.MatchStar('a'),ast.MatchStar('_'),ast.MatchSequence([ast.MatchStar('_')]),ast.MatchSequence([ast.MatchStar('True')])]:
    t(ast.dump(p), lambda: cp(pat(p)))
for e in [ast.ListComp(N(),[]),ast.GeneratorExp(N(),[]),ast.DictComp(N(),N(),[]),ast.SetComp(N(),[]),ast.Compare(N(),[],[]),ast.BoolOp(ast.And(),[]),ast.Dict([N()],[]),ast.Lambda(ast.arguments([],[],None,[],[],None,[N()]),N()),ast.Call(N(c=ast.Store()),[],[]),ast.Starred(N()),ast.Constant([]),ast.Constant(object()),ast.JoinedStr([C(1)]),ast.Name('None',ast.Load()),ast.NamedExpr(C(1),C(1)),ast.Tuple([N(c=ast.Store())],ast.Load()),ast.Subscript(N(),C(1),ast.Store()),ast.Yield(N(c=ast.Del())),ast.IfExp(N(),N(),None)]:
    t(ast.dump(e) if not isinstance(getattr(e,'value',None),object().__class__) else type(e).__name__, lambda: cp(ast.fix_missing_locations(ast.Expression(e)),'eval'))
