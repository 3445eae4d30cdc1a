"""rich: markup, tables, trees, panels, syntax, progress, in text of a fixed width."""
import io
import re

from rich import print_json
from rich.columns import Columns
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.pretty import pretty_repr
from rich.progress import track
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.traceback import Traceback
from rich.tree import Tree

out = io.StringIO()
console = Console(file=out, width=60, force_terminal=True, color_system='truecolor', legacy_windows=False, _environ={})
console.print('[bold red]alert[/] [link=http://x]link[/link] :smile: 123 "text" None', [1, 2, {'a': 'b'}])
table = Table(title='People', show_lines=True)
table.add_column('Name', style='cyan', no_wrap=True)
table.add_column('Age', justify='right')
table.add_row('Ann', '31')
table.add_row('表', '[b]7[/b]')
console.print(table)
tree = Tree('root')
tree.add('one').add('[green]two')
tree.add(Panel('boxed', title='t', expand=False))
console.print(tree)
console.print(Markdown('# Title\n\nSome *emphasis* and `code`.\n\n- a\n- b\n\n> quote\n\n1. x\n2. y\n'))
console.print(Syntax('def f(x):\n    return x + 1  # add\n', 'python', line_numbers=True))
console.print(Columns(['a', 'bb', 'ccc']))
console.rule('rule')
console.print(Text.from_ansi('\x1b[31mred\x1b[0m plain'))
console.print_json('{"a": [1, true, null, "x"]}')
for _ in track(range(3), console=console, disable=True):
    pass
print(re.sub(r'id=\d+', 'id=N', repr(out.getvalue())))
print(pretty_repr({'a': list(range(30)), 'b': {'c': (1, 2)}}, max_width=40))
plain = Console(file=io.StringIO(), width=40)
plain.print(table, Text('wrapped ' * 10), sep='\n')
print(plain.file.getvalue())
try:
    1 / 0
except ZeroDivisionError:
    plain = Console(file=io.StringIO(), width=80)
    plain.print_exception(show_locals=False)
    print('ZeroDivisionError' in plain.file.getvalue())
