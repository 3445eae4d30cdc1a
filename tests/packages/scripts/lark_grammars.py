"""lark: its parsers over a calculator, JSON, indentation, ambiguity; errors; a saved parser."""

from lark import Lark, Transformer, v_args, Tree, Token, Visitor, UnexpectedInput, UnexpectedCharacters, UnexpectedToken

calc = r"""
    ?start: sum | NAME "=" sum -> assign_var
    ?sum: product | sum "+" product -> add | sum "-" product -> sub
    ?product: atom | product "*" atom -> mul | product "/" atom -> div
    ?atom: NUMBER -> number | "-" atom -> neg | NAME -> var | "(" sum ")"
    %import common.CNAME -> NAME
    %import common.NUMBER
    %import common.WS_INLINE
    %ignore WS_INLINE
"""


@v_args(inline=True)
class Calc(Transformer):
    from operator import add, sub, mul, truediv as div, neg

    number = float

    def __init__(self):
        super().__init__()
        self.vars = {}

    def assign_var(self, name, value):
        self.vars[name] = value
        return value

    def var(self, name):
        try:
            return self.vars[name]
        except KeyError:
            raise Exception('Variable not found: %s' % name)


for parser in ('lalr', 'earley'):
    if parser == 'lalr':
        c = Lark(calc, parser=parser, transformer=Calc()).parse
        for e in ['a = 1+2', 'a*3-4', '1+a*-3', '(1+2)*(3-4)/2', '2*3*4']:
            print(e, c(e))
    p = Lark(calc, parser=parser)
    t = p.parse('x = 1 + 2*(3-y)')
    print(t.pretty())
    print(t)
json_g = r"""
    ?value: object | array | string | SIGNED_NUMBER -> number | "true" -> true | "false" -> false | "null" -> null
    array  : "[" [value ("," value)*] "]"
    object : "{" [pair ("," pair)*] "}"
    pair   : string ":" value
    string : ESCAPED_STRING
    %import common.ESCAPED_STRING
    %import common.SIGNED_NUMBER
    %import common.WS
    %ignore WS
"""


class J(Transformer):
    def string(self, s):
        (s,) = s
        return s[1:-1]

    def number(self, n):
        return float(n[0])

    array = list
    pair = tuple
    object = dict
    null = lambda self, _: None
    true = lambda self, _: True
    false = lambda self, _: False


txt = '{"key": ["item0", "item1", 3.14, -2e5, {"n": null, "t": true, "f": [false, []]}]}'
for kw in [
    dict(parser='lalr'),
    dict(parser='earley'),
    dict(parser='cyk'),
    dict(parser='lalr', lexer='basic'),
    dict(parser='earley', lexer='dynamic_complete'),
]:
    try:
        print(kw, J().transform(Lark(json_g, start='value', **kw).parse(txt if kw['parser'] != 'cyk' else '[1, 2]')))
    except Exception as e:
        print(kw, type(e).__name__, str(e)[:80])
p = Lark(json_g, start='value', parser='lalr', propagate_positions=True)
t = p.parse('[1,\n {"a": 2}]')
for s in t.iter_subtrees():
    print(s.data, s.meta.line, s.meta.column, s.meta.end_line, s.meta.end_column)
for bad in ['[1, 2', '{"a" 1}', '[@]', '']:
    try:
        p.parse(bad)
    except UnexpectedCharacters as e:
        print('chars', e.line, e.column, sorted(e.allowed))
        print(e.get_context(bad))
    except UnexpectedToken as e:
        print('token', repr(e.token), sorted(e.expected))
        print(e.get_context(bad))
g = Lark(
    r'''
start: _NL? stmt+
stmt: "if" NAME ":" _NL [_INDENT stmt+ _DEDENT] | NAME _NL
%import common.CNAME -> NAME
%import common.WS_INLINE
%declare _INDENT _DEDENT
%ignore WS_INLINE
_NL: /(\r?\n[\t ]*)+/
''',
    parser='lalr',
    postlex=__import__('lark.indenter', fromlist=['x']).Indenter.__new__(
        type(
            'I',
            (__import__('lark.indenter', fromlist=['x']).Indenter,),
            dict(
                NL_type='_NL',
                OPEN_PAREN_types=[],
                CLOSE_PAREN_types=[],
                INDENT_type='_INDENT',
                DEDENT_type='_DEDENT',
                tab_len=8,
            ),
        )
    ),
)
g.lexer_conf.postlex.__init__()
print(g.parse('a\nif b:\n    c\n    if d:\n        e\nf\n').pretty())
amb = Lark('start: a+\na: "x" | "x" "x"\n', ambiguity='explicit').parse('xxx')
print(amb.pretty())
import pickle, io

buf = io.BytesIO()
p.save(buf)
buf.seek(0)
print(Lark.load(buf).parse('[1,2]'))
r = Lark(r'start: /a{1,3}[b-d]+(?=e)e?/i "Z"* NUM~2..3' '\n%import common.INT -> NUM\n%ignore " "', parser='lalr')
print(
    r.parse('AAbCDeZZ1 2 3'),
    [
        (t.name, t.pattern.to_regexp(), t.pattern.min_width, t.pattern.max_width)
        for t in sorted(r.terminals, key=lambda t: t.name)
    ],
)
