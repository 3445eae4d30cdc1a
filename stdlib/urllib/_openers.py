"""The openers that urllib had before handlers (deprecated), and small questions about hosts. urllib.request has them
all under its own name."""
import contextlib
import email
import functools
import http.client
import os
import re
import socket
import urllib.parse as parse
import urllib.request as request
from base64 import b64encode, decodebytes
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.response import addinfourl

MAXFTPCACHE = 10
ftpcache = {}


def _place(url):
    """What "//user:password@host:port/path" tells: the part before "@", host and port, path; None for what is missing."""
    authority, path = parse._splithost(url)
    credentials, host = parse._splituser(authority) if authority else (None, authority)
    return credentials, host, path


def _direct(scheme, url):
    """Those who ask through a proxy come with a pair in place of a URL."""
    if not isinstance(url, str):
        raise URLError(f'{scheme} error: proxy support for {scheme} protocol currently not implemented')


def _headers(**fields):
    """A message of the headers that have a value."""
    lines = [f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items() if value is not None]
    return email.message_from_string(''.join(lines))


class URLopener:
    """Opens URLs, with a method open_... for each scheme (deprecated)."""

    version = f"Python-urllib/{request.__version__}"
    _made = ()  # the temporary files of retrieve()

    def __init__(self, proxies=None, **x509):
        from warnings import warn
        warn(f"{type(self).__name__} style of invoking requests is deprecated. Use newer urlopen functions/methods",
             DeprecationWarning, stacklevel=3)
        self.proxies = request.getproxies() if proxies is None else proxies
        assert hasattr(self.proxies, 'keys'), "proxies must be a mapping"
        self.key_file, self.cert_file = map(x509.get, ('key_file', 'cert_file'))
        self.addheaders = [('User-Agent', self.version), ('Accept', '*/*')]
        self.tempcache, self.ftpcache = None, ftpcache
        self._made = []

    def cleanup(self):
        """Remove the files of retrieve()."""
        while self._made:
            with contextlib.suppress(OSError):
                os.unlink(self._made.pop())
        if cache := vars(self).get('tempcache'):
            cache.clear()

    def close(self):
        self.cleanup()

    __del__ = close

    def addheader(self, *args):
        """Send a header, a pair, with every request."""
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
        """Open a URL: a file."""
        whole = parse.quote(parse.unwrap(fullurl), safe="%/:=&?~#+!$,;'@()*[]|")
        if self.tempcache and whole in self.tempcache:
            name, headers = self.tempcache[whole]
            return addinfourl(open(name, 'rb'), headers, whole)
        scheme, target = parse._splittype(whole)
        scheme = scheme or 'file'
        if proxy := self.proxies.get(scheme):
            scheme, gate = parse._splittype(proxy)
            target = parse._splithost(gate)[0], whole
        self.type = scheme
        # open_local_file() is no scheme: it does not look at the host
        method = None if scheme in ('local_file', 'local-file') else getattr(self, f"open_{scheme}".replace('-', '_'), None)
        if method is None:
            return self.open_unknown_proxy(proxy, whole, data) if proxy else self.open_unknown(whole, data)
        try:
            return method(target) if data is None else method(target, data)
        except (HTTPError, URLError):
            raise
        except OSError as problem:
            raise OSError('socket error', problem) from problem

    def open_unknown(self, fullurl, data=None):
        """A scheme that nobody knows."""
        raise OSError('url error', 'unknown url type', parse._splittype(fullurl)[0])

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        """A proxy's scheme that nobody knows."""
        raise OSError('url error', f'invalid proxy for {parse._splittype(fullurl)[0]}', proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        """Copy what a URL has into a file: (file name, headers)."""
        url = parse.unwrap(url)
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        scheme, place = parse._splittype(url)
        if filename is None and scheme in (None, '', 'file'):
            # a file of this machine needs no copy
            with contextlib.suppress(OSError), self.open_local_file(place) as source:
                return request.url2pathname(parse._splithost(place)[1]), source.info()
        with self.open(url, data) as source:
            headers = source.info()
            result = filename or self._new_file(url), headers
            if self.tempcache is not None:
                self.tempcache[url] = result
            size = int(headers.get("Content-Length", -1))
            with open(result[0], 'wb') as copy:
                _copy(source, copy, size, reporthook or (lambda *progress: None))
                read = copy.tell()
        if read < size:
            raise ContentTooShortError(f"retrieval incomplete: got only {read} out of {size} bytes", result)
        return result

    def _new_file(self, url):
        from tempfile import mkstemp
        number, name = mkstemp(os.path.splitext(parse.urlsplit(url).path)[1])
        os.close(number)
        self._made.append(name)
        return name

    def _over_http(self, connect, url, data):
        """Ask for url, or a pair: a proxy and the URL to ask there for."""
        admission = None
        if isinstance(url, str):
            rest = url
            credentials, server, selector = _place(url)
            host = server = server and parse.unquote(server)
        else:
            gate, selector = url
            admission, server = parse._splituser(gate)
            credentials = host = None
            scheme, rest = parse._splittype(selector)
            if scheme.lower() == 'http':
                credentials, host, path = _place(rest)
                if credentials:
                    selector = f"{scheme}://{host}{path}"
                if request.proxy_bypass(host):
                    server = host
        if not server:
            raise OSError('http error', 'no host given')
        fields = {"Proxy-Authorization": _basic(admission), "Authorization": _basic(credentials), "Host": host,
                  "Connection": "close"}  # the body ends with the connection
        fields = {name: value for name, value in fields.items() if value} | dict(self.addheaders)
        if data is not None:
            fields["Content-Type"] = "application/x-www-form-urlencoded"
        connection = connect(server)
        connection.request("GET" if data is None else "POST", selector, data, fields)
        try:
            answer = connection.getresponse()
        except http.client.BadStatusLine:
            raise URLError("http protocol error: bad status line")
        if answer.status // 100 == 2:
            return addinfourl(answer, answer.msg, "http:" + rest, answer.status)
        return self.http_error(url, answer.fp, answer.status, answer.reason, answer.msg, data)

    def open_http(self, url, data=None):
        """http:"""
        return self._over_http(http.client.HTTPConnection, url, data)

    if hasattr(http.client, 'HTTPSConnection'):
        def open_https(self, url, data=None):
            """https:"""
            return self._over_http(self._https_connection, url, data)

        def _https_connection(self, host):
            secured = http.client.HTTPSConnection
            context = http.client._create_https_context(secured._http_vsn)
            if self.cert_file:
                context.load_cert_chain(self.cert_file, self.key_file)
            return secured(host, context=context)

    def http_error(self, url, fp, errcode, errmsg, headers, data=None):
        """An answer that is no success: to the method of its number, or to the default."""
        answer = url, fp, errcode, errmsg, headers
        special = getattr(self, f'http_error_{errcode}', None)
        handled = special and special(*answer, *(() if data is None else (data,)))
        return handled or self.http_error_default(*answer)

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """Close and raise."""
        fp.close()
        raise HTTPError(url, errcode, errmsg, headers, None)

    def open_file(self, url):
        """file:"""
        _direct('file', url)
        if re.match('(?i)//(?!/|localhost/)', url):
            raise ValueError("file:// scheme is supported only on localhost")
        return self.open_local_file(url)

    def open_local_file(self, url):
        """A file of this machine."""
        from email.utils import formatdate
        from mimetypes import guess_type
        host, path = parse._splithost(url)
        name = request.url2pathname(path)
        try:
            found = os.stat(name)
        except OSError as problem:
            raise URLError(problem.strerror, problem.filename)
        if host:
            address, port = parse._splitport(host)
            if port or socket.gethostbyname(address) not in {localhost(), *thishost()}:
                raise URLError('local file error: not on local host')
        headers = _headers(Content_Type=guess_type(url)[0] or 'text/plain', Content_Length=found.st_size,
                           Last_modified=formatdate(found.st_mtime, usegmt=True))
        return addinfourl(open(name, 'rb'), headers, f"file://{path}" if path.startswith('/') else path)

    def open_ftp(self, url):
        """ftp:"""
        from mimetypes import guess_type
        _direct('ftp', url)
        credentials, host, path = _place(url)
        if not host:
            raise URLError('ftp error: no host given')
        host, port = parse._splitport(host)
        user, password = [parse.unquote(part or '') for part in parse._splitpasswd(credentials or '')]
        address, port = socket.gethostbyname(parse.unquote(host)), int(port or 21)
        path, options = parse._splitattr(path)
        *folders, name = parse.unquote(path).split('/')
        if folders[:1] == ['']:
            folders = folders[1:] if folders[1:2] != [''] else ['/', *folders[2:]]
        kind = 'I' if name else 'D'
        for option, value in map(parse._splitvalue, options):
            if option.lower() == 'type' and value in tuple('aAiIdD'):
                kind = value.upper()
        key = user, address, port, '/'.join(folders)
        connections = self.ftpcache
        if len(connections) > MAXFTPCACHE:
            for other in connections.keys() - {key}:
                connections.pop(other).close()
        try:
            if key not in connections:
                connections[key] = request.ftpwrapper(user, password, address, port, folders)
            file, length = connections[key].retrfile(name, kind)
        except ftperrors() as problem:
            raise URLError(f'ftp error: {problem}') from problem
        whole = "ftp:" + url
        known = length is not None and length >= 0
        return addinfourl(file, _headers(Content_Type=guess_type(whole)[0], Content_Length=length if known else None), whole)

    def open_data(self, url, data=None):
        """data:"""
        from io import StringIO
        from time import gmtime, strftime
        _direct('data', url)
        kind, comma, text = url.partition(',')
        if not comma:
            raise OSError('data error', 'bad data URL')
        kind, encoding = re.fullmatch('(.*?)(?:;([^;=]*))?', kind or 'text/plain;charset=US-ASCII').groups()
        text = decodebytes(text.encode('ascii')).decode('latin-1') if encoding == 'base64' else parse.unquote(text)
        whole = (f"Date: {strftime('%a, %d %b %Y %H:%M:%S GMT', gmtime())}\nContent-type: {kind}\n"
                 f"Content-Length: {len(text)}\n\n{text}")
        return addinfourl(StringIO(whole), email.message_from_string(whole), url)


def _copy(source, target, size, tell, step=8192):
    """Copy in steps; after each one tell how many there were, how long they are at most, and the whole size."""
    tell(0, step, size)
    for number, block in enumerate(iter(lambda: source.read(step), b''), 1):
        target.write(block)
        tell(number, step, size)


def _basic(credentials):
    """What a header for "name:password" has, None without."""
    return credentials and "Basic " + b64encode(parse.unquote(credentials).encode()).decode('ascii')


class FancyURLopener(URLopener):
    """Follows redirections and asks for passwords (deprecated)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.auth_cache = {}
        self.tries, self.maxtries = 0, 10

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """The answer as it is."""
        return addinfourl(fp, headers, f"http:{url}", errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
        """Moved: go there, up to ten times."""
        self.tries += 1
        try:
            if 0 < self.maxtries <= self.tries:
                give_up = getattr(self, 'http_error_500', self.http_error_default)
                return give_up(url, fp, 500, "Internal Server Error: Redirect Recursion", headers)
            return self.redirect_internal(url, fp, errcode, errmsg, headers, data)
        finally:
            self.tries = 0

    def redirect_internal(self, url, fp, errcode, errmsg, headers, data):
        where = headers.get('location', headers.get('uri'))
        if where is None:
            return None
        fp.close()
        where = parse.urljoin(f"{self.type}:{url}", where)
        # A server has no business with our files.
        if parse.urlsplit(where).scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(where, errcode, f"{errmsg} Redirection to url '{where}' is not allowed.", headers, fp)
        return self.open(where)

    def http_error_301(self, url, fp, errcode, errmsg, headers, data=None):
        """Moved."""
        return self.http_error_302(url, fp, errcode, errmsg, headers, data)

    http_error_303 = http_error_301

    def http_error_307(self, url, fp, errcode, errmsg, headers, data=None):
        """Moved, unless there is data to be sent."""
        answer = url, fp, errcode, errmsg, headers
        return self.http_error_302(*answer, data) if data is None else self.http_error_default(*answer)

    http_error_308 = http_error_307

    def _authenticate(self, where, header, url, fp, errcode, errmsg, headers, data, retry):
        challenge = re.match('[ \t]*basic[ \t]+realm="([^"]*)"', headers.get(header) or '', re.I)
        if not (challenge and retry):
            URLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
        again = getattr(self, f'retry_{where}{self.type}_basic_auth')
        return again(url, challenge[1]) if data is None else again(url, challenge[1], data)

    def http_error_401(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        """A password is wanted."""
        return self._authenticate('', 'www-authenticate', url, fp, errcode, errmsg, headers, data, retry)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        """The proxy wants a password."""
        return self._authenticate('proxy_', 'proxy-authenticate', url, fp, errcode, errmsg, headers, data, retry)

    def _with_password(self, url, realm):
        """url with a name and password that were not in it, or None if nobody knows any."""
        former, host, path = _place(url)
        known = self.get_user_passwd(host, realm, former is not None)
        if any(known):
            return f"//{':'.join(parse.quote(part, safe='') for part in known)}@{host}{path}"

    def _retry(self, scheme, url, realm, data):
        if url := self._with_password(url, realm):
            return self.open(f"{scheme}:{url}", data)

    def _retry_proxy(self, scheme, url, realm, data):
        if proxy := self._with_password(parse._splittype(self.proxies[scheme])[1], realm):
            self.proxies[scheme] = f"{scheme}:{proxy}"
            return self.open(f"{scheme}:{url}", data)

    def retry_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data)

    def retry_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data)

    def retry_proxy_http_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('http', url, realm, data)

    def retry_proxy_https_basic_auth(self, url, realm, data=None):
        return self._retry_proxy('https', url, realm, data)

    def get_user_passwd(self, host, realm, clear_cache=0):
        """Name and password for a realm, asked for once."""
        key = f"{realm}@{host.lower()}"
        if clear_cache:
            self.auth_cache.pop(key, None)
        if key not in self.auth_cache:
            answer = self.prompt_user_passwd(host, realm)
            if not any(answer):
                return answer
            self.auth_cache[key] = answer
        return self.auth_cache[key]

    def prompt_user_passwd(self, host, realm):
        """Ask for name and password."""
        from getpass import getpass
        try:
            name = input(f"Enter username for {realm} at {host}: ")
            return name, getpass(f"Enter password for {name} in {realm} at {host}: ")
        except KeyboardInterrupt:
            print()
            return None, None


@functools.cache
def localhost():
    """The address of this machine for itself."""
    return socket.gethostbyname('localhost')


@functools.cache
def thishost():
    """The addresses of this machine."""
    for name in socket.gethostname(), 'localhost':
        with contextlib.suppress(socket.gaierror):
            return tuple(socket.gethostbyname_ex(name)[2])


def ftperrors():
    """What ftplib raises."""
    from ftplib import all_errors
    return all_errors


@functools.cache
def noheaders():
    """Headers without any."""
    return _headers()


for _thing in (URLopener, FancyURLopener, localhost, thishost, ftperrors, noheaders):
    _thing.__module__ = 'urllib.request'
del _thing
