# sqlite3: what is deprecated, what is refused, factories and adapters, dumps, and the shell.
import contextlib
import io
import sqlite3
import sqlite3.__main__
import sys
import warnings


def tell(function):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter('always')
        warnings.filterwarnings('ignore', category=ResourceWarning)
        try:
            result = repr(function())
        except Exception as error:
            result = f'{type(error).__name__} {error}'
    print(result, *(f'{warning.category.__name__}: {warning.message} {warning.filename == __file__}' for warning in told))


def memory(**options):
    return sqlite3.connect(':memory:', **options)


print('-- factories')


class Known(sqlite3.Connection):
    def __init__(self, *args, **kwargs):
        self.got = args, sorted(kwargs)
        super().__init__(*args, **kwargs, isolation_level=None)


tell(lambda: sqlite3.connect(':memory:', factory=Known).got)
tell(lambda: sqlite3.connect(':memory:', timeout=3, factory=Known).got)
tell(lambda: sqlite3.connect(database=':memory:', factory=lambda **given: sorted(given)))
tell(lambda: type(sqlite3.connect(':memory:', 5.0, 0, None, True, sqlite3.Connection)).__name__)
tell(lambda: sqlite3.connect())
tell(lambda: sqlite3.connect(':memory:', nope=1))


class Pretender(str):
    __class__ = sqlite3.Cursor


base = memory()
tell(lambda: base.cursor(Pretender))
tell(lambda: sqlite3.Row(Pretender(), ()))
tell(lambda: base.create_function(name='k', narg=0, func=lambda: 4))
tell(lambda: base.create_function('k', 0, func=lambda: 4))
tell(lambda: base.set_progress_handler(None, n=1))
tell(lambda: base.set_trace_callback(trace_callback=None))
tell(lambda: base.execute('select k()').fetchone())

print('-- statements')
for sql in 'select 1;', 'select 1;;', 'select 1; -- c', 'select 1; select 2', ';', 'select 1\0':
    tell(lambda: base.execute(sql).fetchall())
tell(lambda: base.executescript('select 1; \0'))
for level in 'deferred', 'nope', '\0', '\ud8ff', 1, None:
    tell(lambda: memory(isolation_level=level).isolation_level)
cursor = base.cursor()
for name in 'rowcount', 'description', 'connection', 'lastrowid':
    try:
        setattr(cursor, name, 3)
    except AttributeError:
        print(name, 'is kept')
tell(lambda: setattr(cursor, 'arraysize', 'x'))
tell(lambda: cursor.fetchmany(size='x'))
for options in {'timeout': 'x'}, {'detect_types': 'x'}, {'cached_statements': 'x'}:
    tell(lambda: memory(**options))

print('-- set up again')
again = memory()
again.text_factory, again.row_factory = bytes, sqlite3.Row
again.execute('create table t(x)')
again.__init__(':memory:')
print(again.text_factory, again.row_factory)
tell(lambda: again.execute('select * from t'))
tell(lambda: again.__init__('/nonexistent/folder/x'))
tell(lambda: again.execute('select 1'))
again.__init__(':memory:')
again.close()
tell(again)
tell(lambda: again('select 1'))

print('-- blobs')
base.execute('create table test(b blob)')
base.execute('insert into test(rowid, b) values (1, ?)', (b'0123456789',))
blob = base.blobopen('test', 'b', 1)
for value in 'abcde', 1, b'a', bytearray(b'vwxyz'):
    tell(lambda: blob.__setitem__(slice(5, 10), value))
tell(lambda: blob.write('a'))
for function in (lambda: b'a' in blob), (lambda: list(blob)), (lambda: blob + blob), sqlite3.Blob:
    try:
        function()
    except TypeError:
        print('TypeError')
print(blob.read())
blob.close()

print('-- adapters and converters')
sqlite3.register_adapter(int, float)
tell(lambda: base.execute('select ?, :a', (4, 5)).fetchone() if False else base.execute('select ?', (4,)).fetchone())
tell(lambda: base.execute('select :a', {'a': 5}).fetchone())
del sqlite3.adapters[int, sqlite3.PrepareProtocol]
sqlite3.register_converter('kept', lambda data: b'converted ' + data)
typed = memory(detect_types=sqlite3.PARSE_DECLTYPES)
typed.execute('create table d(x kept, moment timestamp)')
for value in b'', '', None, 'x':
    typed.execute('delete from d')
    typed.execute('insert into d(x) values (?)', (value,))
    tell(lambda: typed.execute('select x from d').fetchone())

print('-- dumps')
dumped = memory()
dumped.row_factory = lambda cursor, row: dict(zip([column[0] for column in cursor.description], row))
dumped.executescript('pragma foreign_keys=off; create table s(id integer primary key); create table f(a references s(id))')
print(*dumped.iterdump())
dumped.execute('insert into f values(99)')
print(*dumped.iterdump())


print('-- the shell')
def shell(text, *args):
    given, sys.stdin = sys.stdin, io.StringIO(text)
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
            sqlite3.__main__.main(args)
    except SystemExit as left:
        print(left.code or 0)
    finally:
        sys.stdin = given
    print(out.getvalue(), *err.getvalue().splitlines()[5:], sep='\n')


shell('', ':memory:', "select 1, 'a', null, x'00ff'")
shell('', ':memory:', 'selec')
shell('select 1;\nselect\n 2;\n.help\n.nope\n;\nselec;\ncreate table t(a);\ninsert into t values(3);\nselect * from t;\n.quit\nselect 9;\n')
shell('select 1; select 2;\nselect 3')
for connection in base, typed, dumped:
    connection.close()
