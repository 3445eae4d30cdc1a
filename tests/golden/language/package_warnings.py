"""Relative imports whose package has to be guessed, or is told twice."""
import warnings


class Spec:
    def __init__(self, parent):
        self.parent = parent
        self.name = "x"


CASES = [{"__package__": p, "__spec__": Spec(s), "__name__": "q.z"} for p, s in (("a", "b"), ("a", None), (None, "a"), ("a", "a"))]
CASES += [{"__package__": 5}, {"__name__": "a.b"}, {"__name__": "a.b", "__path__": []}, {}, {"__package__": ""}, {"__package__": "nope"},
          {"__name__": 5}, {"__spec__": None, "__package__": None, "__name__": "z"}]
for globals in CASES:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try:
            __import__("foo", globals, {}, ["x"], 1)
        except Exception as e:
            print(type(e).__name__, e)
        print([(x.category.__name__, str(x.message)) for x in w])
got = []
space = {"__builtins__": {"__import__": lambda *a: got.append(a) or a[0]}}
exec("import foo.bar\nfrom x import y" if 0 else "import foo.bar", space)
print(got[0][0], got[0][1] is space, got[0][2] is space, got[0][3:])
local = {}
exec("import foo.bar", space, local)
print(got[1][1] is space, got[1][2] is local)
exec("def f():\n  import q.w\nf()", space)
print(got[2][0], got[2][1] is space, got[2][2], got[2][3:])
