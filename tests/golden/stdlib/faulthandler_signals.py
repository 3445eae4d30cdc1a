"""faulthandler: what fatal signals and registered ones show, and how the process ends."""
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile


def run(title, code, *options, **variables):
    done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **variables})
    print("==", title)
    print(done.stdout, end="")
    print(re.sub(r"0x[0-9a-f]{16}", "0xID", done.stderr), end="")
    print("exit", done.returncode)


for name in "_sigsegv", "_sigabrt", "_sigfpe", "_read_null":
    run(name, f"import faulthandler\nfaulthandler.enable()\ndef f():\n    faulthandler.{name}()\nf()")
for name in "SIGBUS", "SIGILL", "SIGSEGV", "SIGABRT":
    run(name, f"import os, signal\ndef outer(): inner()\ndef inner(): os.kill(os.getpid(), signal.{name})\nouter()",
        "-X", "faulthandler")
run("variable", "import faulthandler; print(faulthandler.is_enabled()); faulthandler._sigsegv()", PYTHONFAULTHANDLER="1")
run("own thread", "import faulthandler; faulthandler.enable(all_threads=False); faulthandler._sigabrt()")
run("disabled", "import faulthandler; faulthandler.enable(); print(faulthandler.disable(), faulthandler.disable()); "
    "faulthandler._sigsegv()")
run("not enabled", "import os, signal; print(signal.getsignal(signal.SIGSEGV)); os.kill(os.getpid(), signal.SIGSEGV); print('alive')")
run("deep", "import faulthandler\ndef f(n):\n    if n == 0: faulthandler._sigabrt()\n    f(n - 1)\nfaulthandler.enable()\nf(150)")
run("names", "import faulthandler\nfaulthandler.enable()\nexec(compile('def ä名😀():\\n    faulthandler._sigabrt()\\nä名😀()', "
    "'d\\xe9\\u540d\\U0001f600', 'exec'))")
run("register", """
import faulthandler, os, signal
def f():
    os.kill(os.getpid(), signal.SIGUSR1)
    return 1
print(faulthandler.register(signal.SIGUSR1), signal.getsignal(signal.SIGUSR1), flush=True)
f()
print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1), flush=True)
f()
print("alive")
""")
run("chain to the default", """
import faulthandler, os, signal
faulthandler.register(signal.SIGUSR1, chain=True)
os.kill(os.getpid(), signal.SIGUSR1)
print("alive")
""")
run("chain to Python", """
import faulthandler, os, signal
signal.signal(signal.SIGUSR1, lambda *a: print("handler", flush=True))
for chain in True, False:
    faulthandler.register(signal.SIGUSR1, chain=chain, all_threads=False)
    os.kill(os.getpid(), signal.SIGUSR1)
faulthandler.unregister(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
""")
run("chain to ignore", """
import faulthandler, os, signal
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
faulthandler.register(signal.SIGUSR1, chain=True)
os.kill(os.getpid(), signal.SIGUSR1)
print("alive")
""")
run("later", "import faulthandler, time\nfaulthandler.dump_traceback_later(0.1)\ndef f(): time.sleep(0.5)\nf()")
run("later, and exit", "import faulthandler, time\nfaulthandler.dump_traceback_later(0.1, exit=True)\ndef f(): time.sleep(5)\nf()")
run("dump", "import faulthandler\ndef f(): faulthandler.dump_traceback(all_threads=False)\nf()")
with tempfile.TemporaryFile() as file:
    faulthandler.enable(file)
    print(faulthandler.is_enabled())
    faulthandler.dump_traceback(file, all_threads=False)
    file.seek(0)
    print(re.sub(rb'".*/', b'"', file.read()))
    faulthandler.disable()
for bad in "x", -1, None:
    try:
        faulthandler.enable(bad)
        print(faulthandler.is_enabled())
    except (AttributeError, ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
for bad in 0, 65, signal.SIGSEGV, signal.SIGABRT:
    try:
        faulthandler.register(bad)
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
