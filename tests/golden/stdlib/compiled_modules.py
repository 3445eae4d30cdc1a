"""Compiled modules: __pycache__, when it is used, without sources, and what is refused."""
import compileall
import importlib
import importlib.util
import io
import os
import py_compile
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout

os.chdir(tempfile.mkdtemp())
sys.path.insert(0, os.getcwd())
sys.dont_write_bytecode = False
tag = sys.implementation.cache_tag


def names(folder='__pycache__'):
    return sorted(n.replace(tag, 'TAG') for n in os.listdir(folder)) if os.path.isdir(folder) else None


def put(name, text, when=1_000_000_000):
    with open(name, 'w') as file:
        file.write(text)
    os.utime(name, (when, when))


def run(*args, **env):
    environ = {k: v for k, v in os.environ.items() if k not in ('PYTHONDONTWRITEBYTECODE', 'PYTHONPYCACHEPREFIX')}
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, env={**environ, **env})
    print(done.returncode, done.stdout.strip(), done.stderr.strip().splitlines()[-1:])


print('-- written and used')
put('one.py', 'X = 1\ndef f():\n    return __file__\n')
import one
print(names(), os.path.basename(one.__cached__).replace(tag, 'TAG'), one.__spec__.cached == one.__cached__)
with open(one.__cached__, 'rb') as file:
    head = file.read(16)
print(head[:4] == importlib.util.MAGIC_NUMBER, head[4:8], int.from_bytes(head[8:12], 'little'), head[12])
# The same size and time: the change is not seen.
put('one.py', 'X = 2\ndef f():\n    return __file__\n')
run('-c', 'import one; print(one.X)')
put('one.py', 'X = 2\ndef f():\n    return __file__\n', 1_000_000_001)
run('-c', 'import one; print(one.X)')
put('one.py', 'X = 33\ndef f():\n    return __file__\n', 1_000_000_001)
run('-c', 'import one; print(one.X)')
run('-O', '-c', 'import one')
run('-OO', '-c', 'import one')
print(names())

print('-- not written')
put('two.py', 'Y = 1\n')
run('-B', '-c', 'import two')
run('-c', 'import two', PYTHONDONTWRITEBYTECODE='1')
print(names())
run('-c', 'import two, sys; print(two.__cached__.startswith(sys.pycache_prefix))', PYTHONPYCACHEPREFIX='elsewhere')
run('-X', 'pycache_prefix=third', '-c', 'import two, sys; print(sys.pycache_prefix)')
found = [f for top in ('elsewhere', 'third') for _, _, files in os.walk(top) for f in files if 'two' in f]
print([f.replace(tag, 'TAG') for f in found], names())
put('main.py', 'print(__cached__)\n')
run('main.py')
print('main' in str(names()))

print('-- a module that moves')
os.mkdir('pack')
put('pack/__init__.py', 'def f(): pass\n')
run('-c', 'import pack')
os.rename('pack', 'moved')
run('-c', 'import moved; print(moved.f.__code__.co_filename.endswith("moved/__init__.py"))')

print('-- damaged')
put('three.py', 'Z = 3\n')
cached = importlib.util.cache_from_source('three.py')
for data in b'', b'abcd', importlib.util.MAGIC_NUMBER + b'\0' * 12, importlib.util.MAGIC_NUMBER + b'\0' * 12 + b'junk':
    with open(cached, 'wb') as file:
        file.write(data)
    os.utime('three.py', (5, 5))
    run('-c', 'import three; print(three.Z)')

print('-- without source')
print(os.path.basename(py_compile.compile('one.py', 'alone.pyc')))
run('-c', 'import alone; print(alone.X, alone.__file__.endswith("alone.pyc"), alone.__cached__ == alone.__file__)')
run('-m', 'alone')
os.mkdir('sole')
py_compile.compile('two.py', 'sole/__init__.pyc')
py_compile.compile('two.py', 'sole/part.pyc')
run('-c', 'import sole.part; print(sole.part.Y, sole.__path__[0][-4:], sole.__spec__.loader.__class__.__name__)')
with open('bad.pyc', 'wb') as file:
    file.write(b'abcd' * 8)
with open('short.pyc', 'wb') as file:
    file.write(importlib.util.MAGIC_NUMBER + b'\0\0')
for name in 'bad', 'short':
    try:
        importlib.import_module(name)
    except Exception as error:
        print(type(error).__name__, error)
spec = importlib.util.find_spec('alone')
print(type(spec.loader).__name__, spec.loader.get_source('alone'), spec.loader.is_package('alone'))

print('-- known by hash')
put('hashed.py', 'H = 1\n')
for mode in py_compile.PycInvalidationMode.CHECKED_HASH, py_compile.PycInvalidationMode.UNCHECKED_HASH:
    path = py_compile.compile('hashed.py', invalidation_mode=mode)
    with open(path, 'rb') as file:
        print(mode.name, file.read(8)[4:])
    put('hashed.py', 'H = 2\n')
    run('-c', 'import hashed; print(hashed.H)')
    run('--check-hash-based-pycs', 'always', '-c', 'import hashed; print(hashed.H)')
    put('hashed.py', 'H = 1\n')
    py_compile.compile('hashed.py', invalidation_mode=mode)
    put('hashed.py', 'H = 3\n')
    run('--check-hash-based-pycs', 'never', '-c', 'import hashed; print(hashed.H)')
    put('hashed.py', 'H = 1\n')

print('-- compileall')
os.mkdir('tree')
os.mkdir('tree/below')
put('tree/a.py', 'A = 1\n')
put('tree/below/b.py', 'B = 1\n')
with redirect_stdout(io.StringIO()):
    print(compileall.compile_dir('tree', quiet=1))
print(names('tree/__pycache__'), names('tree/below/__pycache__'))
