"""Which modules a script needs, found by reading code without running it."""
import _imp
import os
import sys

_PY_SOURCE, _PY_COMPILED, _C_EXTENSION, _PKG_DIRECTORY, _C_BUILTIN, _PY_FROZEN, _SEARCH_ERROR = 1, 2, 3, 5, 6, 7, 0

packagePathMap = {}
replacePackageMap = {}


def AddPackagePath(packagename, path):
    """A package has a further directory."""
    packagePathMap.setdefault(packagename, []).append(path)


def ReplacePackage(oldname, newname):
    """A package has another name once it runs."""
    replacePackageMap[oldname] = newname


def _find_module(name, path=None):
    """(open file or None, path, (suffix, mode, kind)) of a module on a path."""
    import io
    from importlib import machinery
    machinery.PathFinder.invalidate_caches()
    if (spec := machinery.PathFinder.find_spec(name, path)) is None:
        raise ImportError(f"No module named {name!r}", name=name)
    for loader, kind in (machinery.BuiltinImporter, _C_BUILTIN), (machinery.FrozenImporter, _PY_FROZEN):
        if spec.loader is loader:
            return None, None, ("", "", kind)
    if spec.loader is not None and spec.loader.is_package(name):
        return None, os.path.dirname(spec.origin), ("", "", _PKG_DIRECTORY)
    kinds = {machinery.SourceFileLoader: _PY_SOURCE, machinery.ExtensionFileLoader: _C_EXTENSION,
             machinery.SourcelessFileLoader: _PY_COMPILED}
    kind = next((kind for loader, kind in kinds.items() if isinstance(spec.loader, loader)), None)
    if kind is None:
        return None, None, ("", "", _SEARCH_ERROR)
    return io.open_code(spec.origin), spec.origin, (os.path.splitext(spec.origin)[1], "rb", kind)


class Module:
    """A module that was found."""

    def __init__(self, name, file=None, path=None):
        self.__name__, self.__file__, self.__path__, self.__code__ = name, file, path, None
        self.globalnames = {}  # the names that its code sets
        self.starimports = {}  # modules whose names it takes over and nobody knows

    def __repr__(self):
        known = [part for part in (self.__file__, self.__path__) if part is not None]
        return f"Module({', '.join(map(repr, [self.__name__, *known]))})"


class ModuleFinder:
    """Follows imports: afterwards modules and badmodules say what was found."""

    def __init__(self, path=None, debug=0, excludes=None, replace_paths=None):
        self.path, self.debug, self.indent = sys.path if path is None else path, debug, 0
        self.excludes = [] if excludes is None else excludes
        self.replace_paths = [] if replace_paths is None else replace_paths
        self.modules, self.badmodules = {}, {}
        self.processed_paths = []  # for replace_paths_in_code(): what was told already

    # --- talking ---

    def msg(self, level, str, *args):
        """Tell something, if debugging wants to know so much."""
        if level <= self.debug:
            print("    " * self.indent + str, *map(repr, args))

    def msgin(self, *args):
        """msg(), and what follows is told further to the right."""
        if args[0] <= self.debug:
            self.indent += 1
            self.msg(*args)

    def msgout(self, *args):
        """The end of a msgin()."""
        if args[0] <= self.debug:
            self.indent -= 1
            self.msg(*args)

    # --- entries ---

    def _load_path(self, name, pathname, suffix):
        import io
        with io.open_code(pathname) as file:
            self.load_module(name, file, pathname, (suffix, "rb", _PY_SOURCE))

    def run_script(self, pathname):
        """Follow the imports of a script."""
        self.msg(2, "run_script", pathname)
        self._load_path("__main__", pathname, "")

    def load_file(self, pathname):
        """Follow the imports of a file."""
        name, suffix = os.path.splitext(os.path.basename(pathname))
        self._load_path(name, pathname, suffix)

    # --- names to modules ---

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        """Do what an import statement does."""
        self.msg(3, "import_hook", name, caller, fromlist, level)
        head, tail = self.find_head_package(self.determine_parent(caller, level), name)
        last = self.load_tail(head, tail)
        if not fromlist:
            return head
        if last.__path__:
            self.ensure_fromlist(last, fromlist)
        return None

    def determine_parent(self, caller, level=-1):
        """The package that an import begins in."""
        if not caller or level == 0:
            return None
        name, is_package = caller.__name__, bool(caller.__path__)
        if level < 0:
            package = name if is_package else name.rpartition(".")[0]
            return self.modules[package] if package else None
        above = level - is_package
        if name.count(".") < above:
            raise ImportError("relative importpath too deep")
        return self.modules[name.rsplit(".", above)[0] if above else name]

    def find_head_package(self, parent, name):
        """The first module of a dotted name, and the rest of the name."""
        head, _, tail = name.partition(".")
        places = [(f"{parent.__name__}.{head}", parent), (head, None)] if parent else [(head, None)]
        for full, place in places:
            if found := self.import_module(head, full, place):
                return found, tail
        raise ImportError(f"No module named {full}")

    def load_tail(self, q, tail):
        """The last module of a dotted name."""
        for part in tail.split(".") if tail else ():
            full = f"{q.__name__}.{part}"
            if not (q := self.import_module(part, full, q)):
                raise ImportError(f"No module named {full}")
        return q

    def ensure_fromlist(self, m, fromlist, recursive=0):
        """Import the names of a from that are modules."""
        self.msg(4, "ensure_fromlist", m, fromlist, recursive)
        for name in fromlist:
            if name == "*":
                if not recursive and (inner := self.find_all_submodules(m)):
                    self.ensure_fromlist(m, inner, 1)
            elif not hasattr(m, name):
                full = f"{m.__name__}.{name}"
                if not self.import_module(name, full, m):
                    raise ImportError(f"No module named {full}")

    def find_all_submodules(self, m):
        """The names of a package's modules."""
        from importlib.machinery import all_suffixes
        found = {}
        for folder in m.__path__ or ():
            try:
                names = os.listdir(folder)
            except OSError:
                self.msg(2, "can't list directory", folder)
                continue
            for name in names:
                suffix = next(filter(name.endswith, all_suffixes()), None)
                if suffix and name.removesuffix(suffix) not in ("", "__init__"):
                    found[name.removesuffix(suffix)] = 1
        return found.keys() if m.__path__ else None

    def import_module(self, partname, fqname, parent):
        """A module, loaded if it was not; None if there is none."""
        if fqname in self.modules:
            return self.modules[fqname]
        if fqname in self.badmodules or parent and parent.__path__ is None:
            return None
        self.msgin(3, "import_module", partname, fqname, parent)
        try:
            file, path, kind = self.find_module(partname, parent and parent.__path__, parent)
        except ImportError:
            self.msgout(3, "import_module ->", None)
            return None
        try:
            found = self.load_module(fqname, file, path, kind)
        finally:
            if file:
                file.close()
        if parent:
            setattr(parent, partname, found)
        self.msgout(3, "import_module ->", found)
        return found

    def find_module(self, name, path, parent=None):
        """Where a module is."""
        full = name if parent is None else f"{parent.__name__}.{name}"
        if full in self.excludes:
            raise ImportError(name)
        if path is not None:
            return _find_module(name, path)
        if _imp.is_builtin(name):
            return None, None, ("", "", _C_BUILTIN)
        return _find_module(name, self.path)

    # --- reading ---

    def load_module(self, fqname, fp, pathname, file_info):
        """Read a module that was found."""
        *_, kind = file_info
        self.msgin(2, "load_module", fqname, fp and "fp", pathname)
        if kind == _PKG_DIRECTORY:
            found = self.load_package(fqname, pathname)
        else:
            code = self._code_of(fqname, fp, pathname, kind)
            found = self.add_module(fqname)
            found.__file__ = pathname
            if code:
                found.__code__ = self.replace_paths_in_code(code) if self.replace_paths else code
                self.scan_code(found.__code__, found)
        self.msgout(2, "load_module ->", found)
        return found

    def _code_of(self, fqname, fp, pathname, kind):
        if kind == _PY_SOURCE:
            return compile(fp.read(), pathname, "exec")
        if kind != _PY_COMPILED:
            return None
        import marshal
        from importlib.util import MAGIC_NUMBER
        data = fp.read()
        if not data.startswith(MAGIC_NUMBER):
            raise ImportError(f"bad magic number in {fqname!r}", name=fqname, path=pathname)
        return marshal.loads(memoryview(data)[16:])

    def load_package(self, fqname, pathname):
        """Read a package."""
        fqname = replacePackageMap.get(fqname, fqname)
        found = self.add_module(fqname)
        found.__file__ = pathname
        found.__path__ = [pathname, *packagePathMap.get(fqname, ())]
        file, path, kind = self.find_module("__init__", found.__path__)
        try:
            self.load_module(fqname, file, path, kind)
        finally:
            if file:
                file.close()
        return found

    def add_module(self, fqname):
        """The module of a name, a new one if there was none."""
        if fqname not in self.modules:
            self.modules[fqname] = Module(fqname)
        return self.modules[fqname]

    def _add_badmodule(self, name, caller):
        self.badmodules.setdefault(name, {})[caller.__name__ if caller else "-"] = 1

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        """An import statement that fails quietly."""
        if name in self.badmodules:
            self._add_badmodule(name, caller)
            return
        try:
            self.import_hook(name, caller, level=level)
        except (ImportError, SyntaxError) as error:
            self.msg(2, type(error).__name__ + ":", str(error))
            self._add_badmodule(name, caller)
            return
        for part in fromlist or ():
            full = f"{name}.{part}"
            try:
                if full not in self.badmodules:
                    self.import_hook(name, caller, [part], level=level)
                    continue
            except ImportError as error:
                self.msg(2, "ImportError:", str(error))
            self._add_badmodule(full, caller)

    def scan_opcodes(self, co):
        """What code imports and which names it sets, as pairs."""
        from dis import get_instructions
        steps = list(get_instructions(co))
        for step in steps:
            if step.opname in ("STORE_NAME", "STORE_GLOBAL"):
                yield "store", (step.argval,)
        constants = []
        for step in steps:
            if step.opname == "LOAD_CONST":
                constants.append(step.argval)
            elif step.opname == "IMPORT_NAME":
                level, names = constants[-2:]
                yield ("relative_import", (level, names, step.argval)) if level else ("absolute_import", (names, step.argval))

    def scan_code(self, co, m):
        """Follow the imports of code."""
        for what, args in self.scan_opcodes(co):
            match what, args:
                case "store", (name,):
                    m.globalnames[name] = 1
                case "absolute_import", (names, name):
                    self._safe_import_hook(name, m, names and [each for each in names if each != "*"], level=0)
                    if names and "*" in names:
                        self._take_names(m, name)
                case "relative_import", (level, names, ""):
                    self._safe_import_hook(self.determine_parent(m, level=level).__name__, None, names, level=0)
                case "relative_import", (level, names, name):
                    self._safe_import_hook(name, m, names, level=level)
        for const in co.co_consts:
            if isinstance(const, type(co)):
                self.scan_code(const, m)

    def _take_names(self, m, name):
        """The effect of from name import * in m."""
        source = m.__path__ and self.modules.get(f"{m.__name__}.{name}") or self.modules.get(name)
        if source is not None:
            m.globalnames.update(source.globalnames)
            m.starimports.update(source.starimports)
        if source is None or source.__code__ is None:
            m.starimports[name] = 1

    # --- results ---

    def report(self):
        """Print what was found and what was not."""
        print(f"\n  {'Name':<25} File\n  {'----':<25} ----")
        for name, found in sorted(self.modules.items()):
            print("P" if found.__path__ else "m", f"{name:<25}", found.__file__ or "")
        missing, maybe = self.any_missing_maybe()
        for names, title in ((missing, "Missing modules:"),
                             (maybe, "Submodules that appear to be missing, but could also be\nglobal names in the parent package:")):
            if names:
                print(f"\n{title}")
                for name in names:
                    print("?", name, "imported from", ", ".join(sorted(self.badmodules[name])))

    def any_missing(self):
        """All modules that were not found."""
        missing, maybe = self.any_missing_maybe()
        return missing + maybe

    def any_missing_maybe(self):
        """Modules that were not found, and those that may be names instead."""
        missing, maybe = [], []
        for full, importers in self.badmodules.items():
            if full in self.excludes:
                continue
            package_name, _, name = full.rpartition(".")
            package = self.modules.get(package_name) if package_name else None
            if package is None or package_name in importers:
                missing.append(full)
            elif name not in package.globalnames:
                (maybe if package.starimports else missing).append(full)
        return sorted(missing), sorted(maybe)

    def replace_paths_in_code(self, co):
        """Code that says it is from another directory."""
        before = after = os.path.normpath(co.co_filename)
        for old, new in self.replace_paths:
            if before.startswith(old):
                after = new + before[len(old):]
                break
        if self.debug and before not in self.processed_paths:
            self.msgout(2, f"co_filename {before!r} " + (f"changed to {after!r}" if after != before else "remains unchanged"))
            self.processed_paths.append(before)
        constants = tuple(self.replace_paths_in_code(const) if isinstance(const, type(co)) else const for const in co.co_consts)
        return co.replace(co_consts=constants, co_filename=after)


def test():
    """Command line: a script; what it needs (-d: talk, -q: do not, -m: modules follow, -p: path, -x: leave out)."""
    import getopt
    try:
        options, names = getopt.getopt(sys.argv[1:], "dmp:qx:")
    except getopt.error as error:
        print(error)
        return None
    debug, folders, excludes, as_modules = 1, [], [], False
    for option, value in options:
        match option:
            case "-d":
                debug += 1
            case "-q":
                debug = 0
            case "-m":
                as_modules = True
            case "-p":
                folders += value.split(os.pathsep)
            case "-x":
                excludes.append(value)
    script, *others = names or ["hello.py"]
    path = [os.path.dirname(script), *folders, *sys.path[1:]]
    if debug > 1:
        print("path:", *(f"   {entry!r}" for entry in path), sep="\n")
    finder = ModuleFinder(path, debug, excludes)
    for name in others:
        if name == "-m":
            as_modules = True
        elif not as_modules:
            finder.load_file(name)
        elif name.endswith(".*"):
            finder.import_hook(name[:-2], None, ["*"])
        else:
            finder.import_hook(name)
    finder.run_script(script)
    finder.report()
    return finder  # for -i


if __name__ == "__main__":
    try:
        mf = test()
    except KeyboardInterrupt:
        print("\n[interrupted]")
