"""attrs: classes, validators, converters, slots, evolve, hooks."""
import attr
from attrs import Factory, asdict, define, evolve, field, fields, frozen, make_class, validators


@define(order=True)
class Point:
    x: int = field(converter=int)
    y: int = field(default=0, validator=validators.instance_of(int))
    tags: list = field(factory=list, repr=False, eq=False, order=False)

    @y.validator
    def positive(self, attribute, value):
        if value < 0:
            raise ValueError(f'{attribute.name} is below zero')


@frozen(kw_only=True)
class Config:
    name: str
    inner: Point = Factory(lambda: Point(1))
    full: str = field(init=False)

    def __attrs_post_init__(self):
        object.__setattr__(self, 'full', self.name.upper())


p = Point('3', 4)
print(p, p == Point(3, 4), p < Point(4), hash(Config(name='a')) == hash(Config(name='a')) if False else 'unhashable inner')
print(asdict(Config(name='n')), evolve(p, x=9), [f.name for f in fields(Point)])
for call in lambda: Point(1, -1), lambda: Point(1, 'y'), lambda: Config('x'), lambda: setattr(Config(name='a'), 'name', 'b'), \
        lambda: setattr(p, 'z', 1), lambda: Point('q'):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, str(error.args[0])[:90] if not isinstance(error, attr.exceptions.FrozenError) else 'frozen')
C = make_class('C', ['a', 'b'], slots=True)
print(C(1, 2), C.__slots__, attr.astuple(C(1, C(2, 3))))


@attr.s(auto_attribs=True, cache_hash=True, frozen=True)
class Old:
    a: int
    b: str = attr.ib(default='x', metadata={'k': 1})

    def __hash__(self):
        return 5


print(Old(1), attr.fields(Old).b.metadata['k'], attr.has(Old), attr.validate(Old(2)))


@define
class Child(Point):
    z: int = 5

    @property
    def total(self):
        return self.x + self.y + self.z

    def up(self):
        return super().__repr__()


print(Child(1, 2).total, Child(1), Child(1).up(), Child.__match_args__)
match Child(1, 2, [], 3):
    case Child(x=1, z=z):
        print('matched', z)
