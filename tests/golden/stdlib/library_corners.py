"""Corners of inspect, unittest, archives, DOM and other tools that programs seldom meet."""
import collections
import functools
import glob
import gzip
import inspect
import io
import os
import pprint
import plistlib
import tarfile
import tempfile
import unittest
import warnings
import xml.dom
import xml.dom.minidom
import xml.etree.ElementTree as ElementTree
import zipfile


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


print("-- signatures of classes")


class Sized:
    def call(self, size, unit="m"):
        return size


def made_by(name, hook, kind=object):
    attributes = {name: hook}
    return type(kind)("Made", (kind,), attributes)


def plain(this, length):
    pass


for wrap in (staticmethod, classmethod, lambda hook: hook):
    for name in ("__init__", "__new__"):
        attempt(inspect.signature, made_by(name, wrap(plain)))
attempt(inspect.signature, made_by("__init__", Sized().call))
attempt(inspect.signature, made_by("__init__", functools.partialmethod(plain, 5)))
for hook in (staticmethod(plain), classmethod(plain), plain, Sized().call):
    attempt(inspect.signature, type("Meta", (type,), {"__call__": hook})("Class", (), {"__init__": lambda self, z: None}))


class Told:
    __text_signature__ = "(width, /, height=3)"

    def __call__(self, *args):
        pass


attempt(inspect.signature, Told())
print(repr(inspect.signature(plain).parameters))
print(inspect.signature(lambda a, b: 0).parameters == inspect.signature(lambda b, a: 0).parameters)


def named(*, key):
    pass


def later(first, *, other=1, key):
    pass


def rest(*more, key):
    pass


for function, args, kwargs in ((named, (), {}), (later, (1,), {}), (rest, (), {}), (later, (1,), {"other": 2}), (plain, (1,), {})):
    attempt(inspect.signature(function).bind, *args, **kwargs)


class Endless:
    @property
    def __wrapped__(self):
        return Endless()


endless = Endless()
try:
    inspect.unwrap(endless)
except ValueError as error:
    print(str(error).partition(" when ")[0])
exec(compile("def nowhere(): pass", "", "exec"))
attempt(inspect.getsource, nowhere)

print("-- tests run by hand")


class Failing(unittest.TestCase):
    def runTest(self):
        return 3


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    Failing().run(unittest.TestResult())
print([os.path.basename(warning.filename) for warning in caught])
test = Failing()
test.addCleanup(lambda: 1 / 0)
attempt(test.doCleanups)


class Async(unittest.IsolatedAsyncioTestCase):
    async def test(self):
        self.addAsyncCleanup(self.later)
        raise LookupError("in the test")

    async def later(self):
        print("cleaned up")


test = Async("test")
attempt(test.debug)
attempt(test.doCleanups)
del test

print("-- files")
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, "a", "b"))
    for pattern in ("**/", "*/", "a/**/"):
        print(pattern, sorted(glob.glob(pattern, root_dir=folder, recursive=True)))
    path = os.path.join(folder, "text")
    with open(path, "w") as file:
        file.write("text")
    with open(path) as file:
        info = zipfile.ZipInfo.from_file(file.fileno(), "inside")
    print(info.filename, info.file_size)
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr("text/", b"")
        try:
            archive.extract("text/", folder)
        except FileExistsError:
            print("a file is in the way")
packed = gzip.GzipFile(fileobj=io.BytesIO(), mode="w")
packed.close()
try:
    packed.fileno()
except AttributeError:
    print("closed")
buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
    folder = tarfile.TarInfo("d" * 101)
    folder.type = tarfile.DIRTYPE
    archive.addfile(folder)
buffer.seek(0)
print([(len(member.name), member.isdir()) for member in tarfile.open(fileobj=buffer)])
uid = plistlib.UID(1)
for uid.data in (-1, 1 << 64):
    attempt(plistlib.dumps, uid, fmt=plistlib.FMT_BINARY)
print(pprint.pformat(collections.defaultdict(int), width=1))

print("-- documents")
document = xml.dom.minidom.parseString("<doc a='v' p:b='1' xmlns:p='u'/>")
element = document.documentElement
print(element.localName, document.createElement("p:q").localName)
element = document.renameNode(element, xml.dom.EMPTY_NAMESPACE, "other")
print(element.tagName, element.localName, element.prefix)
attribute = document.renameNode(element.getAttributeNode("a"), xml.dom.EMPTY_NAMESPACE, "c")
print(attribute.name, attribute.localName)
element.setIdAttribute("c")
fresh = document.createAttribute("c")
fresh.value = "w"
element.setAttributeNode(fresh)
print(attribute.isId, fresh.isId, document.getElementById("v"))


class Handler:
    def handle(self, operation, key, data, source, target):
        print(operation, key, data, target.nodeName)
        source.setUserData(key, None, None)


element.setUserData("note", 7, Handler())
element.cloneNode(False)
element.cloneNode(False)


def broken():
    yield ElementTree.Element("x")
    raise TypeError("while it is made")


attempt(ElementTree.Element("tag").extend, broken())
attempt(ElementTree.Element("tag").extend, 5)

print("-- trace and doctest")
import contextlib
import doctest
import trace

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "counted.py")
    with open(path, "w") as file:
        file.write("x = 1\nif x > 3:\n    y = 2  #pragma NO COVER\n    y = 3\nz = 3\n")
    tracer = trace.Trace(count=1, trace=0)
    tracer.runctx(compile(open(path).read(), path, "exec"), {"__file__": path})
    for missing in (False, True):
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            tracer.results().write_results(missing, True, folder)
        print(*(line.replace(folder, "DIR").split()[:2] for line in told.getvalue().splitlines() if "cov%" in line or "counted" in line))
    print(trace.Trace(count=0, trace=0).runfunc(lambda *args, **kw: (args, kw), 1, self=2, call=3))
attempt(doctest.DocTestParser().get_examples, "\n  >>> print(1,\n  ... 2)\n 3\n")
attempt(doctest.DocTestParser().get_examples, "\n  >>> print((1,\n ...    2))\n")
print([example.want for example in doctest.DocTestParser().get_examples(">>> 'a'\n'\x85 \x0c b'\n")])

print("-- sources that are cut")
import tokenize

for source in ("x = (\n]\n", "x)\n", "{(})", "f'abc", "x = f'a{b}c\n", "y = f\'\'\'x{1}\nabc\n", "ab = \'\'\'\n", "(1,\n2\n", "a\n  b\n c\n"):
    try:
        print(*(token.string for token in tokenize.generate_tokens(io.StringIO(source).readline)), sep="|")
    except (tokenize.TokenError, SyntaxError) as error:
        print(type(error).__name__, error, repr(getattr(error, "text", None)))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "given_up.xml")
    with open(path, "w") as file:
        file.write("<a><b/><c/></a>")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pairs = ElementTree.iterparse(path)
        print(next(pairs)[1].tag, pairs.root)
        del pairs
        pairs = ElementTree.iterparse(path)
        print([element.tag for _, element in pairs], pairs.root.tag)
    print(caught)
