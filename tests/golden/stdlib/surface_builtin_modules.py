# What the modules at the bottom of the library are made of.
from _anatomy import module_anatomy

module_anatomy("builtins")
# Of sys only the kinds of values: they say where the interpreter is. The trampolines are for a profiler of CPython's
# machine code; the number of interned strings and the hook for readline are its own as well.
module_anatomy("sys", values=False, skip={
    "activate_stack_trampoline", "deactivate_stack_trampoline", "is_stack_trampoline_active", "getunicodeinternedsize",
    "__interactivehook__"})
# PyCapsule is for extension modules in C, and what it is found by.
module_anatomy("types", skip={"CapsuleType", "__getattr__"})
# How CPython calls them faster.
module_anatomy("operator", skip={f"{c}.{a}" for c in ("attrgetter", "itemgetter", "methodcaller")
                                 for a in ("__vectorcalloffset__", "__text_signature__")})
# And what its library has imported for itself.
module_anatomy("functools", skip={"partial.__vectorcalloffset__", "namedtuple", "recursive_repr"})
for name in "collections", "_thread", "time", "math", "cmath", "gc", "weakref", "io", "errno", "marshal", "atexit", "signal":
    module_anatomy(name)
