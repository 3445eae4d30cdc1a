"""Every way to hear of a child's end, old and new: answers, warnings, what is said of strange children."""
import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
import warnings

logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(name)s: %(message)s')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **kw: print(category.__name__, tidy(message))


def tidy(o):
    text = re.sub(r'0x[0-9a-f]+', '0x...', str(o))
    return re.sub(r'pid[ =:]+\d+', 'pid N', re.sub(r'\{\d+', '{N', text))


class Tidy(logging.Filter):
    def filter(self, record):
        record.msg, record.args, record.exc_info = tidy(record.getMessage()), (), None
        return True


logging.getLogger('asyncio').addFilter(Tidy())


def section(title):
    print(f'--- {title}')


def attempt(what, f, *args):
    try:
        print(what, tidy(f(*args)))
    except BaseException as e:
        print(what, type(e).__name__, tidy(e))


section('interface')
base = asyncio.AbstractChildWatcher()
for name, args in (('add_child_handler', (1, print)), ('remove_child_handler', (1,)), ('attach_loop', (None,)), ('close', ()),
                   ('is_active', ()), ('__enter__', ()), ('__exit__', (None, None, None))):
    attempt(name, getattr(base, name), *args)


class Mine(asyncio.AbstractChildWatcher):
    pass


print(asyncio.AbstractChildWatcher.__module__, issubclass(asyncio.PidfdChildWatcher, asyncio.AbstractChildWatcher))
attempt('get', lambda: type(asyncio.get_child_watcher()).__name__)
attempt('set', asyncio.set_child_watcher, None)
attempt('set', asyncio.set_child_watcher, 3)
attempt('policy', lambda: type(asyncio.get_event_loop_policy().get_child_watcher()).__name__)


def child(code):
    return subprocess.Popen([sys.executable, '-c', f'import os; os._exit({code})'])


async def hear(watcher, processes):
    done = asyncio.get_running_loop().create_future()
    heard = []

    def callback(pid, returncode, *args):
        heard.append((returncode, *args))
        if len(heard) == len(processes):
            done.set_result(None)
    with watcher:
        for i, p in enumerate(processes):
            watcher.add_child_handler(p.pid, callback, 'child', i)
    await asyncio.wait_for(done, 20)
    for p in processes:
        p.returncode = 0
    return sorted(heard)


for kind in ('PidfdChildWatcher', 'ThreadedChildWatcher', 'SafeChildWatcher', 'FastChildWatcher', 'MultiLoopChildWatcher'):
    section(kind)
    watcher = getattr(asyncio, kind)()
    print(watcher.is_active(), isinstance(watcher, asyncio.AbstractChildWatcher))
    loop = asyncio.new_event_loop()
    attempt('attach', watcher.attach_loop, loop)
    print(watcher.is_active())

    async def main():
        print(watcher.is_active())
        if kind == 'FastChildWatcher':
            with watcher:
                processes = [child(i) for i in range(3)]
                print(await hear(watcher, processes))
        else:
            print(await hear(watcher, [child(i) for i in range(3)]))
        p = child(4)
        os.waitpid(p.pid, 0)
        p.returncode = 4
        if kind not in ('FastChildWatcher', 'PidfdChildWatcher'):
            print(await hear(watcher, [p]))
        if kind == 'FastChildWatcher':
            try:
                watcher.add_child_handler(1, print)
            except AssertionError as e:
                print(e)
        if kind in ('SafeChildWatcher', 'MultiLoopChildWatcher', 'FastChildWatcher'):
            print(watcher.remove_child_handler(1))
        elif kind == 'PidfdChildWatcher':
            attempt('no child', watcher.add_child_handler, 2 ** 22 + 1, print)
            print(watcher.remove_child_handler(1))
        else:
            print(watcher.remove_child_handler(1))

    loop.run_until_complete(main())
    if kind in ('SafeChildWatcher', 'MultiLoopChildWatcher'):
        p = child(0)

        async def pending():
            with watcher:
                watcher.add_child_handler(p.pid, print, 'never')
            print(watcher.remove_child_handler(p.pid))
        loop.run_until_complete(pending())
        p.wait()
    attempt('detach', watcher.attach_loop, None)
    watcher.close()
    print(watcher.is_active())
    loop.close()

section('strangers')
watcher = asyncio.FastChildWatcher()
loop = asyncio.new_event_loop()
watcher.attach_loop(loop)


async def strangers():
    p = child(3)
    while True:
        await asyncio.sleep(0.01)
        try:
            os.kill(p.pid, 0)
        except ProcessLookupError:
            break
    p.returncode = 3
    with watcher:
        q = child(5)
        for _ in range(1000):
            await asyncio.sleep(0.01)
            try:
                os.kill(q.pid, 0)
            except ProcessLookupError:
                break
        q.returncode = 5

loop.run_until_complete(strangers())
watcher.close()
loop.close()

section('processes by each of them')
for kind in ('ThreadedChildWatcher', 'SafeChildWatcher', 'FastChildWatcher', 'MultiLoopChildWatcher', 'PidfdChildWatcher'):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        watcher = getattr(asyncio, kind)()
        asyncio.set_child_watcher(watcher)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        watcher.attach_loop(loop)

    async def main():
        p = await asyncio.create_subprocess_exec(sys.executable, '-c', 'print(input()[::-1]); raise SystemExit(7)',
                                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return await p.communicate(b'abc\n'), p.returncode
    print(kind, loop.run_until_complete(main()))
    watcher.close()
    loop.close()

section('not active')
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    asyncio.set_child_watcher(asyncio.SafeChildWatcher())


async def inactive():
    await asyncio.create_subprocess_exec('true')


loop = asyncio.new_event_loop()
attempt('inactive', loop.run_until_complete, inactive())
loop.close()

section('asked itself, whatever it enters as')


class Entered(asyncio.AbstractChildWatcher):
    def __init__(self, active):
        self.active = active

    def __enter__(self):
        return Entered(True)

    def __exit__(self, kind, *rest):
        print('left with', kind)

    def is_active(self):
        return self.active

    def attach_loop(self, loop):
        pass

    def close(self):
        print('closed')


with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    asyncio.set_child_watcher(Entered(False))
loop = asyncio.new_event_loop()
attempt('entered', loop.run_until_complete, inactive())
loop.close()
