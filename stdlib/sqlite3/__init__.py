"""SQLite databases, by the rules of PEP 249.

con = sqlite3.connect("file.db")
with con:
    con.execute("insert into t values (?, ?)", (1, "x"))
for row in con.execute("select * from t"):
    ..."""
from sqlite3.dbapi2 import *
from sqlite3.dbapi2 import _deprecated

__getattr__ = _deprecated(__name__)
del _deprecated
