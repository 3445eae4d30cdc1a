"""TaskGroup: tasks that end together."""
from . import events, exceptions, tasks

__all__ = ('TaskGroup',)

_ESCAPING = (SystemExit, KeyboardInterrupt)


class TaskGroup:
    """Tasks made inside its `async with` are awaited at the end of the block.

    When one fails the others are cancelled, and the errors leave the block as
    one exception group."""

    def __init__(self):
        self._loop = self._parent = None        # the task that is in the block
        self._is_leaving = self._is_aborting = False
        self._has_cancelled_parent = False
        self._tasks = set()
        self._errors = []
        self._escaping = None       # an error that no group may hold back
        self._all_done = None       # a future, while the block waits for its tasks

    def __repr__(self):
        words = ['TaskGroup']
        words += [f'{name}={len(found)}' for name, found in
                  (('tasks', self._tasks), ('errors', self._errors)) if found]
        if self._is_aborting:
            words.append('cancelling')
        elif self._loop is not None:
            words.append('entered')
        return f'<{" ".join(words)}>'

    async def __aenter__(self):
        if self._loop is not None:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        loop = events.get_running_loop()
        self._parent = tasks.current_task(loop)
        if self._parent is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        self._loop = loop
        return self

    async def __aexit__(self, et, exc, tb):
        try:
            outcome = await self._leave(exc)
            if outcome is None:
                return
            if isinstance(outcome, BaseExceptionGroup) and outcome is not exc:
                raise outcome from None
            raise outcome
        finally:
            # Exceptions hold their frames, those hold them: no cycles.
            self._errors = self._escaping = self._parent = exc = tb = outcome = None

    async def _leave(self, exc):
        """Wait for all tasks; what is to be raised then, or None."""
        self._is_leaving = True
        cancelled = exc if isinstance(exc, exceptions.CancelledError) else None
        if exc is not None:
            if isinstance(exc, _ESCAPING) and self._escaping is None:
                self._escaping = exc
            if not self._is_aborting:
                self._abort()

        while self._tasks:
            if self._all_done is None:
                self._all_done = self._loop.create_future()
            try:
                await self._all_done
            except exceptions.CancelledError as error:
                if not self._is_aborting:
                    # From outside: then the tasks must end too.
                    cancelled = error
                    self._abort()
            self._all_done = None

        if self._escaping is not None:
            return self._escaping
        if self._has_cancelled_parent and self._parent.uncancel() == 0:
            # It was this group's own doing.
            cancelled = None
        if exc is not None and not isinstance(exc, exceptions.CancelledError):
            self._errors.append(exc)
        if not self._errors:
            return cancelled
        if self._parent.cancelling():
            # Errors come first; the cancelling from outside shall not be forgotten.
            self._parent.uncancel()
            self._parent.cancel()
        return BaseExceptionGroup('unhandled errors in a TaskGroup', self._errors)

    def create_task(self, coro, *, name=None, context=None):
        """A task of this group."""
        problem = ('has not been entered' if self._loop is None else
                   'is finished' if self._is_leaving and not self._tasks else
                   'is shutting down' if self._is_aborting else None)
        if problem:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} {problem}')
        context = {} if context is None else {'context': context}
        task = self._loop.create_task(coro, name=name, **context)
        if task.done():
            # It was eager.
            self._task_is_done(task)
        else:
            self._tasks.add(task)
            task.add_done_callback(self._on_task_done)
        try:
            return task
        finally:
            # Its exception may have this frame.
            del task

    def _abort(self):
        self._is_aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.discard(task)
        if self._all_done is not None and not (self._tasks or self._all_done.done()):
            self._all_done.set_result(True)
        self._task_is_done(task)

    def _task_is_done(self, task):
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        self._errors.append(error)
        if isinstance(error, _ESCAPING) and self._escaping is None:
            self._escaping = error
        if self._parent.done():
            # The block was left in no proper way: nobody there who could raise it.
            self._loop.call_exception_handler({
                'message': f'Task {task!r} has errored out but its parent task '
                           f'{self._parent} is already completed',
                'exception': error, 'task': task})
        elif not (self._is_aborting or self._has_cancelled_parent):
            self._abort()
            self._has_cancelled_parent = True
            self._parent.cancel()
