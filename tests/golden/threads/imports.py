# Threads that import the same modules see them whole; imports in a circle across threads end.
import os
import sys
import tempfile
import threading

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)
sys.dont_write_bytecode = True


def write(name, text):
    with open(os.path.join(folder, name + ".py"), "w") as f:
        f.write(text)


def together(*actions):
    out = []
    start = threading.Barrier(len(actions))

    def run(i, action):
        start.wait()
        try:
            out.append((i, action()))
        except Exception as e:
            out.append((i, f"{type(e).__name__}: {e}"))

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return [result for _, result in sorted(out)]


write("slow_module", "import time\nfirst = 1\ntime.sleep(0.2)\nlast = 2\n")


def from_import():
    from slow_module import last

    return last


def plain_import():
    import slow_module

    return slow_module.last


print(together(from_import, plain_import, from_import, plain_import))

write("left", "import time\ntime.sleep(0.1)\nimport right\nname = 'left'\n")
write("right", "import time\ntime.sleep(0.1)\nimport left\nname = 'right'\n")


def import_left():
    import left

    return left.__name__


def import_right():
    import right

    return right.__name__


print(together(import_left, import_right))
import left
import right

print(left.name, right.name, left.right is right)
os.makedirs(os.path.join(folder, "pack"))
write("pack/__init__", "import time\ntime.sleep(0.1)\nready = True\n")
write("pack/part", "from pack import ready\n")


def part():
    import pack.part

    return pack.part.ready, pack.ready


print(together(part, part, part))
