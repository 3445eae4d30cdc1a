"""Cookies on the client's side: which are kept, which are sent back."""
import copy
import datetime
import os
import re
import threading
import time
import urllib.parse
import urllib.request
from calendar import timegm

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar', 'LWPCookieJar', 'LoadError',
           'MozillaCookieJar']

debug = False
logger = None

HTTPONLY_ATTR = 'HTTPOnly'
HTTPONLY_PREFIX = '#HttpOnly_'
DEFAULT_HTTP_PORT = '80'
MISSING_FILENAME_TEXT = 'a filename was not supplied (nor was the CookieJar instance initialised with one)'
NETSCAPE_HEADER_TEXT = """\
# Netscape HTTP Cookie File
# http://curl.haxx.se/rfc/cookie_spec.html
# This is a generated file!  Do not edit.

"""
NETSCAPE_MAGIC_RGX = re.compile('#( Netscape)? HTTP Cookie File')


def _debug(text, *values):
    """Tell why something was decided, if the user set debug."""
    global logger
    if debug:
        if logger is None:
            import logging
            logger = logging.getLogger('http.cookiejar')
        logger.debug(text, *values)


def _refused(text, *values):
    _debug('   ' + text, *values)
    return False


def _warn_of_fault():
    """Cookies come from strangers: a fault met in reading them is told, but stops nothing."""
    import traceback
    import warnings
    warnings.warn(f'http.cookiejar bug!\n{traceback.format_exc()}', stacklevel=3)


# Dates

EPOCH_YEAR = 1970
DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
MONTHS_LOWER = [month.lower() for month in MONTHS]
UTC_ZONES = dict.fromkeys(('GMT', 'UTC', 'UT', 'Z'))

STRICT_DATE_RE = re.compile(
    r'(?P<weekday>[SMTWF][a-z]{2}), (?P<day>\d\d) (?P<month>[JFMASOND][a-z]{2}) (?P<year>\d{4}) '
    r'(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d) GMT$', re.ASCII)
WEEKDAY_RE = re.compile(rf"\s*(?:{'|'.join(DAYS)})[a-z]*,?\s*", re.IGNORECASE | re.ASCII)
LOOSE_HTTP_DATE_RE = re.compile(r"""
    \s*+ (?P<day>\d\d?) (?:\s++|[-/]) (?P<month>\w++) (?:\s++|[-/]) (?P<year>\d+)
    (?: (?:\s++|:) (?P<hour>\d\d?) : (?P<minute>\d\d) (?: : (?P<second>\d\d) )? )?
    \s*+ (?P<zone> [-+]?\d{2,4} | (?![ap]m\b)[a-z]+ )?
    \s*+ (?: \(\w+\) \s*+ )? $""", re.VERBOSE | re.ASCII | re.IGNORECASE)
ISO_DATE_RE = re.compile(r"""
    \s* (?P<year>\d{4}) [-/]? (?P<month>\d\d?) [-/]? (?P<day>\d\d?)
    (?: (?:\s++|[-:T]) (?P<hour>\d\d?) :? (?P<minute>\d\d) (?: :? (?P<second>\d\d) (?:\.\d*)? )? )?
    \s*+ (?P<zone> [-+]?\d\d? :? (?: :?\d\d )? | Z )? \s*+ $""", re.VERBOSE | re.ASCII | re.IGNORECASE)
TIMEZONE_RE = re.compile(r'([-+]?)(\d\d?):?(\d\d)?', re.ASCII)


def _utc(t):
    return datetime.datetime.fromtimestamp(time.time() if t is None else t, datetime.UTC)


def time2isoz(t=None):
    """1994-11-24 08:49:37Z"""
    return f'{_utc(t):%Y-%m-%d %H:%M:%SZ}'


def time2netscape(t=None):
    """Wed, 09-Feb-1994 22:23:32 GMT"""
    moment = _utc(t)
    return f'{DAYS[moment.weekday()]}, {moment.day:02}-{MONTHS[moment.month - 1]}-{moment:%Y %H:%M:%S} GMT'


def offset_from_tz_string(tz):
    """Seconds east of Greenwich, None if it is no zone."""
    if tz in UTC_ZONES:
        return 0
    if found := TIMEZONE_RE.fullmatch(tz):
        sign, hours, minutes = found.groups('0')
        return (int(hours) * 60 + int(minutes)) * 60 * (-1 if sign == '-' else 1)
    return None


def _full_year(year):
    """A year of which the century may be left out: the one nearest to now."""
    if year >= 1000:
        return year
    now = time.localtime(time.time()).tm_year
    year += now // 100 * 100
    return min(year, year - 100, year + 100, key=lambda guess: abs(guess - now))


def _seconds_of(match):
    """The seconds since the epoch of a match that has the parts of a date by name, None if there is no such date."""
    def number(name):
        return int(match[name] or 0)

    name = match['month'].lower()
    if name in MONTHS_LOWER:
        month = MONTHS_LOWER.index(name) + 1
    elif name.isdecimal():
        month = int(name)
    else:
        return None
    year, day = _full_year(number('year')), number('day')
    hour, minute, second = map(number, ('hour', 'minute', 'second'))
    limits = (EPOCH_YEAR, year, datetime.MAXYEAR), (1, month, 12), (1, day, 31), (0, hour, 24), (0, minute, 59), (0, second, 61)
    offset = offset_from_tz_string(match['zone'].upper()) if match.groupdict().get('zone') else 0
    if offset is None or not all(low <= value <= high for low, value, high in limits):
        return None
    return timegm((year, month, day, hour, minute, second)) - offset


def http2time(text):
    """The seconds of a date in any of the forms of HTTP; None if it is none."""
    if exact := STRICT_DATE_RE.match(text):
        seconds = _seconds_of(exact)
        return None if seconds is None else float(seconds)
    loose = LOOSE_HTTP_DATE_RE.match(WEEKDAY_RE.sub('', text, count=1) if WEEKDAY_RE.match(text) else text)
    return loose and _seconds_of(loose)


def iso2time(text):
    """The seconds of an ISO date; None if it is none."""
    return (found := ISO_DATE_RE.match(text)) and _seconds_of(found)


# Headers

HEADER_TOKEN_RE = re.compile(r'\s*([^=\s;,]+)')
HEADER_QUOTED_VALUE_RE = re.compile(r'\s*=\s*"((?:[^"\\]|\\.)*)"')
HEADER_VALUE_RE = re.compile(r'\s*=\s*([^\s;,]*)')
HEADER_ESCAPE_RE = re.compile(r'\\(.)')
HEADER_JOIN_ESCAPE_RE = re.compile(r'(["\\])')


def unmatched(match):
    """The text around a match."""
    return match.string[:match.start()] + match.string[match.end():]


def _words(text):
    """(key, value) of a header, and None for each comma between them."""
    position = 0
    while position < len(text):
        token = HEADER_TOKEN_RE.match(text, position)
        if not token:
            if text[position] == ',':
                yield None
            position += 1
            continue
        quoted = HEADER_QUOTED_VALUE_RE.match(text, token.end())
        value = quoted or HEADER_VALUE_RE.match(text, token.end())
        yield token[1], HEADER_ESCAPE_RE.sub(r'\1', quoted[1]) if quoted else value and value[1]
        position = (value or token).end()


def split_header_words(header_values):
    """[[(key, value)]] of headers of keys and values."""
    assert not isinstance(header_values, str)
    groups = []
    for text in header_values:
        groups.append([])
        for word in _words(text):
            if word:
                groups[-1].append(word)
            else:
                groups.append([])
    return [group for group in groups if group]


def _joined(key, value):
    if value is None:
        return key
    if not re.fullmatch(r'\w+', value):
        value = '"%s"' % HEADER_JOIN_ESCAPE_RE.sub(r'\\\1', value)
    return f'{key}={value}'


def join_header_words(lists):
    """The other way."""
    return ', '.join('; '.join(_joined(*pair) for pair in pairs) for pairs in lists if pairs)


def strip_quotes(text):
    """Without the quote at either end."""
    return text.removeprefix('"').removesuffix('"')


_NETSCAPE_NAMES = {'expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age'}


def _netscape_pairs(header):
    name, *attributes = header.split(';')
    key, equals, value = map(str.strip, name.partition('='))
    if not key:
        return
    yield key, value if equals else None
    versions = 0
    for attribute in attributes:
        key, equals, value = map(str.strip, attribute.partition('='))
        if not key:
            continue
        key = key.lower() if key.lower() in _NETSCAPE_NAMES else key
        versions += key == 'version'
        match key if equals else None:
            case 'version':
                value = strip_quotes(value)
            case 'expires':
                value = http2time(strip_quotes(value))
            case None:
                value = None
        yield key, value
    if not versions:
        yield 'version', '0'


def parse_ns_headers(ns_headers):
    """The same for Set-Cookie headers, which know no commas and few quotes."""
    return [pairs for header in ns_headers if (pairs := [*_netscape_pairs(header)])]


# Hosts, paths and ports

IPV4_RE = re.compile(r'\.\d+$', re.ASCII)
cut_port_re = re.compile(r':\d+$', re.ASCII)
HTTP_PATH_SAFE = "%/;:@&=+$,!~*'()"
ESCAPED_CHAR_RE = re.compile('%([0-9a-fA-F]{2})')


def liberal_is_HDN(text):
    """True for anything but an address."""
    return IPV4_RE.search(text) is None


def is_HDN(text):
    """True for a host name, False for an address."""
    return text != '' and '.' not in (text[0], text[-1]) and liberal_is_HDN(text)


def domain_match(A, B):
    """True if host A belongs to domain B, as RFC 2965 has it."""
    host, domain = A.lower(), B.lower()
    return host == domain or (domain[:1] == '.' and host != domain[1:] and host.endswith(domain)
                              and is_HDN(host) and is_HDN(domain[1:]))


def user_domain_match(A, B):
    """The same for domains that users write into lists."""
    host, domain = A.lower(), B.lower()
    subdomains = domain[:1] == '.' and liberal_is_HDN(host) and liberal_is_HDN(domain)
    return host.endswith(domain) if subdomains else host == domain


def request_host(request):
    """The host of a request, without port, in lower case."""
    host = urllib.parse.urlparse(request.get_full_url()).netloc or request.get_header('Host', '')
    return cut_port_re.sub('', host).lower()


def eff_request_host(request):
    """(host, host with .local if it has no dots)."""
    host = request_host(request)
    return host, host if '.' in host else host + '.local'


def request_path(request):
    """The path of a request."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path[:1] == '/' else '/' + path


def request_port(request):
    """The port of a request."""
    _, colon, port = request.host.partition(':')
    if not colon:
        return DEFAULT_HTTP_PORT
    try:
        int(port)
    except ValueError:
        _debug("nonnumeric port: '%s'", port)
        return None
    return port


def uppercase_escaped_char(match):
    """An escape of a URL, its digits in capitals."""
    return '%' + match[1].upper()


def escape_path(path):
    """A path with one way of quoting."""
    return ESCAPED_CHAR_RE.sub(uppercase_escaped_char, urllib.parse.quote(path, HTTP_PATH_SAFE))


def reach(h):
    """The domain of the hosts beside h."""
    _, _, parent = h.partition('.')
    return '.' + parent if is_HDN(h) and ('.' in parent or parent == 'local') else h


def is_third_party(request):
    """True if the request goes elsewhere than where it came from."""
    return not domain_match(request_host(request), reach(request.origin_req_host))


def _dotted(domain):
    return domain if domain[:1] == '.' else '.' + domain


def _below(path, folder):
    """True if a path is the folder or lies in it."""
    return path == folder or path.startswith(folder) and '/' in (folder[-1:], path[len(folder)])


class Cookie:
    """One cookie and where it belongs."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path,
                 path_specified, secure, expires, discard, comment, comment_url, rest, rfc2109=False):
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        fields = locals() | {'version': version if version is None else int(version), '_rest': copy.copy(rest),
                             'domain': domain.lower(), 'expires': expires if expires is None else int(float(expires))}
        vars(self).update((name, fields[name]) for name in (*self.__fields, 'rfc2109', '_rest'))

    __fields = ('version', 'name', 'value', 'port', 'port_specified', 'domain', 'domain_specified', 'domain_initial_dot',
                'path', 'path_specified', 'secure', 'expires', 'discard', 'comment', 'comment_url')

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def is_expired(self, now=None):
        """True if its time is over."""
        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def __repr__(self):
        shown = [(name, getattr(self, name)) for name in self.__fields]
        shown += ('rest', self._rest), ('rfc2109', self.rfc2109)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown)})"

    def __str__(self):
        value = '' if self.value is None else f'={self.value}'
        port = '' if self.port is None else f':{self.port}'
        return f'<Cookie {self.name}{value} for {self.domain}{port}{self.path}>'


class CookiePolicy:
    """Says which cookies are taken and which are sent."""

    def domain_return_ok(self, domain, request):
        """False if no cookie of the domain can be for this request."""
        return True

    def path_return_ok(self, path, request):
        """False if no cookie of the path can be for this request."""
        return True

    def set_ok(self, cookie, request):
        """True if a cookie is to be kept."""
        raise NotImplementedError

    def return_ok(self, cookie, request):
        """True if a cookie is to be sent."""
        raise NotImplementedError


class DefaultCookiePolicy(CookiePolicy):
    """The rules of the standards, more or less strict."""

    DomainStrictNoDots, DomainStrictNonDomain, DomainRFC2965Match = 1, 2, 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False, rfc2109_as_netscape=None,
                 hide_cookie2=False, strict_domain=False, strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
                 strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False, strict_ns_set_path=False,
                 secure_protocols=('https', 'wss')):
        settings = dict(locals())
        for name in ('self', 'blocked_domains', 'allowed_domains'):
            del settings[name]
        vars(self).update(settings)
        self.set_blocked_domains(blocked_domains or ())
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = (*blocked_domains,)

    def is_blocked(self, domain):
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else (*allowed_domains,)

    def is_not_allowed(self, domain):
        listed = self._allowed_domains
        return listed is not None and not any(user_domain_match(domain, allowed) for allowed in listed)

    def _barred(self, domain):
        return (self.is_blocked(domain) and not _refused('domain %s is in user block-list', domain)
                or self.is_not_allowed(domain) and not _refused('domain %s is not in user allow-list', domain))

    # Each question of set_ok() and return_ok() is a method, so that a subclass can answer one differently.

    def _passes(self, direction, questions, cookie, request):
        _debug(' - checking cookie %s', cookie)
        return all(getattr(self, f'{direction}_ok_{question}')(cookie, request) for question in questions.split())

    def set_ok(self, cookie, request):
        """True if the cookie of an answer is to be kept."""
        return self._passes('set', 'version verifiability name path domain port', cookie, request)

    def return_ok(self, cookie, request):
        """True if the cookie is to be sent with the request."""
        return self._passes('return', 'version verifiability secure expires port domain', cookie, request)

    def return_ok_version(self, cookie, request):
        if cookie.version is None:
            return _refused('Set-Cookie2 without version attribute (%s)', cookie)
        return (self.rfc2965 if cookie.version > 0 else self.netscape or cookie.version != 0) or _refused(
            'cookies of version %s are switched off', cookie.version)

    def return_ok_verifiability(self, cookie, request):
        strict = self.strict_rfc2965_unverifiable if cookie.version > 0 else self.strict_ns_unverifiable
        return not (strict and request.unverifiable and is_third_party(request)) or _refused(
            'third-party cookie during unverifiable transaction')

    def set_ok_version(self, cookie, request):
        return self.return_ok_version(cookie, request)

    def set_ok_verifiability(self, cookie, request):
        return self.return_ok_verifiability(cookie, request)

    def set_ok_name(self, cookie, request):
        dollar = self.strict_ns_set_initial_dollar and cookie.version == 0 and cookie.name.startswith('$')
        return not dollar or _refused("illegal name (starts with '$'): '%s'", cookie.name)

    def set_ok_path(self, cookie, request):
        strict = cookie.path_specified and (cookie.version > 0 or self.strict_ns_set_path)
        return not strict or self.path_return_ok(cookie.path, request) or _refused(
            'path attribute %s is not a prefix of request path', cookie.path)

    _second_levels = frozenset('co ac com edu org net gov mil int aero biz cat coop info jobs mobi museum name pro travel '
                               'eu'.split())

    def set_ok_domain(self, cookie, request):
        domain = cookie.domain
        if self._barred(domain):
            return False
        if not cookie.domain_specified:
            return True
        host, full_host = eff_request_host(request)
        match domain.split('.') if self.strict_domain else []:
            case ['', second, country] if len(country) == 2 and second.lower() in self._second_levels:
                return _refused('country-code second level domain %s', domain)
        if '.' not in domain.removeprefix('.') and not full_host.endswith('.local'):
            return _refused('non-local domain %s contains no embedded dot', domain)
        netscape = cookie.version == 0
        if netscape and not any(_dotted(name).endswith(domain) for name in (full_host, host)):
            return _refused('effective request-host %s does not end with %s', full_host, domain)
        if (not netscape or self.strict_ns_domain & self.DomainRFC2965Match) and not domain_match(full_host, domain):
            return _refused('effective request-host %s does not domain-match %s', full_host, domain)
        if not netscape or self.strict_ns_domain & self.DomainStrictNoDots:
            prefix = host[:-len(domain)]
            return '.' not in prefix or not liberal_is_HDN(host) or _refused('host prefix %s for domain %s contains a dot', prefix, domain)
        return True

    def set_ok_port(self, cookie, request):
        if not cookie.port_specified:
            return True
        ports = cookie.port.split(',')
        wanted = str(request_port(request) or DEFAULT_HTTP_PORT)
        before = ports[:ports.index(wanted)] if wanted in ports else None
        try:
            [int(port) for port in (ports if before is None else before)]
        except ValueError:
            return _refused('bad port %s (non-numeric)', cookie.port)
        return before is not None or _refused('request port (%s) not found in %s', wanted, cookie.port)

    def return_ok_secure(self, cookie, request):
        return not cookie.secure or request.type in self.secure_protocols or _refused('secure cookie with non-secure request')

    def return_ok_expires(self, cookie, request):
        return not cookie.is_expired(self._now) or _refused('cookie expired')

    def return_ok_port(self, cookie, request):
        wanted = request_port(request) or DEFAULT_HTTP_PORT
        return not cookie.port or wanted in cookie.port.split(',') or _refused(
            'request port %s does not match cookie port %s', wanted, cookie.port)

    def return_ok_domain(self, cookie, request):
        _, host = eff_request_host(request)
        if cookie.version == 0:
            exact = self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified
            fits = cookie.domain == host if exact else _dotted(host).endswith(cookie.domain and _dotted(cookie.domain))
        else:
            fits = domain_match(host, cookie.domain)
        return fits or _refused('effective request-host name %s does not match %s', host, cookie.domain)

    def domain_return_ok(self, domain, request):
        # A cookie made by hand may belong to no domain: it goes everywhere.
        if domain and not any(_dotted(host).endswith(_dotted(domain)) for host in eff_request_host(request)):
            return False
        return not self._barred(domain)

    def path_return_ok(self, path, request):
        return _below(request_path(request), path) or _refused('%s does not path-match %s', request_path(request), path)


def deepvalues(mapping):
    """The cookies in dicts of dicts of dicts."""
    for value in list(mapping.values()):
        if hasattr(value, 'items'):
            yield from deepvalues(value)
        else:
            yield value


class Absent:
    """Stands for an attribute a cookie came without; only the class itself is used."""


_FLAGS = ('discard', 'secure')
_FILE_FLAGS = (*_FLAGS, 'port_spec', 'path_spec', 'domain_dot')
_VALUES = ('version', 'expires', 'max-age', 'domain', 'path', 'port', 'comment', 'commenturl')


class CookieJar:
    """Cookies by domain, path and name."""

    non_word_re, quote_re = re.compile(r'\W'), re.compile(r'(["\\])')
    domain_re, strict_domain_re = re.compile('[^.]*'), re.compile(r'\.?[^.]*')
    dots_re = re.compile(r'^\.+')
    magic_re = re.compile(r'#LWP-Cookies-(\d+\.\d+)', re.ASCII)

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = threading.RLock()
        self._cookies = {}

    def set_policy(self, policy):
        self._policy = policy

    def _set_clock(self):
        self._policy._now = self._now = int(time.time())

    # Sending

    def _cookies_for_domain(self, domain, request):
        policy = self._policy
        if not policy.domain_return_ok(domain, request):
            return []
        return [cookie for path, named in self._cookies[domain].items() if policy.path_return_ok(path, request)
                for cookie in named.values() if policy.return_ok(cookie, request)]

    def _cookies_for_request(self, request):
        return [cookie for domain in self._cookies for cookie in self._cookies_for_domain(domain, request)]

    def _cookie_attrs(self, cookies):
        """What the header says of each cookie: those of the longest paths first."""
        cookies.sort(key=lambda cookie: -len(cookie.path))
        return [part for place, cookie in enumerate(cookies) for part in self._parts_sent(cookie, place == 0)]

    def _parts_sent(self, cookie, first):
        modern = cookie.version > 0
        if first and modern:
            yield f'$Version={cookie.version}'
        value = cookie.value
        if value is not None and modern and self.non_word_re.search(value):
            value = self.quote_re.sub(r'\\\1', value)
        yield cookie.name if value is None else f'{cookie.name}={value}'
        if modern:
            if cookie.path_specified:
                yield f'$Path="{cookie.path}"'
            if cookie.domain.startswith('.'):
                yield f'$Domain="{cookie.domain if cookie.domain_initial_dot else cookie.domain[1:]}"'
            if cookie.port is not None:
                yield f'$Port="{cookie.port}"' if cookie.port_specified else '$Port'

    def add_cookie_header(self, request):
        """Add the cookies for a request to its headers."""
        with self._cookies_lock:
            self._set_clock()
            chosen = self._cookies_for_request(request)
            if (attributes := self._cookie_attrs(chosen)) and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(attributes))
            tell = self._policy.rfc2965 and not self._policy.hide_cookie2 and not request.has_header('Cookie2')
            if tell and any(cookie.version != 1 for cookie in chosen):
                request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    # Receiving

    def _sorted_out(self, pairs):
        """(standard attributes, other ones) of a cookie in a header, None if it is not to be taken."""
        standard, rest = {}, {}
        for name, value in pairs:
            known = name.lower()
            if known not in _VALUES and known not in _FLAGS:
                rest[name] = value
            elif known in _FLAGS:
                standard.setdefault(known, True if value is None else value)
            elif known in standard or known == 'expires' and value is None:
                continue
            elif value is None and known not in ('port', 'comment', 'commenturl'):
                return None
            elif known == 'max-age':
                try:
                    age = int(value)
                except ValueError:
                    return None
                standard |= {known: age, 'expires': self._now + age}
            else:
                standard[known] = value.lower() if known == 'domain' else value
        return standard, rest

    def _cookie_from_cookie_tuple(self, tup, request):
        name, value, standard, rest = tup
        take = standard.get
        try:
            version = int(take('version', Absent)) if 'version' in standard else None
        except ValueError:
            return None
        path, domain, port = (take(key, Absent) for key in ('path', 'domain', 'port'))
        path_specified, domain_specified = path not in (Absent, ''), domain is not Absent
        if path_specified:
            path = escape_path(path)
        else:
            folder, slash, _ = request_path(request).rpartition('/')
            path = folder if version == 0 and folder else folder + slash
        initial_dot = domain_specified and domain.startswith('.')
        domain = _dotted(domain) if domain_specified else eff_request_host(request)[1]
        port_specified = port not in (Absent, None)
        if port_specified:
            port = ''.join(port.split())
        else:
            port = None if port is Absent else request_port(request)
        expires, discard = take('expires'), take('discard', False)
        if expires is None:
            discard = True
        elif expires <= self._now:
            # The way servers delete cookies.
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified, initial_dot, path, path_specified,
                      take('secure', False), expires, discard, take('comment'), take('commenturl'), rest)

    def _cookies_from_attrs_set(self, attrs_set, request):
        made = []
        for (name, value), *pairs in attrs_set:
            if parts := self._sorted_out(pairs):
                made.append(self._cookie_from_cookie_tuple((name, value, *parts), request))
        return [cookie for cookie in made if cookie]

    def _cookies_in(self, headers, parse, request):
        try:
            return self._cookies_from_attrs_set(parse(headers), request)
        except Exception:
            _warn_of_fault()
            return []

    def make_cookies(self, response, request):
        """The cookies of an answer."""
        headers = response.info()
        modern, policy = self._policy.rfc2965, self._policy
        self._set_clock()
        cookies = self._cookies_in(headers.get_all('Set-Cookie2', []), split_header_words, request) if modern else []
        if not policy.netscape:
            return cookies
        old = self._cookies_in(headers.get_all('Set-Cookie', []), parse_ns_headers, request)
        if (as_netscape := getattr(policy, 'rfc2109_as_netscape', None)) is None:
            as_netscape = not modern
        for cookie in old:
            if cookie.version == 1:
                cookie.rfc2109 = True
                cookie.version = 0 if as_netscape else 1
        taken = {(cookie.domain, cookie.path, cookie.name) for cookie in cookies}
        return cookies + [cookie for cookie in old if (cookie.domain, cookie.path, cookie.name) not in taken]

    def set_cookie_if_ok(self, cookie, request):
        """Keep a cookie if the policy allows it."""
        with self._cookies_lock:
            self._set_clock()
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie."""
        with self._cookies_lock:
            self._cookies.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep the cookies of an answer that the policy allows."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    _debug(' setting cookie: %s', cookie)
                    self.set_cookie(cookie)

    # Forgetting

    def clear(self, domain=None, path=None, name=None):
        """Forget all, those of a domain, of a path, or one."""
        match domain, path, name:
            case None, None, None:
                self._cookies = {}
            case (_, None, str()) | (None, _, str()):
                raise ValueError('domain and path must be given to remove a cookie by name')
            case None, _, None:
                raise ValueError('domain must be given to remove cookies by path')
            case _, None, None:
                del self._cookies[domain]
            case _, _, None:
                del self._cookies[domain][path]
            case _:
                del self._cookies[domain][path][name]

    def _clear_those(self, unwanted):
        with self._cookies_lock:
            for cookie in self:
                if unwanted(cookie):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_session_cookies(self):
        """Forget those that are for this session only."""
        self._clear_those(lambda cookie: cookie.discard)

    def clear_expired_cookies(self):
        """Forget those whose time is over."""
        now = time.time()
        self._clear_those(lambda cookie: cookie.is_expired(now))

    def __iter__(self):
        return deepvalues(self._cookies)

    def __len__(self):
        return sum(1 for _ in self)

    def _listed(self, show):
        return f"<{type(self).__name__}[{', '.join(map(show, self))}]>"

    def __repr__(self):
        return self._listed(repr)

    def __str__(self):
        return self._listed(str)


class LoadError(OSError):
    """The file is no cookie file."""


class FileCookieJar(CookieJar):
    """Cookies that can be kept in a file."""

    def __init__(self, filename=None, delayload=False, policy=None):
        super().__init__(policy)
        self.filename = filename if filename is None else os.fspath(filename)
        self.delayload = bool(delayload)

    def _file(self, filename):
        if filename is None and (filename := self.filename) is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return filename

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        raise NotImplementedError

    def _kept(self, ignore_discard, ignore_expires):
        """The cookies that are worth writing."""
        now = time.time()
        return (cookie for cookie in self
                if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)))

    def _write(self, filename, text):
        with open(self._file(filename), 'w', opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(text)

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        filename = self._file(filename)
        with open(filename) as file:
            self._really_load(file, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Only the cookies of a file; if it fails everything stays."""
        filename = self._file(filename)
        with self._cookies_lock:
            before, self._cookies = self._cookies, {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = before
                raise

    def _load_lines(self, lines, read, kind, filename, ignore_discard, ignore_expires):
        """Add what read(line) makes of each line: (the text to be shown in errors, a function that gives cookies)."""
        now = time.time()
        for line in lines:
            line, cookies = read(line)
            try:
                for cookie in cookies(line):
                    if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                        self.set_cookie(cookie)
            except OSError:
                raise
            except Exception:
                _warn_of_fault()
                raise LoadError(f'invalid {kind} file {filename!r}: {line!r}')


def lwp_cookie_str(cookie):
    """A cookie as LWP files have it."""
    pairs = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    pairs += [('port', cookie.port)] if cookie.port is not None else []
    pairs += [(name, None) for name, told in (('path_spec', cookie.path_specified), ('port_spec', cookie.port_specified),
                                              ('domain_dot', cookie.domain_initial_dot), ('secure', cookie.secure)) if told]
    pairs += [('expires', time2isoz(float(cookie.expires)))] if cookie.expires else []
    pairs += [('discard', None)] if cookie.discard else []
    pairs += [(name, text) for name, text in (('comment', cookie.comment), ('commenturl', cookie.comment_url)) if text]
    pairs += [(name, str(value)) for name, value in sorted(cookie._rest.items())]
    return join_header_words([[*pairs, ('version', str(cookie.version))]])


class LWPCookieJar(FileCookieJar):
    """Files as Perl's LWP has them."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        return ''.join(f'Set-Cookie3: {lwp_cookie_str(cookie)}\n' for cookie in self._kept(ignore_discard, ignore_expires))

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        self._write(filename, '#LWP-Cookies-2.0\n' + self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not self.magic_re.match(f.readline()):
            raise LoadError(f'{filename!r} does not look like a Set-Cookie3 (LWP) format file')
        start = 'Set-Cookie3:'
        lines = (line[len(start):].strip() for line in f if line.startswith(start))
        self._load_lines(lines, lambda line: (line, self._saved), 'Set-Cookie3 format', filename, ignore_discard, ignore_expires)

    @staticmethod
    def _saved(line):
        for (name, value), *pairs in split_header_words([line]):
            standard, rest = dict.fromkeys(_FILE_FLAGS, False), {}
            for key, text in pairs:
                known = key.lower()
                if known in _FILE_FLAGS:
                    standard[known] = True if text is None else text
                else:
                    target, key = (standard, known) if known in _VALUES else (rest, key)
                    target[key] = text
            take = standard.get
            expires, discard = take('expires'), take('discard')
            if expires is not None:
                expires = iso2time(expires)
            discard = discard or expires is None
            domain = take('domain')
            yield Cookie(take('version'), name, value, take('port'), take('port_spec'), domain, domain.startswith('.'),
                         take('domain_dot'), take('path'), take('path_spec'), take('secure'), expires, discard,
                         take('comment'), take('commenturl'), rest)


class MozillaCookieJar(FileCookieJar):
    """Files as old browsers, curl and wget have them."""

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        text = NETSCAPE_HEADER_TEXT
        for cookie in self._kept(ignore_discard, ignore_expires):
            hidden = HTTPONLY_PREFIX if cookie.has_nonstandard_attr(HTTPONLY_ATTR) else ''
            named = ('', cookie.name) if cookie.value is None else (cookie.name, cookie.value)
            flags = ('TRUE' if flag else 'FALSE' for flag in (cookie.domain.startswith('.'), cookie.secure))
            expires = '' if cookie.expires is None else str(cookie.expires)
            text += '\t'.join([hidden + cookie.domain, next(flags), cookie.path, next(flags), expires, *named]) + '\n'
        self._write(filename, text)

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not NETSCAPE_MAGIC_RGX.match(f.readline()):
            raise LoadError(f'{filename!r} does not look like a Netscape format cookies file')
        self._load_lines(f, self._reader_of, 'Netscape format cookies', filename, ignore_discard, ignore_expires)

    @staticmethod
    def _reader_of(line):
        line = line.removesuffix('\n')
        hidden = {HTTPONLY_ATTR: ''} if line.startswith(HTTPONLY_PREFIX) else {}

        def cookies(line):
            if (start := line.strip()[:1]) and start not in '#$':
                domain, subdomains, path, secure, expires, *named = line.split('\t')
                name, value = named
                if not name:
                    name, value = value, None
                dot = domain.startswith('.')
                if dot != (subdomains == 'TRUE'):
                    raise ValueError('a domain and its flag differ')
                yield Cookie(0, name, value, None, False, domain, dot, dot, path, False, secure == 'TRUE', expires or None,
                             expires == '', None, None, hidden)

        return line.removeprefix(HTTPONLY_PREFIX) if hidden else line, cookies
