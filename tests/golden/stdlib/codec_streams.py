"""codecs: stream readers and writers, incremental coders with buffers, recoding files, registry helpers."""
import codecs
import io
import os
import pickle
import tempfile


def show(*actions):
    for action in actions:
        try:
            print(repr(action()))
        except Exception as error:
            print(f"{type(error).__name__}: {error}")


class Logged(io.BytesIO):
    def read(self, *size):
        data = super().read(*size)
        print("  read", size, len(data))
        return data


TEXT = "première ligne\ndeuxième\r\ntroisième\rquatrième\u2028cinquième\x85dernière"
for encoding in ("utf-8", "utf-16", "latin-1", "utf-7", "utf-8-sig"):
    data = TEXT.replace("\u2028", "|").encode(encoding) if encoding == "latin-1" else TEXT.encode(encoding)
    print("---", encoding)
    R = codecs.getreader(encoding)
    r = R(Logged(data))
    show(lambda: r.read(5), lambda: r.read(5, 2), lambda: r.read(-1, 4), lambda: r.readline(), lambda: r.readline(3), lambda: r.readline(keepends=False), lambda: r.read(), lambda: r.read(), lambda: r.readline())
    r = R(Logged(data))
    show(lambda: [line for line in r])
    r = R(Logged(data))
    show(lambda: r.readlines(), lambda: r.readlines(5), lambda: r.seek(0), lambda: r.readlines(keepends=False), lambda: r.reset())
    r = R(Logged(data * 30))
    show(lambda: len(r.readline()), lambda: len(r.read(10)), lambda: len(r.readline()), lambda: len(r.readline()), lambda: next(r)[:3], lambda: len(r.readline(2, False)), lambda: len(list(r)))
print("--- bad bytes")
for errors in ("strict", "replace", "ignore"):
    r = codecs.getreader("utf-8")(Logged(b"fine\nbad \xff here\nrest \xc3"), errors)
    show(lambda: r.readline(), lambda: r.readline(), lambda: r.readline(), lambda: r.read())
r = codecs.getreader("utf-8")(Logged(b"a\xff"))
show(lambda: r.read(1), lambda: r.read(1), lambda: r.read(firstline=True), lambda: r.decode(b"x\xc3\xa9"))
print("--- writers")
for encoding in ("utf-8", "utf-16", "utf-8-sig", "ascii"):
    out = io.BytesIO()
    w = codecs.getwriter(encoding)(out)
    show(lambda: w.write("aé"), lambda: w.writelines(["x", "y\n"]), lambda: w.reset(), lambda: w.write("z"), lambda: w.seek(0), lambda: w.write("q"), lambda: out.getvalue(), lambda: w.getvalue(), lambda: w.closed, lambda: w.nothing, lambda: pickle.dumps(w), lambda: w.__reduce_ex__(2))
    with w as entered:
        print(entered is w)
    print(out.closed)
print("--- both")
info = codecs.lookup("utf-8")
both = codecs.StreamReaderWriter(io.BytesIO("aé\nb".encode()), info.streamreader, info.streamwriter)
show(lambda: both.encoding, lambda: both.read(1), lambda: both.readline(), lambda: both.readlines(), lambda: both.write("ü"), lambda: both.writelines(["1", "2"]), lambda: both.seek(0), lambda: list(both), lambda: both.reset(), lambda: both.getvalue(), lambda: both.seek(0), lambda: next(both), lambda: next(both), lambda: next(both), lambda: both.__reduce_ex__(1), lambda: both.reader.__class__.__name__, lambda: both.errors)
rec = codecs.StreamRecoder(io.BytesIO("aé\nü\n".encode("latin-1")), info.encode, info.decode, codecs.getreader("latin-1"), codecs.getwriter("latin-1"))
show(lambda: rec.read(2), lambda: rec.readline(), lambda: rec.readlines(), lambda: rec.seek(0), lambda: list(rec), lambda: rec.write("é".encode()), lambda: rec.writelines([b"a", "ü".encode()]), lambda: rec.getvalue(), lambda: rec.reset(), lambda: rec.data_encoding, lambda: next(rec), lambda: rec.write(b"\xff"), lambda: rec.__reduce_ex__(1), lambda: rec.read(), lambda: rec.readline(5))
ef = codecs.EncodedFile(io.BytesIO(b"\xe9"), "utf-8", "latin-1")
show(lambda: ef.read(), lambda: ef.data_encoding, lambda: ef.file_encoding, lambda: codecs.EncodedFile(io.BytesIO(b"x"), "utf-8").file_encoding, lambda: codecs.EncodedFile(io.BytesIO(), "nonsense"))
print("--- incremental")


class Pairs(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        n = len(input) if final else len(input) // 2 * 2
        return input[:n].decode("latin-1"), n


class PairsEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        n = len(input) if final else len(input) // 2 * 2
        return input[:n].encode("latin-1"), n


d, e = Pairs(), PairsEncoder("x")
show(lambda: d.decode(b"abc"), lambda: d.getstate(), lambda: d.decode(b"d"), lambda: d.setstate((b"q", 0)), lambda: d.decode(b"r", True), lambda: d.decode(b"z"), lambda: d.reset(), lambda: d.getstate(), lambda: d.errors, lambda: e.encode("abc"), lambda: e.getstate(), lambda: e.setstate("x"), lambda: e.encode("y"), lambda: e.setstate(0), lambda: e.getstate(), lambda: e.errors, lambda: e.encode("m"), lambda: e.reset(), lambda: e.encode("", True), lambda: codecs.IncrementalEncoder().encode("a"), lambda: codecs.IncrementalDecoder().decode(b"a"),
     lambda: codecs.IncrementalEncoder().getstate(), lambda: codecs.IncrementalDecoder().getstate(), lambda: codecs.Codec().encode("x"), lambda: codecs.Codec().decode(b"x"), lambda: codecs.BufferedIncrementalDecoder()._buffer_decode(b"", "", 1), lambda: codecs.StreamReader(io.BytesIO(b"x")).read(), lambda: codecs.StreamWriter(io.BytesIO()).write("x"), lambda: codecs.BufferedIncrementalEncoder()._buffer_encode("", "", 1), lambda: codecs.IncrementalDecoder().setstate((b"", 0)))
show(lambda: list(codecs.iterencode(["a", "é"], "utf-16-le")), lambda: list(codecs.iterdecode([b"a", b"\xc3", b"\xa9"], "utf-8")), lambda: list(codecs.iterdecode([b"\xc3"], "utf-8")), lambda: list(codecs.iterencode([], "utf-8-sig")), lambda: list(codecs.iterencode(["a"], "nope")), lambda: list(codecs.iterdecode([b"a", b"\xff"], "ascii", "replace")))
print("--- registry")
info = codecs.lookup("utf-8")
show(lambda: len(info), lambda: info.name, lambda: info[0] is info.encode, lambda: info._is_text_encoding, lambda: codecs.lookup("hex")._is_text_encoding, lambda: repr(info).split(" at ")[0], lambda: tuple(codecs.CodecInfo(1, 2, 3, 4, 5, 6)), lambda: codecs.CodecInfo(1, 2).__getnewargs__(), lambda: codecs.CodecInfo(1, 2, incrementalencoder=5).incrementalencoder, lambda: codecs.getencoder("ascii")("x"), lambda: codecs.getdecoder("ascii")(b"x"), lambda: codecs.getincrementalencoder("ascii").__name__,
     lambda: codecs.getincrementaldecoder("zzz"), lambda: codecs.getreader("ascii").__name__, lambda: codecs.getwriter("zzz"), lambda: codecs.make_identity_dict(range(3)), lambda: codecs.make_encoding_map({1: 2, 3: 2, 4: 5}), lambda: codecs.BOM_UTF16 == codecs.BOM, lambda: (codecs.BOM32_BE, codecs.BOM64_LE, codecs.BOM_UTF32), lambda: codecs.strict_errors(ValueError("x")), lambda: codecs.encode("a", "rot13"), lambda: codecs.decode(b"61", "hex"), lambda: codecs.encode(b"a", "base64"))


def finder(name):
    return codecs.CodecInfo(lambda s, e="strict": (b"E", len(s)), lambda b, e="strict": ("D", len(b)), name="half") if name == "half" else None


codecs.register(finder)
show(lambda: "abc".encode("half"), lambda: codecs.getincrementalencoder("half"), lambda: codecs.getincrementaldecoder("half"), lambda: codecs.getreader("half"), lambda: list(codecs.iterencode(["a"], "half")))
codecs.unregister(finder)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "f.txt")
    with codecs.open(path, "w", "utf-8") as f:
        print(type(f).__name__, f.encoding, f.mode)
        f.write("é\n")
    with codecs.open(path, encoding="utf-8") as f:
        print(f.readlines())
    with codecs.open(path) as f:
        print(type(f).__name__, repr(f.read()))
    with codecs.open(path, "a+", "latin-1") as f:
        f.write("é")
    with open(path, "rb") as f:
        print(f.read())
    show(lambda: codecs.open(path, "r", "nonsense"), lambda: codecs.open(path, "rU", "utf-8"))
