"""Puts event loops side by side: CPU nanoseconds per operation, the median of several runs; of the rows with many
sleepers also the memory of the process.

    run.py [--rows switch_100,queue] [--repeat 3] NAME=COMMAND ...

A command that ends in `+uvloop` gets uvloop: `uv=python3+uvloop`. All of them serve the same load: client.py, run by the
interpreter that runs this. The commands take turns, so that a busy machine is busy for all.
"""
import argparse
import os
import statistics
import subprocess
import sys

ROWS = ('switch_100 switch_1 depth_100 gather_10k queue lock call_soon call_later sleepers_10k sleepers_100k '
        'executor connect').split() + [f'echo_{kind}_{n}' for kind in ('streams', 'protocol', 'sock')
                               for n in (1, 10, 100, 1000)]

parser = argparse.ArgumentParser()
parser.add_argument('--rows', default=','.join(ROWS))
parser.add_argument('--repeat', type=int, default=3)
parser.add_argument('commands', nargs='+')
options = parser.parse_args()
here = os.path.dirname(os.path.abspath(__file__))
commands = [c.partition('=')[::2] for c in options.commands]
env = {**os.environ, 'CLIENT_PYTHON': sys.executable}


def line(title, results, unit=1):
    cells = [f'{statistics.median(r) / unit:>12,.0f}' if r else f'{"-":>12}' for r in results.values()]
    print(f'{title:20}' + ''.join(cells), flush=True)


print(f'{"":20}' + ''.join(f'{name:>12}' for name, _ in commands))
for row in options.rows.split(','):
    times, sizes = ({name: [] for name, _ in commands} for _ in range(2))
    for _ in range(options.repeat):
        for name, command in commands:
            command, _, uv = command.partition('+')
            argv = [*command.split(), os.path.join(here, 'rows.py'), row, *filter(None, [uv])]
            done = subprocess.run(argv, capture_output=True, text=True, timeout=300, env=env)
            if done.returncode:
                print(done.stderr[-500:], file=sys.stderr)
                continue
            used, size = map(int, done.stdout.split())
            times[name].append(used)
            sizes[name].append(size)
    line(row, times)
    if row.startswith('sleepers'):
        line(f'{row} MiB', sizes, 1024)
