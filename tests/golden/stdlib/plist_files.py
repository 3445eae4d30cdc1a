"""plistlib: both formats, every type and width, indentation, order, dates, damaged files, messages."""
import copy
import datetime as dt
import io
import pickle
import plistlib as p
import uuid


def attempt(text, call):
    try:
        print(text, repr(call()))
    except BaseException as x:
        print(text, '->', type(x).__name__, str(x)[:200])


class Text(str):
    pass


class Number(int):
    pass


utc = dt.timezone.utc
values = {
    'text': '<&>"\' \u00e9\u20ac\U0001f600', 'empty': '', 'lines': 'a\nb\rc\td', 'int': 5, 'zero': 0, 'neg': -7, 'byte': 255, 'short': 65535, 'long': 2 ** 31, 'big': 2 ** 63 - 1, 'bigger': 2 ** 64 - 1, 'smallest': -2 ** 63,
    'true': True, 'false': False, 'float': 1.5, 'tiny': 1e-300, 'inf': float('inf'), 'date': dt.datetime(2024, 2, 29, 12, 30, 45), 'early': dt.datetime(1999, 1, 1), 'bytes': b'abc' * 40, 'none': b'', 'array': bytearray(b'xy'),
    'list': [1, [2, [3, {}]], []], 'tuple': (1, 2), 'dict': {'b': 1, 'a': {'c': []}}, 'same': [5, 5, 'x', 'x', b'q', b'q', 1.0, 1.0, 1, True], 'many': list(range(300)), 'sub': [Text('t'), Number(3)], 'uid': p.UID(5), 'names': {'': 1, '<k>': 2}, 'nested': [[b'x' * 60]], 'wide': 'x' * 20, 'wider': '\u00e9' * 300,
}
for name, value in values.items():
    for fmt in p.FMT_XML, p.FMT_BINARY:
        attempt(f'{name} {fmt.name}', lambda: p.dumps(value, fmt=fmt))
        attempt('   back', lambda: p.loads(p.dumps(value, fmt=fmt)))
for options in {'sort_keys': False}, {'skipkeys': True}, {}:
    for fmt in p.FMT_XML, p.FMT_BINARY:
        attempt(f'{options} {fmt.name}', lambda: p.dumps({'b': 1, 3: 2, 'a': 3}, fmt=fmt, **options))
        attempt(f'{options} {fmt.name}', lambda: p.dumps({'b': 1, 'a': {'z': 1, 'y': 2}}, fmt=fmt, **options))
for fmt in p.FMT_XML, p.FMT_BINARY:
    for bad in None, 1j, object, {1, 2}, 2 ** 64, -2 ** 63 - 1, 'a\0b', 'a\x01', '\ud800', [None], {'a': None}, {b'k': 1}, dt.date(2024, 1, 1), uuid.UUID(int=5), range(3):
        attempt(f'{fmt.name} {bad!r}'.split(' at 0x')[0].split(' from ')[0], lambda: p.dumps(bad, fmt=fmt))
    for aware in False, True:
        for date in dt.datetime(2024, 6, 1, 12, tzinfo=utc), dt.datetime(2024, 6, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2))), dt.datetime(2024, 6, 1, 12, 0, 0, 5):
            attempt(f'{fmt.name} {aware} {date}', lambda: p.loads(p.dumps(date, fmt=fmt, aware_datetime=aware), aware_datetime=aware) if date.tzinfo or not aware else 'local')
attempt('format', lambda: p.dumps(1, fmt='x'))
head = b'<?xml version="1.0"?><plist version="1.0">'
for body in (b'', b'<dict/>', b'<dict></dict>', b'<array><true/><false/></array>', b'<string/>', b'<string>x</string><string>y</string>', b'<integer>0x1F</integer>', b'<integer> 12 </integer>', b'<integer>-0x5</integer>', b'<integer>x</integer>', b'<integer/>', b'<real>1e3</real>', b'<real>x</real>', b'<real>nan</real>', b'<date>2024-01-02T03:04:05Z</date>', b'<date>2024</date>', b'<date>2024-01</date>', b'<date>2024-01-02</date>', b'<date>2024-01-02T03Z</date>', b'<date>x</date>', b'<date>2024-13-01T00:00:00Z</date>', b'<data>YWJj</data>', b'<data>\n\tYW\n\tJj\n</data>', b'<data>!</data>', b'<data>YQ</data>', b'<dict><key>a</key></dict>', b'<dict><string>a</string></dict>', b'<dict><key>a</key><key>b</key><true/></dict>', b'<array><key>a</key></array>', b'<key>a</key>', b'<unknown/>', b'<dict><key>a</key><unknown>z</unknown><true/></dict>', b'<dict><key/><true/></dict>', b'<string>a<b/>c</string>', b'<string>&lt;&#65;</string>', b'<dict><key>a</key><true/><key>a</key><false/></dict>', b'<true>x</true>', b'<array>', b'<string>x', b'text', b'<array>text<true/></array>'):
    attempt(body, lambda: p.loads(head + body + b'</plist>'))
for data in (b'', b'x', b'<plist>', b'<foo/>', b'  <?xml version="1.0"?><plist><true/></plist>', '<plist><true/></plist>', b'\xef\xbb\xbf<plist><string>\xc3\xa9</string></plist>', '<plist><string>\u00e9</string></plist>'.encode('utf-16'), '<?xml version="1.0" encoding="utf-16"?><plist><string>\u00e9</string></plist>'.encode('utf-16'), '<plist><string>\u00e9</string></plist>'.encode('utf-32'), b'<!DOCTYPE plist [<!ENTITY e "x">]><plist><string>&e;</string></plist>', b'<!DOCTYPE plist SYSTEM "x"><plist><true/></plist>', b'<?xml version="1.0" encoding="iso-8859-1"?><plist><string>\xe9</string></plist>', b'bplist00', b'bplist01' + b'\0' * 40, 5, None):
    attempt(data, lambda: p.loads(data))
    attempt('   binary', lambda: p.loads(data, fmt=p.FMT_BINARY))
good = p.dumps({'a': [1, 2.5, 'x', b'y', dt.datetime(2024, 1, 1)], 'b': p.UID(300)}, fmt=p.FMT_BINARY)
results = {}
for place in range(len(good)):
    for byte in 0, 0x5F, 0xFF:
        damaged = good[:place] + bytes([byte]) + good[place + 1:]
        try:
            got = repr(p.loads(damaged))
        except Exception as x:
            got = f'{type(x).__name__} {x}'
        results.setdefault(got, []).append((place, byte))
for got, places in sorted(results.items()):
    print(got, places)
for cut in range(0, len(good), 7):
    attempt(f'cut {cut}', lambda: p.loads(good[:cut]))
loop = []
loop.append(loop)
for fmt in p.FMT_XML, p.FMT_BINARY:
    attempt('loop', lambda: p.dumps(loop, fmt=fmt) and None)
shared = ['x']
attempt('shared', lambda: p.dumps([shared, shared], fmt=p.FMT_BINARY))
u = p.UID(7)
for text in 'u.data', 'repr(u)', 'u == p.UID(7)', 'u == 7', 'hash(u) == hash(p.UID(7))', 'u.__index__()', '[0] * 9 and list(range(9))[u]', 'copy.copy(u)', 'pickle.loads(pickle.dumps(u))', 'p.UID(-1)', 'p.UID(2 ** 64)', "p.UID('x')", 'p.UID(True)', '[p.loads(p.dumps(p.UID(n), fmt=p.FMT_BINARY)) for n in (0, 255, 256, 65536, 2 ** 32, 2 ** 64 - 1)]', 'p.InvalidFileException()', "p.InvalidFileException('m')", 'p.InvalidFileException.__mro__[1]', 'p.FMT_XML', 'p.FMT_BINARY, p.PlistFormat', 'p.__all__', 'p.PLISTHEADER':
    attempt(text, lambda: eval(text))
out = io.BytesIO()
attempt('dump', lambda: (p.dump({'x': 1}, out), out.getvalue()))
attempt('load', lambda: p.load(io.BytesIO(out.getvalue())))
attempt('load', lambda: p.load(io.BytesIO(good), dict_type=lambda *a: dict(*a, kind='mine') if 0 else dict(*a)))
attempt('dump', lambda: p.dump(1, io.StringIO()))
attempt('dump', lambda: p.dump(1, 5))
