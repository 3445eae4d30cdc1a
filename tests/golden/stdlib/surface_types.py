# The public names of enum, dataclasses, typing and of the modules for concurrency and numbers at random.
from _surface import surface

# CPython annotates some functions of typing, which has no part in how they are called.
surface("enum", "dataclasses", "concurrent.futures", "sched", "socketserver", "random", "http.cookies", "http.cookiejar", "urllib.robotparser",
        skip={"random.main", "dataclasses.recursive_repr"})
