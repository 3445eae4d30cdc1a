"""typer: commands from annotated functions, their help and errors."""

import typer, enum
from typing import Annotated, Optional, List
from typer.testing import CliRunner

app = typer.Typer(help='An app.', add_completion=False, pretty_exceptions_enable=False)
users = typer.Typer()
app.add_typer(users, name='users', help='Users.')


class Level(str, enum.Enum):
    low = 'low'
    high = 'high'


@app.command()
def hello(
    name: str,
    count: int = 1,
    formal: bool = False,
    level: Level = Level.low,
    tags: Annotated[Optional[List[str]], typer.Option(help='Tags.')] = None,
):
    """Say hello."""
    for _ in range(count):
        typer.echo(f"{'Dear' if formal else 'Hi'} {name} {level.value} {tags}")


@app.command('calc')
def calc(
    a: Annotated[int, typer.Argument(min=0, help='First.')],
    b: Annotated[float, typer.Argument()] = 2.0,
    op: Annotated[str, typer.Option('--op', '-o', envvar='OP')] = 'add',
):
    print({'add': a + b, 'mul': a * b}.get(op) or typer.Exit(3))
    if op == 'x':
        raise typer.Exit(code=4)
    if op == 'b':
        raise typer.BadParameter('bad op')


@users.command()
def create(name: str, admin: Annotated[bool, typer.Option('--admin/--no-admin')] = False):
    typer.secho(f'{name} {admin}', fg=typer.colors.GREEN)


@users.command()
def delete(name: str, force: Annotated[bool, typer.Option(prompt='Sure?')] = False):
    print(name, force)


@app.callback()
def main(verbose: bool = typer.Option(False, '--verbose', '-v')):
    if verbose:
        print('verbose')


r = CliRunner()
for a in [
    '--help',
    'hello --help',
    'hello Bob --count 2 --formal --level high --tags a --tags b',
    'hello',
    'hello x --level mid',
    'calc 3 4 -o mul',
    'calc -- -1',
    'calc 1 -o x',
    'calc 1 -o b',
    'users create z --admin',
    'users',
    'users delete z --force',
    '-v users delete z',
    'nope',
    'hello a --count q',
]:
    x = r.invoke(app, a.split(), input='y\n', env={'TERM': 'dumb', 'COLUMNS': '80'})
    print('$', a, x.exit_code)
    print(x.output)
