# open(): modes, their combinations, what is refused, attributes, newlines, encodings, errors, closing.
from _t import attempt, values
import io
import os
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)
for args in [("f", "x"), ("f", "x"), ("nothing",), ("nothing", "r+"), (".", "r"), (".", "w"), ("f/g",), ("", "r"), ("a\0b",), ("f", ""), ("f", "rw"), ("f", "rr"), ("f", "b"), ("f", "rbt"), ("f", "U"), ("f", "r+a"), ("f", "zz"), ("f", 5), ("f", "r", 0), ("f", "r", 1), ("f", "rb", 0), ("f", "rb", 1), ("f", "r", -2), ("f", "rb", -2), ("f", "r", "a"), (5.5,), (None,), ([],), (-1,), (99999,), (True, "r")]:
    try:
        if args[0] is True:
            raise SystemExit
        with open(*args) as file:
            print(args, type(file).__name__, file.mode, file.name)
    except SystemExit:
        pass
    except BaseException as e:
        print(args, type(e).__name__, e)
for kwargs in [dict(encoding="nope"), dict(errors="nope"), dict(newline="x"), dict(newline=5), dict(encoding=5), dict(mode="rb", encoding="utf-8"), dict(mode="rb", errors="strict"), dict(mode="rb", newline=""), dict(closefd=False), dict(opener=lambda p, f: -1), dict(opener=lambda p, f: "x"), dict(opener=5), dict(buffering=0, mode="wb"), dict(nothing=1), dict(encoding="base64"), dict(encoding="utf-8\0")]:
    try:
        with open("f", **kwargs) as file:
            file.read() if "w" not in kwargs.get("mode", "r") else None
            print(kwargs, "ok")
    except BaseException as e:
        print({k: v if k != "opener" or v == 5 else "function" for k, v in kwargs.items()}, type(e).__name__, e)


def opener(path, flags):
    print("opener", path, flags & os.O_WRONLY == os.O_WRONLY)
    return os.open(path, flags, 0o600)


with open("o", "w", opener=opener) as file:
    print(file.write("häl\nlo"), file.tell(), file.writable(), file.readable(), file.seekable(), file.isatty(), file.closed, file.line_buffering, file.write_through, file.encoding, file.errors, file.newlines, file.name, type(file.buffer).__name__, type(file.buffer.raw).__name__)
    attempt(file.read)
    attempt(file.write, b"x")
    attempt(file.write, 5)
    attempt(file.writelines, ["a", 1])
    attempt(next, file)
print(file.closed, repr(file))
for action in (file.read, file.tell, lambda: file.write("a"), file.flush, file.fileno, file.isatty, lambda: list(file), file.__enter__, lambda: file.buffer.closed, file.close, file.readable, file.seekable, lambda: file.seek(0)):
    attempt(action)
with open("o", "rb") as raw:
    print(raw.read(), repr(raw), raw.mode, raw.raw.mode, raw.peek(3), raw.seek(2), raw.read(2), raw.read1(1), raw.tell(), raw.seek(-2, 2), raw.read(), raw.seek(1, 1))
    attempt(raw.write, b"x")
    attempt(raw.seek, -1)
    attempt(raw.seek, 0, 7)
    attempt(raw.read, "a")
    attempt(raw.read, -5)
    buffer = bytearray(4)
    raw.seek(0)
    print(raw.readinto(buffer), buffer, raw.readinto1(memoryview(buffer)[:2]), buffer)
    attempt(raw.readinto, b"abcd")
    attempt(raw.truncate, 0)
with open("u", "wb", buffering=0) as raw:
    print(repr(raw).replace(folder, ""), raw.write(b"a\r\nb\nc\rd"), raw.closefd)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("u", newline=newline) as file:
        print(repr(newline), file.readlines(), file.newlines)
    with open("w", "w", newline=newline) as file:
        file.write("1\n2\r3\r\n")
    print(open("w", "rb").read())
with open("t", "w+", encoding="utf-16") as file:
    file.write("añ\n€")
    file.seek(0)
    print(file.read(2), file.readline(), file.read(), file.read(), file.tell() > 0)
print(open("t", "rb").read())
with open("t", "a", encoding="utf-16") as file:
    print(file.tell(), file.write("x"))
print(len(open("t", "rb").read()))
with open("bad", "wb") as raw:
    raw.write(b"ab\xff\xfec\n")
for errors in ("strict", "ignore", "replace", "surrogateescape", "backslashreplace", "xmlcharrefreplace"):
    try:
        with open("bad", encoding="utf-8", errors=errors) as file:
            print(errors, ascii(file.read()))
    except Exception as e:
        print(errors, type(e).__name__, e)
for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
    try:
        with open("out", "w", encoding="ascii", errors=errors) as file:
            file.write("é€")
        print(errors, open("out", "rb").read())
    except Exception as e:
        print(errors, type(e).__name__, e)
with open("l", "w") as file:
    file.writelines(f"line {i}\n" for i in range(5))
with open("l") as file:
    print(file.readline(3), file.readline(), file.readline(0) == "", file.read(4), file.readlines(8), next(file), list(file), file.readline() == "")
    attempt(file.readline, "a")
    attempt(file.seek, 1, 1)
    attempt(file.seek, -1)
    attempt(file.seek, 1, 2)
    print(file.seek(0, 2), file.seek(0))
    next(file)
    attempt(file.tell)
with open("l", "r+") as file:
    print(file.read(5))
    cookie = file.tell()
    file.readline()
    file.seek(cookie)
    print(file.readline(), file.truncate(20), file.seek(0), len(file.read()))
    file.reconfigure(errors="replace", line_buffering=True)
    print(file.errors, file.line_buffering)
    attempt(file.reconfigure, encoding="latin-1")
file = open("l")
buffer = file.detach()
attempt(file.read)
attempt(file.close)
print(type(buffer).__name__, buffer.close())
file = open("l")
attempt(setattr, file, "name2", 1)
attempt(setattr, file, "encoding", 1)
attempt(delattr, file, "mode")
file.mode = "changed"
print(file.mode, repr(file))
file.close()
fd = os.open("l", os.O_RDONLY)
with open(fd, closefd=False) as file:
    print(file.name == fd, file.read(6))
os.close(fd)
attempt(open, fd)
attempt(open, "l", closefd=False)
attempt(io.open_code, "nothing")


class PathLike:
    def __fspath__(self):
        return "l"


print(open(PathLike()).name, open(b"l").name)


class BadPath:
    def __fspath__(self):
        return 5


attempt(open, BadPath())
attempt(io.TextIOWrapper, 5)
attempt(io.BufferedReader, 5)
attempt(io.FileIO, "nothing")
attempt(io.FileIO, "l", "zz")
attempt(io.FileIO, "l", "rw")
attempt(io.BytesIO, "a")
attempt(io.StringIO, b"a")
attempt(io.StringIO, "a", newline="z")
print(io.text_encoding(None), io.text_encoding("x"), io.DEFAULT_BUFFER_SIZE, io.SEEK_END, open is io.open)
import warnings
warnings.simplefilter("always")
warnings.showwarning = lambda m, c, *a: print(c.__name__, str(m).replace(folder, ""))
open("l")
f = open("l", "wb", 1)
f.close()
