"""Futures, tasks and handles as objects: reprs, attributes, errors and their texts, misuse."""
import asyncio
import re
import traceback


HIDDEN = [('0x[0-9a-f]+', '0x'), (r'(<frozen )?[^ ]*base_events[^ ]*:\d+', 'LINE'), (r'[^ ]*/native_objects', 'native_objects')]


def p(*a):
    texts = [str(x) for x in a]
    for pattern, shown in HIDDEN:
        texts = [re.sub(pattern, shown, t) for t in texts]
    print(*texts)



async def main():
    loop=asyncio.get_running_loop()
    f=loop.create_future()
    try: 1/0
    except Exception as e: f.set_exception(e)
    for i in range(3):
        try: f.result()
        except Exception as e: p(len(traceback.extract_tb(e.__traceback__)))
    async def co(f): await f
    f=loop.create_future()
    t=asyncio.create_task(co(f))
    h=loop._ready[-1]; p(h, h._callback, h._args, type(h._callback))
    cb=h._callback
    p(getattr(cb,'__qualname__',None), getattr(cb,'__self__',None), getattr(cb,'__name__',None))
    await asyncio.sleep(0)
    p(f, f._callbacks, t._fut_waiter, t)
    try: cb()
    except BaseException as e: p(type(e),e)
    f.set_result(1)
    p(loop._ready[-1], loop._ready[-1]._args)
    await t
    p(t, t._callbacks, f._callbacks)
    try: cb()
    except BaseException as e: p(type(e),e)
    for fn in [lambda: t.set_result(1), lambda: t.set_exception(1), lambda: t._step, lambda: asyncio.Future.__new__(asyncio.Future).result(), lambda: asyncio.Future.__new__(asyncio.Future),lambda: asyncio.Future(loop=3), lambda: asyncio.Future(3), lambda: asyncio.Task(3), lambda: f.set_result(3), lambda: f.set_exception(3), lambda: loop.create_future().set_exception(3), lambda: loop.create_future().set_exception(StopIteration), lambda: loop.create_future().result(),lambda: loop.create_future().exception(), lambda: setattr(f,'_log_traceback',True), lambda:setattr(f,'_asyncio_future_blocking',3), lambda:setattr(f,'_state',3), lambda:f._asyncio_future_blocking, lambda:delattr(f,'_log_traceback'), lambda:setattr(f,'foo',3), lambda:f.remove_done_callback(3), lambda: asyncio.Future.__await__(f), lambda: iter(f), lambda: dir(iter(f)), lambda: f.__class__.__module__, lambda:asyncio.Future.__mro__, lambda:asyncio.Future[int], lambda:t.get_coro(), lambda: t._coro,lambda:t._must_cancel, lambda: setattr(t,'_must_cancel',1), lambda:t._log_destroy_pending, lambda:setattr(t,'_log_destroy_pending',0), lambda:setattr(f,'_cancel_message',3), lambda:f._cancel_message, lambda:f._source_traceback,lambda:f._result, lambda:f._exception, lambda: loop.create_future()._result, lambda: asyncio.Future.__new__(asyncio.Future).get_loop(), lambda: asyncio.Future.__new__(asyncio.Future).cancel(), lambda: asyncio.Future.__new__(asyncio.Future).add_done_callback(3), lambda: asyncio.Future.__new__(asyncio.Future)._callbacks, lambda: asyncio.Future.__new__(asyncio.Future)._loop, lambda: f._loop is loop, lambda: f.cancel(3), lambda: f.cancel(msg=3), lambda: f._exception_tb, lambda: f._cancelled_exc,      lambda: asyncio.events.Handle.__slots__, lambda: asyncio.Handle(print,(1,2),loop), lambda: asyncio.TimerHandle(3,print,(1,2),loop), lambda: hash(asyncio.TimerHandle(3,print,(1,2),loop)), ]:
        try: r=fn(); p(r)
        except BaseException as e: p(type(e),e)
    g=f.__await__()
    try: next(g)
    except StopIteration as e: p(repr(e))
    f2=loop.create_future(); g=iter(f2); p(next(g) is f2)
    try: next(g)
    except BaseException as e: p(repr(e))
    f2._asyncio_future_blocking=False
    try: p(g.send(3))
    except BaseException as e: p(repr(e))
    try: p(g.throw(ValueError(3)))
    except BaseException as e: p(repr(e))
    try: p(g.throw(3))
    except BaseException as e: p(repr(e))
    p(g.close())
    try: p(next(g))
    except BaseException as e: p(repr(e))
    f2.add_done_callback(print); f2.add_done_callback(main); f2.add_done_callback(t._fut_waiter); p(f2)
    class F(asyncio.Future): pass
    p(F(loop=loop)); 
    t=asyncio.create_task(co(f2),name=3); p(t, t.get_name()); t.cancel('hi'); p(t)
    try: await t
    except asyncio.CancelledError as e: p(repr(e), t, t._cancel_message)
    # What a program may find in the queue.
    h=loop.call_later(5, print, 1); p(len(loop._scheduled), h.when()>0, h.cancelled()); h.cancel(); p(h.cancelled(), loop._timer_cancelled_count)
    loop._ready.append(asyncio.Handle(p, ('appended',), loop)); loop._ready.appendleft(asyncio.Handle(p, ('first',), loop))
    p(len(loop._ready), bool(loop._ready), loop._ready[0], list(loop._ready)[-1])
    await asyncio.sleep(0)
    loop.call_soon(p, 1); p(loop._ready.popleft()); p(len(loop._ready))
    # Timers compare by their moment.
    a, b = asyncio.TimerHandle(1, print, (), loop), asyncio.TimerHandle(2.5, print, (), loop)
    c = asyncio.TimerHandle(1, print, (), loop)
    p(a<b, a<=c, a==c, a!=b, a>=c, b>a, a==3, a.__lt__(3), hash(a)==hash(c), sorted([b,a])[0] is a)
    class H(asyncio.Handle):
        def _repr_info(self): return super()._repr_info()+['mine']
    p(H(print,(),loop), asyncio.Handle(1,2,loop))
    # Futures of other makes
    class Other:
        _asyncio_future_blocking = False
        def __init__(self): self.cbs=[]; self._loop=loop
        def add_done_callback(self, fn, *, context=None): p('adds', fn.__qualname__ if hasattr(fn,'__qualname__') else fn, context is not None); self.cbs.append((fn,context))
        def finish(self):
            for fn, c in self.cbs: loop.call_soon(fn, self, context=c)
        def result(self): return 'other result'
        def __await__(self):
            self._asyncio_future_blocking = True
            yield self
            return self.result()
        def cancel(self, msg=None): p('asked to cancel', msg); return False
    o=Other()
    async def wait_other(): return await o
    t=asyncio.create_task(wait_other()); await asyncio.sleep(0); p(asyncio.isfuture(o), t._fut_waiter is o)
    o.finish(); p(await t)
    o=Other(); t=asyncio.create_task(wait_other()); await asyncio.sleep(0); t.cancel('m'); o.finish()
    try: await t
    except asyncio.CancelledError as e: p(repr(e))
    # What must not be yielded
    import types
    @types.coroutine
    def bad(x): yield x
    async def awaits(x): await bad(x)
    other_loop=asyncio.new_event_loop()
    for x in 1, 'text', loop.create_future(), other_loop.create_future(), (i for i in ()):
        try: await asyncio.create_task(awaits(x), name='bad')
        except BaseException as e: p(type(e).__name__, e)
    other_loop.close()
    async def itself(): await asyncio.current_task()
    try: await asyncio.create_task(itself(), name='self')
    except RuntimeError as e: p(e)
    # A coroutine of another make
    class Steps:
        n=0
        def send(self, v):
            self.n+=1
            if self.n==3: raise StopIteration('made of steps')
            p('send', v)
        def throw(self, *a): p('throw', a); raise a[0]
        def close(self): pass
        def __await__(self): return self
    import collections.abc
    collections.abc.Coroutine.register(Steps)
    p(await asyncio.create_task(Steps()))
    t=asyncio.create_task(Steps()); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError as e: p(repr(e))
    # Subclasses
    class T(asyncio.Task):
        def __init__(self, *a, **k): super().__init__(*a, **k); self.extra=1
        def cancel(self, msg=None): p('cancel', msg); return super().cancel(msg)
    t=T(co(loop.create_future()), loop=loop, name='sub'); p(t.extra, repr(t)[:20], t in asyncio.all_tasks())
    await asyncio.sleep(0)
    async def outer(): await t
    o=asyncio.create_task(outer()); await asyncio.sleep(0); o.cancel('down')
    try: await o
    except asyncio.CancelledError as e: p(repr(e), t.cancelled())
    class F(asyncio.Future):
        def result(self): p('own result'); return super().result()
        def set_result(self, v): super().set_result(v * 2)
    f=F(loop=loop); loop.call_soon(f.set_result, 4); p(await f)
    f=F(loop=loop); t=asyncio.create_task(co(f)); await asyncio.sleep(0); f.set_result(1); p(await t)
    # eager
    async def quick(): return 'quick'
    async def slow(): await asyncio.sleep(0); return asyncio.current_task().get_name()
    t=asyncio.Task(quick(), loop=loop, eager_start=True); p(t.done(), t.result(), t.get_coro())
    t=asyncio.Task(slow(), loop=loop, eager_start=True, name='eager'); p(t.done(), t in asyncio.all_tasks(), await t)
    async def fails(): raise ValueError('eagerly')
    t=asyncio.Task(fails(), loop=loop, eager_start=True); p(repr(t.exception()))
asyncio.run(main())
