"""staggered_race(): start one attempt after the other, keep the first that succeeds."""
__all__ = 'staggered_race',

from . import events
from . import exceptions as exceptions_mod
from . import locks
from . import tasks


async def staggered_race(coro_fns, delay, *, loop=None):
    """(result, index of the winner or None, exceptions by index).

    The next attempt starts when the one before failed, or after delay
    seconds; delay None means only after a failure.
    """
    loop = loop or events.get_running_loop()
    attempts = enumerate(coro_fns)
    winner_result = None
    winner_index = None
    exceptions = []
    running = []

    async def run_one(previous_failed):
        nonlocal winner_index, winner_result
        if previous_failed is not None:
            try:
                await tasks.wait_for(previous_failed.wait(), delay)
            except exceptions_mod.TimeoutError:
                pass
        try:
            this_index, coro_fn = next(attempts)
        except StopIteration:
            return
        # The successor is on its way before we begin.
        this_failed = locks.Event()
        running.append(loop.create_task(run_one(this_failed)))
        assert len(running) == this_index + 2
        exceptions.append(None)
        assert len(exceptions) == this_index + 1
        try:
            result = await coro_fn()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            exceptions[this_index] = e
            this_failed.set()
        else:
            assert winner_index is None
            winner_index = this_index
            winner_result = result
            for i, t in enumerate(running):
                if i != this_index:
                    t.cancel()

    running.append(loop.create_task(run_one(None)))
    try:
        done_count = 0
        while done_count != len(running):
            done, _ = await tasks.wait(running)
            done_count = len(done)
        return winner_result, winner_index, exceptions
    finally:
        for t in running:
            t.cancel()
