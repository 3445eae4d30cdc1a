"""Addresses, dates and parameters of messages."""
__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231', 'formataddr', 'formatdate',
           'format_datetime', 'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz',
           'parsedate_to_datetime', 'quote', 'unquote', 'localtime']

import re
import time

COMMASPACE = ', '
EMPTYSTRING = ''
UEMPTYSTRING = ''
CRLF = '\r\n'
TICK = "'"

escapesre = re.compile(r'[\\"]')
specialsre = re.compile(r'[][\\()<>@,:;".]')
supports_strict_parsing = True


def _has_surrogates(text):
    """Whether a text holds bytes that were not ASCII."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _sanitize(text):
    """A text with such bytes as characters, as far as they are UTF-8."""
    return text.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace')


# Addresses

def quote(str):
    """Backslashes and double quotes with a backslash before them."""
    return str.replace('\\', r'\\').replace('"', r'\"')


def unquote(str):
    """Without the quotes or angle brackets around it."""
    if len(str) > 1:
        match str[0] + str[-1]:
            case '""':
                return str[1:-1].replace(r'\\', '\\').replace(r'\"', '"')
            case '<>':
                return str[1:-1]
    return str


def formataddr(pair, charset='utf-8'):
    """'Name <address>' of (name, address)."""
    name, address = pair
    address.encode('ascii')
    if not name:
        return address
    if name.isascii():
        shown = quote(name)
        return f'"{shown}" <{address}>' if specialsre.search(name) else f'{shown} <{address}>'
    if isinstance(charset, str):
        from email.charset import Charset
        charset = Charset(charset)
    return f'{charset.header_encode(name)} <{address}>'


def _balanced(text):
    """Whether parentheses that are not quoted come in pairs."""
    depth = 0
    for char in re.sub(r'\\.|"(?:[^"\\]|\\.)*"', '', text, flags=re.DOTALL):
        depth += {'(': 1, ')': -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


# By far the most texts are: "Name" <address>, Name <address>, address.
_USUAL = re.compile(r'(?:"([^"\\]+)" |(\w+(?: \w+)*) ?)?(?:<([\w.+-]+@[\w.-]+)>)|([\w.+-]+@[\w.-]+)')


def _found(text, strict):
    """[(name, address)]; where strict, nothing that different programs read differently."""
    if usual := _USUAL.fullmatch(text):
        return [(usual[1] or usual[2] or '', usual[3] or usual[4])]
    from email._addresses import pairs
    if not strict:
        return pairs(text)
    if not _balanced(text):
        return [('', '')]
    return [('', '') if '[' in address else (name, address) for name, address in pairs(text)]


def getaddresses(fieldvalues, *, strict=True):
    """[(name, address)] of several headers."""
    values = list(map(str, fieldvalues))
    found = _found(COMMASPACE.join(values), strict)
    if strict:
        promised = sum(1 + re.sub(r'"(?:[^"\\]|\\.)*"', '', value, flags=re.DOTALL).count(',') for value in values)
        if len(found) != promised:
            return [('', '')]
    return found


def parseaddr(addr, *, strict=True):
    """(name, address) of one address; ('', '') if it is none."""
    if isinstance(addr, list):
        addr = addr[0]
    if strict and not isinstance(addr, str):
        return '', ''
    found = _found(addr, strict)
    return found[0] if found and not (strict and len(found) > 1) else ('', '')


# Dates

_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split()
_DAYS = 'mon tue wed thu fri sat sun'.split()
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -4, 'ADT': -3, 'EST': -5, 'EDT': -4, 'CST': -6, 'CDT': -5,
          'MST': -7, 'MDT': -6, 'PST': -8, 'PDT': -7}


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A moment as a Date header has it: Fri, 09 Nov 2001 01:08:47 -0000."""
    import datetime
    seconds = time.time() if timeval is None else timeval
    utc = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    if localtime:
        return format_datetime(utc.astimezone())
    return format_datetime(utc if usegmt else utc.replace(tzinfo=None), usegmt)


def format_datetime(dt, usegmt=False):
    """The same of a datetime."""
    if usegmt:
        import datetime
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError('usegmt option requires a UTC datetime')
        zone = 'GMT'
    else:
        zone = '-0000' if dt.tzinfo is None else f'{dt:%z}'
    return (f'{_DAYS[dt.weekday()].title()}, {dt.day:02} {_MONTHS[dt.month - 1].title()} {dt.year:04}'
            f' {dt.hour:02}:{dt.minute:02}:{dt.second:02} {zone}')


def _clock(text):
    """[hour, minute, second] of a time of day, or None."""
    parts = text.split(':' if ':' in text else '.')
    if not 2 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts[:2]):
        return None
    parts += ['0'] * (3 - len(parts))
    try:
        return [int(part) for part in parts]
    except ValueError:
        return None


def _offset(text):
    """Seconds east of Greenwich; None if the zone is not known."""
    if (hours := _ZONES.get(text.upper())) is not None:
        return hours * 3600
    if not re.fullmatch(r'[-+]?\d+', text):
        return None
    size = int(text.lstrip('+-'))
    if text[0] == '-' and not size:
        return None
    seconds = size // 100 * 3600 + size % 100 * 60
    return -seconds if text[0] == '-' else seconds


_USUAL_DATE = re.compile(r'(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) ([-+]\d{4}|[A-Z]+)', re.ASCII)


def _parsed_date(data):
    """(date and time as nine numbers, the zone's text), or None.

    What each word is can be seen from itself: a month has a name, a time has colons, the other numbers are day and year."""
    if usual := _USUAL_DATE.fullmatch(data):
        day, month, year, hour, minute, second, zone = usual.groups()
        if (month := month.lower()) in _MONTHS:
            return (int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), 0, 1, -1), zone
    words = re.sub(r'^([^\s,]*),', r'\1 ', data.strip()).split()
    if words and words[0].isalpha() and words[0][:3].lower() in _DAYS:
        del words[0]
    if words and words[0].count('-') == 2:
        words[:1] = words[0].split('-')
    numbers, month, clock, zone = [], None, None, None
    for word in words:
        word = word.rstrip(',')
        lower = word.lower()
        if month is None and lower[:3] in _MONTHS and (lower in _MONTHS or lower in _FULL_MONTHS):
            month = _MONTHS.index(lower[:3]) + 1
        elif clock is None and len(numbers) < 3 and (':' in word or numbers and '.' in word) and \
                (parts := re.fullmatch(r'([\d:.]+)([-+]\w+)?', word)):
            clock = _clock(parts[1])
            if clock is None:
                return None
            zone = parts[2] or zone
        elif len(numbers) < 2 and word.isdecimal():
            numbers.append(int(word))
        elif zone is None and word:
            zone = word
    if month is None or clock is None or len(numbers) < 2:
        return None
    day, year = numbers
    if year < 100:
        year += 1900 if year > 68 else 2000
    return (year, month, day, *clock, 0, 1, -1), zone


_FULL_MONTHS = 'january february march april may june july august september october november december'.split()


def _with_offset(data):
    """A date header as ten numbers, the last None if it does not say where it was."""
    if not data or not (found := _parsed_date(data)):
        return None
    numbers, zone = found
    return *numbers, None if zone is None else _offset(zone)


def parsedate_tz(data):
    """A date header as ten numbers, the last the offset in seconds; None if it is none."""
    found = _with_offset(data)
    return found and (*found[:9], found[9] or 0)


def parsedate(data):
    """A date header as the nine numbers of time; None if it is none."""
    found = parsedate_tz(data)
    return found and found[:9]


def mktime_tz(data):
    """The moment of parsedate_tz()'s numbers."""
    if data[9] is None:
        return time.mktime((*data[:8], -1))
    import calendar
    return calendar.timegm(data) - data[9]


def parsedate_to_datetime(data):
    """A date header as a datetime."""
    import datetime
    found = _with_offset(data)
    if found is None:
        raise ValueError(f'Invalid date value or format "{data}"')
    offset = found[9]
    zone = None if offset is None else datetime.timezone(datetime.timedelta(seconds=offset))
    return datetime.datetime(*found[:6], tzinfo=zone)


def localtime(dt=None, isdst=None):
    """A datetime in the local zone, now without one."""
    if isdst is not None:
        import warnings
        warnings._deprecated("The 'isdst' parameter to 'localtime'", message='{name} is deprecated and slated for removal in Python {remove}',
                             remove=(3, 14))
    if dt is None:
        import datetime
        dt = datetime.datetime.now()
    return dt.astimezone()


def make_msgid(idstring=None, domain=None):
    """A new Message-ID."""
    import os
    from random import getrandbits
    pieces = [str(int(time.time() * 100)), str(os.getpid()), str(getrandbits(64))]
    if idstring is not None:
        pieces.append(idstring)
    if domain is None:
        from socket import getfqdn
        domain = getfqdn()
    return f'<{".".join(pieces)}@{domain}>'


# Parameters

rfc2231_continuation = re.compile(r'(?P<name>\w+)\*((?P<num>\d+)\*?)?$', re.ASCII)


def decode_rfc2231(s):
    """(charset, language, text) of charset'language'text."""
    pieces = s.split(TICK, 2)
    return pieces if len(pieces) == 3 else (None, None, s)


def encode_rfc2231(s, charset=None, language=None):
    """The other way."""
    from urllib.parse import quote
    text = quote(s, safe='', encoding=charset or 'ascii')
    return text if charset is None and language is None else f"{charset}'{language or ''}'{text}"


def decode_params(params):
    """Parameters with those in several pieces put together."""
    first, *rest = params
    whole, pieces = [first], {}
    for name, value in rest:
        encoded = name.endswith('*')
        value = unquote(value)
        if found := rfc2231_continuation.match(name):
            number = found['num']
            pieces.setdefault(found['name'], []).append((-1 if number is None else int(number), value, encoded))
        else:
            whole.append((name, f'"{quote(value)}"'))
    for name, numbered in pieces.items():
        whole.append((name, _joined(sorted(numbered, key=lambda piece: piece[0]))))
    return whole


def _joined(pieces):
    """The value of pieces, with its character set and language if any of them is percent-encoded."""
    if not any(encoded for _, _, encoded in pieces):
        return f'"{quote("".join(text for _, text, _ in pieces))}"'
    from urllib.parse import unquote as percent_decoded
    charset, language, text = decode_rfc2231(
        ''.join(percent_decoded(text, encoding='latin-1') if encoded else text for _, text, encoded in pieces))
    return charset, language, f'"{quote(text)}"'


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """A parameter's value as text."""
    if not (isinstance(value, tuple) and len(value) == 3):
        return unquote(value)
    charset, _, text = value
    try:
        return text.encode('raw-unicode-escape').decode(charset or fallback_charset, errors)
    except LookupError:
        return unquote(text)
