# What modules offer: their names, how they are called, what their classes have. For the surface_*.py beside this, which
# print a group each, and for tests/surface.py, which compares an interpreter with CPython and writes two lists:
# _surface_unsigned.txt (what CPython cannot tell the signature of) and _surface_gaps.txt (what differs still; left out
# here, told in docs/stdlib.md).
import importlib
import inspect
import pathlib
import re
import sys
import types
import warnings

GROUPS = {
    "language": "__future__ abc ast builtins code codeop compileall contextlib dis gc inspect keyword linecache marshal opcode "
                "pickle pickletools pkgutil py_compile pyclbr runpy symtable sys tabnanny token tokenize traceback types warnings weakref",
    "typing": "collections collections.abc copy copyreg dataclasses enum functools graphlib heapq bisect itertools numbers "
              "operator pprint reprlib typing contextvars array queue sched",
    "numbers": "calendar cmath datetime decimal fractions math random secrets statistics time zoneinfo hashlib hmac",
    "text": "codecs difflib encodings gettext locale re rlcompleter readline string stringprep struct textwrap unicodedata "
            "html html.entities html.parser tomllib",
    "files": "configparser csv dbm dbm.dumb dbm.sqlite3 filecmp fileinput fnmatch genericpath glob io json json.decoder "
             "json.encoder json.scanner netrc ntpath nturl2path os os.path pathlib plistlib posixpath shelve shutil sqlite3 stat tempfile",
    "archives": "base64 binascii bz2 colorsys gzip lzma quopri tarfile wave zipapp zipfile zipimport zlib",
    "system": "argparse atexit cmd ctypes ctypes.util errno faulthandler fcntl getopt getpass grp logging logging.config "
              "logging.handlers mmap optparse platform posix pty pwd resource select selectors shlex signal subprocess "
              "sysconfig syslog termios tty",
    "concurrency": "_thread asyncio asyncio.subprocess concurrent.futures concurrent.futures.process concurrent.futures.thread "
                   "multiprocessing multiprocessing.connection multiprocessing.dummy multiprocessing.managers "
                   "multiprocessing.pool multiprocessing.shared_memory multiprocessing.sharedctypes threading",
    "network": "ftplib http http.client http.cookiejar http.cookies http.server imaplib ipaddress poplib smtplib socket "
               "socketserver ssl urllib.error urllib.parse urllib.request urllib.response urllib.robotparser uuid webbrowser "
               "wsgiref.handlers wsgiref.headers wsgiref.simple_server wsgiref.types wsgiref.util wsgiref.validate "
               "xmlrpc.client xmlrpc.server",
    "mail": "email email.charset email.contentmanager email.encoders email.errors email.generator email.header "
            "email.headerregistry email.iterators email.message email.mime.application email.mime.audio email.mime.base "
            "email.mime.image email.mime.message email.mime.multipart email.mime.nonmultipart email.mime.text email.parser "
            "email.policy email.utils mailbox mimetypes",
    "xml": "xml.dom xml.dom.minidom xml.dom.pulldom xml.etree.ElementInclude xml.etree.ElementPath xml.etree.ElementTree "
           "xml.parsers.expat xml.parsers.expat.errors xml.parsers.expat.model xml.sax xml.sax.handler xml.sax.saxutils xml.sax.xmlreader",
    "tools": "bdb cProfile doctest ensurepip importlib importlib.abc importlib.machinery importlib.metadata "
             "importlib.resources importlib.resources.abc importlib.util modulefinder pdb profile pstats pydoc site timeit "
             "trace tracemalloc unittest unittest.async_case unittest.case unittest.loader unittest.mock "
             "unittest.result unittest.runner unittest.signals unittest.suite unittest.util venv",
}

SPECIAL = set("""__call__ __enter__ __exit__ __iter__ __next__ __len__ __getitem__ __setitem__ __delitem__ __contains__ __add__
__getattr__ __aenter__ __aexit__ __aiter__ __anext__ __format__ __bool__ __int__""".split())

HERE = pathlib.Path(__file__).parent


def listed(name):
    path = HERE / f"_surface_{name}.txt"
    return set(path.read_text().split("\n")) if path.exists() else set()


def signature(thing, unsigned):
    if unsigned:
        return "(?)"
    try:
        return re.sub(r" at 0x\w+", "", str(inspect.signature(thing)))
    except (ValueError, TypeError):
        return "(?)"


def constant(value):
    return isinstance(value, (int, str, float, bytes, type(None)))


def told(value):
    return "= a path" if isinstance(value, str) and value.startswith("/") else ("= %r" % (value,))[:110]


def described(value, unsigned):
    if inspect.isclass(value):
        return "class (%s) %s" % (", ".join(b.__name__ for b in value.__bases__), signature(value, unsigned))
    if callable(value):
        return signature(value, unsigned)
    return told(value) if constant(value) else "object"


def member(cls, key, unsigned):
    static = inspect.getattr_static(cls, key)
    if isinstance(static, (staticmethod, classmethod)):
        return type(static).__name__ + signature(static.__func__, unsigned)
    value = getattr(cls, key, None)
    if callable(value) and not inspect.isclass(value):
        return signature(value, unsigned)
    return told(value) if constant(value) and not isinstance(static, property) else "attribute"


def inherited(cls, key):
    # What object, tuple and the like have is not told again.
    for base in cls.__mro__:
        if key in vars(base):
            return base is not cls and base.__module__ in ("builtins", "typing", "abc", "collections.abc")
    return True


def entries(name, unsigned=frozenset()):
    """(name with dots, description) of what a module offers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = importlib.import_module(name)
        public = getattr(module, "__all__", None)
        if public is not None:
            yield name + ".__all__", " ".join(sorted(public))
        for key in sorted({n for n in dir(module) if not n.startswith("_")} | set(public or ())):
            value = getattr(module, key, None)
            own = getattr(value, "__module__", name) == name or public and key in public
            if isinstance(value, types.ModuleType) or not own and (inspect.isclass(value) or callable(value)):
                continue
            path = f"{name}.{key}"
            yield path, described(value, path in unsigned)
            if not inspect.isclass(value):
                continue
            for attribute in dir(value):
                special = attribute in SPECIAL
                if attribute.startswith("_") and not special or inherited(value, attribute) \
                        or special and attribute not in vars(value):
                    continue
                inner = f"{path}.{attribute}"
                try:
                    yield inner, member(value, attribute, inner in unsigned)
                except AttributeError:
                    continue


def surface(group):
    """Print a group."""
    unsigned, gaps = listed("unsigned"), listed("gaps")
    for name in GROUPS[group].split():
        if "!" + name in gaps:
            continue
        for path, text in entries(name, unsigned):
            if path not in gaps and path.rpartition(".")[0] not in gaps:
                print(path, text)


def everything():
    """{module: {name: description}}; None for a module that cannot be imported."""
    unsigned, found = listed("unsigned"), {}
    for names in GROUPS.values():
        for name in names.split():
            try:
                found[name] = dict(entries(name, unsigned if sys.implementation.name != "cpython" else ()))
            except ImportError:
                found[name] = None
    return found


if __name__ == "__main__":
    import json
    print(json.dumps(everything()))
