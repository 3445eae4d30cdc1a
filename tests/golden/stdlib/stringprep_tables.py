# stringprep: the tables of RFC 3454.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import stringprep as s, hashlib
fs = [n for n in dir(s) if n.startswith(('in_table', 'map_table'))]
for n in fs:
    f = getattr(s, n)
    h = hashlib.md5()
    k = 0
    for i in list(range(0, 13312)) + list(range(40960, 43776)) + list(range(55040, 57600)) + list(range(63744, 66816)) + list(range(118784, 121088)) + list(range(131056, 131088)) + list(range(917504, 918016)) + [1114111, 983040]:
        r = f(chr(i))
        h.update(shown(r).encode())
        k += bool(r)
    print(n, k, h.hexdigest())
print(len(s.b3_exceptions), hashlib.md5(repr(sorted(s.b3_exceptions.items())).encode()).hexdigest())
