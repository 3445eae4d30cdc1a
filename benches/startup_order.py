#!/usr/bin/env python3
"""Writes startup.ld: the functions that run at every start, for the linker to put side by side.

The kernel maps sixteen pages around each one that is touched; a few hundred functions spread over the whole program made
most of it resident. Usage: benches/startup_order.py target/release/pyr > startup.ld (needs valgrind; the program must have
its symbols). Names are without the compiler's hashes, so that the list outlives changes; what no longer exists is ignored.
"""
import bisect
import collections
import os
import re
import subprocess
import sys
import tempfile

PROGRAMS = [
    "pass",
    "print('hello', 1.5, [1, 'a'], {2: 3}, (None, True))",
    "class A:\n    def f(self, x=1, *a, k=2):\n        return [i * x for i in range(3)]\nprint(A().f(2, k=3), f'{1!r:>3}')",
]


def executed(exe, program):
    """Addresses of instructions in `exe` that ran."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        subprocess.run(
            ["valgrind", "-q", "--tool=callgrind", "--dump-instr=yes", f"--callgrind-out-file={out}", exe, "-c", program],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        objects, inside, at, skip = {}, False, 0, False
        with open(out) as lines:
            for line in lines:
                if m := re.match(r"(c?ob)=\((\d+)\)(?: (.*))?", line):
                    kind, number, name = m.groups()
                    if name:
                        objects[number] = name.strip()
                    if kind == "ob":
                        # Valgrind knows of one mapping only what it is; the other has no name.
                        inside = os.path.basename(objects[number]) in (os.path.basename(exe), "???")
                elif line.startswith("calls="):
                    skip = True
                elif m := re.match(r"(0x[0-9a-f]+|[+-]\d+|\*) ", line):
                    word = m.group(1)
                    if word != "*":
                        at = int(word, 16) if word.startswith("0x") else at + int(word)
                    if not skip and inside:
                        yield at
                    skip = False


def main():
    exe = sys.argv[1]
    listed = subprocess.run(["nm", "--defined-only", "-n", exe], check=True, capture_output=True, text=True).stdout
    symbols = [(int(a, 16), name) for a, kind, name in map(str.split, listed.splitlines()) if kind in "tTwW"]
    starts = [a for a, _ in symbols]
    used = {}
    for program in PROGRAMS:
        for at in executed(exe, program):
            used.setdefault(symbols[bisect.bisect_right(starts, at) - 1][1])
    # Legacy mangling ends in a hash; what LLVM appends to names of its own copies goes too.
    bare = lambda name: re.sub(r"17h[0-9a-f]{16}E.*$", "17h*", name)
    count = collections.Counter(bare(name) for _, name in symbols)
    # Many instances share a name like `FnOnce::call_once`: they come last.
    names = sorted(dict.fromkeys(map(bare, used)), key=lambda name: count[name] > 8)
    print("/* Functions that run at every start, side by side. Made by benches/startup_order.py. */")
    print("SECTIONS\n{\n  .text.startup_order :\n  {")
    for name in names:
        print(f"    *(.text.{name} .text.unlikely.{name})")
    print("  }\n}\nINSERT BEFORE .text;")


main()
