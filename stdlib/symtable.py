"""The scopes of a source, and what its names are in them, as the compiler decides it."""
import ast
import weakref
from enum import StrEnum

__all__ = ["symtable", "SymbolTableType", "SymbolTable", "Class", "Function", "Symbol"]

# What happens to a name in a scope.
DEF_GLOBAL, DEF_LOCAL, DEF_PARAM, DEF_NONLOCAL, USE = 1, 2, 4, 8, 16
DEF_IMPORT, DEF_ANNOT, DEF_COMP_ITER = 128, 256, 512
DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
# What the name is.
LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = 1, 2, 3, 4, 5

_flag_names = [(USE, 'USE'), (DEF_GLOBAL, 'DEF_GLOBAL'), (DEF_NONLOCAL, 'DEF_NONLOCAL'), (DEF_LOCAL, 'DEF_LOCAL'),
               (DEF_PARAM, 'DEF_PARAM'), (DEF_IMPORT, 'DEF_IMPORT'), (DEF_ANNOT, 'DEF_ANNOT')]
_scope_names = {LOCAL: 'LOCAL', GLOBAL_EXPLICIT: 'GLOBAL_EXPLICIT',
                GLOBAL_IMPLICIT: 'GLOBAL_IMPLICIT', FREE: 'FREE', CELL: 'CELL'}


class SymbolTableType(StrEnum):
    """The kinds of scopes."""
    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    ANNOTATION = "annotation"
    TYPE_ALIAS = "type alias"
    TYPE_PARAMETERS = "type parameters"
    TYPE_VARIABLE = "type variable"


class _Scope:
    """A scope while it is looked at."""

    def __init__(self, kind, name, lineno, parent):
        self.kind = kind
        self.name = name
        self.lineno = lineno
        self.parent = parent
        self.children = []
        self.flags = {}         # name: DEF_* and USE
        self.scopes = {}        # name: LOCAL and so on
        self.params = []
        self.class_name = parent.class_name if parent is not None else None
        if parent is not None:
            parent.children.append(self)

    @property
    def is_function(self):
        return self.kind not in (SymbolTableType.MODULE, SymbolTableType.CLASS)

    @property
    def nested(self):
        p = self.parent
        while p is not None:
            if p.is_function:
                return True
            p = p.parent
        return False

    def add(self, name, flag):
        if self.class_name and name.startswith('__') and not name.endswith('__'):
            stripped = self.class_name.lstrip('_')
            if stripped:
                name = f'_{stripped}{name}'
        self.flags[name] = self.flags.get(name, 0) | flag


class _Collector(ast.NodeVisitor):
    """Notes what happens to the names of a tree."""

    def __init__(self):
        self.scope = self.top = _Scope(SymbolTableType.MODULE, 'top', 0, None)

    def enter(self, kind, name, lineno):
        self.scope = _Scope(kind, name, lineno, self.scope)
        return self.scope

    def leave(self):
        self.scope = self.scope.parent

    def all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Name(self, node):
        self.scope.add(node.id, USE if isinstance(node.ctx, ast.Load) else DEF_LOCAL)
        if node.id == 'super' and isinstance(node.ctx, ast.Load) \
                and self.scope.kind == SymbolTableType.FUNCTION:
            self.scope.add('__class__', USE)

    def visit_Global(self, node):
        for name in node.names:
            self.scope.add(name, DEF_GLOBAL)
            self.top.add(name, DEF_GLOBAL)

    def visit_Nonlocal(self, node):
        for name in node.names:
            self.scope.add(name, DEF_NONLOCAL)

    def visit_Import(self, node):
        for alias in node.names:
            if alias.name != '*':
                self.scope.add(alias.asname or alias.name.partition('.')[0], DEF_IMPORT)

    visit_ImportFrom = visit_Import

    def visit_AnnAssign(self, node):
        if isinstance(node.target, ast.Name):
            if node.simple or node.value:
                self.scope.add(node.target.id, (DEF_ANNOT if node.simple else 0) | DEF_LOCAL)
        else:
            self.visit(node.target)
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.scope.add(node.name, DEF_LOCAL)
        self.generic_visit(node)

    def capture(self, node):
        name = getattr(node, 'rest', None) or getattr(node, 'name', None)
        if name:
            self.scope.add(name, DEF_LOCAL)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = capture

    def visit_NamedExpr(self, node):
        self.visit(node.value)
        self.visit(node.target)

    def type_params(self, node):
        if not node.type_params:
            return False
        scope = self.enter(SymbolTableType.TYPE_PARAMETERS, _name_of(node), node.lineno)
        if isinstance(node, ast.ClassDef):
            scope.add('.type_params', DEF_LOCAL | USE)
            scope.add('.generic_base', DEF_LOCAL | USE)
        elif not isinstance(node, ast.TypeAlias):
            scope.add('.defaults', DEF_PARAM)
            if any(d is not None for d in node.args.kw_defaults):
                scope.add('.kwdefaults', DEF_PARAM)
        for param in node.type_params:
            scope.add(param.name, DEF_LOCAL)
            for part in (getattr(param, 'bound', None), param.default_value):
                if part is not None:
                    self.enter(SymbolTableType.TYPE_VARIABLE, param.name, param.lineno)
                    self.visit(part)
                    self.leave()
        return True

    def visit_FunctionDef(self, node):
        self.scope.add(node.name, DEF_LOCAL)
        self.all(node.decorator_list)
        args = node.args
        self.all(args.defaults + args.kw_defaults)
        generic = self.type_params(node)
        parameters = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        self.all([a.annotation for a in parameters if a is not None])
        if node.returns is not None:
            self.visit(node.returns)
        self.function(node.name, node.lineno, parameters, node.body)
        if generic:
            self.leave()

    visit_AsyncFunctionDef = visit_FunctionDef

    def function(self, name, lineno, parameters, body):
        scope = self.enter(SymbolTableType.FUNCTION, name, lineno)
        for a in parameters:
            if a is not None:
                scope.add(a.arg, DEF_PARAM)
                scope.params.append(a.arg)
        self.all(body)
        self.leave()

    def visit_Lambda(self, node):
        args = node.args
        self.all(args.defaults + args.kw_defaults)
        parameters = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        self.function('lambda', node.lineno, parameters, [node.body])

    def visit_ClassDef(self, node):
        self.scope.add(node.name, DEF_LOCAL)
        self.all(node.decorator_list)
        generic = self.type_params(node)
        self.all(node.bases)
        self.all([k.value for k in node.keywords])
        scope = self.enter(SymbolTableType.CLASS, node.name, node.lineno)
        scope.class_name = node.name
        if generic:
            scope.add('__type_params__', DEF_LOCAL)
            scope.add('.type_params', USE)
        self.all(node.body)
        self.leave()
        if generic:
            self.leave()

    def visit_TypeAlias(self, node):
        self.visit(node.name)
        generic = self.type_params(node)
        self.enter(SymbolTableType.TYPE_ALIAS, node.name.id, node.lineno)
        self.visit(node.value)
        self.leave()
        if generic:
            self.leave()

    def comprehension(self, node, name, inlined):
        first, *rest = node.generators
        self.visit(first.iter)
        # Comprehensions belong to the scope around them; generator expressions are functions.
        own = not inlined or self.scope.kind == SymbolTableType.CLASS
        if own:
            scope = self.enter(SymbolTableType.FUNCTION, name, node.lineno)
            scope.add('.0', DEF_PARAM)
            scope.params.append('.0')
        self.visit(first.target)
        self.all(first.ifs)
        for part in rest:
            self.visit(part.iter)
            self.visit(part.target)
            self.all(part.ifs)
        self.all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        if own:
            self.leave()

    def visit_ListComp(self, node):
        self.comprehension(node, 'listcomp', True)

    def visit_SetComp(self, node):
        self.comprehension(node, 'setcomp', True)

    def visit_DictComp(self, node):
        self.comprehension(node, 'dictcomp', True)

    def visit_GeneratorExp(self, node):
        self.comprehension(node, 'genexpr', False)


def _name_of(node):
    return node.name.id if isinstance(node.name, ast.Name) else node.name


def _resolve(scope, bound):
    """Decide what the names of a scope are; bound: names of the functions around. The names that it leaves free."""
    own = {name for name, f in scope.flags.items()
           if f & DEF_BOUND and not f & (DEF_GLOBAL | DEF_NONLOCAL)}
    if scope.kind == SymbolTableType.MODULE:
        visible = set()
    elif scope.is_function:
        visible = (bound | own) - {n for n, f in scope.flags.items() if f & DEF_GLOBAL}
    else:
        visible = bound | {'__class__', '.type_params'}
    wanted = set()
    for child in scope.children:
        wanted |= _resolve(child, visible)
    free = set()
    for name, f in scope.flags.items():
        if f & DEF_GLOBAL:
            scope.scopes[name] = GLOBAL_EXPLICIT
        elif f & DEF_NONLOCAL:
            scope.scopes[name] = FREE
            free.add(name)
        elif name in own:
            is_cell = name in wanted and scope.is_function
            scope.scopes[name] = CELL if is_cell else LOCAL
        elif name in bound:
            scope.scopes[name] = FREE
            free.add(name)
        else:
            scope.scopes[name] = GLOBAL_IMPLICIT
    for name in wanted:
        if scope.kind == SymbolTableType.CLASS and name == '__class__':
            continue
        if scope.is_function and name in own:
            continue
        if name not in scope.flags and scope.is_function:
            scope.flags[name] = 0
            scope.scopes[name] = FREE
        free.add(name)
    return free


def symtable(code, filename, compile_type):
    """The table of the top scope of a source."""
    if compile_type not in ('exec', 'eval', 'single'):
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    tree = compile(code, filename, compile_type, ast.PyCF_ONLY_AST)
    compile(tree, filename, compile_type)  # names that cannot be are a SyntaxError
    collector = _Collector()
    collector.visit(tree)
    _resolve(collector.top, set())
    return _new_symbol_table(collector.top, filename)


# Where and how wide the scope is in the flags of a symbol.
SCOPE_OFF, SCOPE_MASK = 12, 15


class SymbolTableFactory:
    """Makes the tables of scopes, one for each."""

    def __init__(self):
        self._tables = weakref.WeakValueDictionary()

    def new(self, table, filename):
        """A new table."""
        kinds = {SymbolTableType.FUNCTION: Function, SymbolTableType.CLASS: Class}
        return kinds.get(table.kind, SymbolTable)(table, filename)

    def __call__(self, table, filename):
        known = self._tables.get(id(table))
        if known is None:
            known = self._tables[id(table)] = self.new(table, filename)
        return known


_new_symbol_table = SymbolTableFactory()


class SymbolTable:
    """A scope."""

    def __init__(self, raw_table, filename):
        self._table = raw_table
        self._filename = filename
        self._symbols = {}

    def __repr__(self):
        kind = "" if self.__class__ == SymbolTable else "%s " % self.__class__.__name__
        if self._table.name == "top":
            return "<{0}SymbolTable for module {1}>".format(kind, self._filename)
        return "<{0}SymbolTable for {1} in {2}>".format(kind, self._table.name, self._filename)

    def get_type(self):
        """Its kind."""
        return self._table.kind

    def get_id(self):
        """A number that no other has."""
        return id(self._table)

    def get_name(self):
        """Its name; that of the module is top."""
        return self._table.name

    def get_lineno(self):
        """The line where it begins."""
        return self._table.lineno

    def is_optimized(self):
        """Whether its locals can be numbered."""
        return self._table.kind == SymbolTableType.FUNCTION

    def is_nested(self):
        """Whether it lies in a function."""
        return self._table.nested

    def has_children(self):
        """Whether other scopes lie in it."""
        return bool(self._table.children)

    def get_identifiers(self):
        """Its names."""
        return self._table.flags.keys()

    def lookup(self, name):
        """The Symbol of a name."""
        symbol = self._symbols.get(name)
        if symbol is None:
            flags = self._table.flags[name]
            spaces = [_new_symbol_table(c, self._filename) for c in self._table.children
                      if c.name == name]
            symbol = self._symbols[name] = Symbol(
                name, flags, self._table.scopes[name], spaces,
                module_scope=self._table.kind == SymbolTableType.MODULE)
        return symbol

    def get_symbols(self):
        """All Symbols."""
        return [self.lookup(name) for name in self.get_identifiers()]

    def get_children(self):
        """The scopes in it."""
        return [_new_symbol_table(c, self._filename) for c in self._table.children]


class Function(SymbolTable):
    """The scope of a function."""

    def _where(self, test):
        return tuple(name for name in self._table.flags
                     if test(self._table.flags[name], self._table.scopes[name]))

    def get_parameters(self):
        """The names of its parameters."""
        return self._where(lambda flags, scope: flags & DEF_PARAM)

    def get_locals(self):
        """The names of its locals."""
        return self._where(lambda flags, scope: scope in (LOCAL, CELL))

    def get_globals(self):
        """The names that are global in it."""
        return self._where(lambda flags, scope: scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT))

    def get_nonlocals(self):
        """The names that it declares nonlocal."""
        return self._where(lambda flags, scope: flags & DEF_NONLOCAL)

    def get_frees(self):
        """The names of functions around it."""
        return self._where(lambda flags, scope: scope == FREE)


class Class(SymbolTable):
    """The scope of a class."""

    def get_methods(self):
        """The names of the functions in it."""
        found = {}
        for child in self._table.children:
            if child.kind == SymbolTableType.TYPE_PARAMETERS:
                child = next((c for c in child.children if c.name == child.name), child)
            if child.kind == SymbolTableType.FUNCTION \
                    and self._table.flags.get(child.name, 0) & (DEF_LOCAL | DEF_GLOBAL) == DEF_LOCAL:
                found[child.name] = 1
        return tuple(found)


class Symbol:
    """A name in a scope."""

    def __init__(self, name, flags, scope, namespaces=None, *, module_scope=False):
        self.__name = name
        self.__flags = flags
        self.__scope = scope
        self.__namespaces = namespaces or ()
        self.__module_scope = module_scope

    def __repr__(self):
        flags = '|'.join(text for flag, text in _flag_names if self.__flags & flag)
        return f'<symbol {self.__name!r}: {_scope_names.get(self.__scope, "?")}, {flags}>'

    def get_name(self):
        """The name."""
        return self.__name

    def is_referenced(self):
        """Whether it is read."""
        return bool(self.__flags & USE)

    def is_parameter(self):
        """Whether it is a parameter."""
        return bool(self.__flags & DEF_PARAM)

    def is_global(self):
        """Whether it is a variable of the module, or a builtin."""
        return bool(self.__scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT)
                    or (self.__module_scope and self.__flags & DEF_BOUND))

    def is_nonlocal(self):
        """Whether a nonlocal statement names it."""
        return bool(self.__flags & DEF_NONLOCAL)

    def is_declared_global(self):
        """Whether a global statement names it."""
        return self.__scope == GLOBAL_EXPLICIT

    def is_local(self):
        """Whether it is a variable of this scope."""
        return bool(self.__scope in (LOCAL, CELL)
                    or (self.__module_scope and self.__flags & DEF_BOUND))

    def is_annotated(self):
        """Whether an annotation stands at the name."""
        return bool(self.__flags & DEF_ANNOT)

    def is_free(self):
        """Whether it is a variable of a scope around this one."""
        return self.__scope == FREE

    def is_imported(self):
        """Whether an import binds it."""
        return bool(self.__flags & DEF_IMPORT)

    def is_assigned(self):
        """Whether something is assigned to it."""
        return bool(self.__flags & DEF_LOCAL)

    def is_namespace(self):
        """Whether it is the name of a function or class that is defined here."""
        return bool(self.__namespaces)

    def get_namespaces(self):
        """The scopes that it names."""
        return self.__namespaces

    def get_namespace(self):
        """The one scope that it names."""
        if len(self.__namespaces) == 0:
            raise ValueError("name is not bound to any namespaces")
        if len(self.__namespaces) > 1:
            raise ValueError("name is bound to multiple namespaces")
        return self.__namespaces[0]
