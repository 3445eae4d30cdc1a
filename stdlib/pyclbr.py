"""What classes and functions a module has, found by reading its source without running it."""
import _imp
import ast
import sys

__all__ = ["readmodule", "readmodule_ex", "Class", "Function"]

# What was read: the names of a module, by the module's full name.
_modules = {}


class _Object:
    """Something that has a name, a place and things in it."""

    def __init__(self, module, name, file, lineno, end_lineno, parent):
        vars(self).update(module=module, name=name, file=file, lineno=lineno, end_lineno=end_lineno, parent=parent, children={})
        if parent is not None:
            parent.children[name] = self


class Function(_Object):
    """A function or method."""

    def __init__(self, module, name, file, lineno, parent=None, is_async=False, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.is_async = is_async
        if isinstance(parent, Class):
            parent.methods[name] = lineno


class Class(_Object):
    """A class: its bases (as objects where they are known) and the lines of its methods."""

    def __init__(self, module, name, super_, file, lineno, parent=None, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.super, self.methods = super_ or [], {}


def readmodule(module, path=None):
    """The classes of a module: {name: Class}."""
    return {name: found for name, found in _names(module, path or []).items() if isinstance(found, Class)}


def readmodule_ex(module, path=None):
    """The classes and functions of a module by name; of a package also its __path__."""
    return _names(module, path or [])


def _names(module, path, package=None):
    """The names of a module that is looked for on a path, in a package."""
    package_name, dot, name = module.rpartition(".")
    if dot:
        outer = _names(package_name, path, package)
        if "__path__" not in outer:
            raise ImportError(f"No package named {package_name}")
        return _names(name, outer["__path__"], f"{package}.{package_name}" if package else package_name)
    full = f"{package}.{module}" if package else module
    if (known := _modules.get(full)) is not None:
        return known
    if package is None and _imp.is_builtin(module):
        return _modules.setdefault(module, {})
    from importlib.machinery import PathFinder
    from importlib.util import find_spec
    spec = PathFinder.find_spec(full, path if package else [*path, *sys.path]) if full else None
    if spec is None and full and package is None:
        # What the interpreter itself has.
        spec = find_spec(full)
    if spec is None:
        raise ModuleNotFoundError(f"no module named {full!r}", name=full)
    names = _modules[full] = {}
    if spec.submodule_search_locations is not None:
        names["__path__"] = spec.submodule_search_locations
    try:
        source = spec.loader.get_source(full)
    except (AttributeError, ImportError):
        source = None
    if source is not None:
        _Reader(full, spec.loader.get_filename(full), names, path, package).read(ast.parse(source), None)
    return names


def _statements(node):
    """The imports and definitions in a node, wherever they are, but not those in other definitions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield child
        elif not isinstance(child, ast.expr):
            yield from _statements(child)


class _Reader:
    """Enters what the source of a module says into its names."""

    def __init__(self, module, file, names, path, package):
        self.module, self.file, self.names, self.path, self.package = module, file, names, path, package

    def read(self, node, parent):
        for found in _statements(node):
            match found:
                case ast.Import(names=aliases):
                    for alias in aliases:
                        self.other(alias.name) or self.package and self.other(alias.name, outside=True)
                case ast.ImportFrom(module=str(module), level=0):
                    if other := self.other(module):
                        self.take(other, found.names)
                case ast.ImportFrom():
                    pass
                case _:
                    self.enter(found, parent)

    def other(self, module, outside=False):
        """The names of an imported module, in the same package or outside of it; None if it cannot be read."""
        try:
            return _names(module, *(([],) if outside else (self.path, self.package)))
        except (ImportError, SyntaxError):
            return None

    def take(self, other, aliases):
        for alias in aliases:
            if alias.name == "*":
                self.names.update((name, value) for name, value in other.items() if not name.startswith("_"))
            elif alias.name in other:
                self.names[alias.asname or alias.name] = other[alias.name]

    def enter(self, node, parent):
        place = {"lineno": node.lineno, "end_lineno": node.end_lineno, "parent": parent}
        if isinstance(node, ast.ClassDef):
            bases = [base for expression in node.bases for base in self.base(ast.unparse(expression))]
            entered = Class(self.module, node.name, bases, self.file, **place)
        else:
            entered = Function(self.module, node.name, self.file, is_async=isinstance(node, ast.AsyncFunctionDef), **place)
        if parent is None:
            self.names[node.name] = entered
        self.read(node, entered)

    def base(self, text):
        """A base as it is written: the class if it is known, else the text."""
        *_, module, name = "", *text.split(".")
        if text in self.names:
            yield self.names[text]
        elif not module:
            yield text
        elif module in _modules:
            yield _modules[module].get(name, text)


def _main():
    """The command line: print what a module has."""
    import os
    module = sys.argv[1] if len(sys.argv) > 1 else __file__
    path, name = os.path.split(module)
    stack = [(0, found) for found in sorted(_names(name.removesuffix(".py"), [path] if path else []).values(),
                                            key=lambda found: getattr(found, "lineno", 0), reverse=True)]
    while stack:
        depth, found = stack.pop()
        if isinstance(found, list):
            continue
        bases = f" {[getattr(base, 'name', base) for base in found.super]}" if isinstance(found, Class) else ""
        kind = "class" if isinstance(found, Class) else "def"
        print(f"{' ' * depth}{kind} {found.name}{bases} {found.lineno}")
        stack += [(depth + 2, inner) for inner in sorted(found.children.values(), key=lambda found: found.lineno, reverse=True)]


if __name__ == "__main__":
    _main()
