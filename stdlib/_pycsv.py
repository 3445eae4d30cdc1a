"""The core of csv in Python: dialects, reader, writer."""
import _collections_abc

__version__ = '1.0'

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)

_dialects = {}
_field_limit = 128 * 1024


class Error(Exception):
    pass


Error.__module__ = '_csv'

_defaults = {'delimiter': ',', 'doublequote': True, 'escapechar': None,
             'lineterminator': '\r\n', 'quotechar': '"', 'quoting': QUOTE_MINIMAL,
             'skipinitialspace': False, 'strict': False}


class Dialect:
    """The settings of a dialect, checked; from another dialect, its name, and keywords."""

    __slots__ = tuple('_' + name for name in _defaults)

    def __new__(cls, dialect=None, **kwargs):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if isinstance(dialect, Dialect) and not kwargs:
            return dialect
        self = object.__new__(cls)
        unset = object()
        values = dict(_defaults)
        quoting_given = 'quoting' in kwargs
        for name in _defaults:
            value = kwargs.pop(name, unset)
            if value is unset and dialect is not None:
                value = getattr(dialect, name, unset)
            if value is not unset:
                values[name] = value
        if kwargs:
            name = next(iter(kwargs))
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        for name in ('delimiter', 'escapechar', 'quotechar'):
            value = values[name]
            if value is None and name != 'delimiter':
                continue
            if not isinstance(value, str):
                raise TypeError(f'"{name}" must be string, not {type(value).__name__}'
                                if name == 'delimiter' else
                                f'"{name}" must be string or None, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        for name in ('doublequote', 'skipinitialspace', 'strict'):
            values[name] = bool(values[name])
        if type(values['quoting']) is not int or not 0 <= values['quoting'] <= 5:
            if not isinstance(values['quoting'], int):
                raise TypeError('"quoting" must be an integer')
            raise TypeError('bad "quoting" value')
        if values['quoting'] != QUOTE_NONE and not values['quotechar']:
            if not values['quotechar'] and not quoting_given:
                values['quoting'] = QUOTE_NONE
            else:
                raise TypeError('quotechar must be set if quoting enabled')
        if values['lineterminator'] is None:
            raise TypeError('lineterminator must be set')
        if not isinstance(values['lineterminator'], str):
            raise TypeError('"lineterminator" must be a string, not '
                            + type(values["lineterminator"]).__name__)
        seen = {}
        for name in ('delimiter', 'escapechar', 'quotechar'):
            value = values[name]
            if value is None:
                continue
            if value in '\r\n' or (value == ' ' and name != 'delimiter'
                                   and values['skipinitialspace']):
                raise ValueError(f'bad {name} value')
            if value in values['lineterminator']:
                raise ValueError(f'bad {name} or lineterminator value')
            if value in seen:
                raise ValueError(f'bad {seen[value]} or {name} value')
            seen[value] = name
        for name, value in values.items():
            object.__setattr__(self, '_' + name, value)
        return self

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")


for _name in _defaults:
    setattr(Dialect, _name, property(lambda self, _n='_' + _name: getattr(self, _n)))
del _name
Dialect.__module__ = '_csv'


def register_dialect(name, dialect=None, /, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    """Take a dialect's name back."""
    try:
        del _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def get_dialect(name):
    """The dialect of that name."""
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    """The names of all dialects."""
    return list(_dialects)


_unset = object()


def field_size_limit(new_limit=_unset):
    """The largest size of a field; sets it, and returns the old one."""
    global _field_limit
    old = _field_limit
    if new_limit is not _unset:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _field_limit = new_limit
    return old


class _Reader:
    """Iterates over rows, each a list of strings."""

    def __init__(self, iterable, dialect):
        self._input = iter(iterable)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        delimiter, quotechar, escapechar = d.delimiter, d.quotechar, d.escapechar
        quoting = d.quoting
        fields = []
        field = []
        state = 'start record'
        quoted = False

        def save():
            nonlocal quoted, field
            text = ''.join(field)
            field = []
            was_quoted, quoted = quoted, False
            if not was_quoted:
                if quoting == QUOTE_NOTNULL and not text:
                    text = None
                elif quoting == QUOTE_STRINGS:
                    text = float(text) if text else None
                elif quoting == QUOTE_NONNUMERIC and text:
                    text = float(text)
            fields.append(text)

        def add(c):
            if len(field) >= _field_limit:
                raise Error(f"field larger than field limit ({_field_limit})")
            field.append(c)

        while True:
            try:
                line = next(self._input)
            except StopIteration:
                if field or state == 'in quoted field':
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            for c in (*line, ''):       # '' is the end of the line
                if state == 'start record':
                    if c == '':
                        continue
                    if c in '\n\r':
                        state = 'after newline'
                        continue
                    state = 'start field'
                if state == 'start field':
                    if c == '' or c in '\n\r':
                        save()
                        state = 'start record' if c == '' else 'after newline'
                    elif c == quotechar and quoting != QUOTE_NONE:
                        quoted = True
                        state = 'in quoted field'
                    elif c == escapechar:
                        state = 'escaped'
                    elif c == ' ' and d.skipinitialspace:
                        pass
                    elif c == delimiter:
                        save()
                    else:
                        add(c)
                        state = 'in field'
                elif state == 'escaped':
                    if c == '':
                        add('\n')
                        state = 'in field'
                    elif c in '\n\r':
                        add(c)
                        state = 'after escaped newline'
                    else:
                        add(c)
                        state = 'in field'
                elif state in ('in field', 'after escaped newline'):
                    if state == 'after escaped newline' and c == '':
                        continue
                    if c == '' or c in '\n\r':
                        save()
                        state = 'start record' if c == '' else 'after newline'
                    elif c == escapechar:
                        state = 'escaped'
                    elif c == delimiter:
                        save()
                        state = 'start field'
                    else:
                        add(c)
                        state = 'in field'
                elif state == 'in quoted field':
                    if c == '':
                        pass
                    elif c == escapechar:
                        state = 'escaped in quoted field'
                    elif c == quotechar and quoting != QUOTE_NONE:
                        if d.doublequote:
                            state = 'quote in quoted field'
                        else:
                            state = 'in field'
                    else:
                        add(c)
                elif state == 'escaped in quoted field':
                    add('\n' if c == '' else c)
                    state = 'in quoted field'
                elif state == 'quote in quoted field':
                    if quoting != QUOTE_NONE and c == quotechar:
                        add(c)
                        state = 'in quoted field'
                    elif c == delimiter:
                        save()
                        state = 'start field'
                    elif c == '' or c in '\n\r':
                        save()
                        state = 'start record' if c == '' else 'after newline'
                    elif not d.strict:
                        add(c)
                        state = 'in field'
                    else:
                        raise Error(f"'{delimiter}' expected after '{quotechar}'")
                elif state == 'after newline':
                    if c == '':
                        state = 'start record'
                    elif c not in '\n\r':
                        raise Error("new-line character seen in unquoted field - "
                                    "do you need to open the file with newline=''?")
            if state == 'start record':
                return fields


class _Writer:
    """Writes rows to what a file object's write() is."""

    def __init__(self, write, dialect):
        self._write = write
        self.dialect = dialect

    def writerow(self, row):
        """Write a row; returns what write() returns."""
        d = self.dialect
        quoting, quotechar, escapechar = d.quoting, d.quotechar, d.escapechar
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        special = {d.delimiter, escapechar, quotechar, '\n', '\r', *d.lineterminator}
        special.discard(None)
        out = []
        for value in row:
            if quoting == QUOTE_NONNUMERIC:
                quoted = not _is_number(value)
            elif quoting == QUOTE_ALL:
                quoted = True
            elif quoting == QUOTE_STRINGS:
                quoted = isinstance(value, str)
            elif quoting == QUOTE_NOTNULL:
                quoted = value is not None
            else:
                quoted = False
            text = '' if value is None else value if isinstance(value, str) else str(value)
            parts = []
            for c in text:
                want_escape = False
                if c in special:
                    if quoting == QUOTE_NONE:
                        want_escape = True
                    elif c == quotechar:
                        if d.doublequote:
                            parts.append(quotechar)
                            quoted = True
                        else:
                            want_escape = True
                    elif c == escapechar:
                        want_escape = True
                    if not want_escape:
                        quoted = True
                    else:
                        if not escapechar:
                            raise Error("need to escape, but no escapechar set")
                        parts.append(escapechar)
                elif c == ' ' and d.delimiter == ' ' and d.skipinitialspace:
                    quoted = True
                parts.append(c)
            if not text and not quoted and (
                    len(row) == 1 or d.delimiter == ' ' and d.skipinitialspace):
                if quoting == QUOTE_NONE or (
                        value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                    if len(row) == 1:
                        raise Error("single empty field record must be quoted")
                    raise Error("empty field must be quoted if delimiter is a space "
                                "and skipinitialspace is true")
                quoted = True
            text = ''.join(parts)
            out.append(f'{quotechar}{text}{quotechar}' if quoted else text)
        return self._write(d.delimiter.join(out) + d.lineterminator)

    def writerows(self, rows):
        """Write all rows of an iterable."""
        for row in rows:
            self.writerow(row)


def _is_number(value):
    return hasattr(type(value), '__float__') or hasattr(type(value), '__index__')


_Reader.__name__ = _Reader.__qualname__ = 'reader'
_Writer.__name__ = _Writer.__qualname__ = 'writer'
_Reader.__module__ = _Writer.__module__ = '_csv'


def reader(iterable, /, dialect='excel', **fmtparams):
    """An iterator over the rows of a file (or other iterable of lines)."""
    return _Reader(iterable, Dialect(dialect, **fmtparams))


def writer(fileobj, /, dialect='excel', **fmtparams):
    """An object that writes rows to a file."""
    write = getattr(fileobj, 'write', None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(write, Dialect(dialect, **fmtparams))
