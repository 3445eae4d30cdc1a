"""What is registered for the exit runs in the process that registered it, however that was started."""
import atexit
import multiprocessing as mp
import sys


def child(how):
    atexit.register(print, 'child', flush=True)
    if how == 'exit':
        sys.exit(4)
    if how == 'fail':
        sys.stderr = sys.stdout
        sys.exit('text')


if __name__ == '__main__':
    atexit.register(print, 'parent', flush=True)
    for method in ('fork', 'spawn', 'forkserver'):
        for how in ('end', 'exit', 'fail'):
            p = mp.get_context(method).Process(target=child, args=(how,))
            p.start()
            p.join()
            print(method, how, p.exitcode, flush=True)
