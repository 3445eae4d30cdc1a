"""black and isort over code in need of them."""

import black, isort, io, textwrap

src = textwrap.dedent('''
import sys, os
from a import (b, c as d)
import   json
x = {  'a':37,'b':42,

'c':927}
y = 'hello '    'world'
class foo  (     object  ):
  def f    (self   ):
    return       37*-2
  def g(self, x,y=42):
      return y
def very_important_function(template: str, *variables, file: os.PathLike, engine: str, header: bool = True, debug: bool = False):
    """Applies `variables` to the `template` and writes to `file`."""
    with open(file, "w") as f, open("a_rather_long_filename_to_force_wrapping.txt") as g, open('z'):
        pass
if x :
    if y : new_id = max(Vegetable.objects.order_by('-id')[0].id, Mineral.objects.order_by('-id')[0].id) + 1
lambda x=1: (yield)
async def a(): 
    async with b: await c
    return [i async for i in x if i if not i]
match x:
    case {"a": [1, *_], **rest} if rest: pass
    case Point(x=0) | None: print(f"{x!r:>{width}} {'nested'}")
# fmt: off
m = [1,0,
     0,1]
# fmt: on
del (a, b)
assert some_type_of_boolean_expression, "followed by a really long string that is used to explain the assertion error message"
result = session.query(models.Customer.id).filter(models.Customer.account_id == 10000, models.Customer.email == email_address,).count()
@decorator
def z(*, a, **kw) -> Set["Very", "Long", "Types", "Here", "That", "Wrap", "The", "Line", "Somewhere"]: ...
print(* args, ** kwargs) ; a[1:2, ::3]; x = not(y); 0XFF; 1E5; 10L if 0 else 0o17; u"u" R"r"
''').replace('10L', '10')
for mode in (
    black.Mode(),
    black.Mode(line_length=60, string_normalization=False, magic_trailing_comma=False),
    black.Mode(target_versions={black.TargetVersion.PY38}, preview=True),
):
    try:
        print(black.format_str(src, mode=mode))
    except Exception as e:
        print(type(e).__name__, e)
print(
    black.format_str(black.format_str(src, mode=black.Mode()), mode=black.Mode())
    == black.format_str(src, mode=black.Mode())
)
for bad in ('def f(:\n', 'x = (1', 'for'):
    try:
        black.format_str(bad, mode=black.Mode())
    except black.InvalidInput as e:
        print(e)
try:
    black.format_file_contents('x = 1\n', fast=False, mode=black.Mode())
except black.NothingChanged:
    print('unchanged')
print(black.format_cell('%time\nx=1', fast=True, mode=black.Mode(is_ipynb=True)) if False else '')
from click.testing import CliRunner

r = CliRunner()
with r.isolated_filesystem():
    open('t.py', 'w').write('x  =  1\n')
    x = r.invoke(black.main, ['--diff', '--check', 't.py', '--no-color'])
    print(x.exit_code, [l for l in x.output.splitlines() if 't.py' not in l])
    x = r.invoke(black.main, ['t.py'])
    print(x.exit_code, open('t.py').read())
print(
    isort.code(
        'import sys\nimport os, json\nfrom z import b, a\nfrom . import q\nimport requests\nfrom __future__ import annotations\nx = 1\n'
    )
)
print(
    isort.code(
        'from a import bbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccccccccccc, ddddddddddddddddddddd, e\nimport b  # c\n',
        profile='black',
        force_sort_within_sections=True,
    ),
    isort.check_code('import b\nimport a\n'),
)
for m in range(0, 8):
    print(
        isort.code(
            'from a import (b as c, dddddddddddddddddddd, eeeeeeeeeeeeeeeeeeeee, ffffffffffffffffff)\n',
            multi_line_output=m,
            line_length=40,
        )
    )
