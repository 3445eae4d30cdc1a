from html.parser import HTMLParser
import configparser, io
class P(HTMLParser):
    n = 0
    def handle_starttag(self, tag, attrs):
        self.n += len(attrs)
    def handle_data(self, data):
        self.n += len(data)
page = "<html><body>" + "".join(f"<p class='c{i}' id=x>text {i} <a href='/p?{i}'>link</a> &amp; more<br/></p>\n" for i in range(800)) + "</body></html>"
n = 0
for _ in range(3):
    p = P()
    p.feed(page)
    n += p.n
ini = "".join(f"[section{i}]\nkey = value {i}\nnumber = {i}\nlong = a\n  b\n" for i in range(300))
for _ in range(3):
    c = configparser.ConfigParser()
    c.read_string(ini)
    n += sum(c.getint(s, "number") for s in c.sections())
print(n)
