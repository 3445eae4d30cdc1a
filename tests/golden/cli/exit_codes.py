# What programs end with: sys.exit with all kinds of values, atexit, threads.
from _run import run

for code in ["0", "1", "2", "255", "256", "257", "-1", "-256", "2**31", "2**40", "-2**40", "1.0", "'text'", "None", "True", "False", "()", "(1, 2)", "[]", "ValueError('v')", "b'bytes'", "'é'", "'\\ud800'", "object", "''", "'two\\nlines'"]:
    run("-c", f"import sys; sys.exit({code})")
run("-c", "import os; os._exit(7)")
run("-c", "import sys, atexit\natexit.register(sys.exit, 5)\nprint('body')")
run("-c", "import atexit\natexit.register(divmod, 1, 0)\nprint('body')")
run("-c", "import sys\ndef f():\n  try: sys.exit(3)\n  finally: print('f')\nf()")
run("-c", "import sys\ntry: sys.exit(3)\nexcept SystemExit as e: print(e.code, e.args); raise")
run("-c", "raise SystemExit from KeyError('k')")
run("-c", "class E(SystemExit): pass\nraise E(9)")
run("-c", "import sys\ne = SystemExit(); e.code = 12; raise e")
run("-c", "raise BaseExceptionGroup('g', [SystemExit(3)])")
run("-c", "import sys; sys.exit(sys)" if False else "import threading\nt = threading.Thread(target=lambda: exec('raise SystemExit(5)')); t.start(); t.join(); print('main goes on')")
