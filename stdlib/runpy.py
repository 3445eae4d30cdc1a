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






















def _run_code(code, run_globals, init_globals=None,
              mod_name=None, mod_spec=None,
              pkg_name=None, script_name=None):
    if init_globals is not None:
        run_globals.update(init_globals)
    loader = fname = cached = None
    if mod_spec is None:
        fname = script_name
    else:
        loader = mod_spec.loader
        fname = mod_spec.origin
        cached = mod_spec.cached
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=fname, __cached__=cached,
                       __doc__=None, __loader__=loader,
                       __package__=pkg_name, __spec__=mod_spec)



    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None,
                     mod_name=None, mod_spec=None,
                     pkg_name=None, script_name=None):
    name = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temp, _ModifiedArgv0(name):
        names = temp.module.__dict__
        _run_code(code, names, init_globals,
                  mod_name, mod_spec, pkg_name, script_name)
    # The module's namespace may be emptied when the module goes.
    return names.copy()


def _get_module_details(mod_name, error=ImportError):
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    import importlib.util
    package, _, _ = mod_name.rpartition(".")
    if package:
        # A name that the package itself does not find is the caller's affair;
        # a failure inside of the package is not.
        try:
            __import__(package)
        except ImportError as e:
            if e.name is None or (e.name != package and not package.startswith(e.name + ".")):
                raise
        before = sys.modules.get(mod_name)
        if before is not None and not hasattr(before, "__path__"):
            from warnings import warn
            warn(RuntimeWarning(f"{mod_name!r} found in sys.modules after import of package "
                                f"{package!r}, but prior to execution of {mod_name!r}; "
                                "this may result in unpredictable behaviour"))
    try:
        spec = _find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        text = "Error while finding module specification for {!r} ({}: {})"
        if mod_name.endswith(".py"):
            text += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise error(text.format(mod_name, type(e).__name__, e)) from e
    if spec is None:
        raise error("No module named %s" % mod_name)
    if spec.submodule_search_locations is not None:
        if mod_name == "__main__" or mod_name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _get_module_details(mod_name + ".__main__", error)
        except error as e:
            if mod_name not in sys.modules:
                raise
            raise error(f"{e}; {mod_name!r} is a package and cannot be directly executed") from None
    loader = spec.loader
    if loader is None:
        raise error(f"{mod_name!r} is a namespace package and cannot be executed")
    try:
        code = loader.get_code(mod_name)
    except ImportError as e:
        raise error(format(e)) from e
    if code is None:
        raise error("No code object available for %s" % mod_name)
    return mod_name, spec, code


def _find_spec(name):
    """The spec of a module that is not imported for it; its package is."""
    package, _, tail = name.rpartition(".")
    path = None
    if package:
        path = getattr(__import__(package, fromlist=["__path__"]), "__path__", None)
        if path is None:
            raise ModuleNotFoundError(f"__path__ attribute not found on {package!r} "
                                      f"while trying to find {name!r}", name=name)
    import _imp
    return _imp.find_spec(name, path)



















def _run_module_as_main(mod_name, alter_argv=True):
    """Runs a module in the namespace of __main__.

    Failures to find it are said in one line; the exit code is 1.
    """
    try:
        if alter_argv or mod_name != "__main__":
            mod_name, mod_spec, code = _get_module_details(mod_name, _Error)
        else:
            mod_name, mod_spec, code = _get_main_module_details(_Error)
    except _Error as exc:
        sys.exit(f"{sys.executable}: {exc}")
    main_globals = sys.modules["__main__"].__dict__
    if alter_argv:
        sys.argv[0] = mod_spec.origin
    return _run_code(code, main_globals, None,
                     "__main__", mod_spec)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module's code and gives its namespace.

    run_name is its __name__; alter_sys: sys.argv[0] and sys.modules show it
    while it runs.
    """
    mod_name, mod_spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, mod_spec)
    return _run_code(code, {}, init_globals, run_name, mod_spec)


def _get_main_module_details(error=ImportError):
    try:
        return _get_module_details("__main__")
    except ImportError as exc:
        if "__main__" in str(exc):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from exc
        raise


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
    with io.open_code(os.path.abspath(path_name)) as f:
        code = compile(f.read(), path_name, "exec", dont_inherit=True)
    return _run_module_code(code, init_globals, run_name,
                            pkg_name=pkg_name, script_name=path_name)


def _is_archive(name):
    try:
        with open(name, "rb") as f:
            data = f.read()
    except OSError:
        return False
    return b"\0" in data and b"PK\5\6" in data[-1 << 16:]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("No module specified for execution", file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
