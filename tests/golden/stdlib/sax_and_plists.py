# xml.sax: events, namespaces, lexical events, errors, filters, writing; plistlib: both forms.
import datetime
import io
import plistlib
import xml.sax
from xml.sax import handler, saxutils, xmlreader


class Show(handler.ContentHandler):
    def __getattribute__(self, name):
        if name in dir(handler.ContentHandler) and not name.startswith("_") and name != "setDocumentLocator":
            def told(*args):
                print(name, [dict(a.items()) if isinstance(a, xmlreader.AttributesImpl) else a for a in args],
                      self._locator and (self._locator.getLineNumber(), self._locator.getColumnNumber()))
            return told
        return super().__getattribute__(name)


text = """<?xml version="1.0"?>
<!DOCTYPE a [<!NOTATION n SYSTEM "s"><!ENTITY u SYSTEM "x" NDATA n><!ENTITY e "ent">]>
<a xmlns="u" xmlns:p="v" b="1" p:c="2">t&e;&amp;<p:d/><?pi data?><!-- c --><![CDATA[<x>]]></a>"""
xml.sax.parseString(text, Show())
parser = xml.sax.make_parser()
parser.setFeature(handler.feature_namespaces, True)
parser.setContentHandler(Show())


class Lexical(handler.LexicalHandler):
    def comment(self, content):
        print("comment", content)

    def startDTD(self, *args):
        print("startDTD", args)

    def endDTD(self):
        print("endDTD")

    def startCDATA(self):
        print("startCDATA")

    def endCDATA(self):
        print("endCDATA")


class Dtd(handler.DTDHandler):
    def notationDecl(self, *args):
        print("notation", args)

    def unparsedEntityDecl(self, *args):
        print("unparsed", args)


parser.setProperty(handler.property_lexical_handler, Lexical())
parser.setDTDHandler(Dtd())
parser.parse(io.BytesIO(text.encode()))
print(parser.getFeature(handler.feature_namespaces), parser.getFeature(handler.feature_external_ges))
for bad in ["<a>", "<a></b>", ""]:
    try:
        xml.sax.parseString(bad, handler.ContentHandler())
    except xml.sax.SAXParseException as error:
        print(error, error.getLineNumber(), error.getColumnNumber(), error.getSystemId(), error.getMessage(), repr(error.getException()))
for call in [lambda: parser.setFeature("x", 1), lambda: parser.getFeature("x"), lambda: parser.setProperty("p", 1), lambda: parser.setFeature(handler.feature_validation, 1), lambda: parser.setLocale("x"), lambda: parser.getProperty("q")]:
    try:
        print(call())
    except xml.sax.SAXException as error:
        print(type(error).__name__, error)
out = io.StringIO()
xml.sax.parseString(text, saxutils.XMLGenerator(out, "utf-8"))
print(out.getvalue())
out = io.BytesIO()
generator = saxutils.XMLGenerator(out, "us-ascii", short_empty_elements=True)
parser = xml.sax.make_parser()
parser.setFeature(handler.feature_namespaces, True)
filtered = saxutils.XMLFilterBase(parser)
filtered.setContentHandler(generator)
filtered.parse(io.StringIO("<a xmlns='u' q='\"&#10;'>\u00e9<b/></a>"))
print(out.getvalue())
print(saxutils.escape("<&>\"", {'"': "&quot;"}), saxutils.unescape("&lt;&amp;amp;&gt;"), saxutils.quoteattr("a\"b'\n<"), saxutils.quoteattr('a"b'), saxutils.quoteattr("plain"))
attributes = xmlreader.AttributesNSImpl({("u", "a"): "1"}, {("u", "a"): "p:a"})
print(len(attributes), attributes.getNames(), attributes.getQNames(), attributes.getValueByQName("p:a"), attributes.getNameByQName("p:a"), attributes.getQNameByName(("u", "a")), attributes.getType(("u", "a")), attributes.get("x"), ("u", "a") in attributes)
feeding = xml.sax.make_parser()
feeding.setContentHandler(Show())
feeding.feed("<a>"), feeding.feed("<b/></a>"), feeding.close()
source = xmlreader.InputSource("id")
source.setPublicId("p"), source.setEncoding("e")
print(source.getSystemId(), source.getPublicId(), source.getEncoding(), source.getByteStream())
print(handler.all_features, handler.all_properties)

# plistlib
value = {"string": "<a> & é\r\n", "int": -5, "big": 2 ** 63, "real": 1.5, "true": True, "false": False, "data": b"x" * 70, "date": datetime.datetime(2020, 1, 2, 3, 4, 5),
         "list": [1, [], {}, "x", ("t",)], "empty": "", "nested": {"b": 1, "a": [1, 2, 1, 2]}}
data = plistlib.dumps(value)
print(data.decode())
print(plistlib.loads(data) == dict(value, list=[1, [], {}, "x", ["t"]], string="<a> & é\n"), plistlib.loads(data)["date"])
binary = plistlib.dumps(dict(value, uid=plistlib.UID(300), long="y" * 300, many=list(range(300))), fmt=plistlib.FMT_BINARY)
print(len(binary), binary[:60], plistlib.loads(binary)["uid"], plistlib.loads(binary)["nested"], plistlib.loads(binary)["big"], plistlib.loads(binary)["many"][-1])
print(plistlib.dumps({"b": 1, "a": 2}, sort_keys=False), plistlib.dumps({1: 2, "a": 3}, skipkeys=True, sort_keys=False), plistlib.dumps([]), plistlib.dumps(datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), aware_datetime=True))
print(plistlib.loads("<plist><array><integer>0x10</integer><date>2001-02-03T04:05:06Z</date></array></plist>", aware_datetime=True), plistlib.loads(b"<plist><string>x</string></plist>"))
for call in [lambda: plistlib.dumps({1: 2}), lambda: plistlib.dumps(None), lambda: plistlib.dumps("\x00"), lambda: plistlib.dumps(2 ** 64), lambda: plistlib.loads(b"junk"), lambda: plistlib.loads(b"bplist00"), lambda: plistlib.dumps(1, fmt=3), lambda: plistlib.loads(b"<plist><dict><integer>1</integer></dict></plist>"),
             lambda: plistlib.loads(b"<plist><dict><key>a</key></dict></plist>"), lambda: plistlib.loads(b"<plist><array><key>a</key></array></plist>"), lambda: plistlib.loads(b"<?xml version='1.0'?><!DOCTYPE p [<!ENTITY e 'x'>]><plist/>"), lambda: plistlib.UID(-1), lambda: plistlib.UID("x"), lambda: plistlib.UID(2 ** 64), lambda: plistlib.dumps(object, fmt=plistlib.FMT_BINARY), lambda: plistlib.loads("x", fmt=plistlib.FMT_BINARY)]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error)[:80])
print(repr(plistlib.UID(3)), plistlib.UID(3) == plistlib.UID(3), hash(plistlib.UID(3)) == hash(3), int.__index__(3), plistlib.FMT_XML)
