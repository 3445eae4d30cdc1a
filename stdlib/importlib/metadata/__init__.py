"""Facts about installed packages, from their .dist-info and .egg-info folders."""
import csv
import email
import email.message
import functools
import itertools
import os
import pathlib
import re
import sys
from collections import namedtuple

__all__ = ['Distribution', 'DistributionFinder', 'PackageMetadata', 'PackageNotFoundError',
           'distribution', 'distributions', 'entry_points', 'files', 'metadata',
           'packages_distributions', 'requires', 'version']


class PackageNotFoundError(ModuleNotFoundError):
    """No package of that name is installed."""

    def __str__(self):
        return f"No package metadata was found for {self.name}"

    @property
    def name(self):
        (name,) = self.args
        return name

    @name.setter
    def name(self, value):
        pass


class EntryPoint:
    """A name in a group, that stands for an object of a module."""

    pattern = re.compile(r'(?P<module>[\w.]+)\s*(:\s*(?P<attr>[\w.]+)\s*)?'
                         r'((?P<extras>\[.*\])\s*)?$')
    dist = None

    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group)

    def load(self):
        """Import the module; the object."""
        import importlib
        match = self.pattern.match(self.value)
        module = importlib.import_module(match['module'])
        return functools.reduce(getattr, filter(None, (match['attr'] or '').split('.')), module)

    @property
    def module(self):
        return self.pattern.match(self.value)['module']

    @property
    def attr(self):
        return self.pattern.match(self.value)['attr']

    @property
    def extras(self):
        return re.findall(r'\w+', self.pattern.match(self.value)['extras'] or '')

    def _for(self, dist):
        vars(self).update(dist=dist)
        return self

    def matches(self, **params):
        """Whether the attributes are these."""
        return all(getattr(self, key) == value for key, value in params.items())

    def _key(self):
        return self.name, self.value, self.group

    def __lt__(self, other):
        return self._key() < other._key()

    def __eq__(self, other):
        return isinstance(other, EntryPoint) and self._key() == other._key()

    def __setattr__(self, name, value):
        raise AttributeError("EntryPoint objects are immutable.")

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'

    def __hash__(self):
        return hash(self._key())


class EntryPoints(tuple):
    """Entry points; [name] is the one of that name."""

    __slots__ = ()

    def __getitem__(self, name):
        try:
            return next(iter(self.select(name=name)))
        except StopIteration:
            raise KeyError(name)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, tuple(self))

    def select(self, **params):
        """Those with these attributes."""
        return EntryPoints(ep for ep in self if ep.matches(**params))

    @property
    def names(self):
        return {ep.name for ep in self}

    @property
    def groups(self):
        return {ep.group for ep in self}

    @classmethod
    def _from_text_for(cls, text, dist):
        return cls(ep._for(dist) for ep in cls._from_text(text))

    @staticmethod
    def _from_text(text):
        # Known to setuptools under this name.
        found = []
        group = None
        for line in (text or '').splitlines():
            line = line.strip()
            if not line or line.startswith('#'):
                continue
            if line.startswith('[') and line.endswith(']'):
                group = line[1:-1]
            elif group is not None:
                name, _, value = line.partition('=')
                found.append(EntryPoint(name.strip(), value.strip(), group))
        return found


class FileHash:
    """A hash in a list of files."""

    def __init__(self, spec):
        self.mode, _, self.value = spec.partition('=')

    def __repr__(self):
        return f'<FileHash mode: {self.mode} value: {self.value}>'


class PackagePath(pathlib.PurePosixPath):
    """A file of a package, relative to where it is installed."""

    hash = None
    size = None
    dist = None

    def read_text(self, encoding='utf-8'):
        return self.locate().read_text(encoding=encoding)

    def read_binary(self):
        return self.locate().read_bytes()

    def locate(self):
        """The path of the file."""
        return self.dist.locate_file(self)


class PackageMetadata(email.message.Message):
    """The fields of METADATA; a missing one is None, for the time being."""

    multiple_use_keys = {'Classifier', 'Obsoletes-Dist', 'Platform', 'Project-URL',
                         'Provides-Dist', 'Provides-Extra', 'Requires-Dist', 'Requires-External',
                         'Supported-Platform', 'Dynamic'}

    @classmethod
    def _of(cls, text):
        original = email.message_from_string(text)
        new = cls()
        for key, value in original.items():
            email.message.Message.__setitem__(new, key, _dedent(value))
        payload = original.get_payload()
        if payload and 'Description' not in new:
            email.message.Message.__setitem__(new, 'Description', payload)
        new.set_payload(payload)
        return new

    def __getitem__(self, item):
        value = super().__getitem__(item)
        if value is None:
            import warnings
            warnings.warn("Implicit None on return values is deprecated and will raise KeyErrors.", DeprecationWarning, 2)
        return value

    @property
    def json(self):
        """The fields as a dict with lower-case keys."""
        many = {key.lower() for key in self.multiple_use_keys}
        result = {}
        for key in dict.fromkeys(map(str.lower, self.keys())):
            value = self.get_all(key) if key in many else self[key]
            result[key.replace('-', '_')] = re.split(r'\s+', value) if key == 'keywords' else value
        return result


def _dedent(value):
    if '\n' not in value:
        return value
    return '\n'.join(line[8:] if line.startswith(' ' * 8) else line for line in value.splitlines())


class Distribution:
    """An installed package; subclasses say how its facts are read."""

    def read_text(self, filename):
        """The text of a file of facts; None without."""
        raise NotImplementedError

    def locate_file(self, path):
        """The path of a file of the package."""
        raise NotImplementedError

    @classmethod
    def from_name(cls, name):
        """The package of a name."""
        if not name:
            raise ValueError("A distribution name is required.")
        try:
            return next(iter(cls.discover(name=name)))
        except StopIteration:
            raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, context=None, **kwargs):
        """All packages, or those of a name and path."""
        if context and kwargs:
            raise ValueError("cannot accept context and kwargs")
        context = context or DistributionFinder.Context(**kwargs)
        finders = [f.find_distributions for f in sys.meta_path if hasattr(f, 'find_distributions')]
        finders.append(MetadataPathFinder.find_distributions)
        return itertools.chain.from_iterable(find(context) for find in finders)

    @staticmethod
    def at(path):
        """The package whose facts are in a folder."""
        return PathDistribution(pathlib.Path(path))

    @property
    def metadata(self):
        """The fields of METADATA."""
        text = (self.read_text('METADATA') or self.read_text('PKG-INFO') or self.read_text('') or '')
        return PackageMetadata._of(text)

    @property
    def name(self):
        return self.metadata['Name']

    @property
    def _normalized_name(self):
        return Prepared.normalize(self.name)

    @property
    def version(self):
        return self.metadata['Version']

    @property
    def entry_points(self):
        return EntryPoints._from_text_for(self.read_text('entry_points.txt'), self)

    @property
    def files(self):
        """The files of the package; None if nobody has listed them."""
        text = self.read_text('RECORD')
        if text is not None:
            rows = csv.reader(text.splitlines())
        elif (text := self.read_text('installed-files.txt')) is not None and (folder := getattr(self, '_path', None)):
            rows = self._beside(folder, text.splitlines())
        elif (text := self.read_text('SOURCES.txt')) is not None:
            rows = ([line] for line in text.splitlines())
        else:
            return None
        found = []
        for row in rows:
            if not row:
                continue
            path = PackagePath(row[0])
            path.hash = FileHash(row[1]) if len(row) > 1 and row[1] else None
            path.size = int(row[2]) if len(row) > 2 and row[2] else None
            path.dist = self
            if path.locate().exists():
                found.append(path)
        return found

    def _beside(self, folder, names):
        """Files named from the folder of facts, named from the folder where the package is."""
        home = pathlib.Path(self.locate_file('')).resolve()
        for name in names:
            path = pathlib.Path(folder, name).resolve()
            if path.is_relative_to(home):
                yield [path.relative_to(home).as_posix()]

    @property
    def requires(self):
        """The packages that it needs."""
        reqs = self.metadata.get_all('Requires-Dist')
        if reqs is None:
            text = self.read_text('requires.txt')
            return None if text is None else list(_conditional(text))
        return list(reqs)

    @property
    def origin(self):
        """Where it was installed from, as pip noted it; None without."""
        if (text := self.read_text('direct_url.json')) is None:
            return None
        import json
        import types
        return json.loads(text, object_hook=lambda fields: types.SimpleNamespace(**fields))


def _conditional(text):
    """The lines of requires.txt; the [extra:condition] above some of them becomes a part of each."""
    marker = ''
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith('[') and line.endswith(']'):
            extra, _, condition = line[1:-1].partition(':')
            named = extra and f'extra == "{extra}"'
            marker = f'({condition}) and {named}' if named and condition else named or condition
        else:
            # After an address a semicolon would belong to it.
            yield f"{line}{' ' * ('@' in line)}; {marker}" if marker else line


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


class Prepared:
    """A name in the forms that folders have it."""

    def __init__(self, name):
        self.name = name
        self.normalized = None if name is None else self.normalize(name)
        self.legacy_normalized = None if name is None else name.lower().replace('-', '_')

    @staticmethod
    def normalize(name):
        return re.sub(r"[-_.]+", "-", name).lower().replace('-', '_')

    def __bool__(self):
        return bool(self.name)


class MetadataPathFinder(DistributionFinder):
    """Finds the packages in the folders of sys.path."""

    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        wanted = Prepared(context.name)
        for entry in context.path:
            if not isinstance(entry, str):
                continue
            egg, _, kind = os.path.basename(entry).rpartition('.')
            for child in cls._children(entry):
                base, _, ending = child.name.lower().rpartition('.')
                if ending == 'egg-info' and not base and kind == 'egg':
                    base = egg
                elif ending not in ('dist-info', 'egg-info') or not base:
                    continue
                name = base.partition('-')[0]
                if not wanted or wanted.normalized in (Prepared.normalize(name), name.lower()):
                    yield PathDistribution(child)

    @staticmethod
    def _children(entry):
        """What is in a folder or an archive."""
        try:
            return sorted(pathlib.Path(entry or '.').iterdir())
        except NotADirectoryError:
            import zipfile
            try:
                return list(zipfile.Path(entry).iterdir())
            except (OSError, zipfile.BadZipFile):
                return []
        except OSError:
            return []

    @classmethod
    def invalidate_caches(cls):
        pass


class PathDistribution(Distribution):
    """A package whose facts are in a folder."""

    def __init__(self, path):
        self._path = path

    def read_text(self, filename):
        path = self._path.joinpath(filename) if filename else self._path
        try:
            return path.read_text(encoding='utf-8')
        except (FileNotFoundError, IsADirectoryError, KeyError, NotADirectoryError, PermissionError):
            return None

    def locate_file(self, path):
        return self._path.parent / path

    @property
    def _normalized_name(self):
        base, _, ending = self._path.name.rpartition('.')
        if base and ending in ('dist-info', 'egg-info'):
            return Prepared.normalize(base.partition('-')[0])
        return super()._normalized_name

    def __repr__(self):
        return f'<importlib.metadata.PathDistribution object at {id(self):#x}>'


def distribution(distribution_name):
    """The installed package of a name."""
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    """All installed packages."""
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    """The fields of a package's METADATA."""
    return Distribution.from_name(distribution_name).metadata


def version(distribution_name):
    """The version of a package."""
    return distribution(distribution_name).version


def entry_points(**params):
    """The entry points of all packages, or those with these attributes."""
    seen = set()
    found = []
    for dist in distributions():
        name = dist._normalized_name
        if name not in seen:
            seen.add(name)
            found.extend(dist.entry_points)
    return EntryPoints(found).select(**params)


def files(distribution_name):
    """The files of a package."""
    return distribution(distribution_name).files


def requires(distribution_name):
    """The packages that a package needs."""
    return distribution(distribution_name).requires


def _module_of(file):
    """The top-level module that a file belongs to."""
    from inspect import getmodulename
    first, *more = file.parts
    return first if more else getmodulename(first) or first


def packages_distributions():
    """The installed packages that provide each top-level module."""
    found = {}
    for dist in distributions():
        names = (dist.read_text('top_level.txt') or '').split() or map(_module_of, dist.files or ())
        for name in {name: None for name in names if '.' not in name}:
            found.setdefault(name, []).append(dist.metadata['Name'])
    return found
