# encode and decode: error handlers, own ones, positions and reasons in UnicodeError, wrong arguments, aliases.
from _t import attempt, values
import codecs

HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace", "nothing")
TEXTS = ("aé", "€\U0001f600", "a\ud800b", "\udcff", "\0", "")
BYTES = (b"a\xff", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80\x80", b"\xc0\x80", b"\xf8\x88\x80\x80\x80", b"a\x80\x81b", b"+AAA-", b"\\x4", b"\\N{x}", b"\\u12", b"")
for encoding in ("ascii", "latin-1", "utf-8", "cp1252", "utf-16", "utf-32-le", "utf-7", "unicode_escape", "raw_unicode_escape", "cp437", "gbk", "shift_jis", "idna", "punycode"):
    for text in TEXTS:
        for handler in HANDLERS:
            try:
                print(encoding, ascii(text), handler, text.encode(encoding, handler))
            except UnicodeError as e:
                print(encoding, ascii(text), handler, type(e).__name__, ascii(str(e)))
            except LookupError as e:
                print(encoding, ascii(text), handler, e)
    for data in BYTES:
        for handler in HANDLERS[:6]:
            if encoding == "idna" or encoding == "punycode":
                continue
            try:
                print(encoding, data, handler, ascii(data.decode(encoding, handler)))
            except UnicodeDecodeError as e:
                print(encoding, data, handler, e.encoding, e.object == data, e.start, e.end, e.reason)
            except (LookupError, UnicodeError, TypeError) as e:
                print(encoding, data, handler, type(e).__name__, e)


def star(error):
    print("handler", type(error).__name__, error.encoding, error.start, error.end, error.reason)
    return "*" * (error.end - error.start), error.end


codecs.register_error("star", star)
print("aéßb".encode("ascii", "star"), b"a\xff\xfeb".decode("ascii", "star"), b"\xe2\x82z".decode("utf-8", "star"), "\ud800\ud801".encode("utf-8", "star"), "é€".encode("cp1252", "star"))
for name, result in (("tuple", 5), ("short", ("a",)), ("types", (5, 1)), ("where", ("a", "b")), ("far", ("x", 100)), ("bytes", (b"raw", 2)), ("none", None)):
    codecs.register_error("r." + name, lambda error, result=result: result)
    attempt("aé".encode, "ascii", "r." + name)
    attempt(b"a\xff".decode, "ascii", "r." + name)


def fails(error):
    raise KeyError("mine")


codecs.register_error("fails", fails)
attempt("é".encode, "ascii", "fails")
attempt(codecs.register_error, "x", 5)
attempt(codecs.register_error, 5, star)
attempt(codecs.lookup_error, "missing")
print(codecs.lookup_error("star") is star, codecs.lookup_error("strict") is codecs.strict_errors)
for handler in (codecs.strict_errors, codecs.ignore_errors, codecs.replace_errors, codecs.xmlcharrefreplace_errors, codecs.backslashreplace_errors, codecs.namereplace_errors):
    for error in (UnicodeEncodeError("ascii", "aé\u0394", 1, 3, "why"), UnicodeDecodeError("ascii", b"a\xff", 1, 2, "why"), UnicodeTranslateError("aé", 1, 2, "why"), ValueError("x")):
        attempt(handler, error)
values(
    "'a'.encode('nope')", "b'a'.decode('nope')", "'a'.encode(5)", "b'a'.decode(None)", "'a'.encode('utf-8', 5)", "'a'.encode(encoding='ascii', errors='ignore')", "'a'.encode('UTF_8')", "'a'.encode('Latin1')", "'a'.encode(' utf-8')", "'a'.encode('utf 8')", "str(b'a', 'ascii')", "str(b'\\xff', errors='ignore')", "str('a', 'ascii')", "str(5, 'ascii')",
    "bytes('é', 'latin-1')", "bytes('é')", "bytes('a', 'ascii', 'x')", "bytes(5, 'ascii')", "bytearray('é', 'utf-8')", "'a'.encode('base64')", "b'YQ=='.decode('base64')", "codecs.encode(b'a', 'hex')", "codecs.decode(b'zz', 'hex')", "codecs.decode('nop', 'rot13')", "'a'.encode('rot13')", "codecs.encode('a', 'rot13')", "codecs.lookup('utf8').name", "codecs.lookup('nope')", "codecs.getencoder('ascii')('a')",
    "b'\\xff\\xfea\\0'.decode('utf-16')", "b'\\xef\\xbb\\xbfa'.decode('utf-8-sig')", "b'a'.decode('utf-16')", "b'a\\0b'.decode('utf-16-le')", "b'\\0\\0\\x11\\0'.decode('utf-32-be')", "b'\\0\\xd8'.decode('utf-16-le')", "b'\\0\\xd8\\0\\xd8'.decode('utf-16-le')",
    "UnicodeDecodeError('a', b'abc', 1, 2, 'r')", "UnicodeDecodeError('a', 'abc', 1, 2, 'r')", "UnicodeEncodeError('a', b'abc', 1, 2, 'r')", "UnicodeEncodeError('a')", "str(UnicodeEncodeError('a', 'abc', 1, 3, 'r'))", "str(UnicodeEncodeError('a', 'abc', 0, 99, 'r'))", "str(UnicodeDecodeError('a', b'abc', 5, 9, 'r'))", "str(UnicodeTranslateError('abc', 1, 2, 'r'))", "str(UnicodeEncodeError('a', '\\U0001f600', 0, 1, 'r'))", "str(UnicodeEncodeError('a', '\\u20ac', 0, 1, 'r'))",
    codecs=codecs)
d = codecs.getincrementaldecoder("utf-8")()
print([d.decode(bytes([b])) for b in "é€".encode()], d.getstate(), d.decode(b"\xe2"), d.getstate())
attempt(d.decode, b"", True)
d.reset()
e = codecs.getincrementalencoder("utf-16")()
print(e.encode("a"), e.encode("b"), e.getstate())
