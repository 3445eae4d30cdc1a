"""pytest: a suite with every kind of failure, run with many options."""

import os, tempfile, textwrap, subprocess, sys, re, pytest, io, contextlib

d = tempfile.mkdtemp()
os.chdir(d)
open('conftest.py', 'w').write(textwrap.dedent('''
import pytest
def pytest_addoption(parser): parser.addoption("--slow", action="store_true"); parser.addini("myini", "doc", default="dflt")
def pytest_configure(config): config.addinivalue_line("markers", "slow: slow tests")
def pytest_collection_modifyitems(config, items):
    if not config.getoption("--slow"):
        for i in items:
            if "slow" in i.keywords: i.add_marker(pytest.mark.skip(reason="needs --slow"))
@pytest.fixture(scope="session")
def db(): print("setup db"); yield {"x": 1}; print("teardown db")
@pytest.fixture(params=["a", "b"], ids=str.upper)
def letter(request): return request.param
@pytest.fixture(autouse=True)
def auto(request): request.node.user_properties.append(("k", "v")); yield
@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call): r = yield; return r
def pytest_assertrepr_compare(config, op, left, right):
    if isinstance(left, complex): return ["cmp complex", f"{left} {op} {right}"]
'''))
open('test_a.py', 'w').write(
    textwrap.dedent('''
import pytest, os, sys, warnings, logging, unittest, asyncio
class TestC:
    x = 0
    def setup_method(self, m): self.m = m.__name__
    @classmethod
    def setup_class(cls): cls.y = 1
    def test_m(self): assert self.m == "test_m" and self.y
    @pytest.mark.parametrize("a,b", [(1, 2), pytest.param(3, 3, marks=pytest.mark.xfail), pytest.param(5, 6, id="five")])
    @pytest.mark.parametrize("c", [0, 1])
    def test_p(self, a, b, c): assert a + 1 == b
def test_db(db, letter): assert db["x"] and letter in "ab"
def test_cap(capsys, caplog, capfd): pass
''').replace(
        'def test_cap(capsys, caplog, capfd): pass',
        '''def test_cap(capsys, caplog):
    print("out"); print("err", file=sys.stderr); r = capsys.readouterr(); assert r.out == "out\\n" and r.err == "err\\n"
    with caplog.at_level(logging.INFO): logging.getLogger("z").info("hey %s", 1)
    assert caplog.records[0].getMessage() == "hey 1" and "hey" in caplog.text
def test_mp(monkeypatch, tmp_path, tmpdir):
    monkeypatch.setenv("Q", "1"); monkeypatch.setattr(os, "getcwd", lambda: "x"); monkeypatch.chdir(tmp_path); monkeypatch.syspath_prepend(str(tmp_path)); monkeypatch.delattr(os, "sep")
    (tmp_path / "f").write_text("hi"); assert os.getcwd() == "x" and os.environ["Q"] == "1" and (tmp_path / "f").read_text() == "hi" and not hasattr(os, "sep")
def test_raises():
    with pytest.raises(ValueError, match=r"in.alid") as ei: int("x")
    assert ei.type is ValueError and "invalid" in str(ei.value)
    with pytest.raises(ExceptionGroup) as eg: raise ExceptionGroup("g", [ValueError(1)])
    assert eg.group_contains(ValueError) and pytest.approx(0.1 + 0.2) == 0.3 and [0.1 + 0.2, 1] == pytest.approx([0.3, 1])
    with pytest.warns(UserWarning, match="w"): warnings.warn("ww")
    pytest.deprecated_call(lambda: warnings.warn("x", DeprecationWarning))
@pytest.mark.slow
def test_slow(): pass
@pytest.mark.skipif(sys.version_info > (3,), reason="new")
def test_skip(): pass
def test_imp(): pytest.importorskip("nosuch")
@pytest.mark.xfail(strict=True)
def test_xp(): pass
@pytest.mark.xfail(raises=KeyError)
def test_xf(): {}["k"]
def test_fail_dict(): assert {"a": 1, "b": [1, 2, 3], "c": "x"} == {"a": 1, "b": [1, 2, 4], "d": "x"}
def test_fail_str(): assert "hello\\nworld\\nfoo" == "hello\\nworld!\\nfoo", "message here"
def test_fail_in(): assert 5 in [x * 2 for x in range(3)]
def test_fail_call():
    def f(x): return x + 1
    y = 3
    assert f(y) == f(f(y)) and not y
def test_fail_cplx(): assert 1j == 2j
def test_fail_set(): assert {1, 2, 3} == {2, 3, 4}
def test_fail_list(): assert list(range(30)) == list(range(29)) + [99]
class Obj:
    def __eq__(self, o): return False
    def __repr__(self): return "<Obj>"
def test_fail_obj(): a = Obj(); assert a == 3
import dataclasses
@dataclasses.dataclass
class D: a: int; b: str
def test_fail_dc(): assert D(1, "x") == D(1, "y")
def test_err(nofixture): pass
@pytest.fixture
def bad(): raise RuntimeError("in fixture")
def test_badfix(bad): pass
@pytest.fixture
def badtd(): yield; raise RuntimeError("in teardown")
def test_td(badtd): print("printed"); sys.stderr.write("errd"); logging.warning("logged")
def test_chain():
    try: 1 / 0
    except ZeroDivisionError as e: raise KeyError("k") from e
def test_sub(subtests):
    for i in range(3):
        with subtests.test(i=i): assert i != 1
class TU(unittest.TestCase):
    def setUp(self): self.z = 1
    def test_u(self): self.assertEqual(self.z, 2)
    @unittest.skip("no")
    def test_s(self): pass
    def test_sub(self):
        with self.subTest(i=1): self.fail("x")
def test_exit(): pytest.fail("reason", pytrace=False)
def test_rec():
    def r(n): return r(n + 1)
    r(0)
def test_request(request, pytestconfig, record_property): assert pytestconfig.getini("myini") == "dflt"; record_property("a", 1); request.addfinalizer(lambda: None)
def test_pytester_like(): assert all([1, 0, 2]), any([])
''',
    )
)
open('test_doc.txt', 'w').write('>>> 1 + 1\n2\n>>> 2\n3\n')
open('mod.py', 'w').write('def f():\n    """\n    >>> f()\n    1\n    """\n    return 1\n')
os.mkdir('sub')
open('sub/test_b.py', 'w').write('import nosuchmod\n')
open('sub/test_c.py', 'w').write('def test_x(: pass\n')
open('sub/test_d.py', 'w').write('def test_ok(): pass\nasync def test_async(): pass\ndef test_ret(): return 1\n')


def run(*a):
    o = io.StringIO()
    r = subprocess.run(
        [
            sys.executable,
            '-m',
            'pytest',
            '-p',
            'no:cacheprovider',
            '-p',
            'no:hypothesispytest',
            '-p',
            'no:asyncio',
            '-p',
            'no:cov',
            '--import-mode=importlib' if 'sub' in a else '-rN',
            *a,
        ],
        capture_output=True,
        text=True,
        env=dict(os.environ, COLUMNS='100', PYTHONHASHSEED='0'),
    )
    t = r.stdout + r.stderr
    t = re.sub(r'in \d+\.\d+s', 'in Xs', t)
    t = re.sub(r'^(platform|plugins|rootdir|cachedir).*$', r'\1', t, flags=re.M)
    t = re.sub(r'0x[0-9a-f]+', '0xX', t)
    t = t.replace(d, 'D')
    t = re.sub(r'=+( [^=]*? )=+', r'=\1=', t)
    t = re.sub(r'\S*/((?:_pytest|pluggy)/)', r'LIB/\1', t)
    t = re.sub(r'(?m)^.*\bast(?:\.py|>):\d+: in parse\n.*\n', '', t)  # a frame of the library: not of pytest
    print('$', a, r.returncode)
    print(t)


run('test_a.py', '-q', '--tb=short')
run('test_a.py', '-v', '-k', 'fail or chain', '--tb=long')
run('test_a.py', '-x', '-q', '--tb=line')
run('test_a.py', '-rA', '-q', '--tb=no', '--slow', '-k', 'not rec')
run('test_a.py', '--collect-only', '-q')
run('--doctest-modules', 'mod.py', 'test_doc.txt')
run('sub', '-q')
run('--fixtures-per-test', 'test_a.py', '-k', 'test_db')
run('--markers')
run('test_a.py', '--maxfail=2', '-q', '-vv', '--tb=native', '-k', 'fail')
run('-q', '--junitxml=j.xml', 'test_a.py', '-k', 'test_p or fail_in')
print(re.sub(r'(time|timestamp|hostname)="[^"]*"', r'\1=""', open('j.xml').read()))
run('test_a.py::TestC::test_p[0-five]', '-q', '--setup-show')
run('nofile.py')
run('--nosuch')
run('-q', '-s', 'test_a.py', '-k', 'db')
run('-m', 'slow', 'test_a.py', '-q', '--strict-markers', '-W', 'error')
