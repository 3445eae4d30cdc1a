"""celery and kombu over a broker in memory: eager tasks, canvases, a worker."""

from celery import Celery, chain, group, chord, signature, Task
from kombu import Connection, Exchange, Queue, Producer, Consumer

app = Celery('t', broker='memory://', backend='cache+memory://')
app.conf.update(
    task_always_eager=True, task_eager_propagates=False, result_backend='cache+memory://', task_store_eager_result=False
)


@app.task
def add(x, y):
    return x + y


@app.task(bind=True, max_retries=2, default_retry_delay=0)
def flaky(self, n):
    if self.request.retries < n:
        raise self.retry(exc=ValueError('again'))
    return self.request.retries


@app.task(bind=True, base=Task, name='named')
def named(self):
    return self.name


@app.task
def xsum(l):
    return sum(l)


print(add.delay(2, 3).get(), add.apply_async((1, 2), countdown=1).get(), add.s(1)(2), add.si(1, 1).apply().status)
print(
    chain(add.s(1, 2), add.s(3), add.s(4))().get(),
    group(add.s(i, i) for i in range(4))().get(),
    (add.s(1, 1) | add.s(5)).apply().get(),
    chord([add.s(i, 1) for i in range(3)])(xsum.s()).get(),
)
r = flaky.delay(1)
print(r.get(), r.state)
r = flaky.delay(5)
print(r.state, repr(r.result))
print(
    named.delay().get(),
    sorted(k for k in app.tasks if not k.startswith('celery.')),
    add.name,
    add.map([(1, 2), (3, 4)]).apply().get() if False else '',
    repr(add.s(1, y=2)),
    chain(add.s(1, 1), add.s(2)),
)
try:
    add.delay('a', 1).get()
except TypeError as e:
    print(e)
with Connection('memory://') as c:
    ex = Exchange('ex', type='topic')
    q = Queue('q', ex, routing_key='a.*')
    ch = c.channel()
    got = []
    p = Producer(ch, exchange=ex, serializer='json')
    with Consumer(
        ch, [q], callbacks=[lambda b, m: (got.append((b, m.delivery_info['routing_key'], m.content_type)), m.ack())]
    ):
        p.publish({'a': 1}, routing_key='a.b', declare=[q])
        p.publish('no', routing_key='z')
        p.publish([1, 2], routing_key='a.c', compression='zlib')
        c.drain_events(timeout=1)
        c.drain_events(timeout=1)
    print(got)
    sq = c.SimpleQueue('sq')
    sq.put({'x': 1})
    m = sq.get(timeout=1)
    print(m.payload)
    m.ack()
    print(sq.qsize())
    sq.close()
from celery.schedules import crontab

print(crontab(minute='*/15', hour='1-3'), crontab(minute='*/15').remaining_estimate.__name__)
print(app.conf.timezone, app.conf.humanize(with_defaults=False)[:20])
from celery.contrib.testing.worker import start_worker

app.conf.task_always_eager = False
app.loader.import_module('celery.contrib.testing.tasks')
with start_worker(app, pool='solo', perform_ping_check=False, loglevel='CRITICAL'):
    print(add.delay(4, 5).get(timeout=10), group(add.s(i, 1) for i in range(3))().get(timeout=10))
