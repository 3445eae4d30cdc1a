"""urllib.robotparser: rules, agents, delays, rates, site maps; what is fetched and what errors mean."""
import io
import urllib.error
import urllib.request
from urllib.robotparser import Entry, RequestRate, RobotFileParser, RuleLine

TEXTS = {
    'plain': 'User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /tmp # comment\nCrawl-delay: 5\nRequest-rate: 3/15\n',
    'agents': 'User-agent: figtree\nUser-agent: Other Bot/1.0\nDisallow: /a%3cd.html\nDisallow: /a%2fb.html\nCrawl-delay: x\nRequest-rate: 9/x\n\nUser-agent: *\nDisallow:\n',
    'no blank line': 'User-agent: a\nDisallow: /x\nUser-agent: b\nDisallow: /y\n',
    'all': 'User-agent: *\nDisallow: /\n',
    'nothing': '',
    'junk': 'no colon\n: empty\nDisallow: /before\nUser-agent: z\n\nUser-agent: q\nDisallow: *\nAllow\n',
    'maps': 'Sitemap: http://a/1.xml\nSITEMAP: http://a/2.xml\nUser-agent: *\nAllow: /\nSitemap: http://a/3.xml\n',
    'query': 'User-agent: *\nDisallow: /p?q=1\nDisallow: /some%20path\nDisallow: /ü\nAllow: ?a\n',
    'crlf': 'User-agent: *\r\nDisallow: /x\r\n\r\n\r\nUser-agent: m\r\nCrawl-delay: 2\r\nDisallow: /m\r\n',
    'delay only': 'User-agent: *\nCrawl-delay: 1\nRequest-rate: 10/60 \n\nUser-agent: *\nDisallow: /second\n',
}
URLS = ['/', '', '/private/x', '/private/open/x', '/tmp', '/tmpx', '/a<d.html', '/a%3Cd.html', '/a/b.html', '/a%2Fb.html', '/x', '/y', 'http://host/x', '/p?q=1', '/p?q=2', '/some path', '/some%20path/z', '/ü', '/%C3%BC', '/m', '/second', '?a', '*', '/before', '//x']
for name, text in TEXTS.items():
    p = RobotFileParser()
    print(name, p.can_fetch('x', '/'), p.mtime())
    p.parse(text.split('\n'))
    print(p.mtime() > 0, p.site_maps(), p.disallow_all, p.allow_all, p.last_checked > 0)
    for agent in ('*', 'FigTree', 'figtree/0.1 Mozilla', 'Other Bot/1.0', 'a', 'b', 'm', 'q', 'z', ''):
        try:
            print('  ', agent, ''.join('01'[p.can_fetch(agent, u)] for u in URLS), p.crawl_delay(agent), p.request_rate(agent))
        except Exception as e:
            print('  ', agent, type(e).__name__, e)
    print(p)
    print([(e.useragents, e.delay, e.req_rate, [(r.path, r.allowance) for r in e.rulelines]) for e in p.entries + [p.default_entry] * bool(p.default_entry)])
p = RobotFileParser('http://host.example:8/robots.txt')
print(p.url, p.host, p.path, p.crawl_delay('x'), p.request_rate('x'), p.site_maps())
p.set_url('http://other/r')
print(p.url, p.host, p.path)
p.modified()
print(p.mtime() > 1e9, p.can_fetch('x', '/'))
real = urllib.request.urlopen


class Headers:
    def get_content_charset(self):
        return None


for result in [b'User-agent: *\nDisallow: /x\n', b'\xef\xbb\xbfUser-agent: *\nDisallow: /\xc3\xbc', b'\xff\n', 401, 403, 404, 500, OSError('gone')]:
    def fake(url, *args):
        if isinstance(result, bytes):
            return io.BytesIO(result)
        if isinstance(result, int):
            raise urllib.error.HTTPError(url, result, 'msg', None, io.BytesIO())
        raise result
    urllib.request.urlopen = fake
    p = RobotFileParser('http://h/robots.txt')
    try:
        p.read()
        print(result, p.allow_all, p.disallow_all, p.can_fetch('x', '/x'), p.can_fetch('x', '/z'), p.mtime() > 0)
    except Exception as e:
        print(result, type(e).__name__, e)
r = RuleLine('/a b?c', True)
print(r, r.path, r.allowance, r.applies_to('/a%20b?cd'), RuleLine('', False).allowance, RuleLine('', True), RuleLine('*', False).applies_to('x'))
e = Entry()
e.useragents.append('Bot/2')
e.rulelines += [RuleLine('/x', False), r]
e.delay, e.req_rate = 3, RequestRate(1, 2)
print(e, e.applies_to('bot/7'), e.applies_to('MyBot'), e.applies_to('x'), e.allowance('/x/y'), e.allowance('/z'), RequestRate(1, 2), RequestRate._fields)
