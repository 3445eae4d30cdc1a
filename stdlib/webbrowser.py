"""Showing a page in the user's browser."""
import os
import shutil
import subprocess
import sys
import threading

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]


class Error(Exception):
    """There is no such browser."""


_lock = threading.RLock()
# What is known: by the name in lower case, a class and an object (one of them may be None).
_browsers = {}
# The names in the order in which they are tried; None until the installed browsers were looked for.
_tryorder = None
_os_preferred_browser = None


def _look_for_browsers():
    with _lock:
        if _tryorder is None:
            register_standard_browsers()


def register(name, klass, instance=None, *, preferred=False):
    """Make a browser known."""
    with _lock:
        _look_for_browsers()
        _browsers[name.lower()] = [klass, instance]
        if preferred or _os_preferred_browser == f"{name}.desktop":
            _tryorder.insert(0, name)
        else:
            _tryorder.append(name)


def _from_command(command):
    """The browser of a command line in which %s stands for the page."""
    import shlex
    words = shlex.split(command)
    return BackgroundBrowser(words[:-1]) if words[-1] == "&" else GenericBrowser(words)


def _synthesize(browser, preferred=False):
    """A browser under another name: known by its program's name, started by this path. None if there is none."""
    import copy
    words = browser.split()
    name = os.path.basename(words[0]).lower() if words else ""
    _, known = _browsers.get(name, (None, None))
    if known is None or known.basename != name or not shutil.which(words[0]):
        return None
    known = copy.copy(known)
    known.name, known.basename = browser, os.path.basename(browser)
    register(browser, None, known, preferred=preferred)
    return known


def get(using=None):
    """A browser, by name or the first that is there."""
    _look_for_browsers()
    for name in _tryorder if using is None else [using]:
        if "%s" in name:
            return _from_command(name)
        klass, instance = _browsers.get(name.lower(), (None, None))
        if browser := instance or (klass() if klass else _synthesize(name)):
            return browser
    raise Error("could not locate runnable browser")


def open(url, new=0, autoraise=True):
    """Show a page: in the same window, a new one (1) or a new tab (2); whether that was possible."""
    _look_for_browsers()
    return any(get(name).open(url, new, autoraise) for name in list(_tryorder))


def open_new(url):
    """Show a page in a new window."""
    return open(url, 1)


def open_new_tab(url):
    """Show a page in a new tab."""
    return open(url, 2)


class BaseBrowser:
    """A browser; a subclass knows how it is started."""

    args = ["%s"]

    def __init__(self, name=""):
        self.name = self.basename = name

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        raise NotImplementedError

    def open_new(self, url):
        """Show a page in a new window."""
        return self.open(url, 1)

    def open_new_tab(self, url):
        """Show a page in a new tab."""
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """Any program that is given the page."""

    def __init__(self, name):
        self.name, *args = [name, *self.args] if isinstance(name, str) else name
        self.args, self.basename = args, os.path.basename(self.name)

    def _start(self, url, **how):
        """The process that shows the page, None if it cannot be started."""
        sys.audit("webbrowser.open", url)
        try:
            return subprocess.Popen([self.name, *(arg.replace("%s", url) for arg in self.args)], close_fds=True, **how)
        except OSError:
            return None

    def open(self, url, new=0, autoraise=True):
        """Show a page, and wait for the program."""
        process = self._start(url)
        return process is not None and process.wait() == 0


class BackgroundBrowser(GenericBrowser):
    """The same, without waiting."""

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        process = self._start(url, start_new_session=True)
        return process is not None and process.poll() is None


class UnixBrowser(BaseBrowser):
    """A browser that a second start tells what to show."""

    raise_opts = None
    background = False
    redirect_stdout = True
    # %action is one of the three below: nothing special, a new window, a new tab.
    remote_args = ["%action", "%s"]
    remote_action = None
    remote_action_newwin = None
    remote_action_newtab = None

    def _invoke(self, args, remote, autoraise, url=None):
        """Start the program; whether it seems to show the page."""
        raising = self.raise_opts[bool(autoraise)] if remote and self.raise_opts else ""
        # A browser in the terminal keeps it.
        quiet = subprocess.DEVNULL if remote or self.background else None
        process = subprocess.Popen([self.name, *([raising] if raising else []), *args], close_fds=True, stdin=quiet, stderr=quiet,
                                   stdout=quiet if self.redirect_stdout else None, start_new_session=True)
        if self.background and not remote:
            return process.poll() is None
        try:
            return process.wait(5 if remote else None) == 0
        except subprocess.TimeoutExpired:
            # It was the first start, and shows the page itself.
            return True

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        sys.audit("webbrowser.open", url)
        actions = (self.remote_action, self.remote_action_newwin,
                   self.remote_action_newwin if self.remote_action_newtab is None else self.remote_action_newtab)
        if new not in (0, 1, 2):
            raise Error(f"Bad 'new' parameter to open(); expected 0, 1, or 2, got {new}")
        # The page comes last: it may look like one of the marks.
        told = [arg.replace("%action", actions[new]).replace("%s", url) for arg in self.remote_args]
        return (self._invoke([arg for arg in told if arg], True, autoraise, url)
                or self._invoke([arg.replace("%s", url) for arg in self.args], False, False))


def _browser(name, doc, newwin, newtab, *, base=UnixBrowser, **more):
    """A class of browsers that differ in what they are told."""
    return type(name, (base,), {"__doc__": doc, "__module__": __name__, "remote_args": ["%action", "%s"], "remote_action": "",
                                "remote_action_newwin": newwin, "remote_action_newtab": newtab, "background": True, **more})


Mozilla = _browser("Mozilla", "Firefox and its relatives.", "-new-window", "-new-tab")
Epiphany = _browser("Epiphany", "Epiphany.", "-w", None, remote_action="-n", raise_opts=["-noraise", ""])
Chrome = _browser("Chrome", "Chrome and Chromium.", "--new-window", "")
Chromium = Chrome
Opera = _browser("Opera", "Opera.", "--new-window", "")
Edge = _browser("Edge", "Edge.", "--new-window", "")
Elinks = _browser("Elinks", "Elinks, in the terminal.", ",new-window", ",new-tab", background=False, redirect_stdout=False,
                  remote_args=["-remote", "openURL(%s%action)"])


class Konqueror(BaseBrowser):
    """Konqueror."""

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        sys.audit("webbrowser.open", url)
        quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        for command, how in ((["kfmclient", "newTab" if new == 2 else "openURL"], {}),
                             (["konqueror", "--silent"], {"start_new_session": True}),
                             (["kfm", "-d"], {"start_new_session": True})):
            try:
                process = subprocess.Popen([*command, url], close_fds=True, **quiet, **how)
            except OSError:
                continue
            if command[0] == "kfmclient":
                # It only tells another program; how that ends it does not know.
                process.wait()
                return True
            if process.poll() is None:
                return True
        return False


def register_X_browsers():
    """Make the browsers known that need a screen."""
    def there(*names):
        return filter(shutil.which, names)

    def known(name, instance):
        register(name, None, instance)
    for name in there("xdg-open"):
        known(name, BackgroundBrowser(name))
    for name in there("gio"):
        known(name, BackgroundBrowser([name, "open", "--", "%s"]))
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    if "GNOME" in desktop or "GNOME_DESKTOP_SESSION_ID" in os.environ:
        for name in there("gvfs-open"):
            known("gvfs-open", BackgroundBrowser(name))
    if "KDE" in desktop or "KDE_FULL_SESSION" in os.environ:
        for name in there("kfmclient"):
            register(name, Konqueror, Konqueror(name))
    for name in there("x-www-browser"):
        known(name, BackgroundBrowser(name))
    for name in there("firefox", "iceweasel", "seamonkey", "mozilla-firefox", "mozilla"):
        known(name, Mozilla(name))
    for name in list(there("kfm", "konqueror"))[:1]:
        register(name, Konqueror, Konqueror(name))
    for klass, names in ((Epiphany, ["epiphany"]), (Chrome, ["google-chrome", "chrome", "chromium", "chromium-browser"]),
                         (Opera, ["opera"]), (Edge, ["microsoft-edge"])):
        for name in there(*names):
            known(name, klass(name))


def register_standard_browsers():
    """Make the browsers known that are installed; $BROWSER comes first."""
    global _tryorder, _os_preferred_browser
    _tryorder = []
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        try:
            told = subprocess.check_output(["xdg-settings", "get", "default-web-browser"], stderr=subprocess.DEVNULL)
            _os_preferred_browser = told.decode().strip()
        except (OSError, subprocess.CalledProcessError):
            pass
        register_X_browsers()
    if os.environ.get("TERM"):
        for name in filter(shutil.which, ("www-browser", "links", "elinks", "lynx", "w3m")):
            register(name, None, Elinks(name) if name == "elinks" else GenericBrowser(name))
    for command in reversed(os.environ.get("BROWSER", "").split(os.pathsep)):
        if command and _synthesize(command, preferred=True) is None:
            register(command, None, GenericBrowser(command) if "%s" not in command else _from_command(command), preferred=True)


def parse_args(arg_list: list[str] | None):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser(description="Open URL in a web browser.")
    parser.add_argument("url", help="URL to open")
    window = parser.add_mutually_exclusive_group()
    for number, (short, what) in enumerate((("-n", "window"), ("-t", "tab")), 1):
        window.add_argument(short, f"--new-{what}", action="store_const", const=number, default=0, dest="new_win",
                            help=f"open new {what}")
    return parser.parse_args(arg_list)


def main(arg_list: list[str] | None = None):
    """Show the page that the command line names."""
    args = parse_args(arg_list)
    open(args.url, args.new_win)
    print("\a")


if __name__ == "__main__":
    main()
