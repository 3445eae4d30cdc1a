"""Processes: work that is shared between several, a pipe to one of them, a pool, and one that fails."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def fill(queue, start, stop):
    queue.put((start, [n for n in range(start, stop) if is_prime(n)]))


def converse(pipe):
    while (word := pipe.recv()) != "bye":
        pipe.send(word[::-1])
    pipe.close()


def fails(n):
    raise ValueError(f"{n} is no good")


def main():
    queue = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=fill, args=(queue, start, start + 20)) for start in (0, 20, 40)]
    for worker in workers:
        worker.start()
    found = dict(sorted(queue.get() for _ in workers))
    for worker in workers:
        worker.join()
    print(found, [worker.exitcode for worker in workers])

    here, there = multiprocessing.Pipe()
    child = multiprocessing.Process(target=converse, args=(there,), name="mirror")
    child.start()
    for word in ("stressed", "drawer"):
        here.send(word)
        print(word, "->", here.recv())
    here.send("bye")
    child.join()
    print(child.name, child.exitcode, child.is_alive())

    with multiprocessing.Pool(2) as pool:
        print(pool.map(is_prime, (2, 91, 97)), pool.apply(divmod, (17, 5)), list(pool.imap(abs, (-1, -2))))
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(pow, (2, 3), (10, 4))), executor.submit(fails, 7).exception())


if __name__ == "__main__":
    main()
