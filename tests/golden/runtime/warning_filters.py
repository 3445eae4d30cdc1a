import sys
import warnings

sys.stderr = sys.stdout
warnings.formatwarning = lambda m, cat, file, line, text=None: f'{line} {cat.__name__}: {m}\n'


def f(level=2):
    warnings.warn('old', DeprecationWarning, stacklevel=level)


f()
f()
for i in range(2):
    warnings.warn('twice?')
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for i in range(2):
        warnings.warn('x', UserWarning)
    warnings.warn(SyntaxWarning('own class'), UserWarning)
    print([(str(w.message), w.category.__name__, w.lineno) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        warnings.warn('raised', RuntimeWarning)
    except RuntimeWarning as e:
        print('caught', e)
with warnings.catch_warnings():
    warnings.filterwarnings('ignore', message='skip')
    warnings.warn('skip this')
    warnings.warn('not this')
for bad in (3, int):
    try:
        warnings.warn('x', bad)
    except TypeError as e:
        print(e)
registry = {}
for i in range(2):
    warnings.warn_explicit('explicit', UserWarning, 'there.py', 7, registry=registry)
print(sorted(k if isinstance(k, str) else (k[0], k[1].__name__, k[2]) for k in registry if k != 'version'))
