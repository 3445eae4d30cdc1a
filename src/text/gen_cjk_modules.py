"""Writes stdlib/encodings/_jisx0213.py and _hkscs.py from CPython 3.13's codecs, and the modules that use _cjk.py."""
import os, sys
assert sys.version_info[:2] == (3, 13)
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "stdlib", "encodings")
NONE = "\uFFFD"


def one(codec, raw):
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def put(name, text):
    with open(os.path.join(OUT, name), "w", encoding="utf-8") as file:
        file.write(text)


def rows(items):
    return "".join("    0x%02X: %r,\n" % (row, text.rstrip(NONE)) for row, text in items if text.strip(NONE))


planes, double, since, old = [[], []], {}, set(), {}
for row in range(0x21, 0x7F):
    texts = ["", ""]
    for column in range(0x21, 0x7F):
        raw = bytes([row | 0x80, column | 0x80])
        text = one("euc_jis_2004", raw) or NONE
        if len(text) > 1:
            double[bytes([row, column])] = text
            text = NONE
        elif text != NONE and one("euc_jisx0213", raw) is None:
            since.add((0, row, column - 0x21))
        texts[0] += text
        # What the second plane takes from JIS X 0212 in the EUC form is not its own.
        esc = b"\x1b$(P" + bytes([row, column])
        second = one("iso2022_jp_2004", esc) or NONE
        texts[1] += second
        before = one("euc_jisx0213", b"\x8f" + raw)
        if second != NONE and before != second:
            old[1, bytes([row, column])] = before
    for plane in (0, 1):
        planes[plane].append((row, texts[plane]))
put("_jisx0213.py", '"""JIS X 0213 by plane and row, made by gen_cjk_modules.py; U+FFFD is no character."""\n\nPLANES = ({\n' + rows(planes[0])
    + "}, {\n" + rows(planes[1]) + "})\n\n# Cells of two characters, all in the first plane.\nDOUBLE = {\n"
    + "".join("    %r: %r,\n" % item for item in double.items()) + "}\n\n# (plane, row, column) of what the edition of 2000 does not have.\nSINCE_2004 = {\n"
    + "".join("    %r,\n" % (cell,) for cell in sorted(since)) + "}\n\n# What the edition of 2000 has instead: {(plane, code): character}.\nONLY_2000 = {\n"
    + "".join("    %r: %r,\n" % item for item in old.items()) + "}\n")

table, pairs, back = [], {}, {}
for lead in range(0x81, 0xFF):
    text = ""
    for trail in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
        raw = bytes([lead, trail])
        char = one("big5hkscs", raw) or NONE
        if len(char) > 1:
            pairs[raw] = char
            char = NONE
        text += char
        if char != NONE:
            back.setdefault(char, raw)
    table.append((lead, text))
preferred = {char: char.encode("big5hkscs") for char, raw in back.items() if one("big5hkscs", char.encode("big5hkscs", "replace")) == char
             and char.encode("big5hkscs") != raw}
put("_hkscs.py", '"""Big5 with the characters of Hong Kong by first byte, made by gen_cjk_modules.py; U+FFFD is no character."""\n\nROWS = {\n' + rows(table)
    + "}\n\n# Codes of two characters.\nDOUBLE = {\n" + "".join("    %r: %r,\n" % item for item in pairs.items())
    + "}\n\n# Which of several codes of a character is written.\nPREFERRED = {\n" + "".join("    %r: %r,\n" % item for item in preferred.items()) + "}\n")

MAKERS = {f"iso2022_{n}": f"iso2022('iso2022_{n}')" for n in ("jp", "jp_1", "jp_2", "jp_3", "jp_ext", "jp_2004", "kr")}
MAKERS |= {"hz": "Hz()", "euc_jisx0213": "EucJis('euc_jisx0213', 2000)", "euc_jis_2004": "EucJis('euc_jis_2004', 2004)",
           "shift_jisx0213": "ShiftJis('shift_jisx0213', 2000)", "shift_jis_2004": "ShiftJis('shift_jis_2004', 2004)",
           "big5hkscs": "Hkscs()"}
for name, maker in MAKERS.items():
    put(name + ".py", f'"""The codec {name}."""\nfrom encodings import _cjk\n\nglobals().update(_cjk.contents(_cjk.{maker}, __name__))\n')
