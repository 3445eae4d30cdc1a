"""Threads that share work through a queue, and the same work through an executor."""
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


jobs, results, lock = queue.Queue(), {}, threading.Lock()


def worker():
    while (n := jobs.get()) is not None:
        steps = collatz(n)
        with lock:
            results[n] = steps
        jobs.task_done()


threads = [threading.Thread(target=worker, name=f"worker-{i}") for i in range(4)]
for thread in threads:
    thread.start()
for n in range(1, 200):
    jobs.put(n)
jobs.join()
for _ in threads:
    jobs.put(None)
for thread in threads:
    thread.join()
longest = max(results, key=results.get)
print(f"{len(results)} numbers, the longest way from {longest}: {results[longest]} steps")

with ThreadPoolExecutor(max_workers=3) as pool:
    futures = {pool.submit(collatz, n): n for n in (27, 97, 171, 0x1F)}
    for future in sorted(as_completed(futures), key=futures.get):
        print(futures[future], "->", future.result())
    print(sum(pool.map(collatz, range(1, 50))))
