import atexit
class E(SystemExit): pass
atexit.register(print, "at exit")
raise E(300)
