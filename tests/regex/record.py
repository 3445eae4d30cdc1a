"""Records what CPython 3.13's `re` says about patterns: the cases that src/regex/tests.rs replays.

    python tests/regex/record.py > tests/regex/cases.txt        the checked-in cases
    python tests/regex/record.py fuzz SEED COUNT                as many random ones

A line is: s or b, flags, pattern, text, answer; tab-separated, other bytes than printable ASCII as \\hh.
The answer is an error (E kind position message) or flags, names and the matches of match, fullmatch, finditer,
and of search in the middle third; a match is its spans in bytes (- if unset), a slash, lastindex. Templates
have t and u instead of s and b, and the template for a text.
"""
import random
import re
import signal
import sys
import warnings

assert sys.version_info[:2] == (3, 13)


def raw(value):
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def shown(value):
    return "".join(chr(c) if 32 <= c < 127 and c != 92 else "\\%02x" % c for c in raw(value))


class Late(BaseException):
    pass


def late(*_):
    raise Late


signal.signal(signal.SIGALRM, late)


def offset(text, index):
    return len(raw(text[:index]))


def match_text(m):
    if m is None:
        return "None"
    text = m.string
    spans = ["%d-%d" % (offset(text, a), offset(text, b)) if a >= 0 else "-" for a, b in m.regs]
    return ",".join(spans) + "/%d" % (m.lastindex or 0)


def answer(pattern, flags, text):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            p = re.compile(pattern, flags)
        except (re.error, ValueError, OverflowError, RecursionError) as e:
            kind = {"PatternError": "Pattern", "ValueError": "Value", "OverflowError": "Overflow",
                    "RecursionError": "Recursion"}[type(e).__name__]
            msg = e.msg if isinstance(e, re.error) else str(e)
            pos = getattr(e, "pos", None)
            out = ["E", kind, "-" if pos is None else str(pos), shown(msg)]
        else:
            names = ",".join("%s=%d" % (shown(k), v) for k, v in p.groupindex.items())
            third = len(text) // 3
            out = ["M", str(p.flags), str(p.groups), names, match_text(p.match(text)),
                   match_text(p.fullmatch(text)), ";".join(map(match_text, p.finditer(text))),
                   match_text(p.search(text, third, len(text) - third))]
    return "|".join([shown(str(w.message)) for w in seen]) + "\t" + "\t".join(out)


def case(pattern, text="", flags=0):
    re.purge()  # a cached pattern does not warn again
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        result = answer(pattern, flags, text)
    except Late:
        return
    except SystemError:
        return
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    kind = "s" if isinstance(pattern, str) else "b"
    print(kind, int(flags), shown(pattern), shown(text), result, sep="\t")


def template(pattern, text):
    """The pattern matches the empty string; what it is replaced with is the answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            out = ["R", shown(re.sub(pattern, text, pattern[:0]))]
        except (re.error, IndexError) as e:
            kind = "Index" if isinstance(e, IndexError) else "Pattern"
            pos = getattr(e, "pos", None)
            out = ["E", kind, "-" if pos is None else str(pos), shown(e.msg if pos is not None else str(e))]
    kind = "t" if isinstance(pattern, str) else "u"
    print(kind, 0, shown(pattern), shown(text), "", *out, sep="\t")


# --- chosen cases ---

I, L, M, S, U, X, A = re.I, re.L, re.M, re.S, re.U, re.X, re.A

BAD = r"""
*|+|?|a**|a*+*|a+?+|(?:a*)*|^*|\b+|$?|(?i)*|a{1}{2}|{1}|a{3,2}|a{4294967295}|a{1,4294967295}|a{,4294967296}|a{4294967294}
(|)|a)|((a)|(?|(?:|(?P|(?P<|(?P<a|(?P<>a)|(?P<1>a)|(?P<a b>x)|(?P<a>x)(?P<a>y)|(?P=a)|(?P=|(?P=)|(?P<a>(?P=a))|(?Px)
(?<|(?<a)|(?<=a|(?<=a*)|(?<=a|bc)|(?<!a+)|(?<=(a))|(a)(?<=\1)|(?<=(a)\1)|(a*)(?<=\1)|(?<=(?(1)a|b))|(a)(?<=(?(1)a|bc))
(?#|(?#a|(?#a)b|(?(|(?()a)|(?(1|(?(1)|(?(1)a)|(?(0)a)|(?(a)b)|(?(1)a|b|c)|(a)(?(1)a|b|c)|(a)(?(2)b)|(?(99999999999)a)|(?(1x)a)
(?i|(?i-|(?i-)|(?-|(?-:a)|(?-i|(?-i:a)|(?i-i:a)|(?q)|(?iq)|(?i:|(?i:a|(?-q:a)|(?-1:a)|(?i1)|(?a-u:x)|(?au)|(?aL)|(?L)|(?L:a)|a(?i)|(?:(?i)a)|(?i)a|(?u)a|(?ua)
\|a\|(\|[\|\1|(a)\2|(a)\1|(a\1)|\8|\x|\x1|\xg|\u12|\u1234|\U0011|\U00110000|\U0001F600|\N|\N{|\N{}|\N{x|\N{no such}|\N{DIGIT ONE}|\q|\_|\-|\z|\Z|\400|\377|\0|\01|\012|\08|\18|\199|\111|\c
[|[]|[]a]|[^]|[^]]|[a|[a-|[a-]|[b-a]|[\w-a]|[a-\w]|[\x61-\x7a]|[\b]|[\B]|[\A]|[\1]|[\8]|[\400]|[\07]|[\c]|[\q]|[\N{DIGIT ONE}]|[\u0061-\u007a]|[[a]|[^[a]|[a[b]|[a--b]|[--a]|[a-z--c]|[a&&b]|[&&a]|[a~~b]|[a||b]|[a-b-c]|[\--\-]|[+--]|[a\--b]|[]-a]
(?P<n>a)(?P=n)|(?P<n>a)(?(n)b|c)|(?P<n|(?P<n>|(?P>n)|(?P<é>a)|(?P<²>a)|(?=|(?!|(?!)|(?=)|(?>|(?>a|(?>a)|(?>a*)*
x{|x{}|x{,}|x{1|x{1,|x{1,2|x{a}|x{1,a}|x{,2}|x{2,}|x{ 1}|{|}|{}|]|a{1}?|a{1}+|a{0}|(a){0}|(a){0}\1
"""

TEXTS = ["", "a", "ab", "abc", "aaa", "ba", "xx", "aab1_ z", "1", "a\nb\n", "\\", "{1}", "x{,}", "é", "-", "b", "]"]

GOOD = [
    (r"(\w+)\s+(\w+)", "hello  big world"), (r"(\w+?)(\d*)$", "abc123\n"), (r"^(\w+)", "one\ntwo\n", M),
    (r"\w+$", "one\ntwo\n", M), (r"\w+$", "one\ntwo\n"), (r"\w+\Z", "one\ntwo\n"), (r"\A\w+", "one\ntwo", M),
    (r".+", "one\ntwo"), (r".+", "one\ntwo", S), (r"a.c", "a\nc abc"), (r"(?s:a.c)", "a\nc abc"),
    (r"(?s)a(?-s:.)c", "a\nc abc"), (r"", "abc"), (r"a*", "baac"), (r"a*?", "baac"), (r"a|", "baac"),
    (r"|a", "baac"), (r"\b", "one two"), (r"\B", "one two"), (r"\B", ""), (r"\b", ""), (r"\b\w", "x"),
    (r"(a)|(b)", "ab"), (r"(?:(a)|(b))*", "ab"), (r"((a)|b)*", "abab"), (r"(a*)*", "aab"), (r"(a*)+", "aab"),
    (r"(a*?)*", "aab"), (r"(a|b*)*", "abba"), (r"(a?)*?b", "aab"), (r"(?:a?)*?y", "z"), (r"(a??)*", "aa"),
    (r"(?:a*){2,3}b", "aaab"), (r"(a{0,2}){3}", "aaaaaaa"), (r"(?:ab){2,3}?c", "abababc"),
    (r"(a+)(a+)(a+)", "aaaaa"), (r"(a+?)(a+?)(a+)", "aaaaa"), (r"(a+)b\1", "aaba aabaa"), (r"(.)(.)\2\1", "xabbax"),
    (r"(?P<q>['\"]).*?(?P=q)", "say 'hi' \"x'\""), (r"(<)?(\w+)(?(1)>)", "<a> b> <c"), (r"(a)?(?(1)b|c)", "ab c a"),
    (r"(?=(\w+))\1:", "abc:"), (r"(?!foo)\w+", "foobar"), (r"\w+(?!\d)", "abc1"), (r"(?<=a)b", "ab cb"),
    (r"(?<!a)b", "ab cb b"), (r"(?<=ab|cd)e", "abe cde e"), (r"(?<=^a)b", "ab"), (r"(?<=\bfoo)x", "foox afoox"),
    (r"(?>a*)a", "aaa"), (r"(?>a*)b", "aaab"), (r"a*+a", "aaa"), (r"a++b", "aaab"), (r"a?+a", "a aa"),
    (r"(?:a|ab){2}+", "abab"), (r"(?>(?:a|ab){2})", "abab"), (r"(?:ab?)*+b", "abab"), (r"(a|b)*+c", "ababc"),
    (r"(?>(a)|b)*", "abab"), (r"(?>a|ab)c", "abc"), (r"(?=(a+))a*b\1", "baaabac"), (r"(?=(a*))\1b", "aaab"),
    (r"x*", "axb"), (r"[^\d]+", "a1b2"), (r"[\w.]+@[\w.]+", "me@x.org, you@y.net"), (r"\d{3}-\d{4}", "555-1234"),
    (r"(?i)hello", "HeLLo"), (r"(?i)straße", "STRAßE STRASSE"), (r"(?i)ſ", "sSſ"), (r"(?i)k", "kK\u212a"),
    (r"(?i)[k]", "kK\u212a"), (r"(?i)\u212a", "kK\u212a"), (r"(?i)i", "iIİı"), (r"(?i)[i]", "iIİı"), (r"(?i)İ", "iIİı"),
    (r"(?i)µ", "µμΜ"), (r"(?i)σ", "σςΣ"), (r"(?i)[α-ω]+", "ΑΣς"), (r"(?i)[^α-ω]+", "ΑΣςx"), (r"(?i)ﬅ", "ﬅﬆ"),
    (r"(?ia)k", "kK\u212a"), (r"(?ia)[k-l]", "kK\u212a"), (r"(?i)[a-z]+", "aZ\u212aſ"), (r"(?ai)[a-z]+", "aZ\u212aſ"),
    (r"(?i)ж+", "жЖ"), (r"(?i)\U00010400", "\U00010428"), (r"(?i)[\U00010400-\U00010410]+", "\U00010428\U00010400"),
    (r"(?i)[x\U00010400]", "\U00010428\U00010400"), (r"(?i)[x\U00010428]", "\U00010428\U00010400"),
    (r"(?i)[^x\U00010428]", "\U00010428\U00010400"), (r"(?i)(ж)\1", "жЖ"), (r"(?i)(k)\1", "k\u212a"),
    (r"(?i)(s)\1", "sſ"), (r"\w+", "héllo wörld ñ1"), (r"(?a)\w+", "héllo wörld ñ1"), (r"\W+", "a é—b"),
    (r"\d+", "12٣४ x"), (r"(?a)\d+", "12٣४"), (r"\D+", "12٣४ x"), (r"\s+", "a\u2003\xa0\x1c\x85b"),
    (r"(?a)\s+", "a\u2003\xa0\x1c\x85 b"), (r"\S+", "a\u2003b"), (r"\b\w+\b", "über alles"), (r"(?a)\b\w+\b", "über alles"),
    (r"[é-ü]+", "aéüz"), (r"[^é]+", "aéüz"), (r"é*", "éée"), (r"é+?e", "éée"), (r"(é)+", "éée"), (r"(é|è)*", "éèe"),
    (r".", "a😀b"), (r"..", "a😀bé"), (r"(?<=😀)b", "a😀b"), (r"(?<=.😀)b", "a😀b"), (r"(?<!😀)b", "a😀bb"),
    (r".{2}", "é😀ab"), (r".{2,}?b", "é😀ab"), (r".*b", "é😀ab"), (r".*?b", "é😀ab"), (r"[^b]*b", "é😀ab"),
    ("[\ud800-\udfff]", "a\ud800b\udc00"), (r".", "\ud800\udc00"), (r"\ud800", "\ud800"),
    (r"a b c", "abc", X), (r"a\ b#c", "a b", X), ("a # x\n b", "ab", X), (r"(?x) a b ", "ab"), (r"(?x:a b) c", "ab c"),
    (r"(?-x: a)b c", " abc", X), (r"[ a]#", " ", X), ("a#\\\nb\nc", "ac", X), (r"a (?#c) *", "aa", X), (r"(?x)a|b c", "bc"),
    (r"(?i:a)b", "AB Ab"), (r"(?-i:a)b", "AB aB", I), (r"(?i)a(?-i:b)c", "AbC ABC"), (r"(?a:\w)\w", "éa aé"),
    (b"(?L:\\w)", b"a\xe9"), (rb"\w+", b"ab\xe9"), (rb"(?i)\xe9", b"\xe9\xc9"),
    (b"[\x80-\xff]+", b"a\x80\xff"), (rb"\xff*", b"\xff\xff"), (b"(?i)ABC", b"abc"), (rb"(?<=\xff)a", b"\xffa"), (rb".", b"\n\x00"),
    (b"(?P<\xe9>a)", b""), (b"(?\xe9)", b""), (b"[b-a\xe9]", b""), (b"[\xe9-a]", b""), (b"(?P<a>x)", b"x"), (b"\\u1234", b""),
    (b"(?u)a", b""), (b"a", b"a", U), ("a", "a", L), ("a", "a", A | U), (b"a", b"a", L | A), (b"(?i)\xe0\xc0", b"\xe0\xc0", L),
    (b"\\w\\b", b"\xe9a", L), (b"[a-z\xe0]+", b"AB\xc0", L | I), (b"(?i)a", b"A", L), (b"(a)\\1", b"aA", L | I), (rb"\N{DIGIT ONE}", b""),
    (r"(?:(a)|(b)|c)*", "abc"), (r"(?:(a)(?:b)?)*", "aba"), (r"((?:a|b)*?)c", "abac"), (r"(\w)+", "abc"), (r"(\w)*?c", "abc"),
    (r"(\w){2}", "abcde"), (r"(\w){2,}", "abc"), (r"(.)*a", "abacad"), (r"(.)+?a", "abacad"), (r"(a)*ab", "aaab"), (r"(a)*+b", "aab"),
    (r"(?:(a)|b)*?$", "abab"), (r"^(?:(\d)x)?\d$", "1"), (r"(?:(\d)x)?\d", "1x2 3"), (r"(a(b)?)+", "aba"), (r"(?:a(b)?)+\1", "ababb aa"),
    (r"(a)(b)?(c)?", "ac"), (r"((a)(b)?)*c", "abac"), (r"((?(1)a|b))*", "baa"), (r"(?:(x)|(?(1)y|z))*", "zxyzy"),
    (r"(?!(a))\w(?(1)x|b)", "bb ab"), (r"(?!(a)b)\w\w", "ac ab"), (r"(?=(a))?b", "b ab"), (r"(?:(?=(a))a)*b", "aab"),
    (r"foo|foobar|bar", "foobar bar"), (r"foobar|foo|b", "foobar b foo"), (r"(?:foo|fo)o?x", "foox fox"), (r"(?:a|b|cd)*e", "abcde"),
    (r"\bfoo\b", "a foo food"), (r"^$", "\n\n", M), (r"$", "a\nb\n", M), (r"$", "a\nb\n"), (r"^", "a\nb\n", M), (r"\n*$", "a\n\n"), (r"$\n", "a\n\n"),
    (r"(?m)^\s*(\w+)\s*=\s*(.*?)\s*$", "a = 1\n b=2 \n# c\n"), (r"([^,]*),?", "a,b,,c"), (r",", "a,b"), (r"[,;]+", "a,;b"), (r"(a)b|ac", "ac"),
    (r"(?:a+)+b", "aaaaaaaaab"), (r"(a|aa)+$", "aaaaaaaaa"), (r"(?:a|a)*b", "aaaac"), (r"(.*)(.*)(.*)x", "abcx"), (r"(\d+)(?:px|em)", "12px 3em 4"),
    (r"<[^>]+>", "<a><b>"), (r"<.+?>", "<a><b>"), (r"<(\w+)>.*?</\1>", "<b>x</b><i>y</b></i>"), (r"\\(.)", r"a\nb\\"), (r'"(?:[^"\\]|\\.)*"', r'"a\"b" "c"'),
    (r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}\d+", "192.168.1.1 999.1.1.1"), (r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05"), (r"a{2}", "aaaaa"), (r"a{2,3}", "aaaaa"),
    (r"a{,2}", "aaa"), (r"a{2,}?", "aaaa"), (r"(?:ab){,2}c", "ababc abababc"), (r"(a{1,2}){1,2}?b", "aaaab"), (r"[a-c]{2}[b]", "aabb"), (r"a{0}b", "ab"),
    (r"(?:\b){3}a", "a"), (r"(?:\b|x){2,}a", "xa"), (r"(?:^)*a", "aa"), (r"(?:$)*", "a"), (r"(?:a|(?=b))*b", "aab"), (r"(?:){3}a", "a"), (r"(){3}a", "a"),
    ("(" * 496 + ")" * 496, ""), ("(?:" * 500 + ")" * 500, ""), ("(" * 150 + "a" + ")" * 150, "a"), ("a" * 300, "a" * 300), ("(?:" * 90 + "a" + ")?" * 90, "a"),
]

TEMPLATES = r"""
|a|\1|\2|\3|\0|\00|\012|\1x|\11|\111|\400|\g|\g<|\g<>|\g<1|\g<1>|\g<0>|\g<01>|\g<3>|\g<n>|\g<m>|\g<a b>|\g<-1>|\g<+1>|\g< 1>|\g<99999999999>|\n\t\\|\a\b\f\r\v|\q|\.|\-|\é|a\|\x41|\u0041|\N{DIGIT ONE}|\g<é>|\8|\18|\99|x\g<n>y\g<1>|\g<²>|\g<1_0>|\377|\08
"""


def chosen():
    for line in BAD.strip().splitlines():
        parts = line.replace("(a|bc)", "\0").replace(r"(?<=a|bc)", "\1").split("|")
        # Patterns with a bar in them are rejoined both ways: each half is a case of its own too.
        for pattern in parts + ["|".join(pair) for pair in zip(parts, parts[1:])]:
            for text in TEXTS[:3]:
                case(pattern, text)
            if pattern.isascii():
                case(pattern.encode(), b"ab")
    for pattern, text, *flags in GOOD:
        case(pattern, text, *flags)
    for text in TEMPLATES.strip().split("|"):
        template(r"(?P<n>)()", text)
        if text.isascii():
            template(rb"(?P<n>)()", text.encode())
    for text in [b"\\g<\xe9>", b"\\\xe9", b"\xe9\\0", b"\xff"]:
        template(rb"(?P<n>)", text)


# --- random cases ---

CASED = "ſsSkK\u212aiIİıßẞσςΣµμΜéÉжЖǅǆǄﬅﬆΐ\u1fd3ᲁ\U00010400\U00010428\ud800"
ATOMS = ["a", "b", "c", "a", "b", ".", "[ab]", "[^a]", r"\w", r"\d", r"\s", r"\b", "^", "$", "[a-c1]", "é", "ab", "", r"\B", "A", r"\W", "[^é]"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "{0,3}"]


class Maker:
    def __init__(self, rng):
        self.rng = rng
        self.groups = 0

    def alternatives(self, depth):
        return "|".join(self.sequence(depth) for _ in range(self.rng.choice([1, 1, 1, 2, 2, 3])))

    def sequence(self, depth):
        return "".join(self.item(depth) for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3, 4])))

    def item(self, depth):
        rng = self.rng
        kind = rng.random()
        if depth <= 0 or kind < 0.5:
            atom = rng.choice(ATOMS)
        elif kind < 0.68:
            self.groups += 1
            atom = "(" + self.alternatives(depth - 1) + ")"
        elif kind < 0.78:
            atom = "(?:" + self.alternatives(depth - 1) + ")"
        elif kind < 0.88:
            atom = rng.choice(["(?=", "(?!", "(?>", "(?<=", "(?<!", "(?i:", "(?>", "(?s-i:"]) + self.alternatives(depth - 1) + ")"
        elif kind < 0.95 and self.groups:
            atom = "\\%d" % rng.randint(1, self.groups)
        elif self.groups:
            atom = "(?(%d)%s|%s)" % (rng.randint(1, self.groups), self.sequence(depth - 1), self.sequence(depth - 1))
        else:
            atom = "a"
        if rng.random() < 0.35:
            atom += rng.choice(QUANTIFIERS) + rng.choice(["", "", "", "?", "+"])
        return atom


def fuzz(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 0.15:
            soup = "".join(rng.choice(list("ab()[]{}*+?|^$\\.-,:=!<>#Pi12dwN&~é \n") + ["(?", "(?:", "(?P<a>", "[^", "\\1", "(?i)", "(?x)"])
                           for _ in range(rng.randint(1, 9)))
            pattern = soup
        else:
            pattern = Maker(rng).alternatives(rng.choice([1, 2, 2, 3]))
        cased = rng.random() < 0.15
        if cased:
            one = lambda: rng.choice(CASED)
            parts = [one() + one(), "[%s%s]" % (one(), one()), "[^%s%s]" % (one(), one()), "[%s-%s]" % tuple(sorted([one(), one()])),
                     one() + "+", "(%s)" % one(), r"\w", r"[\W%s]" % one(), "(%s|%s)" % (one(), one() * 2), r"\b", ".", r"(.)\1"]
            pattern = "".join(rng.choice(parts) for _ in range(rng.randint(1, 3)))
        text = "".join(rng.choice(CASED if cased else "aaabbbcA1 \né") for _ in range(rng.choice([0, 1, 2, 3, 5, 8, 12])))
        flags = rng.choice([0, 0, 0, I, M, S, A, I | A, X])
        if not cased and rng.random() < 0.1 and pattern.isascii():
            pattern, text = pattern.encode(), text.encode("latin1")
            flags &= ~int(A)
        case(pattern, text, flags)


if sys.argv[1:2] == ["fuzz"]:
    fuzz(int(sys.argv[2]), int(sys.argv[3]))
else:
    chosen()
    fuzz(1, 1500)
