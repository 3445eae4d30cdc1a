import json
rows = [{"id": i, "name": f"user {i}", "mail": f"u{i}@example.org", "score": i * 1.25, "tags": ["red", "grün", "blue"][: i % 4],
         "active": i % 2 == 0, "parent": None, "nested": {"a": [i, i + 1, -i], "b": {"c": "line\nbreak \"quoted\""}}} for i in range(400)]
n = 0
for _ in range(40):
    n += len(json.dumps(rows))
for _ in range(15):
    n += len(json.dumps(rows, indent=2, sort_keys=True))
for _ in range(20):
    n += len(json.dumps(rows, ensure_ascii=False, separators=(",", ":")))
for i in range(20000):
    n += len(json.dumps({"type": "tick", "n": i, "ok": True}))
print(n)
