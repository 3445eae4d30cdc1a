"""ctypes.wintypes: Windows' names for C's types, their sizes and fields."""
import ctypes
from ctypes import wintypes

for name in sorted(n for n in dir(wintypes) if not n.startswith('__') and n != 'ctypes'):
    kind = getattr(wintypes, name)
    if isinstance(kind, type):
        fields = [(key, each.__name__) for key, each in getattr(kind, '_fields_', ())]
        if name.strip('_').isupper() or name.startswith('tag') or name in ('RGB',):
            print(name, kind.__name__, kind.__mro__[1].__name__, ctypes.sizeof(kind), fields)
print(wintypes.MAX_PATH, wintypes.RGB(1, 2, 3))
r = wintypes.RECT(1, 2, 3, 4)
print(r.left, r.bottom, wintypes.LPRECT(r).contents.top, wintypes.POINT(y=5).y)
v = wintypes.VARIANT_BOOL(1)
print(v, v.value, bytes(v), wintypes.VARIANT_BOOL(0), wintypes.BOOL(7), wintypes.MSG(time=3).time)
