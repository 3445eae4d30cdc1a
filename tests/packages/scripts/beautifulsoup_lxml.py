"""BeautifulSoup over lxml's parsers: HTML and XML."""
from bs4 import BeautifulSoup, Comment

HTML = """<!DOCTYPE html><html><head><title>Shop &amp; more</title><meta charset="utf-8"></head><body class="a b">
<!-- note --><h1 id=top>Title</h1><p class="x y">One <b>bold</b> &lt;tag&gt; &copy;<p>Two<br>line
<ul><li>a<li>b <a href="/q?a=1&b=2">link</a></ul><table><tr><td>1<td>2</table>
<script>if (a < b) {}</script></body></html>"""
soup = BeautifulSoup(HTML, "lxml")
print(soup.title.string, soup.body["class"], [p.get_text() for p in soup.find_all("p")])
print(soup.prettify())
print(str(soup))
print([li.text for li in soup.select("ul > li")], soup.a["href"], soup.find(id="top").name, soup.select_one("td:nth-of-type(2)").text)
print([repr(c) for c in soup.find_all(string=lambda t: isinstance(t, Comment))])
soup.p.append(soup.new_tag("i"))
soup.h1.replace_with("gone")
soup.find("li").extract()
print(soup.body)
for text in ["plain", "<p>a<p>b", "<td>x", "<b><i>x</b>y</i>", "", "<br></br>", "<div><span>x</div>", "a &amp; b", "<p>ä €</p>", "<a/><b/>", "<option>a<option>b"]:
    print(repr(text), str(BeautifulSoup(text, "lxml")))
print(BeautifulSoup(b"<meta charset='iso-8859-1'><p>\xe4", "lxml").p, BeautifulSoup("<p>ü".encode("utf-8"), "lxml").p)
xml = BeautifulSoup('<?xml version="1.0" encoding="utf-8"?><r xmlns:n="urn:n"><!--c--><n:a k="1">t<b/></n:a><?p q?><c>x &amp; y</c></r>', "xml")
print(xml)
print(xml.r.find("n:a")["k"], xml.find_all("c"), xml.r.a, xml.c.string)
print(BeautifulSoup('<r xmlns="urn:d"><a/></r>', "lxml-xml").prettify())
