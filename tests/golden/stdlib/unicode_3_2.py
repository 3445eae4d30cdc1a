"""unicodedata.ucd_3_2_0: every character's properties, and normal forms."""
import hashlib
import unicodedata

old = unicodedata.ucd_3_2_0
print(type(old), old.unidata_version, [n for n in dir(old) if n[0] != '_'])
for property in ('category', 'bidirectional', 'combining', 'east_asian_width', 'mirrored', 'decomposition'):
    f, found = getattr(old, property), hashlib.md5()
    for n in range(0x110000):
        if n % 3 == 0 or n < 0x3000 or 0x1d000 < n < 0x1f000:
            found.update(f'{f(chr(n))},'.encode())
    print(property, found.hexdigest())
for property in ('decimal', 'digit', 'numeric', 'name'):
    f, found = getattr(old, property), hashlib.md5()
    for n in range(0x20000):
        found.update(f'{f(chr(n), None)},'.encode())
    print(property, found.hexdigest())
for form in ('NFC', 'NFD', 'NFKC', 'NFKD'):
    found = hashlib.md5()
    for n in (*range(0x3400), *range(0xa600, 0xd800), *range(0xf900, 0x11000), *range(0x1d000, 0x1d800),
              *range(0x2f800, 0x2fa20)):
        found.update(old.normalize(form, chr(n) + '\u0301').encode('utf-8', 'surrogatepass'))
    print(form, found.hexdigest(), old.is_normalized(form, '\u1e9e\u0301'), old.is_normalized(form, '\u03f9'),
          old.is_normalized(form, 'e\u0301'))
for call in (lambda: old.name('\u1e9e'), lambda: old.lookup('NOTHING'), lambda: old.decimal('\u0221'), lambda: old.category('ab'),
             lambda: old.normalize('x', 'y'), lambda: type(old)(), lambda: old.lookup('LATIN CAPITAL LETTER SHARP S')):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
