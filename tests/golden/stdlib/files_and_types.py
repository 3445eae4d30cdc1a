# mimetypes, netrc, quopri, nturl2path, filecmp, fileinput, cmd, rlcompleter: small modules about files and lines.
import cmd
import filecmp
import fileinput
import io
import mimetypes
import netrc
import nturl2path
import os
import quopri
import rlcompleter
import sys
import tempfile

mimetypes.init(files=[])
table = mimetypes.MimeTypes()
for name in ["a.html", "a.tar.gz", "x.TGZ", "pic.JPG", "b.jpg", "noext", "a.svgz", "a.unknown", "data:,hi", "data:text/css;x,y",
             "data:image/png;base64,AA", "http://h/a.pdf?x=1", "ftp://h/dir.d/x.zip", "a.mjs", "a.b.xz", ".bashrc", "c.rtf",
             "data:nocomma", "d:\\x.txt"]:
    print(name, table.guess_type(name), table.guess_type(name, strict=False), table.guess_file_type(name))
print(table.guess_all_extensions("TEXT/plain"), table.guess_extension("image/jpeg"), table.guess_extension("a/b"))
print(table.guess_all_extensions("image/jpg"), table.guess_all_extensions("image/jpg", strict=False))
table.add_type("a/b", ".ab")
table.readfp(io.StringIO("x/y  xx yy # zz\n# nothing\nx/z xx\n"))
print(table.guess_type("a.ab"), table.guess_type("a.xx"), table.guess_all_extensions("x/y"), table.guess_type("a.yy"))
print(mimetypes.suffix_map, mimetypes.encodings_map, len(mimetypes.knownfiles))
print(mimetypes.read_mime_types("/nonexistent"), mimetypes.inited)

with tempfile.TemporaryDirectory() as folder:
    def put(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as stream:
            stream.write(text)
        return path

    path = put("netrc", """# a comment
machine one.example login me password "s p\\"x" account acc
machine two.example
    user you # not a password
    password pw
macdef init
cd /x
ls

default login anonymous password guest
""")
    entries = netrc.netrc(path)
    print(entries.hosts, entries.macros, entries.authenticators("two.example"), entries.authenticators("none"))
    print(repr(entries))
    for text in ["machine x bad y", "oops", "macdef m\nx", "machine"]:
        path = put("bad", text)
        try:
            print(netrc.netrc(path).hosts)
        except netrc.NetrcParseError as error:
            print(str(error).replace(folder, "DIR"), error.msg, error.lineno, error.args)

    put("l/same", "x"), put("r/same", "x"), put("l/diff", "x"), put("r/diff", "yy"), put("l/only", "")
    put("r/right", ""), put("l/sub/a", "1"), put("r/sub/a", "1"), put("r/sub/b", "1"), put("l/odd", ""), put("r/odd/x", "")
    left, right = os.path.join(folder, "l"), os.path.join(folder, "r")
    both = filecmp.dircmp(left, right)
    for name in ["left_list", "right_list", "common", "left_only", "right_only", "common_dirs", "common_files",
                 "common_funny", "same_files", "diff_files", "funny_files"]:
        print(name, sorted(getattr(both, name)))
    print(list(both.subdirs), both.subdirs["sub"].right_only)
    kept, sys.stdout = sys.stdout, io.StringIO()
    both.report_full_closure()
    both.report()
    both.report_partial_closure()
    kept, sys.stdout = sys.stdout, kept
    print(kept.getvalue().replace(folder, "DIR"))
    print(filecmp.cmp(left + "/same", right + "/same"), filecmp.cmp(left + "/diff", right + "/diff", shallow=False))
    print(filecmp.cmpfiles(left, right, ["same", "diff", "gone"]), filecmp.cmp(left, right))
    try:
        both.nothing
    except AttributeError as error:
        print(error)

    one, two = put("one", "a\nb\n"), put("two", "c\nd")
    with fileinput.input([one, two], encoding="utf-8") as lines:
        for line in lines:
            print(repr(line), fileinput.lineno(), lines.filelineno(), os.path.basename(lines.filename()),
                  lines.isfirstline(), lines.isstdin(), lines.fileno() > 2)
            if line == "a\n":
                lines.nextfile()
    with fileinput.FileInput(one, inplace=True, backup=".orig", encoding="utf-8") as lines:
        for line in lines:
            print(line.upper(), end="")
    print(open(one).read(), sorted(n for n in os.listdir(folder) if n.startswith("one")))
    with fileinput.FileInput([one], mode="rb") as lines:
        print(list(lines), lines.readline(), lines.filename() == one)
    with fileinput.FileInput(two, openhook=fileinput.hook_encoded("utf-8")) as lines:
        print(list(lines))
    for options in [dict(mode="w"), dict(openhook=1), dict(inplace=True, openhook=print)]:
        try:
            fileinput.FileInput(one, **options)
        except ValueError as error:
            print(error)
    try:
        fileinput.lineno()
    except RuntimeError as error:
        print(error)

print(quopri.encodestring(b"a=b\tc \xe9\n" + b"x" * 80), quopri.decodestring(b"a=3Db=\nc=E9_ "), quopri.decodestring(b"a_b", header=True))
print(quopri.encodestring(b"a b_c\t", quotetabs=True), quopri.encodestring(b"a b_c", header=True), quopri.quote(b"="))
print([quopri.needsquoting(c, False, False) for c in (b"a", b" ", b"_", b"=", b"\xff")], quopri.ishex(b"f"), quopri.unhex(b"3D"))
source, target = io.BytesIO(b"\xff\n.\n"), io.BytesIO()
quopri.encode(source, target, False)
print(target.getvalue())

for path in ["C:\\a b\\c", "\\\\host\\share\\x", "\\\\?\\C:\\x", "\\a", "a\\b", "c:x", "C:", "", "foo:bar"]:
    try:
        print(repr(path), nturl2path.pathname2url(path))
    except OSError as error:
        print(error)
for url in ["///C|/a%20b", "///C:/x", "//host/share", "////host/share/x", "/a/b", "", "///C|", "///1|/x", "///C|/a|b"]:
    try:
        print(repr(url), nturl2path.url2pathname(url))
    except OSError as error:
        print(error)


class Shell(cmd.Cmd):
    intro = "Welcome"
    prompt = "> "

    def do_add(self, rest):
        """Add numbers.

        Two of them."""
        print(sum(map(int, rest.split())), file=self.stdout)

    def do_quit(self, rest):
        return True

    def do_shell(self, rest):
        "Run it."
        print("shell", rest, file=self.stdout)

    def help_topic(self):
        print("about the topic", file=self.stdout)

    def preloop(self):
        print("begin", file=self.stdout)

    def postcmd(self, stop, line):
        print("after", stop, repr(line), file=self.stdout)
        return stop


text = "add 1 2\n\nhelp\n?add\nhelp topic\nhelp none\nhelp quit\n!ls -l\nwhat now\n  \n$\nquit\nadd 9 9\n"
out = io.StringIO()
shell = Shell(stdin=io.StringIO(text), stdout=out)
shell.use_rawinput = False
shell.cmdloop()
print(out.getvalue())
for line in ["add 1", "?x", "!y z", "", "a.b c", "_x=1", "   pad  "]:
    print(shell.parseline(line), cmd.Cmd().parseline(line))
print(shell.completenames("q"), sorted(shell.complete_help("")), shell.completedefault(1, 2))
out.truncate(0), out.seek(0)
shell.columnize([str(i) * (i % 7 + 1) for i in range(30)], 40), shell.columnize([]), shell.columnize(["one"])
shell.columnize(["x" * 90, "y"], 20)
print(out.getvalue())
try:
    shell.columnize([1, "a", None])
except TypeError as error:
    print(error)

names = rlcompleter.Completer({"spam": 1, "spam_it": print, "obj": "text", "none": lambda: 1})
for text in ["spa", "no", "obj.is", "obj.__le", "obj._", "whil", "Fal", "tr", "try", "missing.x", "impor"]:
    print(text, [names.complete(text, i) for i in range(4)])
print(names.complete("", 1))
try:
    rlcompleter.Completer([1])
except TypeError as error:
    print(error)
import this
