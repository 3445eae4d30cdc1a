import atexit
import sys

sys.stderr = sys.stdout
atexit.register(print, 'last', end='!\n')
f = atexit.register(print, 'never')
atexit.register(print, 'first')
atexit.unregister(f) if False else None
print(atexit._ncallbacks())
