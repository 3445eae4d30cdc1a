import sys
def t(label, f):
    try: print(label, f())
    except BaseException as e:
        print(label, type(e).__name__, e, 'ctx', repr(e.__context__))
def g():
    try:
        yield 1
    except KeyError:
        yield 2
    try: yield 3
    finally: pass
def one():
    i=g(); next(i)
    try: raise IndexError(1)
    except IndexError:
        return i.throw(ValueError('v'))
t('one', one)
def two():
    i=g(); next(i)
    e=ValueError('v')
    try: i.throw(e)
    except ValueError as x: print(x is e, repr(e.__context__))
t('two', two)
def three():
    i=g(); next(i); i.throw(KeyError)
    e=ValueError('v')
    try: i.throw(e)
    except ValueError as x: print(x is e, repr(e.__context__))
t('three', three)
def four():
    def h():
        try: raise OSError('o')
        except OSError: yield 1
    i=h(); next(i)
    i.throw(ValueError('4'))
t('four', four)
def five():
    def h():
        try: raise OSError('o')
        except OSError: yield from g()
    i=h(); next(i)
    i.throw(ValueError('5'))
t('five', five)
def six():
    i=g()
    try: raise IndexError(1)
    except IndexError: i.throw(ValueError('6'))
t('six', six)
def seven():
    i=g(); next(i)
    try: raise IndexError(1)
    except IndexError as e: i.throw(e)
t('seven', seven)
def eight():
    i=g(); list(i)
    try: raise IndexError(1)
    except IndexError as e: i.throw(ValueError(8))
t('eight', eight)
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *a): raise a[0]
def nine():
    def h():
        try: raise OSError('o')
        except OSError: yield from It()
    i=h(); next(i)
    i.throw(ValueError('9'))
t('nine', nine)
def ten():
    def h():
        try: raise OSError('o')
        except OSError: yield from It()
    i=h(); next(i)
    i.throw(ValueError)
t('ten', ten)
async def co():
    try: raise OSError('x')
    except OSError: await A()
class A:
    def __await__(self):
        yield 1
def eleven():
    c=co(); c.send(None); c.throw(ValueError(11))
t('11', eleven)
def tw():
    def h():
        try:
            try: raise OSError('o')
            except OSError: yield 1
        finally:
            try: yield 5
            except ValueError as e: print(repr(e), repr(e.__context__))
    i=h(); next(i); print(i.throw(TypeError('t')))
    e=ValueError('v')
    e.__context__=KeyError('mine')
    i.throw(e)
t('12', tw)
def th():
    def h():
        yield
    i=h(); next(i)
    e=ValueError('v')
    e.__context__=KeyError('mine')
    try: raise IndexError
    except IndexError: i.throw(e)
t('13', th)
