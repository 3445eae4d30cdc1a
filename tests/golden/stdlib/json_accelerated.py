"""json: every error with its place, hooks, options, subclasses."""
import _json, inspect, json
print([x for x in dir(_json.make_scanner) if x not in dir(object)],[x for x in dir(_json.make_encoder) if x not in dir(object)])
def t(f):
    try: print(repr(f())[:200])
    except BaseException as e: print(type(e).__name__, e)
t(lambda:_json.scanstring('abc"',0)); t(lambda:_json.scanstring('a\nb"',0)); t(lambda:_json.scanstring('a\nb"',0,False)); t(lambda:_json.scanstring('abc',0)); t(lambda:_json.scanstring('\\u12"',0)); t(lambda:_json.scanstring('\\ud834\\udd20x"',0)); t(lambda:_json.scanstring('\\ud834x"',0)); t(lambda:_json.scanstring('\\x"',0)); t(lambda:_json.scanstring('\\',0)); t(lambda:_json.scanstring(b'a"',0)); t(lambda:_json.scanstring('a"',5)); t(lambda:_json.scanstring('a"',-5)); t(lambda:_json.scanstring('"',0)); t(lambda:_json.scanstring('\\u 123"',0)); t(lambda:_json.scanstring('\\u12',0))
t(lambda:_json.encode_basestring('a"\\\n\x00\x7fé\U0001f600')); t(lambda:_json.encode_basestring_ascii('a"\\\n\x00\x7fé\U0001f600\ud800')); t(lambda:_json.encode_basestring(1)); t(lambda:_json.encode_basestring_ascii(b''))
for s in ('', '[', '[1', '[1,', '[1,]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{1:2}', 'nul', 'tru', 'NaN', 'Infinity', '-Infinity', '-', '01', '1.', '1.e5', '1e5', '-0', '-0.0', '1E400', '[1 2]', '{"a" 1}', '{"a":1 "b":2}', '"abc', '"\t"', '"\\q"', ' [ ] ', '{ }', '[] x', '\ufeff[]', '123456789012345678901234567890', '[1,,2]', '{"a":1,"a":2}', '{,}', '[,]', '\x00', 'truefalse', '"\ud800"', '"\\ud800\\u0041"','1.5e','1e+','-a', '[1,\n2,\n3,,]', '{"a":1,\n}'):
    t(lambda:json.loads(s))
t(lambda:json.loads(b'[1]')); t(lambda:json.loads(1)); t(lambda:json.loads('['*100000)); 
t(lambda:json.loads('[1.5,2]',parse_float=str,parse_int=float)); t(lambda:json.loads('{"a":{"b":1}}',object_hook=lambda d:sorted(d))); t(lambda:json.loads('{"a":{"b":1}}',object_pairs_hook=tuple)); t(lambda:json.loads('[NaN,Infinity]',parse_constant=lambda c:'<'+c+'>')); t(lambda:json.loads('"a\nb"',strict=False)); t(lambda:json.JSONDecoder().raw_decode('[1] x')); t(lambda:json.JSONDecoder().raw_decode('  1')); t(lambda:json.JSONDecoder().raw_decode('1',5))
t(lambda:json.JSONDecoder().scan_once('1',-1)); t(lambda:json.JSONDecoder().scan_once('x',0)); t(lambda:type(json.JSONDecoder().scan_once))
import enum, collections
class I(int): 
    def __repr__(s): return 'I'
class F(float):
    def __repr__(s): return 'F'
class S(str): pass
class E(enum.IntEnum): A=1
for o in (None,True,False,1,-5,10**40,1.5,1e100,float('inf'),float('-inf'),float('nan'),'a\u1234',[],{},[1,[2,[3]]],(1,2),{'a':1,'b':[1]},{1:2,2.5:3,None:4,True:5,'s':6},{(1,2):3},{1j:2},{b'x':1},object,b'x',{1,2},I(5),F(2.5),S('s'),E.A,{E.A:1},{S('k'):1},{I(3):1},collections.OrderedDict(b=1,a=2),{float('nan'):1}):
    for kw in ({},{'indent':2},{'sort_keys':True},{'skipkeys':True},{'ensure_ascii':False},{'allow_nan':False},{'separators':(',',':')},{'indent':'\t','separators':('; ',' = ')},{'default':repr}):
        t(lambda:json.dumps(o,**kw))
l=[]; l.append(l); t(lambda:json.dumps(l)); t(lambda:json.dumps(l,check_circular=False)); d={}; d['a']=d; t(lambda:json.dumps(d)); t(lambda:json.dumps({'b':1,'a':2,3:4},sort_keys=True)); t(lambda:json.dumps(object(),default=lambda o:o)); t(lambda:json.dumps({'x':{'y':[object()]}})); t(lambda:json.dumps([{1,2}],default=list)); 
t(lambda:list(json.JSONEncoder().iterencode([1,{'a':2}]))); t(lambda:list(json.JSONEncoder(indent=1).iterencode([1,{'a':2}]))); 
class C(json.JSONEncoder):
    def default(self,o): return super().default(o) if o!=1j else [o.real]
t(lambda:C().encode([1j])); t(lambda:C().encode([2j])); t(lambda:json.dumps({'a':1j},cls=C,indent=2))

data = {'names': ['x' * i for i in range(20)], 'deep': {'a': {'b': {'c': [1, 2.5, None, True, 'é"\\\n']}}}, 'n': [10**20, -1, 0, 1e-7]}
for kw in ({}, {'indent': 3}, {'indent': 0}, {'sort_keys': True, 'indent': '\t'}, {'ensure_ascii': False}):
    text = json.dumps(data, **kw)
    print(text)
    print(json.loads(text) == data, json.loads(text.encode('utf-16')) == data)
def nested(n):
    x = []
    for _ in range(n): x = [x]
    return x
for n in (500, 9000): print(len(json.dumps(nested(n))), len(json.loads('[' * n + ']' * n)))


# Subclasses of list and tuple: their own iteration, and circles among them.
class OwnList(list):
    pass


class OwnTuple(tuple):
    pass


class OwnIteration(list):
    def __iter__(self):
        return iter(["own"])


circle = OwnList()
circle.append([circle])
for options in ({}, {"indent": 1}):
    try:
        json.dumps(circle, **options)
    except ValueError as error:
        print(error)
print(json.dumps([OwnList([1, 2]), OwnTuple((1,)), OwnIteration("ab"), OwnList(), OwnIteration()]), json.dumps(OwnIteration([1]), indent=2))
