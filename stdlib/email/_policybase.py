"""The policy that messages have had ever since."""
import abc

from email import charset as _charset
from email import header
from email.utils import _has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']


def split_header(lines):
    """Name and value of the lines of a header."""
    name, first = lines[0].split(':', 1)
    return name, (first.lstrip(' \t') + ''.join(lines[1:])).rstrip('\r\n')


class _PolicyBase:
    """Attributes of the class are the settings and their defaults; those of an object differ from them."""

    def __init__(self, **kw):
        self._set(kw)

    def _set(self, settings):
        for name, value in settings.items():
            if not hasattr(type(self), name):
                raise TypeError(f'{name!r} is an invalid keyword argument for {type(self).__name__}')
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        wrong = 'attribute {!r} is read-only' if hasattr(self, name) else 'has no attribute {!r}'
        raise AttributeError(f'{type(self).__name__!r} object {wrong.format(name)}')

    def __repr__(self):
        settings = ', '.join(f'{name}={value!r}' for name, value in vars(self).items())
        return f'{type(self).__name__}({settings})'

    def clone(self, **kw):
        """A copy with some settings changed."""
        copy = object.__new__(type(self))
        vars(copy).update(vars(self))
        copy._set(kw)
        return copy

    def __add__(self, other):
        return self.clone(**vars(other))


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    """Settings that cannot be changed, only copied with changes by clone() or +. Subclasses say what headers are."""

    linesep = '\n'
    max_line_length = 78
    cte_type = '8bit'
    mangle_from_ = False
    raise_on_defect = False
    verify_generated_headers = True
    message_factory = None

    def handle_defect(self, obj, defect):
        """Note a defect, or raise it."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        """Note a defect."""
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How many headers of a name there may be; None for any."""
        return None

    @abc.abstractmethod
    def fold(self, name, value):
        """The header as lines."""

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The header as lines of bytes."""

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """(name, value) of the lines of a header."""

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value) to keep when the program sets a header."""

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What the program gets when it asks."""


class Compat32(Policy):
    """Headers as they were written."""

    mangle_from_ = True

    def header_source_parse(self, sourcelines):
        """(name, value) of the lines of a header."""
        return split_header(sourcelines)

    def header_store_parse(self, name, value):
        """(name, value) to keep when the program sets a header."""
        return name, value

    def header_fetch_parse(self, name, value):
        """What the program gets when it asks."""
        if isinstance(value, str) and _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def _lines(self, name, value, keep_bytes):
        if isinstance(value, str):
            if (value.isascii() and value.isprintable() and value == value.strip()
                    and (not self.max_line_length or len(name) + len(value) + 2 <= self.max_line_length)):
                return f'{name}: {value}{self.linesep}'     # nothing to fold
            raw = _has_surrogates(value)
            if raw and keep_bytes:
                return f'{name}: {value}{self.linesep}'
            value = header.Header(value, charset=_charset.UNKNOWN8BIT if raw else None, header_name=name)
        # No length at all means no limit here, which Header calls 0.
        text = value.encode(linesep=self.linesep, maxlinelen=self.max_line_length or 0)
        return f'{name}: {text}{self.linesep}'

    def fold(self, name, value):
        """The header as lines."""
        return self._lines(name, value, keep_bytes=False)

    def fold_binary(self, name, value):
        """The same as bytes."""
        return self._lines(name, value, keep_bytes=self.cte_type != '7bit').encode('ascii', 'surrogateescape')


compat32 = Compat32()
