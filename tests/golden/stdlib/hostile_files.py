# Property lists, netrc, archives and XML that are wrong or mean harm; what they are read as and refused with.
import re


def shown(thing):
    return re.sub(r'0x[0-9a-f]+', '0x', repr(thing))

import plistlib, quopri, netrc, fileinput, filecmp, io, os, tempfile, sys, datetime, zipfile, tarfile, struct, warnings
import xml.sax, xml.sax.saxutils, xml.etree.ElementTree as ET
d = tempfile.mkdtemp()
os.chdir(d)

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(getattr(f, '__name__', type(f).__name__), 'ok', shown(r)[:250])
    except BaseException as e:
        print(getattr(f, '__name__', type(f).__name__), type(e).__name__, str(e).replace(d, 'D').replace(os.path.dirname(d), 'T')[:250])
for v in ({'a': [1, 2.5, True, b'x', datetime.datetime(2020, 1, 2, 3, 4, 5), {'b': 'é<&>'}]}, [], -5, 2 ** 63, 2 ** 64, 'x', b'', plistlib.UID(3), None, {1: 2}):
    for fmt in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        t(plistlib.dumps, v, fmt=fmt)
        try:
            print(plistlib.loads(plistlib.dumps(v, fmt=fmt)) == v)
        except Exception as e:
            pass
for b in (b'', b'junk', b'bplist00', b'bplist00' + b'\x00' * 40, b'<plist><dict><key>a</key></dict></plist>', b'<plist><foo/></plist>', b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY e "x">]><plist><string>&e;</string></plist>', b'<plist><integer>x</integer></plist>', b'<plist><date>x</date></plist>', b'<plist><string>a</string><string>b</string></plist>', b'<plist><array><integer>0x10</integer></array></plist>'):
    t(plistlib.loads, b)
t(plistlib.dumps, {'b': 1, 'a': 2}, sort_keys=False)
t(plistlib.dumps, {1: 2}, skipkeys=True)
for b in (b'a=b\n', b'\xff \n', b'x' * 100, b'a \t\n', b'.\n'):
    t(quopri.encodestring, b)
    t(quopri.encodestring, b, True)
    t(quopri.decodestring, quopri.encodestring(b))
t(quopri.decodestring, b'=ZZ=\n=4')
t(quopri.decodestring, b'a_b', True)

def nt(s):
    open('n', 'w').write(s)
    os.chmod('n', 384)
    n = netrc.netrc('n')
    return (n.hosts, n.macros, n.authenticators('zz'), repr(n))
for s in ('machine h login l password p\n', 'default login a password b', 'machine h\nlogin "q x" account c password p#d', 'macdef m\nline1\nline2\n\nmachine x password y', 'machine h bad x', 'login x', 'machine', '# c\nmachine h login l # x\npassword p'):
    t(nt, s)
z = io.BytesIO()
with zipfile.ZipFile(z, 'w') as f:
    for n in ('../evil', '/abs', 'a/../../b', 'ok/x', 'c:\\x', '..\\y', 'dir/'):
        f.writestr(n, 'd')
f = zipfile.ZipFile(z)
os.mkdir('out')
for n in f.namelist():
    t(lambda n: f.extract(n, 'out').replace(d, 'D'), n)
print(sorted((os.path.relpath(os.path.join(a, x), 'out') for a, _, c in os.walk('out') for x in c)))
for b in (b'', b'PK\x05\x06' + b'\x00' * 18, z.getvalue()[:-5], z.getvalue()[5:], b'x' * 50):
    t(lambda b: zipfile.ZipFile(io.BytesIO(b)).namelist(), b)
bad = bytearray(z.getvalue())
bad[35] ^= 1
t(lambda: zipfile.ZipFile(io.BytesIO(bad)).testzip())
t(f.open, 'nope')
t(f.read, 'ok/x', b'pw')
tb = io.BytesIO()
with tarfile.open(fileobj=tb, mode='w') as tf:
    for n, ty, ln in (('../evil', tarfile.REGTYPE, ''), ('/abs', tarfile.REGTYPE, ''), ('ln', tarfile.SYMTYPE, '../../x'), ('ln2', tarfile.SYMTYPE, '/etc'), ('hl', tarfile.LNKTYPE, '../q'), ('dev', tarfile.CHRTYPE, ''), ('ok', tarfile.REGTYPE, ''), ('suid', tarfile.REGTYPE, '')):
        i = tarfile.TarInfo(n)
        i.type = ty
        i.linkname = ln
        i.mode = 3583
        i.size = 1 if ty == tarfile.REGTYPE else 0
        tf.addfile(i, io.BytesIO(b'x'))
for flt in ('data', 'tar', 'fully_trusted'):
    for n in ('../evil', '/abs', 'ln', 'ln2', 'hl', 'dev', 'ok', 'suid'):
        tb.seek(0)
        tf = tarfile.open(fileobj=tb)
        m = tf.getmember(n.lstrip('/') if n == '/abs' and 0 else n)
        try:
            r = getattr(tarfile, flt + '_filter')(m, d + '/out')
            print(flt, n, r and (r.name, oct(r.mode or 0), r.linkname, r.uid, r.uname))
        except Exception as e:
            print(flt, n, type(e).__name__, str(e).replace(d, 'D').replace(os.path.dirname(d), 'T'))
tb.seek(0)
t(lambda: tarfile.open(fileobj=tb).extractall('out', filter='data'))
tb.seek(0)
t(lambda: tarfile.open(fileobj=tb).extractall('out', filter='nope'))
for b in (b'', b'junk' * 200, tb.getvalue()[:700], tb.getvalue()[:300]):
    t(lambda b: tarfile.open(fileobj=io.BytesIO(b)).getnames(), b)
print(xml.sax.saxutils.escape('<&>"', {'"': '&q;'}), xml.sax.saxutils.unescape('&lt;&amp;&gt;'), xml.sax.saxutils.quoteattr('a"b'), xml.sax.saxutils.quoteattr('a"b\'\n'))

class H(xml.sax.ContentHandler):

    def startElementNS(s, n, q, a):
        print('S', n, q, dict(a.items()))

    def startElement(s, n, a):
        print('s', n, dict(a))

    def endElement(s, n):
        print('e', n)

    def characters(s, c):
        print('c', repr(c))

    def processingInstruction(s, a, b):
        print('pi', a, b)
for doc in (b'<a x="1">t<b/><?p d?></a>', b'<a>', b'<a><b></a>', b'<a x="1" x="2"/>', b'<a>&und;</a>', b''):
    t(xml.sax.parseString, doc, H())
o = io.StringIO()
g = xml.sax.saxutils.XMLGenerator(o, 'utf-8', short_empty_elements=True)
g.startDocument()
g.startElement('a', {'x': '<"'})
g.characters('é&')
g.startElement('e', {})
g.endElement('e')
g.endElement('a')
print(o.getvalue())
r = ET.fromstring('<a x="1"><b>t</b>tail<c/></a>')
for f, a in ((r.find, ('b',)), (r.findall, ('*',)), (r.findtext, ('b',)), (r.get, ('x',)), (r.find, ('b[',)), (r.find, ('//b',)), (r.remove, (r,)), (r.insert, (0, 'x')), (ET.tostring, (r,)), (ET.tostring, (r, 'unicode')), (ET.tostring, (3,)), (ET.fromstring, ('<a',)), (ET.canonicalize, ('<a  b="1"/>',)), (ET.indent, (r,)), (ET.tostring, (r,)), (ET.register_namespace, ('ns1', 'u')), (ET.XML, ('',)), (ET.Comment, ('x--y',)), (ET.QName, ('u', 't')), (ET.dump, (ET.Element('z', a='1'),)), (ET.iselement, (3,)), (ET.fromstringlist, (['<a>', '</a>'],))):
    t(f, *a)
os.chdir('/')
import shutil
shutil.rmtree(d)
