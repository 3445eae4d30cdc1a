# argparse: every kind of action and nargs, usage and help of all shapes, subcommands, groups, errors and exit codes, files of
# arguments, intermixed parsing, what cannot be declared, what subclasses may override.
import argparse
import contextlib
import copy
import io
import os
import pickle
import re
import sys
import tempfile
import warnings

os.environ["COLUMNS"] = "80"
for name in "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG":
    os.environ.pop(name, None)
P = argparse.ArgumentParser


def run(parser, line, method="parse_args", **kwargs):
    args = line.split() if isinstance(line, str) else line
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = getattr(parser, method)(args, **kwargs)
        text = repr(result)
    except SystemExit as error:
        text = f"exit {error.code}"
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    printed = out.getvalue()
    said = err.getvalue()
    if said.startswith("usage:"):
        said = said[said.index("error:") if "error:" in said else 0:]
    print(f"{line!r}: {text}", printed and f"out {printed!r}", said and f"err {said!r}")


def attempt(label, function, *args, **kwargs):
    try:
        print(label, "->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, "!!", type(error).__name__, error)


print("== nargs")
for nargs in (None, "?", "*", "+", 1, 2, "...", "A..."):
    p = P(prog="n")
    p.add_argument("-x", nargs=nargs, default="D", **({"const": "C"} if nargs == "?" else {}))
    print(p.format_usage().strip())
    for line in ("", "-x", "-x 1", "-x1", "-x 1 2", "-x 1 2 3", "-x=1", "-x 1 -x 2", "-x --", "-x -- 1", "-x -1", "-x 1 -y"):
        run(p, line)
    p = P(prog="p")
    p.add_argument("-v", action="store_true")
    p.add_argument("pos", nargs=nargs, default="D")
    print(p.format_usage().strip())
    for line in ("", "1", "1 2", "-v 1", "1 -v", "1 -v 2", "-- 1", "-- -v", "1 -- 2", "-- -- 1", "-1", "1 2 3 -v 4"):
        run(p, line)

print("== several positionals")
for shapes in ((None, "*"), ("*", None), ("?", None), ("+", None), ("+", "+"), ("*", "*"), (2, "?"), ("?", "?"), (None, "..."), (None, "A..."), ("...", None)):
    p = P(prog="s")
    p.add_argument("-o")
    for name, nargs in zip("ab", shapes):
        p.add_argument(name, nargs=nargs)
    print(shapes, p.format_usage().strip())
    for line in ("", "1", "1 2", "1 2 3", "-o x 1 2", "1 -o x", "1 -o x 2", "1 2 -o x 3", "1 -- 2", "-- 1 2 -o", "-o x -- 1"):
        run(p, line)

print("== actions")
p = P(prog="act", description="All actions.", epilog="The end.")
p.add_argument("-c", "--count", action="count", help="count, default %(default)s")
p.add_argument("--const", action="store_const", const=42, help="const %(const)s of %(prog)s")
p.add_argument("-t", action="store_true")
p.add_argument("-f", action="store_false", dest="eff")
p.add_argument("-a", "--append", action="append", type=int, choices=range(5), metavar="N")
p.add_argument("--ac", action="append_const", const="x", dest="append")
p.add_argument("-e", "--extend", action="extend", nargs="+", type=float, default=[0.5])
p.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True, help="a flag")
p.add_argument("--no-prefix", action=argparse.BooleanOptionalAction)
p.add_argument("-V", "--version", action="version", version="%(prog)s 1.0")
p.add_argument("--ratio", type=float, default="1.5", help="100%% ratio")
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--unset", default=argparse.SUPPRESS)
p.add_argument("--two", nargs=2, metavar=("FIRST", "SECOND"), help="two of them")
p.add_argument("--need", required=True)
p.add_argument("--choice", choices=["red", "green"], default="red", help="one of %(choices)s")
print(p.format_help())
for line in ("--need 1", "", "--need 1 -ccc --count -c", "--need=1 --const -t -f", "--need 1 -a 1 -a3 --ac --append=2", "--need 1 -a 7", "--need 1 -a x",
             "--need 1 -e 1 2 -e 3", "--need 1 -e x", "--need 1 --no-flag", "--need 1 --flag --no-no-prefix", "-V", "--version", "-h", "--need 1 --ratio 2e1", "--need 1 --ratio x",
             "--need 1 --unset 5", "--need 1 --two a b", "--need 1 --two a", "--need 1 --choice blue", "--need 1 --cho green", "--need 1 --co", "--need 1 --c", "--n 1", "--need 1 --no",
             "-ct --need 1", "-tcfa3 --need 1", "-tx --need 1", "-t=5 --need 1", "--const=3 --need 1", "--need", "--need --const", "--need 1 extra -z --zed=5", "--need 1 -c=1", "--need 1 -ca"):
    run(p, line)
run(p, "--need 1 extra -z --zed=5 -c", "parse_known_args")
run(p, "--need 1", namespace=argparse.Namespace(need=0, other=1, count=3))
print(p.get_default("ratio"), p.get_default("nothing"), p.set_defaults(ratio=9, fresh=1), p.get_default("ratio"), p.get_default("fresh"))
run(p, "--need 1")
print(p, p._actions[1])

print("== abbreviations and prefixes")
for allow in (True, False):
    p = P(prog="abbr", allow_abbrev=allow)
    p.add_argument("--foobar"), p.add_argument("--foobaz", action="store_true"), p.add_argument("-foo"), p.add_argument("-f"), p.add_argument("-fx", action="store_true")
    for line in ("--foobar 1", "--foobar=1", "--fooba 1", "--foobaz", "--foob=1", "-foo 1", "-fo 1", "-f 1", "-f1", "-fx", "-fxy", "-foo=1", "-f=1", "--f 1", "-ffoo"):
        run(p, line)
p = P(prog="plus", prefix_chars="+-", fromfile_prefix_chars="@")
p.add_argument("+x", action="store_true"), p.add_argument("++long", "-l"), p.add_argument("-n", type=int)
print(p.format_help())
for line in ("+x ++long 3", "++lo 3 -n -5", "-l 2 +x", "+y", "++", "-n +5"):
    run(p, line)
p = P(prog="slash", prefix_chars="/")
p.add_argument("/a"), p.add_argument("//bee", action="store_true")
for line in ("/a 1 //bee", "/a -1", "-a", "//b", "/h"):
    run(p, line)
for declared in (False, True):
    p = P(prog="negative")
    p.add_argument("-x", type=float), p.add_argument("n", nargs="*", type=float)
    if declared:
        p.add_argument("-1", dest="one", action="store_true")
    for line in ("-x -5", "-x -1", "-1", "-5 -.5 -1e3", "-1 -x -3", "-- -1 -2", "3 -1_000"):
        run(p, line)
p = P(prog="spaces")
p.add_argument("--foo"), p.add_argument("a", nargs="*")
for args in (["--foo", "a b"], ["-x y"], ["--foo bar"], [""], ["--foo="], ["--foo", ""], ["--foo=a=b"], ["-"], ["--foo", "-"], ["--fo=1 2"]):
    run(p, args)

print("== subcommands")


def commands(**kwargs):
    p = P(prog="cmd", description="Many commands.")
    p.add_argument("--verbose", "-v", action="count", default=0)
    p.add_argument("--name", default="outer")
    sub = p.add_subparsers(**kwargs)
    one = sub.add_parser("one", help="the first", aliases=["uno", "o1"], description="First.")
    one.add_argument("x", type=int)
    one.add_argument("--name", default="inner")
    one.set_defaults(func="one")
    two = sub.add_parser("two", epilog="After two.")
    two.add_argument("rest", nargs="...")
    sub.add_parser("three", help="the third command with a long help text that cannot stand in one line of eighty columns")
    nested = sub.add_parser("nested", help=argparse.SUPPRESS).add_subparsers(dest="inner", required=True)
    nested.add_parser("deep").add_argument("-d")
    return p


for kwargs in ({}, {"dest": "command"}, {"dest": "command", "required": True, "metavar": "CMD"}, {"title": "the commands", "description": "about them", "help": "what to do"}, {"required": True}, {"prog": "other", "metavar": "<c>"}):
    p = commands(**kwargs)
    print(kwargs, p.format_help())
    for line in ("", "one 5", "uno 5 --name me", "one", "one x", "four", "-v one 5", "one 5 -v", "two a -v --name b", "two", "nested deep -d 1", "nested", "nested x", "three", "three extra", "--name q one 3", "-- one 3", "one -- 3"):
        run(p, line)
    for name in ("one", "two", "nested"):
        print(p._subparsers._group_actions[0].choices[name].format_usage().strip())
run(commands(), "one 5 -z", "parse_known_args")
run(commands(), "one 5 -z")

print("== groups")
p = P(prog="grp", usage="%(prog)s [things]", add_help=False)
g = p.add_argument_group("title", "description of %(prog)s")
g.add_argument("--in", dest="inside"), g.add_argument("pos")
p.add_argument_group("empty")
m = p.add_mutually_exclusive_group()
m.add_argument("--left", action="store_true", help="go left"), m.add_argument("--right", type=int)
g2 = p.add_argument_group(description="only a description")
g2.add_argument("--last")
print(p.format_help(), p.format_usage())
for line in ("x --left", "x --left --right 3", "x --right 3 --left", "x --left --left", ""):
    run(p, line)
for required in (False, True):
    p = P(prog="excl")
    m = p.add_mutually_exclusive_group(required=required)
    m.add_argument("-a", action="store_true"), m.add_argument("-b", metavar="BEE"), m.add_argument("pos", nargs="?"), m.add_argument("-s", help=argparse.SUPPRESS)
    p.add_argument("--other", required=True)
    print(p.format_usage().strip())
    for line in ("--other 1", "--other 1 -a", "--other 1 -a -b 3", "--other 1 x", "--other 1 x -a", "-a", "--other 1 -s 1", "--other 1 -s 2 -a"):
        run(p, line)
m = P(prog="h").add_mutually_exclusive_group(required=True)
m.add_argument("--x", help=argparse.SUPPRESS), m.add_argument("--y", help=argparse.SUPPRESS)
run(m._container, "")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    p = P(prog="nest")
    for outer, inner in (("add_argument_group", "add_argument_group"), ("add_mutually_exclusive_group", "add_mutually_exclusive_group"), ("add_mutually_exclusive_group", "add_argument_group"), ("add_argument_group", "add_mutually_exclusive_group")):
        attempt((outer, inner), lambda: type(getattr(getattr(p, outer)(), inner)()).__name__)
    attempt("prefix_chars", lambda: type(p.add_argument_group("g", prefix_chars="+")).__name__)
    print([(w.category.__name__, str(w.message)) for w in caught])
parent = P(add_help=False)
parent.add_argument("--shared", default=3, help="from the parent")
pg = parent.add_argument_group("parental")
pg.add_argument("--grouped")
pm = parent.add_mutually_exclusive_group()
pm.add_argument("--yes", action="store_true"), pm.add_argument("--no", action="store_true")
child = P(prog="child", parents=[parent], conflict_handler="resolve")
child.add_argument("--shared", "-s", help="own one")
child.add_argument("-h", action="store_true", help="not help")
print(child.format_help())
for line in ("--shared 1 --grouped 2", "--yes --no", "-h", "--help"):
    run(child, line)
attempt("conflict", P(parents=[parent], prog="c").add_argument, "--shared")
attempt("two conflicts", P(prog="c").add_argument, "-h", "--help")
attempt("handler", P, conflict_handler="maybe")
attempt("parents", P, parents=["x"])

print("== usage that wraps")
for count in (3, 6, 9, 14):
    p = P(prog="PROGRAM" * (1 if count < 9 else 3))
    for i in range(count):
        p.add_argument(f"--option-{i}", metavar="VALUE" * (i % 3 + 1), nargs=(None, "*", 2, "?")[i % 4], required=i % 5 == 0)
    for i in range(count // 3):
        p.add_argument(f"positional{i}", nargs=(None, "+", "?")[i % 3])
    m = p.add_mutually_exclusive_group(required=count % 2)
    for i in range(count // 2):
        m.add_argument(f"--exclusive{i}", action="store_true")
    print(p.format_usage())
p = P(prog="a very long program name with spaces that goes on and on and on until the line has to be broken somewhere")
p.add_argument("--one", nargs="+"), p.add_argument("two", nargs="*")
print(p.format_usage())
p = P(prog="long", usage="%(prog)s one\n  or two %(prog)s")
print(p.format_help())
p = P(prog="brackets")
p.add_argument("-a", metavar="[x]"), p.add_argument("b", metavar="<b>"), p.add_argument("c", metavar="(c) [d]", nargs="*"), p.add_argument("-e", metavar="E F", nargs="?"), p.add_argument("--" + "w" * 60), p.add_argument("-f", metavar=("G", "H"), nargs=2)
print(p.format_help())
p.add_argument("g", metavar=("G", "H"), nargs=2)
print(p.format_usage())
attempt("two names of a positional", p.format_help)
os.environ["COLUMNS"] = "40"
print(commands(metavar="COMMAND").format_help())
os.environ["COLUMNS"] = "12"
p = P(prog="narrow", description="words that wrap")
p.add_argument("--long-option", help="some help text here")
print(p.format_help())
os.environ["COLUMNS"] = "80"

print("== formatters")
text = "  Lines\n    as they  are,\n\n  or %(prog)s not. " + "filled " * 15
for formatter in (argparse.HelpFormatter, argparse.RawDescriptionHelpFormatter, argparse.RawTextHelpFormatter, argparse.ArgumentDefaultsHelpFormatter, argparse.MetavarTypeHelpFormatter,
                  lambda prog: argparse.HelpFormatter(prog, indent_increment=4, max_help_position=40, width=60)):
    p = P(prog="fmt", formatter_class=formatter, description=text, epilog=text)
    p.add_argument("--a", type=int, default=3, help="an a\n  second line")
    p.add_argument("--b", type=str, nargs="*", help="has %(default)s already"), p.add_argument("c", type=float, nargs="?", default=2, help="cee"), p.add_argument("d", type=int, help="dee")
    p.add_argument("--e", type=int, default=argparse.SUPPRESS, help="ee"), p.add_argument("--f", "-F", type=ascii, help=" "), p.add_argument("--g-long-option-name", "-g", type=int, help="long " * 20)
    g = p.add_argument_group("group", text)
    g.add_argument("--t", type=int, default=[1, 2], help="%(type)s %(dest)s %(nargs)s %(metavar)s %(option_strings)s")
    print(p.format_help())
p = P(prog="fmt", formatter_class=argparse.MetavarTypeHelpFormatter)
p.add_argument("--none")
attempt("no type", p.format_help)
for bad in ("%(nope)s", "%d", "100%", "%(prog)d"):
    p = P(prog="bad")
    attempt(bad, lambda: p.add_argument("-x", help=bad) and p.format_help())


class Own(argparse.HelpFormatter):
    def _format_action_invocation(self, action):
        return "/".join(action.option_strings) or super()._format_action_invocation(action)

    def _get_default_metavar_for_optional(self, action):
        return f"<{action.dest}>"

    def _split_lines(self, text, width):
        return [f"{width}:", *super()._split_lines(text, width)]

    def _fill_text(self, text, width, indent):
        return f"{indent}{width}|{text}"

    def _get_help_string(self, action):
        return (action.help or "") + "!"

    def start_section(self, heading):
        super().start_section(heading and heading.upper())

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, prefix or "Use: ")


p = P(prog="own", formatter_class=Own, description="d")
p.add_argument("-x", "--ex", help="help of x"), p.add_argument("y", help="why")
print(p.format_help())
formatter = argparse.HelpFormatter("direct", width=50)
formatter.add_text("text of %(prog)s"), formatter.start_section("section"), formatter.add_text(None), formatter.add_text("inside"), formatter.add_arguments(p._actions)
formatter.start_section("inner"), formatter.add_argument(p._actions[0]), formatter.end_section(), formatter.end_section(), formatter.start_section("void"), formatter.end_section()
print(formatter.format_help())

print("== types, files, namespaces")


def picky(text):
    if text == "argument":
        raise argparse.ArgumentTypeError(f"not {text} %s")
    if text == "key":
        raise KeyError(text)
    if text == "type":
        raise TypeError(text)
    return {text}


class Caller:
    def __call__(self, text):
        raise ValueError

    def __repr__(self):
        return "<caller>"


p = P(prog="types")
p.add_argument("-p", type=picky, default="text"), p.add_argument("-c", type=Caller()), p.add_argument("-l", type=lambda t: int(t)), p.add_argument("-b", type=bytes.fromhex), p.add_argument("-d", type=int, default="x1")
for line in ("-d 1", "-d 1 -p argument", "-d 1 -p type", "-d 1 -p key", "-d 1 -c x", "-d 1 -l x", "-d 1 -b zz", ""):
    run(p, line)
p.register("type", "hex", lambda text: int(text, 16))
p.add_argument("-x", type="hex", default="ff")
run(p, "-d 1 -x 1f"), run(p, "-d 1 -x zz"), run(p, "-d 1")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "args")
    with open(path, "w") as file:
        file.write("--foo\na b\n\n-x\n")
    p = P(prog="files", fromfile_prefix_chars="@")
    p.add_argument("--foo"), p.add_argument("-x", action="store_true"), p.add_argument("rest", nargs="*")
    os.chdir(folder)
    run(p, "@args"), run(p, "1 @args 2"), run(p, "--foo @args")
    p.convert_arg_line_to_args = str.split
    run(p, "@args")
    os.chdir("/")
    buffer = io.StringIO()
    try:
        with contextlib.redirect_stderr(buffer):
            p.parse_args(["@" + path + ".nope"])
    except SystemExit as error:
        print(error.code, buffer.getvalue().replace(folder, ""))
    opened = argparse.FileType("r", encoding="utf-8")
    with opened(path) as file:
        print(file.mode, file.encoding, file.read(5))
    attempt("no file", lambda: P(prog="f", exit_on_error=False).add_argument("f", type=opened) and 0)
    p = P(prog="f", exit_on_error=False)
    p.add_argument("f", type=opened)
    try:
        p.parse_args([path + ".no"])
    except argparse.ArgumentError as error:
        print(str(error).replace(folder, ""), error.argument_name, error.message.replace(folder, ""))
for mode in ("r", "w", "rb", "wb", "a", "x", "r+"):
    attempt(mode, lambda: (argparse.FileType(mode)("-") in (sys.stdin, sys.stdout, sys.stdin.buffer, sys.stdout.buffer)))
print(argparse.FileType(), argparse.FileType("wb", 0), argparse.FileType("w", encoding="utf-8", errors="strict"))
n = argparse.Namespace(a=1, b="x", **{"not-id": 2, "class": 3})
print(n, n == argparse.Namespace(**vars(n)), n == 5, n != argparse.Namespace(), "a" in n, "z" in n, pickle.loads(pickle.dumps(n)), copy.deepcopy(n) == n)
attempt("hash", hash, n)

print("== errors without exit")
p = P(prog="quiet", exit_on_error=False)
p.add_argument("--int", type=int), p.add_argument("--pick", choices="ab"), p.add_argument("pos", nargs="?")
for line in ("--int x", "--pick c", "--int", "--nope", "a b", "--i 3"):
    run(p, line)
p = P(prog="required", exit_on_error=False)
p.add_argument("must"), p.add_argument("--also", required=True)
run(p, ""), run(p, "x"), run(p, "x --also 1 2")


class Raising(P):
    def error(self, message):
        raise RuntimeError(message)

    def exit(self, status=0, message=None):
        raise LookupError((status, message))


p = Raising(prog="r")
p.add_argument("x", type=int)
run(p, ""), run(p, "z"), run(p, "1 2"), run(p, "-h")
print(argparse.ArgumentError(None, "message"), argparse.ArgumentError(p._actions[0], "message"), argparse.ArgumentError(p._actions[1], "m"))
buffer = io.StringIO()
p.print_help(buffer), p.print_usage(buffer)
print(buffer.getvalue())
run(P(prog="e"), "", "exit"), run(P(prog="e"), "x", "error")
buffer = io.StringIO()
with contextlib.redirect_stderr(buffer):
    for status, message in ((0, None), (3, "bye\n")):
        try:
            P(prog="e").exit(status, message)
        except SystemExit as error:
            print(error.code)
print(repr(buffer.getvalue()))

print("== what cannot be declared")
for args, kwargs in ((("-x", "y"), {}), (("x", "y"), {}), ((), {}), ((), {"dest": "x"}), (("x",), {"dest": "y"}), (("--",), {}), (("-",), {}), (("---",), {}), (("--x",), {"action": "nope"}), (("--x",), {"type": "nope"}), (("--x",), {"type": 5}),
                     (("x",), {"required": True}), (("x",), {"required": False}), (("x",), {"nargs": 0}), (("--x",), {"nargs": 0}), (("--x",), {"nargs": 0, "action": "append"}), (("--x",), {"nargs": "z"}), (("--x",), {"const": 1}), (("--x",), {"const": 1, "action": "append"}), (("--x",), {"nargs": 2, "metavar": ("A",)}),
                     (("--x",), {"nargs": "+", "metavar": ("A",)}), (("--x",), {"metavar": ("A", "B")}), (("--x",), {"nargs": "*", "metavar": ("A", "B")}), (("x",), {"nargs": "?", "metavar": ("A", "B")}), (("--x",), {"action": "store_true", "nargs": 1}), (("--x",), {"action": "store_const"}), (("--x",), {"nope": 1}), (("--x",), {"action": "append_const"}),
                     (("--x",), {"action": "version"}), (("x",), {"action": "store_true"}), (("x",), {"action": "count"}), (("--x",), {"action": argparse.BooleanOptionalAction, "type": int}), (("x",), {"action": argparse.BooleanOptionalAction}), (("--x",), {"action": 5}), (("--x",), {"choices": 5}), (("-h",), {}), (("--x-y",), {}), (("---x",), {}), (("--x", "-y"), {"dest": ""}), (("--x",), {"type": argparse.FileType}), (("x",), {"nargs": "*", "required": True}), (("x-y",), {}), (("--x",), {"help": "%z"}), ((5,), {})):
    attempt((args, kwargs), P(prog="d").add_argument, *args, **kwargs)
p = P(prog="d")
attempt("required exclusive", lambda: p.add_mutually_exclusive_group().add_argument("--x", required=True))
attempt("positional exclusive", lambda: p.add_mutually_exclusive_group().add_argument("x"))
attempt("two subparsers", lambda: p.add_subparsers() and p.add_subparsers())
attempt("same command", lambda: commands().add_subparsers())
sub = P(prog="d").add_subparsers()
sub.add_parser("one", aliases=["uno"])
attempt("same name", sub.add_parser, "one"), attempt("same alias", sub.add_parser, "two", aliases=["uno"]), attempt("alias is a name", sub.add_parser, "three", aliases=["one"])
attempt("call", argparse.Action(["-x"], "x"), None, None, None), attempt("usage", argparse.Action(["-x"], "x").format_usage)

print("== intermixed")
p = P(prog="mix")
p.add_argument("--foo"), p.add_argument("cmd"), p.add_argument("rest", nargs="*", type=int), p.add_argument("--flag", action="store_true")
for line in ("doit 1 --foo bar 2 3", "--foo bar doit 1 2", "doit --flag 1 --foo x 2", "", "doit x", "doit 1 --nope 2", "--foo", "doit 1 -- --foo 2"):
    run(p, line, "parse_intermixed_args")
    run(p, line, "parse_known_intermixed_args")
for nargs in ("...", "A..."):
    q = P(prog="mix")
    q.add_argument("x", nargs=nargs)
    run(q, "1", "parse_intermixed_args")
q = P(prog="mix")
m = q.add_mutually_exclusive_group(required=True)
m.add_argument("--a"), m.add_argument("x", nargs="?")
run(q, "1", "parse_intermixed_args")
run(p, "doit 1 --foo bar", "parse_intermixed_args"), run(p, "doit 1 --foo bar", "parse_args")

print("== own actions and deprecation")


class Trace(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        print("called", self.dest, values, option_string, end="; ")
        setattr(namespace, self.dest, values)


p = P(prog="own")
p.register("action", "trace", Trace)
p.add_argument("-x", "--ex", action="trace", nargs="?", const="K"), p.add_argument("y", action=Trace, nargs="*"), p.add_argument("z", action="trace", type=int)
run(p, "1 2 -x 3"), run(p, "-x -- 3"), run(p, "--ex=4 5"), run(p, "7")
p = P(prog="old")
p.add_argument("--old", "-o", deprecated=True, action="store_true"), p.add_argument("--new"), p.add_argument("pos", nargs="?", deprecated=True)
sub = P(prog="olds")
commands_ = sub.add_subparsers()
commands_.add_parser("gone", deprecated=True, aliases=["went"])
run(p, "--old"), run(p, "-oo --ol"), run(p, "x"), run(p, ""), run(sub, "gone"), run(sub, "went")
warned = io.StringIO()
with contextlib.redirect_stderr(warned):
    p.parse_args(["-o", "--old", "x"]), sub.parse_args(["went"])
print(warned.getvalue())
main = sys.argv
sys.argv = ["/some/where/script.py", "--foo", "3"]
p = P()
p.add_argument("--foo")
print(p.prog, p.parse_args(), p.format_usage().strip())
sys.argv = main
q = pickle.loads(pickle.dumps(argparse.Namespace(x=1)))
print(q, copy.copy(P(prog="c")).prog, sorted(k for k in vars(P(prog="c")) if not k.startswith("_")))
print(P(prog="d", argument_default=argparse.SUPPRESS, description="%(prog)s", epilog="e %(prog)s").format_help())
p = P(prog="d", argument_default=7)
p.add_argument("-x"), p.add_argument("-y", default=None), p.add_argument("z", nargs="?"), p.add_argument("-t", action="store_true")
run(p, "")
p.set_defaults(**{"x": 8, "unknown": 9})
run(p, ""), run(p, "-x 1 2")
p = P(prog="seq")
p.add_argument("x", nargs="*", choices=["a", "b"], default="a"), p.add_argument("-n", nargs="?", choices=[1, 2], type=int, const="1", default="2")
for line in ("", "a b", "a c", "-n", "-n 2", "-n 3"):
    run(p, line)
p = P(prog="seq")
p.add_argument("x", nargs="*", type=int, default="4"), p.add_argument("y", nargs="?", type=int, default="5")
run(p, "")
