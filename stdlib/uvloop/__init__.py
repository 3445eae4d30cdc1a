"""The names of uvloop; the loop behind them is pyr's own."""
import asyncio as _asyncio
import sys as _sys
import warnings as _warnings

__version__ = '0.21.0'
__all__ = ('new_event_loop', 'install', 'EventLoopPolicy', 'run')


class Loop(_asyncio.SelectorEventLoop):
    """The event loop of asyncio under uvloop's name."""


def new_event_loop() -> Loop:
    """A new loop."""
    return Loop()


def install() -> None:
    """Have asyncio make these loops; before 3.12 the way to use uvloop."""
    if _sys.version_info[:2] >= (3, 12):
        _warnings.warn('uvloop.install() is deprecated in favor of uvloop.run() '
                       'starting with Python 3.12.',
                       DeprecationWarning, stacklevel=1)
    _asyncio.set_event_loop_policy(EventLoopPolicy())


def run(main, *, loop_factory=new_event_loop, debug=None, **run_kwargs):
    """asyncio.run() in such a loop."""

    async def wrapper():
        # A loop factory may give any loop; whoever asks for uvloop wants this one.
        loop = _asyncio._get_running_loop()
        if not isinstance(loop, Loop):
            raise TypeError('uvloop.run() uses a non-uvloop event loop')
        return await main

    if not _asyncio.iscoroutine(main):
        raise ValueError("a coroutine was expected, got {!r}".format(main))
    return _asyncio.run(wrapper(), loop_factory=loop_factory, debug=debug, **run_kwargs)


class EventLoopPolicy(_asyncio.DefaultEventLoopPolicy):
    """A policy that makes these loops."""

    def _loop_factory(self) -> Loop:
        return new_event_loop()
