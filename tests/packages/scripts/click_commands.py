"""click: groups, options, prompts, errors, help, completion, under its test runner."""

import click, sys
from click.testing import CliRunner


@click.group(
    invoke_without_command=True, context_settings=dict(help_option_names=['-h', '--help'], max_content_width=90)
)
@click.option('--verbose', '-v', count=True, help='Verbosity.')
@click.option('--config', type=click.Path(exists=False), default='x.cfg', show_default=True, envvar='MY_CONFIG')
@click.version_option('1.2', prog_name='tool')
@click.pass_context
def cli(ctx, verbose, config):
    """The tool.

    It does many things, and this text is long enough that it has to be wrapped by the formatter somewhere.

    \b
    kept
      as is
    """
    ctx.obj = {'v': verbose, 'c': config}
    if ctx.invoked_subcommand is None:
        click.echo('no command')


class Even(click.ParamType):
    name = 'even'

    def convert(self, value, param, ctx):
        try:
            v = int(value)
        except ValueError:
            self.fail(f'{value!r} is not a number', param, ctx)
        if v % 2:
            self.fail(f'{v} is odd', param, ctx)
        return v


@cli.command()
@click.argument('names', nargs=-1, required=True)
@click.option('--count', default=1, type=click.IntRange(1, 5), show_default=True)
@click.option('--shout/--no-shout', default=False)
@click.option('--color', type=click.Choice(['red', 'green'], case_sensitive=False))
@click.option('--pair', nargs=2, type=(str, int), multiple=True)
@click.option('--even', type=Even())
@click.option('--when', type=click.DateTime(['%Y-%m-%d']))
@click.option('--u', type=click.UUID, hidden=True)
@click.option('--f', 'fl', type=float, default=1.5, help='A float.', show_default=True, metavar='FLOAT')
@click.pass_obj
def greet(obj, names, count, shout, color, pair, even, when, u, fl):
    """Greets NAMES."""
    for n in names:
        click.secho((n.upper() if shout else n) * count, fg=color, bold=True)
    click.echo(f'{obj} {pair} {even} {when} {u} {fl}')


@cli.command(short_help='reads')
@click.option('--name', prompt='Your name')
@click.password_option('--pw', default=None)
@click.confirmation_option(prompt='Sure?')
@click.argument('file', type=click.File('r'), default='-')
def ask(name, pw, file):
    click.echo(f'{name} {pw}')


@cli.group(chain=True)
def sub():
    """Sub commands."""


@sub.command()
@click.option('--x', required=True, type=int)
def one(x):
    click.echo(f'one {x}')
    return x


@sub.command(deprecated=True)
def two():
    click.echo('two')
    return 2


@sub.result_callback()
def done(r):
    click.echo(f'results {r}')


@cli.command()
def fail():
    raise click.ClickException('broken')


@cli.command()
@click.pass_context
def ab(ctx):
    ctx.fail('usage wrong') if ctx.obj['v'] else ctx.abort()


r = CliRunner()
for args in [
    '',
    '-h',
    '--version',
    'greet',
    'greet -h',
    'greet a b --count 2 --shout --color RED --pair x 1 --pair y 2 --even 4 --when 2020-01-02',
    'greet a --count 9',
    'greet a --color blue',
    'greet a --even 3',
    'greet a --even q',
    'greet a --pair 1',
    'greet a --when x',
    'greet --nope',
    'gret',
    'greet a --u zz',
    'greet a --cont 3',
    '-vv sub one --x 3 two',
    'sub one',
    'sub',
    'sub one --x q',
    'fail',
    'ab',
    '-v ab',
    'ask -h',
    '--config',
]:
    x = r.invoke(cli, args.split(), color=True)
    print('$', args, '->', x.exit_code, repr(x.exception))
    print(x.output)
x = r.invoke(cli, ['ask'], input='Bob\nsecret\nsecret\ny\n')
print(x.output, x.exit_code)
x = r.invoke(cli, ['ask'], input='Bob\na\nb\nc\nc\nn\n')
print(x.output, x.exit_code)
print(r.invoke(cli, [], env={'MY_CONFIG': 'zz'}).output)
with r.isolated_filesystem():
    open('a.txt', 'w').write('hello')

    @click.command()
    @click.argument('src', type=click.Path(exists=True, dir_okay=False))
    @click.argument('dst', type=click.File('wb', lazy=True))
    def cp(src, dst):
        dst.write(open(src, 'rb').read().upper())

    print(r.invoke(cp, ['a.txt', 'b.txt']).output, open('b.txt').read(), r.invoke(cp, ['no', 'b']).output)


@click.command()
def bar():
    with click.progressbar(range(3), label='Work', file=sys.stdout) as b:
        for _ in b:
            pass
    click.echo(click.style('x', fg=(1, 2, 3), underline=True))
    click.echo(click.unstyle('\x1b[31mred\x1b[0m'))
    click.echo(click.wrap_text('a b c ' * 20, 30) if hasattr(click, 'wrap_text') else '')
    click.echo_via_pager('paged\n')


print(r.invoke(bar).output)
from click.shell_completion import BashComplete, ZshComplete

print(BashComplete(cli, {}, 'tool', '_TOOL_COMPLETE').source()[:300])
print([c.value for c in BashComplete(cli, {}, 'tool', '_X').get_completions(['greet'], '--')])
print([c.value for c in BashComplete(cli, {}, 'tool', '_X').get_completions(['greet', '--color'], '')])
