# os: what the scheduler is told, timers and pseudo-terminals as descriptors, reading and writing at places.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import os

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(f.__name__, 'ok', shown(r)[:200])
    except BaseException as e:
        print(f.__name__, type(e).__name__, e)
P = os.sched_param
t(P, 5)
t(P)
t(P, 'a')
t(P, sched_priority=3)
t(P, 3, 4)
t(P, [3])
p = P(5)
print(p.sched_priority, p[0], len(p), P.__name__, P.__module__, p == (5,))
import pickle, copy
t(pickle.loads, pickle.dumps(p)) if 0 else None
t(copy.copy, p)
t(os.sched_get_priority_max, os.SCHED_FIFO)
t(os.sched_get_priority_min, os.SCHED_FIFO)
t(os.sched_get_priority_max, 99)
t(os.sched_get_priority_max, 'a')
t(os.sched_getscheduler, 0)
t(os.sched_getscheduler, -1)
t(os.sched_getparam, 0)
t(os.sched_setscheduler, 0, os.SCHED_OTHER, P(0))
t(os.sched_setscheduler, 0, os.SCHED_OTHER, (0,))
t(os.sched_setscheduler, 0, os.SCHED_OTHER, P('a'))
t(os.sched_setparam, 0, P(0))
t(os.sched_setparam, 0, 0)
t(os.sched_setparam, 0, P(2 ** 40))
t(os.sched_rr_get_interval, 0)
t(os.sched_rr_get_interval, -1)
t(os.unshare, 0)
t(os.unshare, 'a')
t(os.setns, -1)
t(os.setns, 0, 3)
t(os.getgrouplist, 'root', 0)
t(os.getgrouplist, b'root', 0)
t(os.getgrouplist, 'root', -5)
t(os.initgroups, 'root', 'a')
fd = os.timerfd_create(1)
t(os.timerfd_gettime, fd)
t(os.timerfd_settime, fd, initial=0.5, interval=0.25)
os.timerfd_settime_ns(fd, initial=10 ** 9)
os.timerfd_settime_ns(fd, initial=0)
t(os.timerfd_settime, fd, initial=-1)
t(os.timerfd_settime, fd, initial='a')
t(os.timerfd_settime_ns, fd, initial=1.5)
t(os.timerfd_create, 99)
t(os.timerfd_create, 1, flags=99)
t(os.timerfd_gettime, -1)
t(os.timerfd_gettime, 'a')
print(os.get_inheritable(fd))
t(os.timerfd_settime, fd, initial=1e+300)
m = os.posix_openpt(os.O_RDWR | os.O_NOCTTY)
print(os.get_inheritable(m))
t(os.grantpt, m)
t(os.unlockpt, m)
print(os.ptsname(m)[:9])
t(os.ptsname, 0)
t(os.grantpt, -1)
t(os.ptsname, -1)
r, w = os.pipe()
f = os.open('x_scheduling.bin', os.O_RDWR | os.O_CREAT | os.O_TRUNC)
t(os.pwritev, f, [b'abc', b'def'], 2)
b = [bytearray(3), bytearray(4)]
t(os.preadv, f, b, 1)
print(b)
t(os.preadv, f, b, 1, os.RWF_HIPRI)
t(os.preadv, f, 3, 1)
t(os.preadv, -1, b, 1)
t(os.pwritev, f, [b'a'], 0, 1 << 20)
t(os.pwritev, f, ['a'], 0)
t(os.login_tty, -1)
os.unlink('x_scheduling.bin')
pid, fd = os.forkpty()
if pid == 0:
    os.write(1, b'tty %d' % os.isatty(0))
    os._exit(3)
print(os.read(fd, 100), os.waitpid(pid, 0)[1])
import os

def t(**k):
    try:
        pid = os.posix_spawn('/bin/true', ['true'], {}, **k)
        print('ok', os.waitpid(pid, 0)[1])
    except BaseException as e:
        print(type(e).__name__, e)
P = os.sched_param
t(scheduler=(os.SCHED_OTHER, P(0)))
t(scheduler=(None, P(0)))
t(scheduler=(1,))
t(scheduler=(1, 2))
t(scheduler=('a', P(0)))
t(scheduler=None)
t(file_actions=[(os.POSIX_SPAWN_CLOSEFROM, 3)])
t(file_actions=[(os.POSIX_SPAWN_CLOSEFROM,)])
