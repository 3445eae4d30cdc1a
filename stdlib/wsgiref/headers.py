"""Headers of a response."""
import re

tspecials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def _formatparam(param, value=None, quote=1):
    """A parameter as it stands in a header."""
    if not value:
        return param
    if not quote and not tspecials.search(value):
        return f'{param}={value}'
    escaped = re.sub(r'(["\\])', r'\\\1', value)
    return f'{param}="{escaped}"'


class Headers:
    """Pairs that are used like a mapping; names are equal in any case."""

    def __init__(self, headers=None):
        if headers is not None and type(headers) is not list:
            raise TypeError('Headers must be a list of name/value tuples')
        self._headers = [] if headers is None else headers
        if __debug__:
            for pair in self._headers:
                for text in pair:
                    self._convert_string_type(text)

    def _convert_string_type(self, value):
        """A str, and nothing else."""
        if type(value) is not str:
            raise AssertionError(f'Header names/values must be of type str (got {value!r})')
        return value

    def __len__(self):
        return len(self._headers)

    def __contains__(self, name):
        return bool(self.get_all(name))

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        del self[name]
        self._headers.append(tuple(map(self._convert_string_type, (name, val))))

    def __delitem__(self, name):
        name = self._convert_string_type(name).lower()
        self._headers[:] = (pair for pair in self._headers if pair[0].lower() != name)

    def get_all(self, name):
        """All values of a name."""
        name = self._convert_string_type(name).lower()
        return [value for key, value in self._headers if key.lower() == name]

    def get(self, name, default=None):
        """The first value of a name."""
        return next(iter(self.get_all(name)), default)

    def setdefault(self, name, value):
        """The first value; if there is none it is this one."""
        for found in self.get_all(name):
            return found
        self._headers.append((self._convert_string_type(name), self._convert_string_type(value)))
        return value

    def keys(self):
        """The names."""
        return [pair[0] for pair in self._headers]

    def values(self):
        """The values."""
        return [pair[1] for pair in self._headers]

    def items(self):
        """The pairs."""
        return self._headers.copy()

    def __repr__(self):
        return f'{type(self).__name__}({self._headers!r})'

    def __str__(self):
        return ''.join(f'{name}: {value}\r\n' for name, value in self._headers) + '\r\n'

    def __bytes__(self):
        return str(self).encode('iso-8859-1')

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters."""
        pieces = [] if _value is None else [self._convert_string_type(_value)]
        for name, value in _params.items():
            name = self._convert_string_type(name).replace('_', '-')
            pieces.append(name if value is None else _formatparam(name, self._convert_string_type(value)))
        self._headers.append((self._convert_string_type(_name), '; '.join(pieces)))
