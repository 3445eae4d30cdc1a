"""Some thirty small packages, a few lines each."""

import tabulate, prettytable, colorama, tomlkit, toml, tomli, pytz, datetime, sortedcontainers, toolz, more_itertools, simpy, dill, jmespath, cachetools, jwt, rsa, ply, pyparsing as pp, six, packaging.version, packaging.specifiers, packaging.requirements, packaging.markers, packaging.tags, io, textwrap, sys, json

rows = [['a', 1, 2.5], ['bb', -20, None], ['ü', 3000, 1e-9]]
for f in (
    'plain',
    'simple',
    'github',
    'grid',
    'fancy_grid',
    'pipe',
    'orgtbl',
    'rst',
    'html',
    'latex',
    'tsv',
    'psql',
    'rounded_outline',
    'mediawiki',
):
    print(tabulate.tabulate(rows, ['n', 'i', 'f'], tablefmt=f, floatfmt='.3f', missingval='?'))
print(
    tabulate.tabulate([{'a': 1, 'b': 2}, {'a': 3}], headers='keys', showindex=True),
    tabulate.tabulate([['x' * 30]], maxcolwidths=[10], tablefmt='grid'),
)
t = prettytable.PrettyTable(['A', 'B'])
t.add_rows([[1, 'x'], [2, 'long text']])
t.align['B'] = 'l'
t.sortby = 'A'
print(t, t.get_html_string(), t.get_csv_string(), t.get_string(border=False, fields=['B']))
t.set_style(prettytable.TableStyle.MARKDOWN)
print(t)
d = tomlkit.parse('# c\n[a]\nx = 1 # one\ny = "s"\n[[b]]\nz = [1,\n 2]\n')
d['a']['x'] = 5
d['a']['new'] = {'k': True}
d['b'].append({'z': []})
print(tomlkit.dumps(d))
print(toml.loads('a=1\n[b]\nc=[1,2]\nd=1979-05-27T07:32:00'), toml.dumps({'a': {'b': [1, 'x']}, 'c': 1.5}))
print(tomli.loads('a = 0x1F\nb = """\nm"""\nc.d = nan\n'))
for bad in ('a = ', 'a = 1\na = 2', '[x', 'a = "\\q"'):
    for m in (tomli.loads, tomlkit.parse, toml.loads):
        try:
            m(bad)
        except Exception as e:
            print(type(e).__name__, e)
tz = pytz.timezone('Europe/Berlin')
x = tz.localize(datetime.datetime(2020, 3, 29, 1, 30))
print(
    x,
    tz.normalize(x + datetime.timedelta(hours=1)),
    x.astimezone(pytz.timezone('US/Eastern')),
    tz,
    len(pytz.all_timezones) > 400,
)
try:
    tz.localize(datetime.datetime(2020, 3, 29, 2, 30), is_dst=None)
except pytz.NonExistentTimeError as e:
    print(repr(e))
sl = sortedcontainers.SortedList([3, 1, 2])
sl.update([5, 0])
print(sl, sl.bisect(2), list(sl.irange(1, 3)), sl[1:3], sl * 2)
sd = sortedcontainers.SortedDict(b=1, a=2)
print(sd, sd.peekitem(0), sd.bisect('b'), sd.keys()[0])
ss = sortedcontainers.SortedSet('hello')
print(ss, ss & set('lo'), sortedcontainers.SortedKeyList([1, -5, 3], key=abs))
import random

random.seed(1)
L = sortedcontainers.SortedList(random.random() for _ in range(5000))
[L.discard(v) for v in list(L)[::2]]
L._check()
print(len(L))
print(
    toolz.groupby(len, ['a', 'bb', 'c']),
    toolz.pipe(3, lambda x: x + 1, str),
    list(toolz.partition_all(2, range(5))),
    toolz.merge_with(sum, {'a': 1}, {'a': 2}),
    toolz.get_in(['a', 0], {'a': [5]}),
    toolz.curry(lambda a, b, c: a + b + c)(1)(2, 3),
    toolz.frequencies('abca'),
    list(toolz.sliding_window(2, 'abc')),
    toolz.valmap(str, {1: 2}),
    toolz.compose(str, abs)(-3),
    toolz.memoize(lambda x: x)(3),
    toolz.assoc_in({}, ['a', 'b'], 1),
    list(toolz.interleave(['ab', 'cd'])),
    toolz.reduceby(len, lambda a, b: a + b, ['a', 'b', 'cc'], ''),
)
m = more_itertools
print(
    list(m.chunked(range(5), 2)),
    m.first([], 'd'),
    list(m.windowed('abcd', 3)),
    m.peekable([1, 2]).peek(),
    list(m.collapse([1, [2, [3]]])),
    m.one([5]),
    list(m.split_at('abxcd', lambda c: c == 'x')),
    list(m.distinct_permutations([1, 1, 2])),
    list(m.set_partitions('abc', 2)),
    m.ilen(iter('abc')),
    list(m.roundrobin('ab', 'c')),
    m.bucket('aab', key=str)['a'] and 1,
    list(m.run_length.encode('aab')),
    m.nth_product(5, 'ab', 'cd', 'ef'),
    list(m.interleave_longest([1], [2, 3])),
    m.consume(iter([])),
    list(m.sieve(20)),
    m.spy([1, 2, 3], 2)[0],
)
try:
    m.one([1, 2])
except ValueError as e:
    print(e)


def car(env, name, st):
    yield env.timeout(len(name))
    with st.request() as r:
        yield r
        print(name, 'start', env.now)
        yield env.timeout(3)
        print(name, 'end', env.now)


def intr(env):
    try:
        yield env.timeout(100)
    except simpy.Interrupt as i:
        print('interrupted', i.cause, env.now)


env = simpy.Environment()
st = simpy.Resource(env, 1)
[env.process(car(env, n, st)) for n in ('a', 'bb', 'ccc')]
p = env.process(intr(env))
env.process((lambda: (yield env.timeout(5), p.interrupt('why')))())
try:
    env.run(50)
except Exception as e:
    print(type(e).__name__, str(e).splitlines()[-1].partition(' object at')[0])
env = simpy.Environment()
s = simpy.Store(env, 2)


def pr():
    for i in range(4):
        yield s.put(i)
        print('put', i, env.now)


def co():
    while True:
        yield env.timeout(2)
        x = yield s.get()
        print('got', x, env.now)


env.process(pr())
env.process(co())
env.run(9)
c = simpy.Container(env, 10, 5)
r = env.process((lambda: (yield c.get(3) & env.timeout(1)))())
env.run()
print(c.level)


def outer(k):
    def inner(x):
        return x + k

    return inner


f = dill.loads(dill.dumps(outer(5)))
print(f(1))
C = dill.loads(dill.dumps(type('Z', (), {'m': lambda self: 7})))
print(C().m())
print(dill.loads(dill.dumps([lambda x: x * 2, {1, 2}, 3j]))[0](4), dill.pickles(f))
print(
    jmespath.search('a[?b > `1`].{x: b, y: c} | [0]', {'a': [{'b': 1}, {'b': 2, 'c': 'z'}]}),
    jmespath.search('sort_by(a, &b)[].b', {'a': [{'b': 2}, {'b': 1}]}),
    jmespath.search('join(`,`, keys(@))', {'p': 1, 'q': 2}),
    jmespath.search('a.b.c[1:3]', {'a': {'b': {'c': [1, 2, 3, 4]}}}),
)
try:
    jmespath.search('a[', {})
except Exception as e:
    print(type(e).__name__, str(e).splitlines()[0])
cl = cachetools.LRUCache(2)
cl['a'] = 1
cl['b'] = 2
cl['a']
cl['c'] = 3
print(cl, cachetools.TTLCache(2, 10), cachetools.cached({})(lambda x: x)(3), list(cachetools.LFUCache(3)))
tok = jwt.encode({'a': 1, 'exp': 9999999999}, 'k' * 32, algorithm='HS256')
print(tok, jwt.decode(tok, 'k' * 32, algorithms=['HS256']), jwt.get_unverified_header(tok))
for a in (
    lambda: jwt.decode(tok, 'z' * 32, algorithms=['HS256']),
    lambda: jwt.decode('a.b.c', 'k', algorithms=['HS256']),
    lambda: jwt.decode(jwt.encode({'exp': 1}, 'k' * 32), 'k' * 32, algorithms=['HS256']),
    lambda: jwt.decode(tok, 'k' * 32, algorithms=['HS512']),
):
    try:
        a()
    except Exception as e:
        print(type(e).__name__, e)
pub, priv = rsa.newkeys(256)
msg = rsa.encrypt(b'hi', pub)
print(rsa.decrypt(msg, priv))
pub, priv = rsa.newkeys(512)
sg = rsa.sign(b'm', priv, 'SHA-256')
print(rsa.verify(b'm', sg, pub), rsa.PublicKey.load_pkcs1(pub.save_pkcs1()) == pub)
e = pp.infix_notation(
    pp.Word(pp.nums).set_parse_action(lambda t: int(t[0])),
    [('-', 1, pp.OpAssoc.RIGHT), (pp.one_of('* /'), 2, pp.OpAssoc.LEFT), (pp.one_of('+ -'), 2, pp.OpAssoc.LEFT)],
)
print(e.parse_string('1+2*-(3-4)').as_list())
kv = pp.Group(pp.Word(pp.alphas)('k') + pp.Suppress('=') + (pp.QuotedString('"') | pp.pyparsing_common.number)('v'))
r = pp.DelimitedList(kv).parse_string('a=1, b="x y"', parse_all=True)
print(r.as_list(), [i.as_dict() for i in r], r.dump())
print(
    pp.nested_expr().parse_string('(a (b c))').as_list(),
    pp.Regex(r'(?P<y>\d{4})-(?P<m>\d\d)').parse_string('2020-01').as_dict(),
    list(pp.Word(pp.nums).scan_string('a1 b22')),
)
try:
    kv.parse_string('a=')
except pp.ParseException as x:
    print(x, x.line, x.column, x.explain(depth=0))
print(
    kv,
    e.__class__.__name__,
    pp.counted_array(pp.Word(pp.alphas)).parse_string('2 a b').as_list(),
    pp.Combine(pp.Word(pp.nums) + '.' + pp.Word(pp.nums)).transform_string('1.2 x'),
    pp.SkipTo('x').parse_string('ab x')[0],
)
v = packaging.version.Version
print(
    sorted(map(v, ['1.0', '1.0rc1', '1.0.post1', '1.0.dev3', '1!0.1', '1.0a2'])),
    packaging.specifiers.SpecifierSet('>=1,<2,!=1.5').contains('1.4'),
    packaging.requirements.Requirement('a[x]>=1; python_version>"3" and extra=="q"'),
    packaging.markers.Marker('python_version >= "3.8"').evaluate(),
)
for b in ('x', '1.0.0.0-'):
    try:
        v(b)
    except Exception as e:
        print(type(e).__name__, e)
import ply.lex as lex, ply.yacc as yacc

tokens = ('NUM', 'PLUS', 'TIMES', 'LP', 'RP')
t_PLUS = r'\+'
t_TIMES = r'\*'
t_LP = r'\('
t_RP = r'\)'
t_ignore = ' '


def t_NUM(t):
    r'\d+'
    t.value = int(t.value)
    return t


def t_error(t):
    print('lex error', t.value[0])
    t.lexer.skip(1)


precedence = (('left', 'PLUS'), ('left', 'TIMES'))


def p_e(p):
    '''e : e PLUS e
    | e TIMES e
    | LP e RP
    | NUM'''
    p[0] = p[1] if len(p) == 2 else p[2] if p[1] == '(' else p[1] + p[3] if p[2] == '+' else p[1] * p[3]


def p_error(p):
    print('syntax error', p and p.value)


lx = lex.lex()
ps = yacc.yacc(write_tables=False, debug=False)
print(ps.parse('1+2*(3+4)'), ps.parse('2 ? + 3'), ps.parse('1 + + 2'))
print(
    six.PY3,
    six.ensure_str(b'a'),
    list(six.iteritems({1: 2})),
    six.moves.urllib.parse.quote('a b'),
    six.with_metaclass(type, object),
)


@six.python_2_unicode_compatible
class PU:
    def __str__(self):
        return 'pu'


print(PU(), six.moves.range(3), six.text_type)
from loguru import logger

out = io.StringIO()
logger.remove()
logger.add(out, format='{level} {message} {extra} {function} {name}', level='INFO', backtrace=False, diagnose=True)
logger.info('hi {} {x}', 1, x=2)
logger.debug('no')
logger.bind(u=1).warning('w')


@logger.catch
def boom(z):
    return 1 / z


boom(0)
with logger.contextualize(req=5):
    logger.success('ctx')
logger.opt(colors=True).info('<red>x</red>')
logger.level('ZED', no=38)
logger.log('ZED', 'z')
import re

print(re.sub(r'\(\d+\)|0x[0-9a-f]+|"/\S*/', 'N', out.getvalue()))
import structlog

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.format_exc_info,
        structlog.dev.ConsoleRenderer(colors=False),
    ],
    logger_factory=structlog.PrintLoggerFactory(sys.stdout),
)
l = structlog.get_logger()
l.info('event', a=1, b='x y')
l.bind(u=2).warning('w')
structlog.contextvars.bind_contextvars(rid=9)
l.error('e')
structlog.configure(processors=[structlog.processors.JSONRenderer(sort_keys=True)])
structlog.get_logger().msg('j', z=[1, {'a': None}])
print(structlog.testing.capture_logs.__name__)
import babel, babel.numbers, babel.dates

print(
    babel.numbers.format_currency(1234.5, 'EUR', locale='de_DE'),
    babel.dates.format_datetime(datetime.datetime(2020, 1, 2, 3, 4), locale='fr'),
    babel.Locale('ja').get_display_name(),
    babel.numbers.format_compact_decimal(12345, locale='en'),
    babel.dates.format_timedelta(datetime.timedelta(hours=5), locale='es'),
)
