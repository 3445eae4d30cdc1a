"""Puts event loops side by side: CPU nanoseconds per operation, the median of several runs.

    run.py [--rows switch_100,queue] [--repeat 3] NAME=COMMAND ...

A command that ends in `+uvloop` gets uvloop: `uv=python3+uvloop`.
"""
import argparse
import os
import statistics
import subprocess
import sys

ROWS = ('switch_100 switch_1 depth_100 gather_10k queue lock call_soon call_later sleepers_10k executor '
        'echo_streams echo_protocol echo_sock echo_streams_1 echo_protocol_1').split()

parser = argparse.ArgumentParser()
parser.add_argument('--rows', default=','.join(ROWS))
parser.add_argument('--repeat', type=int, default=3)
parser.add_argument('commands', nargs='+')
options = parser.parse_args()
here = os.path.dirname(os.path.abspath(__file__))
commands = [c.partition('=')[::2] for c in options.commands]
env = {**os.environ, 'CLIENT_PYTHON': sys.executable}
print(f'{"":20}' + ''.join(f'{name:>12}' for name, _ in commands))
for row in options.rows.split(','):
    results = {name: [] for name, _ in commands}
    for _ in range(options.repeat):
        for name, command in commands:
            command, _, uv = command.partition('+')
            argv = [*command.split(), os.path.join(here, 'rows.py'), row, *filter(None, [uv])]
            done = subprocess.run(argv, capture_output=True, text=True, timeout=300, env=env)
            if done.returncode:
                print(done.stderr[-500:], file=sys.stderr)
            else:
                results[name].append(int(done.stdout))
    cells = [f'{statistics.median(r):>12,.0f}' if r else f'{"-":>12}' for r in results.values()]
    print(f'{row:20}' + ''.join(cells), flush=True)
