"""What threads leave behind: values of threading.local, errors that nobody caught, imports that fail, forks; and what
happens when no thread can be made."""
import _thread
import builtins
import io
import os
import sys
import tempfile
import threading
import time
import warnings
import weakref


def section(title):
    print('---', title)


def in_thread(f, name=None):
    t = threading.Thread(target=f, name=name)
    t.start()
    t.join()


section('values of a local end with their thread')


class Value:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('gone:', self.name)


local = threading.local()


def use():
    local.first = Value('first')
    local.second = Value('second')
    local.itself = local.first


in_thread(use)
print('joined', hasattr(local, 'first'), local.__dict__)


class WithInit(threading.local):
    def __init__(self, name):
        self.value = Value(f'{name} of {threading.current_thread().name}')


mine = WithInit('value')
in_thread(lambda: mine.value, 'T1')
print('joined', mine.value.name)
kept = []
in_thread(lambda: kept.append(WithInit('made there')), 'T2')
print('joined', kept[0].value.name)
del kept[:]
print('deleted')
done = threading.Lock()
done.acquire()


def low_level():
    local.x = Value('of a bare thread')
    local.last = weakref.ref(local.x, lambda r: done.release())


_thread.start_new_thread(low_level, ())
print(done.acquire(timeout=10))
del mine

section('errors without sys.stderr')
usual = sys.stderr


def fail():
    1 / 0


for name, at_start, at_end in ('none', None, None), ('later', None, 1), ('both', 1, 1):
    files = [io.StringIO() if given else None for given in (at_start, at_end)]
    sys.stderr = files[0]
    t = threading.Thread(target=fail, name=name)
    sys.stderr = files[1]
    t.start()
    t.join()
    sys.stderr = usual
    print(name, [f and f.getvalue().splitlines()[0::len(f.getvalue().splitlines()) - 1 or 1]
                 if f and f.getvalue() else None for f in files])

hooks = threading.excepthook
threading.excepthook = lambda args: print('hook', args.exc_type.__name__, args.thread.name)
in_thread(fail, 'hooked')
in_thread(sys.exit, 'leaving')
threading.excepthook = hooks

section('an import that fails, in several threads')
with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    with open(os.path.join(folder, 'failing_import.py'), 'w') as f:
        f.write('import builtins\n'
                'part = 1\n'
                'builtins.runs += 1\n'
                'builtins.inside.set()\n'
                'builtins.go_on.wait()\n'
                'raise ValueError("no such luck")\n')
    builtins.runs, builtins.inside, builtins.go_on = 0, threading.Event(), threading.Event()
    results = []

    def importing(what):
        try:
            exec(what)
            results.append('imported')
        except Exception as e:
            results.append(f'{type(e).__name__}: {e}'.replace(folder, 'FOLDER'))

    first = threading.Thread(target=importing, args=['import failing_import'])
    first.start()
    builtins.inside.wait()
    others = [threading.Thread(target=importing, args=[what]) for what in (
        'import failing_import', 'from failing_import import part', 'from failing_import import other')]
    for t in others:
        t.start()
    time.sleep(0.2)
    print(results)
    builtins.go_on.set()
    for t in [first, *others]:
        t.join()
    print(*sorted(results), sep='\n')
    print(builtins.runs, 'failing_import' in sys.modules)
    importing('import failing_import')
    print(builtins.runs, results[-1])
    sys.path.remove(folder)

section('forks')


def forked(fork, *args):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        r = fork(*args)
        pid = r[0] if isinstance(r, tuple) else r
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        if isinstance(r, tuple):
            os.close(r[1])
    for w in caught:
        print(w.category.__name__, str(w.message).replace(str(os.getpid()), 'PID'), w.filename == __file__)
    print(len(caught))


stop = threading.Event()
t = threading.Thread(target=stop.wait)
forked(os.fork)
t.start()
forked(os.fork)
forked(os.forkpty)
with warnings.catch_warnings():
    warnings.simplefilter('error')
    if (pid := os.fork()) == 0:
        os._exit(7)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
stop.set()
t.join()
forked(os.fork)

section('no more threads')
old = threading.stack_size()
threading.stack_size(1 << 46)
t = threading.Thread(target=print)
try:
    t.start()
except RuntimeError as e:
    print(e, t.is_alive(), t.ident, t in threading.enumerate())
try:
    _thread.start_new_thread(print, ())
except RuntimeError as e:
    print(e)
threading.stack_size(old)
in_thread(lambda: print('again'))

section('printing from several threads')
out = io.StringIO()
sys.stdout, real = out, sys.stdout
threads = [threading.Thread(target=lambda n=n: [print(f'<{n}>', end='\n') for _ in range(50)]) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
sys.stdout = real
print({n: out.getvalue().count(f'<{n}>') for n in range(4)}, out.getvalue().count('\n'))
