"""What the scripts of this folder share: calls and texts whose failure is part of what is printed."""


def attempt(action, *args, **kwargs):
    """Prints what a call gives or raises."""
    try:
        print(repr(action(*args, **kwargs)))
    except BaseException as e:
        print(f"{type(e).__name__}: {e}")


def run(*texts, mode="exec", **names):
    """Runs texts one by one, each in a namespace of its own."""
    for text in texts:
        space = dict(names)
        label = text.strip().replace("\n", "; ")
        try:
            result = eval(text, space) if mode == "eval" else exec(text, space)
            print(label, "->", repr(result) if mode == "eval" else "ok")
        except BaseException as e:
            print(label, "->", f"{type(e).__name__}: {e}")


def values(*texts, **names):
    """Prints what expressions give."""
    run(*texts, mode="eval", **names)
