"""Showing a page in the user's browser."""
import os
import shlex
import shutil
import subprocess
import sys
import threading

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]


class Error(Exception):
    """There is no such browser."""


_lock = threading.RLock()
_browsers = {}
_tryorder = None
_os_preferred_browser = None


def register(name, klass, instance=None, *, preferred=False):
    """Make a browser known."""
    with _lock:
        if _tryorder is None:
            register_standard_browsers()
        _browsers[name.lower()] = [klass, instance]
        if preferred or _os_preferred_browser and f"{name}.desktop" == _os_preferred_browser:
            _tryorder.insert(0, name)
        else:
            _tryorder.append(name)


def get(using=None):
    """A browser, by name or the first that is there."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    for browser in [using] if using is not None else _tryorder:
        if "%s" in browser:
            words = shlex.split(browser)
            return BackgroundBrowser(words[:-1]) if words[-1] == "&" else GenericBrowser(words)
        try:
            command = _browsers[browser.lower()]
        except KeyError:
            command = _synthesize(browser)
        if command[1] is not None:
            return command[1]
        if command[0] is not None:
            return command[0]()
    raise Error("could not locate runnable browser")


def open(url, new=0, autoraise=True):
    """Show a page: in the same window, a new one (1) or a new tab (2); whether that was possible."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    return any(get(name).open(url, new, autoraise) for name in _tryorder)


def open_new(url):
    """Show a page in a new window."""
    return open(url, 1)


def open_new_tab(url):
    """Show a page in a new tab."""
    return open(url, 2)


def _synthesize(browser, *, preferred=False):
    """A controller for a browser at a path, like that of a known browser of the same name."""
    program = browser.split()[0]
    if not shutil.which(program):
        return [None, None]
    name = os.path.basename(program)
    try:
        command = _browsers[name.lower()]
    except KeyError:
        return [None, None]
    controller = command[1]
    if controller and name.lower() == controller.basename:
        import copy
        controller = copy.copy(controller)
        controller.name = browser
        controller.basename = os.path.basename(browser)
        register(browser, None, instance=controller, preferred=preferred)
        return [None, controller]
    return [None, None]


class BaseBrowser:
    """A browser; a subclass knows how it is started."""

    args = ["%s"]

    def __init__(self, name=""):
        self.name = name
        self.basename = name

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
        if isinstance(name, str):
            self.name = name
            self.args = ["%s"]
        else:
            self.name = name[0]
            self.args = name[1:]
        self.basename = os.path.basename(self.name)

    def open(self, url, new=0, autoraise=True):
        """Show a page, and wait for the program."""
        sys.audit("webbrowser.open", url)
        command = [self.name] + [arg.replace("%s", url) for arg in self.args]
        try:
            return not subprocess.Popen(command).wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """The same, without waiting."""

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        command = [self.name] + [arg.replace("%s", url) for arg in self.args]
        sys.audit("webbrowser.open", url)
        try:
            return subprocess.Popen(command, close_fds=True, start_new_session=True).poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A browser that a second start tells what to show."""

    raise_opts = None
    background = False
    redirect_stdout = True
    remote_args = ["%action", "%s"]
    remote_action = None
    remote_action_newwin = None
    remote_action_newtab = None

    def _invoke(self, args, remote, autoraise, url=None):
        raising = []
        if remote and self.raise_opts:
            option = self.raise_opts[int(autoraise)]
            raising = [option] if option else []
        command = [self.name] + raising + args
        quiet = subprocess.DEVNULL if remote or self.background else None
        process = subprocess.Popen(command, close_fds=True, stdin=quiet,
                                   stdout=(self.redirect_stdout and quiet or None), stderr=quiet,
                                   start_new_session=True)
        if not remote:
            if self.background:
                return process.poll() is None
            return not process.wait()
        try:
            # It ends at once if another one runs already.
            return not process.wait(5)
        except subprocess.TimeoutExpired:
            return True

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        sys.audit("webbrowser.open", url)
        if new == 0:
            action = self.remote_action
        elif new == 1:
            action = self.remote_action_newwin
        elif new == 2:
            action = self.remote_action_newwin if self.remote_action_newtab is None else self.remote_action_newtab
        else:
            raise Error("Bad 'new' parameter to open(); expected 0, 1, or 2, got %s" % new)
        args = [arg.replace("%s", url).replace("%action", action) for arg in self.remote_args]
        args = [arg for arg in args if arg]
        if self._invoke(args, True, autoraise, url):
            return True
        return self._invoke([arg.replace("%s", url) for arg in self.args], False, False)


class Mozilla(UnixBrowser):
    """Firefox and its relatives."""

    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "-new-window"
    remote_action_newtab = "-new-tab"
    background = True


class Epiphany(UnixBrowser):
    """Epiphany."""

    raise_opts = ["-noraise", ""]
    remote_args = ["%action", "%s"]
    remote_action = "-n"
    remote_action_newwin = "-w"
    background = True


class Chrome(UnixBrowser):
    """Chrome."""

    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


class Chromium(UnixBrowser):
    """Chromium."""

    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


class Opera(UnixBrowser):
    """Opera."""

    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


class Elinks(UnixBrowser):
    """Elinks, in the terminal."""

    remote_args = ["-remote", "openURL(%s%action)"]
    remote_action = ""
    remote_action_newwin = ",new-window"
    remote_action_newtab = ",new-tab"
    background = False
    redirect_stdout = False


class Konqueror(BaseBrowser):
    """Konqueror."""

    def open(self, url, new=0, autoraise=True):
        """Show a page."""
        sys.audit("webbrowser.open", url)
        action = "newTab" if new == 2 else "openURL"
        quiet = subprocess.DEVNULL
        for command in (["kfmclient", action, url], ["konqueror", "--silent", url], ["kfm", "-d", url]):
            try:
                process = subprocess.Popen(command, close_fds=True, stdin=quiet, stdout=quiet, stderr=quiet,
                                           start_new_session=True)
            except OSError:
                continue
            if command[0] == "kfmclient":
                process.wait()
                return True
            if process.poll() is None:
                return True
        return False


class Edge(UnixBrowser):
    """Edge."""

    remote_args = ["%action", "%s"]
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


def register_X_browsers():
    """Make the browsers known that need a screen."""
    for name in "xdg-open", "gio":
        if shutil.which(name):
            register(name, None, BackgroundBrowser([name, "open", "--", "%s"] if name == "gio" else name))
    if "KDE_FULL_SESSION" in os.environ and shutil.which("kfmclient"):
        register("kfmclient", Konqueror, Konqueror("kfmclient"))
    if shutil.which("x-www-browser"):
        register("x-www-browser", None, BackgroundBrowser("x-www-browser"))
    for names, make in ((("firefox", "iceweasel", "seamonkey", "mozilla-firefox", "mozilla"), Mozilla),
                        (("epiphany",), Epiphany), (("google-chrome", "chrome"), Chrome),
                        (("chromium", "chromium-browser"), Chromium), (("opera",), Opera), (("microsoft-edge",), Edge)):
        for name in names:
            if shutil.which(name):
                register(name, None, make(name))
    if shutil.which("kfm") or shutil.which("konqueror"):
        register("konqueror", Konqueror, Konqueror("konqueror"))


def register_standard_browsers():
    """Make the browsers known that are installed; $BROWSER comes first."""
    global _tryorder, _os_preferred_browser
    _tryorder = []
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        try:
            raw = subprocess.check_output("xdg-settings get default-web-browser".split(), stderr=subprocess.DEVNULL)
            _os_preferred_browser = raw.decode().strip()
        except (FileNotFoundError, subprocess.CalledProcessError, PermissionError, NotADirectoryError):
            pass
        register_X_browsers()
    if os.environ.get("TERM"):
        for name in "www-browser", "links", "lynx", "w3m":
            if shutil.which(name):
                register(name, None, GenericBrowser(name))
        if shutil.which("elinks"):
            register("elinks", None, Elinks("elinks"))
    if "BROWSER" in os.environ:
        wanted = os.environ["BROWSER"].split(os.pathsep)
        for command in reversed(wanted):
            if command != "":
                made = _synthesize(command, preferred=True)
                if made[1] is None:
                    _tryorder.insert(0, command)


def parse_args(arg_list: list[str] | None):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser(description="Open URL in a web browser.")
    parser.add_argument("url", help="URL to open")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("-n", "--new-window", action="store_const", const=1, default=0, dest="new_win",
                       help="open new window")
    group.add_argument("-t", "--new-tab", action="store_const", const=2, default=0, dest="new_win",
                       help="open new tab")
    return parser.parse_args(arg_list)


def main(arg_list: list[str] | None = None):
    """Show the page that the command line names."""
    args = parse_args(arg_list)
    open(args.url, args.new_win)
    print("\a")


if __name__ == "__main__":
    main()
