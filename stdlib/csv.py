"""Reading and writing CSV files."""
import types
from io import StringIO

from _csv import (QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, QUOTE_NOTNULL, QUOTE_STRINGS, Error, field_size_limit,
                  get_dialect, list_dialects, reader, register_dialect, unregister_dialect, writer)
from _csv import Dialect as _Dialect

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'QUOTE_STRINGS', 'QUOTE_NOTNULL', 'Error', 'Dialect',
           'excel', 'excel_tab', 'field_size_limit', 'reader', 'writer', 'register_dialect', 'get_dialect', 'list_dialects',
           'Sniffer', 'unregister_dialect', 'DictReader', 'DictWriter', 'unix_dialect']


class Dialect:
    """How a file is written: derive from it, and set the attributes."""

    _name, _valid = "", False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        self._valid = type(self) is not Dialect
        try:
            _Dialect(self)
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    """As Excel writes it."""

    delimiter, quotechar, lineterminator = ',', '"', '\r\n'
    doublequote, skipinitialspace, quoting = True, False, QUOTE_MINIMAL


class excel_tab(excel):
    """As Excel writes it, with tabs."""

    delimiter = '\t'


class unix_dialect(Dialect):
    """As Unix programs write it: \\n, everything quoted."""

    delimiter, quotechar, lineterminator = ',', '"', '\n'
    doublequote, skipinitialspace, quoting = True, False, QUOTE_ALL


for _dialect, _registered in (excel, "excel"), (excel_tab, "excel-tab"), (unix_dialect, "unix"):
    register_dialect(_registered, _dialect)


class DictReader:
    """Reads rows as dicts; the first row has the names, unless fieldnames are given.

    restkey gets the values of a row that is too long, restval is the value of
    what a short row lacks."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        once = fieldnames is not None and iter(fieldnames) is fieldnames
        self._fieldnames = list(fieldnames) if once else fieldnames
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self._fieldnames
        if names is None or not self.line_num:
            names = self.fieldnames
        row = next(filter(None, self.reader))
        self.line_num = self.reader.line_num
        found, short = dict(zip(names, row)), len(names) - len(row)
        if short > 0:
            found.update(dict.fromkeys(names[-short:], self.restval))
        elif short:
            found[self.restkey] = row[short:]
        return found

    __class_getitem__ = classmethod(types.GenericAlias)


class DictWriter:
    """Writes dicts as rows; restval is written for keys that are missing.

    extrasaction 'raise' makes unknown keys a ValueError, 'ignore' skips them."""

    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        once = fieldnames is not None and iter(fieldnames) is fieldnames
        self.fieldnames = list(fieldnames) if once else fieldnames
        self.restval, self.extrasaction = restval, extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise" and (unknown := rowdict.keys() - self.fieldnames):
            raise ValueError(f"dict contains fields not in fieldnames: {', '.join(map(repr, unknown))}")
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))

    __class_getitem__ = classmethod(types.GenericAlias)


# Where a quoted field may stand: between delimiters, first in a line, last in a line, alone.
_BEFORE, _AFTER = r'(?P<delim>[^\w\n"\'])(?P<space> ?)', r'(?P<delim>[^\w\n"\'])(?P<space> ?)'
_FIELD = r'(?P<quote>["\']).*?(?P=quote)'
_PLACES = _BEFORE + _FIELD + '(?P=delim)', r'(?:^|\n)' + _FIELD + _AFTER, _BEFORE + _FIELD + r'(?:$|\n)', r'(?:^|\n)' + _FIELD + r'(?:$|\n)'


class Sniffer:
    """Guesses the dialect of a file, and whether it has a header."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """A dialect class for a sample; Error if it cannot be guessed."""
        found = self._guess_quote_and_delimiter(sample, delimiters)
        if not found['delimiter']:
            found['delimiter'], found['skipinitialspace'] = self._guess_delimiter(sample, delimiters)
        if not found['delimiter']:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL

        for name, value in found.items():
            setattr(dialect, name, value)
        dialect.quotechar = dialect.quotechar or '"'
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """What stands around quoted fields tells the delimiter and the quote."""
        import re
        from collections import Counter
        fields = []
        for place in _PLACES:
            fields = [found.groupdict() for found in re.finditer(place, data, re.DOTALL | re.MULTILINE)]
            if fields:
                break
        quotes = Counter(field['quote'] for field in fields)
        around = Counter(sign for field in fields if (sign := field.get('delim')) and (delimiters is None or sign in delimiters))
        quote, delimiter, skip = max(quotes, key=quotes.get, default=''), '', 0
        if around:
            delimiter = max(around, key=around.get)
            skip = around[delimiter] == sum(field['space'] == ' ' for field in fields)
        doubled = False
        if quote:
            no, sign = f"[^{re.escape(delimiter)}\n]*", re.escape(delimiter)
            doubled = re.search(rf"(({sign})|^)\W*{quote}{no}{quote}{no}{quote}\W*(({sign})|$)", data, re.MULTILINE) is not None
        return {'quotechar': quote, 'doublequote': doubled, 'delimiter': delimiter, 'skipinitialspace': skip}

    def _guess_delimiter(self, data, delimiters):
        """A delimiter occurs about as often in each line; the lines are looked at ten at a time."""
        lines = [line for line in data.split('\n') if line]
        signs = [chr(code) for code in range(127) if delimiters is None or chr(code) in delimiters]
        often = {sign: {} for sign in signs}  # how many lines have it how many times
        candidates = {}
        for start in range(0, len(lines), 10):
            for line in lines[start:start + 10]:
                for sign, times in often.items():
                    count = line.count(sign)
                    times[count] = times.get(count, 0) + 1
            if not candidates:
                candidates = self._steady(often, min(start + min(10, len(lines)), len(lines)))
            if len(candidates) == 1:
                break
        if not candidates:
            return '', 0
        liked = [sign for sign in self.preferred if sign in candidates]
        if len(candidates) > 1 and liked:
            delimiter = liked[0]
        else:
            delimiter = max((times, sign) for sign, times in candidates.items())[1]
        return delimiter, lines[0].count(delimiter) == lines[0].count(f"{delimiter} ")

    @staticmethod
    def _steady(often, total):
        """The signs that occur equally often in most lines, with how often and in how many more lines than not."""
        usual = {}
        for sign, times in often.items():
            count, lines = max(times.items(), key=lambda pair: pair[1])
            margin = 2 * lines - sum(times.values())
            if count > 0 and margin > 0:
                usual[sign] = count, margin
        share, found = 1.0, {}
        while not found and share >= 0.9:
            found = {sign: pair for sign, pair in usual.items() if pair[1] / total >= share}
            share -= 0.01
        return found

    def has_header(self, sample):
        """Does the first row look different from the others: text over numbers, other lengths?"""
        from itertools import islice
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        like = [map(self._kind, row) for row in islice(rows, 21) if len(row) == len(header)]
        if not like:
            return bool(header)
        columns, votes = zip(*like), 0
        for name, kinds in zip(header, columns):
            if len(kinds := set(kinds)) == 1:
                votes += 1 if self._kind(name) not in kinds and len(name) not in kinds else -1
        return votes > 0

    @staticmethod
    def _kind(text):
        """complex for a number, else the length of the text."""
        try:
            complex(text)
        except (ValueError, OverflowError):
            return len(text)
        return complex
