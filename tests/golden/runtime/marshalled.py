import io
import marshal

values = [None, True, ..., 1, -1, 2**31, -2**100, 1.5, 2j, 'a', '\xe9', 'x' * 300, b'b', (1, (2,)), [1, [2]], {'k': 1},
          {1, 2}, frozenset([3])]
print(marshal.loads(marshal.dumps(values)) == values)
for v in (5, 2**40, -1.0, [1, 2], {}):
    print(marshal.loads(marshal.dumps(v)))
print(eval(marshal.loads(marshal.dumps(compile('6 * 7', 'x', 'eval')))))
f = io.BytesIO()
marshal.dump(1, f)
marshal.dump('two', f)
f.seek(0)
print(marshal.load(f), marshal.load(f))
for bad in (lambda: marshal.loads(b''), lambda: marshal.loads(b'?'), lambda: marshal.dumps(object())):
    try:
        print(bad())
    except (ValueError, EOFError) as e:
        print(type(e).__name__, e)
l = marshal.loads(b'\xdb\x01\0\0\0r\0\0\0\0')
print(l[0] is l)
