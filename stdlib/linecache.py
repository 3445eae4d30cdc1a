"""Lines of source files, remembered; tracebacks read them through here."""
__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By file name: (size, time of the last change, lines, path), with None as the time of what is no file,
# or a tuple of one function that gives the source.
cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Line lineno of a file, with its line end; '' if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; [] if it cannot be read."""
    entry = cache.get(filename, ())
    if len(entry) == 4:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget entries whose files have changed."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name, ())
        if len(entry) == 4 and entry[1] is not None:
            from os import stat
            try:
                now = stat(entry[3])
            except (OSError, ValueError):
                now = None
            if now is None or (now.st_size, now.st_mtime) != entry[:2]:
                cache.pop(name, None)


def _is_file_name(name):
    """Not '', and not a name like <string>."""
    return bool(name) and not (name[0] == "<" and name[-1] == ">")


def _candidates(filename):
    """Where a file may be: under its name, or somewhere on the module path."""
    import os
    import sys
    yield filename
    if not os.path.isabs(filename):
        for directory in sys.path:
            try:
                yield os.path.join(directory, filename)
            except (TypeError, AttributeError):
                pass  # no text


def updatecache(filename, module_globals=None):
    """Read a file, or ask the loader of its module; return its lines, [] if that fails."""
    if len(cache.get(filename, ())) == 4:
        del cache[filename]
    if filename and filename.startswith("<") and (lines := _typed(filename)):
        return lines
    if not _is_file_name(filename):
        return []
    import os
    for place, path in enumerate(_candidates(filename)):
        try:
            about = os.stat(path)
        except (OSError, ValueError):
            if place == 0:
                # no such file: the loader, if there is one, knows better than the module path
                if (lines := _loaded(filename, module_globals)) is not None:
                    return lines
            continue
        return _read(filename, path, about)
    return []


def _typed(filename):
    """The lines of what was typed, or given with -c, under a name that is no file's."""
    from _imp import typed_source
    source = typed_source(filename)
    return [] if source is None else [line + "\n" for line in source.splitlines()]


def _loaded(filename, module_globals):
    """The lines a loader gives, None if nobody can say."""
    if not lazycache(filename, module_globals):
        return None
    try:
        source = cache[filename][0]()
    except (ImportError, OSError):
        return None
    if source is None:
        return []
    lines = [line + "\n" for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return lines


def _read(filename, path, about):
    """Remember the lines of a file."""
    import tokenize
    try:
        with tokenize.open(path) as file:
            lines = list(file) or [""]
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    lines = [line if line.endswith("\n") else line + "\n" for line in lines]
    cache[filename] = about.st_size, about.st_mtime, lines, path
    return lines


def lazycache(filename, module_globals):
    """Remember how to get the source from the module's loader; say whether there is a way."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not _is_file_name(filename) or not module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals.get("__name__")
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or get_source is None:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True
