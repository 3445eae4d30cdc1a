# wsgiref.validate: what it accepts, warns of and refuses.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import wsgiref.validate as v, io, sys, warnings
sys.stderr = io.StringIO()
from wsgiref.util import setup_testing_defaults
warnings.simplefilter('always')
warnings.showwarning = lambda m, c, f, l, *a: print('WARN', c.__name__, m)

def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
        print(label, 'ok', shown(r)[:120])
    except BaseException as e:
        print(label, type(e).__name__, e)

def env(**k):
    e = {}
    setup_testing_defaults(e)
    e.update(k)
    return e

def run(app, e=None, consume=True, start=None):
    log = []

    def sr(status, headers, exc=None):
        log.append((status, headers))
        return lambda b: log.append(b)
    app = v.validator(app)
    it = app(e if e is not None else env(), start or sr)
    out = []
    if consume:
        for x in it:
            out.append(x)
        it.close()
    return (out, log)

def ok(e, s):
    s('200 OK', [('Content-Type', 'text/plain')])
    return [b'x']
t('ok', run, ok)
for name, hd, st in [('status1', [('Content-Type', 'a/b')], '20'), ('status2', [('Content-Type', 'a/b')], '2000 OK'), ('status3', [('Content-Type', 'a/b')], 200), ('status4', [('Content-Type', 'a/b')], '099 x'), ('status5', [('Content-Type', 'a/b')], '200'), ('status6', [('Content-Type', 'a/b')], '200OK'), ('noct', [], '200 OK'), ('ct204', [('Content-Type', 'a/b')], '204 No'), ('hd tuple', (('a', 'b'),), '200 OK'), ('hd item', [['a', 'b']], '200 OK'), ('hd len', [('a',)], '200 OK'), ('statush', [('Status', 'x'), ('Content-Type', 'a/b')], '200 OK'), ('hnl', [('a\n', 'x'), ('Content-Type', 'a/b')], '200 OK'), ('hcolon', [('a:', 'x'), ('Content-Type', 'a/b')], '200 OK'), ('hus', [('a_b', 'x'), ('Content-Type', 'a/b')], '200 OK'), ('hdash', [('a-', 'x'), ('Content-Type', 'a/b')], '200 OK'), ('hval', [('a', 'x\x01'), ('Content-Type', 'a/b')], '200 OK'), ('hb', [(b'a', 'x'), ('Content-Type', 'a/b')], '200 OK'), ('hv', [('a', b'x'), ('Content-Type', 'a/b')], '200 OK'), ('304ct', [('Content-Type', 'a/b')], '304 N'), ('304', [], '304 N')]:
    t(name, run, lambda e, s: (s(st, hd), [b'x'])[1])
t('exc', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')], 3), [b''])[1])
t('exc2', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')], None), [b''])[1])
t('exc3', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')], (1, 2, 3)), [b''])[1])
t('args1', run, lambda e, s: (s('200 OK'), [b''])[1])
t('args2', run, lambda e, s: (s('200 OK', [], None, 4), [b''])[1])
t('kw', run, lambda e, s: (s(status='200 OK', headers=[]), [b''])[1])
t('iternone', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')]), None)[1])
t('iterstr', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')]), 'abc')[1])
t('iterbytes', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')]), b'abc')[1])
t('itemstr', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')]), ['abc'])[1])
t('nostart', run, lambda e, s: [b'x'])
t('false', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')]), False)[1])

def gen(e, s):
    s('200 OK', [('Content-Type', 'a/b')])
    yield b'x'
t('gen', run, gen)

def gen2(e, s):
    yield b'x'
    s('200 OK', [('Content-Type', 'a/b')])
t('gen2', run, gen2)
t('write', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')])('str'), [])[1])
t('write2', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')])(b'str'), [])[1])
t('vargs', v.validator(ok))
t('vargs2', v.validator(ok), 1, 2, 3)
t('vargs3', v.validator(ok), environ={}, start_response=3)

class D(dict):
    pass
t('envtype', run, ok, D())
for k, val in [('REQUEST_METHOD', None), ('SERVER_NAME', None), ('wsgi.version', None), ('wsgi.errors', None), ('wsgi.input', None), ('QUERY_STRING', None), ('SCRIPT_NAME', None)]:
    e = env()
    e.pop(k, None)
    t('no ' + k, run, ok, e)
e = env()
del e['PATH_INFO']
t('no pi', run, ok, e)
e = env()
del e['PATH_INFO']
del e['SCRIPT_NAME']
t('no pi sn', run, ok, e)
t('http_ct', run, ok, env(HTTP_CONTENT_TYPE='x'))
t('http_cl', run, ok, env(HTTP_CONTENT_LENGTH='x'))
t('str', run, ok, env(FOO=3))
t('bkey', run, ok, env(BAR=b'x'))
t('ver', run, ok, env(**{'wsgi.version': [1, 0]}))
t('scheme', run, ok, env(**{'wsgi.url_scheme': 'ftp'}))
t('method', run, ok, env(REQUEST_METHOD='FOO'))
t('sn', run, ok, env(SCRIPT_NAME='a'))
t('sn/', run, ok, env(SCRIPT_NAME='/'))
t('pi', run, ok, env(PATH_INFO='a'))
t('cl', run, ok, env(CONTENT_LENGTH='-1'))
t('cl2', run, ok, env(CONTENT_LENGTH='x'))
t('cl3', run, ok, env(CONTENT_LENGTH=''))
t('inp', run, ok, env(**{'wsgi.input': 3}))
t('err', run, ok, env(**{'wsgi.errors': 3}))
w = v.InputWrapper(io.BytesIO(b'abc\ndef\n'))
t('r0', w.read)
t('r2', w.read, 1, 2)
t('r', w.read, 2)
t('rl', w.readline)
t('rl2', w.readline, 1, 2)
t('rls', w.readlines)
t('rls2', w.readlines, 1)
t('it', lambda: list(w))
t('close', w.close)

class BI:

    def read(s, *a):
        return 'str'
    readline = read

    def readlines(s, *a):
        return ('x',)

    def __iter__(s):
        return iter([])
w = v.InputWrapper(BI())
t('br', w.read, 3)
t('brl', w.readline)
t('brls', w.readlines)
w = v.ErrorWrapper(io.StringIO())
t('ew', w.write, 'x')
t('ew', w.write, b'x')
t('ef', w.flush)
t('ewl', w.writelines, ['a'])
t('ec', w.close)
t('assert', v.assert_, 0)
t('assert', v.assert_, 0, 'msg')
t('assert', v.assert_, 0, 'm', 2)
t('cst', v.check_string_type, b'a', 'T')
t('cst', v.check_string_type, 'a', 'T')

def closer(e, s):
    s('200 OK', [('Content-Type', 'a/b')])
    return [b'x']
it = v.validator(closer)(env(), lambda *a: None)
it.close()
t('next after close', next, it)
t('noclose', run, ok, None, False)

class It:

    def __init__(s):
        s.closed = 0

    def __iter__(s):
        return iter([b'x'])

    def close(s):
        print('closed inner')
t('it', run, lambda e, s: (s('200 OK', [('Content-Type', 'a/b')]), It())[1])
print(v.WSGIWarning.__mro__, v.header_re.pattern, v.bad_header_value_re.pattern)
t('len', lambda: v.validator(ok)(env(), lambda *a: None).__len__())
print(type(v.validator(ok)(env(), lambda *a: None)).__mro__)
t('start arg', v.validator(lambda e, s: s('200 OK', [('Content-Type', 'a/b')])(b'x')), env(), lambda *a: 3)
