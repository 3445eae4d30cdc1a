"""coverage: lines and branches of a module, and its reports."""

import coverage, io, os, sys, tempfile, textwrap, json

d = tempfile.mkdtemp()
os.chdir(d)
open('mod.py', 'w').write(textwrap.dedent('''
def f(x):
    if x > 1:
        return "big"
    elif x == 0:
        return "zero"
    return "small"

class A:
    def m(self):
        for i in range(3):
            if i == 5:
                print("never")
        return i

def gen(n):
    for i in range(n):
        yield i
    return None

def unused():
    a = 1
    b = 2
    return a + b  # pragma: no cover

def excluded():  # pragma: no cover
    return 1

try:
    f("x")
except TypeError as e:
    caught = True
else:
    caught = False
'''))
sys.path.insert(0, d)
for branch in (False, True):
    cov = coverage.Coverage(data_file=None, branch=branch, include=[d + '/*'], messages=False)
    cov.start()
    sys.modules.pop('mod', None)
    import mod

    mod.f(5)
    mod.f(0)
    mod.A().m()
    list(mod.gen(2))
    cov.stop()
    name, stmts, excl, missing, text = cov.analysis2(mod)
    print(os.path.basename(name), stmts, excl, missing, text)
    out = io.StringIO()
    print(cov.report(file=out, show_missing=True))
    print(out.getvalue().replace(d, 'DIR'))
    cov.json_report(outfile='c.json')
    j = json.load(open('c.json'))
    print(sorted(j['totals'].items()))
    print(j['files']['mod.py']['summary'])
    if branch:
        print(j['files']['mod.py']['executed_branches'], j['files']['mod.py']['missing_branches'])
    cov.xml_report(outfile='c.xml')
    print(len(open('c.xml').read()) > 500)
    cov.html_report(directory='h')
    print(sorted(os.listdir('h'))[:3])
