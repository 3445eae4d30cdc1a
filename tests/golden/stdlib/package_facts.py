# importlib.metadata on damaged and old kinds of metadata; importlib.resources in archives and of old readers; pkgutil in archives.
import importlib
import importlib.machinery
import importlib.metadata as metadata
import importlib.resources as resources
import io
import os
import pkgutil
import sys
import tempfile
import types
import warnings
import zipfile
from importlib.readers import MultiplexedPath, ZipReader
from importlib.resources import abc

temporary = tempfile.TemporaryDirectory()
top = temporary.name


def write(path, text=''):
    path = os.path.join(top, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)


def pack(name, **files):
    with zipfile.ZipFile(os.path.join(top, name), 'w') as archive:
        for path, text in files.pop('files', files).items():
            archive.writestr(path, text)


def tell(function):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter('always')
        try:
            result = repr(function())
        except Exception as error:
            result = f'{type(error).__name__} {error}'
    print(result.replace(top, 'TOP'), *(f'{warning.category.__name__}: {warning.message}' for warning in told))


write('egginfo_pkg.egg-info/PKG-INFO', 'Name: egginfo-pkg\nAuthor: Steven\nClassifier: A\nClassifier: B\nKeywords: a b c\n')
write('egginfo_pkg.egg-info/requires.txt', 'dep1\ndep2>=1.0\n\n[:python_version < "3"]\ndep3\n\n[test]\npytest\nfoo; os_name=="x"\n'
      'git@https://x/y\n[doc:os_name == "nt"]\nsphinx\n[empty]\n[q]\n   spaced \n')
write('egginfo_pkg.egg-info/SOURCES.txt', 'mod.py\nmissing.py\n')
write('mod.py')
write('b-1.0.dist-info/METADATA', 'METADATA-VERSION: 2.1\nNAME: B.x_y\nVERSION: 1.0\nREQUIRES-DIST: a\nREQUIRES-DIST: b\nKEYWORDS: X,Y\n'
      'Provides-Extra: e\n\nthe body\nhere\n')
write('b-1.0.dist-info/direct_url.json', '{"url": "https://x", "archive_info": {"hash": "sha"}}')
write('c.dist-info/METADATA')
write('inst.egg-info/PKG-INFO', 'Name: inst\nVersion: 0\n')
write('inst.egg-info/installed-files.txt', '../mod.py\nPKG-INFO\n../nothere\n')
write('dd.egg/EGG-INFO/PKG-INFO', 'Name: dd\nVersion: 4\n')
pack('ex-1-py3.egg', files={'EGG-INFO/PKG-INFO': 'Name: ex\nVersion: 9\n', 'EGG-INFO/SOURCES.txt': 'ex.py\n', 'ex.py': '1'})
old_path = sys.path[:]
sys.path[:0] = [top, os.path.join(top, 'ex-1-py3.egg'), os.path.join(top, 'dd.egg')]
for name in 'egginfo-pkg', 'EGGINFO_PKG', 'b', 'c', 'inst', 'ex', 'EX', 'dd', 'nope', '':
    print('--', name)
    tell(lambda: metadata.version(name))
    tell(lambda: metadata.requires(name))
    tell(lambda: metadata.metadata(name).json)
    tell(lambda: metadata.files(name))
    tell(lambda: metadata.distribution(name).origin)
    tell(lambda: metadata.distribution(name).name)
tell(lambda: metadata.metadata('b')['nope'])
tell(lambda: metadata.metadata('b').get('nope'))
tell(lambda: len(metadata.entry_points(group='no such group')))

print('-- resources')
pack('z.zip', files={'zp/__init__.py': '', 'zp/a.txt': 'zhello', 'zmod.py': '', 'zres.txt': 'zr', 'zns/': '', 'zns/x.txt': 'znsx'})
write('pk/__init__.py')
write('pk/a.txt', 'hello')
sys.path[:] = [top, os.path.join(top, 'z.zip'), *old_path]
importlib.invalidate_caches()
for package, name in ('pk', 'a.txt'), ('zp', 'a.txt'), ('zmod', 'zres.txt'), ('zmod', 'nope'), ('zns', 'x.txt'), ('zns', 'nope'):
    tell(lambda: type(resources.files(package)).__name__)
    tell(lambda: resources.read_text(package, name))
    tell(lambda: resources.is_resource(package, name))
for function in resources.read_text, resources.read_binary, resources.open_text, resources.open_binary, resources.path, resources.is_resource:
    tell(lambda: function(None, 'x'))
tell(lambda: resources.files(package='pk'))
tell(lambda: resources.files(anchor='pk').name)
print(MultiplexedPath.__module__, ZipReader.__module__)


class Reader(abc.ResourceReader):
    def open_resource(self, name):
        if name == 'A':
            return io.BytesIO(b'data')
        raise FileNotFoundError(name)

    def resource_path(self, name):
        raise FileNotFoundError

    def is_resource(self, name):
        return name == 'A'

    def contents(self):
        return ['A', 'B']


class Loader:
    def __init__(self, reader):
        self.reader = reader

    def get_resource_reader(self, name):
        return self.reader


for name, reader in ('custom', Reader()), ('unread', None):
    module = sys.modules[name] = types.ModuleType(name)
    module.__spec__ = importlib.machinery.ModuleSpec(name, Loader(reader), is_package=True)
    folder = resources.files(name)
    print(folder.name, folder.is_dir(), folder.is_file(), sorted(child.name for child in folder.iterdir()))
    tell(lambda: resources.read_binary(name, 'A'))
    tell(lambda: resources.is_resource(name, 'A'))
    tell(lambda: resources.is_resource(name, 'B'))
    tell(lambda: (folder / 'A').is_file())
    tell(lambda: (folder / 'A').read_text(encoding='utf-8') if reader else None)

print('-- modules in archives')
pack('m.zip', files={name: '' for name in ('p/__init__.py', 'p/m.py', 'p/sub/__init__.py', 'p/sub/q.py', 'top.py', 'p/res.txt', 'ns/a.py', 'c.pyc',
                                           'p/ns2/x.py', 'a.b.py', '__init__.py', 'dirent/', 'q/__init__.pyc', 'top.pyc')})
archive = os.path.join(top, 'm.zip')
for path in archive, archive + '/p', archive + '/ns', archive + '/nope':
    print([(found.name, found.ispkg, type(found.module_finder).__name__) for found in pkgutil.iter_modules([path], 'x.')])
sys.path.insert(0, archive)
print([found.name for found in pkgutil.walk_packages([archive]) if found.name != 'q'])
print(pkgutil.get_data('p', 'res.txt'))
pack('m.zip', files={'fresh.py': 'answer = 42'})
importlib.invalidate_caches()
import fresh
print(fresh.answer)
temporary.cleanup()
