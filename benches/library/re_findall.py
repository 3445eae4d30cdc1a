import re
text = " ".join(f"The quick brown fox{i} jumps over <b class='x'>lazy dogs</b> at {i}.{i % 7}e3, mail: a.b{i}@mail.example.com #tag{i};" for i in range(1500))
n = 0
for pattern in (r"\w+", r"\b\w{5}\b", r"\d+(?:\.\d+)?", r"[\w.]+@[\w.]+", r"<(\w+)[^>]*>(.*?)</\1>", r"(?i)QUICK|lazy|jump", r"[aeiou]+", r"#(\w+)", r".+?;"):
    p = re.compile(pattern)
    for _ in range(6):
        n += len(p.findall(text))
for m in re.finditer(r"(?P<key>\w+): (?P<value>\S+)", text):
    n += m.end("value")
scan = re.compile(r"(?P<number>\d+(?:\.\d+)?(?:e\d+)?)|(?P<word>[A-Za-z]\w*)|(?P<op>[-+*/=<>@#.:;,'])|(?P<space>\s+)")
for m in scan.finditer(text):
    n += len(m.lastgroup)
print(n)
