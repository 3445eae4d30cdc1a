#!/usr/bin/env python3
"""How much of stdlib/ stands in CPython's library too (docs/provenance.md). Run with CPython 3.13 from the project's root.

`overlap.py [FILE...]` prints counts only, never text. Both sides are compared without docstrings and comments and in one
layout. `text`: lines that are part of a run of four lines standing in any module of CPython's library. `shape`: lines that
are part of a run of eight lines of the module of the same name which differ at most in names and constants, so renaming
hides nothing; small functions coincide by chance, so a few percent of it mean nothing.
"""
import ast
import hashlib
import os
import pickle
import sys
import sysconfig
import tempfile

LIBRARY = sysconfig.get_path("stdlib")
TEXT, SHAPE = 4, 8


class Bare(ast.NodeTransformer):
    """Replaces what renaming could change."""

    def visit_Name(self, node):
        return ast.copy_location(ast.Name("n", node.ctx), node)

    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(0), node)

    visit_JoinedStr = visit_Constant

    def visit_Attribute(self, node):
        self.generic_visit(node)
        node.attr = "a"
        return node

    def visit_arg(self, node):
        node.arg, node.annotation = "n", None
        return node

    def visit_keyword(self, node):
        self.generic_visit(node)
        node.arg = node.arg and "k"
        return node

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.name = "f"
        return node

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def visit_ExceptHandler(self, node):
        self.generic_visit(node)
        node.name = node.name and "e"
        return node


def tree(path):
    """The module's tree without docstrings, None for what is not Python."""
    try:
        with open(path, encoding="utf-8") as file:
            root = ast.parse(file.read())
    except (SyntaxError, UnicodeDecodeError):
        return None
    for node in ast.walk(root):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            if isinstance(body[0].value, ast.Constant) and isinstance(body[0].value.value, str):
                node.body = body[1:] or [ast.Pass()]
    return root


def lines(root):
    return [line.strip() for line in ast.unparse(root).split("\n") if len(line.strip()) > 6]


def windows(found, size):
    return [hashlib.md5("\n".join(found[i:i + size]).encode()).digest() for i in range(len(found) - size + 1)]


def library():
    """The digests of all runs of lines in CPython's library, kept in a temporary file."""
    cache = os.path.join(tempfile.gettempdir(), f"overlap-{sys.hexversion:x}.pickle")
    if os.path.exists(cache):
        with open(cache, "rb") as file:
            return pickle.load(file)
    known = set()
    for folder, folders, files in os.walk(LIBRARY):
        folders[:] = [f for f in folders if f not in ("test", "site-packages", "idlelib", "lib2to3")]
        for name in files:
            root = name.endswith(".py") and tree(os.path.join(folder, name))
            if root:
                known.update(windows(lines(root), TEXT))
    with open(cache, "wb") as file:
        pickle.dump(known, file)
    return known


def shared(found, known, size):
    hits = set()
    for i, digest in enumerate(windows(found, size)):
        if digest in known:
            hits.update(range(i, i + size))
    return len(hits)


def main(paths):
    known = library()
    if not paths:
        paths = [os.path.join(d, f) for d, _, files in os.walk("stdlib") for f in files if f.endswith(".py")]
    rows = []
    for path in paths:
        root = tree(path)
        found = lines(root) if root else []
        if len(found) < 12:
            continue
        text = shared(found, known, TEXT)
        twin = os.path.join(LIBRARY, os.path.relpath(path, path[:path.rindex("stdlib") + 6]))
        other = tree(twin) if os.path.exists(twin) else None
        shape = 0
        if other:
            shape = shared(lines(Bare().visit(root)), set(windows(lines(Bare().visit(other)), SHAPE)), SHAPE)
        rows.append((text / len(found), text, shape, len(found), path))
    for share, text, shape, total, path in sorted(rows, reverse=True):
        print(f"text {share * 100:5.1f}% {text:5d}  shape {shape * 100 / total:5.1f}% {shape:5d}  of {total:5d} {path}")
    total = sum(r[3] for r in rows) or 1
    text, shape = sum(r[1] for r in rows), sum(r[2] for r in rows)
    print(f"all: text {text} ({text * 100 / total:.0f}%), shape {shape} ({shape * 100 / total:.0f}%) of {total} lines in {len(rows)} modules")


if __name__ == "__main__":
    main(sys.argv[1:])
