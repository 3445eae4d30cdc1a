# html, html.entities and html.parser: references, events and positions, pieces fed at any point.
import html
from html.entities import codepoint2name, entitydefs, html5, name2codepoint
from html.parser import HTMLParser
import random

print(html.escape("<a href='x'>\"&amp;\"</a>"), html.escape("'\"<", quote=False), html.escape(""))
for text in ["&lt;&gt", "&notit;", "&notin;", "&#65;&#x41;&#X41", "&#0;", "&#128;&#x9f;", "&#xd800;", "&#x110000;", "&#1;",
             "&#xfdd0;", "&#13;", "&unknown;", "&acE;", "&", "&;", "& amp;", "&Eacute&eacute;", "&#99999999999;", "no"]:
    print(repr(text), ascii(html.unescape(text)))
print(len(html5), len(name2codepoint), len(codepoint2name), len(entitydefs))
print(list(html5)[:6], html5["gt"], html5["NotEqualTilde;"] == "\u2242\u0338", name2codepoint["lang"], entitydefs["eacute"])
print(list(name2codepoint)[::40], codepoint2name[8364], list(html5)[::400])


class Events(HTMLParser):
    def __init__(self, **options):
        super().__init__(**options)
        self.events = []

    def note(self, *event):
        self.events.append(event + self.getpos())

    def handle_starttag(self, tag, attrs):
        self.note("start", tag, attrs, self.get_starttag_text())

    def handle_endtag(self, tag):
        self.note("end", tag)

    def handle_data(self, data):
        self.note("data", data)

    def handle_comment(self, data):
        self.note("comment", data)

    def handle_decl(self, data):
        self.note("decl", data)

    def handle_pi(self, data):
        self.note("pi", data)

    def unknown_decl(self, data):
        self.note("unknown", data)

    def handle_charref(self, name):
        self.note("charref", name)

    def handle_entityref(self, name):
        self.note("entityref", name)


page = """<!DOCTYPE html>
<html lang=en><head><title>A &amp; B</title>
<script type="text/javascript">if (a < b && c) { x("</p>"); }</script>
<style>p > a { color: red }</style></head>
<body class='one two' data-x hidden="" onclick="f(&quot;x&quot;)">
<p>Caf&eacute; &#233;<br/>&copy 2024<!-- note --><?php echo 1 ?>
<![CDATA[raw]]><img src=a.png alt='&lt;'></p></body></html>
"""
for convert in True, False:
    parser = Events(convert_charrefs=convert)
    parser.feed(page)
    parser.close()
    print(*parser.events, sep="\n")

bits = ["<", "</", "</", ">", "/>", "a", "div", " ", "\n", "=", '"', "'", "&", "&amp;", "&#65", "&#x41;", "&#", "&not",
        "<!--", "-->", "<!", "<?", "<br/>", '<p class="x" id=3 y>', "</p>", "<script>", "</script>", "text", ";", "<![if x]>"]
chance = random.Random(5)
for turn in range(300):
    text = "".join(chance.choice(bits) for _ in range(chance.randrange(1, 14)))
    parser = Events(convert_charrefs=bool(turn % 2))
    cut = chance.randrange(len(text) + 1)
    try:
        parser.feed(text[:cut])
        parser.feed(text[cut:])
        parser.close()
    except Exception as error:
        print(type(error).__name__, error, end=" ")
    print(repr(text), parser.events, repr(parser.rawdata))
