"""Arguments that close the database while they are converted."""

import sqlite3


class Index:
    def __init__(self, n, act):
        self.n, self.act = n, act

    def __index__(self):
        self.act()
        return self.n


def t(name, call):
    db = sqlite3.connect(":memory:")
    try:
        print(name, call(db))
    except Exception as e:
        print(name, type(e).__name__, e)


t("limit", lambda db: db.setlimit(Index(0, db.close), 5))
t("limit", lambda db: db.setlimit(0, Index(5, db.close)))
t("getlimit", lambda db: db.getlimit(Index(0, db.close)))
t("config", lambda db: db.setconfig(Index(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, db.close)))
t("function", lambda db: db.create_function("f", Index(0, db.close), len))
t("aggregate", lambda db: db.create_aggregate("f", Index(0, db.close), len))
t("window", lambda db: db.create_window_function("f", Index(0, db.close), len))
t("progress", lambda db: db.set_progress_handler(len, Index(1, db.close)))
t("after", lambda db: (db.close(), db.execute("select 1")))
