# How the scripts of this folder print: one line a call, with its result or its exception.
import re


def short(value):
    text = re.sub(r" at 0x[0-9a-f]+", "", repr(value))
    return text if len(text) < 400 else f"{text[:150]}...{len(text)}...{text[-100:]}"


def show(label, function, *args, **keywords):
    try:
        result = short(function(*args, **keywords))
    except BaseException as error:
        result = f"{type(error).__name__}: {re.sub(r' at 0x[0-9a-f]+', '', str(error))[:400]}"
    print(f"{label} -> {result}")


def table(function, *rows, name=None):
    """Call the function with each row of arguments."""
    name = name or getattr(function, "__qualname__", None) or type(function).__name__
    for row in rows:
        row = row if isinstance(row, tuple) else (row,)
        show(f"{name}({', '.join(map(short, row))})", function, *row)


def evaluate(text, **names):
    """Evaluate each line of a text."""
    space = dict(names)
    for line in text.strip().splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            code = compile(line, "<line>", "eval")
        except SyntaxError:
            try:
                exec(line, space)
            except BaseException as error:
                print(f"{line} -> {type(error).__name__}: {re.sub(r' at 0x[0-9a-f]+', '', str(error))[:400]}")
            else:
                print(line)
            continue
        show(line, eval, code, space)
