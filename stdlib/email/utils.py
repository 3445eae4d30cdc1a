"""Addresses, dates and parameters of messages."""
import datetime
import os
import re
import time
import urllib.parse

__all__ = [
    'collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231',
    'formataddr', 'formatdate', 'format_datetime', 'getaddresses', 'make_msgid',
    'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz', 'parsedate_to_datetime',
    'quote', 'unquote', 'localtime',
]

COMMASPACE = ', '
EMPTYSTRING = ''
UEMPTYSTRING = ''
CRLF = '\r\n'
TICK = "'"

_SPECIALS = re.compile(r'[][\\()<>@,:;".]')
_ESCAPES = re.compile(r'[\\"]')


def quote(str):
    """Backslashes and double quotes with a backslash before them."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


def unquote(str):
    """Without the quotes or angle brackets around it."""
    if len(str) > 1:
        if str.startswith('"') and str.endswith('"'):
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str.startswith('<') and str.endswith('>'):
            return str[1:-1]
    return str


# -- addresses ---------------------------------------------------------------

def formataddr(pair, charset='utf-8'):
    """'Name <address>' of (name, address)."""
    name, address = pair
    address.encode('ascii')
    if name:
        try:
            name.encode('ascii')
        except UnicodeEncodeError:
            if isinstance(charset, str):
                from email.charset import Charset
                charset = Charset(charset)
            return "%s <%s>" % (charset.header_encode(name), address)
        quotes = '"' if _SPECIALS.search(name) else ''
        return '%s%s%s <%s>' % (quotes, _ESCAPES.sub(r'\\\g<0>', name), quotes, address)
    return address


_TOKEN = re.compile(r'''
    \s* (?: (?P<quoted> "(?:[^"\\]|\\.)*" )
          | (?P<special> [<>,:;@.\[\]] )
          | (?P<open> \( )
          | (?P<atom> [^\s"<>,:;@.\[\]()]+ )
          | (?P<other> . ) )''', re.VERBOSE | re.DOTALL)


def _tokens(text):
    # (kind, text, space before) with comments taken out; comments as 'comment'.
    pos = 0
    while pos < len(text):
        m = _TOKEN.match(text, pos)
        if m is None:
            return
        kind = m.lastgroup
        value = m[kind]
        space = m.start(kind) > pos
        pos = m.end()
        if kind == 'open':
            depth, start = 1, pos
            while pos < len(text) and depth:
                depth += {'(': 1, ')': -1}.get(text[pos], 0)
                pos += 2 if text[pos] == '\\' else 1
            yield 'comment', text[start:pos - 1 if not depth else pos], space
        elif kind == 'quoted':
            yield kind, re.sub(r'\\(.)', r'\1', value[1:-1]), space
        else:
            yield kind, value, space


def _parse_addresses(text):
    """[(name, address)] of a header; ('', '') for what is none."""
    found = []
    words, route, comments = [], None, []
    in_route = False

    def finish():
        nonlocal words, route, comments, in_route
        if route is not None:
            name = ' '.join(w for w, glue in _join(words)) if words else ''
            if not name and comments:
                name = ' '.join(comments)
            elif comments and name:
                name = name + ' (' + ' '.join(comments) + ')'
            found.append((name, ''.join(route)))
        elif words:
            address = ''.join(w for _, w, _ in words)
            if any(k == 'special' and w == '@' for k, w, _ in words) or len(words) == 1:
                found.append((' '.join(comments), address))
            else:
                found.append(('', ' '.join(w for w, _ in _join(words))))
        words, route, comments, in_route = [], None, [], False

    for kind, value, space in _tokens(text):
        if kind == 'comment':
            comments.append(value)
        elif in_route:
            if kind == 'special' and value == '>':
                in_route = False
            elif kind == 'quoted':
                route.append('"%s"' % quote(value))
            else:
                route.append(value)
        elif kind == 'special' and value == '<':
            in_route, route = True, []
        elif kind == 'special' and value in ',;':
            finish()
        elif kind == 'special' and value == ':':
            words = []      # the name of a group
        else:
            words.append((kind, value, space))
    finish()
    return found


def _join(words):
    # Neighbours without space between them are one word.
    joined = []
    for kind, value, space in words:
        if joined and not space:
            joined[-1] = (joined[-1][0] + value, False)
        else:
            joined.append((value, space))
    return joined


supports_strict_parsing = True


def getaddresses(fieldvalues, *, strict=True):
    """[(name, address)] of several headers."""
    fields = [str(v) for v in fieldvalues]
    result = []
    for field in fields:
        addresses = _parse_addresses(field)
        if strict:
            # A comma more or less than expected is a trick.
            plain = re.sub(r'"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)', '', field)
            if ':' not in plain and len(addresses) != plain.count(',') + 1 and plain.strip():
                return [('', '')]
        result.extend(addresses)
    return result


def parseaddr(addr, *, strict=True):
    """(name, address) of one address; ('', '') if it is none."""
    if isinstance(addr, list):
        addr = addr[0]
    if not isinstance(addr, str):
        return ('', '')
    addresses = _parse_addresses(addr)
    if not addresses or (strict and len(addresses) > 1):
        return ('', '')
    return addresses[0]


# -- dates -------------------------------------------------------------------

_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun',
           'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300,
          'EST': -500, 'EDT': -400, 'CST': -600, 'CDT': -500,
          'MST': -700, 'MDT': -600, 'PST': -800, 'PDT': -700}


def _format_timetuple_and_zone(timetuple, zone):
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        _DAYS[timetuple[6]], timetuple[2], _MONTHS[timetuple[1] - 1],
        timetuple[0], timetuple[3], timetuple[4], timetuple[5], zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A moment as a Date header has it: Fri, 09 Nov 2001 01:08:47 -0000."""
    if timeval is None:
        timeval = time.time()
    dt = datetime.datetime.fromtimestamp(timeval, datetime.timezone.utc)
    if localtime:
        dt = dt.astimezone()
        usegmt = False
    elif not usegmt:
        dt = dt.replace(tzinfo=None)
    return format_datetime(dt, usegmt)


def format_datetime(dt, usegmt=False):
    """The same of a datetime."""
    now = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = 'GMT'
    elif dt.tzinfo is None:
        zone = '-0000'
    else:
        zone = dt.strftime("%z")
    return _format_timetuple_and_zone(now, zone)


def parsedate_tz(data):
    """A date header as ten numbers, the last the offset in seconds; None if it is none."""
    res = _parsedate_tz(data)
    if not res:
        return None
    if res[9] is None:
        res[9] = 0
    return tuple(res)


def _parsedate_tz(data):
    if not data:
        return None
    words = data.replace(',', ' , ').split()
    if not words:
        return None
    # The name of the day says nothing.
    if words[0].rstrip('.').lower()[:3] in [d.lower() for d in _DAYS] and not words[0][0].isdigit():
        del words[0]
    words = [w for w in words if w != ',']
    if words and '-' in words[0] and len(words) <= 4:
        # 09-Nov-2001
        words[0:1] = words[0].split('-')
    if len(words) < 3:
        return None
    if len(words) == 4 and ('+' in words[3] or '-' in words[3][1:]):
        i = max(words[3].find('+'), words[3].find('-'))
        if i > 0:
            words[3:] = [words[3][:i], words[3][i:]]
    words = (words + ['', ''])[:5] if len(words) < 5 else words[:5]
    dd, mm, yy, tm, tz = words
    if not (dd and mm and yy):
        return None
    if mm.lower()[:3] not in [m.lower() for m in _MONTHS]:
        dd, mm = mm, dd.lower()
        if mm[:3] not in [m.lower() for m in _MONTHS]:
            return None
    month = [m.lower() for m in _MONTHS].index(mm.lower()[:3]) + 1
    if ':' in yy:
        yy, tm = tm, yy
    if yy and not yy[0].isdigit():
        yy, tz = tz, yy
    tm = tm.rstrip(',')
    parts = tm.split(':') if ':' in tm else tm.split('.')
    if len(parts) == 2:
        parts.append('0')
    if len(parts) != 3:
        return None
    try:
        yy, day, hour, minute, second = int(yy), int(dd.rstrip('.,')), *map(int, parts)
    except ValueError:
        return None
    if yy < 100:
        yy += 1900 if yy > 68 else 2000
    offset = None
    zone = tz.upper()
    if zone in _ZONES:
        offset = _ZONES[zone]
    else:
        try:
            offset = int(tz)
        except ValueError:
            pass
        if offset == 0 and tz.startswith('-'):
            offset = None       # -0000: no zone known
    if offset:
        sign = -1 if offset < 0 else 1
        offset = abs(offset)
        offset = sign * ((offset // 100) * 3600 + (offset % 100) * 60)
    return [yy, month, day, hour, minute, second, 0, 1, -1, offset]


def parsedate(data):
    """A date header as the nine numbers of time; None if it is none."""
    t = parsedate_tz(data)
    return t[:9] if isinstance(t, tuple) else t


def mktime_tz(data):
    """The moment of parsedate_tz()'s numbers."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    import calendar
    return calendar.timegm(data) - data[9]


def parsedate_to_datetime(data):
    """A date header as a datetime."""
    parsed = _parsedate_tz(data)
    if parsed is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    *dtuple, tz = parsed
    if tz is None:
        return datetime.datetime(*dtuple[:6])
    return datetime.datetime(*dtuple[:6],
                             tzinfo=datetime.timezone(datetime.timedelta(seconds=tz)))


def localtime(dt=None, isdst=None):
    """A datetime in the local zone, now without one."""
    if isdst is not None:
        import warnings
        warnings._deprecated(
            "The 'isdst' parameter to 'localtime'",
            message='{name} is deprecated and slated for removal in Python {remove}',
            remove=(3, 14))
    if dt is None:
        dt = datetime.datetime.now()
    return dt.astimezone()


def make_msgid(idstring=None, domain=None):
    """A new Message-ID."""
    import random
    import socket
    timeval = int(time.time() * 100)
    pid = os.getpid()
    randint = random.getrandbits(64)
    idstring = '' if idstring is None else '.' + idstring
    if domain is None:
        domain = socket.getfqdn()
    return '<%d.%d.%d%s@%s>' % (timeval, pid, randint, idstring, domain)


# -- parameters in other character sets (RFC 2231) ---------------------------

def decode_rfc2231(s):
    """(charset, language, text) of charset'language'text."""
    parts = s.split(TICK, 2)
    if len(parts) <= 2:
        return None, None, s
    return parts


def encode_rfc2231(s, charset=None, language=None):
    """The other way."""
    s = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return s
    return "%s'%s'%s" % (charset, language or '', s)


rfc2231_continuation = re.compile(r'(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?\Z', re.ASCII)


def decode_params(params):
    """Parameters with those in several pieces put together."""
    new_params = [params[0]]
    pieces = {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        m = rfc2231_continuation.match(name)
        if m:
            name, num = m.group('name', 'num')
            pieces.setdefault(name, []).append(
                (int(num) if num is not None else None, value, encoded))
        else:
            new_params.append((name, '"%s"' % quote(value)))
    for name, parts in pieces.items():
        value = []
        extended = False
        parts.sort(key=lambda p: (p[0] is not None, p[0] or 0))
        for num, s, encoded in parts:
            if encoded:
                s = urllib.parse.unquote(s, encoding="latin-1")
                extended = True
            value.append(s)
        value = quote(EMPTYSTRING.join(value))
        if extended:
            charset, language, value = decode_rfc2231(value)
            new_params.append((name, (charset, language, '"%s"' % value)))
        else:
            new_params.append((name, '"%s"' % value))
    return new_params


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """A parameter's value as text."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, language, text = value
    if charset is None:
        charset = fallback_charset
    rawbytes = bytes(text, 'raw-unicode-escape')
    try:
        return str(rawbytes, charset, errors)
    except LookupError:
        return unquote(text)
