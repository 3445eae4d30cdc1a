"""marshmallow, cattrs, attrs, pydantic 1: data in and out, and what is wrong with it."""

import attrs, cattrs, marshmallow, typing, datetime, enum, dataclasses, decimal
from marshmallow import (
    Schema,
    fields,
    validate,
    ValidationError,
    post_load,
    pre_load,
    validates,
    validates_schema,
    EXCLUDE,
    INCLUDE,
)


class AddrS(Schema):
    street = fields.Str(required=True)
    zip = fields.Int(strict=True)


class UserS(Schema):
    class Meta:
        ordered = True

    name = fields.Str(required=True, validate=validate.Length(min=2, max=10))
    email = fields.Email()
    age = fields.Int(validate=validate.Range(0, 150), load_default=18)
    when = fields.DateTime(format='iso')
    d = fields.Date()
    kind = fields.Str(validate=validate.OneOf(['a', 'b']))
    tags = fields.List(fields.Str())
    addr = fields.Nested(AddrS)
    many = fields.Nested(AddrS, many=True, exclude=('zip',))
    dec = fields.Decimal(places=2, as_string=True)
    url = fields.URL()
    up = fields.Method('get_up', deserialize='load_up')
    fn = fields.Function(lambda o: o['name'] * 2)
    dd = fields.Dict(keys=fields.Str(), values=fields.Int())
    b = fields.Bool(data_key='Bee')
    u = fields.UUID()
    td = fields.TimeDelta()
    p = fields.Str(load_only=True)
    ro = fields.Str(dump_only=True)

    def get_up(self, o):
        return o['name'].upper()

    def load_up(self, v):
        return v.lower()

    @validates('name')
    def vn(self, v, **kw):
        if v == 'root':
            raise ValidationError('no root')

    @validates_schema
    def vs(self, data, **kw):
        if data.get('age') == 13:
            raise ValidationError('unlucky', 'age')

    @post_load
    def mk(self, data, **kw):
        data['made'] = True
        return data


s = UserS()
print(
    s.load(
        {
            'name': 'bob',
            'email': 'a@b.co',
            'when': '2020-01-02T03:04:05',
            'd': '2020-01-01',
            'tags': ['x'],
            'addr': {'street': 's', 'zip': 3},
            'dec': '1.005',
            'up': 'ABC',
            'dd': {'a': '1'},
            'Bee': 'yes',
            'td': 60,
        }
    )
)
for bad in (
    {},
    {'name': 'x', 'email': 'no', 'age': -1, 'zz': 1},
    {
        'name': 'root',
        'addr': {'zip': '3'},
        'tags': 'x',
        'dd': {'a': 'q'},
        'kind': 'z',
        'url': 'foo',
        'Bee': 'maybe',
        'u': 'x',
        'ro': 1,
        'many': [{'street': 1}, {}],
    },
    {'name': 'abc', 'age': 13},
    [1],
):
    try:
        s.load(bad)
    except ValidationError as e:
        print(e.messages, e.valid_data)
print(
    s.dump(
        {
            'name': 'bob',
            'when': datetime.datetime(2020, 1, 2),
            'dec': decimal.Decimal('2.345'),
            'addr': {'street': 's'},
            'b': 1,
            'p': 's',
            'ro': 'r',
            'td': datetime.timedelta(minutes=2),
        }
    )
)
print(
    UserS(only=('name', 'addr.street'), many=True).dump([{'name': 'q', 'addr': {'street': 1, 'zip': 2}}]),
    UserS(unknown=EXCLUDE, partial=True).load({'zz': 1}),
    s.dumps({'name': 'z'}),
    s,
)
print(Schema.from_dict({'a': fields.Int()})().load({'a': '3'}))


class Kind(enum.Enum):
    A = 'a'


@attrs.define
class Pt:
    x: int
    y: float = 0.0


@attrs.frozen(kw_only=True)
class Box:
    p: Pt
    k: Kind
    l: list[Pt] = attrs.field(factory=list)
    o: typing.Optional[int] = None
    d: dict[str, Pt] = attrs.Factory(dict)
    t: tuple[int, str] = (1, 'a')
    u: typing.Union[Pt, None] = None
    when: datetime.date | None = None
    lit: typing.Literal['x', 'y'] = 'x'


@dataclasses.dataclass
class DC:
    a: int
    b: list[int] = dataclasses.field(default_factory=list)


c = cattrs.Converter()
c.register_unstructure_hook(datetime.date, lambda d: d.isoformat())
c.register_structure_hook(datetime.date, lambda v, _: datetime.date.fromisoformat(v))
b = c.structure(
    {
        'p': {'x': '1'},
        'k': 'a',
        'l': [{'x': 2, 'y': '3.5'}],
        'd': {'q': {'x': 9}},
        't': ['5', 6],
        'when': '2020-02-03',
        'lit': 'y',
    },
    Box,
)
print(b)
print(c.unstructure(b))
print(c.structure({'a': '1', 'b': ['2']}, DC), c.unstructure(DC(1, [2])))
try:
    c.structure({'p': {}, 'k': 'zz', 'l': [{'x': 'q'}], 'lit': 'no'}, Box)
except Exception as e:
    print(type(e).__name__, cattrs.transform_error(e))
for T, v in (
    (list[int], ['1', 2]),
    (dict[int, str], {'1': 2}),
    (set[float], [1]),
    (typing.Union[Pt, DC], {'a': 1}),
    (tuple[int, ...], ['1']),
    (typing.Any, 3),
    (int, 'x'),
    (typing.TypedDict('TD', {'a': int}), {'a': '4'}),
    (typing.NamedTuple('NT', [('a', int)]), ['5']),
    (typing.NewType('N', int), '7'),
    (frozenset[str], [1]),
):
    try:
        print(c.structure(v, T))
    except Exception as e:
        print(type(e).__name__, e)
from cattrs.gen import make_dict_unstructure_fn, override

c.register_unstructure_hook(Pt, make_dict_unstructure_fn(Pt, c, x=override(rename='X'), _cattrs_omit_if_default=True))
print(c.unstructure(Pt(1)))
from cattrs.preconf.json import make_converter

jc = make_converter()
print(jc.dumps(Pt(1, 2.5)), jc.loads('{"x": 3}', Pt), jc.dumps({'b': b'x', 'd': datetime.datetime(2020, 1, 1)}))


@attrs.define(slots=True, order=True, eq=True)
class V:
    n: int = attrs.field(validator=[attrs.validators.instance_of(int), attrs.validators.in_(range(5))], converter=int)
    s: str = attrs.field(default='a', repr=False, metadata={'m': 1}, on_setattr=attrs.setters.frozen)
    _priv: int = attrs.field(default=3, alias='pp')

    @s.validator
    def chk(self, a, v):
        if v == 'bad':
            raise ValueError(f'{a.name} bad')

    def __attrs_post_init__(self):
        self.n += 0


print(
    V('3'),
    V(1) < V(2),
    attrs.asdict(V(1)),
    attrs.astuple(V(1)),
    attrs.evolve(V(1), n=2, pp=9),
    attrs.fields(V).s.metadata,
    [a.name for a in attrs.fields(V)],
)
for f in (
    lambda: V(9),
    lambda: V(1, 'bad'),
    lambda: V('x'),
    lambda: setattr(V(1), 's', 'q'),
    lambda: V(),
    lambda: V(1, zz=2),
    lambda: V(1).__class__.qq,
    lambda: setattr(V(1), 'new', 1),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(
    attrs.make_class('Dyn', {'a': attrs.field(default=1)}, slots=True)(),
    attrs.resolve_types(V) is V,
    attrs.has(V),
    attrs.cmp_using(eq=lambda a, b: True),
)
import pydantic


class M(pydantic.BaseModel):
    a: int
    b: typing.List[str] = []
    c: typing.Optional[Pt] = None

    class Config:
        arbitrary_types_allowed = True
        allow_mutation = False

    @pydantic.root_validator
    def rv(cls, v):
        return v


print(M(a='1', b=(1, 2)), M.schema_json() if False else '', M(a=1).json())
try:
    M(a='x', b=3)
except pydantic.ValidationError as e:
    print(e)
