"""pip: installs from an index on loopback, into a folder and into a virtual environment; lists, shows, removes."""
import http.server
import os
import re
import subprocess
import sys
import tempfile
import threading
import zipfile

top = os.path.realpath(tempfile.mkdtemp())
os.chdir(top)


def wheel(name, version, files, requires=(), scripts=''):
    path = f'index/{name}/{name}-{version}-py3-none-any.whl'
    os.makedirs(os.path.dirname(path), exist_ok=True)
    info = f'{name}-{version}.dist-info/'
    lines = [f'Requires-Dist: {r}\n' for r in requires]
    files = {**files, info + 'METADATA': f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: of {name}\n' + ''.join(lines),
             info + 'WHEEL': 'Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n'}
    if scripts:
        files[info + 'entry_points.txt'] = '[console_scripts]\n' + scripts
    with zipfile.ZipFile(path, 'w') as z:
        for file, text in files.items():
            z.writestr(file, text)
        z.writestr(info + 'RECORD', ''.join(f'{f},,\n' for f in [*files, info + 'RECORD']))


wheel('inner', '1.0', {'inner.py': 'X = 1\n'})
wheel('inner', '2.0', {'inner.py': 'X = 2\n'})
wheel('inner', '3.0', {'inner.py': 'X = 3\n'})
wheel('outer', '1.5', {'outer/__init__.py': 'import inner\ndef main():\n    print("outer", inner.X)\n', 'outer/d.txt': 'data'},
      ['inner>=1,<3', 'never; python_version < "3"'], 'outer-tool = outer:main\n')


class Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args):
        super().__init__(*args, directory='index')

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
index = f'http://127.0.0.1:{server.server_port}'


def run(program, *args):
    environ = {k: v for k, v in os.environ.items() if not k.startswith('PIP_')}
    environ |= {'PIP_CONFIG_FILE': os.devnull, 'PIP_DISABLE_PIP_VERSION_CHECK': '1', 'PIP_ROOT_USER_ACTION': 'ignore',
                'PIP_NO_CACHE_DIR': '1', 'PIP_NO_INPUT': '1'}
    done = subprocess.run([program, *args], capture_output=True, text=True, env=environ)
    print('--', *[a.replace(index, 'INDEX') for a in args], done.returncode)
    text = (done.stdout + done.stderr).replace(index, 'INDEX').replace(top, 'TOP').replace('python3.13', 'PYTHON').replace(sys.implementation.cache_tag, 'TAG')
    text = re.sub(r'\(\d.* bytes\)|WARNING: (Disabling|The directory).*\n|.*━.*\n', '', text)
    print(re.sub(r' +$', '', text, flags=re.M).strip())


pip = ['-m', 'pip']
run(sys.executable, *pip, 'install', '--index-url', index, '--target', 'into', 'outer')
print(sorted(n for n in os.listdir('into') if n != '__pycache__'))
run(sys.executable, '-m', 'venv', '--without-pip', 'env')
python = os.path.join('env', 'bin', 'python')
run(python, *pip, 'install', '-q', '--index-url', index, 'outer', 'inner==1.0')
run(python, '-c', 'import outer; outer.main()')
run(os.path.join('env', 'bin', 'outer-tool'))
run(python, *pip, 'show', '-f', 'outer')
run(python, *pip, 'install', '--index-url', index, '--upgrade', 'inner')
run(python, '-c', 'import importlib.metadata as m; print(m.version("inner"), m.requires("outer"))')
run(python, *pip, 'uninstall', '-y', 'outer')
run(python, *pip, 'install', '--index-url', index, 'missing')
run(python, *pip, 'download', '-q', '--index-url', index, '--no-deps', '-d', 'down', 'outer')
print(os.listdir('down'), sorted(os.listdir('env/bin'))[:1])
server.shutdown()
