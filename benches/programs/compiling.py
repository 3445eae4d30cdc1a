"""Parsing and compiling a file of 20,000 lines."""

PART = """
def function_{0}(a, b=1, *args, **options):
    'What it does.'
    total = 0
    for i, x in enumerate(args):
        if x > a and not (b or x == 2):
            total += x * i + len(options)
        elif x in (1, 2, 3):
            total -= {{"a": 1, "b": [y for y in range(x)]}}.get("a", 0)
    try:
        return total / b
    except (ZeroDivisionError, TypeError) as e:
        raise ValueError(f"bad {{e!r:>10}}") from e


class Class{0}(object):
    x: int = 1

    def method(self, *, k=None):
        return lambda q: q + self.x + k
"""
source = "".join(map(PART.format, range(20_000 // PART.count("\n"))))
print(len(compile(source, "generated.py", "exec").co_names))
