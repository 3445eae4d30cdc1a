"""Scopes: where a name is looked up, and what an assignment makes of it."""
level = "module"


def reads():
    return level


def assigns():
    level = "function"
    return level


def reads_too_early():
    try:
        return level
    except UnboundLocalError as error:
        return f"refused: {error}"
    level = "never"


def outer():
    level = "outer"

    def inner():
        nonlocal level
        level += ", changed from inside"
        return level

    return inner(), level


def changes():
    global level
    level = "module, changed"


class Shelf:
    level = "class"
    names = [level for level in ("a", "b")]

    def read(self):
        return level, self.level


print(reads(), assigns(), reads_too_early(), sep="\n")
print(*outer(), sep="; ")
changes()
print(level, Shelf.names, Shelf().read())
print(max(3, 4), [max for max in (1, 2)], max is __builtins__.max)
print(sorted(n for n in globals() if not n.startswith("_")))
