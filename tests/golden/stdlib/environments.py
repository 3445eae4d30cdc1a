"""Virtual environments: python -m venv, its options and scripts, EnvBuilder; and archives made by zipapp."""
import io
import os
import subprocess
import sys
import tempfile
import venv
import zipapp

top = os.path.realpath(tempfile.mkdtemp()) + '/place'
os.mkdir(top)
os.chdir(top)
real = os.path.realpath(sys.executable)


def shown(text):
    return text.replace(top, 'TOP').replace(sys.executable, 'PYTHON').replace(os.path.dirname(real), 'BIN')


def run(*args, **env):
    environ = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')}
    done = subprocess.run(args, capture_output=True, text=True, env={**environ, **env})
    print('--', *[shown(a) for a in args], done.returncode)
    print(shown(done.stdout + done.stderr).strip())
    return done


def config(path):
    with open(path + '/pyvenv.cfg') as file:
        pairs = dict(line.strip().split(' = ', 1) for line in file)
    print(pairs['include-system-site-packages'], pairs['home'] == os.path.dirname(real), pairs.get('prompt'),
          pairs['executable'] == real, pairs['version'].startswith('3.13.'), '-m venv' in pairs['command'])


python = [sys.executable, '-m', 'venv', '--without-pip']
run(*python, 'one')
config('one')
print(sorted(os.listdir('one')), open('one/.gitignore').read().splitlines()[-1])
names = set(os.listdir('one/bin'))
print(names >= {'activate', 'activate.csh', 'activate.fish', 'Activate.ps1', 'python', 'python3', 'python3.13'},
      os.path.realpath('one/bin/python') == real, os.path.islink('one/bin/python'))
ask = 'import sys; print(sys.prefix, sys.base_prefix != sys.prefix, sys.executable, len([p for p in sys.path if p.startswith(sys.prefix)]))'
run('one/bin/python', '-c', ask)
run(*python, '--system-site-packages', '--prompt', 'my prompt', '--without-scm-ignore-files', 'two')
config('two')
print(sorted(os.listdir('two')))
open('one/extra', 'w').close()
run(*python, 'one')
print(os.path.exists('one/extra'))
run(*python, '--clear', '--prompt', '.', 'one')
print(os.path.exists('one/extra'))
config('one')
run(*python, '--upgrade', 'one')
run(*python, '--copies', 'three')
print(os.path.islink('three/bin/' + os.path.basename(real)), os.access('three/bin/python', os.X_OK))
run('three/bin/python', '-c', ask)
open('file', 'w').close()
run(*python, 'file')
run(*python, '--upgrade', '--clear', 'one')
run(*python, 'a:b')
script = '''
PS1='$ '
. %s/bin/activate
echo "$VIRTUAL_ENV|$VIRTUAL_ENV_PROMPT|$PS1|$PYTHONHOME"
command -v python
deactivate
echo "${VIRTUAL_ENV-unset}|$PS1|$PYTHONHOME"
typeset -f deactivate > /dev/null || echo gone
'''
run('bash', '-c', script % 'one', PYTHONHOME='/home')
run('bash', '-c', script % 'two', VIRTUAL_ENV_DISABLE_PROMPT='1')
run('sh', '-c', 'set -u; . one/bin/activate; . two/bin/activate; echo $VIRTUAL_ENV; deactivate')


class Builder(venv.EnvBuilder):
    def post_setup(self, context):
        print(shown(context.env_dir), context.env_name, context.prompt, context.bin_name, shown(context.bin_path),
              shown(os.path.relpath(context.lib_path, context.env_dir)), context.python_exe == os.path.basename(context.executable))


Builder(symlinks=True, prompt="it's").create('four')
venv.create('five', symlinks=True)
print(sorted(os.listdir('five')))

print('-- zipapp')
os.makedirs('app/pack')
with open('app/pack/__init__.py', 'w') as file:
    file.write('import sys\ndef go():\n    print("goes", __name__, sys.argv[1:], __file__[-20:])\n    return 3\n')


def attempt(*args, **kwargs):
    try:
        print(zipapp.create_archive(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt('app')
attempt('app', main='packgo')
attempt('app', main='pack:')
attempt('app', main='1:2')
attempt('missing', main='a:b')
attempt('app', main='pack:go', interpreter='/usr/bin/env python3')
print(zipapp.get_interpreter('app.pyz'), oct(os.stat('app.pyz').st_mode & 0o700))
run(sys.executable, 'app.pyz', 'x')
attempt('app', 'other.pyz', main='pack:go', compressed=True, filter=lambda p: print(p) or True)
run(sys.executable, 'other.pyz')
attempt('app.pyz', 'third.pyz', interpreter='/bin/other')
print(zipapp.get_interpreter('third.pyz'), zipapp.get_interpreter('other.pyz'))
out = io.BytesIO()
attempt('app', out, main='pack:go')
print(out.getvalue()[:2], zipapp.get_interpreter(io.BytesIO(out.getvalue())))
with open('app/__main__.py', 'w') as file:
    file.write('print("main")\n')
attempt('app', main='pack:go')
run(sys.executable, '-m', 'zipapp', 'app', '-o', 'fourth.pyz', '-p', '/bin/x')
run(sys.executable, '-m', 'zipapp', 'fourth.pyz', '--info')
run(sys.executable, '-m', 'zipapp', 'fourth.pyz')
run(sys.executable, '-m', 'zipapp', 'fourth.pyz', '-o', 'x.pyz', '-m', 'a:b')
run(sys.executable, 'fourth.pyz')
