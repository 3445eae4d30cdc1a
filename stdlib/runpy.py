"""Finds modules and runs them as programs: what `-m` does."""
# Tracebacks of `python -m` show two lines of this file. The functions that they
# name are where CPython 3.13 has them, so that the text is the same.
import sys

__all__ = ["run_module", "run_path"]


class _TempModule:
    """A module that stands in sys.modules as long as the block runs."""

    def __init__(self, name):
        self.name = name
        self.module = type(sys)(name)
        self.before = []

    def __enter__(self):
        if self.name in sys.modules:
            self.before.append(sys.modules[self.name])
        sys.modules[self.name] = self.module
        return self

    def __exit__(self, *args):
        if self.before:
            sys.modules[self.name] = self.before.pop()
        else:
            del sys.modules[self.name]


class _ModifiedArgv0:
    """sys.argv[0] is another one as long as the block runs."""

    def __init__(self, value):
        self.value = value

    def __enter__(self):
        self.before = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        sys.argv[0] = self.before


class _Error(Exception):
    """There is nothing to run; the text says why."""






















def _import_parent(mod_name, parent):
    """Import the package of a module; that it is not there is told later."""
    try:
        __import__(parent)
    except ImportError as problem:
        if problem.name is None or not f"{parent}.".startswith(f"{problem.name}."):
            raise
    existing = sys.modules.get(mod_name)
    if existing is not None and not hasattr(existing, "__path__"):
        from warnings import warn
        warn(RuntimeWarning(f"{mod_name!r} found in sys.modules after import of package {parent!r}, but prior to execution "
                            f"of {mod_name!r}; this may result in unpredictable behaviour"))


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a namespace that looks like that of a module."""
    loader, file, cached, parent = (None, script_name, None, None) if mod_spec is None else (
        mod_spec.loader, mod_spec.origin, mod_spec.cached, mod_spec.parent)
    run_globals.update(init_globals or (), __name__=mod_name, __file__=file, __cached__=cached, __doc__=None, __loader__=loader,
                       __package__=parent if pkg_name is None else pkg_name, __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a new module, which stands in sys.modules meanwhile; a copy of its namespace."""
    program = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temporary, _ModifiedArgv0(program):
        scope = vars(temporary.module)
        return _run_code(code, scope, init_globals, mod_name, mod_spec, pkg_name, script_name).copy()


def _get_module_details(mod_name, error=ImportError):
    """(name, spec, code) of what is run for a module: itself, or __main__ of a package.

    error: the exception for names with nothing to run behind them; what goes
    wrong while a package is imported is raised as it is."""
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    if parent := mod_name.rpartition(".")[0]:
        _import_parent(mod_name, parent)
    try:
        spec = _find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        text = f"Error while finding module specification for {mod_name!r} ({type(problem).__name__}: {problem})"
        if mod_name.endswith(".py"):
            text += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise error(text) from problem
    if spec is None:
        raise error(f"No module named {mod_name}")
    if spec.submodule_search_locations is not None:
        if f".{mod_name}".endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _get_module_details(f"{mod_name}.__main__", error)
        except error as problem:
            if mod_name not in sys.modules:
                raise  # the package failed
            raise error(f"{problem}; {mod_name!r} is a package and cannot be directly executed") from None
    if spec.loader is None:
        raise error(f"{mod_name!r} is a namespace package and cannot be executed")
    try:
        code = spec.loader.get_code(spec.name)
    except ImportError as problem:
        raise error(str(problem)) from problem
    if code is None:
        raise error(f"No code object available for {mod_name}")
    return mod_name, spec, code


def _find_spec(name):
    """The spec of a module that is not imported for it; its package is."""
    package, _, tail = name.rpartition(".")
    path = None
    if package:
        path = getattr(__import__(package, fromlist=["__path__"]), "__path__", None)
        if name in sys.modules:
            return sys.modules[name].__spec__
        if path is None:
            raise ModuleNotFoundError(f"__path__ attribute not found on {package!r} "
                                      f"while trying to find {name!r}", name=name)
    import _imp
    return _imp.find_spec(name, path)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module's code and gives its namespace.

    run_name is its __name__; alter_sys: sys.argv[0] and sys.modules show it
    while it runs."""
    found, spec, code = _get_module_details(mod_name)
    how = init_globals, found if run_name is None else run_name, spec
    return _run_module_code(code, *how) if alter_sys else _run_code(code, {}, *how)


def _get_main_module_details(error=ImportError):
    """_get_module_details() of the __main__ of sys.path[0]; the program that is running has this name
    too, so it leaves its place meanwhile."""
    running = sys.modules.pop("__main__", None)
    try:
        return _get_module_details("__main__")
    except ImportError as problem:
        if "__main__" not in str(problem):
            raise
        raise error(f"can't find '__main__' module in {sys.path[0]!r}") from problem
    finally:
        if running is not None:
            sys.modules["__main__"] = running


def _is_archive(name):
    try:
        with open(name, "rb") as f:
            data = f.read()
    except OSError:
        return False
    return b"\0" in data and b"PK\5\6" in data[-1 << 16:]


def _run_module_as_main(mod_name, alter_argv=True):
    """Runs a module in the namespace of __main__; failures to find it are said in one line (exit code 1)."""
    try:
        if alter_argv or mod_name != "__main__":
            _, spec, code = _get_module_details(mod_name, _Error)
        else:
            _, spec, code = _get_main_module_details(_Error)
    except _Error as problem:
        sys.exit(f"{sys.executable}: {problem}")
    if alter_argv:
        sys.argv[0] = f"<stdlib>/{spec.name.replace('.', '/')}.py" if spec.origin == "frozen" else spec.origin
    return _run_code(code, vars(sys.modules["__main__"]), None, "__main__", spec)


def run_path(path_name, init_globals=None, run_name=None):
    """Runs a file, or the __main__.py of a directory or archive, and gives its
    namespace."""
    import os
    if run_name is None:
        run_name = "<run_path>"
    pkg_name = run_name.rpartition(".")[0]
    path_name = os.fsdecode(path_name)
    if os.path.isdir(path_name) or _is_archive(path_name):
        sys.path.insert(0, path_name)
        main = sys.modules.pop("__main__", None)
        try:
            _, mod_spec, code = _get_main_module_details()
        finally:
            if main is not None:
                sys.modules["__main__"] = main
        try:
            with _TempModule(run_name) as temp, _ModifiedArgv0(path_name):
                names = temp.module.__dict__
                return _run_code(code, names, init_globals,
                                 run_name, mod_spec, pkg_name).copy()
        finally:
            try:
                sys.path.remove(path_name)
            except ValueError:
                pass
    import io
    from pkgutil import read_code
    with io.open_code(os.path.abspath(path_name)) as f:
        if (code := read_code(f)) is None:
            f.seek(0)
            code = compile(f.read(), path_name, "exec", dont_inherit=True)
    return _run_module_code(code, init_globals, run_name,
                            pkg_name=pkg_name, script_name=path_name)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("No module specified for execution", file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
