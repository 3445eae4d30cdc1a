"""importlib.metadata: packages in folders and archives, their fields, files, entry points, needs."""
import importlib
import importlib.metadata as md
import os
import pathlib
import pickle
import sys
import tempfile
import zipfile


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def show(label, ask):
    try:
        print(label, "->", ask())
    except Exception as error:
        print(label, "raises", type(error).__name__, str(error).replace(folder, "FOLDER"))


METADATA = """\
Metadata-Version: 2.1
Name: Some.Package
Version: 1.2.3
Summary: Gr\u00fc\u00dfe
Keywords: one two  three
Classifier: A :: B
Classifier: C :: D
Requires-Dist: other (>=1)
Requires-Dist: extra ; extra == 'more'
Provides-Extra: more
Project-URL: Home, https://example.org
License: several
        lines here
          indented
Description-Content-Type: text/plain

The long
description.
"""
ENTRIES = """\
# a comment
[console_scripts]
some = some.cli:main
other = some.cli:App.run [more, extra2]

[plugins]
plain = some.plain
some = os.path:join
broken = some.cli:
"""

with tempfile.TemporaryDirectory() as folder:
    site, second = os.path.join(folder, "site"), os.path.join(folder, "second")
    write(f"{site}/Some_Package-1.2.3.dist-info/METADATA", METADATA)
    write(f"{site}/Some_Package-1.2.3.dist-info/entry_points.txt", ENTRIES)
    write(f"{site}/some/cli.py", "class App:\n    run = 'ran'\ndef main(): return 'main'\n")
    write(f"{site}/some/plain.py", "")
    write(f"{site}/single.py", "")
    write(f"{site}/Some_Package-1.2.3.dist-info/RECORD",
          "some/cli.py,sha256=abc,10\nsome/plain.py,,\nsingle.py,md5=x=y,3\nmissing.py,,\nsome/__pycache__/cli.pyc,,\n"
          "../bin/some,,\n\"with,comma.py\",,\nSome_Package-1.2.3.dist-info/METADATA,,\n")
    write(f"{site}/Some_Package-1.2.3.dist-info/direct_url.json", '{"url": "file:///x", "dir_info": {"editable": true}}')
    write(f"{site}/egged-2.0.egg-info/PKG-INFO", "Name: egged\nVersion: 2.0\nDescription: in a header\n")
    write(f"{site}/egged-2.0.egg-info/SOURCES.txt", "egged/__init__.py\nnot_there.py\n")
    write(f"{site}/egged-2.0.egg-info/top_level.txt", "egged\n_egged_too\n")
    write(f"{site}/egged-2.0.egg-info/requires.txt",
          "plain\nversioned>=1.0\n\n[more]\nextra-one\nurl @ https://example.org/x\n\n[:python_version<'3']\nold\n\n"
          "[both:os_name=='x']\nboth-needed\n")
    write(f"{site}/egged/__init__.py", "")
    write(f"{site}/installed.egg-info/PKG-INFO", "Name: installed\nVersion: 3\n")
    write(f"{site}/installed.egg-info/installed-files.txt", "../inst/a.py\n../inst/gone.py\nPKG-INFO\n")
    write(f"{site}/inst/a.py", "")
    write(f"{site}/lonely-4.egg-info", "Name: lonely\nVersion: 4\n")
    write(f"{site}/empty-0.1.dist-info/METADATA", "")
    write(f"{site}/none-0.1.dist-info/other", "")
    write(f"{site}/no_dash.dist-info/METADATA", "Name: no-dash\nVersion: 1\n")
    write(f"{site}/a.file.txt", "")
    write(f"{second}/some_package-9.dist-info/METADATA", "Name: some-package\nVersion: 9\n")
    write(f"{second}/some_package-9.dist-info/entry_points.txt", "[shadowed]\nx=y:z\n")
    write(f"{second}/third-1.dist-info/METADATA", "Name: third\nVersion: 1\n")
    write(f"{second}/third-1.dist-info/entry_points.txt", "[plugins]\nlast = third:x\n")
    write(f"{second}/third-1.dist-info/RECORD", "third_module.py,,\nthird_folder/a.py,,\n"
          "some/joined.py,,\nthird-1.dist-info/METADATA,,\ndata/x.txt,,\n")
    for name in "third_module.py", "third_folder/a.py", "some/joined.py", "data/x.txt":
        write(f"{second}/{name}", "")
    archive = os.path.join(folder, "wheel.whl")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("zipped/__init__.py", "")
        made.writestr("Zipped-5.dist-info/METADATA", "Name: Zipped\nVersion: 5\n")
        made.writestr("Zipped-5.dist-info/RECORD", "zipped/__init__.py,,\n")
    sys.path[:] = [site, second, archive, os.path.join(folder, "nothing"), *sys.path]
    importlib.invalidate_caches()

    print("== by name")
    for name in ("some.package", "Some-Package", "SOME_PACKAGE", "some--package", "egged", "EGGED", "installed", "lonely", "zipped", "third",
                 "no-dash", "no_dash", "empty", "none", "absent", "", None, "some"):
        show(repr(name), lambda: (md.version(name), type(md.distribution(name)).__name__))
    for name in "absent", "":
        try:
            md.distribution(name)
        except Exception as error:
            print(type(error).__name__, error.args, getattr(error, "name", "-"), str(error))
    error = md.PackageNotFoundError("x")
    print(repr(error), str(error), error.name, isinstance(error, ImportError), type(pickle.loads(pickle.dumps(error))))

    print("== fields")
    fields = md.metadata("some.package")
    print(list(fields), len(fields), "name" in fields, "Nothing" in fields, fields["summary"], fields.get("Nothing", "default"))
    print(fields.get_all("classifier"), fields.get_all("nothing"), fields.get_all("nothing", 7), repr(fields["license"]))
    print(repr(fields["Description"]), repr(fields.get_payload()))
    for key, value in fields.json.items():
        print("  ", key, repr(value))
    print(md.metadata("egged").json, dict(md.metadata("lonely")), dict(md.metadata("empty")))
    print(isinstance(fields, __import__("email.message").message.Message), type(fields).__module__, sorted(type(fields).multiple_use_keys))
    package = md.distribution("some.package")
    print(package.name, package.version, package.metadata["Name"], package._normalized_name)
    print(package.read_text("direct_url.json"), package.read_text("nothing"), package.read_text("../single.py"))
    show("origin", lambda: (package.origin.url, package.origin.dir_info.editable))
    show("origin of another", lambda: md.distribution("egged").origin)
    print(package.locate_file("x/y") == pathlib.Path(site, "x/y"), md.distribution("zipped").locate_file("zipped/__init__.py").exists())

    print("== files")
    for name in "some.package", "egged", "installed", "zipped", "lonely", "no-dash", "third":
        show(name, lambda: (found := md.files(name)) and [(str(f), f.hash, f.size) for f in found])
    file = md.files("some.package")[0]
    print(repr(file), repr(file.hash), file.hash.mode, file.hash.value, file.size, file.dist is not None, file.parent, file.suffix)
    print(file.read_text()[:9], file.read_binary()[:5], file.locate() == pathlib.Path(site, "some/cli.py"))
    print(repr(md.FileHash("sha1=a=b")), md.files("some.package")[2].hash.value)

    print("== needs")
    for name in "some.package", "egged", "lonely", "third":
        show(name, lambda: md.requires(name))

    print("== entry points")
    points = md.entry_points()
    ours = [p for p in points if p.dist.name in ("Some.Package", "third", "some-package")]
    for point in ours:
        print("  ", point, point.dist.name)
    print(type(points).__name__, {"console_scripts", "plugins"} <= points.groups, "shadowed" in points.groups, "last" in points.names)
    scripts = md.entry_points(group="console_scripts")
    print(scripts["some"], sorted(scripts.select(name="other").names), scripts.groups)
    show("no such name", lambda: scripts["nothing"])
    show("index", lambda: scripts[0])
    some, other = scripts["some"], scripts["other"]
    print(some.module, some.attr, some.extras, some.load()(), other.module, other.attr, other.extras, other.load())
    print(md.entry_points(group="plugins", name="plain")["plain"].load().__name__)
    for value in "a.b", "a.b:c.d", "a:b [x, y]", "a:b[x]", " a : b ", "a-b:c", "", "a:b:c", "a [x]", "a:", "a:b [x, y>1]":
        point = md.EntryPoint("n", value, "g")
        show(repr(value), lambda: (point.module, point.attr, point.extras))
    point = md.EntryPoint(name="n", value="os:getcwd", group="g")
    print(point, point.dist, point == md.EntryPoint("n", "os:getcwd", "g"), point != md.EntryPoint("n", "os", "g"), hash(point) == hash(md.EntryPoint("n", "os:getcwd", "g")))
    print(sorted([md.EntryPoint("b", "x", "g"), md.EntryPoint("a", "y", "g"), md.EntryPoint("a", "x", "h")]))
    show("compared with a tuple", lambda: point == ("n", "os:getcwd", "g"))
    show("unlike", lambda: point < 3)
    show("setting", lambda: setattr(point, "name", "x"))
    show("matches", lambda: (point.matches(name="n", module="os"), point.matches(attr="x"), point.matches(extras=[])))
    show("no such attribute", lambda: point.matches(nothing=1))
    show("no such module", lambda: md.EntryPoint("n", "no.such.module:x", "g").load())
    show("no such object", lambda: md.EntryPoint("n", "os:nothing.x", "g").load())
    show("unpacking", lambda: list(point))
    points = md.EntryPoints([point, md.EntryPoint("m", "os", "g2")])
    print(points, points.select(group="g2"), points.names == {"n", "m"}, points.select(), points[:1] if False else "")

    print("== all")
    here = [d for d in md.distributions(path=[site, second])]
    print(sorted((str(d.metadata["Name"]), str(d.metadata["Version"])) for d in here))
    print([d.version for d in md.distributions(name="some.package")], [d.version for d in md.distributions(name="third", path=[site])])
    print([d.name for d in md.distributions(name="zipped", path=[archive])], list(md.distributions(path=[])))
    show("both", lambda: md.Distribution.discover(context=md.DistributionFinder.Context(), name="x"))
    print([d.name for d in md.Distribution.discover(context=md.DistributionFinder.Context(name="third"))])
    context = md.DistributionFinder.Context(name="q", path=["p"], more=1)
    print(context.name, context.path, context.more, md.DistributionFinder.Context().name, md.DistributionFinder.Context().path is sys.path)
    at = md.Distribution.at(f"{site}/egged-2.0.egg-info")
    print(at.name, at.version, type(at).__name__)
    provides = md.packages_distributions()
    print({name: names for name, names in sorted(provides.items()) if {"Some.Package", "egged", "third", "Zipped", "lonely", "installed"} & set(names)})

    print("== another kind of package")

    class Fixed(md.Distribution):
        def __init__(self, **texts):
            self.texts = texts

        def read_text(self, filename):
            return self.texts.get(filename.split(".")[0])

        def locate_file(self, path):
            return pathlib.Path("/nowhere", path)

    fixed = Fixed(METADATA="Name: Fi-Xed\nVersion: 1\nRequires-Dist: a", entry_points="[g]\nn = m:f", RECORD="a.py,,5\n")
    print(fixed.name, fixed.version, fixed.requires, fixed.entry_points, fixed.entry_points["n"].dist is fixed, fixed.files)
    print(Fixed().metadata.keys(), Fixed().entry_points, Fixed().files, Fixed().requires)

    class Finder:
        @staticmethod
        def find_spec(*args):
            return None

        @staticmethod
        def find_distributions(context):
            if context.name in (None, "fi-xed"):
                yield fixed

    sys.meta_path.insert(0, Finder)
    print(md.version("fi-xed"), [d is fixed for d in md.distributions(name="fi-xed")])
    sys.meta_path.remove(Finder)

    print("== changes are seen")
    write(f"{site}/later-1.dist-info/METADATA", "Name: later\nVersion: 1\n")
    md.MetadataPathFinder.invalidate_caches()
    print(md.version("later"))
    os.remove(f"{site}/later-1.dist-info/METADATA")
    os.rmdir(f"{site}/later-1.dist-info")
    md.MetadataPathFinder.invalidate_caches()
    show("later", lambda: md.version("later"))
