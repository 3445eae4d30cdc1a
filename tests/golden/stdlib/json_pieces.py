"""json: pieces of iterencode(), encoders and decoders in Python, hooks, subclasses, positions of errors, encodings of bytes."""
import collections
import decimal
import enum
import io
import json
import json.decoder
import json.encoder
import json.scanner
import pickle
import sys

inf, nan = float('inf'), float('nan')


def run(text, **names):
    for e in text.strip().splitlines():
        e = e.strip()
        try:
            print(e, '=', repr(eval(e, globals(), names)))
        except BaseException as x:
            print(e, '->', type(x).__name__, x, getattr(x, '__notes__', ''), repr(x.__cause__), x.__suppress_context__)


class Int(int):
    def __repr__(self):
        return 'Int'
    __str__ = __repr__


class Float(float):
    def __repr__(self):
        return 'Float'


class Str(str):
    pass


class Colour(enum.IntEnum):
    RED = 1


class Dict(dict):
    def items(self):
        return [('swapped', 1)]


class Lazy(list):
    def __iter__(self):
        return iter(['x', 'y'])


class Odd:
    def __init__(self, *values):
        self.values = values

    def __repr__(self):
        return 'Odd'


class Encoder(json.JSONEncoder):
    item_separator = ' ; '
    key_separator = ' -> '

    def default(self, o):
        if isinstance(o, Odd):
            return list(o.values)
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


loop, ring = [], {}
loop.append([loop])
ring['x'] = [ring]
back = Odd()
back.values = (back,)

print('-- pieces')
run('''
[*E().iterencode(v)]
[*E(indent=2).iterencode(v)]
[*E(indent='\\t', separators=('|', '=')).iterencode(v)]
[*E(indent=0, sort_keys=True).iterencode(v)]
[*E(indent='').iterencode([1, {}, [], {'a': []}])], [*E(indent=-1).iterencode([1])], [*E(indent=True).iterencode([1])]
[*E().iterencode(1)], [*E().iterencode('x')], [*E().iterencode(None)], [*E().iterencode([])], [*E().iterencode({})], [*E().iterencode(nan)], [*E().iterencode(())]
[*E(skipkeys=True, indent=1).iterencode({(1,): 1, 'a': 2, b'x': 3})], [*E(skipkeys=True).iterencode({(1,): 1})], [*E(skipkeys=True).iterencode({(1,): 1, 1: 2})]
[*Encoder().iterencode([Odd(1, Odd()), {3, 1}])], Encoder().encode({'a': {2}}), Encoder(indent=1).encode([Odd()]), Encoder(indent=1, separators=(',', ':')).encode([1, {'a': 2}])
next(E().iterencode(loop)), type(E().iterencode([])), type(E(indent=1).iterencode([]))
''', E=json.JSONEncoder, v=[1, 'a', {'k': [True, None, {'z': 1.5, 'b': ()}], '\u00e9': {}}, [], [[]], -0.0, 10 ** 20])
print('-- values')
for options in {}, {'indent': 1}:
    run('''
json.dumps([Int(5), Float(2.5), Str('s'), Colour.RED, True, Dict(a=2), collections.OrderedDict(b=1), collections.deque() if 0 else ()], **o)
json.dumps({Int(5): 1, Float(2.5): 2, Str('s'): 3, Colour.RED: 4, True: 5, None: 6, inf: 7, 'q': 8, -0.0: 9}, **o)
json.dumps([inf, -inf, nan, 1e400, 1e-7, 1e22, 123456789.125], **o)
json.dumps([inf], allow_nan=False, **o)
json.dumps([-inf], allow_nan=False, **o)
json.dumps({nan: 1}, allow_nan=False, **o)
json.dumps({(1, 2): 3}, **o)
json.dumps({b'k': 3}, **o)
json.dumps([1, {'a': [object]}], **o)
json.dumps(Odd(), **o)
json.dumps({'a': 1j}, **o)
json.dumps(loop, **o)
json.dumps(ring, **o)
json.dumps(back, cls=Encoder, **o)
json.dumps(back, default=lambda x: x, **o)
json.dumps({'b': 1, 'a': {'d': 1, 'c': 2}}, sort_keys=True, **o)
json.dumps({'b': 1, 2: 3}, sort_keys=True, **o)
json.dumps('\\u00e9\\ud83d\\ude00\\ud800\\x7f\\x00\\x1f"\\\\/\\u2028\\b\\f\\n\\r\\t', **o)
json.dumps('\\u00e9\\ud83d\\ude00\\ud800\\x7f\\x00\\x1f"\\\\/\\u2028\\b\\f\\n\\r\\t', ensure_ascii=False, **o)
json.dumps('\\U0001f600 \\U00010000 \\U0010ffff', **o)
json.dumps([1, [2, {'a': 3}]], separators=(',', ':'), **o)
json.dumps([1, [2, {'a': 3}]], separators=(',',), **o)
json.dumps([decimal.Decimal('1.5')], default=str, **o)
json.dumps([Odd(1)], default=lambda o: {'odd': o.values}, **o)
json.dumps({'a': []}, check_circular=False, **o)
json.dumps([[]] * 3, **o)
json.dumps(1, 2, **o)
json.dumps(1, bad=2, **o)
json.dumps('x', cls=Encoder, **o)
json.dump([1, {'a': 2}], 5, **o)
(lambda f: (json.dump({'a': [1, 2.5, None], 'b': {}}, f, **o), f.getvalue()))(io.StringIO())
''', o=options)
print('-- reading')
for text in ('', ' ', '{', '[', '[1', '[1,', '[1,]', '[1 2]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a":1 "b"}', '{"a" 1}', '{a:1}', '{1:2}', "{'a':1}", '[,1]', '"abc', '"a\n"', '"\\', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\ud800"', '"\\ud83d\\ude00"', '"\\ud83d\\u0041"', '"\\u0x12"', 'nul', 'tru', 'True', 'nan', 'NaN', '-NaN', 'Infinity', '-Infinity', '+1', '01', '-', '-01', '1.', '.5', '1e', '1e5', '1E+2', '-0', '-0.0', '1.5e-3', '1 2', '[1] x', '\ufeff1', ' \t\n\r[ \t\n1 ,\r2 ] \n', '{ "a" : { } , "b" : [ ] }', '\x0c1', '1\x00', '[1,\n 2,\n x]', '{"a":1,\n"b":}', '{"dup":1,"dup":2}', '[[[]]]', '\u0661', '[1\u00a0]', '"\u007f\u2028"', '"a\tb"', '123456789012345678901234567890', '1e999', '-1e999', '{"":{"":[{}]}}', '"\\/\\b\\f\\n\\r\\t\\"\\\\"', '[true,false,null]'):
    for loads in (json.loads, json.JSONDecoder(strict=False).decode, pure := type('Pure', (json.JSONDecoder,), {'__init__': lambda self, **o: (json.JSONDecoder.__init__(self, **o), setattr(self, 'parse_string', json.decoder.py_scanstring), setattr(self, 'scan_once', json.scanner.py_make_scanner(self)), None)[-1]})().decode):
        try:
            print(repr(text), repr(loads(text)), end=' | ')
        except Exception as x:
            print(repr(text), type(x).__name__, x, x.args, end=' | ')
    print()
run('''
json.loads(b'[1]'), json.loads(bytearray(b'"\\xc3\\xa9"')), json.loads('"\\u00e9"'.encode('utf-16')), json.loads('[1]'.encode('utf-16-le')), json.loads('[1]'.encode('utf-32')), json.loads('[1]'.encode('utf-32-be')), json.loads(b'\\xef\\xbb\\xbf[1]'), json.loads(b'1')
json.loads(b'"\\xff"')
json.loads(b'"\\xed\\xa0\\x80"')
json.loads(5)
json.loads(None)
json.loads(memoryview(b'1'))
[json.detect_encoding(b) for b in (b'', b'1', b'12', b'1\\x00', b'\\x001', b'1\\x002\\x00', b'\\x001\\x002', b'1\\x00\\x00\\x00', b'\\x00\\x00\\x001', b'\\xff\\xfe1\\x00', b'\\xfe\\xff\\x001', b'\\xff\\xfe\\x00\\x00', b'\\x00\\x00\\xfe\\xff', b'\\xef\\xbb\\xbf1', b'1\\x00\\x002', b'\\x00\\x00\\x00', b'\\x00', b'1\\x00\\x00')]
json.loads('[1, 2.5, {"a": NaN}]', parse_int=str, parse_float=lambda s: 'f' + s, parse_constant=lambda s: 'c' + s)
json.loads('[Infinity, -Infinity, NaN, 1e5, -3]', parse_constant=len, parse_float=decimal.Decimal)
json.loads('{"a": {"b": 1}, "c": []}', object_hook=lambda d: sorted(d))
json.loads('{"a": {"b": 1}, "c": {}}', object_pairs_hook=lambda p: p, object_hook=lambda d: 1 / 0)
json.loads('{}', object_pairs_hook=list), json.loads('{}', object_hook=list)
json.loads('1', strict=False), json.loads('"\\n"', strict=False)
json.loads('1', encoding='x')
json.loads('1', cls=type('D', (json.JSONDecoder,), {'decode': lambda self, s: ('mine', s)}))
json.load(io.StringIO('[1]')), json.load(io.BytesIO(b'[1]'))
json.load(5)
json.JSONDecoder().raw_decode('[1] tail'), json.JSONDecoder().raw_decode('xx [1] tail', 3), json.JSONDecoder().raw_decode('"a"b')
json.JSONDecoder().raw_decode(' 1')
json.JSONDecoder().raw_decode('1', 5)
json.JSONDecoder().raw_decode('1', -1)
json.JSONDecoder().decode(b'1')
json.decoder.scanstring('abc"def', 0), json.decoder.py_scanstring('abc"def', 0), json.decoder.py_scanstring('a\\\\u0041"', 0, False)
json.decoder.py_scanstring('abc', 0)
json.decoder.py_scanstring('a\\nc"', 0)
json.decoder.scanstring('a\\nc"', 0)
json.encoder.py_encode_basestring('a"\\u00e9\\x01'), json.encoder.py_encode_basestring_ascii('a"\\u00e9\\x01\\U0001f600'), json.encoder.encode_basestring('\\u00e9'), json.encoder.encode_basestring_ascii('\\u00e9')
json.encoder.encode_basestring(b'x')
json.encoder.ESCAPE.pattern != '', json.encoder.ESCAPE_DCT['\\x01'], len(json.encoder.ESCAPE_DCT), json.encoder.INFINITY, json.decoder.NaN, json.decoder.PosInf, json.decoder.NegInf, sorted(json.decoder.BACKSLASH)
json.scanner.NUMBER_RE.match('-12.5e+3x').groups(), json.scanner.NUMBER_RE.match('x'), json.decoder.WHITESPACE.match(' \\n x').end(), json.decoder.WHITESPACE_STR
error.msg, error.doc, error.pos, error.lineno, error.colno, str(error), error.args
pickle.loads(pickle.dumps(error)).__dict__ == error.__dict__, error.__reduce__()[1], type(error).__mro__[1]
sorted(vars(json.JSONEncoder())), sorted(vars(json.JSONDecoder()))
vars(json.JSONEncoder(indent=3))['item_separator'], vars(json.JSONEncoder(separators=('a', 'b')))
json.JSONDecoder(parse_int=str).parse_int, json.JSONDecoder().parse_array.__name__, json.JSONDecoder().parse_object.__name__, json.JSONDecoder().memo
json.__all__, json.decoder.__all__, json.scanner.__all__, json.__version__
''', error=json.JSONDecodeError('message', 'line\nsecond line', 8))
deep = '[' * 100000
try:
    json.loads(deep)
except RecursionError as x:
    print(type(x).__name__)
nested = []
for _ in range(100000):
    nested = [nested]
for options in {}, {'indent': 1}:
    try:
        json.dumps(nested, **options)
    except RecursionError as x:
        print(type(x).__name__)
