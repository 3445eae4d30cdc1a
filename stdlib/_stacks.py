"""Where the tasks of all event loops wait, as faulthandler writes it of threads."""
import gc
import types

import _asyncio
from asyncio import tasks as _kept


def _awaited(thing):
    """What a coroutine, generator or asynchronous generator stands at: (its frame, what it waits for)."""
    if type(thing).__name__.startswith("async_generator_"):
        thing = next((each for each in gc.get_referents(thing) if isinstance(each, types.AsyncGeneratorType)), None)
    for prefix, inner in ("cr", "await"), ("gi", "yieldfrom"), ("ag", "await"):
        if hasattr(thing, f"{prefix}_frame"):
            return getattr(thing, f"{prefix}_frame"), getattr(thing, f"{prefix}_{inner}", None)
    return None, None


def _frames(task):
    """The frames of a task, outermost first."""
    frames, thing = [], task.get_coro()
    while len(frames) < 100:
        frame, inner = _awaited(thing)
        if frame is None:
            break
        frames.append(frame)
        thing = inner
    return frames


def tasks():
    """The text about all tasks that are not done."""
    text = []
    found = {*_asyncio._tasks_of(None), *_kept._scheduled_tasks, *_kept._eager_tasks}
    for task in sorted((task for task in found if not task.done()), key=lambda task: task.get_name()):
        name = f"\nTask {task.get_name()!r}"
        coro = task.get_coro()
        if coro is None or getattr(coro, "cr_running", False):
            text.append(f"{name} runs\n")
            continue
        text.append(f"{name} (most recent call first):\n")
        if (other := getattr(task, "_fut_waiter", None)) is not None:
            name = f" {other.get_name()!r}" if hasattr(other, "get_name") else ""
            text.append(f"  waiting for {type(other).__name__}{name}\n")
        for frame in reversed(_frames(task)):
            code = frame.f_code
            text.append(f'  File "{code.co_filename}", line {frame.f_lineno} in {code.co_name}\n')
    return "".join(text)
