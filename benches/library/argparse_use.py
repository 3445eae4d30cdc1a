import argparse
n = 0
for i in range(120):
    p = argparse.ArgumentParser(prog="tool", description="does things")
    p.add_argument("file", nargs="+")
    p.add_argument("-v", "--verbose", action="store_true", help="say more")
    p.add_argument("-n", "--number", type=int, default=3, help="how many (default %(default)s)")
    p.add_argument("--mode", choices=["fast", "slow"], default="fast")
    g = p.add_mutually_exclusive_group()
    g.add_argument("--yes", action="store_true")
    g.add_argument("--no", action="store_true")
    s = p.parse_args(["a", "b", "-v", "-n", str(i), "--mode=slow", "--yes"])
    n += s.number + len(s.file) + (len(p.format_usage()) > 0)
print(n)
