# try, except, else and finally in every combination with return, break, continue, raise, in loops and generators.
from _t import attempt
import itertools
import sys


def flow(body, handler, orelse, final):
    log = []
    for i in range(2):
        try:
            log.append(f"try{i}")
            if body == "raise":
                raise KeyError(i)
            if body == "return":
                return log, "body"
            if body == "break":
                break
            if body == "continue":
                continue
        except KeyError as e:
            log.append("except")
            if handler == "raise":
                try:
                    raise ValueError("handler") from e
                except ValueError as v:
                    log.append(repr(v.__cause__))
            if handler == "return":
                return log, "handler"
            if handler == "break":
                break
            if handler == "continue":
                continue
        else:
            log.append("else")
            if orelse == "return":
                return log, "else"
            if orelse == "break":
                break
            if orelse == "continue":
                continue
        finally:
            log.append("finally")
            if final == "return":
                return log, "finally"
            if final == "break":
                break
            if final == "continue":
                continue
        log.append("after")
    else:
        log.append("for-else")
    return log, "end"


HOW = ["", "return", "break", "continue"]
for body, handler, orelse, final in itertools.product(HOW + ["raise"], HOW + ["raise"], HOW, HOW):
    if body == "raise" and orelse or body != "raise" and handler or body in ("return", "break", "continue") and orelse:
        continue
    log, end = flow(body, handler, orelse, final)
    print(body or "-", handler or "-", orelse or "-", final or "-", "=>", " ".join(log), "|", end)


def nested(where):
    log = []
    try:
        try:
            try:
                if where == 0:
                    raise KeyError(0)
                log.append("a")
            finally:
                log.append("f1")
                if where == 1:
                    raise ValueError(1)
        except KeyError:
            log.append("k")
            if where == 0:
                raise TypeError(0)
        else:
            log.append("e")
            if where == 2:
                raise IndexError(2)
        finally:
            log.append("f2")
            if where == 3:
                raise OSError(3)
    except Exception as e:
        log.append(repr(e))
        log.append(repr(e.__context__))
    finally:
        log.append("f3")
    return log


for w in range(5):
    print(nested(w))


def return_value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def return_overridden():
    try:
        return "try"
    finally:
        return "finally"


def return_swallows():
    try:
        raise KeyError("lost")
    finally:
        return "swallowed"


def loop_finally_break():
    while True:
        try:
            1 / 0
        finally:
            break
    return sys.exc_info()


def list_kept():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


def return_expression_raises():
    try:
        return 1 / 0
    except ZeroDivisionError:
        return "caught"
    else:
        return "else"


def nested_returns():
    try:
        try:
            return "inner"
        finally:
            try:
                return "inner finally"
            finally:
                pass
    finally:
        pass


def finally_in_finally():
    out = []
    try:
        out.append(1)
    finally:
        try:
            out.append(2)
        finally:
            out.append(3)
            for i in range(3):
                try:
                    continue
                finally:
                    out.append(i)
    return out


for f in [return_value_kept, return_overridden, return_swallows, loop_finally_break, list_kept, return_expression_raises, nested_returns, finally_in_finally]:
    print(f.__name__, f())


def yields():
    try:
        yield 1
        try:
            yield 2
        finally:
            yield 3
    except GeneratorExit:
        yield "never"
    finally:
        yield 4


print(list(yields()))


def while_flow():
    n = 0
    while n < 5:
        n += 1
        try:
            if n == 2:
                continue
            if n == 4:
                break
        finally:
            n += 10 if n == 4 else 0
    else:
        return "else", n
    return "broke", n


print(while_flow())
# which except matches


class A(Exception): pass
class B(A): pass
class C(B): pass


for exc in (A, B, C, KeyError, Exception):
    try:
        raise exc
    except (KeyError, C):
        print(exc.__name__, "first")
    except B:
        print(exc.__name__, "second")
    except (A,):
        print(exc.__name__, "third")
    except (((OSError, (ValueError,)), ()), Exception) if False else Exception:
        print(exc.__name__, "fourth")


def evaluated(x):
    print("evaluated", x.__name__, end="; ")
    return x


try:
    raise KeyError
except evaluated(OSError):
    pass
except evaluated(LookupError):
    print("matched")
except evaluated(Exception):
    pass
try:
    try:
        raise KeyError("k")
    except 5:
        pass
except TypeError as e:
    print(e, repr(e.__context__))
for wrong in [5, "s", None, int, (KeyError, int), [KeyError], (KeyError, (ValueError, 3)), object, BaseException(), (), (int,)]:
    try:
        try:
            raise ValueError("v")
        except wrong:
            print("caught")
    except BaseException as e:
        print(type(e).__name__, e)
try:
    try:
        raise KeyError
    except undefined_name:
        pass
except NameError as e:
    print(e)
try:
    pass
except 5:
    pass
try:
    raise C
except A as e:
    pass
try:
    e
except NameError as err:
    print(err)
e = 1
try:
    raise C
except C as e:
    del e
try:
    raise C
except C as e:
    e = 5
print("e" in globals())


def name_in_function():
    try:
        raise KeyError("x")
    except KeyError as exc:
        keep = exc
    try:
        exc
    except UnboundLocalError as u:
        return str(u), keep.args


print(name_in_function())


def exc_info_levels():
    out = []
    try:
        raise KeyError(1)
    except KeyError:
        out.append(sys.exc_info()[0].__name__)
        try:
            raise ValueError(2)
        except ValueError:
            out.append(sys.exception().args)
            try:
                out.append(sys.exception().args)
            finally:
                pass
        out.append(sys.exc_info()[1].args)
        for x in [1]:
            try:
                raise OSError(3)
            except OSError:
                continue
        out.append(sys.exception().args)
        [out.append(sys.exception().args) for _ in "a"]
        (lambda: out.append(sys.exception().args))()
    out.append(sys.exc_info())
    return out


print(exc_info_levels())
attempt(lambda: (_ for _ in ()).throw(KeyError("thrown from expression")))


def bare():
    raise


attempt(bare)
try:
    raise KeyError("active")
except KeyError:
    attempt(bare)


def reraise_modified():
    try:
        try:
            raise KeyError("k")
        except KeyError as e:
            e.args = ("changed",)
            raise
    except KeyError as e:
        return e.args


print(reraise_modified())
for i in range(3):
    try:
        try:
            if i == 0:
                continue
            elif i == 1:
                raise KeyError
            else:
                break
        finally:
            print("finally", i)
    except KeyError:
        print("except", i)
else:
    print("not printed")
