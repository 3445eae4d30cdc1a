"""http.cookiejar: dates, headers, domains, which cookies are kept and sent, files of cookies."""
import copy
import email.message
import http.cookiejar as cj
import io
import logging
import os
import pickle
import re
import sys
import tempfile
import time
import urllib.request
import warnings
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy, LWPCookieJar, MozillaCookieJar

warnings.simplefilter('ignore')
NOW = 1_000_000_000
time.time = lambda: NOW + .25


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except Exception as e:
        print('   ', type(e).__module__, type(e).__name__, e)
    else:
        print('   ', repr(result))


print('--- dates')
print(len(cj.time2isoz()), cj.time2isoz(0), cj.time2isoz(1.9), len(cj.time2netscape()), cj.time2netscape(784111777))
for text in ['Wed, 09 Feb 1994 22:23:32 GMT', 'Wednesday, 09-Feb-94 22:23:32 GMT', 'Wed Feb  9 22:23:32 1994', '09 Feb 1994 22:23:32', '09-Feb-94 22:23', '09 Feb 1994', 'Feb  9 1994', 'Feb  9 22:23:32 GMT 1994',
             '1994-02-09 22:23:32', '02-09-94  10:23PM', '08-01-94  12:09AM', '03 Feb 1994 24:00:00 GMT', '09 Feb 2094', '09 Feb 50', '09 Feb 1994 22:23:32 +0100', '09 Feb 1994 22:23:32 -01:30', '09 Feb 1994 22:23:32 PST',
             'Thu, 30 Feb 1994 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01 Jan 1969 00:00:00 GMT', '', 'garbage', '09 Foo 1994', '9 2 1994', 'Wed, 9 Feb 94 22:23:32 UT', '09 Feb 1994 22:60:00', '09 Feb 1994 22:00:61',
             '09 feb 1994 22:23:32 (zone)', '  09 Feb 1994  ', 'Feb 9 10:23', '09/Feb/1994:22:23:32 GMT', 'Tue, 32 Jan 2001 00:00:00 GMT', '1 Jan 1', 'Mon, 1 Jan 2001 1:02:03 Z', '99 Jan 2001', 'Mon Jan 01 00:00 2001']:
    print(repr(text), cj.http2time(text))
for text in ['1994-02-03 14:15:29', '1994-02-03 14:15:29 -0100', '1994-02-03 14:15:29+01:30', '19940203T141529Z', '1994-02-03', '1994-02-03T14:15', '19940203', '1994-13-01', '1994-02-03 25:00:00', '', 'x', '94-02-03', '1994-02-03 14:15:29Z', '1994-02']:
    print(repr(text), cj.iso2time(text))
for zone in ['UTC', 'GMT', 'Z', '+0100', '-0130', '+01:30', '1', '-5', 'EST', '', 'utc', '+24']:
    print(zone, cj.offset_from_tz_string(zone), end='; ')
print()

print('--- headers')
for header in [['foo'], ['foo=bar'], ['foo="b\\"a\\\\r"; v; w=1'], ['a=1, b=2; c'], ['a=1', 'b=2'], ['text/html; charset="iso-8859-1"'], ['foo="bar" port="80,81"; discard, bar=baz'], ['basic; realm="\\"foo\\\\bar\\""'],
               ['a b = c'], [''], ['=x'], [';;a=1;'], ['Basic realm="x, y"'], ['a = "b" c'], ['ä=1']]:
    attempt(cj.split_header_words, header)
attempt(cj.split_header_words, 'text')
for pairs in [[[('foo', None)]], [[('a', 'b c'), ('d', None)], [('e', '')]], [[('a', 'say "x\\y"')]], [], [[]], [[('a', 'b')], []]]:
    attempt(cj.join_header_words, pairs)
for header in [['a=1'], ['a=1; expires=Wed, 09 Feb 1994 22:23:32 GMT; Path=/; Secure'], ['a="1"; version="1"; x'], ['a'], ['a; b=c'], [''], [' a = 1 ; ; PORT="80,81" ; Domain = x '], ['expires=Wed, 09 Feb 1994 22:23:32 GMT; a=1'],
               ['a=1; expires="09 Feb 1994"; max-age=5'], ['a=1', 'b=2'], ['=v; path=/'], ['a=b=c; X=Y'], ['a=1; expires=junk'], ['a=1; secure=x; discard;'], ['a=1; version=2; version=3']]:
    attempt(cj.parse_ns_headers, header)

print('--- hosts')
for host in ['acme.com', 'a.b', '1.2.3.4', 'x.1.2.3', '', '.x', 'x.', '::1', 'x', '1.2.3', '1.2.3.400']:
    print(host, cj.is_HDN(host), cj.liberal_is_HDN(host), cj.reach(host), end='; ')
print()
for a, b in [('x.y.com', 'x.Y.com'), ('x.y.com', '.y.com'), ('x.y.com', 'y.com'), ('y.com', '.y.com'), ('1.2.3.4', '.3.4'), ('1.2.3.4', '1.2.3.4'), ('a.b.y.com', '.y.com'), ('x', '.local'), ('x.local', '.local'), ('ay.com', '.y.com')]:
    print(a, b, cj.domain_match(a, b), cj.user_domain_match(a, b), end='; ')
print(cj.reach('www.acme.com'), cj.reach('a.b.acme.com'), cj.reach('acme.local'))
for url, headers in [('http://Www.Acme.com:8080/a%2fb/c?d#e', {}), ('http://1.1.1.1/', {}), ('http:///x', {'Host': 'h:80'}), ('http://localhost', {}), ('http://h/a b/%7e/ü', {}), ('http://h:bad/', {}), ('https://h//x/../y', {})]:
    r = urllib.request.Request(url, headers=headers)
    print(url, cj.request_host(r), cj.eff_request_host(r), cj.request_path(r), cj.request_port(r), cj.is_third_party(r))
print([cj.escape_path(p) for p in ['/foo%2f/bar', '/a b', '/ü', '/%7e', '/foo%zz', '/a;b,c']])
r = urllib.request.Request('http://other.example/', origin_req_host='www.mine.example')
print(cj.is_third_party(r), cj.is_third_party(urllib.request.Request('http://www.mine.example/', origin_req_host='a.mine.example')))


class Answer:
    def __init__(self, headers):
        self.message = email.message.Message()
        for name, value in headers:
            self.message.add_header(name, value)

    def info(self):
        return self.message


def visit(jar, url, *set_cookies, name='Set-Cookie', **kwargs):
    """What is sent to a URL, after which the answer sets cookies."""
    request = urllib.request.Request(url, **kwargs)
    jar.add_cookie_header(request)
    jar.extract_cookies(Answer([(name, text) for text in set_cookies]), request)
    sent = request.get_header('Cookie')
    return sent if not request.has_header('Cookie2') else (sent, request.get_header('Cookie2'))


def show(jar):
    for c in jar:
        print('   ', c, [c.version, c.port, c.port_specified, c.domain, c.domain_specified, c.domain_initial_dot, c.path, c.path_specified, c.secure, c.expires, c.discard, c.comment, c.rfc2109, c._rest])


print('--- kept and sent')
jar = CookieJar()
print(visit(jar, 'http://www.acme.com/', 'a=1; path=/', 'b=2; expires=Wed, 09 Feb 2050 22:23:32 GMT; path=/acme', 'c=3; max-age=100', 'd=4; secure', 'e=5; domain=.acme.com; HttpOnly',
            'f=6; domain=acme.com; version=1', 'g=7; domain=.com', 'h=8; domain=other.com', 'i=9; port="80,8080"', 'j', 'k=', 'l="quoted;x"; comment=hi', 'm=10; max-age=0', 'n=11; max-age=soon', 'o=12; expires=Thu, 01 Jan 1970 00:00:00 GMT'))
show(jar)
print(len(jar), repr(jar)[:60], str(jar)[:60])
for url in ['http://www.acme.com/', 'http://www.acme.com/acme/x', 'http://www.acme.com/acmex', 'https://www.acme.com/acme', 'http://other.acme.com/', 'http://acme.com/', 'http://www.acme.com:8080/', 'http://evil.com/', 'http://WWW.ACME.COM/acme?q', 'ws://www.acme.com/', 'wss://www.acme.com/']:
    print(url, visit(jar, url))
print(visit(jar, 'http://www.acme.com/', 'a=; max-age=0', 'e=; domain=.acme.com; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'c=new'), [c.name + '=' + str(c.value) for c in jar])
time.time = lambda: NOW + 1000
jar.clear_expired_cookies()
print([c.name for c in jar])
jar.clear_session_cookies()
print([c.name for c in jar])
attempt(jar.clear, 'nowhere')
attempt(jar.clear, None, '/', 'x')
attempt(jar.clear, 'd', None, 'x')
attempt(jar.clear, 'www.acme.com', '/acme', 'b')
jar.clear()
print(list(jar), len(jar), jar)
time.time = lambda: NOW + .25
jar = CookieJar()
visit(jar, 'http://h/dir/page', 'a=1', 'b=2; path=/', 'c=3; path=/dir', 'd=4; path=/other', 'e=5; path=relative')
show(jar)
print(visit(jar, 'http://h/dir/page'), visit(jar, 'http://h/'), visit(jar, 'http://h.local/dir/'), visit(jar, 'http://h/dir/x', headers={'Cookie': 'mine=1'}))
for url, cookie in [('http://1.2.3.4/', 'a=1; domain=1.2.3.4'), ('http://1.2.3.4/', 'b=1; domain=.3.4'), ('http://x.co.uk/', 'c=1; domain=.co.uk'), ('http://a.b.c.com/', 'd=1; domain=.c.com'), ('http://h/', 'e=1; domain=.local'), ('http://h/', 'f=1; domain=h')]:
    jar = CookieJar()
    visit(jar, url, cookie)
    print(url, cookie, [(c.domain, c.domain_specified) for c in jar], visit(jar, url))

jar = CookieJar()
jar.set_cookie(Cookie(0, 'any', 'where', None, False, '', False, False, '/', True, False, None, True, None, None, {}))
print(visit(jar, 'http://h/x'), visit(jar, 'http://1.2.3.4/'))

print('--- RFC 2965')
jar = CookieJar(DefaultCookiePolicy(rfc2965=True))
print(visit(jar, 'http://www.acme.com/acme/login', 'Customer="WILE_E_COYOTE"; Version="1"; Path="/acme"', 'Part="Rocket"; Version="1"; Path="/acme/x"', 'None=1; Path=/acme', 'P="v"; Version=1; Port; Path=/acme', 'Q="v v"; Version=1; Port="80,90"; Discard; Max-Age="500"; CommentURL="http://x"; Comment="c"; Domain=".acme.com"; Path=/acme',
            'R=1; Version=1; Path=/elsewhere', 'S=1; Version=1; Port="90"', 'T=1; Version=2; Path=/acme', 'U=1; Version=x; Path=/acme', name='Set-Cookie2'))
show(jar)
for url in ['http://www.acme.com/acme/process', 'http://www.acme.com/acme/x/y', 'http://www.acme.com:90/acme/', 'http://x.acme.com/acme/']:
    print(visit(jar, url))
print(visit(jar, 'http://www.acme.com/acme/', 'A=1; Version=1', 'N=netscape'), visit(jar, 'http://www.acme.com/acme/'))
jar = CookieJar()
visit(jar, 'http://www.acme.com/', 'A=1; Version=1; Path=/', 'B="2"; Version="1"')
show(jar)
for kwargs in [dict(rfc2109_as_netscape=False, rfc2965=True), dict(rfc2109_as_netscape=True, rfc2965=True), dict(netscape=False), dict(netscape=False, rfc2965=True), dict(hide_cookie2=True, rfc2965=True)]:
    jar = CookieJar(DefaultCookiePolicy(**kwargs))
    visit(jar, 'http://www.acme.com/', 'A=1; Version=1; Path=/', 'B=2')
    visit(jar, 'http://www.acme.com/', 'C=1; Version=1; Path=/', name='Set-Cookie2')
    print(kwargs, [(c.name, c.version, c.rfc2109) for c in jar], visit(jar, 'http://www.acme.com/'))

print('--- policies')
P = DefaultCookiePolicy
print(P.DomainStrict, P.DomainStrictNoDots, P.DomainStrictNonDomain, P.DomainRFC2965Match, P.DomainLiberal)
p = P(blocked_domains=['bad.com', '.worse.com'], allowed_domains=['good.com', '.fine.com', 'bad.com'])
print(p.blocked_domains(), p.allowed_domains(), [(d, p.is_blocked(d), p.is_not_allowed(d)) for d in ['bad.com', 'x.bad.com', 'x.worse.com', '.worse.com', 'worse.com', 'good.com', 'a.fine.com', 'unknown']])
p.set_allowed_domains(None)
p.set_blocked_domains(())
print(p.blocked_domains(), p.allowed_domains(), p.is_not_allowed('x'))
SETS = ['a=1; domain=.c.com', 'b=1; domain=.b.c.com', 'c=1; path=/else', '$d=1', 'e=1; domain=.a.b.c.com', 'f=1', 'g=1; domain=.uk.com; path=/x', 'h=1; domain=c.com']
for kwargs in [{}, dict(strict_ns_domain=P.DomainStrict), dict(strict_ns_domain=P.DomainStrictNoDots), dict(strict_ns_domain=P.DomainStrictNonDomain), dict(strict_ns_domain=P.DomainRFC2965Match), dict(strict_ns_set_path=True),
               dict(strict_ns_set_initial_dollar=True), dict(strict_domain=True), dict(blocked_domains=['.c.com']), dict(allowed_domains=['.b.c.com']), dict(secure_protocols=['http'])]:
    jar = CookieJar(P(**kwargs))
    visit(jar, 'http://a.b.c.com/x/', *SETS, 's=1; secure')
    print(kwargs, [c.name for c in jar], '|', visit(jar, 'http://a.b.c.com/x/'), '|', visit(jar, 'http://b.c.com/else/'), '|', visit(jar, 'http://z.c.com/'))
for kwargs in [{}, dict(strict_ns_unverifiable=True), dict(strict_rfc2965_unverifiable=False, rfc2965=True), dict(rfc2965=True)]:
    jar = CookieJar(P(**kwargs))
    third = dict(origin_req_host='else.org', unverifiable=True)
    visit(jar, 'http://t.com/', 'a=1', **third)
    visit(jar, 'http://t.com/', 'b=1; version=1', name='Set-Cookie2', **third)
    print(kwargs, [c.name for c in jar])
    visit(jar, 'http://t.com/', 'c=1')
    print(visit(jar, 'http://t.com/', **third))
strict = P()
strict.strict_domain = True
jar = CookieJar(strict)
visit(jar, 'http://x.foo.co.uk/', 'a=1; domain=.co.uk', 'b=2; domain=.foo.co.uk')
print([c.name for c in jar])


class Mine(cj.CookiePolicy):
    netscape, rfc2965, hide_cookie2 = True, False, True

    def set_ok(self, cookie, request):
        print('    set_ok', cookie.name)
        return cookie.name != 'b'

    def return_ok(self, cookie, request):
        return cookie.name != 'c'


jar = CookieJar(Mine())
visit(jar, 'http://h/', 'a=1', 'b=2', 'c=3')
print(visit(jar, 'http://h/'))
attempt(cj.CookiePolicy().set_ok, None, None)
attempt(cj.CookiePolicy().return_ok, None, None)
print(cj.CookiePolicy().domain_return_ok('', None), cj.CookiePolicy().path_return_ok('', None))
jar.set_policy(P(netscape=False))
print(visit(jar, 'http://h/'))
jar = CookieJar()
request = urllib.request.Request('http://h/')
made = jar.make_cookies(Answer([('Set-Cookie', 'a=1'), ('Set-Cookie', 'b="unclosed'), ('X', 'y')]), request)
print(made, len(jar))
jar.set_cookie_if_ok(made[0], request)
print(jar, jar.make_cookies(Answer([]), request), jar.make_cookies(Answer([('Set-Cookie2', '"')]), request))

print('--- cookies')
full = Cookie(1, 'n', 'v', '80', True, '.d.com', True, True, '/p', True, True, NOW + 5, False, 'comment', 'url', {'HttpOnly': None, 'SameSite': 'Lax'}, rfc2109=True)
bare = Cookie(0, 'n', None, None, False, 'd', False, False, '/', False, False, None, True, None, None, {})
for c in (full, bare):
    print(repr(c), c, c.is_expired(), c.is_expired(NOW + 6), c.has_nonstandard_attr('SameSite'), c.get_nonstandard_attr('SameSite'), c.get_nonstandard_attr('x', 5), sep='\n')
bare.set_nonstandard_attr('x', 'y')
print(bare._rest, copy.copy(bare).name, pickle.loads(pickle.dumps(full)).__dict__ == full.__dict__, full == copy.copy(full), list(vars(full)))
attempt(Cookie, 0, 'n', 'v', None, True, 'd', False, False, '/', False, False, None, True, None, None, {})
attempt(Cookie, 'x', 'n', 'v', None, False, 'd', False, False, '/', False, False, None, True, None, None, {})
print(Cookie('1', 'n', 'v', None, False, 'D', False, False, '/', False, False, '12.5', True, None, None, {}).expires)

print('--- files')
jar = CookieJar()
visit(jar, 'http://www.acme.com/', 'a=1; path=/', 'b="2 3"; expires=Wed, 09 Feb 2050 22:23:32 GMT; path=/acme; secure; HttpOnly', 'e=5; domain=.acme.com; max-age=100', 'novalue; max-age=100', 'c=; max-age=5', 'q="x\\"y"; port="80"; max-age=9; version=1; comment="c d"')
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'cookies.txt')
    for cls in (LWPCookieJar, MozillaCookieJar):
        print(cls.__name__)
        f = cls(path)
        for c in jar:
            f.set_cookie(c)
        for discard, expires in [(False, False), (True, False), (True, True)]:
            f.save(ignore_discard=discard, ignore_expires=expires)
            print(open(path).read())
        g = cls(path)
        g.load(ignore_discard=True)
        show(g)
        time.time = lambda: NOW + 50
        g = cls()
        g.load(path, ignore_discard=True, ignore_expires=False)
        print([c.name for c in g])
        g.revert(path, ignore_expires=True)
        print([c.name for c in g], repr(g).replace(path, 'PATH'))
        f.save()
        print([line.split()[0] for line in open(path) if line.strip()])
        time.time = lambda: NOW + .25
        attempt(cls().load)
        attempt(cls().save)
        attempt(cls().revert)
        attempt(cls(5).load) if False else None
        for content in ['', 'junk\n', '#LWP-Cookies-2.0\nSet-Cookie3: broken\n', '#LWP-Cookies-2.0\nnot a cookie\nSet-Cookie3: a=1; path="/"; domain="d"; expires="2050-01-01 00:00:00Z"; version=0; extra=x; secure\n', '# Netscape HTTP Cookie File\nd\tTRUE\t/\n',
                        '# HTTP Cookie File\n.d.com\tTRUE\t/\tFALSE\t4000000000\tn\tv\n#HttpOnly_h.com\tFALSE\t/p\tTRUE\t\tname\n# comment\n\n$x\n h\tFALSE\t/\tFALSE\t0\ts\tv\n', '# Netscape HTTP Cookie File\nd.com\tTRUE\t/\tFALSE\t5\tn\tv\n']:
            with open(path, 'w') as file:
                file.write(content)
            g = cls(path)
            try:
                g.load(ignore_discard=True)
            except cj.LoadError as e:
                print('   ', type(e).__name__, str(e).replace(path, 'PATH'), isinstance(e, OSError))
            show(g)
        os.unlink(path)
        attempt(lambda: cls(path).load()) if False else None
        try:
            cls(path).load()
        except OSError as e:
            print(type(e).__name__, e.errno)
        print(oct(os.stat(path).st_mode & 0o777) if os.path.exists(path) else 'none', cls(path, delayload=True).delayload)
    attempt(cj.FileCookieJar().save)
    attempt(cj.FileCookieJar, 5)
    print(cj.FileCookieJar('x').filename, cj.FileCookieJar().filename)
print(LWPCookieJar().as_lwp_str(), '|', cj.lwp_cookie_str(full))
f = LWPCookieJar()
f.set_cookie(full)
f.set_cookie(bare)
print(f.as_lwp_str(), f.as_lwp_str(False), sep='|')

