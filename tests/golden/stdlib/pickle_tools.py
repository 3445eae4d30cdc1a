"""pickletools: what is in pickles."""
import collections, pickle, pickletools


class C:
    def __init__(self):
        self.x = [1, 2.5, "é", b"b", None, True]


shared = ["s"]
VALUES = [[1, [2, 3], (4, 5, 6, 7), ()], {"a": 1, "b": {2}}, frozenset([1]), 10 ** 30, -5, 70000, 300, "x" * 300, b"y" * 300, C(),
          (shared, shared), collections.OrderedDict(a=1), print, bytearray(b"q"), (1,), (1, 2), [[]]]
for value in VALUES:
    for proto in (0, 2, 4, 5):
        data = pickle.dumps(value, proto)
        pickletools.dis(data)
        small = pickletools.optimize(data)
        print(len(small) <= len(data), pickle.dumps(pickle.loads(small), proto) == data or type(value).__name__)
print([(op.name, arg, pos) for op, arg, pos in pickletools.genops(pickle.dumps([1], 2))])
for bad in [b"", b"K", b"\xff", b"0.", b"(.", b"h\x05.", b"I1\nI2\n.", b"Kx", b"t."]:
    try:
        pickletools.dis(bad)
    except Exception as e:
        print(type(e).__name__, e)
pickletools.dis(pickle.dumps([1], 0), indentlevel=2)
print(len(pickletools.opcodes), pickletools.code2op["]"].name, pickletools.pyint)
