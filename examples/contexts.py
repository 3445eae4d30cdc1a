"""Context managers: what is done at the end of a block, whatever happens in it; and else, for when nothing did."""
import contextlib
import io


class Transaction:
    def __init__(self, accounts):
        self.accounts = accounts

    def __enter__(self):
        self.before = dict(self.accounts)
        return self.accounts

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            self.accounts.clear()
            self.accounts.update(self.before)
            print("  taken back:", error)
        return kind is KeyError


@contextlib.contextmanager
def section(title):
    print(f"<{title}>")
    try:
        yield title.upper()
    except ZeroDivisionError as error:
        print("  mended:", error)
    finally:
        print(f"</{title}>")


def search(numbers, wanted):
    for number in numbers:
        if number == wanted:
            break
    else:
        return f"{wanted} is not there"
    try:
        found = numbers.index(wanted)
    except ValueError:
        return "cannot be"
    else:
        return f"{wanted} is at {found}"


accounts = {"ann": 10, "bob": 5}
with Transaction(accounts) as inside:
    inside["ann"] -= 3
    inside["bob"] += 3
with Transaction(accounts) as inside:
    inside["ann"] -= 100
    inside["cleo"] += 100
print(accounts)

with section("sums") as name:
    print("  in", name, 1 / 0)
print(search([4, 5, 6], 6), search([], 1), sep=", ")

with contextlib.ExitStack() as stack:
    for name in "abc":
        stack.callback(print, "close", name, end="; ")
    stack.enter_context(contextlib.suppress(LookupError))
    print([][0])
print()

with contextlib.redirect_stdout(io.StringIO()) as caught:
    print("not on the screen")
print(repr(caught.getvalue()))
