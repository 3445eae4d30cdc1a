import os.path, pathlib, posixpath, glob
n = 0
for i in range(30000):
    p = os.path.join("/home/user", "dir", f"file{i}.tar.gz")
    n += len(os.path.basename(p)) + len(os.path.splitext(p)[1]) + len(os.path.dirname(p)) + len(os.path.normpath(p + "/../x"))
base = pathlib.PurePosixPath("/home/user")
for i in range(12000):
    p = base / "dir" / f"file{i}.txt"
    n += len(p.name) + len(p.suffix) + len(str(p.parent)) + len(p.with_suffix(".md").parts)
for i in range(3000):
    n += p.is_relative_to(base) + len(str(p.relative_to(base))) + (p == base / "x")
for i in range(20000):
    n += os.path.exists("/") + os.path.isdir("/tmp")
for i in range(2000):
    n += pathlib.Path("/tmp").exists() + len(os.path.abspath("x/../y")) > 0
print(n)
