# optparse: options declared wrongly, conflicts, abbreviations, groups, defaults, values from files, getopt with odd arguments.
import contextlib
import getopt
import io
import os
import re
import tempfile
from optparse import *
from optparse import AmbiguousOptionError

os.environ["COLUMNS"] = "80"


def attempt(label, function, *args, **kwargs):
    try:
        print(label, "->", re.sub("0x[0-9a-f]+", "0x..", repr(function(*args, **kwargs))))
    except Exception as error:
        print(label, "!!", type(error).__name__, error)


for args, kwargs in (((), {}), (("",), {}), (("x",), {}), (("-",), {}), (("--",), {}), (("-ab",), {}), (("---a",), {}), (("a-",), {}), (("-a",), {"bogus": 1, "also": 2}), (("-a",), {"action": "nope"}), (("-a",), {"type": "nope"}), (("-a",), {"type": list}),
                     (("-a",), {"action": "count", "type": "int"}), (("-a",), {"type": "choice"}), (("-a",), {"choices": "ab"}), (("-a",), {"choices": ["a"], "type": "int"}), (("-a",), {"const": 1}), (("-a",), {"action": "store_true", "nargs": 1}), (("-a",), {"action": "callback"}), (("-a",), {"action": "callback", "callback": print, "callback_args": [1]}),
                     (("-a",), {"action": "callback", "callback": print, "callback_kwargs": 3}), (("-a",), {"callback": print}), (("-a",), {"callback_args": ()}), (("-a",), {"callback_kwargs": {}}), (("-a", "--long-name"), {"type": float}), (("-a",), {"type": str, "nargs": 2}), (("-a",), {"action": "help"})):
    attempt((args, kwargs), Option, *args, **kwargs)
    attempt("   add", OptionParser().add_option, *args, **kwargs)
option = Option("-n", "--number", type="int", default=3, metavar="N")
print(option, option.get_opt_string(), option.takes_value(), option.dest, option.convert_value("-n", "0x10"), {name: getattr(option, name) for name in Option.ATTRS})
attempt("value", option.check_value, "-n", "x")
attempt("wrong", OptionParser().add_option, 3), attempt("wrong", OptionParser().add_option, option, "x"), attempt("group", OptionParser().add_option_group, 3), attempt("group", OptionParser().add_option_group, OptionGroup(OptionParser(), "t"))
for handler in ("error", "resolve", "maybe"):
    attempt(handler, OptionParser, conflict_handler=handler)
    if handler == "maybe":
        break
    parser = OptionParser(prog="p", conflict_handler=handler)
    parser.add_option("-a", "--all"), parser.add_option("-b")
    attempt("conflict", parser.add_option, "-a", "--any"), attempt("conflict", parser.add_option, "-h", "--help"), attempt("conflict", parser.add_option, "-b")
    print(parser.format_help())
parser = OptionParser(prog="p")
parser.add_option("--alpha", action="store_true"), parser.add_option("--alphabet"), parser.add_option("-x", "--ex", action="append", type="float")
group = parser.add_option_group("Title", "Description.")
group.add_option("--grouped", help="in the group"), group.add_option("--hidden", help=SUPPRESS_HELP)
print(parser.get_option_group("--grouped") is group, parser.get_option_group("--alpha"), parser.has_option("--hidden"), parser.get_option("--nope"), group.title)
attempt("remove", parser.remove_option, "--nope"), parser.remove_option("--alpha"), attempt("ambiguous", parser._match_long_opt, "--"), attempt("none", parser._match_long_opt, "--z"), attempt("one", parser._match_long_opt, "--alph")
group.set_title("Other"), group.set_description(None)
print(parser.format_help(), parser.format_help(TitledHelpFormatter(width=40)))
values = parser.get_default_values()
attempt("mode", values._update, {}, "x"), values._update({"ex": 1, "new": 2, "alphabet": None}, "careful"), print(values), values._update({"ex": 3, "new": 2}, "loose"), print(values, values == {"ex": 3}, values != Values(vars(values)), values == 5)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "settings.py")
    with open(path, "w") as file:
        file.write("ex = [1 + 1]\nother = 4\n")
    values.read_file(path)
    print(values.ex, hasattr(values, "other"))
for delimiter in ("", " ", "=", "x"):
    formatter = IndentedHelpFormatter()
    attempt(f"short {delimiter!r}", formatter.set_short_opt_delimiter, delimiter), attempt(f"long {delimiter!r}", formatter.set_long_opt_delimiter, delimiter)
    formatter.set_parser(parser)
    print(parser.format_option_help(formatter))
attempt("abstract", HelpFormatter(2, 24, 70, 1).format_usage, ""), attempt("abstract", HelpFormatter(2, 24, 70, 1).format_heading, "")


class Strict(OptionParser):
    def error(self, msg):
        raise ValueError(msg)

    def check_values(self, values, args):
        return vars(values), tuple(args)


for defaults in (True, False):
    strict = Strict(prog="s", option_list=[Option("-i", type="int", default="12"), make_option("-c", type="choice", choices=("a", "b"), default="a")], usage="usage: %prog it", version="%prog 3")
    strict.set_process_default_values(defaults)
    for args in ([], ["-i3", "x", "-cb"], ["-cz"], ["-i"], ["-i", "--", "-c"], ["--vers=3"], ["--", "-i"], ["-", "-i", "-5"], ["--i=3"], ["-q"]):
        attempt(args, strict.parse_args, args)
print(repr(strict.get_usage()), strict.get_version(), strict.usage, repr(OptionParser(usage=SUPPRESS_USAGE).get_usage()))
print(str(AmbiguousOptionError("--a", ["--b", "--c"])), str(BadOptionError("--a")), str(OptionError("m", option)), str(OptionError("m", "")), str(OptionValueError("v")))
out = io.StringIO()
for line in (["--version"], ["-h"], ["--nope"]):
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            OptionParser(prog="e", version="1").parse_args(line)
        except SystemExit as error:
            out.write(f"[{error.code}]\n")
print(out.getvalue())
print("== getopt")
for function in (getopt.getopt, getopt.gnu_getopt):
    for args, short, long in ((["-a", "-b", "x", "y"], "ab:", []), (["-abx", "--", "-a"], "ab:", []), (["x", "-a"], "a", []), (["--foo", "--bar=1", "--ba", "2", "z"], "", ["foo", "bar=", "baz"]), (["--b", "2"], "", ["foo", "bar="]), (["--fo"], "", ["foo", "fox"]), (["--foo=1"], "", ["foo"]),
                              (["--bar"], "", ["bar="]), (["--nope"], "", ["foo"]), (["-z"], "a", []), (["-b"], "b:", []), (["-"], "a", []), (["--", "x"], "a", []), (["x", "--", "-a"], "a", []), (["x", "-a"], "+a", []), ([], "", []), (["--foo"], "", "foo"), (["--foo="], "", ["foo="]), (["-a", "x", "-b", "y", "--", "z"], "ab", []), (["--foo"], "", ["foo="]), (["--f=1"], "", ["foo=", "fu"]), (["--fo=1"], "", ["foo="]),
                              (["-a:"], "a:", []), (["-:"], "a:", []), (["--foo", "1"], "", ["foo", "foo="])):
        attempt((function.__name__, args, short, long), function, args, short, long)
try:
    getopt.getopt(["-z"], "a")
except getopt.error as error:
    print(error.msg, error.opt, error, getopt.error is getopt.GetoptError, getopt.GetoptError("m").opt == "")
os.environ["POSIXLY_CORRECT"] = "1"
print(getopt.gnu_getopt(["x", "-a"], "a"))
