"""Print what the interpreter says of an exception, and check that the module traceback says the same.

Entries of files elsewhere (the library) are left out, and so are paths and addresses.
"""
import io
import os
import re
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.stdout.reconfigure(errors="backslashreplace")


def ours(filename):
    return filename.startswith(HERE) or (filename.startswith("<") and not filename.startswith("<frozen"))


def plain(text):
    """Without the library's entries, paths and addresses."""
    kept, skipping = [], False
    for line in text.splitlines(True):
        entry = re.match(r'[ |]*  File "([^"]*)", line \d+, in ', line)
        if entry:
            skipping = os.path.isabs(entry[1]) and not ours(entry[1]) or entry[1].startswith("<frozen")
        elif not re.match(r"[ |]*    ", line):
            skipping = False
        if not skipping:
            kept.append(line)
    text = "".join(kept)
    text = re.sub(r"\((/[^)]*|<stdlib>[^)]*|unknown location)\)", "(PATH)", text)
    return re.sub(r"0x[0-9a-f]{6,}", "0x...", text)


class Filter(io.StringIO):
    """A stderr whose text can be shown when a part of the test is over."""

    def show(self):
        print(plain(self.getvalue()), end="")
        self.seek(0)
        self.truncate()


def report(e):
    before, sys.stderr = sys.stderr, io.StringIO()
    try:
        sys.excepthook(type(e), e, e.__traceback__)
        text = sys.stderr.getvalue()
    finally:
        sys.stderr = before
    print(plain(text), end="")
    other = "".join(traceback.format_exception(e))
    if other != text:
        print("-- the module traceback:")
        print(plain(other), end="")


def show(f, *args, **named):
    try:
        f(*args, **named)
    except BaseException as e:
        report(e)
    else:
        print("no exception")
    print("=" * 20)


def run(*sources):
    """Each source as a program of its own, with its lines known to tracebacks."""
    import linecache
    for n, source in enumerate(sources):
        name = f"<piece {n}>"
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        try:
            exec(compile(source, name, "exec"), {"__name__": "piece"})
        except BaseException as e:
            e.__traceback__ = e.__traceback__.tb_next
            report(e)
        else:
            print("no exception")
        print("=" * 20)
