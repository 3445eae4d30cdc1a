"""hypothesis: strategies, shrinking, state machines."""

from hypothesis import given, strategies as st, settings, assume, example, note, find, HealthCheck, seed, Phase
from hypothesis.stateful import RuleBasedStateMachine, rule, invariant, initialize, Bundle, run_state_machine_as_test
import dataclasses, enum, datetime, decimal, re

S = settings(max_examples=10, deadline=None, database=None, derandomize=True)
ran = []


@S
@given(st.integers(), st.text())
@example(3, 'x')
def t1(i, s):
    ran.append(1)
    assert isinstance(i, int) and isinstance(s, str)


t1()
print(len(ran) >= 5)


@S
@given(st.lists(st.integers(0, 100)))
def rev(xs):
    assert list(reversed(list(reversed(xs)))) == xs
    assert sorted(xs) == sorted(sorted(xs))


rev()


@S
@given(st.lists(st.integers(0, 100)))
def bad(xs):
    assert sum(xs) < 150


try:
    bad()
except AssertionError as e:
    print('failed', getattr(e, '__notes__', None) and e.__notes__[0].splitlines()[:3])


@S
@given(st.integers(), st.integers())
def div(a, b):
    a / b


try:
    div()
except ZeroDivisionError as e:
    print(e, e.__notes__)
print(find(st.integers(), lambda x: x > 1000, settings=S))
print(find(st.lists(st.integers()), lambda x: sum(x) >= 10, settings=S))
print(find(st.text(), lambda x: len(x) >= 3, settings=S).encode())
print(find(st.from_regex(r'\A[a-c]{2}\d+(x|y)?\Z'), lambda s: len(s) > 4, settings=S))


@dataclasses.dataclass
class P:
    x: int
    y: str
    z: list[int]


class E(enum.Enum):
    A = 1
    B = 2


@S
@given(
    st.builds(P),
    st.from_type(E),
    st.dates(),
    st.datetimes(),
    st.decimals(allow_nan=False),
    st.fractions(),
    st.complex_numbers(),
    st.binary(),
    st.uuids(),
    st.timedeltas(),
)
def t2(p, e, a, b, c, d, f, g, h, i):
    assert isinstance(p, P) and e in E


t2()


@S
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False),
        lambda c: st.lists(c) | st.dictionaries(st.text(), c),
        max_leaves=5,
    ),
    st.data(),
)
def t3(j, data):
    import json

    assert json.loads(json.dumps(j)) == j
    n = data.draw(st.integers(1, 5))
    assert 1 <= n <= 5


t3()


@st.composite
def pair(draw, e):
    a = draw(e)
    return (a, draw(st.integers(a, a + 10)))


@S
@given(
    pair(st.integers(0, 5)),
    st.one_of(st.just(1), st.sampled_from('abc')),
    st.permutations([1, 2, 3]),
    st.tuples(st.characters(codec='ascii'), st.sets(st.integers(), max_size=3)),
)
def t4(p, o, q, t):
    assume(p[0] != 3)
    assert p[0] <= p[1]
    assert sorted(q) == [1, 2, 3]


t4()


@S
@given(
    st.from_regex(re.compile(r'^(\w+)@[a-z]+\.(com|org)$', re.ASCII)),
    st.emails(),
    st.ip_addresses(),
    st.timezones() if False else st.none(),
)
def t5(s, m, ip, z):
    assert re.match(r'^(\w+)@[a-z]+\.(com|org)$', s, re.ASCII)
    assert '@' in m


t5()


class M(RuleBasedStateMachine):
    b = Bundle('b')

    def __init__(self):
        super().__init__()
        self.s = []
        self.n = 0

    @rule(target=b, x=st.integers(0, 9))
    def add(self, x):
        self.s.append(x)
        self.n += 1
        return x

    @rule(x=b)
    def rm(self, x):
        if x in self.s:
            self.s.remove(x)
            self.n -= 1

    @invariant()
    def same(self):
        assert len(self.s) == self.n


run_state_machine_as_test(M, settings=settings(S, stateful_step_count=6, max_examples=20))


class W(M):
    @rule()
    def boom(self):
        assert self.n < 2


try:
    run_state_machine_as_test(W, settings=settings(S, stateful_step_count=6))
except AssertionError as e:
    print('\n'.join(e.__notes__))
print(st.integers(1, 3), st.lists(st.text(max_size=2)), st.integers().map(str), st.one_of(st.none(), st.booleans()))
for f in (lambda: st.integers(3, 1).validate(), lambda: st.sampled_from([]).validate(), lambda: st.lists(3)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
