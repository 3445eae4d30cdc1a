"""Opening URLs: requests, the handlers that answer them, and what opens with them."""
import base64
import bisect
import http.client
import os
import re
import socket
import sys
import time
from io import BytesIO as _BytesIO
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import (_splitattr, _splithost, _splitpasswd, _splitport, _splittag, _splittype, _splituser, _splitvalue, quote,
                          unquote, unquote_to_bytes, unwrap, urljoin, urlparse, urlsplit, urlunparse)
from urllib.response import addclosehook, addinfourl

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler', 'HTTPRedirectHandler', 'HTTPCookieProcessor',
           'ProxyHandler', 'HTTPPasswordMgr', 'HTTPPasswordMgrWithDefaultRealm', 'HTTPPasswordMgrWithPriorAuth',
           'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler', 'ProxyBasicAuthHandler', 'AbstractDigestAuthHandler',
           'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler', 'HTTPHandler', 'FileHandler', 'FTPHandler', 'CacheFTPHandler',
           'DataHandler', 'UnknownHandler', 'HTTPErrorProcessor', 'urlopen', 'install_opener', 'build_opener', 'pathname2url',
           'url2pathname', 'getproxies', 'urlretrieve', 'urlcleanup', 'URLopener', 'FancyURLopener', 'HTTPSHandler']

__version__ = '%d.%d' % sys.version_info[:2]

_opener = None
_retrieved = []


def install_opener(opener):
    """Have urlopen() use this opener."""
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Open a URL or a Request; a response to read from.

    data makes it a POST; context is for https."""
    if context:
        return build_opener(HTTPSHandler(context=context)).open(url, data, timeout)
    if _opener is None:
        install_opener(build_opener())
    return _opener.open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Copy what a URL has into a file; (file name, headers)."""
    scheme, path = _splittype(url)
    with urlopen(url, data) as source:
        headers = source.info()
        if scheme == 'file' and not filename:
            return os.path.normpath(path), headers
        if filename:
            target = open(filename, 'wb')
        else:
            import tempfile
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _retrieved.append(filename)
        got, expected = _copy(source, target, int(headers.get('content-length', -1)), reporthook)
    if got < expected:
        raise ContentTooShortError(f'retrieval incomplete: got only {got} out of {expected} bytes', (filename, headers))
    return filename, headers


def _copy(source, target, expected, hook, size=8192):
    """Copy block by block, telling a hook; (bytes copied, bytes expected)."""
    got = blocks = 0
    with target:
        if hook:
            hook(0, size, expected)
        while block := source.read(size):
            got += target.write(block)
            blocks += 1
            if hook:
                hook(blocks, size, expected)
    return got, expected


def urlcleanup():
    """Remove the files of urlretrieve()."""
    while _retrieved:
        try:
            os.unlink(_retrieved.pop())
        except OSError:
            pass
    install_opener(None)


def request_host(request):
    """The host of a request, in lower case and without port."""
    host = urlparse(request.full_url).netloc or request.get_header('Host', '')
    return re.sub(r':[0-9]+$', '', host).lower()


class Request:
    """What is asked of a server."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.headers, self.unredirected_hdrs = {}, {}
        self._data = self._tunnel_host = None
        self.full_url = url
        self.data = data
        for name, value in headers.items():
            self.add_header(name, value)
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        vars(self).update({'method': method} if method else {})

    def get_full_url(self):
        """The URL, with its fragment."""
        return f'{self._full_url}#{self.fragment}' if self.fragment else self._full_url

    def _set_url(self, url):
        self._full_url, self.fragment = _splittag(unwrap(url))
        self.type, rest = _splittype(self._full_url)
        if self.type is None:
            raise ValueError(f'unknown url type: {self.get_full_url()!r}')
        host, self.selector = _splithost(rest)
        self.host = host and unquote(host)

    def _forget_url(self):
        self._full_url, self.fragment, self.selector = None, None, ''

    def _set_data(self, data):
        # A length that was computed belonged to another body.
        if data != self._data and self.has_header('Content-length'):
            self.remove_header('Content-length')
        self._data = data

    full_url = property(get_full_url, _set_url, _forget_url, 'The URL, with its fragment.')
    data = property(lambda self: self._data, _set_data, lambda self: self._set_data(None), 'The body.')

    def get_method(self):
        """GET, POST if there is a body, or what was given."""
        return getattr(self, 'method', 'GET' if self.data is None else 'POST')

    def has_proxy(self):
        """True if a proxy is asked."""
        return self.selector == self.full_url

    def set_proxy(self, host, type):
        """Ask a proxy instead."""
        if self.type == 'https' and not self._tunnel_host:
            self.host, self._tunnel_host = host, self.host
        else:
            self.host, self.type, self.selector = host, type, self.full_url

    def add_unredirected_header(self, key, val):
        """Add a header that a redirected request will not have."""
        self.unredirected_hdrs[key.capitalize()] = val

    def add_header(self, key, val):
        """Add a header."""
        self.headers[key.capitalize()] = val

    def _all_headers(self):
        return {**self.unredirected_hdrs, **self.headers}

    def has_header(self, header_name):
        """True if there is such a header; names are written Like-this."""
        return header_name in self._all_headers()

    def get_header(self, header_name, default=None):
        """A header."""
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        """Forget a header, if there is one."""
        for headers in (self.headers, self.unredirected_hdrs):
            headers.pop(header_name, None)

    def header_items(self):
        """[(name, value)] of all headers."""
        return list(self._all_headers().items())


class OpenerDirector:
    """Asks its handlers, in their order, who can open a URL.

    The names of a handler's methods say what it does: http_open,
    http_request, http_response, http_error_404, default_open, unknown_open."""

    def __init__(self):
        self.addheaders = [('User-agent', f'Python-urllib/{__version__}')]
        self.handlers = []
        self.handle_open, self.handle_error, self.process_response, self.process_request = {}, {}, {}, {}

    def _place_of(self, method):
        """(the table, the key) under which a handler with this method is kept, None if the name says nothing."""
        protocol, _, role = method.partition('_')
        if method in ('redirect_request', 'do_open', 'proxy_open'):
            return None
        tables = {'open': self.handle_open, 'request': self.process_request, 'response': self.process_response}
        if role in tables:
            return tables[role], protocol
        if role.startswith('error'):
            kind = role.partition('_')[2]
            return self.handle_error.setdefault(protocol, {}), int(kind) if kind.isdecimal() else kind
        return None

    def add_handler(self, handler):
        """Add a handler."""
        if not hasattr(handler, 'add_parent'):
            raise TypeError(f'expected BaseHandler instance, got {type(handler)!r}')
        if places := [*filter(None, map(self._place_of, dir(handler)))]:
            for table, key in places:
                bisect.insort(table.setdefault(key, []), handler)
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        """Nothing to be done; kept as it is."""

    def _first_answer(self, table, key, method, *args):
        for handler in table.get(key, ()):
            if (answer := getattr(handler, method)(*args)) is not None:
                return answer
        return None

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Open a URL or a Request; a response."""
        if isinstance(fullurl, str):
            request = Request(fullurl, data)
        else:
            request = fullurl
            if data is not None:
                request.data = data
        request.timeout = timeout
        protocol = request.type
        for handler in self.process_request.get(protocol, ()):
            request = getattr(handler, f'{protocol}_request')(request)
        sys.audit('urllib.Request', request.full_url, request.data, request.headers, request.get_method())
        response = self._open(request, data)
        for handler in self.process_response.get(protocol, ()):
            response = getattr(handler, f'{protocol}_response')(request, response)
        return response

    def _open(self, req, data=None):
        for kind in ('default', req.type, 'unknown'):
            if answer := self._first_answer(self.handle_open, kind, f'{kind}_open', req):
                return answer
        return None

    def error(self, proto, *args):
        """For handlers: an error to be dealt with."""
        if proto not in ('http', 'https'):
            return self._first_answer(self.handle_error, proto, f'{proto}_error', *args)
        table, code = self.handle_error['http'], args[2]
        return (self._first_answer(table, code, f'http_error_{code}', *args)
                or self._first_answer(table, 'default', 'http_error_default', *args))


def build_opener(*handlers):
    """An opener with the usual handlers and these, which replace their likes."""
    given = [handler if isinstance(handler, type) else type(handler) for handler in handlers]
    opener = OpenerDirector()
    for usual in (ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FTPHandler,
                  FileHandler, HTTPErrorProcessor, DataHandler, HTTPSHandler):
        if not any(issubclass(cls, usual) for cls in given):
            opener.add_handler(usual())
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener


class BaseHandler:
    """The base of handlers; those with lower handler_order are asked first."""

    handler_order = 500

    def close(self):
        """Nothing to be done; kept as it is."""

    def add_parent(self, parent):
        """Belong to an opener."""
        self.parent = parent

    def __lt__(self, other):
        return not hasattr(other, 'handler_order') or self.handler_order < other.handler_order


class HTTPErrorProcessor(BaseHandler):
    """Makes errors of answers that are no success."""

    handler_order = 1000

    def http_response(self, request, response):
        code = response.code
        if code // 100 == 2:
            return response
        return self.parent.error('http', request, response, code, response.msg, response.info())

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises HTTPError."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Goes where the answer says."""

    max_repeats, max_redirections = 4, 10
    inf_msg = ('The HTTP server returned a redirect error that would lead to an infinite loop.\n'
               'The last 30x error message was:\n')

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The new request; None if somebody else shall answer."""
        method = req.get_method()
        if method not in ('GET', 'HEAD') and not (method == 'POST' and code in (301, 302, 303)):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        kept = {name: value for name, value in req.headers.items() if name.lower() not in ('content-length', 'content-type')}
        return Request(newurl.replace(' ', '%20'), headers=kept, origin_req_host=req.origin_req_host, unverifiable=True,
                       method='HEAD' if method == 'HEAD' else 'GET')

    def http_error_302(self, req, fp, code, msg, headers):
        target = headers.get('location') or headers.get('uri')
        if target is None:
            return None
        parts = urlparse(target)
        if parts.scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(target, code, f"{msg} - Redirection to url '{target}' is not allowed", headers, fp)
        if parts.netloc and not parts.path:
            parts = parts._replace(path='/')
        # Some servers send what should be quoted; what may be quoted already is left as it is.
        target = quote(urlunparse(parts), safe=''.join(map(chr, range(33, 127))), encoding='iso-8859-1')
        target = urljoin(req.full_url, target)
        following = self.redirect_request(req, fp, code, msg, headers, target)
        if following is None:
            return None
        visits = vars(req).setdefault('redirect_dict', {})
        if visits.get(target, 0) >= self.max_repeats or len(visits) >= self.max_redirections:
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        visits[target] = visits.get(target, 0) + 1
        following.redirect_dict = visits
        fp.read()
        fp.close()
        return self.parent.open(following, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _parse_proxy(proxy):
    """(scheme, user, password, host and port) of a proxy, which may be written with or without //."""
    scheme, rest = _splittype(proxy)
    if not rest.startswith('/'):
        scheme, authority = None, proxy
    elif not rest.startswith('//'):
        raise ValueError(f'proxy URL with no authority: {proxy!r}')
    else:
        text = rest[2:]
        end = text.find('/', text.find('@') + 1)    # names may have slashes
        authority = text if end < 0 else text[:end]
    user, address = _splituser(authority)
    return scheme, *(_splitpasswd(user) if user else (None, None)), address


def _basic(user, password):
    return 'Basic ' + base64.b64encode(f'{user}:{password}'.encode()).decode('ascii')


class ProxyHandler(BaseHandler):
    """Sends requests to the proxies of the environment, or those given."""

    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies
        assert hasattr(self.proxies, 'keys'), "proxies must be a mapping"
        for scheme, proxy in self.proxies.items():
            scheme = scheme.lower()
            setattr(self, f'{scheme}_open', lambda req, proxy=proxy, type=scheme: self.proxy_open(req, proxy, type))

    def proxy_open(self, req, proxy, type):
        """Turn a request to a proxy; its answer if that is asked by another protocol."""
        asked = req.type
        scheme, user, password, address = _parse_proxy(proxy)
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            req.add_header('Proxy-authorization', _basic(unquote(user), unquote(password)))
        scheme = scheme or asked
        req.set_proxy(unquote(address), scheme)
        return None if asked in (scheme, 'https') else self.parent.open(req, timeout=req.timeout)


# Passwords

class HTTPPasswordMgr:
    """Users and passwords by realm and address."""

    def __init__(self):
        self.passwd = {}

    def _both(self, uri):
        """An address, or some, reduced with and without the usual port."""
        uris = [uri] if isinstance(uri, str) else uri
        return [tuple(self.reduce_uri(one, default_port) for one in uris) for default_port in (True, False)]

    def add_password(self, realm, uri, user, passwd):
        """Know a user and a password."""
        self.passwd.setdefault(realm, {}).update(dict.fromkeys(self._both(uri), (user, passwd)))

    def find_user_password(self, realm, authuri):
        """(user, password), (None, None) if there is none."""
        known = self.passwd.get(realm, {}).items()
        return next((found for wanted, in self._both(authuri) for uris, found in known
                     if any(self.is_suburi(uri, wanted) for uri in uris)), (None, None))

    def reduce_uri(self, uri, default_port=True):
        """(host and port, path) of an address."""
        parts = urlsplit(uri)
        if not parts.netloc:
            return uri, '/'
        port = {'http': ':80', 'https': ':443'}.get(parts.scheme, '') if default_port else ''
        return parts.netloc + ('' if _splitport(parts.netloc)[1] else port), parts.path or '/'

    def is_suburi(self, base, test):
        """True if test is below base."""
        host, path = base
        return base == test or host == test[0] and test[1].startswith(path if path.endswith('/') else path + '/')


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """Those of realm None are for any realm."""

    def find_user_password(self, realm, authuri):
        """(user, password) of the realm, or else of any."""
        found = super().find_user_password(realm, authuri)
        return super().find_user_password(None, authuri) if found[0] is None else found


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Knows where to send passwords without being asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.authenticated = {}

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        """Know a user and a password, perhaps to be sent at once."""
        self.update_authenticated(uri, is_authenticated)
        for name in dict.fromkeys((None, realm)):
            super().add_password(name, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        """Send passwords there at once, or not."""
        for uris in self._both(uri):
            self.authenticated.update(dict.fromkeys(uris, is_authenticated))

    def is_authenticated(self, authuri):
        """True if passwords are sent there at once."""
        return next((state for wanted, in self._both(authuri) for uri, state in self.authenticated.items()
                     if self.is_suburi(uri, wanted)), None)


def _on_challenge(header, place):
    """The method for an answer that asks for a password in a header; place is the attribute that tells whose it is."""
    def http_error(self, req, fp, code, msg, headers):
        return self._challenged(header, getattr(req, place), req, headers)
    return http_error


_by_server, _by_proxy = _on_challenge('www-authenticate', 'full_url'), _on_challenge('proxy-authenticate', 'host')


class AbstractBasicAuthHandler:
    """Answers a request for a password by Basic."""

    rx = re.compile(r'(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\2', re.IGNORECASE)

    def __init__(self, password_mgr=None):
        self.passwd = password_mgr or HTTPPasswordMgr()
        self.add_password = self.passwd.add_password

    def _parse_realm(self, header):
        """(scheme, realm) of each challenge in a header."""
        found = self.rx.findall(header)
        if any(not quotes for _, quotes, _ in found):
            import warnings
            warnings.warn('Basic Auth Realm was unquoted', UserWarning, 4)
        return [(scheme, realm) for scheme, _, realm in found] or [((header.split() or [''])[0], None)]

    def http_error_auth_reqed(self, authreq, host, req, headers):
        """Try again with a password, if Basic is asked for."""
        challenges = [pair for header in headers.get_all(authreq, ()) for pair in self._parse_realm(header)]
        for scheme, realm in challenges:
            if scheme.lower() == 'basic' and realm is not None:
                return self.retry_http_basic_auth(host, req, realm)
        if others := [scheme for scheme, _ in challenges if scheme.lower() != 'basic']:
            raise ValueError(f'AbstractBasicAuthHandler does not support the following scheme: {others[-1]!r}')
        return None

    def _challenged(self, header, place, req, headers):
        return self.http_error_auth_reqed(header, place, req, headers)

    def retry_http_basic_auth(self, host, req, realm):
        """Send the request again with the password of a realm; None if it was sent with it."""
        user, password = self.passwd.find_user_password(realm, host)
        if password is None or req.get_header(self.auth_header) == (wanted := _basic(user, password)):
            return None
        req.add_unredirected_header(self.auth_header, wanted)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        asks = getattr(self.passwd, 'is_authenticated', None)
        if asks and asks(req.full_url) and not req.has_header('Authorization'):
            req.add_unredirected_header('Authorization', _basic(*self.passwd.find_user_password(None, req.full_url)))
        return req

    def http_response(self, req, response):
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, response.code // 100 == 2)
        return response

    https_request, https_response = http_request, http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Passwords for servers."""

    auth_header, http_error_401 = 'Authorization', _by_server


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """Passwords for proxies."""

    auth_header, http_error_407 = 'Proxy-authorization', _by_proxy


class AbstractDigestAuthHandler:
    """Answers a request for a password by Digest."""

    def __init__(self, passwd=None):
        self.passwd = HTTPPasswordMgr() if passwd is None else passwd
        self.add_password = self.passwd.add_password
        self.retried = self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        """Begin to count tries again."""
        self.retried = 0

    def _challenged(self, header, place, req, headers):
        answer = self.http_error_auth_reqed(header, place, req, headers)
        self.reset_retry_count()
        return answer

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        """Try again with a password, if Digest is asked for; a few times, as its numbers get old."""
        challenge = headers.get(auth_header)
        if self.retried > 5:
            raise HTTPError(req.full_url, 401, 'digest auth failed', headers, None)
        self.retried += 1
        match challenge.split()[0].lower() if challenge else 'basic':
            case 'digest':
                return self.retry_http_digest_auth(req, challenge)
            case 'basic':
                return None
        scheme = challenge.split()[0]
        raise ValueError(f'AbstractDigestAuthHandler does not support the following scheme: {scheme!r}')

    def retry_http_digest_auth(self, req, auth):
        """Send the request again with what answers a challenge; None if it was sent with it."""
        asked = parse_keqv_list(filter(None, parse_http_list(auth.partition(' ')[2])))
        if not (words := self.get_authorization(req, asked)) or req.headers.get(self.auth_header) == f'Digest {words}':
            return None
        req.add_unredirected_header(self.auth_header, f'Digest {words}')
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        """A number used once, of our own."""
        from hashlib import sha1
        return sha1(f'{self.nonce_count}:{nonce}:{time.ctime()}:'.encode() + os.urandom(8)).hexdigest()[:16]

    def get_authorization(self, req, chal):
        """What answers a challenge; None if nothing can."""
        if 'realm' not in chal or 'nonce' not in chal:
            return None
        realm, nonce, quality, algorithm = chal['realm'], chal['nonce'], chal.get('qop'), chal.get('algorithm', 'MD5')
        digest, keyed = self.get_algorithm_impls(algorithm)
        user, password = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        entity = self.get_entity_digest(req.data, chal)
        secret, action = digest(f'{user}:{realm}:{password}'), digest(f'{req.get_method()}:{req.selector}')
        words = {'username': user, 'realm': realm, 'nonce': nonce, 'uri': req.selector}
        counted = ''
        if quality is None:
            words['response'] = keyed(secret, f'{nonce}:{action}')
        elif 'auth' not in quality.split(','):
            raise URLError(f"qop '{quality}' is not supported.")
        else:
            self.nonce_count = self.nonce_count + 1 if nonce == self.last_nonce else 1
            self.last_nonce = nonce
            count, own = f'{self.nonce_count:08x}', self.get_cnonce(nonce)
            words['response'] = keyed(secret, f'{nonce}:{count}:{own}:auth:{action}')
            counted = f', qop=auth, nc={count}, cnonce="{own}"'
        words |= {name: value for name, value in (('opaque', chal.get('opaque')), ('digest', entity)) if value}
        return ', '.join(f'{name}="{value}"' for name, value in (words | {'algorithm': algorithm}).items()) + counted

    def get_algorithm_impls(self, algorithm):
        """(digest of a text, digest of a secret and a text)."""
        import hashlib
        names = {'MD5': hashlib.md5, 'SHA': hashlib.sha1}
        if algorithm not in names:
            raise ValueError(f'Unsupported digest authentication algorithm {algorithm!r}')

        def digest(text):
            return names[algorithm](text.encode('ascii')).hexdigest()
        return digest, lambda secret, text: digest(f'{secret}:{text}')

    def get_entity_digest(self, data, chal):
        """None: nobody asks for it."""
        return None


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Digest for servers."""

    handler_order = 490
    auth_header, http_error_401 = 'Authorization', _by_server


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """Digest for proxies."""

    handler_order = 490
    auth_header, http_error_407 = 'Proxy-Authorization', _by_proxy


_QUOTED_OR_NOT = re.compile(r'"((?:[^"\\]|\\.)*)("?)|(,)|([^",]+)', re.DOTALL)


def parse_http_list(s):
    """The elements of a header's list, by commas outside of quotes."""
    elements = ['']
    for found in _QUOTED_OR_NOT.finditer(s):
        quoted, end, comma, plain = found.groups()
        if comma:
            elements.append('')
        else:
            elements[-1] += plain or '"' + re.sub(r'\\(.)', r'\1', quoted) + end
    if not elements[-1]:
        elements.pop()
    return [element.strip() for element in elements]


def parse_keqv_list(l):
    """{key: value} of ['key="value"']."""
    pairs = (element.split('=', 1) for element in l)
    return {key: value[1:-1] if value[0] == value[-1] == '"' else value for key, value in pairs}


# Protocols

class AbstractHTTPHandler(BaseHandler):
    """A request through http.client."""

    def __init__(self, debuglevel=None):
        self._debuglevel = http.client.HTTPConnection.debuglevel if debuglevel is None else debuglevel

    def set_http_debuglevel(self, level):
        """Print what goes through, from level 1 on."""
        self._debuglevel = level

    def _get_content_length(self, request):
        return http.client.HTTPConnection._get_content_length(request.data, request.get_method())

    def do_request_(self, request):
        """Give a request the headers it lacks."""
        def lacking(name, value):
            if not request.has_header(name):
                request.add_unredirected_header(name, value)

        if not (host := request.host):
            raise URLError('no host given')
        if request.data is not None:
            if isinstance(request.data, str):
                raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
            lacking('Content-type', 'application/x-www-form-urlencoded')
            if not request.has_header('Content-length') and not request.has_header('Transfer-encoding'):
                size = self._get_content_length(request)
                lacking(*(('Transfer-encoding', 'chunked') if size is None else ('Content-length', str(size))))
        if request.has_proxy():
            host = _splithost(_splittype(request.selector)[1])[0]
        lacking('Host', host)
        for name, value in self.parent.addheaders:
            lacking(name.capitalize(), value)
        return request

    def do_open(self, http_class, req, **http_conn_args):
        """Send the request by a connection of this class; the response."""
        if not req.host:
            raise URLError('no host given')
        connection = http_class(req.host, timeout=req.timeout, **http_conn_args)
        connection.set_debuglevel(self._debuglevel)
        # The answer is read to its end and no second request follows: nothing would use the connection again.
        headers = {name.title(): value for name, value in {**req.headers, **req.unredirected_hdrs, 'Connection': 'close'}.items()}
        if req._tunnel_host:
            for_proxy = {name: headers.pop(name) for name in ('Proxy-Authorization',) if name in headers}
            connection.set_tunnel(req._tunnel_host, headers=for_proxy)
        try:
            try:
                connection.request(req.get_method(), req.selector, req.data, headers,
                                   encode_chunked=req.has_header('Transfer-encoding'))
            except OSError as error:
                raise URLError(error)
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        if connection.sock:
            connection.sock.close()
            connection.sock = None
        response.url, response.msg = req.get_full_url(), response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    """http:"""

    def http_open(self, req):
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class HTTPSHandler(AbstractHTTPHandler):
    """https:"""

    def __init__(self, debuglevel=None, context=None, check_hostname=None):
        super().__init__(http.client.HTTPSConnection.debuglevel if debuglevel is None else debuglevel)
        self._given = context
        if check_hostname is not None:
            self._context.check_hostname = check_hostname

    @property
    def _context(self):
        # Made when first needed: it reads all certificates of the system.
        if self._given is None:
            self._given = http.client._create_https_context(http.client.HTTPSConnection._http_vsn)
        return self._given

    def https_open(self, req):
        return self.do_open(http.client.HTTPSConnection, req, context=self._context)

    https_request = AbstractHTTPHandler.do_request_


class HTTPCookieProcessor(BaseHandler):
    """Keeps cookies and sends them back."""

    def __init__(self, cookiejar=None):
        if cookiejar is None:
            from http.cookiejar import CookieJar
            cookiejar = CookieJar()
        self.cookiejar = cookiejar

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    https_request, https_response = http_request, http_response


class UnknownHandler(BaseHandler):
    """Anything else."""

    def unknown_open(self, req):
        raise URLError(f'unknown url type: {req.type}')


def _headers(**headers):
    """A message of headers; those without value are left out."""
    from email.message import Message
    message = Message()
    for name, value in headers.items():
        if value is not None:
            message[name.replace('_', '-')] = str(value)
    message.set_payload('')
    return message


def _address_of(host):
    try:
        return socket.gethostbyname(host)
    except socket.gaierror:
        return None


class FileHandler(BaseHandler):
    """file:"""

    names = None

    def file_open(self, req):
        elsewhere = req.selector[:2] == '//' and req.selector[2:3] != '/' and req.host and req.host != 'localhost'
        if elsewhere and req.host not in self.get_names():
            raise URLError('file:// scheme is supported only on localhost')
        return self.open_local_file(req)

    def get_names(self):
        """The addresses of this machine."""
        if FileHandler.names is None:
            try:
                hosts = 'localhost', socket.gethostname()
                FileHandler.names = tuple(address for host in hosts for address in socket.gethostbyname_ex(host)[2])
            except socket.gaierror:
                FileHandler.names = socket.gethostbyname('localhost'),
        return self.names

    def open_local_file(self, req):
        """A file of this machine."""
        from email.utils import formatdate
        from mimetypes import guess_type
        path = url2pathname(req.selector)
        try:
            state = os.stat(path)
            headers = _headers(Content_type=guess_type(req.selector)[0] or 'text/plain', Content_length=state.st_size,
                               Last_modified=formatdate(state.st_mtime, usegmt=True))
            host, port = _splitport(req.host) if req.host else ('', None)
            if not host or not port and _address_of(host) in self.get_names():
                return addinfourl(open(path, 'rb'), headers, f'file://{host}{req.selector}')
        except OSError as error:
            raise URLError(error)
        raise URLError('file not on local host')


class DataHandler(BaseHandler):
    """data:"""

    def data_open(self, req):
        url = req.full_url
        kind, data = url.partition(':')[2].split(',', 1)
        data = unquote_to_bytes(data)
        if kind.endswith(';base64'):
            data, kind = base64.decodebytes(data), kind.removesuffix(';base64')
        headers = _headers(Content_type=kind or 'text/plain;charset=US-ASCII', Content_length=len(data))
        return addinfourl(_BytesIO(data), headers, url)


class FTPHandler(BaseHandler):
    """ftp:"""

    def ftp_open(self, req):
        import ftplib
        from mimetypes import guess_type
        if not req.host:
            raise URLError('ftp error: no host given')
        host, port = _splitport(req.host)
        user, host = _splituser(host)
        user, password = _splitpasswd(user) if user else (None, None)
        try:
            host = socket.gethostbyname(unquote(host))
        except OSError as error:
            raise URLError(error)
        path, attributes = _splitattr(req.selector)
        *folders, file = map(unquote, path.split('/'))
        folders = folders[1:] if folders and not folders[0] else folders
        kind = 'I' if file else 'D'
        for name, value in map(_splitvalue, attributes):
            if name.lower() == 'type' and value and value in 'aAiIdD':
                kind = value.upper()
        connection = None
        try:
            connection = self.connect_ftp(user or '', password or '', host,
                                          int(port) if port else ftplib.FTP_PORT, folders, req.timeout)
            data, size = connection.retrfile(file, kind)
            headers = _headers(Content_type=guess_type(req.full_url)[0], Content_length=None if size is None or size < 0 else size)
            return addinfourl(data, headers, req.full_url)
        except Exception as error:
            if connection is not None and not connection.keepalive:
                connection.close()
            if isinstance(error, ftplib.all_errors):
                raise URLError(error) from error
            raise

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        """A connection for one file."""
        return ftpwrapper(user, passwd, host, port, dirs, timeout, persistent=False)


class CacheFTPHandler(FTPHandler):
    """ftp: with connections kept for a while."""

    def __init__(self):
        self.cache, self.timeout = {}, {}
        self.soonest, self.delay, self.max_conns = 0, 60, 16

    def setTimeout(self, t):
        """Keep connections for so many seconds."""
        self.delay = t

    def setMaxConns(self, m):
        """Keep so many connections."""
        self.max_conns = m

    def connect_ftp(self, user, passwd, host, port, dirs, timeout):
        """A connection that is kept, or a new one."""
        key = user, host, port, '/'.join(dirs), timeout
        connection = self.cache.get(key)
        if connection is None or not connection.keepalive:
            if connection:
                connection.close()
            connection = self.cache[key] = ftpwrapper(user, passwd, host, port, dirs, timeout)
        self.timeout[key] = time.time() + self.delay
        self.check_cache()
        return connection

    def _drop(self, keys):
        for key in keys:
            self.cache.pop(key).close()
            del self.timeout[key]
        self.soonest = min(self.timeout.values(), default=0)

    def check_cache(self):
        """Close what was not used for long, and what is too much."""
        now = time.time()
        if self.soonest <= now:
            self._drop([key for key, end in self.timeout.items() if end < now])
        if len(self.cache) == self.max_conns:
            self._drop([min(self.timeout, key=self.timeout.get)])

    def clear_cache(self):
        """Close all."""
        self._drop(list(self.cache))


class ftpwrapper:
    """A connection to an FTP server."""

    def __init__(self, user, passwd, host, port, dirs, timeout=None, persistent=True):
        self.user, self.passwd, self.host, self.port = user, passwd, host, port
        self.dirs, self.timeout, self.keepalive = dirs, timeout, persistent
        self.refcount = 0
        try:
            self.init()
        except BaseException:
            self.close()
            raise

    def init(self):
        """Connect."""
        import ftplib
        self.busy = 0
        self.ftp = ftplib.FTP()
        self.ftp.connect(self.host, self.port, self.timeout)
        self.ftp.login(self.user, self.passwd)
        self.ftp.cwd('/'.join(self.dirs))

    def retrfile(self, file, type):
        """(a file to read from, its size or None) of a file, or of the list of a folder."""
        import ftplib
        listed = type in ('d', 'D')
        mode = 'TYPE A' if listed else f'TYPE {type}'
        self.endtransfer()
        try:
            self.ftp.voidcmd(mode)
        except ftplib.all_errors:
            self.init()
            self.ftp.voidcmd(mode)
        transfer = None
        if file and not listed:
            try:
                transfer = self.ftp.ntransfercmd(f'RETR {file}')
            except ftplib.error_perm as error:
                # 550 may mean that it is a folder.
                if str(error)[:3] != '550':
                    raise URLError(f'ftp error: {error}') from error
        if not transfer:
            self.ftp.voidcmd('TYPE A')
            if file:
                self._enter(file)
            transfer = self.ftp.ntransfercmd(f'LIST {file}' if file else 'LIST')
        connection, size = transfer
        self.busy = 1
        data = addclosehook(connection.makefile('rb'), self.file_close)
        self.refcount += 1
        connection.close()
        return data, size

    def _enter(self, folder):
        """Fails if it is no folder."""
        import ftplib
        before = self.ftp.pwd()
        try:
            self.ftp.cwd(folder)
        except ftplib.error_perm as error:
            raise URLError(f'ftp error: {error!r}') from error
        finally:
            self.ftp.cwd(before)

    def endtransfer(self):
        """A file is read."""
        self.busy = 0

    def close(self):
        """Close, once no file is read any more."""
        self.keepalive = False
        if self.refcount <= 0:
            self.real_close()

    def file_close(self):
        """For files: this one is closed."""
        self.endtransfer()
        self.refcount -= 1
        if self.refcount <= 0 and not self.keepalive:
            self.real_close()

    def real_close(self):
        """Close."""
        import ftplib
        self.endtransfer()
        try:
            self.ftp.close()
        except ftplib.all_errors:
            pass


def url2pathname(pathname):
    """The file of the path of a file URL."""
    return unquote(pathname)


def pathname2url(pathname):
    """The other way."""
    return quote(pathname)


def getproxies_environment():
    """{scheme: proxy} of http_proxy and its like."""
    named = {name: value for name, value in os.environ.items() if name.lower().endswith('_proxy')}
    proxies = {name.lower()[:-6]: value for name, value in named.items() if value}
    # A CGI program gets headers as variables: HTTP_PROXY is the client's word then.
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    # Those in lower case count more, and an empty one takes back.
    proxies |= {name.lower()[:-6]: value for name, value in named.items() if name.endswith('_proxy')}
    return {scheme: proxy for scheme, proxy in proxies.items() if proxy}


def proxy_bypass_environment(host, proxies=None):
    """True if no_proxy names the host."""
    spared = (getproxies_environment() if proxies is None else proxies).get('no')
    if not spared or spared == '*':
        return spared == '*'
    host = host.lower()
    names = [name.strip().lstrip('.').lower() for name in spared.split(',') if name.strip()]
    return any(one == name or one.endswith('.' + name) for name in names for one in (host, _splitport(host)[0]))


proxy_bypass, getproxies = proxy_bypass_environment, getproxies_environment

from urllib._openers import (MAXFTPCACHE, FancyURLopener, URLopener, ftpcache, ftperrors, localhost, noheaders,  # noqa: E402
                             thishost)
