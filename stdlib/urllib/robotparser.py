"""robots.txt: what a robot may fetch."""
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import namedtuple

__all__ = ['RobotFileParser']

RequestRate = namedtuple('RequestRate', 'requests seconds')


def _normal(path):
    """A path with one way of quoting."""
    return urllib.parse.quote(urllib.parse.urlunparse(urllib.parse.urlparse(path)))


class RobotFileParser:
    """The rules of one site."""

    def __init__(self, url=''):
        self.entries, self.sitemaps, self.default_entry = [], [], None
        self.disallow_all = self.allow_all = False
        self.last_checked = 0
        self.set_url(url)

    def set_url(self, url):
        """Where the file is."""
        self.url = url
        _, self.host, self.path, *_ = urllib.parse.urlparse(url)

    def mtime(self):
        """When the rules were read."""
        return self.last_checked

    def modified(self):
        """They were read now."""
        self.last_checked = time.time()

    def read(self):
        """Fetch the file and understand it."""
        try:
            file = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as error:
            # No entry for robots: all is forbidden. No file: all is allowed.
            self.disallow_all = error.code in (401, 403)
            self.allow_all = not self.disallow_all and 400 <= error.code < 500
            error.close()
        else:
            self.parse(file.read().decode('utf-8').splitlines())

    def parse(self, lines):
        """Understand the lines of a file."""
        self.modified()
        entry, ruled = Entry(), False
        for line in (*lines, ''):
            text = line.partition('#')[0].strip()
            if not line:
                self._keep(entry, ruled)
                entry, ruled = Entry(), False
                continue
            name, colon, value = text.partition(':')
            name, value = name.strip().lower(), urllib.parse.unquote(value.strip())
            if not colon:
                continue
            if name == 'user-agent':
                if ruled:
                    self._keep(entry, True)
                    entry, ruled = Entry(), False
                entry.useragents.append(value)
            elif name == 'sitemap':
                self.sitemaps.append(value)
            elif entry.useragents and entry._understand(name, value):
                ruled = True

    def _keep(self, entry, ruled):
        if not ruled:
            return
        if '*' not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:
            self.default_entry = entry

    def _entry_for(self, useragent):
        return next((entry for entry in self.entries if entry.applies_to(useragent)), self.default_entry)

    def can_fetch(self, useragent, url):
        """True if the robot may fetch the URL."""
        # Before anything was read nothing is allowed.
        if self.disallow_all or self.allow_all or not self.last_checked:
            return self.allow_all and not self.disallow_all
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        path = urllib.parse.quote(urllib.parse.urlunparse(parts._replace(scheme='', netloc=''))) or '/'
        entry = self._entry_for(useragent)
        return entry is None or entry.allowance(path)

    def _said(self, useragent, what):
        entry = self._entry_for(useragent) if self.mtime() else None
        return entry and getattr(entry, what)

    def crawl_delay(self, useragent):
        """Seconds between requests; None if not said."""
        return self._said(useragent, 'delay')

    def request_rate(self, useragent):
        """Requests in how many seconds; None if not said."""
        return self._said(useragent, 'req_rate')

    def site_maps(self):
        """The site maps; None if there are none."""
        return self.sitemaps or None

    def __str__(self):
        return '\n\n'.join(map(str, filter(None, (*self.entries, self.default_entry))))


class RuleLine:
    """Allow or Disallow."""

    def __init__(self, path, allowance):
        # An empty Disallow allows everything.
        self.allowance = allowance or path == ''
        self.path = _normal(path)

    def applies_to(self, filename):
        """True for paths below."""
        return self.path == '*' or filename.startswith(self.path)

    def __str__(self):
        return f"{'Allow' if self.allowance else 'Disallow'}: {self.path}"


class Entry:
    """User agents and their rules."""

    def __init__(self):
        self.useragents, self.rulelines = [], []
        self.delay = self.req_rate = None

    def _understand(self, name, value):
        """Take a line; True if it says something about the agents."""
        match name:
            case 'allow' | 'disallow':
                self.rulelines.append(RuleLine(value, name == 'allow'))
            case 'crawl-delay':
                if value.strip().isdigit():
                    self.delay = int(value)
            case 'request-rate':
                numbers = [part.strip() for part in value.split('/')]
                if len(numbers) == 2 and all(number.isdigit() for number in numbers):
                    self.req_rate = RequestRate(*map(int, numbers))
            case _:
                return False
        return True

    def applies_to(self, useragent):
        """True for robots of one of the names."""
        robot = useragent.split('/')[0].lower()
        return any(name == '*' or name.lower() in robot for name in self.useragents)

    def allowance(self, filename):
        """What the first rule for a path says; True without one."""
        return next((rule.allowance for rule in self.rulelines if rule.applies_to(filename)), True)

    def __str__(self):
        lines = [f'User-agent: {name}' for name in self.useragents]
        if self.delay is not None:
            lines.append(f'Crawl-delay: {self.delay}')
        if self.req_rate is not None:
            lines.append('Request-rate: %d/%d' % self.req_rate)
        return '\n'.join([*lines, *map(str, self.rulelines)])
