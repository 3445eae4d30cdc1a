"""jinja2: inheritance, macros, filters, undefined values, the sandbox, extensions, asynchronous and native templates."""

from jinja2 import (
    Environment,
    DictLoader,
    StrictUndefined,
    ChainableUndefined,
    DebugUndefined,
    TemplateSyntaxError,
    UndefinedError,
    select_autoescape,
    sandbox,
    meta,
    nodes,
    pass_context,
    FileSystemLoader,
    PackageLoader,
)
from jinja2.ext import Extension

env = Environment(
    loader=DictLoader(
        {
            'base.html': '<title>{% block title %}Base{% endblock %}</title>{% block body required %}{% endblock %}{% block foot scoped %}foot{% endblock %}',
            'child.html': '{% extends "base.html" %}{% import "m.html" as m %}{% from "m.html" import field as f with context %}{% block title %}Child - {{ super() }}{% endblock %}{% block body %}{{ m.field("a", 1) }}{{ f("b") }}{% for x in xs recursive %}{{ loop.index }}/{{ loop.length }}:{{ x.n }}{% if x.c %}({{ loop(x.c) }}){% endif %}{{ "," if not loop.last }}{% else %}none{% endfor %}{% endblock %}',
            'm.html': '{% macro field(name, value="", type="text") %}<input name={{ name }} value="{{ value }}" {{ kwargs|xmlattr }}>{{ caller() if caller }}{% endmacro %}',
            'inc.html': 'inc {{ user }} {{ missing|default("dflt") }}',
        }
    ),
    autoescape=select_autoescape(['html']),
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=['jinja2.ext.do', 'jinja2.ext.loopcontrols', 'jinja2.ext.i18n', 'jinja2.ext.debug'],
)
env.install_null_translations()
print(env.get_template('child.html').render(xs=[{'n': 1, 'c': [{'n': '<2>'}]}, {'n': 3}]))


def t(s, **k):
    try:
        print(env.from_string(s).render(**k))
    except Exception as e:
        print(type(e).__name__, e)


t(
    '{{ [3,1,2]|sort|join("-") }} {{ "hello world"|title|replace("o","0") }} {{ 3.14159|round(2) }} {{ [1,2,3,4]|batch(2)|list }} {{ {"b":1,"a":2}|dictsort }}'
)
t(
    '{{ items|groupby("k")|map("first")|list }} {{ items|selectattr("v","gt",1)|map(attribute="v")|sum }} {{ "%05.1f"|format(2.5) }} {{ "a b c"|wordcount }} {{ "x"|center(5) }}|{{ 1000000|filesizeformat }}',
    items=[{'k': 'a', 'v': 1}, {'k': 'b', 'v': 2}, {'k': 'a', 'v': 3}],
)
t(
    '{% set ns = namespace(n=0) %}{% for i in range(10) %}{% if i == 7 %}{% break %}{% endif %}{% if i is odd %}{% continue %}{% endif %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}'
)
t('{% call(x) m() %}in {{ x }}{% endcall %}{% macro m() %}[{{ caller(5) }}]{% endmacro %}')
t(
    '{% macro m(a, b=2, *args) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 3, 4, z=5) }} {{ m.name }} {{ m.arguments }}'
)
t(
    '{% macro m(a, b=2) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 3, 4, z=5) }} {{ m.name }} {{ m.arguments }} {{ m.catch_kwargs }}'
)
t(
    '{% filter upper %}abc {{ "d" }}{% endfilter %} {% with a=1, b=a %}{{ a }}{{ b }}{% endwith %} {% raw %}{{ x }}{% endraw %} {# c #}{% do [].append(1) %}'
)
t(
    '{% include "inc.html" %} {% include "none" ignore missing %} {% include ["x", "inc.html"] without context %}',
    user='u',
)
t(
    '{% trans n=2, u="<b>" %}{{ n }} item {{ u }}{% pluralize %}{{ n }} items {{ u }}{% endtrans %} {{ _("x") }} {{ gettext("a %(b)s", b=1) }}'
)
t(
    '{% autoescape true %}{{ "<a>" }}{{ "<b>"|safe }}{{ "<c>"|e|upper }}{% endautoescape %} {{ "<p>x</p>"|striptags }} {{ "http://a.b/c foo@x.org"|urlize }} {{ {"a":"<"}|tojson }}'
)
t('{{ x.y.z }}')
t('{{ x.y }}')
t('{{ 1/0 }}')
t('{% if %}')
t('{{ foo(')
t('{% endfor %}')
t('{{ "a"|nofilter }}')
t('{% for x in y %}')
t('{{ a is nosuch }}')
t('{% block a %}{% block a %}{% endblock %}{% endblock %}')
t('{% extends "none" %}')
t(
    '{{ a[1:3] }} {{ a[-1] }} {{ "a" ~ 1 ~ 2.0 }} {{ 7 // 2 }} {{ 2**5 }} {{ not a }} {{ 1 < 2 < 3 }} {{ "x" in "xyz" }} {{ a is iterable }} {{ none is none }} {{ 1 if false }} {{ (1,2)|length }} {{ [1,[2]]|pprint }}',
    a=[1, 2, 3, 4],
)
t(
    '{{ "abc"|first }}{{ "abc"|last }}{{ ["a","b"]|random in "ab" }} {{ "long text here"|truncate(8) }} {{ "a b"|urlencode }} {{ "x\ny"|indent(2) }} {{ [1,1,2]|unique|list }} {{ "%s"|format("q") }} {{ [1,2,3]|slice(2)|list }} {{ "aXb"|lower|capitalize }} {{ 5|float }} {{ "0x1f"|int(base=16) }} {{ "a"|list }}'
)
t(
    '{% for a, b in d.items() %}{{ loop.cycle("x","y") }}{{ a }}{{ b }}{{ loop.previtem }}{{ loop.changed(b) }} {% endfor %}',
    d={'k': 1, 'l': 1, 'm': 2},
)
s = Environment(undefined=StrictUndefined)
for u in (StrictUndefined, ChainableUndefined, DebugUndefined):
    e = Environment(undefined=u)
    for q in ('{{ a }}', '{{ a.b.c }}', '{{ a|default(1) }}', '{% if a %}x{% endif %}'):
        try:
            print(u.__name__, q, e.from_string(q).render())
        except Exception as x:
            print(u.__name__, q, type(x).__name__, x)
sb = sandbox.SandboxedEnvironment()
for q in (
    '{{ "".__class__.__mro__ }}',
    '{{ [].clear is callable }}',
    '{{ "a".format(1) }}',
    '{{ range(9999999) }}',
    '{{ "{0.__class__}".format(1) }}',
):
    try:
        print(sb.from_string(q).render())
    except Exception as x:
        print(type(x).__name__, x)
print(
    sorted(meta.find_undeclared_variables(env.parse('{{ a }}{% set b = 1 %}{{ b }}{{ c.d }}{% include "q" %}'))),
    list(meta.find_referenced_templates(env.parse('{% include "q" %}'))),
)


class Ext(Extension):
    tags = {'twice'}

    def parse(self, p):
        ln = next(p.stream).lineno
        body = p.parse_statements(['name:endtwice'], drop_needle=True)
        return nodes.CallBlock(self.call_method('_t'), [], [], body).set_lineno(ln)

    def _t(self, caller):
        return caller() * 2


env.add_extension(Ext)
env.filters['rev'] = lambda s: s[::-1]
env.tests['big'] = lambda n: n > 5
env.globals['g'] = lambda: 'G'


@pass_context
def ctxf(ctx, x):
    return f"{x}{ctx['v']}"


env.filters['ctxf'] = ctxf
t('{% twice %}a{{ "bc"|rev }}{% endtwice %}{{ 6 is big }}{{ g() }}{{ "q"|ctxf }}', v=1)
print(env.compile('{{ a }}{% for i in b %}{{ i }}{% endfor %}', raw=True))
try:
    env.from_string('line1\n{{ 1/x }}\n').render(x=0)
except ZeroDivisionError as e:
    import traceback

    print([(f.name, f.lineno, f.filename) for f in traceback.extract_tb(e.__traceback__)][-1:])
import asyncio

ae = Environment(enable_async=True)


async def gen():
    for i in range(3):
        yield i


async def co(x):
    return x * 2


async def main():
    print(
        await ae.from_string('{% for i in g() %}{{ i }}{{ loop.last }},{% endfor %}{{ c(4) }}').render_async(
            g=gen, c=co
        )
    )
    print([x async for x in ae.from_string('a{{ x }}b').generate_async(x=1)])


asyncio.run(main())
from jinja2.nativetypes import NativeEnvironment

print(
    repr(NativeEnvironment().from_string('{{ [1, x] }}').render(x=2)),
    repr(NativeEnvironment().from_string('{{ a }}{{ b }}').render(a=1, b=2)),
)
print([str(x) for x in env.lex('a {{ b|c }} {# d #}')])
