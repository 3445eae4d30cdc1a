#!/usr/bin/env python3
"""How long a person at a terminal waits: `terminal.py PYR`. Prints milliseconds from start to the prompt (nine starts) and
from a key to its echo while a block of 300 lines is being edited (twenty keys)."""
import os
import pty
import select
import statistics
import sys
import tempfile
import time

BLOCK = "if 1:\n" + "".join(f"    value_{i} = compute({i}) + other[{i}]\n" for i in range(300))


def read_until(fd, wanted, limit=5):
    seen = b""
    while wanted not in seen and select.select([fd], [], [], limit)[0]:
        seen += os.read(fd, 1 << 16)
    return seen


def session(program, keys):
    """Seconds to the prompt, and for each key."""
    start = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "PYTHON_HISTORY": os.path.join(tempfile.gettempdir(), "no_history")}
        os.execv(program, [program])
    read_until(fd, b">>> ")
    prompt, waited = time.perf_counter() - start, []
    if keys:
        os.write(fd, b"\x1b[200~" + BLOCK.encode() + b"\x1b[201~")
        if b"value_299" not in read_until(fd, b"never", 1):
            sys.exit("the block does not show")
        for key in keys:
            start = time.perf_counter()
            os.write(fd, key.encode())
            read_until(fd, key.encode(), 1)
            waited.append(time.perf_counter() - start)
            read_until(fd, b"never", 0.05)
    os.close(fd)
    os.waitpid(pid, 0)
    return prompt, waited


def main(program):
    for what, times in [("prompt", [session(program, "")[0] for _ in range(9)]), ("key", session(program, "abc def (x) + 'str' ")[1])]:
        times = [t * 1000 for t in times]
        print(f"{what}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
