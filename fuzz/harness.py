"""Runs random work in forked children of the interpreter and keeps what ends badly.

The child's standard streams go to a log; the parent looks for an end by signal, a panic or a sanitizer's report.
Children that run for too long, or out of memory, are counted and not kept.
"""

import os
import random
import resource
import signal
import sys
import time

BAD = (b"panicked at", b"AddressSanitizer", b"ThreadSanitizer", b"pyr bug", b"fatal runtime error", b"unsafe precondition")
MEMORY = (b"memory allocation of", b"allocator is out of memory", b"requested allocation size", b"out-of-memory")
SANITIZED = "ASAN_OPTIONS" in os.environ or "TSAN_OPTIONS" in os.environ


def options(argv):
    """--seconds N, --seed N, --out DIR, --replay SEED, --limit SECONDS, and the rest."""
    found = {"seconds": 60, "seed": int(time.time()) % 1000000, "out": "/tmp/pyr-fuzz", "replay": None, "limit": 10}
    rest = []
    argv = iter(argv)
    for arg in argv:
        name = arg.removeprefix("--")
        if name != arg and name in found:
            value = next(argv)
            found[name] = value if name == "out" else int(value)
        else:
            rest.append(arg)
    return found, rest


def confine(limit):
    """Bounds on what a child can do to the machine."""
    signal.alarm(limit * 6)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 24, 1 << 24))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    # What ends the process or waits for others would only be noise.
    import posix

    for name in FORBIDDEN:
        if hasattr(posix, name):
            delattr(posix, name)
        if hasattr(os, name):
            delattr(os, name)


FORBIDDEN = """kill killpg abort _exit fork forkpty vfork execv execve posix_spawn posix_spawnp system popen setsid
waitpid wait wait3 wait4 waitid sched_setaffinity setuid setgid setresuid setreuid seteuid chroot unlink remove rmdir
rename replace truncate ftruncate chmod chown mkfifo mknod symlink link chdir fchdir dup2 closerange pidfd_open nice
setpriority sendfile splice""".split()


def run(work, opts, name):
    """Calls `work(seed)` in a child for each seed until the time is over."""
    out = os.path.join(opts["out"], name)
    os.makedirs(os.path.join(out, "scratch"), exist_ok=True)
    if opts["replay"] is not None:
        os.chdir(os.path.join(out, "scratch"))
        confine(opts["limit"])
        random.seed(opts["replay"])
        work(opts["replay"])
        return
    end = time.monotonic() + opts["seconds"]
    seed = opts["seed"]
    counts = {"runs": 0, "bad": 0, "slow": 0, "memory": 0}
    log = os.path.join(out, f"log.{os.getpid()}")
    while time.monotonic() < end:
        seed += 1
        fd = os.open(log, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        pid = os.fork()
        if pid == 0:
            code = 1
            quit = os._exit
            try:
                os.dup2(fd, 1)
                os.dup2(fd, 2)
                os.chdir(os.path.join(out, "scratch"))
                confine(opts["limit"])
                random.seed(seed)
                work(seed)
                code = 0
            finally:
                quit(code)
        os.close(fd)
        _, status = os.waitpid(pid, 0)
        counts["runs"] += 1
        with open(log, "rb") as f:
            size = f.seek(0, 2)
            f.seek(max(0, size - (1 << 20)))
            text = f.read()
        caught = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if any(word in text for word in MEMORY):
            counts["memory"] += 1
        elif caught in (signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL):
            counts["slow"] += 1
            os.replace(log, os.path.join(out, f"slow.{seed}"))
        elif caught or any(word in text for word in BAD):
            counts["bad"] += 1
            os.replace(log, os.path.join(out, f"bad.{seed}"))
            where = [line for line in text.split(b"\n") if any(word in line for word in BAD)]
            print(f"{name} {seed}: signal {caught}", (where or [b""])[0].decode("utf-8", "replace")[:200], flush=True)
    print(name, counts, "last seed", seed, flush=True)
