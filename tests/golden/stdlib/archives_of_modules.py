# zipfile.PyZipFile with compiled modules; listings of tar archives; what the compressed files refuse.
import bz2
import io
import nturl2path
import os
import py_compile
import sys
import tarfile
import tempfile
import urllib.parse
import zipfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def write(path, text):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)


def caches():
    return sorted(os.path.join(top, name).replace(sys.implementation.cache_tag, 'TAG')
                  for top, _, names in os.walk('.') for name in names if name.endswith('.pyc'))


def pack(path, base='', optimize=-1, debug=1, wanted=None):
    data = io.BytesIO()
    with zipfile.PyZipFile(data, 'w', optimize=optimize) as archive:
        archive.debug = debug
        try:
            archive.writepy(path, base, filterfunc=wanted)
        except Exception as error:
            print(type(error).__name__, error)
        print(archive.namelist())
    return data


for path, text in {'m.py': 'x=1\n', 'bad.py': 'def f(:\n', 'pkg/__init__.py': '', 'pkg/a.py': 'x=2', 'pkg/sub/__init__.py': '',
                   'pkg/sub/b.py': '', 'pkg/data/c.py': '', 'pkg/bad.py': '1 +'}.items():
    write(path, text)
for optimize in -1, 0, 1, 2, 3:
    print('optimize', optimize)
    pack('m.py', optimize=optimize)
    pack('m.py', 'deep', optimize)
    pack('pkg', optimize=optimize)
    print(caches())
pack('.')
pack('bad.py', debug=0)
pack('x.txt')
pack('pkg', 'base')
pack('pkg', wanted=lambda path: 'sub' not in path and 'a.py' not in path)
later = os.stat('m.py').st_mtime + 100
os.utime('m.py', (later, later))
pack('m.py')
write('old.py', 'answer = 42')
py_compile.compile('old.py', 'old.pyc')
with open('code.zip', 'wb') as file:
    file.write(pack('old.py').getvalue())
os.remove('old.py')
sys.path.insert(0, 'code.zip')
import old
print(old.answer, old.__file__.replace(os.sep, '/').rpartition('/')[2])

data = io.BytesIO()
with zipfile.ZipFile(data, 'w') as archive:
    archive.writestr('taken/inside', 'x')
write('taken', 'a file')
try:
    with zipfile.ZipFile(data) as archive:
        archive.extractall()
except OSError as error:
    print(type(error).__name__)

with tarfile.open(fileobj=(data := io.BytesIO()), mode='w') as archive:
    for kind in (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE, tarfile.GNUTYPE_SPARSE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.LNKTYPE,
                 tarfile.SYMTYPE, tarfile.CHRTYPE):
        member = tarfile.TarInfo('member')
        member.type, member.linkname, member.mode = kind, 'target', 0o640
        archive.addfile(member)
    archive.list()

packed = io.BytesIO(bz2.compress(b'a\nb\nc'))
for name, argument in ('readline', None), ('readlines', None), ('readline', 1.5), ('readline', True), ('readlines', 1):
    try:
        print(name, getattr(bz2.BZ2File(packed), name)(argument))
    except TypeError as error:
        print(name, error)
    packed.seek(0)


class Told(io.BytesIO):
    def read(self, *args):
        found = super().read(*args)
        print('read', len(found))
        return found


try:
    bz2.BZ2File(Told()).read()
except EOFError as error:
    print(error)

for path in 'C:\\', 'C:\\a\\', 'C:\\a\\\\b', 'C:a', 'c:a\\':
    print(path, nturl2path.pathname2url(path))
for value in (), [], {}, '', b'':
    try:
        print(repr(urllib.parse.unquote(value)))
    except AttributeError as error:
        print(error)
print(len(next(tempfile._get_candidate_names())))

import time
import zipimport
for moment in time.gmtime(1e9), (2001, 2, 3, 4, 5, 6, 7, 8), [2001, 2, 3, 4, 5, 6]:
    with zipfile.ZipFile('dated.zip', 'w') as archive:
        archive.writestr(zipfile.ZipInfo('member', moment), 'x')
    with zipfile.ZipFile('dated.zip') as archive:
        print(archive.infolist()[0].date_time)
for damaged in b'abc', b'', b'xxxx' + bytes(30):
    zipimport._zip_directory_cache.clear()
    with zipfile.ZipFile('dated.zip', 'w') as archive:
        archive.writestr('m.pyc', damaged)
        archive.writestr('n.pyc', damaged)
        archive.writestr('n.py', 'x = 1')
    importer = zipimport.zipimporter('dated.zip')
    for name in 'm', 'n':
        try:
            print(importer.get_code(name).co_filename)
        except ImportError as error:
            print(type(error).__name__, error.name, type(error.__cause__).__name__)
os.chdir('/')
folder.cleanup()
