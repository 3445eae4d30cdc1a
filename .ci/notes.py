"""Run the notes corpus and fail if a script that has to pass (`.ci/notes.txt`) does not.

The list holds the scripts that pass today; one that begins to pass is added, none is ever taken out.
"""
import re
import subprocess
import sys

check = sys.argv[1]
must = set(open(".ci/notes.txt").read().split())
done = subprocess.run([sys.executable, check, "target/debug/pyr", "--group", "all", "--golden", "3.13.0", "-j", "2", "-v"],
                      stdout=subprocess.PIPE, text=True)
failed = set(re.findall(r"^FAIL (\S+\.py):", done.stdout, re.M))
print(done.stdout.strip().splitlines()[-1])
lost = sorted(must & failed)
for name in lost:
    print("does not pass any more:", name)
sys.exit(bool(lost))
