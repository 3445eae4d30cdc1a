"""faulthandler: where the threads are."""
import faulthandler, os, re, signal, sys, threading, time


def f(fd, **kw):
    faulthandler.dump_traceback(fd, **kw)


def show(data):
    text = re.sub("0x[0-9a-f]{16}", "0xX", data.decode())
    text = re.sub(r'  File "[^"\n]*(threading|frozen)[^\n]*\n', "", text)
    print(text.replace(os.path.dirname(os.path.abspath(__file__)) + "/", ""))


ready, over = threading.Event(), threading.Event()


def work():
    ready.set()
    over.wait()


t = threading.Thread(target=work)
t.start()
ready.wait()
time.sleep(0.1)
r, w = os.pipe()
f(w)
show(os.read(r, 100000))
f(w, all_threads=False)
show(os.read(r, 100000))
faulthandler.dump_traceback_later(0.2, file=w)
time.sleep(0.6)
show(os.read(r, 100000))
faulthandler.dump_traceback_later(0.2, file=w)
faulthandler.cancel_dump_traceback_later()
faulthandler.register(signal.SIGUSR1, file=w, all_threads=False)
os.kill(os.getpid(), signal.SIGUSR1); time.sleep(0.3)
show(os.read(r, 100000))
print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1), signal.getsignal(signal.SIGUSR1))
print(faulthandler.is_enabled())
faulthandler.enable()
print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())
for call in [lambda: faulthandler.dump_traceback_later(-1), lambda: faulthandler.dump_traceback_later("x"), lambda: faulthandler.dump_traceback_later(0),
             lambda: faulthandler.register(signal.SIGSEGV), lambda: faulthandler.register(1000), lambda: faulthandler.dump_traceback(5.5)]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
over.set()
t.join()
