"""Code objects made from the attributes of others, as tools that pickle functions do."""
import types

NAMES = ("co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_stacksize co_flags co_code co_consts co_names "
         "co_varnames co_filename co_name co_qualname co_firstlineno co_linetable co_exceptiontable co_freevars co_cellvars").split()


def parts(code, **changes):
    return [changes.get(name, getattr(code, name)) for name in NAMES]


def again(function, **changes):
    code = types.CodeType(*parts(function.__code__, **changes))
    return types.FunctionType(code, globals(), function.__name__, function.__defaults__, function.__closure__)


def plain(a, b=2, /, c=3, *args, d=4, **kw):
    """Doc."""
    try:
        return [x * a for x in (b, c, *args)], d, kw, 10 / a
    except ZeroDivisionError as e:
        return repr(e)
    finally:
        a = None


def outer(k):
    def inner(x, y=1):
        return lambda z: (x, y, z, k)
    return inner


def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            yield got


plain.__kwdefaults__ = None
print(again(plain)(1, 5, d=6), again(plain)(0, d=6), again(plain).__doc__)
print(again(outer(7))(1)(2), list(again(numbers)(3)), again(outer)(5)(6)(7))
renamed = again(plain, co_name='other', co_filename='f.py', co_firstlineno=100, co_qualname='q.other')
print(renamed.__code__.co_name, renamed.__code__.co_filename, renamed.__code__.co_firstlineno, renamed.__code__.co_qualname)
print(again(plain).__code__ == plain.__code__, renamed.__code__ == plain.__code__)
print(again(numbers, co_consts=numbers.__code__.co_consts)(1).send(None))
print(len(parts(plain.__code__)[:16]), types.CodeType(*parts(numbers.__code__)[:16]).co_name)
for wrong in (), (1,), (0,) * 18, (0,) * 19, parts(plain.__code__, co_code='x'), parts(plain.__code__, co_linetable=None), parts(plain.__code__, co_name=3):
    try:
        types.CodeType(*wrong)
    except TypeError as e:
        print(e)
import pickle


def numbers_of(a):
    return a, 1.5, "text", (1, b"2"), 10 ** 30, {"a", "b"} & {"b"}


print(types.FunctionType(types.CodeType(*pickle.loads(pickle.dumps(parts(numbers_of.__code__)))), {})(3))
