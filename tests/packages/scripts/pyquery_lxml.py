"""pyquery over lxml: selectors, traversal, attributes, classes, styles, values, manipulation, forms, XML."""
from pyquery import PyQuery as pq
HTML = """<!DOCTYPE html>
<html><head><title>Shop</title></head>
<body class="main">
<div id="top" class="box first"><h1>Title <small>sub</small></h1><p class="hello">One</p><p id="two" class="hello world">Two <b>bold</b> text</p></div>
<ul id="list"><li class="item">a</li><li class="item odd" data-n="2">b</li><li>c <a href="/x?y=1">link</a></li></ul>
<form action="/go"><input name="q" value="v"><input type="checkbox" name="c" value="1" checked><select name="s"><option value="1">one</option><option value="2" selected>two</option></select><textarea name="t">area</textarea></form>
<img src="img/a.png" alt="A">
</body></html>"""
d = pq(HTML)
def show(*args): print(*args, sep=' | ')
show(type(d).__name__, len(d), d[0].tag)
for sel in ["p", "#two", ".hello", "p.hello.world", "div > p", "ul li", "li:first", "li:last", "li:eq(1)", "li:gt(0)", "li:lt(2)", "li:even", "li:odd", "li:nth-child(2)", "li:not(.item)", "[data-n]", "[data-n='2']", "a[href^='/x']", "a[href$='1']", "a[href*='y=']", "input:checked", "option:selected", "input:checkbox", "p, li", "h1 + p", "h1 ~ p", "li:contains('c')", "li:has(a)", "p:hidden", ":header", "form :input", "li:first-child", "li:last-child", "p:only-child", "b:empty", ":text", "body *", "div:parent"]:
    try:
        r = d(sel); show(sel, len(r), [(e.tag, e.get("class")) for e in r])
    except Exception as e:
        show(sel, type(e).__name__, e)
show(d("p").text()); show(d("#two").html()); show(d("h1").text()); show(d("li").eq(2).html(), d("nothing").html(), repr(d("nothing").text()))
show(d("#two").outer_html()); show(str(d("li")))
show(d("#two").attr("class"), d("#two").attr.id, d("#two").attr("nope"), d("li").attr("class"))
show([e.tag for e in d("#two").parents()], d("#two").parent().attr("id"), d("#two").closest("div").attr("id"), len(d("#top").children()), d("#top").children("p").size())
show(d("li").eq(0).next_all().text(), d("li").eq(2).prev_all().text(), d("li").eq(1).siblings().text(), d("#list").find("a").attr("href"), d("ul").contents().length)
show(d("p").filter(".world").attr("id"), d("p").not_(".world").text(), d("p").filter(lambda i: i == 0).text(), d("p").is_(".world"), d("p").has_class("hello"), d("li").map(lambda i, e: pq(e).text()), [i.text() for i in d("li").items()], [i.text() for i in d.items("b")])
out = []
d("li").each(lambda i, e: out.append((i, pq(e).text()))); show(out)
show(d("p").end().length, d("#top").find("p").end().attr("id"), d("li").index(d("li")[1]), [e.text for e in d("li")[1:]])
e = d.clone()
p = e("#two")
p.add_class("x y"); p.remove_class("hello"); p.toggle_class("world"); show(p.attr("class"))
p.attr("title", "a<b>\"c\""); p.attr.foo = "bar"; p.remove_attr("id"); show(p)
p.css("color", "red"); p.css({"font-size": "1px", "margin_top": "2px"}); p.css.color = "blue"; show(p.attr("style")); p.hide(); show(p.attr.style); p.show(); show(p.attr.style)
show(e("input").val(), e("select").val(), e("textarea").val(), e("input").eq(1).val(), e("input").eq(0).val("new").val(), e("select").val("1").val(), e("textarea").val("<x>").val())
e("#list").append("<li>d</li>").prepend("<li>0</li>"); show(e("#list").html())
e("#list li").eq(0).after("<li>0.5</li>").before("<li>-1</li>"); show(e("#list"))
pq("<li>z</li>").append_to(e("#list")); pq("<li>y</li>").prepend_to(e("#list")); pq("<li>after</li>").insert_after(e("#list li").eq(0)); pq("<li>before</li>").insert_before(e("#list li").eq(0)); show(e("#list").text())
e("#list li").wrap("<span></span>"); show(e("#list").children().length, e("#list").html()[:90])
e("b").wrap_all("<i class='w'></i>"); show(e("p").eq(1))
e("b").replace_with("<em>new</em>"); show(e("p").eq(1)); e("h1 small").replace_with(lambda i, x: "[%s]" % x.text); show(e("h1"))
e("h1").empty(); show(e("h1")); e("p").remove(); show(e("#top")); e("#top").text("a < b & c"); show(e("#top")); e("#top").html("<u>1</u> t <u>2</u>"); show(e("#top")); e("u").remove(); show(e("#top"))
r = pq("<div><p>a</p>tail<p>b</p>end</div>"); r.remove("p"); show(r); 
show(d.make_links_absolute("http://h.example/d/")("a").attr("href"), d("img").attr("src"))
show(d("form").serialize_array(), d("form").serialize(), d("form").serialize_dict())
x = pq("<root xmlns:n='urn:n'><n:a k='1'>t<b/></n:a><a>u</a></root>", parser="xml")
show(x, x("b"), x("a").text(), x("n|a", namespaces={"n": "urn:n"}).attr("k"), len(x("n|*", namespaces={"n": "urn:n"})))
show(pq("<p>ä €</p>").text(), pq("<p>ä</p>").outer_html(), pq("plain").outer_html(), pq("<a/><b/>").length)
show(pq("<p>a</p><p>b</p>") + pq("<p>c</p>"), (pq("<p>a</p>") + pq("<p>b</p>")).length)
show(pq("<div>a<br>b<p>c</p>d <span> e </span>f</div>").text())
show(pq("<div><script>x<y</script><style>a>b</style></div>").html(), pq("<div><script>x<y</script></div>").text())
show(repr(pq("<p class='a'>x</p>")), pq([]).length, pq("<i>1</i>")[0].getparent() is None)
try: d("p[")
except Exception as ex: show(type(ex).__name__, ex)
try: pq("<r><a></r>", parser="xml")
except Exception as ex: show(type(ex).__name__, ex)
pq.fn.shout = lambda: this.map(lambda i, el: pq(this).text().upper()); show(d("li").shout())
show(pq(pq(HTML)("p")).length, pq(d[0]).length, pq("p", d).length, pq("b", HTML).length)
show(d.xhtml_to_html().length, pq('<html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p></body></html>', parser="xml").remove_namespaces()("p").text())
show(len(d.root.xpath("//li")), d.encoding, d.base_url)
