"""Modules in zip archives: zipimport, archives on sys.path and as programs, resources and metadata in them."""
import importlib.metadata
import importlib.resources
import importlib.util
import os
import pkgutil
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zipimport

warnings.simplefilter('ignore')
os.chdir(tempfile.mkdtemp())


def attempt(call, *args):
    try:
        print('->', repr(call(*args)))
    except Exception as error:
        print('!', type(error).__name__, '|', error, '|', getattr(error, 'name', None), getattr(error, 'path', None))


with zipfile.ZipFile('one.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('plain.py', 'VALUE = 1\nNAMES = __name__, __file__, __package__\nLOADER = __loader__\n')
    z.writestr('pack/', '')
    z.writestr('pack/__init__.py', 'PATH = __path__\n')
    z.writestr('pack/inner.py', 'from . import PATH\nimport plain\ndef fail():\n    1 / 0\n')
    z.writestr('pack/data.txt', 'text of the package\n')
    z.writestr('pack/more/', '')
    z.writestr('pack/more/note.txt', 'deep\n')
    z.writestr('space/', '')
    z.writestr('space/part.py', 'HERE = __spec__.parent')
    z.writestr('wrong.py', 'x = (')
    z.writestr('data.bin', b'\0\1\2')
    z.writestr('demo_dist-1.5.dist-info/METADATA', 'Metadata-Version: 2.1\nName: demo-dist\nVersion: 1.5\nRequires-Dist: other\n')
    z.writestr('demo_dist-1.5.dist-info/entry_points.txt', '[console_scripts]\ndemo = plain:VALUE\n')

print('-- making')
attempt(zipimport.zipimporter, 'missing.zip')
attempt(zipimport.zipimporter, '')
attempt(zipimport.zipimporter, 3)
attempt(zipimport.zipimporter, b'one.zip')
open('text', 'w').write('no archive, but long enough to hold what stands at the end of one')
attempt(zipimport.zipimporter, 'text')
open('empty', 'w').close()
attempt(zipimport.zipimporter, 'empty')
data = open('one.zip', 'rb').read()
open('cut.zip', 'wb').write(data[:-30])
attempt(zipimport.zipimporter, 'cut.zip')
open('end.zip', 'wb').write(b'PK\5\6' + b'\0' * 18)
attempt(zipimport.zipimporter, 'end.zip')
open('huge.zip', 'wb').write(b'PK\5\6' + b'\0' * 8 + b'\xff\xff\0\0' + b'\xff\xff\0\0\0\0')
attempt(zipimport.zipimporter, 'huge.zip')
attempt(zipimport.zipimporter, 'one.zip/pack')
open('front.zip', 'wb').write(b'#! anything may stand in front\n' + data)
attempt(lambda: zipimport.zipimporter('front.zip').get_data('data.bin'))

print('-- asking')
z = zipimport.zipimporter('one.zip')
print(z.archive, repr(z.prefix), issubclass(zipimport.ZipImportError, ImportError))
for name in ['plain', 'pack', 'pack.inner', 'inner', 'nothing', 'wrong']:
    for method in ['find_spec', 'get_filename', 'get_source', 'is_package', 'load_module'][:4]:
        print(name, method, end=' ')
        attempt(getattr(z, method), name)
for name in ['data.bin', 'one.zip/data.bin', 'nothing', 'pack/data.txt']:
    attempt(z.get_data, name)
inside = zipimport.zipimporter('one.zip/pack')
attempt(inside.find_spec, 'pack.inner')
print(inside.archive, inside.prefix, z.get_code('plain').co_filename)

print('-- importing')
archive = os.path.abspath('one.zip')
sys.path.insert(0, archive)


def shown(value):
    return repr(value).replace(archive, 'ARCHIVE')


import plain
import pack.inner
import space.part
print(plain.VALUE, shown(plain.NAMES), shown(plain.LOADER))
print(shown(pack.PATH), shown(pack.inner.__spec__), shown(pack.inner.__spec__.has_location))
print(space.part.HERE, space.__file__ if hasattr(space, '__file__') else 'no file', shown(list(space.__path__)))
try:
    pack.inner.fail()
except ZeroDivisionError as error:
    import traceback
    print(shown(traceback.format_exc().splitlines()[-3:]))
try:
    import wrong
except SyntaxError as error:
    print(shown(error.filename), error.msg)
try:
    import pack.nothing
except ImportError as error:
    print(error, error.name)
print(shown(list(importlib.util.find_spec('pack.more').submodule_search_locations)), importlib.util.find_spec('pack.none'))
print(sorted((m.name, m.ispkg) for m in pkgutil.iter_modules([archive])) if hasattr(pkgutil, 'iter_zipimporter_modules')
      else 'no modules')
print(pkgutil.get_data('pack', 'data.txt'))

print('-- resources')
files = importlib.resources.files(pack)
print(sorted(f.name for f in files.iterdir()), (files / 'data.txt').read_text(), (files / 'more').is_dir())
print((files / 'more' / 'note.txt').read_bytes())
with importlib.resources.as_file(files / 'data.txt') as path:
    print(path.exists(), path.name.endswith('data.txt'), path.read_text())
print(importlib.resources.is_resource(pack, 'data.txt'), importlib.resources.read_text(pack, 'data.txt'))
try:
    importlib.resources.files(pack).joinpath('none.txt').read_text()
except FileNotFoundError as error:
    print('FileNotFoundError')

print('-- metadata')
print(importlib.metadata.version('demo-dist'), importlib.metadata.requires('demo_dist'))
(point,) = importlib.metadata.entry_points(group='console_scripts', name='demo')
print(point, point.load())

print('-- programs')
with zipfile.ZipFile('app.zip', 'w') as z:
    z.writestr('__main__.py', 'import sys, helper\nprint(__name__, __package__ == "", sys.argv[1:], helper.X, __file__[-15:])\n')
    z.writestr('helper.py', 'X = "helps"\n')
with open('app', 'wb') as out:
    out.write(b'#!/usr/bin/env python3\n' + open('app.zip', 'rb').read())
for args in ['app.zip', 'a', 'b'], ['app'], ['one.zip'], ['-m', 'plain']:
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True,
                          env={**os.environ, 'PYTHONPATH': archive})
    print(done.returncode, done.stdout.strip(), done.stderr.replace(os.getcwd(), '').replace(sys.executable, 'PYTHON').strip())
