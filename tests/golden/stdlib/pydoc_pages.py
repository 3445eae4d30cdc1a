"""Pages of pydoc: modules, classes, functions, data, and its helpers."""
import abc
import collections
import contextlib
import enum
import functools
import inspect
import io
import os
import pydoc
import sys
import tempfile
import textwrap
import typing

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)
os.makedirs(os.path.join(folder, "docpack", "subpack"))
def write(name, text):
    with open(os.path.join(folder, name), "w") as file: file.write(textwrap.dedent(text))
write("docpack/subpack/__init__.py", '"Sub package."\n')
write("docpack/plain.py", "'''Plain module.\n\nMore.'''\nx = 1\n")
write("docpack/__init__.py", '''
    """A package with all that can be documented.

    Its second paragraph
        with indentation."""
    import functools, enum, collections, typing
    __version__ = "1.2"
    __author__ = "Somebody"
    __date__ = "Today"
    __credits__ = "Many"
    CONSTANT = 5
    _hidden = 6
    long = "x" * 200
    items = [1, 2, 3]
    class Base:
        """The base."""
        attribute = 1
        slot_less = [1]
        def __init__(self, a, b=2, *args, c: int = 3, **kw) -> None:
            """Make it."""
        def method(self): "A method."
        def plain(self): pass
        def _private(self): "Hidden."
        def __special__(self): "Special."
        @classmethod
        def klass(cls, a): "Class method."
        @staticmethod
        def static(a, b=None): "Static method."
        @property
        def prop(self): "A property."
        @prop.setter
        def prop(self, value): pass
        @property
        def readonly(self): return 1
        @functools.cached_property
        def cached(self): "Cached."
        alias = method
        async def coro(self): "Async."
        lam = lambda self, x: x
    class Derived(Base):
        def method(self): pass
        def own(self, default=CONSTANT, other="text", *, o=None): "Own."
        class Inner: "Inner class."
    class Slots:
        __slots__ = {"a": "doc of a", "b": None}
    class Undocumented: pass
    class WithInit:
        def __init__(self): "Nothing."
    def function(a, b: int = 2, /, *, c) -> str:
        """A function.

        With more text."""
    def undocumented(x): pass
    # comment above
    def commented(): pass
    async def coroutine(): "Coroutine."
    def generator(): yield
    lambda_ = lambda a: a
    renamed = function
    def _private(): "Hidden."
    @functools.lru_cache
    def cached(x): "Cached function."
''')
import docpack
from docpack import plain


def page(label, thing, **kwargs):
    print(f"==== {label}")
    try:
        text = pydoc.render_doc(thing, renderer=pydoc.plaintext, **kwargs)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    print(text.replace(folder, "DIR").replace("\n\n\n", "\n\n"))


page("package", docpack)
page("module", plain)
page("module by name", "docpack.subpack")
for name in ("Base", "Derived", "Slots", "Undocumented", "WithInit", "function", "undocumented", "commented", "coroutine", "generator", "lambda_", "renamed", "cached"):
    page(name, getattr(docpack, name))
for name in ("docpack.Base.method", "docpack.Base.prop", "docpack.Base.klass", "docpack.Base.static", "docpack.Derived.Inner", "nothing.there", "docpack.nope", ):
    page(name, name)
page("bound method", docpack.Base(1).method)
page("instance", docpack.Base(1))
page("raw property", docpack.Base.__dict__["prop"])
page("titled", docpack.function, title="Title of %s")
class Local:
    "Local class."
    def f(self): "Doc."
page("local", Local)
page("local method", Local.f)
page("abstract", type("Abstract", (abc.ABC,), {"m": abc.abstractmethod(lambda self: 0), "__doc__": "Abstract.", "__module__": "docpack"}))
bold = pydoc.render_doc(docpack.function)
print(repr(bold[:60]), pydoc.plain(bold) == pydoc.render_doc(docpack.function, renderer=pydoc.plaintext))

print("==== helpers")
print(pydoc.splitdoc("one\n\ntwo\nthree"), pydoc.splitdoc("one\ntwo"), pydoc.splitdoc(""), pydoc.splitdoc("one"), pydoc.splitdoc("one\n\ntwo\n\nthree"))
print(repr(pydoc.cram("abcdefghijklmnop", 9)), pydoc.cram("short", 9), pydoc.stripid("<x object at 0x7f00aabb>"), pydoc.stripid("<x at 0x12 y>"), pydoc.replace("a b c", "a", "1", "c", "3"))
print([pydoc.visiblename(*a) for a in (("x",), ("_x",), ("__x__",), ("__doc__",), ("_x", ["_x"]), ("x", ["y"]), ("__module__",), ("_fields",), ("__x",))])
print(pydoc.classname(docpack.Base, "docpack"), pydoc.classname(docpack.Base, "other"), pydoc.classname(int, "x"), pydoc.isdata(5), pydoc.isdata(len), pydoc.isdata(docpack), pydoc.isdata(sys._getframe()), pydoc.isdata(docpack.Base.__dict__["prop"]))
print([pydoc.describe(x) for x in (docpack, sys, docpack.Base, docpack.function, docpack.Base(1), docpack.Base(1).method, 5, len, docpack.Base.__dict__["prop"], docpack.Slots.a, type.__dict__["__dict__"], plain)])
print(sorted(pydoc.allmethods(docpack.Derived))[-8:], pydoc.ispath("a/b"), pydoc.ispath("ab"))
print(pydoc.source_synopsis(io.StringIO('"""Two words."""\nx')), pydoc.source_synopsis(io.StringIO("x = 1")), pydoc.source_synopsis(io.StringIO('r"""raw\nx"""')))
for path in ("docpack", "docpack.Base.method", "len", "nope", "docpack.nope", "os.path.join", "docpack.plain.x", "builtins.int", "int.real"):
    found = pydoc.locate(path)
    print(path, getattr(found, "__name__", found))
print(pydoc.resolve("docpack.Base")[1], pydoc.resolve(docpack.Base)[1], pydoc.resolve(5)[1])
write("broken.py", "1 / 0\n"); write("syntax.py", "x = (\n")
for name in ("broken", "syntax"):
    try: pydoc.safeimport(name)
    except pydoc.ErrorDuringImport as error: print(type(error).__name__, str(error).replace(folder, "DIR").split(",")[0], error.exc.__name__)
print(pydoc.safeimport("nope"), pydoc.safeimport("docpack.plain").__name__, pydoc.importfile(os.path.join(folder, "docpack", "plain.py")).x)
print(pydoc.getdoc(docpack.commented), repr(pydoc.getdoc(docpack.undocumented)), pydoc.getdoc(docpack.Base).strip())
out = io.StringIO()
pydoc.doc(docpack.function, output=out); print(out.getvalue()[-60:])
with contextlib.redirect_stdout(io.StringIO()) as out: pydoc.doc("nothing.there")
print(out.getvalue())
print([repr(pydoc.TextRepr().repr(x)) for x in ("x" * 100, list(range(30)), {i: i for i in range(20)}, object, 5)], pydoc.TextDoc().bold("ab") == "a\bab\bb", repr(pydoc.TextDoc().indent("a\n\nb")), repr(pydoc.TextDoc().section("T", "x\ny")))
print(pydoc.TextDoc().formattree(inspect.getclasstree([docpack.Base, docpack.Derived, docpack.Slots]), "docpack"))
with contextlib.redirect_stdout(io.StringIO()) as out: pydoc.pager("text\n"); pydoc.plainpager("a\bab"); pydoc.Helper(output=None)("docpack.function"); pydoc.help(docpack.plain)
print(out.getvalue().replace(folder, "DIR"))
out = io.StringIO()
helper = pydoc.Helper(io.StringIO("docpack.plain\nkeywords\n\nlist\nq\n"), out)
helper.interact(); print(out.getvalue().count("help> "), "Plain module." in out.getvalue(), repr(helper).replace("pydoc.", ""))
out = io.StringIO(); h = pydoc.Helper(io.StringIO(), out); h.list(["a", "bb", "ccc", "dddd", "eeeee", "f"]); h.help("nothing_here"); print(out.getvalue())
