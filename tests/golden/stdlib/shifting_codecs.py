# Codecs that shift between character sets, and those of JIS X 0213 and Hong Kong: tables, states, faults, pieces.
import codecs
import random

R = random.Random(1)
SHIFTING = ["iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_kr", "hz"]
TABLES = ["euc_jisx0213", "euc_jis_2004", "shift_jisx0213", "shift_jis_2004", "big5hkscs"]
TEXT = "aあ亜丂é½한你か゚゚𠂉\\~¥‾ｱ\n\x1b☎①カ\u3000가Ê̄˩˥"
BYTES = [b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b$B", b"\x1b$@", b"\x1b$(D", b"\x1b$A", b"\x1b$(C", b"\x1b$)C", b"\x1b.A", b"\x1b.F",
         b"\x1bN", b"\x1b$(O", b"\x1b$(P", b"\x1b$(Q", b"\x0e", b"\x0f", b"\n", b"~{", b"~}", b"0!", b"a", b"!!", b"~", b"\x1b", b"$w",
         b" ", b"\x7f", b"\x80", b"\xa4\xa2", b"\x8f\xa1\xa1", b"\x8e\xb1", b"\x88\x62", b"\x82\xf5", b"\xa4\xf7", b"\xff"]


def attempt(f, *args):
    try:
        return ascii(f(*args))
    except UnicodeError as e:
        return f"{type(e).__name__} {e.encoding} {e.start}-{e.end} {e.reason}"


for name in SHIFTING + TABLES:
    print("##", codecs.lookup(name).name)
    for _ in range(14):
        text = "".join(R.choice(TEXT) for _ in range(R.randrange(8)))
        data = b"".join(R.choice(BYTES) for _ in range(R.randrange(7)))
        for errors in ("strict", "replace", "ignore", "xmlcharrefreplace"):
            print(ascii(text), errors, attempt(text.encode, name, errors))
        for errors in ("strict", "replace", "ignore"):
            print(data, errors, attempt(data.decode, name, errors))
        decoder = codecs.getincrementaldecoder(name)("replace")
        print(ascii([decoder.decode(data[i:i + 1]) for i in range(len(data))] + [decoder.decode(b"", True)]))
        encoder = codecs.getincrementalencoder(name)("ignore")
        print([encoder.encode(char) for char in text] + [encoder.encode("", True)])

for name in TABLES:
    for lead in (0x41, 0x81, 0x87, 0x88, 0xA1, 0xA4, 0xAE, 0xC6, 0xCF, 0xF0, 0xFC, 0xFE, 0xFF):
        row = [bytes([lead, trail]).decode(name, "replace") for trail in range(0x3E, 0x100, 3)]
        print(name, hex(lead), ascii("".join(row)))
    print(name, [chr(i).encode(name, "replace") for i in (*range(0x80, 0x500, 7), *range(0x2000, 0x3400, 41), *range(0x4E00, 0xA000, 211))])
import _multibytecodec
import codecs
for name in ("gbk", "gb2312", "gb18030", "big5", "cp932", "cp949", "cp950", "euc_jp", "euc_kr", "johab", "shift_jis", "iso2022_jp", "hz", "big5hkscs", "shift_jisx0213", "utf-8", "ascii", "cp1252"):
    info = codecs.lookup(name)
    print(name, info.name, issubclass(info.incrementaldecoder, _multibytecodec.MultibyteIncrementalDecoder), issubclass(info.incrementalencoder, _multibytecodec.MultibyteIncrementalEncoder), issubclass(info.streamreader, _multibytecodec.MultibyteStreamReader), issubclass(info.streamwriter, _multibytecodec.MultibyteStreamWriter))
import importlib
for module in ("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"):
    found = []
    for name in ("gbk", "hz", "big5hkscs", "iso2022_jp", "iso2022_kr", "cp932", "euc_jp", "johab", "big5", "utf-8"):
        try:
            codec = importlib.import_module(module).getcodec(name)
            found.append((name, codec.encode("aé"[:1]), codec.decode(b"ab")))
        except LookupError as e:
            found.append(str(e))
    print(module, found)
