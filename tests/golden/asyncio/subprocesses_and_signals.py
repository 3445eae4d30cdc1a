"""Child processes, pipes and signals in the loop."""
import asyncio
import os
import signal
import sys


def section(title):
    print(f'--- {title}')


def run(main):
    asyncio.run(main())


section('exec and shell')


@run
async def processes():
    p = await asyncio.create_subprocess_exec(
        'sh', '-c', 'read line; echo "got $line"; echo err >&2; exit 3',
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE)
    print(await p.communicate(b'hello\n'), p.returncode)
    p = await asyncio.create_subprocess_shell('echo one; echo two', stdout=-1)
    async for line in p.stdout:
        print(line)
    print(await p.wait())
    p = await asyncio.create_subprocess_exec('sleep', '30')
    print(p.returncode)
    p.terminate()
    print(await p.wait() == -signal.SIGTERM)
    try:
        await asyncio.create_subprocess_exec('no-such-program')
    except FileNotFoundError as e:
        print(e)


section('several at once')


@run
async def several():
    async def one(n):
        p = await asyncio.create_subprocess_shell(f'exit {n}')
        return await p.wait()

    print(await asyncio.gather(*map(one, range(5))))


section('the protocol of a process')


@run
async def protocol():
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    class Logged(asyncio.SubprocessProtocol):
        def connection_made(self, transport):
            print('made', transport.get_pid() > 0)

        def pipe_data_received(self, fd, data):
            print('data', fd, data)

        def pipe_connection_lost(self, fd, exc):
            print('pipe lost', fd, exc)

        def connection_lost(self, exc):
            print('lost', exc)
            done.set_result(None)

    transport, _ = await loop.subprocess_exec(
        Logged, 'echo', 'hi', stdin=None, stderr=None)
    await done
    print(transport.get_returncode())


section('pipes')


@run
async def pipes():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    reader = asyncio.StreamReader()
    rt, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(r, 'rb', 0))
    wt, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(w, 'wb', 0))
    wt.write(b'through ')
    wt.write(b'a pipe')
    wt.close()
    print(await reader.read())
    rt.close()


section('signals')


@run
async def signals():
    loop = asyncio.get_running_loop()
    got = asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR1, got.put_nowait, 'first')
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await got.get())
    loop.add_signal_handler(signal.SIGUSR1, got.put_nowait, 'second')
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await got.get())
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    print(signal.getsignal(signal.SIGUSR1))
    for sig in (signal.SIGKILL, 1000, 'x'):
        try:
            loop.add_signal_handler(sig, print)
        except (RuntimeError, ValueError, TypeError) as e:
            print(type(e).__name__, e)


section('Ctrl-C cancels the main task')


async def interrupted():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print('main task cancelled')
        raise
    finally:
        print('cleaned up')

try:
    asyncio.run(interrupted())
except KeyboardInterrupt as e:
    print(repr(e))


async def survives():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        return 'went on'

print(asyncio.run(survives()))


async def twice():
    loop = asyncio.get_running_loop()
    for delay in (0.01, 0.05):
        loop.call_later(delay, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print('first')
        await asyncio.sleep(30)

try:
    asyncio.run(twice())
except KeyboardInterrupt:
    print('second ended it')
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
