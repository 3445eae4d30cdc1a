#!/usr/bin/env python3
"""How much of stdlib/ stands in CPython's library too (docs/provenance.md). Run with CPython 3.13 from the project's root.

Counts only, no text is shown: lines of our modules, without docstrings and comments and in one layout, that are part of
a run of four lines which CPython's module of the same name has as well.
"""
import ast
import os
import sysconfig
lib=sysconfig.get_path('stdlib')
def lines(p):
    try: t=ast.parse(open(p,encoding='utf-8').read())
    except Exception: return []
    for n in ast.walk(t):
        if isinstance(n,(ast.FunctionDef,ast.AsyncFunctionDef,ast.ClassDef,ast.Module)) and n.body and isinstance(n.body[0],ast.Expr) and isinstance(getattr(n.body[0],'value',None),ast.Constant) and isinstance(n.body[0].value.value,str):
            n.body=n.body[1:] or [ast.Pass()]
    return [l.strip() for l in ast.unparse(t).split('\n') if l.strip() and len(l.strip())>6]
out=[]
for d,_,fs in os.walk('stdlib'):
    for f in fs:
        if f.endswith('.py'):
            p=os.path.join(d,f); q=os.path.join(lib,os.path.relpath(p,'stdlib'))
            if not os.path.exists(q): continue
            a,b=lines(p),lines(q)
            if len(a)<40: continue
            K=4
            sb={tuple(b[i:i+K]) for i in range(len(b)-K)}
            hit=set()
            for i in range(len(a)-K):
                if tuple(a[i:i+K]) in sb: hit.update(range(i,i+K))
            out.append((len(hit)/len(a),len(hit),len(a),p))
out.sort(reverse=True)
for r,h,n,p in out: print(f'{r*100:5.1f}% {h:5d}/{n:5d} {p}')
print('all', sum(o[1] for o in out), sum(o[2] for o in out), len(out))
