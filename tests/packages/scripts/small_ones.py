"""A real use each: PyYAML, dateutil, more-itertools, beautifulsoup4, Markdown, Pygments, packaging, cssselect, click, typer."""
import datetime
import io

print('-- yaml')
import yaml
text = '''
a: 1
b: [1, 2.5, true, null, "x", 2020-01-02, 1e3]
c: &anchor {k: v}
d: *anchor
e: |
  several
  lines
f: >-
  folded
  text
g: !!set {x, y}
<<: {h: 1}
'''
data = yaml.safe_load(text)
print(data)
print(yaml.safe_dump({'l': [1, 'two', None], 'd': {'b': 1.5, 'a': 'yes'}, 't': datetime.date(2020, 1, 2)}, sort_keys=True))
print(yaml.__with_libyaml__ in (True, False), list(yaml.safe_load_all('--- 1\n--- [2]\n')))
for bad in 'a: [1', 'a: b: c', '!!python/object:os.system x', '\t- x':
    try:
        yaml.safe_load(bad)
    except yaml.YAMLError as error:
        print(type(error).__name__, str(error).replace('\n', ' | '))

print('-- dateutil')
from dateutil import parser, relativedelta, rrule, tz
print(parser.parse('Thu Sep 25 2003 10:36:28'), parser.parse('3rd of May 2001', fuzzy=True), parser.isoparse('2020-W05-3'))
print(datetime.date(2020, 1, 31) + relativedelta.relativedelta(months=+1, weekday=relativedelta.MO(-1)))
print([d.date().isoformat() for d in rrule.rrule(rrule.MONTHLY, count=3, byweekday=rrule.FR(-1), dtstart=datetime.datetime(2024, 1, 1))])
print(datetime.datetime(2020, 7, 1, tzinfo=tz.tzutc()).astimezone(tz.tzoffset('X', 3600)).isoformat())

print('-- more_itertools')
import more_itertools as mi
print(list(mi.chunked('abcdefg', 3)), list(mi.windowed([1, 2, 3, 4], 2)), mi.first([], 'd'), list(mi.collapse([1, [2, [3]]])))
print(list(mi.split_at('a,b,c', lambda c: c == ',')), mi.ilen(x for x in range(9)), list(mi.interleave_longest('ab', 'xyz')))
print(list(mi.set_partitions([1, 2, 3], 2)), mi.peekable('xy').peek(), mi.bucket(['a1', 'b1', 'a2'], key=lambda s: s[0])['a'].__class__.__name__)

print('-- bs4')
from bs4 import BeautifulSoup
soup = BeautifulSoup('<html><body><p class="a b">One <b>two</b><br/>&amp; &eacute;</p><a href=/x>l</a><p>Open<div id=z>d', 'html.parser')
print(soup.p.get_text(), [a['href'] for a in soup.find_all('a')], soup.select('p.a > b')[0].string, soup.find(id='z'))
soup.b.replace_with('X')
print(soup.prettify())
print(soup.select_one('div#z').name, soup.find('p', class_='b').attrs, list(soup.stripped_strings))

print('-- markdown, pygments')
import markdown
print(markdown.markdown('# T\n\n*a* **b** `c` [l](http://x "t")\n\n| h |\n|---|\n| d |\n\n```\ncode\n```\n\n1. a\n2. b', extensions=['tables', 'fenced_code', 'toc']))
from pygments import highlight
from pygments.formatters import HtmlFormatter, TerminalFormatter
from pygments.lexers import JsonLexer, PythonLexer, get_lexer_by_name
print(highlight('def f(x: int) -> str:\n    """doc"""\n    return f"{x!r}" # c\n', PythonLexer(), HtmlFormatter()))
print(repr(highlight('{"a": [1, null]}', JsonLexer(), TerminalFormatter())), get_lexer_by_name('rust').name)

print('-- packaging, cssselect')
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version, parse
print(Version('1.0.post1') > Version('1.0'), sorted(map(parse, ['1.10', '1.9', '1.0rc1', '1.0'])), '1.5' in SpecifierSet('>=1,<2,!=1.4.*'))
r = Requirement('requests[socks]>=2.0; python_version > "3.0" and extra == "x"')
print(r.name, r.extras, r.specifier, r.marker, Marker('os_name == "posix"').evaluate())
from cssselect import GenericTranslator
print(GenericTranslator().css_to_xpath('div#a > p.b:nth-child(2n+1), a[href^="x"]'))

print('-- click, typer')
import click
from click.testing import CliRunner


@click.group()
@click.option('--debug/--no-debug', default=False)
@click.pass_context
def cli(ctx, debug):
    """A tool."""
    ctx.obj = debug


@cli.command()
@click.argument('files', nargs=-1, type=click.Path())
@click.option('--level', type=click.Choice(['low', 'high']), prompt=True)
@click.pass_obj
def show(debug, files, level):
    """Shows files."""
    click.secho(f'{debug} {files} {level}', fg='green')


runner = CliRunner()
for args, given in (['--debug', 'show', 'a', 'b'], 'low\n'), (['show', '--level', 'no'], None), (['--help'], None), (['nope'], None):
    result = runner.invoke(cli, args, input=given)
    print(result.exit_code, result.output)
import typer
from typer.testing import CliRunner as TyperRunner
app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def hello(name: str, count: int = typer.Option(1, help='How often'), loud: bool = False):
    """Greets."""
    for _ in range(count):
        typer.echo(name.upper() if loud else name)


for args in ['bob', '--count', '2', '--loud'], ['bob', '--count', 'x']:
    result = TyperRunner().invoke(app, args)
    print(result.exit_code, result.stdout)
