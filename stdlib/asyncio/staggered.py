"""staggered_race(): start one attempt after the other, keep the first that succeeds."""
from . import events, tasks

__all__ = ('staggered_race',)

_ESCAPING = (SystemExit, KeyboardInterrupt)


async def staggered_race(coro_fns, delay, *, loop=None):
    """(result, index of the winner or None, exceptions by index).

    The next attempt starts when the one before failed, or after delay
    seconds; delay None means only after a failure."""
    loop = loop or events.get_running_loop()
    errors, running = [], {}        # running: the index of each task
    winner = None, None
    upcoming = iter(coro_fns)

    def start():
        make = next(upcoming, None)
        if make is None:
            return None
        task = loop.create_task(make())
        running[task] = len(errors)
        errors.append(None)
        return task

    try:
        latest = start()
        while running and winner[1] is None:
            # What the last one fails or takes too long for, another may do.
            due = None if latest is None or delay is None else loop.time() + delay
            while winner[1] is None and running:
                rest = None if due is None else max(due - loop.time(), 0)
                done, _ = await tasks.wait(running, timeout=rest,
                                           return_when=tasks.FIRST_COMPLETED)
                for task in done:
                    index = running.pop(task)
                    errors[index] = _failure(task)
                    if errors[index] is None and winner[1] is None:
                        winner = task.result(), index
                if latest is not None and (not done or latest in done):
                    break
            if winner[1] is None:
                latest = start()
        return *winner, errors
    finally:
        for task in running:
            task.cancel()
        if running:
            await tasks.wait(running)
            for task, index in running.items():
                errors[index] = _failure(task)
        # Their frames have this one.
        del errors, running, upcoming


def _failure(task):
    """The exception that a task has ended by."""
    try:
        task.result()
    except _ESCAPING:
        raise
    except BaseException as error:
        return error
