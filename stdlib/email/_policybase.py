"""The policy that messages have had ever since."""
import abc
from email import header
from email import charset as _charset

__all__ = ['Policy', 'Compat32', 'compat32']


class _PolicyBase:
    # Settings that cannot be changed, only copied with changes by clone() or +.

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    name, self.__class__.__name__))
            object.__setattr__(self, name, value)

    def __repr__(self):
        args = ["{}={!r}".format(name, value) for name, value in self.__dict__.items()]
        return "{}({})".format(self.__class__.__name__, ', '.join(args))

    def clone(self, **kw):
        """A copy with other settings."""
        newpolicy = self.__class__.__new__(self.__class__)
        for attr, value in {**self.__dict__, **kw}.items():
            if not hasattr(self, attr):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    attr, self.__class__.__name__))
            object.__setattr__(newpolicy, attr, value)
        return newpolicy

    def __setattr__(self, name, value):
        if hasattr(self, name):
            raise AttributeError("{!r} object attribute {!r} is read-only".format(
                self.__class__.__name__, name))
        raise AttributeError("{!r} object has no attribute {!r}".format(
            self.__class__.__name__, name))

    def __add__(self, other):
        return self.clone(**other.__dict__)


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    """Settings that cannot be changed, only copied with changes by clone() or +. Subclasses say what headers are."""

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None
    verify_generated_headers = True

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
    def header_source_parse(self, sourcelines):
        """(name, value) of the lines of a header."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value) to keep when the program sets a header."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What the program gets when it asks."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold(self, name, value):
        """The header as lines."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The header as lines of bytes."""
        raise NotImplementedError


class Compat32(Policy):
    """Headers as they were written."""

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        # Bytes that were no ASCII come out as an unknown character set.
        if not isinstance(value, str):
            return value
        if any('\udc80' <= c <= '\udcff' for c in value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        """(name, value) of the lines of a header."""
        name, value = sourcelines[0].split(':', 1)
        value = ''.join((value, *sourcelines[1:])).lstrip(' \t\r\n')
        return (name, value.rstrip('\r\n'))

    def header_store_parse(self, name, value):
        """(name, value) to keep when the program sets a header."""
        return (name, value)

    def header_fetch_parse(self, name, value):
        """What the program gets when it asks."""
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        """The header as lines."""
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        """The same as bytes."""
        folded = self._fold(name, value, sanitize=self.cte_type == '7bit')
        return folded.encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        parts = ['%s: ' % name]
        if isinstance(value, str):
            if any('\udc80' <= c <= '\udcff' for c in value):
                if sanitize:
                    h = header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
                else:
                    parts.append(value)
                    h = None
            else:
                h = header.Header(value, header_name=name)
        else:
            h = value       # a Header
        if h is not None:
            maxlinelen = 0
            if self.max_line_length is not None:
                maxlinelen = self.max_line_length
            parts.append(h.encode(linesep=self.linesep, maxlinelen=maxlinelen))
        parts.append(self.linesep)
        return ''.join(parts)


compat32 = Compat32()
