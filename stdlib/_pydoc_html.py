"""pydoc's documentation as HTML, in files or from a server of one's own machine."""
import builtins
import inspect
import os
import re
import sys
from reprlib import Repr
from urllib.parse import quote

from pydoc import (_SECTIONS, Doc, TextRepr, _signature_text, classify_class_attrs, classname, describe, getdoc,
                   isdata, parentname, replace, resolve, sort_attributes, synopsis, visiblename)

_CSS = """\
body { background-color: #f0f0f8; }
table.heading tr { background-color: #7799ee; }
.decor { color: #ffffff; }
.title-decor { background-color: #ffc8d8; color: #000000; }
.pkg-content-decor { background-color: #aa55cc; }
.index-decor { background-color: #ee77aa; }
.functions-decor { background-color: #eeaa77; }
.data-decor { background-color: #55aa55; }
.author-decor, .credits-decor { background-color: #7799ee; }
.heading-text { font-family: helvetica, arial, sans-serif; }
.title, .bigsection { font-size: larger; }
table { width: 100%; border-spacing: 0; border-collapse: collapse; border: 0; }
td { padding: 2; }
td.section-title, td.multicolumn { vertical-align: bottom; }
td.multicolumn { width: 25%; }
td.singlecolumn { width: 100%; }
.code { font-family: monospace; }
.grey { color: #909090; }
"""


class HTMLRepr(Repr):
    """Short reprs, escaped."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def escape(self, text):
        """A text as HTML."""
        return replace(text, "&", "&amp;", "<", "&lt;", ">", "&gt;")

    def repr(self, object):
        return super().repr(object)

    def repr1(self, x, level):
        method = getattr(self, f"repr_{'_'.join(type(x).__name__.split())}", None)
        return self.escape(TextRepr().repr1(x, level)) if method is None else method(x, level)

    def repr_string(self, x, level):
        shown = self.escape(TextRepr().repr_string(x, level))
        if shown[0] == "r":
            return shown
        return re.sub(r"((\\[\\abfnrtv\'\"]|\\[0-9]..|\\x..|\\u....)+)", r'<span class="repr">\1</span>', shown)

    repr_str = repr_unicode = repr_string

    def repr_instance(self, x, level):
        return self.escape(TextRepr().repr_instance(x, level))


_MARKED = re.compile(r"\b((?:http|https|ftp)://\S+[\w/]|RFC[- ]?(\d+)|PEP[- ]?(\d+)|(self\.)?(\w+))")


class HTMLDoc(Doc):
    """Documentation as HTML."""

    _repr_instance = HTMLRepr()
    repr = _repr_instance.repr
    escape = _repr_instance.escape

    # --- parts of pages

    def page(self, title, contents):
        """A page."""
        return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Python: {title}</title>\n'
                f"</head><body>\n{contents}\n</body></html>")

    def heading(self, title, extras=""):
        """The heading of a page."""
        return (f'\n<table class="heading">\n<tr class="heading-text decor">\n<td class="title">&nbsp;<br>{title}</td>\n'
                f'<td class="extra">{extras or "&nbsp;"}</td></tr></table>\n    ')

    def section(self, title, cls, contents, width=6, prelude="", marginalia=None, gap="&nbsp;"):
        """A section with a coloured bar."""
        if marginalia is None:
            marginalia = f'<span class="code">{"&nbsp;" * width}</span>'
        head = (f'<p>\n<table class="section">\n<tr class="decor {cls}-decor heading-text">\n'
                f'<td class="section-title" colspan=3>&nbsp;<br>{title}</td></tr>\n    ')
        if prelude:
            start = (f'\n<tr><td class="decor {cls}-decor" rowspan=2>{marginalia}</td>\n'
                     f'<td class="decor {cls}-decor" colspan=2>{prelude}</td></tr>\n<tr><td>{gap}</td>')
        else:
            start = f'\n<tr><td class="decor {cls}-decor">{marginalia}</td><td>{gap}</td>'
        return f'{head}{start}\n<td class="singlecolumn">{contents}</td></tr></table>'

    def bigsection(self, title, *args):
        """A section with a large title."""
        return self.section(f'<strong class="bigsection">{title}</strong>', *args)

    def preformat(self, text):
        """A text whose lines and spaces stay."""
        text = self.escape(text.expandtabs())
        return replace(text, "\n\n", "\n \n", "\n\n", "\n \n", " ", "&nbsp;", "\n", "<br>\n")

    def multicolumn(self, list, format):
        """A list in four columns."""
        rows = (len(list) + 3) // 4
        columns = [[format(item) + "<br>\n" for item in list[rows * i:rows * (i + 1)]] for i in range(4)]
        return f'<table><tr>{"".join(f"""<td class="multicolumn">{"".join(items)}</td>""" for items in columns)}</tr></table>'

    def grey(self, text):
        """A text in grey."""
        return f'<span class="grey">{text}</span>'

    # --- links

    def namelink(self, name, *dicts):
        """A name, linked if one of the dicts knows it."""
        for each in dicts:
            if name in each:
                return f'<a href="{each[name]}">{name}</a>'
        return name

    def classlink(self, object, modname):
        """The name of a class, linked to its page."""
        name, module = object.__name__, sys.modules.get(object.__module__)
        shown = classname(object, modname)
        if getattr(module, name, None) is object:
            return f'<a href="{module.__name__}.html#{name}">{shown}</a>'
        return shown

    def parentlink(self, object, modname):
        """The name of what an object belongs to."""
        return parentname(object, modname)

    def modulelink(self, object):
        """A module's name, linked."""
        return f'<a href="{object.__name__}.html">{object.__name__}</a>'

    def modpkglink(self, modpkginfo):
        """A module of a package, linked: (name, path, whether it is a package, whether another hides it)."""
        name, path, ispackage, shadowed = modpkginfo
        if shadowed:
            return self.grey(name)
        text = f"<strong>{name}</strong>&nbsp;(package)" if ispackage else name
        return f'<a href="{f"{path}." if path else ""}{name}.html">{text}</a>'

    def filelink(self, url, path):
        """A file, linked."""
        return f'<a href="file:{url}">{path}</a>'

    _marked = _MARKED

    def markup(self, text, escape=None, funcs={}, classes={}, methods={}):
        """A text with links: addresses, RFCs, PEPs, and names that are known."""
        escape = escape or self.escape
        out, at = [], 0
        for found in self._marked.finditer(text):
            out.append(escape(text[at:found.start()]))
            at = found.end()
            whole, rfc, pep, self_dot, name = found.groups()
            called = text[at:at + 1] == "("
            if rfc:
                out.append(f'<a href="https://www.rfc-editor.org/rfc/rfc{int(rfc)}.txt">{escape(whole)}</a>')
            elif pep:
                out.append(f'<a href="https://peps.python.org/pep-{int(pep):04}/">{escape(whole)}</a>')
            elif name is None:
                address = escape(whole).replace('"', "&quot;")
                out.append(f'<a href="{address}">{address}</a>')
            elif called:
                out.append(self._called(name, self_dot, methods, funcs, classes))
            else:
                out.append(f"self.<strong>{name}</strong>" if self_dot else self.namelink(name, classes))
        return "".join([*out, escape(text[at:])])

    def _called(self, name, self_dot, methods, funcs, classes):
        return f"self.{self.namelink(name, methods)}" if self_dot else self.namelink(name, methods, funcs, classes)

    def _doc(self, object, *links):
        return self.markup(getdoc(object), self.preformat, *links)

    # --- pages

    def formattree(self, tree, modname, parent=None):
        """The tree of classes that inspect.getclasstree() gives, as lists."""
        out = []
        for entry in tree:
            if isinstance(entry, list):
                out.append(f"<dd>\n{self.formattree(entry, modname, cls)}</dd>\n")
                continue
            cls, bases = entry
            others = f"({', '.join(self.classlink(base, modname) for base in bases)})" if bases and bases != (parent,) else ""
            out.append(f'<dt class="heading-text">{self.classlink(cls, modname)}{others}\n</dt>')
        return f"<dl>\n{''.join(out)}</dl>\n"

    def docmodule(self, object, name=None, mod=None, *ignored):
        """The page of a module."""
        name, all_ = object.__name__, getattr(object, "__all__", None)
        *outer, last = name.split(".")
        links = [f'<a href="{".".join(outer[:i + 1])}.html" class="white">{part}</a>.' for i, part in enumerate(outer)]
        head = f'<strong class="title">{"".join(links)}{last}</strong>'
        info = []
        if hasattr(object, "__version__"):
            version = str(object.__version__)
            if version.startswith("$Revision: ") and version.endswith("$"):
                version = version[11:-1].strip()
            info.append(f"version {self.escape(version)}")
        if hasattr(object, "__date__"):
            info.append(self.escape(str(object.__date__)))
        if info:
            head += f" ({', '.join(info)})"
        try:
            path = inspect.getabsfile(object)
            file = self.filelink(quote(path), path)
        except TypeError:
            file = "(built-in)"
        reference = self.getdocloc(object)
        where = f'<br><a href="{reference}">Module Reference</a>' if reference else ""
        out = [self.heading(head, f'<a href=".">index</a><br>{file}{where}')]

        def own(value):
            return (inspect.getmodule(value) or object) is object

        modules = inspect.getmembers(object, inspect.ismodule)
        classes = [(key, value) for key, value in inspect.getmembers(object, inspect.isclass)
                   if (all_ is not None or own(value)) and visiblename(key, all_, object)]
        functions = [(key, value) for key, value in inspect.getmembers(object, inspect.isroutine)
                     if (all_ is not None or inspect.isbuiltin(value) or own(value)) and visiblename(key, all_, object)]
        data = [(key, value) for key, value in inspect.getmembers(object, isdata) if visiblename(key, all_, object)]
        known_classes = {}
        for key, value in classes:
            known_classes[key] = known_classes[value] = f"#{key}"
        for key, value in classes:
            for base in value.__bases__:
                key, modname = base.__name__, base.__module__
                if modname != name and getattr(sys.modules.get(modname), key, None) is base and key not in known_classes:
                    known_classes[key] = known_classes[base] = f"{modname}.html#{key}"
        known = {}
        for key, value in functions:
            known[key] = f"#-{key}"
            if inspect.isfunction(value):
                known[value] = known[key]
        doc = self._doc(object, known, known_classes)
        out.append(f'<p>{doc and f"""<span class="code">{doc}</span>"""}</p>\n')
        if hasattr(object, "__path__"):
            from pkgutil import iter_modules
            inner = sorted((each.name, name, each.ispkg, 0) for each in iter_modules(object.__path__))
            out.append(self.bigsection("Package Contents", "pkg-content", self.multicolumn(inner, self.modpkglink)))
        elif modules:
            contents = self.multicolumn(modules, lambda pair: self.modulelink(pair[1]))
            out.append(self.bigsection("Modules", "pkg-content", contents))
        if classes:
            tree = inspect.getclasstree([value for _, value in classes], 1)
            contents = [self.formattree(tree, name)]
            contents += [self.document(value, key, name, known, known_classes) for key, value in classes]
            out.append(self.bigsection("Classes", "index", " ".join(contents)))
        if functions:
            contents = [self.document(value, key, name, known, known_classes) for key, value in functions]
            out.append(self.bigsection("Functions", "functions", " ".join(contents)))
        if data:
            out.append(self.bigsection("Data", "data", "<br>\n".join(self.document(value, key) for key, value in data)))
        for title in "Author", "Credits":
            if hasattr(object, f"__{title.lower()}__"):
                text = self.markup(str(getattr(object, f"__{title.lower()}__")), self.preformat)
                out.append(self.bigsection(title, title.lower(), text))
        return "".join(out)

    def docclass(self, object, name=None, mod=None, funcs={}, classes={}, *ignored):
        """The section of a class."""
        real, home = object.__name__, object.__module__
        name = name or real
        out, ruled = [], False
        line = inspect.getmro(object)
        if len(line) > 2:
            ruled = True
            links = "".join(f"<dd>{self.classlink(base, home)}</dd>\n" for base in line)
            out.append(f"<dl><dt>Method resolution order:</dt>\n{links}</dl>\n")
        attributes = [each for each in classify_class_attrs(object) if visiblename(each[0], obj=object)]
        anchors = {}
        for key, _, _, value in attributes:
            anchors[key] = f"#{name}-{key}"
            try:
                anchors[getattr(object, key)] = anchors[key]
            except (AttributeError, TypeError):
                pass
        for owner in [*line, *dict.fromkeys(each[2] for each in attributes if each[2] not in line)]:
            if owner is builtins.object and object is not builtins.object:
                continue
            own = [each for each in attributes if each[2] is owner]
            sort_attributes(own, object)
            tag = "defined here" if owner is object else f"inherited from {self.classlink(owner, home)}"
            for kind, title, stored in _SECTIONS:
                if chosen := [each for each in own if each[1] == kind]:
                    out.append("<hr>\n" if ruled else "")
                    ruled = True
                    out.append(f"{title} {tag}:<br>\n")
                    out += [self._attribute(object, each, mod, stored, funcs, classes, anchors) for each in chosen]
        shown = f'class <strong>{real}</strong></a>' if name == real else f"class {real}</a>"
        title = f'<a name="{name}">{shown}'
        if name != real:
            title = f"<strong>{name}</strong> = {title}"
        if object.__bases__:
            title += f"({', '.join(self.classlink(base, home) for base in object.__bases__)})"
        made = _signature_text(object)
        doc = getdoc(object)
        if made and made != "()":
            doc = f"{name}{self.escape(made)}\n\n{doc}"
        doc = self.markup(doc, self.preformat, funcs, classes, anchors)
        return self.section(title, "title", "".join(out), 3, doc and f'<span class="code">{doc}<br>&nbsp;</span>')

    def _attribute(self, cls, attribute, mod, stored, funcs, classes, anchors):
        name, kind, home, value = attribute
        if kind == "data":
            base = self.docother(getattr(cls, name, value), name, mod)
            doc = getdoc(value) if callable(value) or inspect.isdatadescriptor(value) else None
            if doc:
                doc = f'<dd><span class="code">{self.markup(doc, self.preformat, funcs, classes, anchors)}</span></dd>'
            return f"<dl><dt>{base}{doc or ''}</dl>\n\n"
        if not stored:
            try:
                return self.document(getattr(cls, name), name, mod, funcs, classes, anchors, cls, home) + "\n"
            except Exception:
                pass
        return self.docdata(value, name, mod)

    def formatvalue(self, object):
        """A default value."""
        return self.grey(f"={self.repr(object)}")

    def _class(self, object, mod):
        return self.classlink(object, mod)

    def _parent(self, object, mod):
        return self.parentlink(object, mod)

    def docroutine(self, object, name=None, mod=None, funcs={}, classes={}, methods={}, cl=None, homecls=None):
        """A function or method."""
        real = object.__name__
        name = name or real
        anchor = f"{cl.__name__ if cl else ''}-{name}"
        note = self._origin(object, mod, cl, cl if homecls is None else homecls)
        short = False
        title = f'<a name="{anchor}"><strong>{name}</strong></a>'
        if name != real:
            short = cl is not None and inspect.getattr_static(cl, real, []) is object
            note = "" if short and note.startswith(" from ") else note
            title += f' = <a href="#{cl.__name__}-{real}">{real}</a>' if short else f" = {real}"
        arguments = _signature_text(object) if inspect.isroutine(object) else None
        if arguments and real == "<lambda>":
            title, arguments = f"<strong>{name}</strong> <em>lambda</em> ", arguments[1:-1]
        coroutine = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        if note:
            note = self.grey(f'<span class="heading-text">{note}</span>')
        head = f"{'async ' * coroutine}{title}{self.escape(arguments or '(...)')}{note}"
        doc = "" if short else self._doc(object, funcs, classes, methods)
        return f"<dl><dt>{head}</dt>{doc and f'''<dd><span class="code">{doc}</span></dd>'''}</dl>\n"

    def docdata(self, object, name=None, mod=None, cl=None, *ignored):
        """A descriptor."""
        doc = self._doc(object)
        head = f"<dl><dt><strong>{name}</strong></dt>\n" if name else ""
        return f"""{head}{doc and f'<dd><span class="code">{doc}</span></dd>{chr(10)}'}</dl>\n"""

    def docproperty(self, object, name=None, mod=None, cl=None, *ignored):
        """A property."""
        return self.docdata(object, name, mod, cl)

    def docother(self, object, name=None, mod=None, *ignored):
        """Data."""
        return f"{f'<strong>{name}</strong> = ' if name else ''}{self.repr(object)}"

    def index(self, dir, shadowed=None):
        """The modules of a directory; those that earlier ones hide are grey."""
        from pkgutil import iter_modules
        shadowed = {} if shadowed is None else shadowed
        found = []
        for each in iter_modules([dir]):
            if not any(0xD800 <= ord(char) <= 0xDFFF for char in each.name):
                found.append((each.name, "", each.ispkg, each.name in shadowed))
                shadowed[each.name] = 1
        return self.bigsection(dir, "index", self.multicolumn(sorted(found), self.modpkglink))


html = HTMLDoc()


def writedoc(thing, forceload=0):
    """Write the page of a module or another object to a file in the working directory."""
    object, name = resolve(thing, forceload)
    with open(f"{name}.html", "w", encoding="utf-8") as file:
        file.write(html.page(describe(object), html.document(object, name)))
    print("wrote", f"{name}.html")


def writedocs(dir, pkgpath="", done=None):
    """Write the pages of all modules below a directory."""
    from pkgutil import walk_packages
    for each in walk_packages([dir], pkgpath):
        writedoc(each.name)


class ModuleScanner:
    """Goes through all modules that can be imported."""

    def run(self, callback, key=None, completer=None, onerror=None):
        """Call callback(path, name, first line of documentation) for modules, or those that have a word in it."""
        from pkgutil import walk_packages
        self.quit = False
        key = key and key.lower()
        for name in sys.builtin_module_names:
            if name != "__main__" and (key is None or key in name.lower()):
                callback(None, name, "")
        for each in walk_packages(onerror=onerror):
            if self.quit:
                break
            line = ""
            if key is not None:
                try:
                    spec = each.module_finder.find_spec(each.name.rpartition(".")[2], None)
                    line = spec and spec.origin and spec.origin.endswith(".py") and synopsis(spec.origin) or ""
                except Exception as error:
                    if onerror:
                        onerror(each.name)
            if key is None or key in f"{each.name} - {line}".lower():
                callback(getattr(each.module_finder, "path", None), each.name, line)
        if completer:
            completer()


# --- a server for browsers

def _get(key):
    """The page of something by name."""
    from pydoc import locate
    object = locate(key, forceload=0)
    if object is None:
        raise ValueError(f"could not find object: {key!r}")
    return describe(object), html.document(object, key)


def _index():
    builtin = [(name, "", 0, 0) for name in sorted(sys.builtin_module_names) if name != "__main__"]
    seen, out = {}, [html.heading('<strong class="title">Index of Modules</strong>')]
    out.append(html.bigsection("Built-in Modules", "index", html.multicolumn(builtin, html.modpkglink)))
    out += [html.index(dir, seen) for dir in sys.path if os.path.isdir(dir)]
    return "Index of Modules", "".join(out)


def _search(key):
    found = []
    ModuleScanner().run(lambda path, name, line: found.append(f'<a href="{name}.html">{name}</a> - {html.escape(line)}'), key,
                        onerror=lambda name: None)
    head = html.heading('<strong class="title">Search Results</strong>')
    return "Search Results", head + html.bigsection(f"key = {html.escape(key)}", "index", "<br>\n".join(found))


def _keywords():
    from keyword import kwlist
    head = html.heading('<strong class="title">Keywords</strong>')
    return "Keywords", head + html.bigsection("Keywords", "index", html.multicolumn(kwlist, str))


def _url_handler(url, content_type="text/html"):
    """What the server answers: the style, or the page of a module, an object or a search."""
    from urllib.parse import unquote_plus
    url = url.lstrip("/")
    if content_type == "text/css":
        return _CSS
    if content_type != "text/html":
        raise TypeError(f"unknown content type {content_type!r} for url {url}")
    path, _, query = unquote_plus(url).partition("?")
    name, value = path.removesuffix(".html"), query.partition("=")[2]
    try:
        if name in ("", "index"):
            title, body = _index()
        elif name in ("search", "get") and query:
            title, body = (_search if name == "search" else _get)(value)
        elif name == "keywords":
            title, body = _keywords()
        else:
            title, body = _get(name)
    except Exception as error:
        title, body = "Error", html.heading('<strong class="title">Error</strong>') + html.escape(str(error))
    forms = "".join(f'<form action="{action}" style="display:inline"><input type=text name=key size=15><input type=submit value='
                    f'"{action.title()}"></form>' for action in ("get", "search"))
    links = '<a href="index.html">Module Index</a> : <a href="keywords.html">Keywords</a>'
    page = html.page(html.escape(title), f'<div style="float:right">{links} {forms}</div>{body}')
    return page.replace("</head>", '<link rel="stylesheet" type="text/css" href="/_pydoc.css"></head>')


def _start_server(urlhandler, hostname, port):
    """Start a thread that serves pages; its `url` is set when it does, `stop()` ends it."""
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            kind = "text/css" if self.path.endswith(".css") else "text/html"
            body = urlhandler(self.path, kind).encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=UTF-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    class Server(threading.Thread):
        url = error = None

        def __init__(self):
            super().__init__(daemon=True)
            self.ready = threading.Event()

        @property
        def serving(self):
            return self.url is not None and self.is_alive()

        def run(self):
            try:
                with ThreadingHTTPServer((hostname, port), Handler) as self.docserver:
                    self.url = f"http://{hostname}:{self.docserver.server_port}/"
                    self.ready.set()
                    self.docserver.serve_forever()
            except Exception as error:
                self.error = error
            finally:
                self.ready.set()

        def stop(self):
            """End serving."""
            self.docserver.shutdown()
            self.join()
            self.url = None

    server = Server()
    server.start()
    server.ready.wait()
    return server


def browse(port=0, *, open_browser=True, hostname="localhost"):
    """Serve pages to browsers of this machine until "q" is entered."""
    import webbrowser
    server = _start_server(_url_handler, hostname, port)
    if server.error:
        print(server.error)
        return
    commands = "Server commands: [b]rowser, [q]uit"
    try:
        if open_browser:
            webbrowser.open(server.url)
        print("Server ready at", server.url)
        print(commands)
        while server.serving:
            command = input("server> ").lower()
            if command == "q":
                break
            if command == "b":
                webbrowser.open(server.url)
            else:
                print(commands)
    except (KeyboardInterrupt, EOFError):
        print()
    finally:
        if server.serving:
            server.stop()
            print("Server stopped")


for _each in HTMLRepr, HTMLDoc, ModuleScanner, writedoc, writedocs, browse, _url_handler, _start_server:
    _each.__module__ = "pydoc"
