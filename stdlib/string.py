"""Character sets as strings, capwords(), Template and Formatter."""
import _string

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits', 'printable',
           'punctuation', 'whitespace', 'Formatter', 'Template']

ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
octdigits = '01234567'
digits = octdigits + '89'
hexdigits = f'{digits}abcdefABCDEF'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
whitespace = ' \t\n\r\x0b\x0c'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize every word of s.

    Without sep words are split at whitespace and joined by single spaces;
    else they are split and joined by sep."""
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


_sentinel_dict = {}


class _OnDemand:
    """A class attribute worked out when it is wanted first, as it needs the module re."""

    def __init__(self, make):
        self.make = make

    def __get__(self, template, cls):
        return self.make(cls)


def _ignore_case(cls):
    from re import IGNORECASE
    return IGNORECASE


class Template:
    """Text with $name and ${name} to be substituted; $$ stands for $."""

    delimiter = '$'
    idpattern = '(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = _OnDemand(_ignore_case)
    pattern = _OnDemand(lambda cls: cls._set_pattern(None))

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._set_pattern(vars(cls).get('pattern'))

    @classmethod
    def _set_pattern(cls, pattern):
        """Compile a pattern, by default one for the class's delimiter and names."""
        import re
        if pattern is None:
            sign, braced = re.escape(cls.delimiter), cls.braceidpattern or cls.idpattern
            pattern = rf'{sign}(?:(?P<escaped>{sign})|(?P<named>{cls.idpattern})|{{(?P<braced>{braced})}}|(?P<invalid>))'
        cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)
        return cls.pattern

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(what was found, 'escaped' or 'invalid' or None, name or None) for each delimiter."""
        for found in self.pattern.finditer(self.template):
            yield found, *self._kind(found)

    def _kind(self, found):
        groups = found.groupdict()
        name = groups.get('named') or groups.get('braced')
        if name is not None:
            return None, name
        for kind in 'escaped', 'invalid':
            if groups[kind] is not None:
                return kind, None
        raise ValueError('Unrecognized named group in pattern', self.pattern)

    def _values(self, mapping, kws):
        if mapping is _sentinel_dict:
            return kws
        if not kws:
            return mapping
        from collections import ChainMap
        return ChainMap(kws, mapping)

    def _invalid(self, found):
        before = self.template[:found.start('invalid')].splitlines(keepends=True) or ['']
        column = len(before[-1]) if before != [''] else 1
        raise ValueError(f'Invalid placeholder in string: line {len(before)}, col {column}')

    def substitute(self, mapping=_sentinel_dict, /, **kws):
        """Replace all placeholders; KeyError if one is missing."""
        values = self._values(mapping, kws)

        def replace(found):
            if found.lastgroup == 'named':
                return str(values[found['named']])
            kind, name = self._kind(found)
            if kind == 'invalid':
                self._invalid(found)
            return self.delimiter if kind else str(values[name])
        return self.pattern.sub(replace, self.template)

    def safe_substitute(self, mapping=_sentinel_dict, /, **kws):
        """Replace the placeholders that can be; leave the others."""
        values = self._values(mapping, kws)

        def replace(found):
            kind, name = self._kind(found)
            if kind:
                return self.delimiter if kind == 'escaped' else found[0]
            try:
                return str(values[name])
            except KeyError:
                return found[0]
        return self.pattern.sub(replace, self.template)

    def is_valid(self):
        """Would substitute() accept the text, given the names?"""
        return all(kind != 'invalid' for _found, kind, _name in self._parts())

    def get_identifiers(self):
        """The names of the placeholders, each once, in order."""
        return list(dict.fromkeys(name for _found, _kind, name in self._parts() if name is not None))


class Formatter:
    """str.format() in parts that subclasses can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used, numbers = set(), _FieldNumbers()
        text = self._filled(format_string, args, kwargs, used, numbers, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _filled(self, format_string, args, kwargs, used, numbers, depth):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if field is None:
                continue
            value, key = self.get_field(numbers.checked(field), args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec = self._filled(spec, args, kwargs, used, numbers, depth - 1)
            parts.append(self.format_field(value, spec))
        return ''.join(parts)

    def get_value(self, key, args, kwargs):
        """The argument with a number or a name."""
        return (args if isinstance(key, int) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Override to complain about arguments that were not used."""

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply !s, !r or !a."""
        if conversion is None:
            return value
        if conversion not in ('s', 'r', 'a'):
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return {'s': str, 'r': repr, 'a': ascii}[conversion](value)

    def parse(self, format_string):
        """Tuples (literal text, field name, format spec, conversion)."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """(object, key of the argument used) for a field like 'a.b[0]'."""
        key, steps = _string.formatter_field_name_split(field_name)
        value = self.get_value(key, args, kwargs)
        for is_attribute, name in steps:
            value = getattr(value, name) if is_attribute else value[name]
        return value, key


class _FieldNumbers:
    """Fields without a name get numbers, unless others have them."""

    def __init__(self):
        self.next, self.manual = 0, False

    def checked(self, field):
        if field == '':
            if self.manual:
                raise ValueError('cannot switch from manual field specification to automatic field numbering')
            self.next += 1
            return str(self.next - 1)
        if field.isdigit():
            if self.next:
                raise ValueError('cannot switch from manual field specification to automatic field numbering')
            self.manual = True
        return field
