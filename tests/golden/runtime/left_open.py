# pyr-args: -X dev $0
# What finalizers say of things left open: files, sockets, directory iterators, databases; at the end of a program too.
import os
import re
import socket
import sqlite3
import sys
import warnings

warnings.simplefilter("always")


def shown(message, category, filename, lineno, file=None, line=None):
    text = re.sub(r"0x[0-9a-f]+", "*", re.sub(r"(fd|laddr|raddr)=(\d+|\([^)]*\))", r"\1=*", str(message)))
    sys.__stdout__.write(f"{category.__name__}: {text}\n")


warnings.showwarning = shown


def leave():
    file = open(os.devnull)
    raw = open(os.devnull, "rb", buffering=0)
    server = socket.socket()
    a, b = socket.socketpair()
    b.close()
    entries = os.scandir("/")
    next(entries)
    database = sqlite3.connect(":memory:")
    for thing in ("file", "raw", "server", "a", "entries", "database"):
        print(thing)
        yield
        if thing == "file":
            del file
        elif thing == "raw":
            del raw
        elif thing == "server":
            del server
        elif thing == "a":
            del a
        elif thing == "entries":
            del entries
        else:
            del database


for _ in leave():
    pass
with os.scandir("/") as closed:
    next(closed)
with sqlite3.connect(":memory:") as kept:
    kept.execute("select 1")
kept.close()
socket.socket().close()
detached = socket.socket().detach()
os.close(detached)
del closed, kept
whole = os.scandir("/")
for _ in whole:
    pass
del whole


class Last:
    def __del__(self):
        print("finalised at the end")


cycle = [Last()]
cycle.append(cycle)
del cycle
kept = Last()


def waiting():
    try:
        yield
    finally:
        print("generator closed at the end")


generator = waiting()
next(generator)
