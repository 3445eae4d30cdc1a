import sys

print(sys.version_info[:2], sys.version_info >= (3, 13, 5) or sys.implementation.name == 'cpython')
print(type(sys.version_info).__name__, sys.hexversion >> 16 == 0x030d, sys.maxsize, sys.maxunicode, sys.byteorder)
print(sys.float_info)
print(sys.int_info)
print(sys.hash_info)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
print('typing' in sys.stdlib_module_names, len(sys.stdlib_module_names))
print(sys.get_asyncgen_hooks(), sys.gettrace(), sys.getprofile(), sys.is_finalizing())


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


t(lambda: type(sys.version_info)((1,)))
t(lambda: sys.set_int_max_str_digits(5))
t(lambda: sys.get_int_max_str_digits())
t(lambda: sys.setswitchinterval(-1))
t(lambda: sys.set_asyncgen_hooks(1))
t(lambda: sys.set_coroutine_origin_tracking_depth(-1))
t(lambda: sys._getframemodulename())
t(lambda: sys._getframe(100))
t(lambda: sys.call_tracing(max, (1, 2)))
t(lambda: sys.unraisablehook(1))
t(lambda: sys.intern(1))
t(lambda: sys.exit(1, 2))
t(lambda: sys.audit(1))
sys.stderr = sys.stdout
sys.excepthook(ValueError, ValueError('x'), None)
sys.displayhook([1])
print(_)
events = []
sys.addaudithook(lambda event, args: events.append((event, args)) if event == 'mine' else None)
sys.audit('mine', 1, 2)
print(events)
