# list.sort while the list changes
def run(name, f):
    try: r = f()
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(name, r)
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        act(L); return self.v < o.v
    def __repr__(self): return f"C{self.v}"
for name, act in {
    "append": lambda L: L.append(3), "append pop": lambda L: (L.append(3), L.pop()), "clear": lambda L: L.clear(),
    "extend empty": lambda L: L.extend([]), "extend": lambda L: L.extend([1]), "extend clear": lambda L: (L.extend([1]), L.clear()),
    "del": lambda L: L.__delitem__(slice(None)), "setslice": lambda L: L.__setitem__(slice(None), []), "setslice1": lambda L: L.__setitem__(slice(None), [1]),
    "iadd": lambda L: L.__iadd__([]), "imul": lambda L: L.__imul__(0), "insert pop": lambda L: (L.insert(0, 1), L.pop(0)), "len": lambda L: len(L), "sort": lambda L: L.sort(), "reverse": lambda L: L.reverse(), "copy": lambda L: L.copy(), "init": lambda L: L.__init__(), "init1": lambda L: L.__init__([1]), "remove": lambda L: L.append(1) or L.remove(1), "extend gen": lambda L: L.extend(iter(())), "iadd1": lambda L: L.__iadd__([1, 2, 3]),
}.items():
    L = [C(3), C(1), C(2)]
    run(name + " cmp", lambda: L.sort()); print("  ", L)
    L = [3, 1, 2]
    run(name + " key", lambda: L.sort(key=lambda x: (act(L), x)[1])); print("  ", L)
    L = [3, 1, 2]
    run(name + " key rev", lambda: L.sort(key=lambda x: (act(L), x)[1], reverse=True)); print("  ", L)
    L = [5]
    run(name + " one", lambda: L.sort(key=lambda x: (act(L), x)[1])); print("  ", L)
    def boom(x): act(L); raise ZeroDivisionError
    L = [3, 1, 2]
    run(name + " raising key", lambda: L.sort(key=boom)); print("  ", L)
L = []
run("empty", lambda: L.sort(key=lambda x: L.append(1)))
