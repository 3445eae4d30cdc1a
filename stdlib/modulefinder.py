"""Which modules a script needs, found by reading code without running it."""
import dis
import importlib.machinery
import io
import os
import sys

# What a module is made of.
_PY_SOURCE = 1
_PY_COMPILED = 2
_C_EXTENSION = 3
_PKG_DIRECTORY = 5
_C_BUILTIN = 6
_PY_FROZEN = 7

# Further directories of packages that change their __path__ while they run.
packagePathMap = {}
# Other names of packages that put something else into sys.modules.
replacePackageMap = {}


def AddPackagePath(packagename, path):
    """A package has a further directory."""
    packagePathMap.setdefault(packagename, []).append(path)


def ReplacePackage(oldname, newname):
    """A package has another name once it runs."""
    replacePackageMap[oldname] = newname


def _find_module(name, path=None):
    """(file or None, path, (suffix, mode, kind)) of a module without dots."""
    importlib.machinery.PathFinder.invalidate_caches()
    spec = importlib.machinery.PathFinder.find_spec(name, path)
    if spec is None:
        raise ImportError("No module named {name!r}".format(name=name), name=name)
    if spec.loader is importlib.machinery.BuiltinImporter:
        return None, None, ("", "", _C_BUILTIN)
    if spec.loader is importlib.machinery.FrozenImporter:
        return None, None, ("", "", _PY_FROZEN)
    file_path = spec.origin
    if spec.loader.is_package(name):
        return None, os.path.dirname(file_path), ("", "", _PKG_DIRECTORY)
    kinds = ((importlib.machinery.SOURCE_SUFFIXES, _PY_SOURCE), (importlib.machinery.EXTENSION_SUFFIXES, _C_EXTENSION),
             (importlib.machinery.BYTECODE_SUFFIXES, _PY_COMPILED))
    suffix = os.path.splitext(file_path)[-1]
    for suffixes, kind in kinds:
        if suffix in suffixes:
            return io.open_code(file_path), file_path, (suffix, "rb", kind)
    return None, None, ("", "", None)


class Module:
    """A module that was found."""

    def __init__(self, name, file=None, path=None):
        self.__name__ = name
        self.__file__ = file
        self.__path__ = path
        self.__code__ = None
        self.globalnames = {}   # names that it sets, modules among them
        self.starimports = {}   # modules that could not be read whose names it takes

    def __repr__(self):
        parts = [repr(self.__name__)]
        if self.__file__ is not None:
            parts.append(repr(self.__file__))
        if self.__path__ is not None:
            parts.append(repr(self.__path__))
        return "Module(%s)" % ", ".join(parts)


class ModuleFinder:
    """Follows imports: afterwards modules and badmodules say what was found."""

    def __init__(self, path=None, debug=0, excludes=None, replace_paths=None):
        self.path = sys.path if path is None else path
        self.modules = {}
        self.badmodules = {}
        self.debug = debug
        self.indent = 0
        self.excludes = excludes if excludes is not None else []
        self.replace_paths = replace_paths if replace_paths is not None else []
        self.processed_paths = []

    # --- talking

    def msg(self, level, str, *args):
        if level <= self.debug:
            print("   " * self.indent + str, *(repr(arg) for arg in args))

    def msgin(self, *args):
        if args[0] <= self.debug:
            self.indent += 1
            self.msg(*args)

    def msgout(self, *args):
        if args[0] <= self.debug:
            self.indent -= 1
            self.msg(*args)

    # --- beginning

    def run_script(self, pathname):
        """Follow the imports of a script."""
        self.msg(2, "run_script", pathname)
        with io.open_code(pathname) as fp:
            self.load_module('__main__', fp, pathname, ("", "rb", _PY_SOURCE))

    def load_file(self, pathname):
        """Follow the imports of a file."""
        name, ext = os.path.splitext(os.path.basename(pathname))
        with io.open_code(pathname) as fp:
            self.load_module(name, fp, pathname, (ext, "rb", _PY_SOURCE))

    # --- one import

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        """Do what an import statement does."""
        self.msg(3, "import_hook", name, caller, fromlist, level)
        parent = self.determine_parent(caller, level=level)
        q, tail = self.find_head_package(parent, name)
        m = self.load_tail(q, tail)
        if not fromlist:
            return q
        if m.__path__:
            self.ensure_fromlist(m, fromlist)
        return None

    def determine_parent(self, caller, level=-1):
        """The package that an import begins in."""
        self.msgin(4, "determine_parent", caller, level)
        if not caller or level == 0:
            self.msgout(4, "determine_parent -> None")
            return None
        name = caller.__name__
        if level < 0:       # as it was in Python 2
            if not caller.__path__:
                name = name.rpartition('.')[0]
            parent = self.modules[name] if name else None
            self.msgout(4, "determine_parent ->", parent)
            return parent
        if caller.__path__:
            level -= 1
        if level:
            if name.count(".") < level:
                raise ImportError("relative importpath too deep")
            name = ".".join(name.split(".")[:-level])
        parent = self.modules[name]
        self.msgout(4, "determine_parent ->", parent)
        return parent

    def find_head_package(self, parent, name):
        """The first module of a dotted name, and the rest of the name."""
        self.msgin(4, "find_head_package", parent, name)
        head, _, tail = name.partition('.')
        qname = "%s.%s" % (parent.__name__, head) if parent else head
        q = self.import_module(head, qname, parent)
        if not q and parent:
            qname = head
            q = self.import_module(head, qname, None)
        if q:
            self.msgout(4, "find_head_package ->", (q, tail))
            return q, tail
        self.msgout(4, "raise ImportError: No module named", qname)
        raise ImportError("No module named " + qname)

    def load_tail(self, q, tail):
        """The last module of a dotted name."""
        self.msgin(4, "load_tail", q, tail)
        m = q
        while tail:
            head, _, tail = tail.partition('.')
            mname = "%s.%s" % (m.__name__, head)
            m = self.import_module(head, mname, m)
            if not m:
                self.msgout(4, "raise ImportError: No module named", mname)
                raise ImportError("No module named " + mname)
        self.msgout(4, "load_tail ->", m)
        return m

    def ensure_fromlist(self, m, fromlist, recursive=0):
        """Import the names of a from that are modules."""
        self.msg(4, "ensure_fromlist", m, fromlist, recursive)
        for sub in fromlist:
            if sub == "*":
                if not recursive:
                    names = self.find_all_submodules(m)
                    if names:
                        self.ensure_fromlist(m, names, 1)
            elif not hasattr(m, sub):
                subname = "%s.%s" % (m.__name__, sub)
                if not self.import_module(sub, subname, m):
                    raise ImportError("No module named " + subname)

    def find_all_submodules(self, m):
        """The names of a package's modules."""
        if not m.__path__:
            return
        modules = {}
        suffixes = (importlib.machinery.EXTENSION_SUFFIXES + importlib.machinery.SOURCE_SUFFIXES
                    + importlib.machinery.BYTECODE_SUFFIXES)
        for directory in m.__path__:
            try:
                names = os.listdir(directory)
            except OSError:
                self.msg(2, "can't list directory", directory)
                continue
            for name in names:
                for suffix in suffixes:
                    if name.endswith(suffix) and name != "__init__" + suffix:
                        modules[name[:-len(suffix)]] = name[:-len(suffix)]
                        break
        return modules.keys()

    def import_module(self, partname, fqname, parent):
        """A module, loaded if it was not; None if there is none."""
        self.msgin(3, "import_module", partname, fqname, parent)
        if fqname in self.modules:
            m = self.modules[fqname]
            self.msgout(3, "import_module ->", m)
            return m
        if fqname in self.badmodules or parent and parent.__path__ is None:
            self.msgout(3, "import_module -> None")
            return None
        try:
            fp, pathname, stuff = self.find_module(partname, parent and parent.__path__, parent)
        except ImportError:
            self.msgout(3, "import_module ->", None)
            return None
        try:
            m = self.load_module(fqname, fp, pathname, stuff)
        finally:
            if fp:
                fp.close()
        if parent:
            setattr(parent, partname, m)
        self.msgout(3, "import_module ->", m)
        return m

    def load_module(self, fqname, fp, pathname, file_info):
        """Read a module that was found."""
        suffix, mode, kind = file_info
        self.msgin(2, "load_module", fqname, fp and "fp", pathname)
        if kind == _PKG_DIRECTORY:
            m = self.load_package(fqname, pathname)
            self.msgout(2, "load_module ->", m)
            return m
        co = None
        if kind == _PY_SOURCE:
            co = compile(fp.read(), pathname, 'exec')
        elif kind == _PY_COMPILED:
            loader = importlib.machinery.SourcelessFileLoader(fqname, pathname)
            try:
                co = loader.get_code(fqname)
            except ImportError as exc:
                self.msgout(2, "raise ImportError: " + str(exc), pathname)
                raise
        m = self.add_module(fqname)
        m.__file__ = pathname
        if co:
            if self.replace_paths:
                co = self.replace_paths_in_code(co)
            m.__code__ = co
            self.scan_code(co, m)
        self.msgout(2, "load_module ->", m)
        return m

    def _add_badmodule(self, name, caller):
        self.badmodules.setdefault(name, {})[caller.__name__ if caller else "-"] = 1

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        # What cannot be imported is noted.
        if name in self.badmodules:
            self._add_badmodule(name, caller)
            return
        try:
            self.import_hook(name, caller, level=level)
        except ImportError as msg:
            self.msg(2, "ImportError:", str(msg))
            self._add_badmodule(name, caller)
        except SyntaxError as msg:
            self.msg(2, "SyntaxError:", str(msg))
            self._add_badmodule(name, caller)
        else:
            for sub in fromlist or ():
                fullname = name + "." + sub
                if fullname in self.badmodules:
                    self._add_badmodule(fullname, caller)
                    continue
                try:
                    self.import_hook(name, caller, [sub], level=level)
                except ImportError as msg:
                    self.msg(2, "ImportError:", str(msg))
                    self._add_badmodule(fullname, caller)

    # --- code

    def scan_opcodes(self, co):
        """What code imports and which names it sets, as pairs."""
        stored, imports, last = {}, [], [None, None]
        for instruction in dis.get_instructions(co):
            name = instruction.opname
            if name in ("STORE_NAME", "STORE_GLOBAL"):
                stored[instruction.argval] = None
            elif name == "IMPORT_NAME":
                level, fromlist = last
                imports.append((instruction.argval, level, fromlist))
            elif name == "LOAD_CONST":
                last = [last[1], instruction.argval]
        for name in stored:
            yield "store", (name,)
        for name, level, fromlist in imports:
            if level == 0:
                yield "absolute_import", (fromlist, name)
            else:
                yield "relative_import", (level, fromlist, name)

    def scan_code(self, co, m):
        """Follow the imports of code."""
        for what, args in self.scan_opcodes(co):
            if what == "store":
                m.globalnames[args[0]] = 1
            elif what == "absolute_import":
                fromlist, name = args
                have_star = 0
                if fromlist is not None:
                    have_star = "*" in fromlist
                    fromlist = [f for f in fromlist if f != "*"]
                self._safe_import_hook(name, m, fromlist, level=0)
                if have_star:
                    # Its names become ours, if they are known.
                    mm = None
                    if m.__path__:
                        mm = self.modules.get(m.__name__ + "." + name)
                    if mm is None:
                        mm = self.modules.get(name)
                    if mm is None:
                        m.starimports[name] = 1
                    else:
                        m.globalnames.update(mm.globalnames)
                        m.starimports.update(mm.starimports)
                        if mm.__code__ is None:
                            m.starimports[name] = 1
            elif what == "relative_import":
                level, fromlist, name = args
                if name:
                    self._safe_import_hook(name, m, fromlist, level=level)
                else:
                    parent = self.determine_parent(m, level=level)
                    self._safe_import_hook(parent.__name__, None, fromlist, level=0)
            else:
                raise RuntimeError(what)
        for const in co.co_consts:
            if isinstance(const, type(co)):
                self.scan_code(const, m)

    def load_package(self, fqname, pathname):
        """Read a package."""
        self.msgin(2, "load_package", fqname, pathname)
        fqname = replacePackageMap.get(fqname) or fqname
        m = self.add_module(fqname)
        m.__file__ = pathname
        m.__path__ = [pathname] + packagePathMap.get(fqname, [])
        fp, buf, stuff = self.find_module("__init__", m.__path__)
        try:
            self.load_module(fqname, fp, buf, stuff)
            self.msgout(2, "load_package ->", m)
            return m
        finally:
            if fp:
                fp.close()

    def add_module(self, fqname):
        """The module of a name, a new one if there was none."""
        if fqname not in self.modules:
            self.modules[fqname] = Module(fqname)
        return self.modules[fqname]

    def find_module(self, name, path, parent=None):
        """Where a module is."""
        fullname = parent.__name__ + '.' + name if parent is not None else name
        if fullname in self.excludes:
            self.msgout(3, "find_module -> Excluded", fullname)
            raise ImportError(name)
        if path is None:
            if name in sys.builtin_module_names:
                return None, None, ("", "", _C_BUILTIN)
            path = self.path
        return _find_module(name, path)

    # --- the result

    def report(self):
        """Print what was found and what was not."""
        print()
        print("  %-25s %s" % ("Name", "File"))
        print("  %-25s %s" % ("----", "----"))
        for key in sorted(self.modules):
            m = self.modules[key]
            print("P" if m.__path__ else "m", "%-25s" % key, m.__file__ or "")
        missing, maybe = self.any_missing_maybe()
        if missing:
            print()
            print("Missing modules:")
            self._print_missing(missing)
        if maybe:
            print()
            print("Submodules that appear to be missing, but could also be", end=' ')
            print("global names in the parent package:")
            self._print_missing(maybe)

    def _print_missing(self, names):
        for name in names:
            print("?", name, "imported from", ', '.join(sorted(self.badmodules[name])))

    def any_missing(self):
        """All modules that were not found."""
        missing, maybe = self.any_missing_maybe()
        return missing + maybe

    def any_missing_maybe(self):
        """Modules that were not found, and those that may be names instead."""
        missing, maybe = [], []
        for name in self.badmodules:
            if name in self.excludes:
                continue
            pkgname, dot, subname = name.rpartition('.')
            pkg = self.modules.get(pkgname) if dot else None
            if pkg is None:
                missing.append(name)
            elif pkgname in self.badmodules[name]:
                missing.append(name)    # the package itself tried
            elif subname in pkg.globalnames:
                pass
            elif pkg.starimports:
                maybe.append(name)
            else:
                missing.append(name)
        missing.sort()
        maybe.sort()
        return missing, maybe

    def replace_paths_in_code(self, co):
        """Code that says it is from another directory."""
        new_filename = original_filename = os.path.normpath(co.co_filename)
        for f, r in self.replace_paths:
            if original_filename.startswith(f):
                new_filename = r + original_filename[len(f):]
                break
        if self.debug and original_filename not in self.processed_paths:
            if new_filename != original_filename:
                self.msgout(2, "co_filename %r changed to %r" % (original_filename, new_filename))
            else:
                self.msgout(2, "co_filename %r remains unchanged" % (original_filename,))
            self.processed_paths.append(original_filename)
        consts = tuple(self.replace_paths_in_code(const) if isinstance(const, type(co)) else const
                       for const in co.co_consts)
        return co.replace(co_consts=consts, co_filename=new_filename)


def test():
    """Command line: a script; what it needs (-d: talk, -q: do not, -m: modules follow, -p: path, -x: leave out)."""
    import getopt
    try:
        opts, args = getopt.getopt(sys.argv[1:], "dmp:qx:")
    except getopt.error as msg:
        print(msg)
        return
    debug, domods, addpath, exclude = 1, 0, [], []
    for o, a in opts:
        if o == '-d':
            debug += 1
        elif o == '-m':
            domods = 1
        elif o == '-p':
            addpath += a.split(os.pathsep)
        elif o == '-q':
            debug = 0
        elif o == '-x':
            exclude.append(a)
    script = args[0] if args else "hello.py"
    path = addpath + [os.path.dirname(script)] + sys.path[1:]
    mf = ModuleFinder(path, debug, exclude)
    for arg in args[1:]:
        if arg == '-m':
            domods = 1
        elif domods:
            if arg[-2:] == '.*':
                mf.import_hook(arg[:-2], None, ["*"])
            else:
                mf.import_hook(arg)
        else:
            mf.load_file(arg)
    mf.run_script(script)
    mf.report()
    return mf


if __name__ == '__main__':
    try:
        mf = test()
    except KeyboardInterrupt:
        print("\n[interrupted]")
