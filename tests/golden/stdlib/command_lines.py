# optparse: declaring, parsing, help, errors; gettext: catalogs, plural forms.
import gettext
import io
import optparse
import os
import struct
import sys
import tempfile
from optparse import Option, OptionGroup, OptionParser, TitledHelpFormatter

os.environ.pop("COLUMNS", None)
for name in "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG":
    os.environ.pop(name, None)


def told(option, opt, value, parser, *args, **kwargs):
    print("callback", option, opt, value, args, kwargs, parser.rargs, parser.largs)
    parser.values.told = value


def build(**options):
    parser = OptionParser("%prog [options] FILE...", prog="tool", version="%prog 1.2", epilog="That is all. " * 9,
                          description="A tool of many options, described at a length that needs a second line.", **options)
    parser.add_option("-f", "--file", metavar="NAME", help="read NAME (default: %default)", default="-")
    parser.add_option("-n", type="int", dest="number", default="7", help="a number")
    parser.add_option("--ratio", type=float)
    parser.add_option("-q", action="store_false", dest="verbose", default=True, help="be quiet " * 12)
    parser.add_option("-v", "--verbose", action="count", dest="level")
    parser.add_option("-p", "--point", nargs=2, type="complex", action="append")
    parser.add_option("-c", "--colour", choices=["red", "green"], help=optparse.SUPPRESS_HELP)
    parser.add_option("--call", action="callback", callback=told, type="string", callback_args=(1,), callback_kwargs={"k": 2})
    group = OptionGroup(parser, "More", "Options for those who want more.")
    group.add_option("--const", action="store_const", const=42, dest="constant", help="the answer")
    group.add_option("--a-very-long-option-name-that-wraps", action="append_const", const="x", dest="list", help="long")
    parser.add_option_group(group)
    return parser


parser = build()
print(parser.format_help())
print(build(formatter=TitledHelpFormatter()).format_help())
print(parser.get_usage(), parser.get_version(), parser.get_prog_name(), repr(parser.expand_prog_name("%prog!")))
for line in ["", "-f x a b", "-fx --file=y -n0x10 z", "--fil q -n 012 -n0b101", "-vvv -q --ratio 1.5 -- -f", "-p 1 2j -p3 4 rest",
             "--const --a-very x", "-c red", "--call one two -n 3", "-", "-vn5 --point=1 2", "--ratio=-2e3"]:
    values, args = parser.parse_args(line.split())
    print(line, values, args)
print(values == {"file": "-"}, values == parser.parse_args("--ratio=-2e3".split())[0], values.ensure_value("new", 3), values.new)
parser.disable_interspersed_args()
print(*map(str, parser.parse_args(["-v", "a", "-v"])))
parser.enable_interspersed_args()
for line in ["-x", "--nope", "--c", "-n", "-n x", "--ratio=y", "-c blue", "-p 1", "--verbose=3", "-h", "--version", "-p 1 x"]:
    kept = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = out = io.StringIO()
    try:
        parser.parse_args(line.split())
        code = None
    except SystemExit as error:
        code = error.code
    finally:
        sys.stdout, sys.stderr = kept
    print(line, code, out.getvalue()[:250])
for names, options in [((), {}), (("x",), {}), (("-xy",), {}), (("--",), {}), (("-x",), dict(action="bad")), (("-x",), dict(type="bad")),
                       (("-x",), dict(action="store_true", type="int")), (("-x",), dict(type="choice")), (("---x",), {}),
                       (("-x",), dict(choices=[1], type="int")), (("-x",), dict(const=1)), (("-x",), dict(action="count", nargs=2)),
                       (("-x",), dict(action="callback")), (("-x",), dict(callback=print)), (("-x",), dict(foo=1, bar=2)),
                       (("-x",), dict(type="choice", choices="ab")), (("-x",), dict(action="callback", callback=print, callback_args=[])),
                       (("-x",), dict(callback_args=())), (("--",), {})]:
    try:
        print(Option(*names, **options))
    except (optparse.OptionError, TypeError) as error:
        print(type(error).__name__, error)
try:
    parser.add_option("-f", "--other")
except optparse.OptionConflictError as error:
    print(error, error.msg, error.option_id)
parser.set_conflict_handler("resolve")
parser.add_option("-f", "--other", help="takes -f")
print(parser.get_option("--file"), parser.get_option("-f"), parser.has_option("--zzz"), parser.get_option_group("--const").title)
parser.remove_option("--other")
for call in [lambda: parser.remove_option("--other"), lambda: parser.set_conflict_handler("no"), lambda: parser.add_option(1),
             lambda: parser.add_option_group(3), lambda: parser.add_option_group(OptionGroup(OptionParser(), "t"))]:
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
parser.set_defaults(number=9, constant="c")
parser.set_default("ratio", 2)
print(parser.get_default_values(), repr(values).split(" at ")[0], str(Option("-a", "--abc")), repr(Option("-a")).split(" at ")[0])
print(optparse.BadOptionError("-z"), optparse.AmbiguousOptionError("--a", ["--aa", "--ab"]), optparse.Option.ACTIONS)


class Even(Option):
    def check(option, opt, value):
        if int(value) % 2:
            raise optparse.OptionValueError("option %s: odd: %r" % (opt, value))
        return int(value)
    TYPES = Option.TYPES + ("even",)
    TYPE_CHECKER = dict(Option.TYPE_CHECKER, even=check)


parser = OptionParser(option_class=Even, usage=optparse.SUPPRESS_USAGE, add_help_option=False, prog="even")
parser.add_option("-e", type="even")
print(parser.parse_args(["-e", "4"])[0], repr(parser.get_usage()), repr(parser.format_help()))
parser.destroy()

# gettext
for plural in ["n != 1", "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", "0", "!n", "n/2-1",
               "n>1 ? n<3 : n*2+1", "(n)"]:
    function = gettext.c2py(plural)
    print(plural, [function(n) for n in range(25)])
for plural in ["", "n n", "(n", "n)", "x", "n +", "n ? 1", "1 : 2", "2a", "n" * 1001, "((n))" * 2, "n, 1", "?"]:
    try:
        print(plural, gettext.c2py(plural)(1))
    except ValueError as error:
        print(repr(plural[:20]), error)
for n in [1.0, "x", None]:
    try:
        import warnings
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            print(gettext.c2py("n != 1")(n), [str(w.message) for w in seen])
    except TypeError as error:
        print(error)


def catalog(messages, order="<"):
    ids, texts, rows = b"", b"", []
    for one, two in sorted(messages.items()):
        one, two = one.encode(), two.encode()
        rows.append((len(one), len(ids), len(two), len(texts)))
        ids += one + b"\0"
        texts += two + b"\0"
    start = 28 + 16 * len(rows)
    head = struct.pack(order + "7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    first = b"".join(struct.pack(order + "2I", size, start + at) for size, at, _, _ in rows)
    second = b"".join(struct.pack(order + "2I", size, start + len(ids) + at) for _, _, size, at in rows)
    return head + first + second + ids + texts


data = {"": "Project-Id-Version: x\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\nX: a\n b\n",
        "yes": "oui", "file\0files": "fichier\0fichiers", "menu\x04open": "ouvrir", "menu\x04item\0items": "entrée\0entrées"}
french = gettext.GNUTranslations(io.BytesIO(catalog(data)))
print(french.gettext("yes"), french.gettext("no"), french.ngettext("file", "files", 1), french.ngettext("file", "files", 3))
print(french.pgettext("menu", "open"), french.npgettext("menu", "item", "items", 2), french.pgettext("x", "open"), french.gettext("file"))
print(french.info(), french.charset(), gettext.GNUTranslations(io.BytesIO(catalog(data, ">"))).gettext("yes"))
plain = gettext.NullTranslations()
print(plain.gettext("a"), plain.ngettext("a", "b", 2), plain.pgettext("c", "a"), plain.npgettext("c", "a", "b", 1), plain.info(), plain.charset())
french.add_fallback(gettext.GNUTranslations(io.BytesIO(catalog({"no": "non"}))))
print(french.gettext("no"))
for bad in [b"\0" * 40, struct.pack("<7I", 0x950412DE, 5 << 16, 0, 28, 28, 0, 0), catalog(data)[:-20]]:
    try:
        gettext.GNUTranslations(io.BytesIO(bad))
    except OSError as error:
        print(error)
plain.install(["ngettext", "other"])
print(_("builtin"), ngettext("x", "y", 2))
print(gettext.textdomain(), gettext.textdomain("mine"), gettext.gettext("m"), gettext.ngettext("a", "b", 1), gettext.dgettext("d", "x"))
print(gettext.find("none"), gettext.find("none", all=True), gettext.translation("none", fallback=True).__class__.__name__)
try:
    gettext.translation("none")
except OSError as error:
    print(repr(error))
with tempfile.TemporaryDirectory() as folder:
    for language, messages in [("fr", data), ("fr_CA", dict(data, yes="ouais"))]:
        os.makedirs(os.path.join(folder, language, "LC_MESSAGES"))
        with open(os.path.join(folder, language, "LC_MESSAGES", "mine.mo"), "wb") as stream:
            stream.write(catalog(messages))
    gettext.bindtextdomain("mine", folder)
    print(gettext.bindtextdomain("mine") == folder)
    os.environ["LANGUAGE"] = "fr_CA:fr"
    print(gettext.gettext("yes"), gettext.pgettext("menu", "open"), gettext.npgettext("menu", "item", "items", 5))
    print([p[len(folder):] for p in gettext.find("mine", folder, all=True)], [p[len(folder):] for p in gettext.find("mine", folder, ["fr_CA.UTF-8"], all=True)])
    print(gettext.dngettext("mine", "file", "files", 2), gettext.dpgettext("mine", "menu", "open"), gettext.dnpgettext("mine", "menu", "item", "items", 1))
