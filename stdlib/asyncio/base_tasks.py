"""What native and Python tasks share: repr and stacks."""
import reprlib
import sys

from . import base_futures, coroutines


def _task_repr_info(task):
    """The words of a task's repr."""
    state, *rest = base_futures._future_repr_info(task)
    words = ['cancelling' if task.cancelling() and not task.done() else state]
    if not getattr(task, '_nameless', False):
        words.append(f'name={task.get_name()!r}')
    if task._coro:
        words.append(f'coro=<{coroutines._format_coroutine(task._coro)}>')
    if task._fut_waiter is not None:
        words.append(f'wait_for={task._fut_waiter!r}')
    return words + rest


@reprlib.recursive_repr()
def _task_repr(task):
    return f'<{type(task).__name__} {" ".join(_task_repr_info(task))}>'


def _frame_of(coro):
    return next((getattr(coro, name) for name in ('cr_frame', 'gi_frame', 'ag_frame')
                 if hasattr(coro, name)), None)


def _chain(link, onwards):
    while link is not None:
        yield link
        link = getattr(link, onwards)


def _task_get_stack(task, limit):
    """The frames of a task, the oldest first: of where it stands, or of how it failed."""
    if (frame := _frame_of(task._coro)) is not None:
        frames = [*_chain(frame, 'f_back')]
        if limit is not None:
            del frames[max(limit, 0):]
        return frames[::-1]
    if task._exception is None:
        return []
    frames = [link.tb_frame for link in _chain(task._exception.__traceback__, 'tb_next')]
    return frames if limit is None else frames[:max(limit, 0)]


def _task_print_stack(task, limit, file):
    import linecache
    import traceback
    entries, files = [], set()
    for frame in task.get_stack(limit=limit):
        code = frame.f_code
        if code.co_filename not in files:
            files.add(code.co_filename)
            linecache.checkcache(code.co_filename)
        line = linecache.getline(code.co_filename, frame.f_lineno, frame.f_globals)
        entries.append((code.co_filename, frame.f_lineno, code.co_name, line))
    error = task._exception
    out = sys.stderr if file is None else file
    if not entries:
        print(f'No stack for {task!r}', file=out)
    else:
        what = 'Stack' if error is None else 'Traceback'
        print(f'{what} for {task!r} (most recent call last):', file=out)
    traceback.print_list(entries, file=out)
    if error is not None:
        out.write(''.join(traceback.format_exception_only(error)))
