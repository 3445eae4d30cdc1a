"""Loaders, finders and specs of importlib, and what importlib.util does."""
import sys, os, tempfile, importlib, importlib.util as U, importlib.machinery as M, importlib.abc as A, types, warnings, pkgutil, runpy, zipfile, zipimport
def t(f,*a,**k):
    try:
        r=f(*a,**k); print('  ->',str(r).replace(d, 'D').replace('cpython-', 'TAG-').replace('pyr-', 'TAG-').split(' at 0x')[0] if r is not None else None)
    except BaseException as e: print('  !!',type(e).__name__,str(e).replace(d,'D'), getattr(e,'name',''), str(getattr(e,'path','')).replace(d,'D'))
d=tempfile.mkdtemp(); sys.path.insert(0,d); os.chdir(d)
open('m1.py','w').write('x = 1\ndef f():\n    "doc"\n    return x\n'); os.makedirs('pk/sub'); open('pk/__init__.py','w').write('y = 2\n'); open('pk/s.py','w').write('z=3\n'); open('pk/data.txt','w').write('hello'); os.makedirs('ns/inner'); open('ns/inner/q.py','w').write('q=1\n')
open('bad.py','w').write('x = = 1\n'); open('enc.py','wb').write(b'# -*- coding: latin-1 -*-\ns = "\xe9"\n')
L=M.SourceFileLoader('m1',d+'/m1.py')
for n in ('path','name'): t(getattr,L,n)
t(L.get_filename);t(L.get_filename,'m1');t(L.get_filename,'other');t(L.is_package,'m1');t(L.get_source,'m1');t(L.get_source,'other');t(L.get_data,d+'/m1.py');t(L.get_data,d+'/nope');t(L.path_mtime,d+'/nope');print(sorted(L.path_stats(d+'/m1.py')),L.path_stats(d+'/m1.py')['size']);t(L.path_stats,d+'/nope')
t(L.set_data,d+'/x/y/data',b'abc');t(L.get_data,d+'/x/y/data');t(lambda: type(L.get_code('m1')));t(L.get_code,'other');t(lambda: L.source_to_code(b'a=1','fn.py').co_filename);t(L.source_to_code,'a=','fn.py');t(L.source_to_code,b'a=1','fn',_optimize=1);t(L.get_resource_reader,'m1');t(L.get_resource_reader,'other');t(lambda: L==M.SourceFileLoader('m1',d+'/m1.py'));t(lambda: L==M.SourceFileLoader('m2',d+'/m1.py'));t(lambda: L==1);t(lambda: hash(L)==hash(M.SourceFileLoader('m1',d+'/m1.py')));t(lambda: L!=M.SourcelessFileLoader('m1',d+'/m1.py')); t(lambda: repr(L).startswith('<_frozen_importlib_external.SourceFileLoader object at')); t(lambda: [c.__name__ for c in type(L).__mro__])
t(M.SourceFileLoader);t(M.SourceFileLoader,'a');t(lambda: M.SourceFileLoader(fullname='a',path='b').path); t(M.SourceFileLoader('a',d+'/nope.py').get_code,'a'); t(M.SourceFileLoader('a',d+'/nope.py').get_source,'a');t(M.SourceFileLoader('bad',d+'/bad.py').get_code,'bad');t(lambda: M.SourceFileLoader('enc',d+'/enc.py').get_source('enc'))
spec=U.spec_from_file_location('m1',d+'/m1.py'); print(str(spec).replace(d,'D') if False else (spec.name,spec.origin.replace(d,'D'),spec.submodule_search_locations,spec.has_location,spec.cached.replace(d,'D').replace('cpython-','TAG-').replace('pyr-','TAG-'),spec.parent,spec.loader_state))
s2=U.spec_from_file_location('m1',d+'/m1.py'); t(lambda: spec==s2);t(lambda: spec==1); t(lambda: spec!=U.spec_from_file_location('m1',d+'/pk/__init__.py'))
t(U.spec_from_file_location,'x');t(U.spec_from_file_location,'x','foo.unknown');t(lambda: U.spec_from_file_location('x','rel.py').origin.replace(d,'D'));t(lambda: U.spec_from_file_location('x',d+'/pk/__init__.py').submodule_search_locations);t(lambda: U.spec_from_file_location('x',d+'/pk/__init__.py',submodule_search_locations=[]).submodule_search_locations);t(lambda: U.spec_from_file_location('x',loader=L).origin)
m=U.module_from_spec(spec); print(m.__name__,m.__spec__ is spec,m.__loader__ is spec.loader,m.__package__=='',m.__file__.replace(d,'D'),hasattr(m,'__cached__'),hasattr(m,'__path__')); spec.loader.exec_module(m); print(m.x,m.f())
t(U.module_from_spec,M.ModuleSpec('x',None)); t(U.module_from_spec,1)
t(lambda: M.ModuleSpec('n',None)); t(lambda: M.ModuleSpec('n',None,origin='o',is_package=True)); sp=M.ModuleSpec('a.b',None,loader_state=5); t(lambda: (sp.parent,sp.loader_state,sp.cached,sp.has_location)); sp.has_location=True; sp.origin=d+'/a/b.py'; t(lambda: sp.cached.replace(d,'D')); sp.cached='zz'; t(lambda: sp.cached); t(M.ModuleSpec)
# cache
t(U.cache_from_source,'/a/b.py');t(U.cache_from_source,'/a/b.py',optimization='');t(U.cache_from_source,'/a/b.py',optimization=1);t(U.cache_from_source,'/a/b.py',optimization='a-b');t(U.cache_from_source,'/a/b.py',True);t(U.cache_from_source,'/a/b.py',False,optimization=1);t(U.cache_from_source,'b');t(U.cache_from_source,'/a.b/c');t(U.source_from_cache,'/a/__pycache__/b.TAG.pyc');t(U.source_from_cache,'/a/__pycache__/b.TAG.opt-1.pyc');t(U.source_from_cache,'/a/b.pyc');t(U.source_from_cache,'/a/__pycache__/b.pyc');t(U.source_from_cache,'/a/__pycache__/b.a.c.d.pyc');t(U.source_from_cache,'/a/__pycache__/b.a.c.pyc');t(U.source_from_cache,'/a/__pycache__/b.x.opt-_.pyc')
print(len(U.source_hash(b'abc')));t(U.source_hash,'abc');t(U.decode_source,b'# coding: latin-1\r\ns="\xe9"\r\n');t(U.decode_source,b'\xff');t(U.decode_source,'a'); print(U.MAGIC_NUMBER==M.SourceFileLoader and 0, len(U.MAGIC_NUMBER))
t(U.resolve_name,'.a','b.c');t(U.resolve_name,'..a','b.c');t(U.resolve_name,'...a','b.c');t(U.resolve_name,'.a','');t(U.resolve_name,'.a',None);t(U.resolve_name,'a',None);t(U.resolve_name,'..','b.c')
t(lambda: U.find_spec('m1').name);t(U.find_spec,'nope');t(U.find_spec,'nope.x');t(U.find_spec,'m1.x');t(U.find_spec,'.s');t(lambda: U.find_spec('.s','pk').name);t(lambda: U.find_spec('sys').origin);t(U.find_spec,'')
sys.modules['weird']=types.ModuleType('weird'); t(U.find_spec,'weird'); del sys.modules['weird'].__spec__; t(U.find_spec,'weird'); sys.modules['weird']=None; t(U.find_spec,'weird'); t(importlib.import_module,'weird'); del sys.modules['weird']
# None in sys.modules
import pk; sys.modules['pk.s']=None
t(lambda: exec('from pk import s')); t(lambda: exec('import pk.s')); del sys.modules['pk.s']; t(lambda: exec('from pk import s\nprint(s.z)')); t(lambda: exec('from pk import nothere')); t(lambda: exec('import pk.nothere')); t(lambda: exec('import m1.foo')); t(lambda: exec('from m1 import *\nprint(x)'))
# FileFinder
F=M.FileFinder(d,(M.SourceFileLoader,['.py'])); t(lambda: repr(F)); t(lambda: F.path.replace(d,'D')); t(lambda: F.find_spec('m1').name); t(F.find_spec,'nope'); t(lambda: F.find_spec('ns').submodule_search_locations[0].replace(d,'D')); t(lambda: F.find_spec('pk').submodule_search_locations[0].replace(d,'D')); t(F.invalidate_caches); t(lambda: F.find_spec('a.m1').name); t(M.FileFinder,'rel/x'); t(lambda: M.FileFinder('').path==os.getcwd()); h=M.FileFinder.path_hook((M.SourceFileLoader,['.py'])); t(lambda: repr(h).split(' at ')[0]); t(h,'/nope'); t(lambda: h(d).path.replace(d,'D')); t(M.FileFinder); t(lambda: F._loaders)
t(lambda: M.PathFinder.find_spec('m1').name); t(M.PathFinder.find_spec,'nope'); t(lambda: M.PathFinder.find_spec('m1',[d+'/pk'])); t(lambda: M.PathFinder.find_spec('s',[d+'/pk']).name); t(M.PathFinder.invalidate_caches); t(lambda: M.BuiltinImporter.find_spec('sys').origin); t(M.BuiltinImporter.find_spec,'os'); t(M.BuiltinImporter.get_code,'sys');t(M.BuiltinImporter.get_source,'sys');t(M.BuiltinImporter.is_package,'sys');t(M.BuiltinImporter.get_code,'os')
# lazy
ls=U.spec_from_file_location('lz',d+'/m1.py',loader=None); ls.loader=U.LazyLoader(ls.loader); lm=U.module_from_spec(ls); sys.modules['lz']=lm; ls.loader.exec_module(lm); print(type(lm).__name__); print(lm.x, type(lm).__name__); t(U.LazyLoader,object()); t(lambda: U.LazyLoader.factory(M.SourceFileLoader)('a',d+'/m1.py')); 
class NoExec: pass
t(U.LazyLoader,NoExec())
# loaders by hand
class Ld(A.SourceLoader):
    def get_data(s,p): return b'v = 42\n'
    def get_filename(s,n): return 'mem:/'+n
l=Ld(); sp=U.spec_from_loader('mem',l); mm=U.module_from_spec(sp); l.exec_module(mm); print(mm.v,sp.origin,sp.has_location, l.is_package('mem'), l.get_source('mem'))
class In(A.InspectLoader):
    def get_source(s,n): return 'w=7'
l=In(); t(l.is_package,'x'); print(type(l.get_code('x'))); mm=types.ModuleType('x'); l.exec_module(mm); print(mm.w); print(A.InspectLoader.source_to_code('1').co_filename)
t(A.Loader().load_module,'x'); t(A.Loader().create_module,1); t(A.MetaPathFinder().invalidate_caches); t(A.ResourceLoader)
# reload, invalidate
open('m1.py','w').write('x = 100\n'); os.utime('m1.py',(1,1)); import m1; importlib.reload(m1); print(m1.x); t(importlib.reload,5); t(importlib.reload,types.ModuleType('zzz')); t(importlib.import_module,'.s'); t(lambda: importlib.import_module('.s','pk').z); t(importlib.import_module,'..s','pk'); t(importlib.import_module,5); t(importlib.import_module,'')
# pyc
import py_compile; pc=py_compile.compile('pk/s.py',cfile='sl.pyc'); S=M.SourcelessFileLoader('sl',d+'/sl.pyc'); t(S.get_source,'sl'); t(lambda: type(S.get_code('sl'))); t(S.is_package,'sl'); open('trunc.pyc','wb').write(open('sl.pyc','rb').read()[:10]); t(M.SourcelessFileLoader('trunc',d+'/trunc.pyc').get_code,'trunc'); open('magic.pyc','wb').write(b'abcd'+open('sl.pyc','rb').read()[4:]); t(M.SourcelessFileLoader('magic',d+'/magic.pyc').get_code,'magic'); open('nc.pyc','wb').write(open('sl.pyc','rb').read()[:16]+b'i\x01\x00\x00\x00'); t(M.SourcelessFileLoader('nc',d+'/nc.pyc').get_code,'nc'); os.remove('pk/s.py'); import sl; print(sl.z, sl.__cached__.replace(d,'D'), sl.__file__.replace(d,'D'))
print(M.SOURCE_SUFFIXES,M.BYTECODE_SUFFIXES,M.all_suffixes()[:2], M.DEBUG_BYTECODE_SUFFIXES if hasattr(M,'DEBUG_BYTECODE_SUFFIXES') else '')
N=importlib.import_module('ns'); print(type(N.__path__).__name__, len(N.__path__), N.__spec__.origin, type(N.__loader__).__name__, getattr(N,'__file__','none'), N.__spec__.loader.is_package('ns'), N.__loader__.get_source('ns'), repr(N).replace(d,'D')[:30]); t(N.__loader__.get_code,'ns'); t(N.__loader__.load_module,'ns') if 0 else None; print(N.__path__[0].replace(d,'D'), d+'/ns' in N.__path__, repr(N.__path__).replace(d,'D')); import ns.inner.q
