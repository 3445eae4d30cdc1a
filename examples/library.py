"""A small library: a database, records, times, JSON and a compressed archive."""
import dataclasses
import datetime
import io
import json
import sqlite3
import zipfile


@dataclasses.dataclass(order=True)
class Loan:
    due: datetime.date
    reader: str
    title: str

    def late(self, today):
        return max(datetime.timedelta(0), today - self.due).days


base = sqlite3.connect(":memory:")
base.execute("create table loan (reader text, title text, day text)")
base.executemany(
    "insert into loan values (?, ?, ?)",
    [
        ("ann", "Wind, Sand and Stars", "2024-02-10"),
        ("bob", "The Periodic Table", "2024-02-28"),
        ("ann", "Invisible Cities", "2024-03-04"),
    ],
)
loans = sorted(
    Loan(datetime.date.fromisoformat(day) + datetime.timedelta(weeks=2), reader, title)
    for reader, title, day in base.execute("select reader, title, day from loan")
)
today = datetime.date(2024, 3, 15)
for loan in loans:
    print(f"{loan.due:%d %b} {loan.reader:<4}{loan.title:<24}{loan.late(today):>3} days late")

text = json.dumps([dataclasses.asdict(loan) for loan in loans], default=str, indent=1)
memory = io.BytesIO()
with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("loans.json", text)
with zipfile.ZipFile(memory) as archive:
    again = json.loads(archive.read("loans.json"))
print(len(again), again[0]["title"], again == json.loads(text))
