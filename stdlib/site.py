"""The folders of installed packages, and what they may ask for when the interpreter starts.

At start-up the interpreter puts the folders on sys.path itself. This module is needed when they hold .pth files, when
there is a sitecustomize or usercustomize, and by programs that ask.
"""
import builtins
import os
import sys

PREFIXES = [sys.base_prefix, sys.base_exec_prefix]
# True, False (the user does not want it) or None (it would not be safe, or the module was not set up).
ENABLE_USER_SITE = None
USER_SITE = None
USER_BASE = None

_MARK = '<'


def _in_venv():
    return sys.prefix != sys.base_prefix


def _library(prefix):
    """The folder of libraries below a prefix."""
    name = 'python' if _in_venv() and prefix == sys.prefix else sys.implementation.name
    return os.path.join(prefix, 'lib', '%s%d.%d' % (name, *sys.version_info[:2]))


def makepath(*paths):
    """The joined path made absolute, and the form of it in which paths are compared."""
    joined = os.path.join(*paths)
    # The place of the standard library is not a folder.
    if not joined.startswith(_MARK):
        try:
            joined = os.path.abspath(joined)
        except OSError:
            pass
    return joined, os.path.normcase(joined)


def abs_paths():
    """Make __file__ and __cached__ of all modules absolute."""
    for module in set(sys.modules.values()):
        for name in '__file__', '__cached__':
            path = getattr(module, name, None)
            if isinstance(path, str) and not path.startswith(_MARK):
                try:
                    setattr(module, name, os.path.abspath(path))
                except (AttributeError, OSError, TypeError):
                    pass


def removeduppaths():
    """Make sys.path absolute, without duplicates; the set of what it holds."""
    kept, known = [], set()
    for entry in sys.path:
        entry, key = makepath(entry)
        if key not in known:
            known.add(key)
            kept.append(entry)
    sys.path[:] = kept
    return known


def _known():
    """The folders on sys.path, as paths are compared."""
    return {makepath(p)[1] for p in sys.path if isinstance(p, str) and os.path.isdir(p)}


def _say(text):
    if sys.flags.verbose:
        print(text, file=sys.stderr)


def addpackage(sitedir, name, known_paths):
    """Do what a .pth file says: a line adds a path, or imports if it begins with that word."""
    own = known_paths is None
    if own:
        known_paths = _known()
    path = os.path.join(sitedir, name)
    if name.startswith('.'):
        _say(f'Skipping hidden .pth file: {path!r}')
        return None
    try:
        with open(path, 'rb') as file:
            data = file.read()
    except OSError:
        return None
    try:
        text = data.decode('utf-8-sig')
    except UnicodeDecodeError:
        import locale
        text = data.decode(locale.getencoding())
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith('#') or not line.strip():
            continue
        try:
            if line.startswith(('import ', 'import\t')):
                exec(line)
                continue
            folder, key = makepath(sitedir, line.rstrip())
            if key not in known_paths and os.path.exists(folder):
                sys.path.append(folder)
                known_paths.add(key)
        except Exception as error:
            import traceback
            print(f'Error processing line {number:d} of {path}:\n', file=sys.stderr)
            for part in traceback.format_exception(error):
                for text in part.splitlines():
                    print('  ' + text, file=sys.stderr)
            print('\nRemainder of file ignored', file=sys.stderr)
            break
    return None if own else known_paths


def addsitedir(sitedir, known_paths=None):
    """Put a folder on sys.path and do what its .pth files say."""
    own = known_paths is None
    if own:
        known_paths = _known()
    sitedir, key = makepath(sitedir)
    if key not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(key)
    try:
        names = sorted(os.listdir(sitedir))
    except OSError:
        return None
    for name in names:
        if name.endswith('.pth') and not name.startswith('.'):
            addpackage(sitedir, name, known_paths)
    return None if own else known_paths


def check_enableusersite():
    """Whether packages of the user's own are wanted; None if they would not be safe."""
    if sys.flags.no_user_site:
        return False
    if os.getuid() != os.geteuid() or os.getgid() != os.getegid():
        return None
    return True


def getuserbase():
    """The folder below which the user's own packages are."""
    global USER_BASE
    if USER_BASE is None:
        base = os.environ.get('PYTHONUSERBASE') if not sys.flags.ignore_environment else None
        USER_BASE = base or os.path.join(os.path.expanduser('~'), '.local')
    return USER_BASE


def getusersitepackages():
    """The folder of the user's own packages."""
    global ENABLE_USER_SITE, USER_SITE
    base = getuserbase()
    if USER_SITE is None:
        if base is None:
            ENABLE_USER_SITE = False
        else:
            version = '%s%d.%d' % (sys.implementation.name, *sys.version_info[:2])
            USER_SITE = os.path.join(base, 'lib', version, 'site-packages')
    return USER_SITE


def addusersitepackages(known_paths):
    """Put the folder of the user's own packages on sys.path, if it counts and is there."""
    folder = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(folder):
        addsitedir(folder, known_paths)
    return known_paths


def getsitepackages(prefixes=None):
    """The folders of packages below the prefixes (default: PREFIXES)."""
    found = []
    for prefix in dict.fromkeys(PREFIXES if prefixes is None else prefixes):
        if prefix:
            found.append(os.path.join(_library(prefix), 'site-packages'))
    return found


def addsitepackages(known_paths, prefixes=None):
    """Put the folders of packages that are there on sys.path."""
    for folder in getsitepackages(prefixes):
        if os.path.isdir(folder):
            addsitedir(folder, known_paths)
    return known_paths


def _configuration():
    """What the virtual environment's pyvenv.cfg says, by name."""
    for folder in os.path.dirname(sys.executable or ''), sys.prefix:
        try:
            with open(os.path.join(folder, 'pyvenv.cfg'), encoding='utf-8') as file:
                pairs = [line.partition('=')[::2] for line in file if '=' in line]
        except OSError:
            continue
        return {key.strip().lower(): value.strip() for key, value in pairs}
    return {}


def _set_up():
    """Find out what counts here; changes no path."""
    global ENABLE_USER_SITE, PREFIXES
    PREFIXES = [sys.prefix, sys.exec_prefix]
    if ENABLE_USER_SITE is None:
        ENABLE_USER_SITE = check_enableusersite()
    if _in_venv():
        PREFIXES = [sys.prefix, sys.base_prefix, sys.base_exec_prefix]
        if _configuration().get('include-system-site-packages', 'true').lower() != 'true':
            del PREFIXES[1:]
            ENABLE_USER_SITE = False
    if ENABLE_USER_SITE is not None:
        getusersitepackages()


def venv(known_paths):
    """Let a virtual environment count, if the interpreter is started from one."""
    _set_up()
    if _in_venv():
        addsitepackages(known_paths, [sys.prefix])
    return known_paths


def _install(*names):
    """Put what a person at a prompt expects among the builtins."""
    import _sitebuiltins
    for name in names:
        if not hasattr(builtins, name):
            _sitebuiltins.install()
            break


def setquit():
    """Let there be quit and exit."""
    _install('quit', 'exit')


def setcopyright():
    """Let there be copyright, credits and license."""
    _install('copyright', 'credits', 'license')


def sethelper():
    """Let there be help."""
    _install('help')


def gethistoryfile():
    """Where the lines are kept that were typed in sessions."""
    told = None if sys.flags.ignore_environment else os.environ.get('PYTHON_HISTORY')
    return told or os.path.join(os.path.expanduser('~'), '.python_history')


def enablerlcompleter():
    """Have sessions complete what is typed; those of this interpreter do so themselves."""
    if not hasattr(sys, '__interactivehook__'):
        sys.__interactivehook__ = register_readline


def register_readline():
    """What enablerlcompleter() has called when a session starts: nothing is left to do."""


def _customize(name):
    """Import a module of customizations, if there is one; a fault in it is told, but ends nothing."""
    try:
        try:
            __import__(name)
        except ImportError as error:
            if error.name != name:
                raise
    except Exception as error:
        if sys.flags.verbose:
            sys.excepthook(*sys.exc_info())
        else:
            sys.stderr.write(f'Error in {name}; set PYTHONVERBOSE for traceback:\n'
                             f'{type(error).__name__}: {error}\n')


def execsitecustomize():
    """Import sitecustomize, if there is one."""
    _customize('sitecustomize')


def execusercustomize():
    """Import usercustomize, if there is one."""
    _customize('usercustomize')


def main():
    """Everything that is done at start-up."""
    before = sys.path[:]
    known = removeduppaths()
    if before != sys.path:
        abs_paths()
    venv(known)
    # The interpreter may have put the folders on the path, but not done what is in them.
    folders = getsitepackages()
    if ENABLE_USER_SITE:
        folders.insert(0, getusersitepackages())
    for folder in folders:
        if os.path.isdir(folder):
            addsitedir(folder, known)
    setquit()
    setcopyright()
    sethelper()
    execsitecustomize()
    if ENABLE_USER_SITE:
        execusercustomize()


def _script():
    """python -m site"""
    args = sys.argv[1:]
    base, folder = getuserbase(), getusersitepackages()
    if not args:
        print('sys.path = [')
        for entry in sys.path:
            print(f'    {entry!r},')
        print(']')
        for name, path in ('USER_BASE', base), ('USER_SITE', folder):
            there = 'exists' if path is not None and os.path.isdir(path) else "doesn't exist"
            print(f'{name}: {path!r} ({there})')
        print(f'ENABLE_USER_SITE: {ENABLE_USER_SITE!r}')
        sys.exit(0)
    shown = [path for option, path in (('--user-base', base), ('--user-site', folder)) if option in args]
    if shown:
        print(os.pathsep.join(shown))
        sys.exit({True: 0, False: 1, None: 2}.get(ENABLE_USER_SITE, 3))
    print(f'{sys.argv[0]} [--user-base] [--user-site]\n\n'
          'Shows sys.path and the folders of the user; with options only those folders, separated by '
          f'{os.pathsep!r}.\n\nExit codes with an option:\n'
          '  0 - the folder of the user counts\n'
          '  1 - it does not: the user does not want it\n'
          '  2 - it does not: it would not be safe\n'
          ' >2 - unknown')
    sys.exit(10)


if not sys.flags.no_site:
    _set_up()

if __name__ == '__main__':
    _script()
