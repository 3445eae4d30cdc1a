"""XML-RPC servers that describe their functions to browsers."""
import inspect
import re
from html import escape

from pydoc import HTMLDoc, getdoc
from xmlrpc.server import (CGIXMLRPCRequestHandler, SimpleXMLRPCRequestHandler, SimpleXMLRPCServer,
                           resolve_dotted_attribute)

_MARKED = re.compile(r"\b((?:http|https|ftp)://\S+[\w/]|RFC[- ]?(\d+)|PEP[- ]?(\d+)|(self\.)?((?:\w|\.)+))\b")


class ServerHTMLDoc(HTMLDoc):
    """Documentation of a server's functions."""

    # Names may have dots.
    _marked = _MARKED

    def _called(self, name, self_dot, methods, funcs, classes):
        return self.namelink((self_dot or "") + name, methods, funcs, classes)

    def docroutine(self, object, name, mod=None, funcs={}, classes={}, methods={}, cl=None):
        """A function, or its (arguments, documentation)."""
        anchor = f"{cl.__name__ if cl else ''}-{name}"
        title = f'<a name="{self.escape(anchor)}"><strong>{self.escape(name)}</strong></a>'
        arguments = str(inspect.signature(object)) if callable(object) else "(...)"
        if isinstance(object, tuple):
            arguments, doc = object[0] or arguments, object[1] or ""
        else:
            doc = getdoc(object)
        doc = self.markup(doc, self.preformat, funcs, classes, methods)
        return f"<dl><dt>{title}{arguments}</dt>{doc and f'<dd><tt>{doc}</tt></dd>'}</dl>\n"

    def docserver(self, server_name, package_documentation, methods):
        """The page of a server."""
        known = {}
        for key, value in methods.items():
            known[key] = known[value] = f"#-{key}"
        head = self.heading(f"<big><big><strong>{self.escape(server_name)}</strong></big></big>")
        doc = self.markup(package_documentation, self.preformat, known)
        contents = "".join(self.docroutine(value, key, funcs=known) for key, value in sorted(methods.items(), key=lambda pair: pair[0]))
        return f"{head}<p>{doc and f'<tt>{doc}</tt>'}</p>\n{self.bigsection('Methods', 'functions', contents)}"

    def page(self, title, contents):
        """A page with a style of its own."""
        return (f'<!DOCTYPE>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Python: {title}</title>\n'
                f'<link rel="stylesheet" type="text/css" href="/pydoc.css"></head><body>{contents}</body></html>')


class XMLRPCDocGenerator:
    """Describes what a dispatcher offers."""

    def __init__(self):
        self.server_title = self.server_name = "XML-RPC Server Documentation"
        self.server_documentation = "This server exports the following methods through the XML-RPC protocol."

    def set_server_title(self, server_title):
        """Set the title of the page."""
        self.server_title = server_title

    def set_server_name(self, server_name):
        """Set the name at its top."""
        self.server_name = server_name

    def set_server_documentation(self, server_documentation):
        """Set the text below it."""
        self.server_documentation = server_documentation

    def _described(self, name):
        """A function, or its (arguments, documentation) as the instance tells them."""
        if name in self.funcs:
            return self.funcs[name]
        instance = self.instance
        asked = [getattr(instance, asking, None) for asking in ("_get_method_argstring", "_methodHelp")]
        told = tuple(ask and ask(name) for ask in asked)
        if told == (None, None) and not hasattr(instance, "_dispatch"):
            try:
                return resolve_dotted_attribute(instance, name)
            except AttributeError:
                pass
        return told

    def generate_html_documentation(self):
        """The page."""
        methods = {name: self._described(name) for name in self.system_listMethods()}
        documenter = ServerHTMLDoc()
        contents = documenter.docserver(self.server_name, self.server_documentation, methods)
        return documenter.page(escape(self.server_title), contents)


class DocXMLRPCRequestHandler(SimpleXMLRPCRequestHandler):
    """Answers browsers as well."""

    def _get_css(self, url):
        from pydoc import _url_handler
        return _url_handler(url, "text/css")

    def do_GET(self):
        """Send the page, or its style."""
        if not self.is_rpc_path_valid():
            self.report_404()
            return
        style = self.path.endswith(".css")
        body = (self._get_css(self.path) if style else self.server.generate_html_documentation()).encode()
        self._answer(200, body, ("Content-Type", f"text/{'css' if style else 'html'}; charset=UTF-8"))


class DocXMLRPCServer(SimpleXMLRPCServer, XMLRPCDocGenerator):
    """A server that describes itself."""

    def __init__(self, addr, requestHandler=DocXMLRPCRequestHandler, logRequests=True, allow_none=False, encoding=None,
                 bind_and_activate=True, use_builtin_types=False):
        SimpleXMLRPCServer.__init__(self, addr, requestHandler, logRequests, allow_none, encoding, bind_and_activate,
                                    use_builtin_types)
        XMLRPCDocGenerator.__init__(self)


class DocCGIXMLRPCRequestHandler(CGIXMLRPCRequestHandler, XMLRPCDocGenerator):
    """One call or one page for a web server, by CGI."""

    def __init__(self):
        CGIXMLRPCRequestHandler.__init__(self)
        XMLRPCDocGenerator.__init__(self)

    def handle_get(self):
        """Print the page."""
        self._answer(self.generate_html_documentation().encode(), Content_Type="text/html")


for _each in ServerHTMLDoc, XMLRPCDocGenerator, DocXMLRPCRequestHandler, DocXMLRPCServer, DocCGIXMLRPCRequestHandler:
    _each.__module__ = "xmlrpc.server"
