"""twisted and zope.interface: protocols, web server and client, Deferreds."""

from twisted.internet import reactor, defer, protocol, task, threads, endpoints
from twisted.protocols import basic
from twisted.web import server, resource, client
from twisted.python import log, failure
import io


class Echo(basic.LineReceiver):
    def connectionMade(self):
        self.sendLine(b'welcome')

    def lineReceived(self, l):
        if l == b'quit':
            self.transport.loseConnection()
        else:
            self.sendLine(l.upper())


class F(protocol.Factory):
    protocol = Echo


class C(basic.LineReceiver):
    def __init__(self, d):
        self.d = d
        self.got = []

    def connectionMade(self):
        self.sendLine(b'hello')
        self.sendLine(b'quit')

    def lineReceived(self, l):
        self.got.append(l)

    def connectionLost(self, r):
        self.d.callback((self.got, r.type.__name__))


class Root(resource.Resource):
    isLeaf = True

    def render_GET(self, r):
        if r.path == b'/slow':
            task.deferLater(reactor, 0.01, lambda: (r.write(b'slow'), r.finish()))
            return server.NOT_DONE_YET
        r.setHeader(b'x-a', b'b')
        return b'path ' + r.path + repr(sorted(r.args.items())).encode()

    def render_POST(self, r):
        r.setResponseCode(201)
        return r.content.read()[::-1]


@defer.inlineCallbacks
def main(_):
    p = reactor.listenTCP(0, F(), interface='127.0.0.1')
    d = defer.Deferred()
    cf = endpoints.connectProtocol(endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1', p.getHost().port), C(d))
    yield cf
    print((yield d))
    yield p.stopListening()
    w = reactor.listenTCP(0, server.Site(Root()), interface='127.0.0.1')
    base = b'http://127.0.0.1:%d' % w.getHost().port
    ag = client.Agent(reactor, pool=client.HTTPConnectionPool(reactor, persistent=False))
    for m, path, body in (
        (b'GET', b'/x?a=1', None),
        (b'GET', b'/slow', None),
        (b'POST', b'/', b'abc'),
        (b'PUT', b'/', None),
    ):
        r = yield ag.request(m, base + path, bodyProducer=client.FileBodyProducer(io.BytesIO(body)) if body else None)
        print(r.code, r.phrase, (yield client.readBody(r))[:60], r.headers.getRawHeaders(b'x-a'))
    yield w.stopListening()
    print((yield threads.deferToThread(lambda: 6 * 7)))
    print(
        (
            yield defer.gatherResults(
                [task.deferLater(reactor, 0.02, lambda: 'a'), task.deferLater(reactor, 0.01, lambda: 'b')]
            )
        )
    )
    r = yield defer.DeferredList([defer.succeed(1), defer.fail(ValueError('v'))], consumeErrors=True)
    print([(s, x if s else x.getErrorMessage()) for s, x in r])
    try:
        yield defer.fail(KeyError('k'))
    except KeyError as e:
        print('caught', e)

    async def co(x):
        await task.deferLater(reactor, 0, lambda: None)
        return x + 1

    print((yield defer.ensureDeferred(co(1))))
    n = []
    lc = task.LoopingCall(lambda: (n.append(1), len(n) >= 3 and lc.stop()))
    yield lc.start(0.005)
    print(len(n))
    d = defer.Deferred()
    d.addTimeout(0.01, reactor)
    try:
        yield d
    except defer.TimeoutError as e:
        print('timeout')
    d = defer.Deferred(lambda d: print('cancelling'))
    d.cancel()
    try:
        yield d
    except defer.CancelledError:
        print('cancelled')
    sem = defer.DeferredSemaphore(1)
    print((yield sem.run(lambda: 's')))
    q = defer.DeferredQueue()
    q.put(5)
    print((yield q.get()))
    from twisted.internet.utils import getProcessOutput

    print((yield getProcessOutput('/bin/echo', ['hi'])))


d = defer.Deferred()
d.addCallback(lambda x: x * 2).addCallback(lambda x: 1 / 0).addErrback(
    lambda f: (f.trap(ZeroDivisionError), 'div')[1]
).addBoth(print)
d.callback(4)
ck = task.Clock()
out = []
ck.callLater(5, out.append, 1)
ck.advance(4)
print(out)
ck.advance(2)
print(out)
from zope.interface import Interface, implementer, Attribute, verify


class I(Interface):
    a = Attribute('x')

    def f(x):
        'doc'


@implementer(I)
class Im:
    a = 1

    def f(self, x):
        return x


print(I.providedBy(Im()), verify.verifyObject(I, Im()), list(I.names()))


@implementer(I)
class Bad:
    def f(self):
        pass


try:
    verify.verifyClass(I, Bad)
except Exception as e:
    print(type(e).__name__, str(e)[:200])
task.react(main)
