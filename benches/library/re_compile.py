import re
n = 0
for i in range(400):
    for p in (r"(?P<a>\d+)-(?P<b>\w+)%d", r"^[A-Za-z_][A-Za-z0-9_]*%d$", r"(?:foo|bar|baz)+%d|x{2,5}?", r"(?<=a)b(?!c)[^\]]\s*%d", r"(?i)straße%d\b"):
        n += re.compile(p % i).groups
print(n)
