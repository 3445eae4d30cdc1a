"""SQLite databases, by the rules of PEP 249.

con = sqlite3.connect("file.db")
with con:
    con.execute("insert into t values (?, ?)", (1, "x"))
for row in con.execute("select * from t"):
    ..."""
from sqlite3.dbapi2 import *
from sqlite3.dbapi2 import _outdated

__getattr__ = _outdated(__name__)
del _outdated
