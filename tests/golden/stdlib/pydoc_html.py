# Documentation as HTML, and servers that describe themselves to browsers.
import http.client
import os
import pydoc
import sys
import tempfile
import threading
import types
import xmlrpc.server


class Base:
    "The base."

    def area(self, x=1, *, y="<q>"):
        "Calls self.perimeter() & more; self.kind, see http://example.com/x?a=b, RFC 1234 and PEP 8."

    def perimeter(self):
        "The same."


class Shape(Base):
    """A shape.

    Like Base, but area(x) is used."""

    kind = "shape"
    size: int = 3

    def __init__(self, a, b=None):
        "Made."

    @property
    def p(self):
        "A property."

    @staticmethod
    def s(q: int) -> str:
        "Static, by func(1)."

    @classmethod
    def c(cls):
        pass

    area2 = Base.area

    def perimeter(self):
        "Own."

    async def co(self):
        pass


class Failure(Shape, ValueError):
    "Fails."


def func(a, b=Shape, *args, **kw):
    """Does func.

    More text with func(1) and Shape.
    """


# A module of such things.
m = types.ModuleType("sample.inner", "A sample.\n\nUses Shape() and func(1).")
for thing in Base, Shape, func:
    thing.__module__ = m.__name__
    setattr(m, thing.__name__, thing)
m.alias, m.lam, m.NAMES, m.sys, m._hidden = func, lambda x: x, ["a", "<b>"], sys, 1
m.__version__, m.__author__, m.__credits__, m.__date__ = "$Revision: 12 $", "Me <me@x>", "All", "today"
sys.modules[m.__name__] = m
html = pydoc.html
print(html.document(m))
print(html.document(Shape), html.document(Shape, "Other"), html.docroutine(func, "x"), html.docother(5, "n"), html.docother([1]))
print(html.docproperty(Shape.p, "p"), html.document(Shape.p), html.docroutine(Shape.c), html.docroutine(Shape(1).area))
print(html.page("T", "C"), html.heading("T", "E"), html.section("a", "c", "cont", 3, "pre", "marg", "gap"), html.bigsection("a", "c", "x"))
print(html.preformat("a b\n  c\t<\n\n\n\nx"), html.multicolumn([1, 2, 3, 4, 5], str), html.multicolumn([], str), html.grey("x"))
print(html.namelink("a", {"a": "u"}), html.namelink("b", {"a": "u"}), html.classlink(Shape, "o"), html.classlink(int, "builtins"))
print(html.modulelink(sys), [html.modpkglink(x) for x in (("n", "p", 0, 0), ("n", "p", 1, 0), ("n", "", 0, 0), ("n", "", 0, 1))])
print(html.filelink("u", "p"), html.parentlink(Shape.p.fget, "x"), html.parentlink(Shape, m.__name__), html.formatvalue("x<"))
print(html.markup('http://a.b/c?d="e. PEP 12, RFC-3; f( g self.m self.q(x) <b>', None, {"f": "F"}, {"g": "G"}, {"m": "M", "q": "Q"}))
print(html.repr([1, "<&>\n" * 3, func, "\\x41", "a" * 200]), html.escape('<&>"'))
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name in "one", "two", "pack/__init__":
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        open(name + ".py", "w").close()
    seen = {"two": 1}
    print(html.index(folder, seen).replace(folder, "FOLDER"), seen)
    pydoc.writedoc(func)
    try:
        pydoc.writedoc("nowhere.to.be.found")
    except ImportError as error:
        print(error)
    pydoc.writedoc(m)
    print(sorted(os.listdir()), open("sample.inner.html").read() == html.page(pydoc.describe(m), html.document(m)))
    os.chdir("/")
try:
    pydoc._url_handler("/json.html", "text/x")
except TypeError as error:
    print(error)


class Offered:
    "Not shown."

    def pub(self, a=1):
        "Public: PEP 3; call add(1) or self.add."

    def _hidden(self):
        pass


class Tells:
    def _listMethods(self):
        return ["told"]

    def _get_method_argstring(self, name):
        return "(<q>)"

    def _methodHelp(self, name):
        return f"help <of> {name}"


def add(x, y: int = 2):
    """Adds; other.sub(x) is at http://x.y/z.

    Second."""
    return x + y


with xmlrpc.server.DocXMLRPCServer(("127.0.0.1", 0), logRequests=False) as server:
    server.register_function(add)
    server.register_function(lambda a: a, "other.sub")
    server.register_instance(Offered())
    print(server.server_title, server.server_name, server.server_documentation)
    server.set_server_title("The <T>")
    server.set_server_name("The <N>")
    server.set_server_documentation("Docs <d> add()")
    page = server.generate_html_documentation()
    print(page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for path in "/", "/pydoc.css", "/other.css", "/nothing":
        client = http.client.HTTPConnection(*server.server_address)
        client.request("GET", path)
        answer = client.getresponse()
        body = answer.read()
        print(path, answer.status, answer.headers["content-type"], body == page.encode(), len(body) > 100)
        client.close()
    server.shutdown()
server = xmlrpc.server.DocCGIXMLRPCRequestHandler()
server.register_instance(Tells())
server.handle_get()
h = xmlrpc.server.ServerHTMLDoc()
print(h.docroutine(add, "n"), h.docroutine(add, "n", cl=int), h.docroutine(("(a)", "doc"), "t"), h.docserver("n", "d", {}))
