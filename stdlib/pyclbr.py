"""What classes and functions a module has, found by reading its source without running it."""
import ast
import importlib.machinery
import importlib.util
import sys

__all__ = ["readmodule", "readmodule_ex", "Class", "Function"]

_modules = {}   # what was read: {name of a module: its tree}


class _Object:
    # A class or function, and what is inside it.

    def __init__(self, module, name, file, lineno, end_lineno, parent):
        self.module = module
        self.name = name
        self.file = file
        self.lineno = lineno
        self.end_lineno = end_lineno
        self.parent = parent
        self.children = {}
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
        self.super = super_ or []
        self.methods = {}


def readmodule(module, path=None):
    """The classes of a module: {name: Class}."""
    return {key: value for key, value in _readmodule(module, path or []).items() if isinstance(value, Class)}


def readmodule_ex(module, path=None):
    """The classes and functions of a module by name; of a package also its __path__."""
    return _readmodule(module, path or [])


def _readmodule(module, path, inpackage=None):
    fullmodule = "%s.%s" % (inpackage, module) if inpackage is not None else module
    if fullmodule in _modules:
        return _modules[fullmodule]
    if module in sys.builtin_module_names and inpackage is None:
        _modules[module] = tree = {}
        return tree
    package, dot, submodule = module.rpartition('.')
    if dot:
        parent = _readmodule(package, path, inpackage)
        if inpackage is not None:
            package = "%s.%s" % (inpackage, package)
        if '__path__' not in parent:
            raise ImportError('No package named {}'.format(package))
        return _readmodule(submodule, parent['__path__'], package)
    search_path = path if inpackage is not None else path + sys.path
    spec = _find_spec(fullmodule, search_path)
    if spec is None:
        raise ModuleNotFoundError(f"no module named {fullmodule!r}", name=fullmodule)
    _modules[fullmodule] = tree = {}
    if spec.submodule_search_locations is not None:
        tree['__path__'] = list(spec.submodule_search_locations)
    try:
        source = spec.loader.get_source(fullmodule)
    except (AttributeError, ImportError):
        return tree
    if source is not None:
        reader = _Reader(fullmodule, spec.origin, tree, path, inpackage)
        reader.visit(ast.parse(source))
    return tree


def _find_spec(fullname, path):
    spec = importlib.machinery.PathFinder.find_spec(fullname, path)
    if spec is None and '.' not in fullname:
        spec = importlib.util.find_spec(fullname)       # what other finders know
    return spec


class _Reader(ast.NodeVisitor):

    def __init__(self, module, file, tree, path, inpackage):
        self.module = module
        self.file = file
        self.tree = tree
        self.path = path
        self.inpackage = inpackage
        self.stack = []

    def _base(self, node):
        """What a base is, in a list; an attribute of a module that was not read is none."""
        name = ast.unparse(node)
        if name in self.tree:
            return [self.tree[name]]
        parts = name.split('.')
        if len(parts) == 1:
            return [name]
        module, cls = parts[-2:]
        return [_modules[module].get(cls, name)] if module in _modules else []

    def _inside(self, node, found):
        if not self.stack:
            self.tree[node.name] = found
        self.stack.append(found)
        self.generic_visit(node)
        self.stack.pop()

    def visit_ClassDef(self, node):
        bases = [base for given in node.bases for base in self._base(given)]
        parent = self.stack[-1] if self.stack else None
        self._inside(node, Class(self.module, node.name, bases, self.file, node.lineno, parent,
                                 end_lineno=node.end_lineno))

    def visit_FunctionDef(self, node, *, is_async=False):
        parent = self.stack[-1] if self.stack else None
        self._inside(node, Function(self.module, node.name, self.file, node.lineno, parent, is_async,
                                    end_lineno=node.end_lineno))

    def visit_AsyncFunctionDef(self, node):
        self.visit_FunctionDef(node, is_async=True)

    def visit_Import(self, node):
        if self.stack:
            return
        for module in node.names:
            try:
                try:
                    _readmodule(module.name, self.path, self.inpackage)
                except ImportError:
                    _readmodule(module.name, [])
            except (ImportError, SyntaxError):
                continue

    def visit_ImportFrom(self, node):
        if self.stack:
            return
        try:
            module = _readmodule("." * node.level + (node.module or ""), self.path, self.inpackage)
        except (ImportError, SyntaxError):
            return
        for name in node.names:
            if name.name in module:
                self.tree[name.asname or name.name] = module[name.name]
            elif name.name == "*":
                for found, thing in module.items():
                    if not found.startswith("_"):
                        self.tree[found] = thing


def _main():
    # Command line: a module or file; its classes and functions in order.
    import os
    try:
        mod = sys.argv[1]
    except IndexError:
        mod = __file__
    path = []
    if os.path.exists(mod):
        path = [os.path.dirname(mod)]
        mod = os.path.basename(mod).removesuffix(".py")
    tree = readmodule_ex(mod, path)

    def show(things, indent):
        things = [thing for thing in things if isinstance(thing, _Object)]
        for thing in sorted(things, key=lambda thing: thing.lineno):
            kind = 'class' if isinstance(thing, Class) else 'def'
            bases = ', '.join(base if isinstance(base, str) else base.name for base in getattr(thing, 'super', ()))
            print('%s%s %s%s %s' % (' ' * indent, kind, thing.name, '(%s)' % bases if bases else '', thing.lineno))
            show(thing.children.values(), indent + 2)
    show(tree.values(), 0)


if __name__ == "__main__":
    _main()
