"""re._parser: what a pattern is made of, for tools that take patterns apart; importlib's finder without parents."""
import re
import re._compiler
import re._constants as c
import re._parser as p
import warnings

PATTERNS = r"""
abc a\w+ [a-z\d] [^a] [^\d] [^\da-] a{2,3}b* (?i:a) ^a$ \b\w. (?=a)(?<!b) (?!a)(?<=b)
(a)\1(?(1)b) (?>ab) a++ a{2}+ a?? a*? a{3,}? (?P<q>x)(?P=q) \Z\A\B (?!) (?<!) (?:) [a] [ab] [a-b]
(?:a(?:b))c (?s:.) (?-i:a) (?P<n>(a)|b)+? \x41\u0042\n\. [\]\-\\] \D\S\W\s
""".split()
for pattern in [*PATTERNS, 'a|b', 'ab|ac|', '(?:ab|abc)d', 'x(?:ab|ac)', 'ab|ac', 'a|', '(?<=a|b)c', '(?:a|b|[c])',
                '(a)?(?(1)b|c)', '((?i:a)|b)', '(?i)x', '', '(?x) a b # c', '(a+)(?P<w>b|cc)*', b'a\xff[b-d]', '(a|b)|(c)']:
    found = p.parse(pattern)
    state = found.state
    print(repr(pattern), found, found.getwidth(), state.flags, state.groups, state.groupdict, state.groupwidths)

print('flags')
for flags in 0, re.I, re.I | re.M, re.A, re.X:
    print(p.parse('a b', flags), p.parse('a b', flags).state.flags)
print(p.fix_flags('a', 0), p.fix_flags(b'a', 0), p.fix_flags('a', re.A))
for pattern, flags in ('(', 0), ('a)', 0), ('[', 0), ('*', 0), ('a', re.L), (b'a', re.U), ('a', re.A | re.U), ('(?P<1>a)', 0):
    try:
        p.parse(pattern, flags)
    except Exception as e:
        print(type(e).__name__, e)

print('sequences')
t = p.parse('a(b|c+)')
print(len(t), t[0], type(t[1:]).__name__, t[1:], type(t[1][1][-1]).__name__)
t[0] = c.LITERAL, 98
t.append((c.ANY, None))
t.insert(0, (c.ANY, None))
print(t, t.getwidth(), t.data[1])
del t[0]
print(t, p.SubPattern(p.State(), [(c.ANY, None)]).getwidth())
p.parse(r'(a)?(?(1)b|[^c\d])(?:x|yz)(?>q)(?<!z)^(?i:k)(?P<l>.{2,})').dump()

print('constants')
print([n for n in dir(c) if n.isupper()])
print(c.OPCODES, [int(n) for n in c.OPCODES])
print(c.ATCODES, c.CHCODES, int(c.MAX_REPEAT), int(c.MIN_REPEAT))
print(repr(c.MAXREPEAT), c.MAXREPEAT == 4294967295, c.MAXGROUPS, c.MAGIC, c.LITERAL.name, str(c.LITERAL), f'{c.LITERAL}', c.LITERAL + 1)
for name in 'OP_IGNORE', 'OP_LOCALE_IGNORE', 'OP_UNICODE_IGNORE', 'AT_MULTILINE', 'AT_LOCALE', 'AT_UNICODE', 'CH_LOCALE', 'CH_UNICODE':
    print(name, getattr(c, name))
print(c.error is re.error, p.error is re.PatternError, re._compiler.isstring('a'), re._compiler.isstring(1), re._compiler.compile('a', re.I))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    import sre_compile
    import sre_constants
    import sre_parse
print([(w.category.__name__, str(w.message)) for w in seen])
print(sre_parse.parse('a|b'), sre_constants.LITERAL is c.LITERAL, sre_compile.compile('x'))

print('finders')
from importlib import util
print(util._find_spec_from_path('json').name, util._find_spec_from_path('no_such_module'), util._find_spec_from_path('os.nothing'))
import sys
sys.modules['absent'] = None
print(util._find_spec_from_path('absent'))
