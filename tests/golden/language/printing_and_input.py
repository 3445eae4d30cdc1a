# print() and input(): separators, ends, files, flushing, what is refused; the text streams they use.
from _t import attempt, values
import io
import sys

print()
print(1, 2.5, None, "a", sep="-")
print("a", "b", sep="", end="!\n")
print("a", "b", sep=None, end=None)
print(*range(5), sep=", ")
print("x", end="")
print("\n", end="")
out = io.StringIO()
print("to", "file", file=out, flush=True)
print(repr(out.getvalue()))
print("none", file=None)
attempt(print, 1, sep=5)
attempt(print, 1, end=5)
attempt(print, 1, file=5)
attempt(print, 1, nothing=5)
attempt(print, 1, flush="yes")


class Sink:
    def write(self, text):
        sys.stdout.write(f"<{text}>")


class Flushing(Sink):
    def flush(self):
        sys.stdout.write("(flush)\n")


print(1, 2, file=Sink())
print("")
print(1, 2, sep="", end="", file=Flushing(), flush=True)
attempt(print, 1, file=Sink(), flush=True)


class Failing:
    def write(self, text):
        raise OSError("full")


attempt(print, 1, file=Failing())


class BadStr:
    def __str__(self):
        raise ValueError("no text")


attempt(print, "before", BadStr())
print()
saved = sys.stdout
sys.stdout = None
print("into nothing")
sys.stdout = saved
del sys.stdout
try:
    print("nowhere")
except RuntimeError as e:
    sys.stdout = saved
    print(e)
sys.stdout = 5
try:
    print("nowhere")
except AttributeError as e:
    sys.stdout = saved
    print(e)
sys.stdin = io.StringIO("first\nsecond\n\nlast")
print(repr(input()), repr(input("prompt> ")), repr(input("")), repr(input(5)))
attempt(input)
attempt(input, 1, 2)
attempt(input, prompt="x")
attempt(input, BadStr())
sys.stdin = None
attempt(input)
sys.stdin = 5
attempt(input)


class Lines:
    def __init__(self, *lines):
        self.lines = list(lines)

    def readline(self):
        return self.lines.pop(0)


sys.stdin = Lines("a\n", "b", "", 5, b"x\n", "c\r\n")
for _ in range(6):
    attempt(input)
attempt(input)
sys.stdout = io.StringIO()
sys.stdin = io.StringIO("typed\n")
got = input("shown? ")
shown, sys.stdout = sys.stdout.getvalue(), saved
print(repr(got), repr(shown))
sys.stdout.write("no newline")
sys.stdout.writelines([" and", " more\n"])
print(sys.stdout.write("five\n"), sys.stdout.encoding, sys.stdout.errors, sys.stdout.name, sys.stdout.mode, sys.stdout.line_buffering, sys.stdout.writable(), sys.stdout.readable(), sys.stdout.fileno())
print(sys.stderr.name, sys.stderr.line_buffering, sys.stderr.errors, sys.__stdin__.name, sys.__stdin__.readable(), sys.__stdout__ is sys.stdout)
sys.stdout.buffer.write(b"bytes\n")
sys.stdout.flush()
print("lone", "\udc80".encode("utf-8", "surrogateescape"))
attempt(print, "\ud800")
print(ascii("\ud800"))
sys.stdout.reconfigure(errors="backslashreplace")
print("\ud800")
sys.stdout.reconfigure(encoding="ascii", errors="replace")
print("é€")
