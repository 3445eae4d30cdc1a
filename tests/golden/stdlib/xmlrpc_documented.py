# xmlrpc.server: what documented servers tell, without regard to how the page looks.
import html
import http.client
import re
import threading
import xmlrpc.client
import xmlrpc.server as servers


class Instance:
    def test_method(self, arg):
        """Test method's docs. This <method> truly does very little."""

    def _hidden(self):
        pass

    def second(self, a, *b, c=3, **k) -> int:
        pass


class Told:
    def _listMethods(self):
        return ['one', 'two', 'three']

    def _get_method_argstring(self, name):
        return {'one': '(a)', 'two': '()'}.get(name)

    def _methodHelp(self, name):
        return 'help of ' + name


def add(x, y):
    """Add two. PEP008, PEP 8, RFC1952, rFC1952 http://google.com. ftp://x/y

    See self.test_method, add, add(1, 2), nope(3) and self.add.
    """
    return x + y


def words(page):
    print(*sorted(re.findall(r'(?:href|name)="([^"]*)"', page)))
    text = re.sub(r'<[^>]*>', ' ', page.replace('<strong>', '').replace('</strong>', '').replace('</a>', ''))
    print(' '.join(html.unescape(text).replace('\xa0', ' ').split()).replace('self. ', 'self.'))


class Generator(servers.XMLRPCDocGenerator, servers.SimpleXMLRPCDispatcher):
    def __init__(self):
        servers.SimpleXMLRPCDispatcher.__init__(self)
        servers.XMLRPCDocGenerator.__init__(self)


generator = Generator()
generator.register_instance(Instance())
generator.register_function(add)
generator.register_function(lambda x, y=1: 0, 'nameless')
generator.set_server_title('T <title>')
generator.set_server_name('N <name>')
generator.set_server_documentation('Doc of self.add <b>\n\nmore')
words(generator.generate_html_documentation())
generator = Generator()
generator.register_instance(Told())
words(generator.generate_html_documentation())

server = servers.DocXMLRPCServer(('localhost', 0), logRequests=False)
server.register_function(add)
thread = threading.Thread(target=server.serve_forever)
thread.start()
host, port = server.server_address
print(xmlrpc.client.ServerProxy(f'http://{host}:{port}').add(2, 3))
for path in '/', '/RPC2', '/pydoc.css', '/nope':
    connection = http.client.HTTPConnection(host, port)
    connection.request('GET', path)
    answer = connection.getresponse()
    body = answer.read()
    print(path, answer.status, answer.headers['content-type'], int(answer.headers['content-length']) == len(body), b'Methods' in body)
    connection.close()
server.shutdown()
thread.join()
server.server_close()
servers.DocCGIXMLRPCRequestHandler().set_server_name('x')
for name in 'ServerHTMLDoc', 'XMLRPCDocGenerator', 'DocXMLRPCRequestHandler', 'DocXMLRPCServer', 'DocCGIXMLRPCRequestHandler':
    print(name, getattr(servers, name).__module__)
