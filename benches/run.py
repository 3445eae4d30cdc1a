#!/usr/bin/env python3
"""Compare pyr with an optimised CPython: `run.py PYR [PYTHON] [-n ROUNDS] [-f FOLDER] [NAME ...]`.

Each program of FOLDER (`programs`: the language, `library`: the standard library) runs alternately under both; the
figure is the median of the user and system time. A ratio over 1 means that pyr is faster. Also start-up (`-c pass`),
and the peak memory of each run. PYTHON defaults to /usr/bin/python3: measure against a build with profile-guided
optimisation, as Debian's package is.
"""
import argparse
import math
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def once(command):
    """CPU seconds, peak memory in MiB and output of a command."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        os.dup2(write, 1)
        os.execvp(command[0], command)
    os.close(write)
    out = b""
    while data := os.read(read, 65536):
        out += data
    os.close(read)
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"{command} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def compare(name, args, pyr, python, rounds):
    times = {pyr: [], python: []}
    memory = {}
    outputs = {}
    for _ in range(rounds):
        for exe in (python, pyr):
            t, m, out = once([exe, *args])
            times[exe].append(t)
            memory[exe] = m
            outputs[exe] = out
    a, b = statistics.median(times[python]), statistics.median(times[pyr])
    same = "" if outputs[pyr] == outputs[python] else "  OUTPUT DIFFERS"
    print(f"{name:21} {a * 1000:9.1f} ms {b * 1000:9.1f} ms   {a / b:5.2f}x   {memory[python]:7.1f} {memory[pyr]:7.1f} MiB{same}",
          flush=True)
    return a / b


def main():
    p = argparse.ArgumentParser()
    p.add_argument("pyr")
    p.add_argument("rest", nargs="*")
    p.add_argument("-n", type=int, default=5)
    p.add_argument("-f", default="programs", metavar="FOLDER")
    a = p.parse_intermixed_args()
    python = "/usr/bin/python3"
    names = a.rest
    if names and ("/" in names[0] or names[0].startswith("python")):
        python = names.pop(0)
    print(f"{'program':21} {'CPython':>12} {'pyr':>12}   {'speed':>6}   {'memory CPython, pyr'}")
    ratios = []
    for script in sorted((HERE / a.f).glob("*.py")):
        if not names or script.stem in names:
            ratios.append(compare(script.stem, [str(script)], a.pyr, python, a.n))
    if not names:
        compare("start-up", ["-c", "pass"], a.pyr, python, 15)
    if ratios:
        print(f"geometric mean: {math.exp(sum(map(math.log, ratios)) / len(ratios)):.2f}x over {len(ratios)} programs")


main()
