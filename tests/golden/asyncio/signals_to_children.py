"""Signals sent to a child that has ended, whether or not anybody has noticed: its exit status is the watcher's to find."""
import asyncio
import signal
import time
import warnings

warnings.simplefilter('ignore', DeprecationWarning)


async def main():
    for program in ('true',), ('false',), ('sleep', '100'):
        process = await asyncio.create_subprocess_exec(*program)
        if program[0] != 'sleep':
            time.sleep(0.2)     # it has ended, and nobody has noticed
        for noticed in False, True:
            for send in lambda: process.send_signal(signal.SIGUSR1), process.terminate, process.kill:
                try:
                    print(send(), end=' ')
                except ProcessLookupError as e:
                    print(repr(e), end=' ')
            print(await process.wait())


asyncio.run(main())
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
watcher = asyncio.FastChildWatcher()
watcher.attach_loop(loop)
asyncio.set_child_watcher(watcher)
loop.run_until_complete(main())
watcher.close()
asyncio.set_child_watcher(None)
loop.close()
