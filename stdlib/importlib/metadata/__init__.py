"""Facts about installed packages, from their .dist-info and .egg-info folders."""
import os
import re
import sys
from pathlib import Path, PurePosixPath

__all__ = ['Distribution', 'DistributionFinder', 'PackageMetadata', 'PackageNotFoundError',
           'distribution', 'distributions', 'entry_points', 'files', 'metadata',
           'packages_distributions', 'requires', 'version']


def __getattr__(name):
    if name in ('PackageMetadata', 'SimplePath'):
        from . import _meta
        return getattr(_meta, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class PackageNotFoundError(ModuleNotFoundError):
    """No package of that name is installed."""

    name = property(lambda self: self.args[0], lambda self, value: None)

    def __str__(self):
        return f"No package metadata was found for {self.name}"


def _normalized(name):
    """The one form of a package's name that stands for all its spellings."""
    return re.sub('[-_.]+', '_', name).lower()


def _sections(text):
    """(section, line) for the lines of a text with [sections], None before the first; without comments and empty lines."""
    section = None
    for line in map(str.strip, (text or '').splitlines()):
        if line[:1] == '[' and line[-1:] == ']':
            section = line[1:-1]
        elif line and line[0] != '#':
            yield section, line


# --- entry points

class EntryPoint:
    """A name in a group, that stands for an object of a module."""

    pattern = re.compile(r'(?P<module>[.\w]+)\s*(?::\s*(?P<attr>[.\w]+)\s*)?(?P<extras>\[.*\])?\s*$')
    dist = None

    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group)

    def _part(self, name):
        match = self.pattern.match(self.value)
        assert match is not None
        return match[name]

    module = property(lambda self: self._part('module'))
    attr = property(lambda self: self._part('attr'))
    extras = property(lambda self: re.findall(r'\w+', self._part('extras') or ''))

    def load(self):
        """Import the module; the object."""
        from importlib import import_module
        found = import_module(self.module)
        for step in filter(None, (self.attr or '').split('.')):
            found = getattr(found, step)
        return found

    def matches(self, **params):
        """Whether the attributes are these."""
        return all([getattr(self, name) == wanted for name, wanted in params.items()])

    def _key(self):
        return self.name, self.value, self.group

    def __eq__(self, other):
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self._key() < other._key()

    def __setattr__(self, name, value):
        raise AttributeError("EntryPoint objects are immutable.")

    def __repr__(self):
        return 'EntryPoint(name={!r}, value={!r}, group={!r})'.format(*self._key())


class EntryPoints(tuple):
    """Entry points; [name] is the one of that name."""

    __slots__ = ()

    @classmethod
    def _from_text_for(cls, text, dist):
        points = cls._from_text(text)
        for point in points:
            vars(point)['dist'] = dist
        return points

    @classmethod
    def _from_text(cls, text):
        # Known to setuptools under this name.
        parts = [(group, *map(str.strip, line.partition('=')[::2])) for group, line in _sections(text) if group is not None]
        return cls(EntryPoint(name, value, group) for group, name, value in parts)

    def select(self, **params):
        """Those with these attributes."""
        return EntryPoints(point for point in self if point.matches(**params))

    def __getitem__(self, name):
        for point in self:
            if point.name == name:
                return point
        raise KeyError(name)

    names = property(lambda self: {point.name for point in self})
    groups = property(lambda self: {point.group for point in self})

    def __repr__(self):
        return f'{type(self).__name__}({tuple(self)!r})'


# --- files

class FileHash:
    """A hash in a list of files."""

    def __init__(self, spec):
        self.mode, _, self.value = spec.partition('=')

    def __repr__(self):
        return f'<FileHash mode: {self.mode} value: {self.value}>'


class PackagePath(PurePosixPath):
    """A file of a package, relative to where it is installed."""

    hash = size = dist = None

    @classmethod
    def _listed(cls, dist, name, hash='', size='', *_):
        path = cls(name)
        path.dist, path.hash, path.size = dist, FileHash(hash) if hash else None, int(size) if size else None
        return path

    def locate(self):
        """The path of the file."""
        return self.dist.locate_file(self)

    def read_binary(self):
        return self.locate().read_bytes()

    def read_text(self, encoding='utf-8'):
        return self.locate().read_text(encoding=encoding)


# --- packages

class Distribution:
    """An installed package; subclasses say how its facts are read."""

    def read_text(self, filename):
        """The text of a file of facts; None without."""
        raise NotImplementedError

    def locate_file(self, path):
        """The path of a file of the package."""
        raise NotImplementedError

    @staticmethod
    def at(path):
        """The package whose facts are in a folder."""
        return PathDistribution(Path(path))

    @classmethod
    def from_name(cls, name):
        """The package of a name."""
        if not name:
            raise ValueError("A distribution name is required.")
        for found in cls.discover(name=name):
            return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, context=None, **kwargs):
        """All packages, or those of a name and path."""
        if context and kwargs:
            raise ValueError("cannot accept context and kwargs")
        context = context or DistributionFinder.Context(**kwargs)
        finders = [finder for finder in sys.meta_path if hasattr(finder, 'find_distributions')]
        return (found for finder in finders for found in finder.find_distributions(context))

    def _text(self, *names):
        """The text of the first of these files that has one."""
        return next(filter(None, map(self.read_text, names)), None)

    @property
    def metadata(self):
        """The fields of METADATA."""
        from ._adapters import Message
        return Message._read(self._text('METADATA', 'PKG-INFO', '') or '')

    name = property(lambda self: self.metadata['Name'])
    version = property(lambda self: self.metadata['Version'])
    _normalized_name = property(lambda self: _normalized(self.name))

    @property
    def entry_points(self):
        """The entry points of the package."""
        return EntryPoints._from_text_for(self.read_text('entry_points.txt'), self)

    def _list(self):
        """What is written about each file: name, perhaps hash and size; None if there is no list."""
        if text := self.read_text('RECORD'):
            from csv import reader
            return reader(text.splitlines())
        here = getattr(self, '_path', None)
        if here and (text := self.read_text('installed-files.txt')):
            root = self.locate_file('').resolve()
            names = [(here / name).resolve().relative_to(root, walk_up=True).as_posix() for name in text.splitlines()]
        elif text := self.read_text('SOURCES.txt'):
            names = text.splitlines()
        else:
            return None
        return zip(names)

    @property
    def files(self):
        """The files of the package that exist; None if nobody has listed them."""
        listed = self._list()
        if listed is None:
            return None
        return [path for row in listed if row and (path := PackagePath._listed(self, *row)).locate().exists()]

    @property
    def requires(self):
        """The packages that it needs."""
        listed = self.metadata.get_all('Requires-Dist')
        if listed is None and (text := self.read_text('requires.txt')) is not None:
            listed = [_need(*part) for part in _sections(text)]
        return listed and [*listed]

    @property
    def origin(self):
        """Where it was installed from if not from an index, as a namespace; else None."""
        if not (text := self.read_text('direct_url.json')):
            return None
        from json import loads
        from types import SimpleNamespace
        return loads(text, object_hook=lambda found: SimpleNamespace(**found))


def _need(section, line):
    """A line of requires.txt in the form of Requires-Dist; its section is named "extra:condition"."""
    extra, _, condition = (section or '').partition(':')
    if extra:
        condition = f'({condition}) and extra == "{extra}"' if condition else f'extra == "{extra}"'
    if not condition:
        return line
    end = ' ' if '@' in line else ''  # or the semicolon would belong to the address
    return f'{line}{end}; {condition}'


class PathDistribution(Distribution):
    """A package whose facts are in a folder."""

    def __init__(self, path):
        self._path = path

    @property
    def _normalized_name(self):
        return _package_of(self._path.name) or super()._normalized_name

    def locate_file(self, path):
        return self._path.parent / path

    def read_text(self, filename):
        """A file of the metadata as text, None if it is not there."""
        try:
            return self._path.joinpath(filename).read_text(encoding='utf-8')
        except (FileNotFoundError, IsADirectoryError, KeyError, NotADirectoryError, PermissionError):
            return None


# --- finding

class DistributionFinder:
    """Finds packages: has find_distributions(context)."""

    class Context:
        """What is looked for, and where."""

        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)

        @property
        def path(self):
            return vars(self).get('path', sys.path)


def _package_of(folder):
    """The package that a folder's name tells facts about, normalized; None if it is no such folder."""
    base, ending = os.path.splitext(folder)
    return _normalized(base.partition('-')[0]) if ending.lower() in ('.dist-info', '.egg-info') else None


def _look_into(root):
    """{normalized name: [where facts about it are]} of a folder or an archive."""
    folder = Path(root)
    try:
        names = sorted(os.listdir(folder))
    except NotADirectoryError:
        import zipfile
        try:
            folder = zipfile.Path(root)
            names = [child.name for child in folder.iterdir()]
        except (OSError, zipfile.BadZipFile):
            return {}
    except OSError:
        return {}
    found = {}
    for name in names:
        if package := _package_of(name):
            found.setdefault(package, []).append(folder / name)
    base, ending = os.path.splitext(os.path.basename(root))
    if ending == '.egg' and 'EGG-INFO' in names:
        found.setdefault(_normalized(base.partition('-')[0]), []).append(folder / 'EGG-INFO')
    return found


class MetadataPathFinder(DistributionFinder):
    """Finds the packages in the folders of sys.path."""

    _seen = {}  # {folder: (when it changed last, what is in it)}

    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        """The packages that a context asks for."""
        wanted = context.name and _normalized(context.name)
        for root in context.path:
            if isinstance(root, str):
                packages = cls._packages(root or '.')
                paths = packages.get(wanted, ()) if wanted else [path for paths in packages.values() for path in paths]
                yield from map(PathDistribution, paths)

    @classmethod
    def _packages(cls, root):
        try:
            changed = os.stat(root).st_mtime_ns
        except OSError:
            return {}
        if cls._seen.get(root, (None,))[0] != changed:
            cls._seen[root] = changed, _look_into(root)
        return cls._seen[root][1]

    @classmethod
    def invalidate_caches(cls):
        cls._seen.clear()


# --- questions

def distribution(distribution_name):
    """The installed package of a name."""
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    """All installed packages."""
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    """The fields of a package's METADATA."""
    return distribution(distribution_name).metadata


def version(distribution_name):
    """The version of a package."""
    return distribution(distribution_name).version


def files(distribution_name):
    """The files of a package."""
    return distribution(distribution_name).files


def requires(distribution_name):
    """The packages that a package needs."""
    return distribution(distribution_name).requires


def entry_points(**params):
    """The entry points of all packages, or those with these attributes."""
    first = {}
    for package in distributions():
        first.setdefault(package._normalized_name, package)
    return EntryPoints(point for package in first.values() for point in package.entry_points).select(**params)


def packages_distributions():
    """The installed packages that provide each top-level module."""
    providers = {}
    for package in distributions():
        for module in _modules(package):
            providers.setdefault(module, []).append(package.metadata['Name'])
    return providers


def _modules(package):
    """The top-level modules of a package, as it tells or from its files."""
    from inspect import getmodulename
    if told := package.read_text('top_level.txt'):
        return told.split()
    tops = {(path.parts[0], len(path.parts) == 1) for path in package.files or ()}
    names = {single and getmodulename(top) or top for top, single in tops}
    return {name for name in names if '.' not in name}
