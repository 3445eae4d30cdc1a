# xmlrpc.server: dispatchers, and a server that a client talks to.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import threading, xmlrpc.server as s, xmlrpc.client as c, io, sys, os, http.client

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print('ok', shown(r)[:300])
    except BaseException as e:
        print(type(e).__name__, str(e).replace(str(port), 'PORT'))

class I:
    """doc of I"""

    class sub:

        @staticmethod
        def deep():
            return 'deep'

    def pub(self, a, b=2):
        """Adds."""
        return a + b

    def _priv(self):
        return 1

    def err(self):
        raise ValueError('x')

    def none(self):
        return None
srv = s.SimpleXMLRPCServer(('127.0.0.1', 0), logRequests=False, allow_none=True)
srv.register_instance(I(), allow_dotted_names=True)
srv.register_introspection_functions()
srv.register_multicall_functions()
srv.register_function(pow)
srv.register_function(lambda x: x, 'echo')

@srv.register_function(name='dec')
def foo(x):
    return [x]

@srv.register_function
def bar():
    return {'a': [1, 2.5, True, None, 'é<&>']}
th = threading.Thread(target=srv.serve_forever, daemon=True)
th.start()
port = srv.server_address[1]
with c.ServerProxy(f'http://127.0.0.1:{port}/', allow_none=True) as p:
    t(p.pow, 2, 5)
    t(p.echo, [1, {'x': 'y'}])
    t(p.dec, 3)
    t(p.bar)
    t(p.pub, 1)
    t(p.pub, 1, 5)
    t(p._priv)
    t(p.err)
    t(p.none)
    t(p.sub.deep)
    t(p.nope)
    t(p.system.listMethods)
    t(p.system.methodHelp, 'pub')
    t(p.system.methodHelp, 'zzz')
    t(p.system.methodSignature, 'pub')
    t(p.pub)
    m = c.MultiCall(p)
    m.pow(2, 3)
    m.err()
    m.echo('q')
    r = m()
    t(lambda: r[0])
    t(lambda: r[1])
    t(lambda: r[2])
    t(list, r)
    t(p.echo, 'x' * 5000)
    t(p.echo, c.Binary(b'ab'))
    t(p.echo, c.DateTime('20200101T00:00:00'))
t(c.ServerProxy(f'http://127.0.0.1:{port}/bad').pow, 1, 2)
h = http.client.HTTPConnection('127.0.0.1', port)
h.request('POST', '/RPC2', 'junk')
r = h.getresponse()
print(r.status, r.getheaders()[2:], r.read())
h.request('POST', '/RPC2', 'junk', {'Content-Encoding': 'gzip'})
r = h.getresponse()
print(r.status, r.reason, r.read())
h = http.client.HTTPConnection('127.0.0.1', port)
h.request('POST', '/RPC2', 'junk', {'Content-Encoding': 'foo'})
r = h.getresponse()
print(r.status, r.reason, r.read())
srv.shutdown()
srv.server_close()
print(s.list_public_methods(I()))
t(s.resolve_dotted_attribute, I(), 'sub._x')
t(s.resolve_dotted_attribute, I(), 'pub', False)
d = s.SimpleXMLRPCDispatcher()
d.register_function(len)
print(d._marshaled_dispatch(c.dumps(('abc',), 'len')))
print(d._marshaled_dispatch(c.dumps(('abc',), 'zz')))
print(d._marshaled_dispatch(b'q'))

class J:

    def _dispatch(self, m, p):
        return (m, p)

    def _listMethods(self):
        return ['z', 'y']

    def _methodHelp(self, m):
        return 'help ' + m
d.register_instance(J())
print(d._dispatch('foo', (1,)), d.system_listMethods(), d.system_methodHelp('q'))
mp = s.MultiPathXMLRPCServer(('127.0.0.1', 0), bind_and_activate=False)
mp.add_dispatcher('/a', d)
t(mp.get_dispatcher, '/a') if 0 else None
print(mp._marshaled_dispatch(c.dumps((), 'q'), None, '/b'))
mp.server_close()
cg = s.CGIXMLRPCRequestHandler()
cg.register_function(len)
sys.stdout.flush()
cg.handle_request(c.dumps(('abc',), 'len'))
os.environ['REQUEST_METHOD'] = 'GET'
cg.handle_request()
