# encodings: charmap, rot_13, zlib_codec, punycode and the others that are modules, through every door.
import codecs, encodings, encodings.charmap, encodings.rot_13, io, zlib


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r[:300])

MAP = {97: 65, 98: b'B', 99: None, 0xe9: 1}
BACK = {65: 'a', 66: 'bb', 67: None, 68: 0x20ac}
for args in (('abc',), ('abé', 'ignore'), ('ab', 'strict', MAP), ('abz', 'replace', MAP), ('abz', 'ignore', MAP), ('c', 'strict', MAP), ('abé', 'strict', MAP)):
    t(args[:2], codecs.charmap_encode, *args)
for args in ((b'abc\xff',), (b'ABD', 'strict', BACK), (b'ABCZ', 'replace', BACK), (b'C', 'strict', BACK), (b'ABZ', 'ignore', BACK)):
    t(args[:2], codecs.charmap_decode, *args)
c = encodings.charmap
for errors in ('strict', 'ignore', 'replace'):
    e, d = c.IncrementalEncoder(errors, MAP), c.IncrementalDecoder(errors, BACK)
    t(errors, lambda: (e.encode('ab'), e.encode('az', True), e.errors, e.mapping is MAP))
    t(errors, lambda: (d.decode(b'AB'), d.decode(b'AZ', True), d.errors))
    out = io.BytesIO()
    t(errors, lambda: (c.StreamWriter(out, errors, MAP).write('ab'), out.getvalue())[1])
    t(errors, lambda: c.StreamReader(io.BytesIO(b'ABD'), errors, BACK).read())
t('default', lambda: (c.IncrementalEncoder().encode('aé'), c.IncrementalDecoder().decode(b'a\xe9'), c.Codec().encode('x'), c.Codec().decode(b'x')))
t('info', lambda: (lambda i: (i.name, i.encode('a'), i.decode(b'a'), i.incrementalencoder.__name__, i.streamreader.__name__))(c.getregentry()))
t('registered', lambda: ('abc'.encode('charmap'), b'abc\xff'.decode('charmap')))

for text in ('', 'Hello, Wörld! 123', 'nop NOP', 'a\nb'):
    t(text, codecs.encode, text, 'rot13')
    t(text, codecs.decode, text, 'rot-13')
r = encodings.rot_13
t('codec', lambda: (r.Codec().encode('ab'), r.Codec().decode('no'), r.IncrementalEncoder().encode('ab'), r.IncrementalDecoder().decode('no', True), len(r.rot13_map), r.rot13_map[65], r.rot13_map[200]))
t('text', 'a'.encode, 'rot13')
t('bytes', codecs.encode, b'a', 'rot13')
out = io.StringIO()
t('copy', lambda: (r.rot13(io.StringIO('Uryyb'), out), out.getvalue()))
t('stream', lambda: r.StreamReader(io.StringIO('no')).read())

DATA = b'data ' * 50
for name, plain in (('zlib', DATA), ('bz2', DATA), ('hex', b'\x00\xff'), ('base64', DATA[:20]), ('quopri', b'a=b \xff\n'), ('uu', b'abc')):
    info = codecs.lookup(name)
    t(name, lambda: (info.name, info._is_text_encoding, codecs.decode(codecs.encode(plain, name), name) == plain, len(info.encode(plain)), info.encode(plain)[1]))
    t(name, codecs.decode, b'\xff bad', name)
    t(name, codecs.encode, plain, name, 'ignore')
    t(name, lambda: info.incrementaldecoder().decode(info.encode(plain)[0], True) == plain)
    t(name, lambda: type(info.incrementalencoder('ignore')).__name__ if name != 'bz2' else '')
    t(name, plain.decode, name)
e = codecs.lookup('zlib').incrementalencoder()
whole = e.encode(DATA[:100]) + e.encode(DATA[100:], True)
t('pieces', lambda: zlib.decompress(whole) == DATA)
d = codecs.lookup('zlib').incrementaldecoder()
t('pieces', lambda: b''.join(d.decode(whole[n:n + 5], n + 5 >= len(whole)) for n in range(0, len(whole), 5)) == DATA)
d.reset()
t('again', lambda: d.decode(whole) == DATA)
e.reset()
t('again', lambda: zlib.decompress(e.encode(b'x') + e.encode(b'', True)))

for text in ('', 'a', 'ü', 'bücher', 'München-Ost', '日本語', 'a-b-', '-', '他们为什么不说中文', 'ПОЧЕМУ', '𝒳y', 'é' * 30, '\x80', 'zzé'):
    code = text.encode('punycode')
    t(text, lambda: (code, code.decode('punycode') == text, code.upper().decode('punycode')))
for code in (b'', b'-', b'a-', b'-a', b'a', b'99999999', b'a-!', b'\xff-a', b'a-\xff', b'b-zzzzzzz', b'tda'):
    for errors in ('strict', 'ignore', 'replace', 'bogus') if code else ('strict',):
        t((code, errors), code.decode, 'punycode', errors)
info = codecs.lookup('punycode')
t('info', lambda: (info.name, info.encode('ü'), info.decode(b'tda'), info.incrementalencoder().encode('ü'), info.incrementaldecoder().decode(b'tda')))
t('errors', lambda: type(info.incrementaldecoder('xyz')).__name__)
t('stream', lambda: info.streamreader(io.BytesIO(b'tda')).read())

for name in ('UTF-8', 'utf 8', 'Latin_1', 'iso.8859.1', 'a--b', ' x ', 'é', 'UTF_8_SIG', '__', 'cp-437', '8859', 'u8', 'l1', 'no such', 'idna', 'undefined', 'unicode escape', 'mbcs', 'oem', 'ks c-5601', 'a.b', '.', '..', 'encodings.utf_8', 'aliases', '__init__', 'big5hkscs', 'hex_codec', 'rot13'):
    t(name, lambda: (encodings.normalize_encoding(name), (lambda i: i and i.name)(encodings.search_function(name.lower()))))
t('bytes', encodings.normalize_encoding, b'UTF-8')
t('error', lambda: encodings.CodecRegistryError.__mro__)
