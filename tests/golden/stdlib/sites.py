"""Folders of installed packages: the site module, .pth files, customizations, options, virtual environments."""
import contextlib
import io
import os
import site
import subprocess
import sys
import sysconfig
import tempfile

top = os.path.realpath(tempfile.mkdtemp())
os.chdir(top)
library = os.path.basename(os.path.dirname(site.getsitepackages(['/x'])[0]))


def shown(value):
    text = value if isinstance(value, str) else repr(value)
    return text.replace(top, 'TOP').replace(library, 'LIB').replace('python3.13', 'LIB')


print('-- names')
print(site.PREFIXES == [sys.prefix, sys.exec_prefix], site.ENABLE_USER_SITE, sys.prefix == sys.base_prefix)
print(shown(site.getsitepackages(['/x', '/x', '/y'])), site.makepath('a', 'b')[0] == os.path.join(top, 'a/b'))
print(site.check_enableusersite(), shown(site.getusersitepackages()).endswith('/lib/LIB/site-packages'))
print(site.USER_SITE.startswith(site.getuserbase()), site.addusersitepackages({'kept'}) - {site.USER_SITE}, site.addsitepackages({'z'}, ['/x']))
print([hasattr(__builtins__, n) for n in ('quit', 'exit', 'copyright', 'credits', 'license', 'help')])

print('-- .pth files')
for folder in 'sd', 'sd/extra', 'sd/sub', 'sd/hidden', 'sd/marked':
    os.mkdir(folder)
files = {
    'a.pth': '# comment\n\nimport sys; sys.seen = ["a"]\nextra\nsub   \nmissing\n./extra\n',
    'b.pth': 'import sys; sys.seen.append("b")\nimport sys; 1/0\nhidden\n',
    'c.pth': 'import no_such_module\nhidden\n',
    '.d.pth': 'hidden\n',
    'e.txt': 'hidden\n',
    'f.pth': '\ufeffmarked\n',
    'g.pth': '  import sys\nimportant\nimport\tsys; sys.seen.append("g")\n',
}
for name, text in files.items():
    with open('sd/' + name, 'w', encoding='utf-8') as file:
        file.write(text)
before = len(sys.path)
with contextlib.redirect_stderr(io.StringIO()) as errors:
    print(site.addsitedir('sd'))
print(shown(sys.path[before:]), sys.seen)
for line in errors.getvalue().splitlines():
    if 'File' not in line:
        print('  |', shown(line))
with contextlib.redirect_stderr(io.StringIO()):
    print(sorted(map(shown, site.addsitedir('sd', set()))))
print(site.addsitedir('missing'), site.addsitedir('missing', {'kept'}), shown(sys.path[-1]))
print(site.addpackage('sd', 'nothing.pth', None), site.addpackage('sd', 'f.pth', {'kept'}) == {'kept', top + '/sd/marked'})
sys.path[:] = ['rel', 'rel', top + '/rel', *sys.path]
known = site.removeduppaths()
print(shown(sys.path[0]), sys.path.count(top + '/rel'), top + '/rel' in known)

print('-- at the start')
os.mkdir('cust')
with open('cust/sitecustomize.py', 'w') as file:
    file.write('print("sitecustomize", __name__)\nimport no_such_module\n')
with open('cust/usercustomize.py', 'w') as file:
    file.write('import sys\nprint("usercustomize", "site" in sys.modules)\n1/0\n')
home = os.path.join(top, 'home')
user = os.path.join(home, '.local/lib', library, 'site-packages')
os.makedirs(user)
with open(user + '/mine.pth', 'w') as file:
    file.write('import sys; print("mine", sys.path[-1].endswith("site-packages"))\nbelow\n')
os.mkdir(user + '/below')
with open(user + '/owned.py', 'w') as file:
    file.write('OWN = 1\n')
ask = ('import sys; print([p[len(%r):] for p in sys.path if p.startswith(%r)]); import site; '
       'print(site.ENABLE_USER_SITE, hasattr(__builtins__, "quit"))' % (home, home))


def run(*args, **env):
    environ = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')}
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, env={**environ, 'HOME': home, **env})
    print(args[:-2], done.returncode)
    for line in (done.stdout + done.stderr).splitlines() if done.returncode < 2 else ():
        print('  |', shown(line))
    return done


for options in [], ['-s'], ['-S'], ['-I'], ['-E'], ['-P']:
    run(*options, '-c', ask, PYTHONPATH='cust')
run('-c', ask, PYTHONNOUSERSITE='1')
run('-c', 'import owned, sys; print(owned.OWN)', PYTHONUSERBASE=home + '/.local', HOME='/nowhere')
run('-s', '-c', 'import owned')
run('-m', 'site', '--user-base', HOME='/h')
run('-s', '-m', 'site', '--user-site', HOME='/h')
run('-m', 'site', '--user-base', '--user-site', HOME='/h')
print(run('-m', 'site', '--nothing', HOME='/h').returncode)

print('-- virtual environments')
os.makedirs('env/bin')
os.makedirs('env/lib/python3.13/site-packages')
with open('env/lib/python3.13/site-packages/inside.py', 'w') as file:
    file.write('IN = 1\n')
os.symlink(sys.executable, 'env/bin/python')
ask = '''
import inside, os, site, sys, sysconfig
base = os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))
print(inside.IN, sys.prefix, sys.exec_prefix, sys.executable, sys.base_prefix == sys.base_exec_prefix == base)
print(sys.prefix != sys.base_prefix, sys._home == os.path.dirname(os.path.realpath(sys.executable)))
print([p for p in sys.path if p.startswith(sys.prefix)], site.ENABLE_USER_SITE, site.PREFIXES[0], len(site.PREFIXES))
print(site.getsitepackages()[0], len(site.getsitepackages()), sysconfig.get_default_scheme())
print([sysconfig.get_path(n) for n in ('purelib', 'platlib', 'scripts', 'data')])
'''
for more in '', 'include-system-site-packages = false\n', 'Include-System-Site-Packages=TRUE\n':
    with open('env/pyvenv.cfg', 'w') as file:
        file.write(f'home = {os.path.dirname(os.path.realpath(sys.executable))}\n{more}')
    environ = {k: v for k, v in os.environ.items() if not k.startswith('PYTHON')}
    for options in [], ['-I'], ['-S']:
        done = subprocess.run(['env/bin/python', *options, '-c', ask], capture_output=True, text=True, env=environ)
        print(options, done.returncode)
        print(shown(done.stdout) + (done.stderr.splitlines()[-1] if done.stderr else ''))
