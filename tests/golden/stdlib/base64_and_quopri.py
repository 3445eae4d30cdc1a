"""base64: every alphabet, lengths, bad input, files, the command line. quopri: files, lines, headers."""
import base64 as b
import array
import hashlib
import io
import quopri as q
import random
import sys


def run(text, **names):
    for e in text.strip().splitlines():
        e = e.strip()
        try:
            print(e, '=', repr(eval(e, globals(), names)))
        except BaseException as x:
            print(e, '->', type(x).__name__, x, '| cause', repr(x.__cause__))


random.seed(5)
texts = [random.randbytes(n) for n in range(20)] + [b'\0' * n for n in range(9)] + [b' ' * n for n in range(9)] + [b'\xff' * n for n in range(7)]
pairs = [('b64encode', 'b64decode'), ('b32encode', 'b32decode'), ('b32hexencode', 'b32hexdecode'), ('b16encode', 'b16decode'), ('b85encode', 'b85decode'), ('a85encode', 'a85decode'), ('z85encode', 'z85decode'), ('urlsafe_b64encode', 'urlsafe_b64decode'), ('standard_b64encode', 'standard_b64decode'), ('encodebytes', 'decodebytes')]
for there, back in pairs:
    there, back = getattr(b, there), getattr(b, back)
    print(there.__name__, [there(t) for t in texts], all(back(there(t)) == t for t in texts), type(there(bytearray(b'ab'))))
    for bad in (b'!', b'A', b'AA', b'AAA', b'AAAAA', b'A===', b'AA=A', b'aaaaaaa=', b'========', b'AAAAAA=A', b'A1======', b'01', b'g0', b'~~~~~', b'|NsC0}', b'\x80', b'\xc3\xa9', b'AB\nCD', b'zzzz', b'y', b'AzA', b'<~87cUR~>', 'AAAA', 'aaaaaaaa', '\u00e9', 'AA', None, 5, memoryview(b'AAAAAAAA'), array.array('H', [0x4141] * 4), [65]):
        for function in there, back:
            try:
                print(function.__name__, bad if not isinstance(bad, memoryview) else 'view', function(bad), end='; ')
            except Exception as x:
                print(function.__name__, bad if not isinstance(bad, memoryview) else 'view', type(x).__name__, x, end='; ')
    print()
run('''
b.b64encode(b'\\xfb\\xff', b'-_'), b.b64encode(b'\\xfb\\xff', altchars=bytearray(b'!?')), b.b64decode(b'-_-_', b'-_'), b.b64decode('-_-_', altchars='-_')
b.b64encode(b'a', b'x')
b.b64encode(b'a', 'xy')
b.b64encode('text')
b.b64decode(b'aa', b'x')
b.b64decode('aaaa', b'xyz')
b.b64decode(b'YW!Jj', validate=True)
b.b64decode(b'YWJj\\n', validate=True)
b.b64decode(b'YWJj\\n'), b.b64decode(b'Y W-J_j'), b.b64decode(b''), b.b64decode(b'YQ==', validate=True), b.b64decode(b'YQ==YQ=='), b.b64decode(b'+/+/', altchars=b'-_')
b.b64decode(b'YQ=', validate=True)
b.b64decode(b'=YQ=', validate=True)
b.b64decode(b'Y')
b.b32decode(b'mzxw6===', True), b.b32decode('MZXW6===', casefold=True), b.b32decode(b'M1023456', map01=b'I'), b.b32decode('M1023456', map01='L'), b.b32decode(b'')
b.b32decode(b'mzxw6===')
b.b32decode(b'M1023456')
b.b32decode(b'M1023456', map01=b'xy')
b.b32decode(b'MZXW6=')
b.b32decode(b'MZXW6==M')
b.b32decode(b'MZXW6=====')
b.b32hexdecode(b'cpnmu===', True), b.b32hexdecode(b'CPNMU===')
b.b32hexdecode(b'cpnmu===')
b.b16decode(b'ff', True), b.b16decode('FF00'), b.b16decode(b'')
b.b16decode(b'ff')
b.b16decode(b'F')
b.b16decode(b'F', True)
b.b16decode(b'FG', True)
b.a85encode(b'\\0' * 8 + b'    ' + b'abc', foldspaces=True), b.a85encode(b'abcdefghij' * 3, wrapcol=10), b.a85encode(b'abcdefghij' * 3, wrapcol=10, adobe=True), b.a85encode(b'ab', pad=True), b.a85encode(b'\\0', pad=True), b.a85encode(b'', adobe=True), b.a85encode(b'abc', adobe=True, wrapcol=1), b.a85encode(b'a' * 9, wrapcol=3, adobe=True), b.a85encode(b'', wrapcol=2)
[b.a85encode(b'abcdefgh', wrapcol=n, adobe=a) for n in range(-1, 14) for a in (False, True)]
b.a85decode(b'<~87cUR~>', adobe=True), b.a85decode('<~87cUR~>', adobe=True), b.a85decode(b'87cUR~>', adobe=True), b.a85decode(b' 87 c\\tU\\nR'), b.a85decode(b'y', foldspaces=True), b.a85decode(b'zyz', foldspaces=True), b.a85decode(b'87*cUR', ignorechars=b'*'), b.a85decode(b''), b.a85decode(b'<~~>', adobe=True), b.a85decode(b'z')
b.a85decode(b'87cUR', adobe=True)
b.a85decode(b'y')
b.a85decode(b'8z')
b.a85decode(b's8W-"')
b.a85decode(b's8W-!'), b.a85decode(b'!!'), b.a85decode(b'5l')
b.a85decode(b'v')
b.a85decode(b'87cUR\\x80')
b.a85decode(b'8y', foldspaces=True)
b.a85decode(b'!')
b.b85encode(b'abc', pad=True), b.b85encode(b'', True), b.b85decode(b''), b.b85decode('VPaz'), b.b85decode(b'0')
b.b85decode(b'~~~~~')
b.b85decode(b'|NsC1')
b.b85decode(b'ab,')
b.b85decode(b'abcde"')
b.b85decode(b'ab\\x00')
b.b85decode('\\u00e9')
b.z85encode(b'\\x86O\\xd2o\\xb5Y\\xf7['), b.z85decode(b'HelloWorld'), b.z85decode('HelloWorld'), b.z85encode(b'abc'), b.z85decode(b'')
b.z85decode(b'Hello~')
b.z85decode(b'#####')
b.z85decode(b'%nSc1')
b.z85decode(b'ab"')
b.encodebytes(b'x' * 130), b.decodebytes(b'eHh4\\neHh4\\n'), b.encodebytes(b'')
b.encodebytes('x')
b.decodebytes('eA==')
b.encodebytes(memoryview(bytearray(4)).cast('I'))
b.encodebytes(memoryview(b'abcd').cast('B', (2, 2)))
b.encodebytes(array.array('b', [1, 2])), b.encodebytes(memoryview(b'abcd')[::2]) if 0 else 0
b.MAXLINESIZE, b.MAXBINSIZE, b.bytes_types, b.__all__
(lambda o: (b.encode(io.BytesIO(b'y' * 200), o), o.getvalue()))(io.BytesIO())
(lambda o: (b.encode(Slow(b'y' * 200), o), o.getvalue()))(io.BytesIO())
(lambda o: (b.decode(io.BytesIO(b'eXl5\\n\\neXk=\\n'), o), o.getvalue()))(io.BytesIO())
''', Slow=type('Slow', (io.BytesIO,), {'read': lambda self, n=-1: io.BytesIO.read(self, min(n, 10))}))
print(hashlib.sha1(b''.join(b.a85encode(random.randbytes(n)) + b.b85encode(random.randbytes(n)) + b.b32encode(random.randbytes(n)) for n in range(200))).hexdigest())

print('-- quoted-printable')
samples = [b'', b'plain', b'plain\n', b'a=b', b'caf\xe9 \xc3\xa9', b'trail \n', b'trail\t\nx', b'trail ', b'\t', b' ', b'.', b'.\n', b'a\n.\nb', b'under_score', b'a' * 75, b'a' * 76, b'a' * 77, b'a' * 200 + b'\n', b'\xff' * 40, b'a' * 74 + b'\xff', b'a' * 75 + b'=\n', b'x\r\ny\r\n', b'x\ry', b'=\n', b'a=\nb', b'=3D', b'=3d=3', b'=', b'==', b'=zz', b'=4', b'ab= \n cd', b'ab=\t\ncd', b'x  \ny', b'_=5F_', b'=\r\nx', b'a=0', b'\0\x01\x7f', b'line\n\n\n', b'a' * 73 + b' b', b'a' * 75 + b' \n', b'=41=42', b'~}|', b'one=0Atwo', b'x=0D=0Ay\n']
for s in samples:
    for quotetabs in False, True:
        for header in False, True:
            out = io.BytesIO()
            q.encode(io.BytesIO(s), out, quotetabs, header)
            print(s[:30], len(s), quotetabs, header, out.getvalue(), q.encodestring(s, quotetabs, header), end=' ')
        out = io.BytesIO()
        q.decode(io.BytesIO(s), out, quotetabs)
        print(out.getvalue(), q.decodestring(s, quotetabs))
run('''
[q.needsquoting(bytes([c]), t, h) for t in (0, 1) for h in (0, 1) for c in b' \\t_=~\\x7f\\x1fA.\\n\\r\\xe9!']
q.needsquoting('a', 0, 0)
q.quote(b'='), q.quote(b'\\xe9'), q.quote(b'a'), q.ishex(b'f'), q.ishex(b'G'), q.ishex(b'9'), q.unhex(b'3D'), q.unhex(b'ff'), q.unhex(b'')
q.unhex(b'xy')
q.encodestring('a')
q.ESCAPE, q.MAXLINESIZE, q.HEX, q.EMPTYSTRING, q.__all__
''')
