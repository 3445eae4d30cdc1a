import sys, importlib, importlib.util, importlib.machinery, importlib.abc, os, tempfile, types
def t(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e)
print(sys.meta_path); print([getattr(h,'__name__',h) for h in sys.path_hooks], {'meta_path','path_hooks'} <= {*dir(sys)})
print([type(f).__name__ for f in sys.meta_path], [f.__module__ for f in sys.meta_path])
print(importlib.machinery.PathFinder in sys.meta_path, importlib.machinery.BuiltinImporter in sys.meta_path, importlib.machinery.FrozenImporter in sys.meta_path)
keep=tempfile.TemporaryDirectory(); d=keep.name; open(d+'/zzmod.py','w').write('x=1\n'); open(d+'/zzb.py','w').write('x=2\n')
sys.path.insert(0,d)
import zzmod
importlib.machinery.PathFinder.find_spec('zzb'); print(type(sys.path_importer_cache[d]).__name__)
t('find', lambda: importlib.machinery.PathFinder.find_spec('zzb').origin==d+'/zzb.py')
t('fb', lambda: importlib.machinery.BuiltinImporter.find_spec('sys').origin)
t('loop', lambda: [bool(f.find_spec('zzb',None)) for f in sys.meta_path])
t('loop', lambda: [bool(f.find_spec('sys',None)) for f in sys.meta_path])
saved=sys.meta_path[:]
sys.meta_path.clear()
def imp(n):
    import importlib; return importlib.import_module(n)
t('empty', lambda: imp('zzb'))
sys.meta_path[:]=saved
t('back', lambda: imp('zzb').x)
class F:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith('virt'):
            return importlib.machinery.ModuleSpec(name, L())
class L:
    def create_module(self, spec): return None
    def exec_module(self, m): m.val=m.__name__.upper()
sys.meta_path.insert(0,F); t('v', lambda: imp('virt1').val); sys.meta_path.remove(F)
sys.meta_path.append(F); t('v', lambda: imp('virt2').val); sys.meta_path.remove(F)
t('v', lambda: imp('virt3'))
# path hooks
class PE:
    def __init__(self,path):
        if not path.startswith('mem:'): raise ImportError
    def find_spec(self,name,target=None):
        return importlib.machinery.ModuleSpec(name,L(),origin='memory')
sys.path_hooks.append(PE); sys.path.append('mem:a'); t('ph', lambda: imp('hooked').val); print(type(sys.path_importer_cache.get('mem:a')).__name__)
sys.path_hooks.remove(PE); sys.path.remove('mem:a'); sys.path_importer_cache.clear()
t('invalidate', importlib.invalidate_caches)
fs=importlib.util.find_spec('zzb'); print(fs.name, type(fs.loader).__name__, fs.origin==d+'/zzb.py')
sys.meta_path.remove(importlib.machinery.PathFinder); open(d+'/zzc.py','w').write('x=3'); t('nopf', lambda: imp('zzc')); sys.meta_path.append(importlib.machinery.PathFinder); t('pf', lambda: imp('zzc').x)
class W(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        s=super().find_spec(name,path,target)
        if name=='zzd': print('W', name, bool(s))
        return s
sys.meta_path.insert(0,W); open(d+'/zzd.py','w').write('x=4'); importlib.invalidate_caches(); t('w', lambda: imp('zzd').x); sys.meta_path.remove(W)
