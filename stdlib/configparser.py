"""Configuration files in the style of .ini."""
import functools
import io
import os
import re
import sys
from collections import ChainMap as _ChainMap
from collections.abc import MutableMapping

__all__ = ('NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'MultilineContinuationError', 'ConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation', 'SectionProxy', 'ConverterMapping', 'DEFAULTSECT',
           'MAX_INTERPOLATION_DEPTH', 'UNNAMED_SECTION')

_default_dict = dict
DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10


class Error(Exception):
    """Base of the exceptions here; has message."""

    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__

    def _tell(self, message, **attributes):
        """Set message, attributes, and args to their values."""
        Error.__init__(self, message)
        vars(self).update(attributes)
        self.args = tuple(attributes.values())


def _place(source, lineno):
    """Where in a source something was read."""
    return f"While reading from {source!r}" + (f" [line {lineno:2d}]" if lineno is not None else "")


class NoSectionError(Error):
    """A section that is not there."""

    def __init__(self, section):
        self._tell(f'No section: {section!r}', section=section)


class DuplicateSectionError(Error):
    """A section that occurs twice in one source, or is added though it exists."""

    def __init__(self, section, source=None, lineno=None):
        begin = "Section" if source is None else f"{_place(source, lineno)}: section"
        self._tell(f"{begin} {section!r} already exists", section=section, source=source, lineno=lineno)


class DuplicateOptionError(Error):
    """An option that occurs twice in one source."""

    def __init__(self, section, option, source=None, lineno=None):
        begin = "Option" if source is None else f"{_place(source, lineno)}: option"
        self._tell(f"{begin} {option!r} in section {section!r} already exists",
                   section=section, option=option, source=source, lineno=lineno)


class NoOptionError(Error):
    """An option that is not there."""

    def __init__(self, option, section):
        self._tell(f"No option {option!r} in section: {section!r}", option=option, section=section)


class InterpolationError(Error):
    """A value that cannot be interpolated."""

    def __init__(self, option, section, msg):
        self._tell(msg, option=option, section=section, msg=msg)
        del self.msg


class InterpolationMissingOptionError(InterpolationError):
    """A value refers to an option that is not there."""

    def __init__(self, option, section, rawval, reference):
        self._tell(f"Bad value substitution: option {option!r} in section {section!r} contains an interpolation key "
                   f"{reference!r} which is not a valid option name. Raw value: {rawval!r}",
                   option=option, section=section, rawval=rawval, reference=reference)
        del self.rawval


class InterpolationSyntaxError(InterpolationError):
    """A reference in a value is written wrongly."""


class InterpolationDepthError(InterpolationError):
    """References in values go too deep."""

    def __init__(self, option, section, rawval):
        self._tell(f"Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an "
                   f"interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}",
                   option=option, section=section, rawval=rawval)
        del self.rawval


class ParsingError(Error):
    """Lines of a source that make no sense."""

    def __init__(self, source, *args):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source, self.errors = source, []
        self.args = source,
        if args:
            self.append(*args)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'

    def combine(self, others):
        for error in (pair for other in others for pair in other.errors):
            self.append(*error)
        return self


def _line_error(fault):
    """What the exceptions about one line are made with."""
    def __init__(self, filename, lineno, line):
        self._tell(f'{fault}\nfile: {filename!r}, line: {lineno}\n{line!r}', source=filename, lineno=lineno, line=line)
    return __init__


class MissingSectionHeaderError(ParsingError):
    """An option before the first section."""

    __init__ = _line_error('File contains no section headers.')


class MultilineContinuationError(ParsingError):
    """A continuation line after an option that has no value."""

    __init__ = _line_error('Key without value continued with an indented line.')


_UNSET = object()


class _UnnamedSection:

    def __repr__(self):
        return "<UNNAMED_SECTION>"


UNNAMED_SECTION = _UnnamedSection()


# References in values

class Interpolation:
    """Values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


# What both kinds of references have in common; twice the sign stands for the sign.

def _replace_references(self, parser, section, option, value, defaults):
    return ''.join(_pieces(self, parser, option, section, value or '', defaults, 1))


def _check_references(self, parser, section, option, value):
    rest = self._KEYCRE.sub('', value.replace(self._sign * 2, ''))
    if self._sign in rest:
        raise ValueError(f"invalid interpolation syntax in {value!r} at position {rest.find(self._sign)}")
    return value


def _pieces(self, parser, option, section, value, values, depth):
    """The parts of a value, each reference replaced."""
    raw = parser.get(section, option, raw=True, fallback=value)
    if depth > MAX_INTERPOLATION_DEPTH:
        raise InterpolationDepthError(option, section, raw)
    sign, at = self._sign, 0
    while (found := value.find(sign, at)) >= 0:
        yield value[at:found]
        rest, following = value[found:], value[found + 1:found + 2]
        if following == sign:
            yield sign
            at = found + 2
            continue
        if following != self._opening:
            raise InterpolationSyntaxError(option, section,
                                           f"'{sign}' must be followed by '{sign}' or '{self._opening}', found: {rest!r}")
        reference = self._KEYCRE.match(rest)
        if reference is None:
            raise InterpolationSyntaxError(option, section, f"bad interpolation variable reference {rest!r}")
        at = found + reference.end()
        text, where = self._look_up(parser, option, section, reference[1], values, raw, value[at:])
        if sign in text:
            yield from _pieces(self, parser, *where, text, self._values_for(parser, where, section, values), depth + 1)
        else:
            yield text
    yield value[at:]


class BasicInterpolation(Interpolation):
    """%(name)s in a value stands for another option of the section or the defaults."""

    _sign, _opening = '%('
    _KEYCRE = re.compile(r"%\(([^)]+)\)s")
    before_get, before_set = _replace_references, _check_references

    def _look_up(self, parser, option, section, reference, values, raw, rest):
        name = parser.optionxform(reference)
        if name not in values:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        return values[name], (option, section)

    def _values_for(self, parser, where, section, values):
        return values


class ExtendedInterpolation(Interpolation):
    """${name} and ${section:name} in a value stand for other options."""

    _sign, _opening = '${'
    _KEYCRE = re.compile(r"\$\{([^}]+)\}")
    before_get, before_set = _replace_references, _check_references

    def _look_up(self, parser, option, section, reference, values, raw, rest):
        path = reference.split(':')
        if len(path) > 2:
            raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
        where = parser.optionxform(path[-1]), path[0] if path[1:] else section
        try:
            text = parser.get(where[1], where[0], raw=True) if path[1:] else values[where[0]]
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, reference) from None
        return text or '', where

    def _values_for(self, parser, where, section, values):
        return dict(parser.items(where[1], raw=True))


# Parsers

def _option_pattern(delimiters, may_lack_value):
    """The pattern of a line with an option: its name, the delimiter, the value."""
    end = rf'(?P<vi>{"|".join(map(re.escape, delimiters))})\s*(?P<value>.*)'
    return re.compile(rf'(?P<option>.*?)\s*(?:{end}){"?" if may_lack_value else ""}$')


class _Reader:
    """Reads the lines of one source into a parser."""

    def __init__(self, parser, source):
        self.parser, self.source = parser, source
        self.section = self.option = self.values = None  # where the lines belong
        self.indent, self.seen, self.bad = 0, set(), []

    def read(self, lines):
        parser = self.parser
        inline, full = parser._prefixes
        for number, line in enumerate(lines, 1):
            text, commented = self._without_comments(line, inline, full)
            if not text:
                self._blank(commented)
                continue
            indent = len(line) - len(line.lstrip())
            if self.option and self.values is not None and indent > self.indent:
                if (kept := self.values[self.option]) is None:
                    raise MultilineContinuationError(self.source, number, line)
                kept.append(text)
                continue
            self.indent = indent
            if self.values is None and parser._allow_unnamed_section:
                self._enter(UNNAMED_SECTION, number)
            if header := parser.SECTCRE.match(text):
                self._enter(header['header'], number)
            elif self.values is None:
                raise MissingSectionHeaderError(self.source, number, line)
            else:
                self._add(text, number, line)
        if self.bad:
            error = ParsingError(self.source)
            for number, line in self.bad:
                error.append(number, line)
            raise error

    @staticmethod
    def _without_comments(line, inline, full):
        """(the text of a line, was there a comment in it?)"""
        if inline:
            starts = [at for prefix in inline for at in _occurrences(line, prefix) if at == 0 or line[at - 1].isspace()]
            if starts:
                return line[:min(starts)].strip() if not line.strip().startswith(full) else '', True
        text = line.strip()
        return ('', True) if full and text.startswith(full) else (text, False)

    def _blank(self, commented):
        """An empty line belongs to the value, or ends it."""
        if not self.parser._empty_lines_in_values:
            self.indent = sys.maxsize
        elif not commented and self.option and self.values is not None and self.values[self.option] is not None:
            self.values[self.option].append('')

    def _enter(self, name, number):
        parser = self.parser
        self.section, self.option = name, None
        if name == parser.default_section:
            self.values = parser._defaults
            return
        if name not in parser._sections or name is UNNAMED_SECTION:  # each source has its own options without a section
            parser._new_section(name)
        elif parser._strict and name in self.seen:
            raise DuplicateSectionError(name, self.source, number)
        self.seen.add(name)
        self.values = parser._sections[name]

    def _add(self, text, number, line):
        parser = self.parser
        found = parser._optcre.match(text)
        if not found:
            self.bad.append((number, line))
            return
        name, value = found['option'], found['value']
        if not name:
            self.bad.append((number, line))
        self.option = name = parser.optionxform(name.rstrip())
        if parser._strict and (self.section, name) in self.seen:
            raise DuplicateOptionError(self.section, name, self.source, number)
        self.seen.add((self.section, name))
        self.values[name] = None if value is None else [value.strip()]


def _occurrences(text, part):
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _getter(name):
    """The method that gets a value and converts it."""
    def method(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, _CONVERTERS[name](self), raw=raw, vars=vars, fallback=fallback, **kwargs)

    method.__name__, method.__qualname__ = f'get{name}', f'RawConfigParser.get{name}'
    method.__doc__ = "The value of an option, converted."
    return method


_CONVERTERS = {'int': lambda parser: int, 'float': lambda parser: float, 'boolean': lambda parser: parser._convert_to_boolean}


class RawConfigParser(MutableMapping):
    """Sections with options, read from files; without interpolation."""

    SECTCRE = re.compile(r'\[(?P<header>.+)\]')
    OPTCRE = _option_pattern(('=', ':'), False)
    OPTCRE_NV = _option_pattern(('=', ':'), True)
    NONSPACECRE = re.compile(r'\S')
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    _DEFAULT_INTERPOLATION = Interpolation()

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections, self._defaults = dict_type(), dict_type()
        self._proxies = dict_type()
        self._converters = ConverterMapping(self)
        self.default_section = default_section
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters = tuple(delimiters)
        if self._delimiters == ('=', ':'):
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        else:
            self._optcre = _option_pattern(self._delimiters, allow_no_value)
        self._prefixes = tuple(inline_comment_prefixes or ()), tuple(comment_prefixes or ())
        self._strict, self._allow_no_value = strict, allow_no_value
        self._empty_lines_in_values, self._allow_unnamed_section = empty_lines_in_values, allow_unnamed_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        self._interpolation = Interpolation() if interpolation is None else interpolation
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError("interpolation= must be None or an instance of Interpolation; "
                            f"got an object of type {type(self._interpolation)}")
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def _read_defaults(self, defaults):
        """Take defaults as they are, of any type."""
        self._defaults.update((self.optionxform(name), value) for name, value in defaults.items())

    def _new_section(self, name):
        self._sections[name] = self._dict()
        self._proxies[name] = SectionProxy(self, name)

    def _values_of(self, section, missing=None):
        """The own options of a section or of the defaults; NoSectionError if there is none."""
        if section in self._sections:
            return self._sections[section]
        if section == self.default_section:
            return self._defaults if missing is None else missing
        raise NoSectionError(section) from None

    # sections and options

    def defaults(self):
        return self._defaults

    def sections(self):
        """The names of the sections, without the default one."""
        return list(self._sections)

    def add_section(self, section):
        """Add a section."""
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._new_section(section)

    def has_section(self, section):
        """Is there a section of that name (besides the default one)?"""
        return section in self._sections

    def options(self, section):
        """The names of the options of a section, with the defaults."""
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        """Is there such an option, in the section or the defaults?"""
        if section and section != self.default_section and section not in self._sections:
            return False
        own = self._sections.get(section, ()) if section else ()
        name = self.optionxform(option)
        return name in own or name in self._defaults

    def optionxform(self, optionstr):
        """How the names of options are stored: in small letters.  May be replaced."""
        return optionstr.lower()

    def set(self, section, option, value=None):
        """Set an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        values = self._values_of(section or self.default_section)
        values[self.optionxform(option)] = value

    def remove_option(self, section, option):
        """Remove an option; says whether it existed."""
        values, name = self._values_of(section or self.default_section), self.optionxform(option)
        return values.pop(name, values) is not values

    def remove_section(self, section):
        """Remove a section; says whether it existed."""
        if existed := section in self._sections:
            del self._sections[section], self._proxies[section]
        return existed

    # values

    def _unify_values(self, section, vars):
        """The values that count for a section: vars, its own, the defaults."""
        own = self._values_of(section, missing={})
        given = {self.optionxform(name): value if value is None else str(value) for name, value in (vars or {}).items()}
        return _ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option; fallback if there is none.

        vars go before the section, the defaults come last; raw leaves out the
        interpolation."""
        try:
            values = self._unify_values(section, vars)
            option = self.optionxform(option)
            if option not in values:
                raise NoOptionError(option, section)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        value = values[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, values)

    def _get(self, section, conv, option, **kwargs):
        return conv(self.get(section, option, **kwargs))

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """The value converted, but not the fallback."""
        try:
            return self._get(section, conv, option, raw=raw, vars=vars, **kwargs)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    getint, getfloat, getboolean = map(_getter, _CONVERTERS)

    def _convert_to_boolean(self, value):
        try:
            return self.BOOLEAN_STATES[value.lower()]
        except KeyError:
            raise ValueError(f'Not a boolean: {value}') from None

    def items(self, section=_UNSET, raw=False, vars=None):
        """The (name, section) pairs, or with a section its (name, value) pairs."""
        if section is _UNSET:
            return super().items()
        values = self._defaults.copy()
        values.update(self._values_of(section, missing={}))
        names = list(values)
        values.update({self.optionxform(name): value for name, value in (vars or {}).items()})
        if raw:
            return [(name, values[name]) for name in names]
        return [(name, self._interpolation.before_get(self, section, name, values[name], values)) for name in names]

    @property
    def converters(self):
        return self._converters

    def _validate_value_types(self, *, section="", option="", value=""):
        for kind, text in (("section names", section), ("option keys", option)):
            if not isinstance(text, str):
                raise TypeError(f"{kind} must be strings")
        if not isinstance(value, str) and (value or not self._allow_no_value):
            raise TypeError("option values must be strings")

    # reading and writing

    def read(self, filenames, encoding=None):
        """Read files; those that cannot be opened are skipped.  Returns those read."""
        done, encoding = [], io.text_encoding(encoding)
        for name in [filenames] if isinstance(filenames, (str, bytes, os.PathLike)) else filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                continue
            done.append(os.fspath(name))
        return done

    def read_file(self, f, source=None):
        """Read from a file or other iterable of lines."""
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)

    def read_string(self, string, source='<string>'):
        """Read from a string."""
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        """Read from a dict of sections, each a dict of options."""
        seen = set()
        for section, options in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for name, value in options.items():
                name = self.optionxform(str(name))
                if self._strict and (section, name) in seen:
                    raise DuplicateOptionError(section, name, source)
                seen.add((section, name))
                self.set(section, name, value if value is None else str(value))

    def _read(self, fp, fpname):
        try:
            _Reader(self, fpname).read(fp)
        finally:
            self._join_lines()

    def _join_lines(self):
        """Make texts of the values that are lists of lines."""
        for section, values in ((self.default_section, self._defaults), *self._sections.items()):
            for name, value in values.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                values[name] = self._interpolation.before_read(self, section, name, value)

    def write(self, fp, space_around_delimiters=True):
        """Write everything to a text file."""
        delimiter = self._delimiters[0]
        if space_around_delimiters:
            delimiter = f" {delimiter} "
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), delimiter)
        # what has no header must come first
        for section in sorted(self._sections, key=lambda name: name is not UNNAMED_SECTION):
            self._write_section(fp, section, self._sections[section].items(), delimiter, section is UNNAMED_SECTION)

    def _write_section(self, fp, section_name, section_items, delimiter, unnamed=False):
        if not unnamed:
            fp.write(f"[{section_name}]\n")
        for name, value in section_items:
            value = self._interpolation.before_write(self, section_name, name, value)
            bare = value is None and self._allow_no_value
            fp.write(f"{name}\n" if bare else f"{name}{delimiter}{str(value).replace('\n', '\n\t')}\n")
        fp.write("\n")

    # a parser as a mapping of sections

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self:
            if self[key] is value:
                return
            self._values_of(key).clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.remove_section(key):
            raise KeyError(key)

    def popitem(self):
        """Remove and return a section, as (name, proxy)."""
        for name in self._sections:
            section = self[name]
            self.remove_section(name)
            return name, section
        raise KeyError

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return 1 + len(self._sections)

    def __iter__(self):
        yield self.default_section
        yield from self._sections


class ConfigParser(RawConfigParser):
    """Sections with options, read from files; %(name)s in values refers to other options."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _read_defaults(self, defaults):
        """Take defaults as strings, without a look at references in them."""
        kept, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = kept

    def set(self, section, option, value=None):
        """Set an option; the value must be a string."""
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Add a section; the name must be a string."""
        self._validate_value_types(section=section)
        super().add_section(section)


class SectionProxy(MutableMapping):
    """A section of a parser as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for kind in parser._converters:
            self._set_getter(kind)

    def _set_getter(self, kind):
        name = f'get{kind}'
        setattr(self, name, functools.partial(self.get, _impl=getattr(self._parser, name)))

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if key not in self:
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if key not in self or not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _names(self):
        parser = self._parser
        return list(parser.defaults()) if self._name == parser.default_section else parser.options(self._name)

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return iter(self._names())

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option, or fallback."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """The get*() methods of a parser by what follows get: adding one adds the method."""

    GETTERCRE = re.compile(r"^get(?P<name>.+)$")

    def __init__(self, parser):
        self._parser = parser
        names = (self.GETTERCRE.match(name) for name in dir(type(parser)))
        self._data = {found['name']: None for found in names if found and callable(getattr(parser, found[0]))}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise ValueError(f'Incompatible key: {key} (type: {type(key)})')
        if not key:
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        getter = functools.partial(self._parser._get_conv, conv=value)
        getter.converter = value
        setattr(self._parser, f'get{key}', getter)
        for section in self._parser.values():
            section._set_getter(key)

    def __delitem__(self, key):
        del self._data[key]
        for owner in self._parser, *self._parser.values():
            vars(owner).pop(f'get{key}', None)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
