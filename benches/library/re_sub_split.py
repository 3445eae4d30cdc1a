import re
text = " ".join(f"The quick brown fox{i} jumps over <b class='x'>lazy dogs</b> at {i}.{i % 7}e3,  mail: a.b{i}@mail.example.com;" for i in range(1500))
n = 0
for _ in range(6):
    n += len(re.sub(r"\s+", " ", text))
    n += len(re.sub(r"<[^>]+>", "", text))
    n += len(re.sub(r"(\w+)@(\w+)", r"\2 at \1", text))
    n += len(re.sub(r"\d+", lambda m: str(int(m[0]) + 1), text))
    n += len(re.split(r"[,;]\s*", text))
    n += len(re.split(r"(\W)", text))
    n += re.subn("fox", "cat", text)[1]
    n += len(re.sub(r"[^a-z ]", "", text, flags=re.I))
for i in range(4000):
    n += len(re.escape(f"a.b*c{i}[x]"))
print(n)
