import textwrap, string, html, shlex, difflib, fnmatch, urllib.parse
text = " ".join(f"word{i} of some-what longer text, broken at blanks." for i in range(60))
n = 0
for _ in range(20):
    n += len(textwrap.wrap(text, 70)) + len(textwrap.fill(text, 40)) + len(textwrap.dedent("    a\n      b\n    c\n" * 40))
    n += len(textwrap.shorten(text, 60)) + len(textwrap.indent(text, "> "))
t = string.Template("Dear $name, you owe ${amount} $$ to $who")
for i in range(8000):
    n += len(t.substitute(name="A", amount=i, who="B"))
for i in range(10000):
    n += len(html.escape(f"<a href='x{i}'>&</a>")) + len(html.unescape("&lt;b&gt; &amp; &eacute;"))
for i in range(1000):
    n += len(shlex.split(f"cmd --opt 'a b {i}' \"c d\" e\\ f"))
for i in range(8000):
    n += len(urllib.parse.quote(f"a b/ü{i}")) + len(urllib.parse.urlsplit(f"http://h{i}.org:80/p/q?x=1&y={i}#f").query)
for i in range(2000):
    n += len(urllib.parse.parse_qs(f"a=1&b=2&c=%20{i}")) + len(urllib.parse.urlencode({"a": i, "b": "x y"}))
names = [f"file{i}.{'py' if i % 3 else 'txt'}" for i in range(3000)]
n += len(fnmatch.filter(names, "*1*.py"))
a, b = text.split(), text.replace("longer", "shorter").split()
n += int(difflib.SequenceMatcher(None, a, b).ratio() * 100) + len(list(difflib.unified_diff(a, b)))
print(n, string.capwords("hello there world"))
