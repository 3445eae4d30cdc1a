"""posixpath, ntpath, genericpath and the parts of os that are written in Python."""
import genericpath
import linecache
import ntpath
import os
import pathlib
import posixpath
import re
import reprlib
import sys
import tempfile
import types


def show(*actions):
    for action in actions:
        try:
            print(repr(action()))
        except Exception as error:
            print(re.sub(r"/tmp/\w+", "TOP", f"{type(error).__name__}: {error}"))


TEXTS = ["", "/", "//", "///", "a", "a/", "/a", "//a", "///a", "a/b", "a//b/", "/a/b/c", "./a", "a/./b", "../a", "a/../b", "/..", "/../a", "a/..", ".", "..", ".bashrc", "a.b.c", "a.", ".a.", "a/.b", "..a", "...", "a/..b.c/d", "~", "~/x", "~root", "~nobody99/x", "$HOME/x", "${A}b", "$A$B", "$", "${", "${}", "$Ä", "a\\b", "c:", "c:\\", "c:/", "c:a", "c:\\a\\..\\b", "\\a", "\\\\h\\s", "\\\\h\\s\\p\\q", "\\\\?\\c:\\x", "\\\\?\\UNC\\h\\s\\p", "\\\\.\\dev", "//h/s/p", "\\\\h", "c:\\a/b\\", "%A%", "%A", "%%", "'%A%'", "%Ä%", "nul", "con.txt", "a:stream", "x. ", "com1", "aux\0", "a\\..\\..\\b", "c:..\\x", "C:\\A"]
os.environ.update(A="va", HOME="/home/me", USERPROFILE="C:\\Users\\me", USERNAME="me")
os.environ.pop("B", None)
for module in posixpath, ntpath:
    print("---", module.__name__)
    for text in TEXTS:
        print(repr(text), end=" ")
        for name in "normcase isabs splitdrive splitroot split splitext basename dirname normpath expandvars expanduser".split():
            function = getattr(module, name)
            results = []
            for path in (text, os.fsencode(text)):
                try:
                    results.append(function(path))
                except Exception as error:
                    results.append(f"{type(error).__name__}: {error}")
            same = isinstance(results[0], str) and isinstance(results[1], bytes) and os.fsencode(results[0]) == results[1]
            same |= isinstance(results[0], tuple) and tuple(map(os.fsencode, results[0])) == results[1]
            print(repr(results[0] if same or results[0] == results[1] else results), end=" | ")
        print()
    for parts in (("a", "b"), ("a/", "b"), ("a", "/b"), ("", "b"), ("a", ""), ("a", "", "b"), ("/", "a"), ("c:", "a"), ("c:\\", "a"), ("c:a", "d:b"), ("c:a", "c:b"), ("c:a", "\\b"), ("C:a", "c:b"), ("\\\\h\\s", "a"), ("a",), ("a", "b", "/c", "d"), ("c:/x", "/y"), ("//h/s", "/y"), ("a\\", "b/", "c")):
        show(lambda: module.join(*parts), lambda: module.join(*map(os.fsencode, parts)))
    show(lambda: module.join("a", b"b"), lambda: module.join(b"a", "b"), lambda: module.join(1), lambda: module.join("a", 1), lambda: module.join(), lambda: module.join("a", None), lambda: module.split(1), lambda: module.splitext(5), lambda: module.normpath(None), lambda: module.isabs(3), lambda: module.splitroot(3), lambda: module.join(pathlib.PurePosixPath("a"), "b"), lambda: module.normcase(5), lambda: module.basename([]), lambda: module.expandvars(5), lambda: module.expanduser(3), lambda: module.dirname(3.0), lambda: module.splitdrive({}))
    for paths in (["/a/b", "/a/c"], ["a/b", "a"], ["/a", "a"], [], ["/a/b/"], ["a//b", "a/./b"], ["c:\\a\\b", "C:/a"], ["c:\\a", "d:\\a"], ["c:a", "c:\\a"], ["\\\\h\\s\\a", "\\\\h\\s\\b"], [b"/a", "/b"], [1], ["..", "../a"], ["/", "/"], [b"a/b", b"a/c"]):
        show(lambda: module.commonpath(paths), lambda: module.commonprefix(paths))
    for path, start in (("/a/b", "/a"), ("/a", "/a/b/c"), ("/a", "/a"), ("a", "b"), ("/a/b", "/c/d"), ("", "a"), ("a", ""), ("c:\\a\\b", "c:\\A"), ("c:\\a", "d:\\a"), (b"/a", b"/b"), ("/a", b"/b"), (1, "a"), ("/", "/a")):
        show(lambda: module.relpath(path, start))
show(lambda: ntpath.isreserved("a/NUL.txt"), lambda: ntpath.isreserved("a. "), lambda: ntpath.isreserved("com9"), lambda: ntpath.isreserved("com¹"), lambda: ntpath.isreserved("x:y"), lambda: ntpath.isreserved(b"con"), lambda: ntpath.isreserved("\\\\.\\con"), lambda: ntpath.isreserved("conin$"), lambda: ntpath.ismount("c:\\"), lambda: ntpath.ismount("\\\\h\\s"), lambda: ntpath.ismount("c:\\a"), lambda: posixpath.ismount("/"), lambda: posixpath.ismount("/nonexistent"), lambda: posixpath.ismount("\0"), lambda: posixpath.abspath("/a/../b"), lambda: posixpath.abspath(b"/x//y"))
with tempfile.TemporaryDirectory() as top:
    top = os.path.realpath(top)
    os.chdir(top)
    print("--- files")
    os.makedirs("d/e/f")
    show(lambda: os.makedirs("d/e/f"), lambda: os.makedirs("d/e/f", exist_ok=True), lambda: os.makedirs("d/./g/.."), lambda: os.makedirs("h/"), lambda: os.makedirs(b"bytes/x"))
    for name in ("d/1.txt", "d/e/2.txt", "d/e/f/3.txt"):
        with open(name, "w") as file:
            file.write(name)
    os.symlink("e", "d/link")
    os.symlink("nowhere", "d/broken")
    os.symlink("loop", "loop")
    os.symlink("../d/link/f", "h/deep")
    P = os.path
    rel = lambda p: p.replace(top, "TOP")
    show(lambda: P.exists("d/broken"), lambda: P.lexists("d/broken"), lambda: P.islink("d/link"), lambda: P.isdir("d/link"), lambda: P.isfile("d/1.txt"), lambda: P.isfile("d"), lambda: P.exists("\0"), lambda: P.lexists("\0"), lambda: P.islink("\0"), lambda: P.isdir("\0"), lambda: P.isfile("\0"), lambda: P.exists(10 ** 9), lambda: P.exists(0), lambda: P.exists(None), lambda: P.isfile([]), lambda: P.getsize("d/1.txt"), lambda: P.getsize("none"), lambda: P.getmtime("d") == os.stat("d").st_mtime, lambda: P.getatime("d") == os.stat("d").st_atime, lambda: P.getctime("d") == os.stat("d").st_ctime, lambda: P.samefile("d/link", "d/e"), lambda: P.samestat(os.stat("d"), os.stat("d/e")), lambda: P.sameopenfile(0, 0), lambda: P.isjunction("d"), lambda: P.isdevdrive("d"), lambda: P.islink(1 if 0 else "d"),
         lambda: rel(P.realpath("d/link/f")), lambda: rel(P.realpath("d/broken")), lambda: rel(P.realpath("d/broken/x/..")), lambda: rel(P.realpath("loop")), lambda: rel(P.realpath("loop/x")), lambda: rel(P.realpath("h/deep/../..")), lambda: rel(P.realpath("d/1.txt/x")), lambda: rel(os.fsdecode(P.realpath(b"d/link"))), lambda: P.realpath("none", strict=True), lambda: P.realpath("loop", strict=True), lambda: rel(P.realpath("")), lambda: P.realpath("/.."), lambda: rel(P.realpath("d/e", strict=True)), lambda: P.realpath("d/1.txt/x", strict=True), lambda: rel(P.abspath("x")), lambda: P.relpath("d/e"), lambda: P.relpath("."), lambda: P.realpath("a\0b"))
    order = lambda walk: [(rel(os.fspath(d)), sorted(ds), sorted(fs)) for d, ds, fs in walk]

    def sorted_walk(**kw):
        for d, ds, fs in os.walk("d", **kw):
            ds.sort()
            fs.sort()
            yield d, ds[:], fs

    def pruned():
        for d, ds, fs in os.walk("d"):
            ds[:] = [x for x in ds if x == "e"]
            yield d, ds, fs

    def fwalked(**kw):
        for d, ds, fs, fd in os.fwalk("d", **kw):
            ds.sort()
            yield d, sorted(ds), sorted(fs), os.fstat(fd).st_ino == os.stat(d).st_ino
    errors = []
    show(lambda: list(sorted_walk()), lambda: order(sorted_walk(topdown=False)), lambda: list(sorted_walk(followlinks=True)), lambda: list(pruned()), lambda: list(os.walk("none")), lambda: list(os.walk("none", onerror=errors.append)) or errors, lambda: list(os.walk("none", topdown=False, onerror=lambda e: print(type(e), e.filename))), lambda: list(fwalked()), lambda: list(fwalked(topdown=False)), lambda: list(fwalked(follow_symlinks=True)), lambda: list(os.fwalk("none")), lambda: list(os.fwalk("none", onerror=lambda e: print("error", e.filename))), lambda: list(os.walk(b"d/e/f")), lambda: list(os.walk(pathlib.Path("d/e/f"))))
    show(lambda: os.renames("d/e/f/3.txt", "new/dir/3.txt"), lambda: os.path.exists("d/e/f"), lambda: os.path.exists("new/dir/3.txt"), lambda: os.removedirs("h"), lambda: os.remove("h/deep"), lambda: os.removedirs("bytes/x"), lambda: sorted(os.listdir()), lambda: os.removedirs("d"), lambda: os.renames("none", "x/y"))
    print("--- processes")
    sh = "/bin/sh"
    show(lambda: os.spawnv(os.P_WAIT, sh, ["sh", "-c", "exit 3"]), lambda: os.spawnl(os.P_WAIT, sh, "sh", "-c", "exit 4"), lambda: os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 5"), lambda: os.spawnvpe(os.P_WAIT, "sh", ["sh", "-c", "exit $N"], {"N": "6", "PATH": "/bin:/usr/bin"}), lambda: os.spawnle(os.P_WAIT, sh, "sh", "-c", "exit $N", {"N": "7"}), lambda: os.spawnv(os.P_WAIT, sh, ["sh", "-c", "kill -9 $$"]), lambda: os.waitpid(os.spawnv(os.P_NOWAIT, sh, ["sh", "-c", "exit 1"]), 0)[1], lambda: os.spawnv(os.P_WAIT, sh, []), lambda: os.spawnv(os.P_WAIT, sh, "sh"), lambda: os.spawnv(os.P_WAIT, "/none", ["x"]), lambda: os.spawnlpe(os.P_WAIT, "sh", "sh", "-c", "exit 8", {"PATH": "/bin"}), lambda: os.spawnve(os.P_WAIT, sh, ["sh", "-c", "exit 9"], {}), lambda: os.spawnvp(os.P_WAIT, "nonexistent-program", ["x"]))
    show(lambda: os.execvp("nonexistent-program", ["x"]), lambda: os.execl("/nonexistent", "x"), lambda: os.execvpe("dir/none", ["x"], {}), lambda: os.execlp("nonexistent-program", "x"), lambda: os.execle("/nonexistent", "x", {}), lambda: os.execlpe("nonexistent-program", "x", {"PATH": "/none"}), lambda: os.execvpe("nonexistent-program", ["x"], {"PATH": "/bin:/none"}))
    show(lambda: os.popen("echo out; exit 2").read(), lambda: (lambda p: (p.read(), p.close()))(os.popen("echo x; exit 2")), lambda: (lambda p: (p.write("in\n"), p.close()))(os.popen("cat >got", "w")), lambda: open("got").read(), lambda: os.popen("x", "rw"), lambda: os.popen(5), lambda: os.popen("x", buffering=0), lambda: [line for line in os.popen("printf 'a\\nb\\n'")], lambda: (lambda p: (p.__enter__().read(), p.__exit__(None, None, None)))(os.popen("echo w")))
    os.chdir("/")
print("--- environment")
os.environ["PYR_X"] = "é"
show(lambda: os.environ["PYR_X"], lambda: os.environb[b"PYR_X"], lambda: os.getenv("PYR_X"), lambda: os.getenvb(b"PYR_X"), lambda: os.getenv("NONE_X"), lambda: os.getenv("NONE_X", 5), lambda: os.environ["NONE_X"], lambda: os.environ.__setitem__("a=b", "c"), lambda: os.environ.__setitem__(1, "c"), lambda: os.environ.__setitem__("a", 1), lambda: os.environ.__delitem__("NONE_X"), lambda: os.environ.setdefault("PYR_X", "n"), lambda: os.environ.setdefault("PYR_Y", "n"), lambda: type(os.environ.copy()).__name__, lambda: type(os.environ | {"z": "1"}).__name__, lambda: ({"PYR_Y": "no", "q": "1"} | os.environ)["PYR_Y"], lambda: os.environ | 5, lambda: 5 | os.environ, lambda: os.environ.pop("PYR_Y"), lambda: "PYR_Y" in os.environ, lambda: 5 in os.environ, lambda: repr(os.environ)[:9], lambda: os.environ.__ior__({"PYR_Z": "zz"})["PYR_Z"], lambda: os.popen("echo $PYR_Z").read(), lambda: os.environ.pop("PYR_Z") and os.popen("echo [$PYR_Z]").read(), lambda: os.environ.get(b"x"), lambda: os.get_exec_path({"PATH": "/a:/b"}), lambda: os.get_exec_path({}), lambda: os.get_exec_path({b"PATH": b"/c"}), lambda: os.get_exec_path({"PATH": "/a", b"PATH": b"/c"}), lambda: isinstance(len(os.environ), int), lambda: os.environ.encodekey("a"), lambda: os.environ.decodevalue(b"\xff"))
show(lambda: os.fsencode("é\udcff"), lambda: os.fsdecode(b"\xff"), lambda: os.fsencode(b"x"), lambda: os.fsdecode(pathlib.Path("p")), lambda: os.fsencode(5), lambda: os.fsdecode(None), lambda: os.fspath(pathlib.Path("x")), lambda: os.fspath(5), lambda: os.fdopen("x"), lambda: issubclass(pathlib.PurePath, os.PathLike), lambda: os.PathLike[str], lambda: os.PathLike(), lambda: isinstance("x", os.PathLike), lambda: os.process_cpu_count() >= 1, lambda: sorted(f.__name__ for f in os.supports_dir_fd), lambda: sorted(f.__name__ for f in os.supports_fd), lambda: sorted(f.__name__ for f in os.supports_follow_symlinks), lambda: sorted(f.__name__ for f in os.supports_effective_ids), lambda: os.fwalk in os.supports_fd, lambda: (os.linesep, os.sep, os.altsep, os.pathsep, os.defpath, os.devnull, os.name, os.curdir, os.pardir, os.extsep))


class BadPath:
    def __fspath__(self): return 5


show(lambda: os.fspath(BadPath()), lambda: posixpath.join(BadPath()), lambda: os.fsencode(BadPath()))
print("--- reprlib")
r = reprlib.Repr()
show(lambda: reprlib.repr(list(range(100))), lambda: reprlib.repr("x" * 100), lambda: reprlib.repr({i: i for i in range(10)}), lambda: reprlib.repr({5, 3, 1, 9, 8, 7, 6, 5, 4}), lambda: reprlib.repr(frozenset("a")), lambda: reprlib.repr(10 ** 100), lambda: reprlib.repr((1,)), lambda: reprlib.repr(set()), lambda: reprlib.repr([[[[[[[[1]]]]]]]]), lambda: reprlib.repr(__import__("collections").deque(range(20), 20)), lambda: reprlib.repr(__import__("array").array("i", range(20))), lambda: reprlib.repr(range(5)), lambda: reprlib.Repr(maxlist=2, fillvalue="+++").repr([1, 2, 3]), lambda: reprlib.Repr(indent=2).repr([1, [2, {"a": 3}], ()]), lambda: reprlib.Repr(indent="->").repr({"k": [1, 2]}), lambda: reprlib.Repr(indent="->", maxlevel=1).repr([1, [2, [3]]]), lambda: reprlib.Repr(indent=2.5).repr([1]), lambda: reprlib.Repr(maxdict=0).repr({1: 2}), lambda: reprlib.Repr(maxstring=5).repr("abcdefghij"), lambda: r.maxlevel, lambda: r.repr1([1], 0), lambda: reprlib.repr({"b": 1, 2: 3}), lambda: reprlib.repr(types.SimpleNamespace(a="x" * 100)), lambda: reprlib.Repr(maxlevel=0).repr([1]), lambda: reprlib.repr(frozenset()), lambda: reprlib.repr(frozenset(range(20))), lambda: reprlib.Repr(1))


class Bad:
    def __repr__(self): raise ValueError("no")


class Sub(reprlib.Repr):
    def repr_Bad(self, x, level): return f"Bad at {level}"
    def repr_my_type(self, x, level): return "mine"


my = type("my type", (), {})()
print(reprlib.repr(Bad()).split(" at ")[0], Sub().repr([Bad()]), Sub().repr(my))


class Rec(list):
    @reprlib.recursive_repr("<...>")
    def __repr__(self): return "Rec(" + ", ".join(map(repr, self)) + ")"


rec = Rec([1])
rec.append(rec)
print(rec, Rec.__repr__.__wrapped__.__name__, Rec.__repr__.__name__)
print("--- linecache")
with tempfile.TemporaryDirectory() as top:
    path = os.path.join(top, "f.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write("a = 1\nb = 'é'\nlast")
    show(lambda: linecache.getline(path, 1), lambda: linecache.getline(path, 2), lambda: linecache.getline(path, 3), lambda: linecache.getline(path, 4), lambda: linecache.getline(path, 0), lambda: linecache.getline(path, -1), lambda: linecache.getlines(path), lambda: linecache.cache[path][0], lambda: linecache.getlines(path + "x"), lambda: linecache.getline("<string>", 1), lambda: linecache.checkcache("nothing"))
    with open(path, "w") as file:
        file.write("changed and longer\n\n")
    show(lambda: linecache.getline(path, 1), lambda: linecache.checkcache(path), lambda: linecache.getline(path, 1), lambda: linecache.updatecache(path), lambda: linecache.clearcache(), lambda: linecache.cache)
    with open(path, "wb") as file:
        file.write(b"# coding: latin-1\n\xe9\n")
    show(lambda: linecache.getlines(path))
    with open(path, "wb") as file:
        file.write(b"\xff\xfe bad\n")
    show(lambda: linecache.checkcache(), lambda: linecache.getlines(path))
    sys.path.insert(0, top)
    with open(os.path.join(top, "found.py"), "w") as file:
        file.write("found = 1")
    show(lambda: linecache.getline("found.py", 1), lambda: linecache.getline("missing.py", 1), lambda: linecache.updatecache(""))

    class Loader:
        def get_source(self, name): print("asked", name); return "lazy\nsource" if name != "none" else None

    show(lambda: linecache.lazycache("<lazy>", {"__name__": "m", "__loader__": Loader()}), lambda: linecache.lazycache("lazy.py", {"__name__": "m", "__loader__": Loader()}), lambda: linecache.cache["lazy.py"].__class__.__name__, lambda: linecache.getline("lazy.py", 2), lambda: linecache.cache["lazy.py"], lambda: linecache.lazycache("lazy.py", {}), lambda: linecache.lazycache("other.py", {}), lambda: linecache.lazycache("", {}), lambda: linecache.lazycache("x.py", None), lambda: linecache.getline("direct.py", 1, {"__name__": "d", "__loader__": Loader()}), lambda: linecache.getlines("n.py", {"__name__": "none", "__loader__": Loader()}), lambda: linecache.getlines("y.py", {"__name__": "none"}))
print("--- types")


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw): print("prepare", name, kw); return {"prepared": 1}
    def __new__(mcls, name, bases, ns, **kw): return super().__new__(mcls, name, bases, ns)
    def __init__(cls, *a, **kw): pass


class Entries:
    def __mro_entries__(self, bases): return (dict, list) if 0 else (dict,)


class BadEntries:
    def __mro_entries__(self, bases): return 5


class Attr:
    def __getattr__(self, name): raise AttributeError(name)

    @types.DynamicClassAttribute
    def x(self): "X doc."; return 5

    @x.setter
    def x(self, v): print("set", v)

    @x.deleter
    def x(self): print("del")

    ro = types.DynamicClassAttribute(lambda self: 1, doc="own")
    wo = types.DynamicClassAttribute()


a = Attr()
show(lambda: types.new_class("C").__mro__, lambda: types.new_class("C", (int,), {}, lambda ns: ns.update(a=1)).a, lambda: types.new_class("C", (), {"metaclass": Meta, "k": 1}).prepared, lambda: types.new_class("C", (Entries(),)).__mro__, lambda: types.new_class("C", (Entries(),)).__orig_bases__[0].__class__.__name__, lambda: types.new_class("C", (BadEntries(),)), lambda: types.resolve_bases((int, Entries())), lambda: types.resolve_bases([int]), lambda: types.prepare_class("C", (int,), {"metaclass": Meta, "q": 2}), lambda: types.prepare_class("C"), lambda: types.prepare_class("C", (types.new_class("A", (), {"metaclass": Meta}), types.new_class("B", (), {"metaclass": type("M2", (type,), {})}))),
     lambda: types.prepare_class("C", (), {"metaclass": lambda *a: 5})[0].__name__, lambda: types.get_original_bases(types.new_class("C", (list[int],))), lambda: types.get_original_bases(int), lambda: types.get_original_bases(5), lambda: a.x, lambda: setattr(a, "x", 2), lambda: delattr(a, "x"), lambda: Attr.x, lambda: Attr.__dict__["x"].__doc__, lambda: Attr.__dict__["ro"].__doc__, lambda: a.ro, lambda: setattr(a, "ro", 1), lambda: delattr(a, "ro"), lambda: a.wo, lambda: Attr.__dict__["x"].__isabstractmethod__)


@types.coroutine
def gen():
    got = yield 1
    return got


async def plain(): return 9


class Co:
    def send(self, v): return "sent"
    def throw(self, *a): return "thrown"
    def close(self): return "closed"
    def __iter__(self): return self
    def __next__(self): raise StopIteration("next")


def wraps():
    return Co()


def nothing():
    return 5


async def awaits():
    return await gen()

c = awaits()
show(lambda: c.send(None), lambda: c.send("got"), lambda: types.coroutine(plain) is plain, lambda: types.coroutine(nothing)(), lambda: types.coroutine(5), lambda: types.coroutine(gen) is gen, lambda: gen().gi_code.co_flags & 0x100 != 0)
w = types.coroutine(lambda: iter_gen())


class GenLike:
    def __init__(self): self.g = (x for x in [1])
    def send(self, v): return self.g.send(v)
    def throw(self, *a): return self.g.throw(*a)
    def close(self): return self.g.close()
    def __iter__(self): return self
    def __next__(self): return next(self.g)
    gi_code, gi_frame, gi_running, gi_yieldfrom = 1, 2, 3, 4


def iter_gen(): return GenLike()


g = w()
show(lambda: type(g).__name__, lambda: g.__await__().__class__.__name__, lambda: next(g), lambda: g.gi_code, lambda: g.cr_frame, lambda: g.cr_await, lambda: g.gi_running, lambda: g.close(), lambda: g.__name__, lambda: g.__iter__() is g, lambda: types.CapsuleType)
