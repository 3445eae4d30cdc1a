"""Where things are installed, and how the interpreter was built."""
import os
import sys
from os.path import realpath

__all__ = ["get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename", "get_path",
           "get_path_names", "get_paths", "get_platform", "get_python_version", "get_scheme_names", "parse_config_h"]

_VERSION = "%d.%d" % sys.version_info[:2]
_SHORT = "%d%d" % sys.version_info[:2]
# An installation keeps to itself; a virtual environment, which belongs to one interpreter, looks as tools expect.
_LIB = "lib/{implementation_lower}" + _VERSION
_VENV_LIB = "lib/python" + _VERSION

# stdlib, platstdlib, purelib, platlib, include, platinclude, scripts, data
_NAMES = ("stdlib", "platstdlib", "purelib", "platlib", "include", "platinclude", "scripts", "data")


def _unix(lib):
    return dict(zip(_NAMES, (
        "{installed_base}/" + _LIB, "{platbase}/" + lib, "{base}/" + lib + "/site-packages",
        "{platbase}/" + lib + "/site-packages", "{installed_base}/include/{implementation_lower}" + _VERSION,
        "{installed_platbase}/include/{implementation_lower}" + _VERSION, "{base}/bin", "{base}")))


def _user(names):
    return {name: "{userbase}/" + path if path else "{userbase}" for name, path in names.items()}


_INSTALL_SCHEMES = {
    "posix_prefix": _unix(_LIB),
    "posix_home": dict(zip(_NAMES, (
        "{installed_base}/lib/python", "{base}/lib/python", "{base}/lib/python", "{base}/lib/python",
        "{installed_base}/include/python", "{installed_base}/include/python", "{base}/bin", "{base}"))),
    "nt": dict(zip(_NAMES, (
        "{installed_base}/Lib", "{base}/Lib", "{base}/Lib/site-packages", "{base}/Lib/site-packages",
        "{installed_base}/Include", "{installed_base}/Include", "{base}/Scripts", "{base}"))),
    "posix_venv": _unix(_VENV_LIB),
    "nt_venv": dict(zip(_NAMES, (
        "{installed_base}/Lib", "{base}/Lib", "{base}/Lib/site-packages", "{base}/Lib/site-packages",
        "{installed_base}/Include", "{installed_base}/Include", "{base}/Scripts", "{base}"))),
    "venv": _unix(_VENV_LIB),
    "nt_user": _user(dict(stdlib="Python" + _SHORT, platstdlib="Python" + _SHORT,
                          purelib=f"Python{_SHORT}/site-packages", platlib=f"Python{_SHORT}/site-packages",
                          include=f"Python{_SHORT}/Include", scripts=f"Python{_SHORT}/Scripts", data="")),
    "posix_user": _user(dict(stdlib=_LIB, platstdlib=_LIB, purelib=_LIB + "/site-packages",
                             platlib=_LIB + "/site-packages", include="include/{implementation_lower}" + _VERSION, scripts="bin",
                             data="")),
    "osx_framework_user": _user(dict(stdlib="lib/python", platstdlib="lib/python", purelib="lib/python/site-packages",
                                     platlib="lib/python/site-packages", include="include/python" + _VERSION,
                                     scripts="bin", data="")),
}
# There are no headers to compile an extension with. Packages whose extensions are optional find out as with every fault
# of a compiler, and only if there are commands to try.
_COMPILER = {"CC": "cc", "CXX": "c++", "CFLAGS": "", "CCSHARED": "-fPIC", "LDSHARED": "cc -shared", "LDCXXSHARED": "c++ -shared",
             "AR": "ar", "ARFLAGS": "rcs", "SHLIB_SUFFIX": ".so"}
_vars = None


def _user_base():
    return os.environ.get("PYTHONUSERBASE") or os.path.expanduser(os.path.join("~", ".local"))


def get_config_vars(*args):
    """What is known of the build, by name; with names a list of their values."""
    global _vars
    if _vars is None:
        base = os.path.normpath(sys.base_prefix)
        prefix = os.path.normpath(sys.prefix)
        # No such file can be loaded, but wheels are chosen by these.
        soabi = f"{sys.implementation.cache_tag}-{getattr(sys.implementation, '_multiarch', '')}"
        _vars = {
            "prefix": prefix, "exec_prefix": os.path.normpath(sys.exec_prefix),
            "py_version": sys.version.split()[0], "py_version_short": _VERSION, "py_version_nodot": _SHORT,
            "installed_base": base, "base": prefix, "installed_platbase": os.path.normpath(sys.base_exec_prefix),
            "platbase": os.path.normpath(sys.exec_prefix), "projectbase": os.path.dirname(sys.executable or ""),
            "platlibdir": sys.platlibdir, "userbase": _user_base(), "implementation": sys.implementation.name.capitalize(),
            "implementation_lower": sys.implementation.name, "abiflags": getattr(sys, "abiflags", ""), "py_version_nodot_plat": "",
            "Py_DEBUG": 0, "Py_ENABLE_SHARED": 0, "Py_GIL_DISABLED": 0, "SIZEOF_VOID_P": 8 if sys.maxsize > 2 ** 32 else 4,
            "EXE": "", "VERSION": _VERSION, "LIBDIR": os.path.join(base, "lib"), "BINDIR": os.path.join(base, "bin"),
            "SOABI": soabi, "EXT_SUFFIX": f".{soabi}.so", "MULTIARCH": getattr(sys.implementation, "_multiarch", ""),
            "srcdir": os.path.dirname(sys.executable or ""), **_COMPILER,
        }
    return [_vars.get(name) for name in args] if args else _vars


def get_config_var(name):
    """One of them, or None."""
    return get_config_vars().get(name)


def get_scheme_names():
    """The names of the schemes."""
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    """The names of the paths."""
    return tuple(name for name in _NAMES if name != "platinclude")


def get_preferred_scheme(key):
    """The scheme for "prefix", "home" or "user"."""
    if key == "prefix" and sys.prefix != sys.base_prefix:
        return "venv"
    found = {"prefix": "posix_prefix", "home": "posix_home", "user": "posix_user"}
    scheme = found[key]
    if scheme not in _INSTALL_SCHEMES:
        raise ValueError(f"{key!r} returned {scheme!r}, which is not a valid scheme on this platform")
    return scheme


def get_default_scheme():
    """The scheme that is used."""
    return get_preferred_scheme("prefix")


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    """The paths of a scheme by name."""
    if not expand:
        return _INSTALL_SCHEMES[scheme]
    known = dict(get_config_vars())
    known.update(vars or {})
    found = {}
    for name, path in _INSTALL_SCHEMES[scheme].items():
        try:
            found[name] = os.path.normpath(os.path.expanduser(path).format(**known))
        except KeyError as error:
            raise AttributeError(f"{error}") from None
    return found


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    """One path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_platform():
    """The platform as one word, for names of files."""
    if os.name == "nt" or not hasattr(os, "uname"):
        return sys.platform
    if "_PYTHON_HOST_PLATFORM" in os.environ:
        return os.environ["_PYTHON_HOST_PLATFORM"]
    system, _, release, _, machine = os.uname()
    system = system.lower().replace("/", "")
    machine = machine.replace(" ", "_").replace("/", "-")
    if system[:5] == "linux":
        return f"{system}-{machine}"
    return f"{system}-{release}-{machine}"


def get_python_version():
    """The version as two numbers."""
    return _VERSION


def is_python_build(check_home=None):
    """Whether this runs where it was built; no."""
    return False


def get_makefile_filename():
    """Where CPython's Makefile would be."""
    return os.path.join(get_path("platstdlib"), f"config-{_VERSION}{getattr(sys, 'abiflags', '')}", "Makefile")


def get_config_h_filename():
    """Where CPython's pyconfig.h would be."""
    return os.path.join(get_path("platinclude"), "pyconfig.h")


def parse_config_h(fp, vars=None):
    """The definitions of a pyconfig.h by name."""
    import re
    if vars is None:
        vars = {}
    define = re.compile(r"#define ([A-Z][A-Za-z0-9_]+) (.*)\n")
    undefine = re.compile(r"/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n")
    for line in fp:
        match = define.match(line)
        if match:
            name, value = match.groups()
            try:
                if name not in {"IPHONEOS_DEPLOYMENT_TARGET", "MACOSX_DEPLOYMENT_TARGET"}:
                    value = int(value)
            except ValueError:
                pass
            vars[name] = value
        elif match := undefine.match(line):
            vars[match.group(1)] = 0
    return vars


def expand_makefile_vars(s, vars):
    """The text with ${name} and $(name) replaced, again and again."""
    import re
    pattern = re.compile(r"\$(?:\(([A-Za-z][A-Za-z0-9_]*)\)|\{([A-Za-z][A-Za-z0-9_]*)\})")
    while match := pattern.search(s):
        start, end = match.span()
        s = s[:start] + vars.get(match.group(1) or match.group(2)) + s[end:]
    return s


def _main():
    print('Platform: "%s"' % get_platform())
    print('Python version: "%s"' % get_python_version())
    print('Current installation scheme: "%s"' % get_default_scheme())
    for title, values in (("Paths", get_paths()), ("Variables", get_config_vars())):
        print()
        print(title + ": ")
        for key, value in sorted(values.items()):
            print('\t%s = "%s"' % (key, value))


if __name__ == "__main__":
    _main()
