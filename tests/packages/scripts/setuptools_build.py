"""setuptools and importlib.metadata: a wheel is built from a project, opened and imported."""
import importlib.metadata
import os
import subprocess
import sys
import tempfile
import zipfile

folder = tempfile.mkdtemp()
os.chdir(folder)
os.makedirs('src/demo')
open('src/demo/__init__.py', 'w').write('VALUE = 1\ndef main():\n    print("main", VALUE)\n')
open('src/demo/data.txt', 'w').write('data')
open('pyproject.toml', 'w').write('''
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "demo-project"
version = "1.2"
description = "A demo"
dependencies = ["other>=1"]
[project.scripts]
demo = "demo:main"
[tool.setuptools.package-data]
demo = ["*.txt"]
''')
code = 'import setuptools.build_meta as b; print("built", b.build_wheel("dist"))'
done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)
print(done.returncode, [line for line in done.stdout.splitlines() if line.startswith('built')], done.stderr[-500:] if done.returncode else '')
(name,) = os.listdir('dist')
print(name, sorted(zipfile.ZipFile(os.path.join('dist', name)).namelist()))
sys.path.insert(0, os.path.join(folder, 'dist', name))
import demo
print(demo.VALUE, importlib.metadata.version('demo-project'), importlib.metadata.requires('demo-project'))
(point,) = [p for p in importlib.metadata.entry_points(group='console_scripts') if p.name == 'demo']
point.load()()
