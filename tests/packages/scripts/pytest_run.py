"""pytest: a run over a folder with fixtures, parameters, marks, failures with introspection, plugins and options."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

folder = pathlib.Path(tempfile.mkdtemp())
(folder / 'conftest.py').write_text('''
import pytest

@pytest.fixture(scope='session')
def resource():
    yield 'resource'

@pytest.fixture(params=[1, 2])
def number(request):
    return request.param
''')
(folder / 'test_one.py').write_text('''
import asyncio
import sys
import warnings
import pytest

def test_pass(resource, number):
    assert resource == 'resource' and number in (1, 2)

def test_fail():
    values = {'a': [1, 2, 3]}
    assert values['a'] == [1, 2, 4], 'they differ'

@pytest.mark.parametrize('a, b', [(1, 2), ('x', 'y'), pytest.param(3, 4, id='named')])
def test_many(a, b):
    assert a != b

@pytest.mark.skip(reason='not now')
def test_skipped():
    pass

@pytest.mark.xfail(raises=ZeroDivisionError, strict=True)
def test_expected():
    1 / 0

class TestClass:
    def setup_method(self):
        self.value = 5

    def test_method(self, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv('X', '1')
        (tmp_path / 'f').write_text('t')
        print('out')
        assert capsys.readouterr().out == 'out\\n'
        assert self.value == pytest.approx(5.0000001)

def test_raises():
    with pytest.raises(ValueError, match='inv.lid') as info:
        int_('invalid')
    assert info.type is ValueError

def int_(text):
    raise ValueError(text)

def test_error(missing_fixture):
    pass

def test_long():
    assert 'a' * 50 in 'b' * 50
    
def test_warns():
    with pytest.warns(UserWarning):
        warnings.warn('w')
''')


def run(*args):
    env = {k: v for k, v in os.environ.items() if not k.startswith('PYTEST')}
    done = subprocess.run([sys.executable, '-m', 'pytest', '-p', 'no:cacheprovider', *args], cwd=folder, text=True,
                          capture_output=True, env={**env, 'COLUMNS': '80', 'PYTHONDONTWRITEBYTECODE': '1'})
    print('--', *args, done.returncode)
    text = re.sub(r'in \d+\.\d+s', 'in T', done.stdout + done.stderr)
    text = re.sub(r'platform .*|rootdir.*|plugins.*', 'PLATFORM', text)
    print(re.sub(r'=+', '=', text.replace(str(folder), 'FOLDER')))


run('-q')
run('-v', '-k', 'many or method')
run('--collect-only', '-q', '-k', 'pass')
run('-x', '-q', '--tb=line')
