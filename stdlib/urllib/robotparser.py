"""robots.txt: what a robot may fetch."""
import collections
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["RobotFileParser"]

RequestRate = collections.namedtuple("RequestRate", "requests seconds")


class RobotFileParser:
    """The rules of one site."""

    def __init__(self, url=''):
        self.entries = []
        self.sitemaps = []
        self.default_entry = None
        self.disallow_all = False
        self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When the rules were read."""
        return self.last_checked

    def modified(self):
        """They were read now."""
        self.last_checked = time.time()

    def set_url(self, url):
        """Where the file is."""
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Fetch the file and understand it."""
        try:
            f = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as err:
            if err.code in (401, 403):
                self.disallow_all = True
            elif 400 <= err.code < 500:
                self.allow_all = True
            err.close()
        else:
            raw = f.read()
            self.parse(raw.decode("utf-8").splitlines())

    def _add_entry(self, entry):
        if "*" in entry.useragents:
            if self.default_entry is None:
                self.default_entry = entry      # the first one counts
        else:
            self.entries.append(entry)

    def parse(self, lines):
        """Understand the lines of a file."""
        # 0: nothing, 1: a user agent was named, 2: rules follow
        state = 0
        entry = Entry()
        self.modified()
        for line in lines:
            if not line:
                if state == 1:
                    entry = Entry()
                    state = 0
                elif state == 2:
                    self._add_entry(entry)
                    entry = Entry()
                    state = 0
            line = line.partition('#')[0].strip()
            if not line:
                continue
            line = line.split(':', 1)
            if len(line) != 2:
                continue
            key = line[0].strip().lower()
            value = urllib.parse.unquote(line[1].strip())
            if key == "user-agent":
                if state == 2:
                    self._add_entry(entry)
                    entry = Entry()
                entry.useragents.append(value)
                state = 1
            elif key in ("disallow", "allow"):
                if state != 0:
                    entry.rulelines.append(RuleLine(value, key == "allow"))
                    state = 2
            elif key == "crawl-delay":
                if state != 0:
                    if value.isdigit():
                        entry.delay = int(value)
                    state = 2
            elif key == "request-rate":
                if state != 0:
                    numbers = value.split('/')
                    if (len(numbers) == 2 and numbers[0].strip().isdigit()
                            and numbers[1].strip().isdigit()):
                        entry.req_rate = RequestRate(int(numbers[0]), int(numbers[1]))
                    state = 2
            elif key == "sitemap":
                self.sitemaps.append(value)
        if state == 2:
            self._add_entry(entry)

    def _entry_for(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def can_fetch(self, useragent, url):
        """True if the robot may fetch the URL."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        # Not read yet: nothing is allowed.
        if not self.last_checked:
            return False
        parsed_url = urllib.parse.urlparse(urllib.parse.unquote(url))
        url = urllib.parse.urlunparse(('', '', parsed_url.path, parsed_url.params,
                                       parsed_url.query, parsed_url.fragment))
        url = urllib.parse.quote(url) or "/"
        entry = self._entry_for(useragent)
        return entry.allowance(url) if entry else True

    def crawl_delay(self, useragent):
        """Seconds between requests; None if not said."""
        if not self.mtime():
            return None
        entry = self._entry_for(useragent)
        return entry.delay if entry else None

    def request_rate(self, useragent):
        """Requests in how many seconds; None if not said."""
        if not self.mtime():
            return None
        entry = self._entry_for(useragent)
        return entry.req_rate if entry else None

    def site_maps(self):
        """The site maps; None if there are none."""
        return self.sitemaps or None

    def __str__(self):
        entries = self.entries
        if self.default_entry is not None:
            entries = entries + [self.default_entry]
        return '\n\n'.join(map(str, entries))


class RuleLine:
    """Allow or Disallow."""

    def __init__(self, path, allowance):
        if path == '' and not allowance:
            allowance = True        # nothing is disallowed
        path = urllib.parse.urlunparse(urllib.parse.urlparse(path))
        self.path = urllib.parse.quote(path)
        self.allowance = allowance

    def applies_to(self, filename):
        return self.path == "*" or filename.startswith(self.path)

    def __str__(self):
        return ("Allow" if self.allowance else "Disallow") + ": " + self.path


class Entry:
    """User agents and their rules."""

    def __init__(self):
        self.useragents = []
        self.rulelines = []
        self.delay = None
        self.req_rate = None

    def __str__(self):
        ret = [f"User-agent: {agent}" for agent in self.useragents]
        if self.delay is not None:
            ret.append(f"Crawl-delay: {self.delay}")
        if self.req_rate is not None:
            rate = self.req_rate
            ret.append(f"Request-rate: {rate.requests}/{rate.seconds}")
        ret.extend(map(str, self.rulelines))
        return '\n'.join(ret)

    def applies_to(self, useragent):
        useragent = useragent.split("/")[0].lower()
        for agent in self.useragents:
            if agent == '*' or agent.lower() in useragent:
                return True
        return False

    def allowance(self, filename):
        for line in self.rulelines:
            if line.applies_to(filename):
                return line.allowance
        return True
