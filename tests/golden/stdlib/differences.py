# difflib: texts changed by chance, compared in every way (the first ones shown, the others as numbers); junk, groups, close
# matches, tables, errors.
import difflib
import random
import zlib

WORDS = ["alpha", "beta", "the quick brown fox", "x", "  indent", "\ttab", "", "#", "a<b>&c", "long " * 4, "long " * 8, "foo(bar, baz)", "é"]


def attempt(function, *args, **kwargs):
    try:
        found = function(*args, **kwargs)
        return found if isinstance(found, (str, float)) else repr(list(found))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def changed(chance, line):
    letters = list(line)
    for _ in range(chance.randint(1, 3)):
        place = chance.randint(0, len(letters))
        if chance.random() < .5:
            letters.insert(place, chance.choice("abc \t"))
        else:
            letters[place:place + 1] = []
    return "".join(letters)


for seed in range(40):
    chance = random.Random(seed)
    a = [chance.choice(WORDS) + "\n" for _ in range(chance.choice([0, 1, 3, 8, 20, 60]))]
    b = []
    for line in a:
        dice = chance.random()
        b += [line] if dice < .55 else [changed(chance, line[:-1]) + "\n"] if dice < .75 else [line, chance.choice(WORDS) + "\n"] if dice < .85 else []
    if seed % 5 == 0:
        chance.shuffle(b)
    n = seed % 4
    difflib.HtmlDiff._default_prefix = 0
    lines, text = difflib.SequenceMatcher(None, a, b), difflib.SequenceMatcher(lambda c: c in " a", "".join(a)[:300], "".join(b)[:300], autojunk=seed % 2)
    html = difflib.HtmlDiff(tabsize=seed % 5 + 1, wrapcolumn=(None, 10, 25)[seed % 3])
    delta = list(difflib.ndiff(a, b))
    results = [repr(delta), attempt(difflib.ndiff, a, b, charjunk=None), attempt(difflib.ndiff, a, b, linejunk=difflib.IS_LINE_JUNK), attempt(difflib.unified_diff, a, b, "f", "t", "date", "", n), attempt(difflib.context_diff, a, b, "f", "t", "", "date", n, ""),
               attempt(difflib.diff_bytes, difflib.unified_diff, [line.encode("latin1") for line in a], [line.encode("latin1") for line in b], b"f", b"t", n=n), repr(lines.get_matching_blocks()), repr(lines.get_opcodes()), attempt(lines.get_grouped_opcodes, n),
               repr((lines.ratio(), lines.quick_ratio(), lines.real_quick_ratio(), text.ratio(), text.quick_ratio())), repr(text.get_opcodes()), repr((sorted(text.bjunk), sorted(text.bpopular), sorted(text.b2j))), attempt(difflib.get_close_matches, "".join(a)[:20], [line.strip() for line in b], 3, .3),
               attempt(html.make_table, a, b, "F" if seed % 4 else "", "", context=seed % 2 == 0, numlines=n), attempt(html.make_file, a, b, context=seed % 3 == 0, numlines=n, charset="ascii"), attempt(difflib.restore, delta, 1), attempt(difflib.restore, delta, "2")]
    for number, result in enumerate(results):
        print(result if seed in (2, 3, 7) and len(result) < 3000 else zlib.crc32(result.encode()), end="\n" if seed in (2, 3, 7) else " ")
    print()
for function in (lambda: difflib.unified_diff("a", "b"), lambda: difflib.unified_diff([1], ["a"]), lambda: difflib.context_diff(["a"], [b"a"]), lambda: difflib.unified_diff([], [], b"x"), lambda: difflib.diff_bytes(difflib.unified_diff, ["a"], []), lambda: difflib.restore([], 3), lambda: difflib.get_close_matches("a", [], 0), lambda: difflib.get_close_matches("a", [], 1, 2)):
    print(attempt(function))
s = difflib.SequenceMatcher(lambda c: c == " ", "private Thread currentThread;", "private volatile Thread currentThread;")
print(s.find_longest_match(), s.find_longest_match(0, 5, 0, 9), s.ratio(), s.b2j["v"], s.bjunk, difflib.SequenceMatcher[int])
s.set_seq1("other"), s.set_seq2("otter")
print(s.get_opcodes(), difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.IS_LINE_JUNK(" # "), difflib.IS_LINE_JUNK("x#"), difflib.IS_CHARACTER_JUNK("\t"), difflib.Match(1, 2, 3))
print("".join(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(["one\n", "two\n", "tree\n"], ["ore\n", "tree\n", "emu\n"])))
