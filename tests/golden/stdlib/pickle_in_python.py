# pickle._Pickler and _Unpickler, which others build on: what they refuse; dbm.sqlite3 closed under an iterator.
import dbm.sqlite3
import io
import os
import pickle
import tempfile


def tell(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__)


def dumps(obj, proto=2, **attributes):
    file = io.BytesIO()
    pickler = pickle._Pickler(file, proto)
    vars(pickler).update(attributes)
    pickler.dump(obj)
    return file.getvalue()


class Without:
    __reduce_ex__ = None


class Unset:
    __setstate__ = None

    def __reduce__(self):
        return Unset, (), {'x': 1}


class Badly:
    def __reduce_ex__(self, proto):
        from copyreg import __newobj__
        return __newobj__, ()


tell(lambda: dumps(Without()))
tell(lambda: dumps(Badly()))
tell(lambda: dumps(Unset(), dispatch_table={Unset: None}))
tell(lambda: dumps(1, reducer_override=None))
tell(lambda: pickle._loads(dumps(Unset())))
for data in b'(Nd.', b'}(Nu.', b'(o.', b'P\xe9\n.', b'(NNd.', b'}(NNu.':
    tell(lambda: pickle._loads(data))

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for flag in 'r', 'w', 'c', 'n':
        tell(lambda: dbm.sqlite3.open('', flag))
        tell(lambda: dbm.sqlite3.open('.', flag))
    database = dbm.sqlite3.open('a', 'c')
    database['k'] = database['l'] = 'v'
    keys = iter(database)
    print(next(keys))
    database.close()
    try:
        next(keys)
    except dbm.sqlite3.error as error:
        print(error)
    os.chdir('/')
