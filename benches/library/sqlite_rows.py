import sqlite3
c = sqlite3.connect(":memory:")
c.execute("create table t (id integer primary key, name text, score real)")
n = 0
for _ in range(3):
    c.executemany("insert into t (name, score) values (?, ?)", ((f"n{i}", i * 0.5) for i in range(8000)))
    for row in c.execute("select id, name, score from t"):
        n += row[0]
    for i in range(4000):
        n += c.execute("select score from t where id = ?", (i + 1,)).fetchone() is not None
print(n)
