import json
rows = [{"id": i, "name": f"user {i}", "mail": f"u{i}@example.org", "score": i * 1.25, "tags": ["red", "grün", "blue"][: i % 4],
         "active": i % 2 == 0, "parent": None, "nested": {"a": [i, i + 1, -i], "b": {"c": "line\nbreak \"quoted\""}}} for i in range(400)]
text, pretty, small = json.dumps(rows), json.dumps(rows, indent=2), json.dumps({"type": "tick", "n": 17, "ok": True})
n = 0
for _ in range(80):
    n += len(json.loads(text))
for _ in range(30):
    n += len(json.loads(pretty.encode()))
for i in range(30000):
    n += json.loads(small)["n"]
for _ in range(10):
    n += len(json.loads(text, object_hook=lambda d: tuple(d), parse_float=str))
print(n)
