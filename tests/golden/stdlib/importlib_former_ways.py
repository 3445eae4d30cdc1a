# importlib: what is deprecated and still there; reload() of a module that moved; lazy modules with a class of their own.
import importlib
import importlib.abc
import importlib.metadata as metadata
import importlib.util
import os
import sys
import tempfile
import warnings

temporary = tempfile.TemporaryDirectory()
top = temporary.name
sys.path.insert(0, top)


def write(path, text=''):
    path = os.path.join(top, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)


def tell(function):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter('always')
        try:
            result = str(function())
        except Exception as error:
            result = f'{type(error).__name__} {error}'
    print(result.replace(top, 'TOP').replace(sys.implementation.cache_tag, 'TAG'),
          *(f'{warning.category.__name__}: {warning.message}' for warning in told))


for name in 'ResourceReader', 'Traversable', 'TraversableResources', 'Nope':
    tell(lambda: getattr(importlib.abc, name).__module__)
cache = importlib.util.cache_from_source
for arguments in (True,), (False,), ([],), (None,):
    tell(lambda: cache('a/b.py', *arguments))
tell(lambda: cache('a/b.py', True, optimization=1))
tell(lambda: cache('a/b.py', debug_override=False))

write('moving.py', 'x = 1')
import moving
os.remove(os.path.join(top, 'moving.py'))
write('moving/__init__.py', 'y = 2')
importlib.invalidate_caches()
tell(lambda: (importlib.reload(moving) is moving, moving.x, moving.y, moving.__file__))
moving.__loader__ = None
tell(lambda: type(importlib.reload(moving).__loader__).__name__)


class Finder:
    def invalidate_caches(self):
        print('forgets')


sys.path_importer_cache.update({'relative': Finder(), '/absolute': Finder(), '/nothing': None})
importlib.invalidate_caches()
print([name in sys.path_importer_cache for name in ('relative', '/absolute', '/nothing')])
del sys.path_importer_cache['/absolute']

for value in 'a', 'a:b', 'a.b:c.d', 'a [x]', 'a : b [x, y]':
    point = metadata.EntryPoint('n', value, 'g')
    print(point.module, point.attr, point.extras)

write('lazy.py', 'import sys, types\nclass Fixed(types.ModuleType):\n    def __setattr__(self, name, value):\n'
      '        raise AttributeError("read-only")\nsys.modules[__name__].__class__ = Fixed\n')
spec = importlib.util.find_spec('lazy')
spec.loader = importlib.util.LazyLoader(spec.loader)
module = sys.modules['lazy'] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(type(module).__name__, module.Fixed.__name__, type(module).__name__)
tell(lambda: setattr(module, 'a', 1))

for path in ('one.py', 'two/__init__.py', 'three/data.txt', 'four.txt', 'five', 'six.x/y.py'):
    write(path)
write('p-1.dist-info/METADATA', 'Name: p\nVersion: 1\n')
write('p-1.dist-info/RECORD', ''.join(f'{path},,\n' for path in (
    'one.py', 'two/__init__.py', 'three/data.txt', 'four.txt', 'five', 'six.x/y.py', 'p-1.dist-info/METADATA')))
print(sorted(name for name, providers in metadata.packages_distributions().items() if 'p' in providers))

import py_compile
import runpy
write('script.py', 'x = 1; name = __name__; file = __file__')
py_compile.compile(os.path.join(top, 'script.py'), os.path.join(top, 'compiled.pyc'))
for name in 'script.py', 'compiled.pyc':
    names = runpy.run_path(os.path.join(top, name))
    print(names['x'], names['name'], os.path.basename(names['file']), names['__spec__'], names['__cached__'])
import subprocess
for module in 'calendar', 'zipfile', 'tarfile', 'py_compile', 'gzip', 'http.server', 'dis':
    told = subprocess.run([sys.executable, '-m', module, '-h'], capture_output=True, text=True).stdout
    print(told.split(' [-h]')[0])
temporary.cleanup()
