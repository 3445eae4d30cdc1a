"""build, setuptools and poetry-core: archives of two projects, installed by pip."""

import os, tempfile, textwrap, subprocess, sys, zipfile, tarfile, re

d = tempfile.mkdtemp()
os.chdir(d)
os.makedirs('pk/src/mypkg/data')
open('pk/src/mypkg/__init__.py', 'w').write('__version__ = "1.2"\ndef main(): print("main ran")\n')
open('pk/src/mypkg/data/x.txt', 'w').write('data')
open('pk/README.md', 'w').write('# hi\n')
open('pk/pyproject.toml', 'w').write(textwrap.dedent('''
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "my-pkg"
dynamic = ["version"]
readme = "README.md"
requires-python = ">=3.8"
dependencies = ["click>=8; python_version>'3'"]
[project.optional-dependencies]
x = ["rich"]
[project.scripts]
mycmd = "mypkg:main"
[tool.setuptools.dynamic]
version = {attr = "mypkg.__version__"}
[tool.setuptools.package-data]
mypkg = ["data/*"]
'''))


def run(*a, **k):
    r = subprocess.run([sys.executable, *a], capture_output=True, text=True, **k)
    print(a[:3], r.returncode)
    if r.returncode:
        print(r.stdout[-1500:], r.stderr[-1500:])
    return r.stdout


out = run('-m', 'build', '--no-isolation', '--skip-dependency-check', 'pk')
print(out.splitlines()[-1:])
w = [f for f in os.listdir('pk/dist') if f.endswith('.whl')][0]
print(sorted(os.listdir('pk/dist')), sorted(zipfile.ZipFile('pk/dist/' + w).namelist()))
print(zipfile.ZipFile('pk/dist/' + w).read('my_pkg-1.2.dist-info/METADATA').decode())
print(sorted(n for n in tarfile.open('pk/dist/my_pkg-1.2.tar.gz').getnames()))
os.makedirs('po/popkg')
open('po/popkg/__init__.py', 'w').write('x = 1\n')
open('po/README.md', 'w').write('x')
open('po/pyproject.toml', 'w').write(textwrap.dedent('''
[tool.poetry]
name = "po-pkg"
version = "0.3.1"
description = "d"
authors = ["A <a@b.c>"]
packages = [{include = "popkg"}]
[tool.poetry.dependencies]
python = "^3.9"
click = {version = "^8", extras = ["a"], markers = "sys_platform == 'linux'"}
[tool.poetry.scripts]
po = "popkg:main"
[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
'''))
out = run('-m', 'build', '--no-isolation', '--skip-dependency-check', 'po')
print(out.splitlines()[-1:])
z = zipfile.ZipFile('po/dist/po_pkg-0.3.1-py3-none-any.whl')
print(sorted(z.namelist()))
print(z.read('po_pkg-0.3.1.dist-info/METADATA').decode())
run(
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--no-index',
    '--target',
    'tgt',
    'pk/dist/' + w,
    'po/dist/po_pkg-0.3.1-py3-none-any.whl',
)
print(sorted(x for x in os.listdir('tgt') if not x.startswith('_')))
print(
    subprocess.run(
        [
            sys.executable,
            '-c',
            'import mypkg, popkg, importlib.metadata as m, importlib.resources as r; mypkg.main(); print(popkg.x, m.version("my-pkg"), m.entry_points(name="mycmd"), r.files("mypkg").joinpath("data/x.txt").read_text())',
        ],
        env=dict(os.environ, PYTHONPATH='tgt'),
        capture_output=True,
        text=True,
    ).stdout
)
run(
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--no-index',
    '--no-build-isolation',
    '--target',
    'tg2',
    '-e' if False else './pk',
)
print(sorted(os.listdir('tg2')))
run('-m', 'wheel', 'unpack', 'pk/dist/' + w)
print(sorted(os.listdir('my_pkg-1.2')))
