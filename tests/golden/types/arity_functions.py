# Every function and class of some modules, called with wrong numbers of arguments and with keywords.
import builtins, math, cmath, operator, itertools, functools, collections, _collections, gc, sys, types, weakref, errno, marshal, re
CALLS = [((), {}), ((None,), {}), ((None, None), {}), ((None,) * 3, {}), ((None,) * 4, {}), ((None,) * 9, {}), ((), {"foo": 1}), ((None,), {"foo": 1}), ((None, None), {"foo": 1}), ((None,) * 9, {"foo": 1}), ((), {"foo": 1, "bar": 2, "baz": 3, "q": 4, "r": 5, "s": 6, "t": 7, "u": 8, "v": 9})]
SKIP = {"exit", "quit", "copyright", "credits", "license", "help", "input", "print", "breakpoint", "object", "vars", "dir", "locals", "globals", "super", "tzset", "sleep", "collect", "freeze", "unfreeze", "enable", "disable", "_clear_type_cache", "_clear_internal_caches", "_debugmallocstats", "_getframe", "_current_frames", "_current_exceptions", "exc_info", "exception", "displayhook", "excepthook", "settrace", "setprofile", "gettrace", "getprofile", "set_debug", "get_objects", "breakpointhook", "unraisablehook", "addaudithook", "setswitchinterval", "set_coroutine_origin_tracking_depth", "set_asyncgen_hooks", "get_asyncgen_hooks", "activate_stack_trampoline", "deactivate_stack_trampoline", "is_stack_trampoline_active", "getunicodeinternedsize", "_baserepl", "_is_gil_enabled", "set_threshold", "setdlopenflags", "call_tracing", "__interactivehook__", "setrecursionlimit", "set_int_max_str_digits", "intern", "_stats_on", "_stats_off", "_stats_clear", "_stats_dump", "__build_class__", "clock_settime", "clock_settime_ns", "pthread_getcpuclockid", "__breakpointhook__", "__displayhook__", "__excepthook__", "__unraisablehook__", "is_tracked"}
# Which of two mistakes is told first, where there are both: not worth a second way to read arguments.
BOTH = {"max", "min", "enumerate"}
for module in (builtins, math, cmath, operator, itertools, functools, _collections, gc, sys, types, weakref, marshal):
    for name in sorted(vars(module)):
        f = vars(module)[name]
        if name in SKIP or not callable(f) or name.startswith("_") and not name.startswith("__") or isinstance(f, types.FunctionType) or name == "CapsuleType":
            continue
        if isinstance(f, type) and f.__module__ not in ("builtins", "itertools", "functools", "collections", "operator", "types", "weakref") or name in ("__loader__", "WeakSet", "WeakValueDictionary", "WeakKeyDictionary", "WeakMethod", "finalize", "KeyedRef", "partialmethod", "singledispatchmethod", "cached_property", "RLock", "DynamicClassAttribute", "_GeneratorWrapper", "GenericAlias_", "FunctionType_", "LambdaType_", "CodeType", "Handlers"):
            continue
        for args, kw in CALLS:
            if name in BOTH and not args and kw:
                continue
            try:
                f(*args, **kw)
            except BaseException as e:
                print(f"{module.__name__}.{name} {len(args)} {list(kw)} {re.sub(' at 0x[0-9a-f]+', '', f'{type(e).__name__}: {e}')}")
