"""The openers that urllib had before handlers (deprecated), and small questions about hosts. urllib.request has them
all under its own name."""
import base64
import contextlib
import email
import functools
import http.client
import io
import mimetypes
import os
import re
import socket
import tempfile
import time
import urllib.parse as parse
import urllib.request as request
import warnings
from email.utils import formatdate
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.response import addinfourl

MAXFTPCACHE = 10
ftpcache = {}


class URLopener:
    """Opens URLs, with a method open_... for each scheme (deprecated)."""

    _tempfiles = None
    version = "Python-urllib/%s" % request.__version__

    def __init__(self, proxies=None, **x509):
        warnings.warn("%s style of invoking requests is deprecated. Use newer urlopen functions/methods"
                      % self.__class__.__name__, DeprecationWarning, stacklevel=3)
        if proxies is None:
            proxies = request.getproxies()
        assert hasattr(proxies, 'keys'), "proxies must be a mapping"
        self.proxies = proxies
        self.key_file = x509.get('key_file')
        self.cert_file = x509.get('cert_file')
        self.addheaders = [('User-Agent', self.version), ('Accept', '*/*')]
        self.__tempfiles = []
        self.__unlink = os.unlink
        self.tempcache = None
        self.ftpcache = ftpcache

    def __del__(self):
        self.close()

    def close(self):
        self.cleanup()

    def cleanup(self):
        """Remove the files of retrieve()."""
        for file in self.__tempfiles:
            try:
                self.__unlink(file)
            except OSError:
                pass
        del self.__tempfiles[:]
        if self.tempcache:
            self.tempcache.clear()

    def addheader(self, *args):
        """Send a header, a pair, with every request."""
        self.addheaders.append(args)

    def open(self, fullurl, data=None):
        """Open a URL: a file."""
        fullurl = parse._to_bytes(fullurl) if not isinstance(fullurl, str) else fullurl
        fullurl = parse.quote(parse.unwrap(fullurl), safe="%/:=&?~#+!$,;'@()*[]|")
        if self.tempcache and fullurl in self.tempcache:
            filename, headers = self.tempcache[fullurl]
            return addinfourl(open(filename, 'rb'), headers, fullurl)
        urltype, url = parse._splittype(fullurl)
        urltype = urltype or 'file'
        proxy = self.proxies.get(urltype)
        if proxy:
            urltype, proxyhost = parse._splittype(proxy)
            url = parse._splithost(proxyhost)[0], fullurl
        name = 'open_' + urltype.replace('-', '_')
        self.type = urltype
        if not hasattr(self, name) or name == 'open_local_file':
            return self.open_unknown_proxy(proxy, fullurl, data) if proxy else self.open_unknown(fullurl, data)
        try:
            if data is None:
                return getattr(self, name)(url)
            return getattr(self, name)(url, data)
        except (HTTPError, URLError):
            raise
        except OSError as msg:
            raise OSError('socket error', msg) from msg

    def open_unknown(self, fullurl, data=None):
        """A scheme that nobody knows."""
        urltype, url = parse._splittype(fullurl)
        raise OSError('url error', 'unknown url type', urltype)

    def open_unknown_proxy(self, proxy, fullurl, data=None):
        """A proxy's scheme that nobody knows."""
        urltype, url = parse._splittype(fullurl)
        raise OSError('url error', 'invalid proxy for %s' % urltype, proxy)

    def retrieve(self, url, filename=None, reporthook=None, data=None):
        """Copy what a URL has into a file: (file name, headers)."""
        url = parse.unwrap(url)
        if self.tempcache and url in self.tempcache:
            return self.tempcache[url]
        urltype, rest = parse._splittype(url)
        if filename is None and (not urltype or urltype == 'file'):
            try:
                with contextlib.closing(self.open_local_file(rest)) as fp:
                    headers = fp.info()
                return request.url2pathname(parse._splithost(rest)[1]), headers
            except OSError:
                pass
        with contextlib.closing(self.open(url, data)) as fp:
            headers = fp.info()
            if filename:
                tfp = open(filename, 'wb')
            else:
                path = parse.urlsplit(url).path
                fd, filename = tempfile.mkstemp(os.path.splitext(path)[1])
                self.__tempfiles.append(filename)
                tfp = os.fdopen(fd, 'wb')
            with tfp:
                result = filename, headers
                if self.tempcache is not None:
                    self.tempcache[url] = result
                size, read, block_number, block_size = -1, 0, 0, 1024 * 8
                if "content-length" in headers:
                    size = int(headers["Content-Length"])
                if reporthook:
                    reporthook(block_number, block_size, size)
                while block := fp.read(block_size):
                    read += len(block)
                    tfp.write(block)
                    block_number += 1
                    if reporthook:
                        reporthook(block_number, block_size, size)
        if size >= 0 and read < size:
            raise ContentTooShortError("retrieval incomplete: got only %i out of %i bytes" % (read, size), result)
        return result

    def _open_generic_http(self, connection_factory, url, data):
        user_passwd = proxy_passwd = None
        if isinstance(url, str):
            host, selector = parse._splithost(url)
            if host:
                user_passwd, host = parse._splituser(host)
                host = parse.unquote(host)
            realhost = host
        else:
            host, selector = url
            proxy_passwd, host = parse._splituser(host)
            urltype, rest = parse._splittype(selector)
            realhost = None
            if urltype.lower() == 'http':
                realhost, rest = parse._splithost(rest)
                if realhost:
                    user_passwd, realhost = parse._splituser(realhost)
                if user_passwd:
                    selector = "%s://%s%s" % (urltype, realhost, rest)
                if request.proxy_bypass(realhost):
                    host = realhost
        if not host:
            raise OSError('http error', 'no host given')
        headers = {}
        if proxy_passwd:
            headers["Proxy-Authorization"] = "Basic " + _basic(proxy_passwd)
        if user_passwd:
            headers["Authorization"] = "Basic " + _basic(user_passwd)
        if realhost:
            headers["Host"] = realhost
        headers["Connection"] = "close"     # the body ends with the connection
        headers.update(self.addheaders)
        connection = connection_factory(host)
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", selector, data, headers)
        else:
            connection.request("GET", selector, headers=headers)
        try:
            response = connection.getresponse()
        except http.client.BadStatusLine:
            raise URLError("http protocol error: bad status line")
        if 200 <= response.status < 300:
            return addinfourl(response, response.msg, "http:" + (url if isinstance(url, str) else url[1]),
                              response.status)
        return self.http_error(url, response.fp, response.status, response.reason, response.msg, data)

    def open_http(self, url, data=None):
        """http:"""
        return self._open_generic_http(http.client.HTTPConnection, url, data)

    def http_error(self, url, fp, errcode, errmsg, headers, data=None):
        """An answer that is no success: to the method of its number, or to the default."""
        method = getattr(self, 'http_error_%d' % errcode, None)
        if method is not None:
            args = (url, fp, errcode, errmsg, headers)
            result = method(*args) if data is None else method(*args, data)
            if result:
                return result
        return self.http_error_default(url, fp, errcode, errmsg, headers)

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """Close and raise."""
        error = HTTPError(url, errcode, errmsg, headers, None)
        fp.close()
        raise error

    if hasattr(http.client, 'HTTPSConnection'):
        def _https_connection(self, host):
            context = http.client._create_https_context(http.client.HTTPSConnection._http_vsn)
            if self.cert_file:
                context.load_cert_chain(self.cert_file, self.key_file)
            return http.client.HTTPSConnection(host, context=context)

        def open_https(self, url, data=None):
            """https:"""
            return self._open_generic_http(self._https_connection, url, data)

    def open_file(self, url):
        """file:"""
        if not isinstance(url, str):
            raise URLError('file error: proxy support for file protocol currently not implemented')
        if url[:2] == '//' and url[2:3] != '/' and url[2:12].lower() != 'localhost/':
            raise ValueError("file:// scheme is supported only on localhost")
        return self.open_local_file(url)

    def open_local_file(self, url):
        """A file of this machine."""
        host, file = parse._splithost(url)
        localname = request.url2pathname(file)
        try:
            stats = os.stat(localname)
        except OSError as e:
            raise URLError(e.strerror, e.filename)
        kind = mimetypes.guess_type(url)[0]
        headers = email.message_from_string('Content-Type: %s\nContent-Length: %d\nLast-modified: %s\n' % (
            kind or 'text/plain', stats.st_size, formatdate(stats.st_mtime, usegmt=True)))
        if host:
            host, port = parse._splitport(host)
            if port or socket.gethostbyname(host) not in (localhost(),) + thishost():
                raise URLError('local file error: not on local host')
        urlfile = 'file://' + file if file[:1] == '/' else file
        return addinfourl(open(localname, 'rb'), headers, urlfile)

    def open_ftp(self, url):
        """ftp:"""
        if not isinstance(url, str):
            raise URLError('ftp error: proxy support for ftp protocol currently not implemented')
        host, path = parse._splithost(url)
        if not host:
            raise URLError('ftp error: no host given')
        host, port = parse._splitport(host)
        user, host = parse._splituser(host)
        user, passwd = parse._splitpasswd(user) if user else (None, None)
        host = socket.gethostbyname(parse.unquote(host))
        port = int(port) if port else 21
        path, attrs = parse._splitattr(path)
        dirs = parse.unquote(path).split('/')
        dirs, file = dirs[:-1], dirs[-1]
        if dirs and not dirs[0]:
            dirs = dirs[1:]
        key = user, host, port, '/'.join(dirs)
        if len(self.ftpcache) > MAXFTPCACHE:
            for other in list(self.ftpcache):
                if other != key:
                    self.ftpcache.pop(other).close()
        try:
            if key not in self.ftpcache:
                self.ftpcache[key] = request.ftpwrapper(user or '', passwd or '', host, port, dirs)
            kind = 'I' if file else 'D'
            for attr in attrs:
                name, value = parse._splitvalue(attr)
                if name.lower() == 'type' and value in ('a', 'A', 'i', 'I', 'd', 'D'):
                    kind = value.upper()
            fp, length = self.ftpcache[key].retrfile(file, kind)
            headers = ""
            if mtype := mimetypes.guess_type("ftp:" + url)[0]:
                headers += "Content-Type: %s\n" % mtype
            if length is not None and length >= 0:
                headers += "Content-Length: %d\n" % length
            return addinfourl(fp, email.message_from_string(headers), "ftp:" + url)
        except ftperrors() as exp:
            raise URLError(f'ftp error: {exp}') from exp

    def open_data(self, url, data=None):
        """data:"""
        if not isinstance(url, str):
            raise URLError('data error: proxy support for data protocol currently not implemented')
        kind, comma, data = url.partition(',')
        if not comma:
            raise OSError('data error', 'bad data URL')
        kind = kind or 'text/plain;charset=US-ASCII'
        semi = kind.rfind(';')
        encoding = ''
        if semi >= 0 and '=' not in kind[semi:]:
            kind, encoding = kind[:semi], kind[semi + 1:]
        text = base64.decodebytes(data.encode('ascii')).decode('latin-1') if encoding == 'base64' else parse.unquote(data)
        whole = '\n'.join(['Date: %s' % time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time())),
                           'Content-type: %s' % kind, 'Content-Length: %d' % len(text), '', text])
        return addinfourl(io.StringIO(whole), email.message_from_string(whole), url)


def _basic(user_passwd):
    return base64.b64encode(parse.unquote(user_passwd).encode()).decode('ascii')


class FancyURLopener(URLopener):
    """Follows redirections and asks for passwords (deprecated)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.auth_cache, self.tries, self.maxtries = {}, 0, 10

    def http_error_default(self, url, fp, errcode, errmsg, headers):
        """The answer as it is."""
        return addinfourl(fp, headers, "http:" + url, errcode)

    def http_error_302(self, url, fp, errcode, errmsg, headers, data=None):
        """Moved: go there, up to ten times."""
        self.tries += 1
        try:
            if self.maxtries and self.tries >= self.maxtries:
                method = getattr(self, 'http_error_500', self.http_error_default)
                return method(url, fp, 500, "Internal Server Error: Redirect Recursion", headers)
            return self.redirect_internal(url, fp, errcode, errmsg, headers, data)
        finally:
            self.tries = 0

    def redirect_internal(self, url, fp, errcode, errmsg, headers, data):
        newurl = headers.get('location', headers.get('uri'))
        if newurl is None:
            return
        fp.close()
        newurl = parse.urljoin(self.type + ":" + url, newurl)
        parts = parse.urlparse(newurl)
        # A server has no business with our files.
        if parts.scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(newurl, errcode, errmsg + " Redirection to url '%s' is not allowed." % newurl, headers, fp)
        tries = self.tries
        try:
            return self.open(newurl)
        finally:
            self.tries = tries

    def http_error_301(self, url, fp, errcode, errmsg, headers, data=None):
        """Moved."""
        return self.http_error_302(url, fp, errcode, errmsg, headers, data)

    http_error_303 = http_error_301


    def http_error_307(self, url, fp, errcode, errmsg, headers, data=None):
        """Moved, unless there is data to be sent."""
        answer = (url, fp, errcode, errmsg, headers)
        return self.http_error_default(*answer) if data is not None else self.http_error_302(*answer, data)

    http_error_308 = http_error_307


    def _authenticate(self, where, header, url, fp, errcode, errmsg, headers, data, retry):
        challenge = headers.get(header)
        match = challenge and re.match('[ \t]*([^ \t]+)[ \t]+realm="([^"]*)"', challenge)
        if not match or match.group(1).lower() != 'basic' or not retry:
            URLopener.http_error_default(self, url, fp, errcode, errmsg, headers)
        name = 'retry_%s%s_basic_auth' % (where, self.type)
        args = (url, match.group(2)) if data is None else (url, match.group(2), data)
        return getattr(self, name)(*args)

    def http_error_401(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        """A password is wanted."""
        return self._authenticate('', 'www-authenticate', url, fp, errcode, errmsg, headers, data, retry)

    def http_error_407(self, url, fp, errcode, errmsg, headers, data=None, retry=False):
        """The proxy wants a password."""
        return self._authenticate('proxy_', 'proxy-authenticate', url, fp, errcode, errmsg, headers, data, retry)

    def _retry(self, scheme, url, realm, data, proxy):
        target = self.proxies[scheme] if proxy else url
        if proxy:
            target = parse._splittype(target)[1]
        host, selector = parse._splithost(target)
        at = host.find('@') + 1
        host = host[at:]
        user, passwd = self.get_user_passwd(host, realm, at)
        if not (user or passwd):
            return None
        host = "%s:%s@%s" % (parse.quote(user, safe=''), parse.quote(passwd, safe=''), host)
        if proxy:
            self.proxies[scheme] = scheme + '://' + host + selector
            newurl = scheme + ':' + url
        else:
            newurl = scheme + '://' + host + selector
        return self.open(newurl) if data is None else self.open(newurl, data)

    def retry_proxy_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data, True)

    def retry_proxy_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data, True)

    def retry_http_basic_auth(self, url, realm, data=None):
        return self._retry('http', url, realm, data, False)

    def retry_https_basic_auth(self, url, realm, data=None):
        return self._retry('https', url, realm, data, False)

    def get_user_passwd(self, host, realm, clear_cache=0):
        """Name and password for a realm, asked for once."""
        key = realm + '@' + host.lower()
        if key in self.auth_cache:
            if not clear_cache:
                return self.auth_cache[key]
            del self.auth_cache[key]
        user, passwd = self.prompt_user_passwd(host, realm)
        if user or passwd:
            self.auth_cache[key] = (user, passwd)
        return user, passwd

    def prompt_user_passwd(self, host, realm):
        """Ask for name and password."""
        import getpass
        try:
            user = input("Enter username for %s at %s: " % (realm, host))
            return user, getpass.getpass("Enter password for %s in %s at %s: " % (user, realm, host))
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
    def addresses(name):
        return tuple(socket.gethostbyname_ex(name)[2])

    try:
        return addresses(socket.gethostname())
    except socket.gaierror:
        return addresses('localhost')


def ftperrors():
    """What ftplib raises."""
    import ftplib
    return ftplib.all_errors


@functools.cache
def noheaders():
    """Headers without any."""
    return email.message_from_string('')


for _thing in (URLopener, FancyURLopener, localhost, thishost, ftperrors, noheaders):
    _thing.__module__ = 'urllib.request'
del _thing
