"""(Recorded with the package greenlet 3.5.) Random walks over many greenlets: values, exceptions and ends, step by step."""
import random
from greenlet import GreenletExit, getcurrent, greenlet

main = getcurrent()
log = []


def body(name, seed):
    rng = random.Random(seed)
    stack = []
    for step in range(rng.randrange(1, 12)):
        what = rng.randrange(7)
        peers = [g for g in all_of_them if not g.dead]
        try:
            if what < 3 and peers:
                got = rng.choice(peers).switch((name, step))
                log.append((name, "got", got))
            elif what == 3:
                got = main.switch((name, "to main"))
                log.append((name, "from main", got))
            elif what == 4:
                stack.append(list(inner(name, rng.randrange(4))))
            elif what == 5 and peers:
                rng.choice(peers).throw(ValueError((name, step)))
            else:
                sorted(range(rng.randrange(5)), key=lambda x: (main.switch((name, "key", x)), -x)[1])
        except ValueError as e:
            log.append((name, "caught", e.args[0]))
            if rng.randrange(3) == 0:
                raise
    return (name, "ends", len(stack))


def inner(name, n):
    for i in range(n):
        got = main.switch((name, "yielding", i))
        yield got


for round in range(60):
    rng = random.Random(round)
    all_of_them = []
    for i in range(rng.randrange(2, 9)):
        parent = rng.choice([main, *all_of_them])
        all_of_them.append(greenlet(body, parent))
    started = set()
    for turn in range(80):
        alive = [i for i, g in enumerate(all_of_them) if not g.dead]
        if not alive:
            break
        i = rng.choice(alive)
        g = all_of_them[i]
        try:
            if g in started or g:
                got = g.switch(turn)
            else:
                started.add(g)
                got = g.switch(f"g{i}", round * 100 + i)
            log.append(("main", got))
        except ValueError as e:
            log.append(("main caught", e.args[0]))
        except TypeError as e:
            log.append(("main", "TypeError"))
    for g in all_of_them:
        if g:
            try:
                log.append(("exit", type(g.throw(GreenletExit("over"))).__name__))
            except (ValueError, TypeError) as e:
                log.append(("exit", type(e).__name__))
    print(round, len(log), log[-1], [g.dead for g in all_of_them])
    for entry in log[:6]:
        print("  ", entry)
    log.clear()
