"""A folder of modules that a script writes for itself."""
import os
import sys
import tempfile
import textwrap

sys.dont_write_bytecode = True
folder = os.path.realpath(tempfile.mkdtemp())
sys.path.insert(0, folder)


def write(path, text=""):
    """Writes a module (or package/__init__) of the folder."""
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(textwrap.dedent(text))


def short(x):
    """Text without the folder's name."""
    return str(x).replace(folder, "DIR")


def tries(*texts, **space):
    """Runs texts and says what became of each; modules stay imported."""
    for text in texts:
        try:
            exec(text, {"__name__": "__main__", **space})
            print(text.replace("\n", "; "), "-> ok")
        except BaseException as e:
            extra = {k: short(getattr(e, k)) for k in ("name", "path", "name_from") if getattr(e, k, None) is not None}
            print(text.replace("\n", "; "), "->", type(e).__name__, short(e), extra or "")
