"""Imports modules from zip archives, whose names stand on sys.path; also of folders inside of them."""
import os
import sys
import zlib
from importlib import _bootstrap_external
from importlib._bootstrap import spec_from_loader
from importlib._bootstrap_external import _LoaderBasics

__all__ = ['ZipImportError', 'zipimporter']

path_sep = os.sep
alt_path_sep = ''

# What has been read of archives: entries by name.
_zip_directory_cache = {}

# Endings of the files that make a module: (ending, compiled, a package).
_zip_searchorder = (
    ('/__init__.pyc', True, True),
    ('/__init__.py', False, True),
    ('.pyc', True, False),
    ('.py', False, False),
)

END_CENTRAL_DIR_SIZE = 22
END_CENTRAL_DIR_SIZE_64 = 56
END_CENTRAL_DIR_LOCATOR_SIZE_64 = 20
STRING_END_ARCHIVE = b'PK\x05\x06'
STRING_END_LOCATOR_64 = b'PK\x06\x07'
STRING_END_ZIP_64 = b'PK\x06\x06'
MAX_COMMENT_LEN = 0xFFFF
MAX_UINT32 = 0xFFFFFFFF
ZIP64_EXTRA_TAG = 1


class ZipImportError(ImportError):
    """An archive cannot be read, or does not hold what is asked for."""


def _number(data, start, size):
    return int.from_bytes(data[start:start + size], 'little')


def _end_of_archive(file, archive):
    """Of the central directory: where it starts, its size, and how many bytes stand before the archive."""
    def bad(text):
        raise ZipImportError(text, path=archive)

    file.seek(0, 2)
    size = file.tell()
    tail_at = max(size - MAX_COMMENT_LEN - END_CENTRAL_DIR_SIZE, 0)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(STRING_END_ARCHIVE)
    if at < 0:
        bad(f'not a Zip file: {archive!r}')
    end = tail[at:at + END_CENTRAL_DIR_SIZE]
    if len(end) != END_CENTRAL_DIR_SIZE:
        bad(f'corrupt Zip file: {archive!r}')
    length, start = _number(end, 12, 4), _number(end, 16, 4)
    position = tail_at + at
    if MAX_UINT32 in (length, start) or _number(end, 10, 2) == 0xffff:
        file.seek(max(position - END_CENTRAL_DIR_LOCATOR_SIZE_64, 0))
        locator = file.read(END_CENTRAL_DIR_LOCATOR_SIZE_64)
        if locator[:4] == STRING_END_LOCATOR_64:
            # In front of the locator, wherever the archive begins.
            position -= END_CENTRAL_DIR_LOCATOR_SIZE_64 + END_CENTRAL_DIR_SIZE_64
            file.seek(max(position, 0))
            end = file.read(END_CENTRAL_DIR_SIZE_64)
            if end[:4] != STRING_END_ZIP_64 or len(end) != END_CENTRAL_DIR_SIZE_64:
                bad(f'corrupt Zip64 file: {archive!r}')
            length, start = _number(end, 40, 8), _number(end, 48, 8)
    if position < length:
        bad(f'bad central directory size: {archive!r}')
    before = position - length - start
    if before < 0:
        bad(f'bad central directory size or offset: {archive!r}')
    return position - length, length, before


def _sizes_64(extra, values, archive):
    """The values, those that did not fit replaced from the extra field."""
    at = 0
    while at + 4 <= len(extra):
        tag, size = _number(extra, at, 2), _number(extra, at + 2, 2)
        if tag == ZIP64_EXTRA_TAG:
            numbers = [_number(extra, at + 4 + i, 8) for i in range(0, size - size % 8, 8)]
            if len(numbers) < values.count(MAX_UINT32):
                raise ZipImportError(f"can't read header extra: {archive!r}", path=archive)
            return [numbers.pop(0) if v == MAX_UINT32 else v for v in values]
        at += 4 + size
    return values


def _read_directory(archive):
    """The entries of an archive: name to (path, method, compressed, size, offset, time, date, crc)."""
    try:
        file = open(archive, 'rb')
    except OSError:
        raise ZipImportError(f"can't open Zip file: {archive!r}", path=archive) from None
    files = {}
    with file:
        try:
            start, length, before = _end_of_archive(file, archive)
            file.seek(start)
            data = file.read(length)
        except OSError:
            raise ZipImportError(f"can't read Zip file: {archive!r}", path=archive) from None
    at = 0
    while at + 46 <= len(data) and data[at:at + 4] == b'PK\x01\x02':
        flags, method, time, date = (_number(data, at + i, 2) for i in (8, 10, 12, 14))
        crc, packed, size = (_number(data, at + i, 4) for i in (16, 20, 24))
        name_size, extra_size, comment_size = (_number(data, at + i, 2) for i in (28, 30, 32))
        offset = _number(data, at + 42, 4)
        at += 46
        if offset > start:
            raise ZipImportError(f'bad local header offset: {archive!r}', path=archive)
        raw = data[at:at + name_size]
        if MAX_UINT32 in (packed, size, offset):
            extra = data[at + name_size:at + name_size + extra_size]
            size, packed, offset = _sizes_64(extra, [size, packed, offset], archive)
        at += name_size + extra_size + comment_size
        try:
            name = raw.decode() if flags & 0x800 else raw.decode('ascii')
        except UnicodeDecodeError:
            name = raw.decode('cp437')
        name = name.replace('/', path_sep)
        files[name] = (f'{archive}{path_sep}{name}', method, packed, size, offset + before, time, date, crc)
    # Folders may have no entry of their own.
    for name in list(files):
        while True:
            name = name.rstrip(path_sep).rpartition(path_sep)[0]
            if not name or name + path_sep in files:
                break
            files[name + path_sep] = None
    return files


def _get_data(archive, entry):
    """The bytes of an entry."""
    path, method, packed, size, offset, _, _, _ = entry
    if packed < 0:
        raise ZipImportError('negative data size')
    with open(archive, 'rb') as file:
        file.seek(offset)
        head = file.read(30)
        if len(head) != 30:
            raise EOFError('EOF read where not expected')
        if head[:4] != b'PK\x03\x04':
            raise ZipImportError(f'bad local file header: {archive!r}', path=archive)
        file.seek(offset + 30 + _number(head, 26, 2) + _number(head, 28, 2))
        data = file.read(packed)
    if len(data) != packed:
        raise OSError("zipimport: can't read data")
    if method == 0:
        return data
    if method != 8:
        raise ZipImportError(f"can't decompress data; compression method {method} is not supported")
    return zlib.decompress(data, -15)


class zipimporter(_LoaderBasics):
    """Finds and loads modules of an archive; made of its path, which may go on into a folder of it."""

    def __init__(self, path):
        if not isinstance(path, str):
            raise TypeError(f"expected str, not {type(path)!r}")
        if not path:
            raise ZipImportError('archive path is empty', path=path)
        archive, inside = path, []
        while not os.path.isfile(archive):
            shorter, name = os.path.split(archive)
            if shorter == archive or os.path.isdir(archive):
                raise ZipImportError('not a Zip file', path=archive)
            archive = shorter
            inside.append(name)
        if archive not in _zip_directory_cache:
            _zip_directory_cache[archive] = _read_directory(archive)
        self.archive = archive
        self.prefix = os.path.join(*inside[::-1], '') if inside else ''

    def _get_files(self):
        files = _zip_directory_cache.get(self.archive)
        if files is None:
            try:
                files = _zip_directory_cache[self.archive] = _read_directory(self.archive)
            except ZipImportError:
                files = {}
        return files

    def invalidate_caches(self):
        """Read the archive again when it is next needed."""
        _zip_directory_cache.pop(self.archive, None)

    def _place(self, fullname):
        return self.prefix + fullname.rpartition('.')[2]

    def _code(self, fullname):
        """The code of a module, whether it is a package, and its path."""
        base = self._place(fullname)
        files = self._get_files()
        problem = None
        for ending, compiled, is_package in _zip_searchorder:
            entry = files.get(base + ending)
            if entry is None:
                continue
            path = entry[0]
            data = _get_data(self.archive, entry)
            if not compiled:
                return compile(data, path, 'exec', dont_inherit=True), is_package, path
            try:
                code = self._compiled(path, fullname, data, files.get((base + ending)[:-1]))
            except (ImportError, EOFError) as error:
                problem = error
                continue
            if code is not None:
                return code, is_package, path
        if problem:
            raise ZipImportError(f"module load failed: {problem}", name=fullname) from problem
        raise ZipImportError(f"can't find module {fullname!r}", name=fullname)

    def _compiled(self, path, fullname, data, source):
        """The code in a file of compiled code; None if it is not that of the source beside it."""
        code = _bootstrap_external._code_of_pyc(data, fullname, path)
        if source is not None and int.from_bytes(data[4:8], 'little') == 0:
            import time
            date, clock = source[6], source[5]
            when = time.mktime(((date >> 9) + 1980, date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63,
                                (clock & 31) * 2, -1, -1, -1))
            # Archives know even seconds only.
            if abs(_number(data, 8, 4) - when) > 1 or _number(data, 12, 4) != source[3]:
                return None
        return code

    def _is_package(self, fullname):
        """Whether a module is a package; None without the module."""
        base = self._place(fullname)
        files = self._get_files()
        for ending, _, is_package in _zip_searchorder:
            if base + ending in files:
                return is_package
        return None

    def find_spec(self, fullname, target=None):
        """The spec of a module, None if it is not in the archive."""
        is_package = self._is_package(fullname)
        if is_package is not None:
            return spec_from_loader(fullname, self, is_package=is_package)
        place = self._place(fullname)
        if place + path_sep not in self._get_files():
            return None
        spec = _bootstrap_external._bootstrap.ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations.append(f'{self.archive}{path_sep}{place}')
        return spec

    def get_code(self, fullname):
        """The code of a module."""
        return self._code(fullname)[0]

    def get_data(self, pathname):
        """The bytes of a file, which is named with the archive or without."""
        key = pathname
        if pathname.startswith(self.archive + path_sep):
            key = pathname[len(self.archive + path_sep):]
        entry = self._get_files().get(key)
        if entry is None:
            raise OSError(0, '', key)
        return _get_data(self.archive, entry)

    def get_filename(self, fullname):
        """The path of a module in the archive."""
        return self._code(fullname)[2]

    def get_source(self, fullname):
        """The text of a module; None if there is only compiled code."""
        is_package = self.is_package(fullname)
        base = self._place(fullname)
        entry = self._get_files().get(f'{base}/__init__.py' if is_package else f'{base}.py')
        return None if entry is None else _bootstrap_external.decode_source(_get_data(self.archive, entry))

    def is_package(self, fullname):
        """Whether a module is a package."""
        is_package = self._is_package(fullname)
        if is_package is None:
            raise ZipImportError(f"can't find module {fullname!r}", name=fullname)
        return is_package

    def load_module(self, fullname):
        """Deprecated: the module, loaded."""
        import warnings
        warnings._deprecated("zipimport.zipimporter.load_module",
                             "{name} is deprecated and slated for removal in Python {remove}; use exec_module() "
                             "instead", remove=(3, 15))
        from importlib._bootstrap import _load
        if fullname in sys.modules:
            return sys.modules[fullname]
        self.is_package(fullname)
        return _load(self.find_spec(fullname))

    def get_resource_reader(self, fullname):
        """How importlib.resources reads what lies beside the module; None if it is no package."""
        try:
            if not self.is_package(fullname):
                return None
        except ZipImportError:
            return None
        from importlib.resources.readers import ZipReader
        return ZipReader(self, fullname)

    def __repr__(self):
        inside = f'{self.archive}{path_sep}{self.prefix}' if self.prefix else self.archive + path_sep
        return f'<zipimporter object "{inside}">'


def __getattr__(name):
    if name == 'cp437_table':
        return bytes(range(256)).decode('cp437')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted({*globals(), 'cp437_table'})
