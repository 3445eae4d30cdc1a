"""-X asyncio_watch=50ms: names the call that holds a loop longer than that."""
import sys
import threading
import time
import traceback
import weakref

_UNITS = {'ms': 1e-3, 's': 1.0}


def limit():
    """The seconds that -X asyncio_watch allows, None without it."""
    text = sys._xoptions.get('asyncio_watch')
    if text is None:
        return None
    if text is True:
        return 0.1
    digits = text.rstrip('ms')
    try:
        return float(digits) * _UNITS[text[len(digits):] or 's']
    except (KeyError, ValueError):
        raise ValueError(f'-X asyncio_watch: a time like 50ms or 0.5s is expected, '
                         f'not {text!r}') from None


def start(loop, seconds):
    """Watch a loop from a thread of its own until it is closed."""
    loop._watched = True
    threading.Thread(target=_watch, args=(weakref.ref(loop), seconds),
                     name='asyncio_watch', daemon=True).start()


def _watch(ref, seconds):
    reported = 0.0
    while True:
        time.sleep(seconds / 2)
        loop = ref()
        if loop is None or loop.is_closed():
            return
        since, thread = loop._since, loop._thread_id
        if since and since != reported and time.monotonic() - since > seconds:
            reported = since
            _report(sys._current_frames().get(thread), seconds)
        del loop


def _report(frame, seconds):
    # From the callback inwards: how the loop was started is known.
    calls = []
    while frame is not None and frame.f_globals.get('__name__') != 'asyncio.base_events':
        calls.append((frame, frame.f_lineno))
        frame = frame.f_back
    calls.reverse()
    stack = traceback.StackSummary.extract(iter(calls))
    print(f'asyncio_watch: a call holds the loop for more than {seconds * 1e3:g} ms:\n' +
          ''.join(stack.format()), end='', file=sys.stderr, flush=True)
