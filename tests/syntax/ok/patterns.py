# Patterns of `match`.
match a:
    case 1 | -1 | 1.5 | -2j | 1 + 2j | -1.5 - 3j: pass
    case "a" "b" | b"c" | 'd': pass
    case None | True | False: pass
    case x: pass
match a:
    case _: pass
match a:
    case x.y | x.y.z: pass
    case (x): pass
    case (x,) | [x] | (x, y) | [x, *y] | (x, *_): pass
    case []: pass
    case (): pass
    case x, y: pass
    case x,: pass
    case *x, y: pass
    case *_,: pass
    case [[x, y], (z)]: pass
    case {}: pass
    case {1: x, "a": y, None: z, a.b: w, -1: v, 1 + 1j: u}: pass
    case {"a": x, **rest}: pass
    case {**rest,}: pass
    case A(): pass
    case A(x, y): pass
    case A.B(x, y=z, w=1,): pass
    case A(x=A(y)): pass
    case x as y: pass
    case (x | y) as z: pass
    case [x as y, 1 as z]: pass
    case x if x > 1: pass
    case x, y if (z := x): pass
    case match: pass
match a, b:
    case c, d: pass
match a,:
    case c: pass
match *a, b:
    case c: pass
match (a):
    case b:
        match = 1
        case = 2
        match c:
            case d:
                case(d)
            case e: pass
    case f: pass
match -a:
    case b: pass
match [a, b]:
    case c: pass
match {a: b}:
    case c: pass
match match:
    case case: pass
match a := b:
    case c: pass
match lambda: a:
    case b: pass
match not a:
    case b: pass
match(a, b):
    case c: pass
match(a) if b else c:
    case d: pass
