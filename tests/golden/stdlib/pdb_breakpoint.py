"""breakpoint() in a program whose commands come from a pipe."""
import sys


class Account:
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

    def pay(self, amount):
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}")
        self.balance -= amount
        return self.balance


def gen(n):
    for i in range(n):
        yield i * i


def work(accounts):
    total = 0
    for account in accounts:
        total += account.balance
    breakpoint()
    for square in gen(4):
        total += square
    return total


accounts = [Account("Ann", 10), Account("Bob", 5)]
print(work(accounts))
try:
    accounts[1].pay(100)
except ValueError as e:
    print("caught", e)
breakpoint()
left = accounts[0].pay(1)
print(left)
sys.stdout.flush()
accounts[1].pay(100)
