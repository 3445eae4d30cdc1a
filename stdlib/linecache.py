"""Lines of source files, remembered; tracebacks read them through here."""

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# Maps a file name to (size, mtime, lines, full name), or to (function that
# gets the text,) for modules whose loader has it.
cache = {}
_interactive_cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Line lineno of a file, with its line end; '' if there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    """All lines of a file; [] if it cannot be read."""
    if filename in cache:
        entry = cache[filename]
        if len(entry) != 1:
            return cache[filename][2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _getline_from_code(filename, lineno):
    lines = _getlines_from_code(filename)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def _make_key(code):
    if isinstance(code, str):       # a name made up for one input
        return code
    return (code.co_name, code.co_qualname, code.co_filename)


def _getlines_from_code(code):
    """Lines that the interactive interpreter registered for a code object."""
    code_id = _make_key(code)
    if code_id in _interactive_cache:
        entry = _interactive_cache[code_id]
        if len(entry) != 1:
            return entry[2]
    return []


def _register_code(code, string, name):
    """Remember the source of code that comes from no file, and of the code within it."""
    entry = (len(string), None, [line + '\n' for line in string.splitlines()], name)
    stack = [code]
    while stack:
        code = stack.pop()
        for const in getattr(code, 'co_consts', ()):
            if isinstance(const, type(code)):
                stack.append(const)
        _interactive_cache[_make_key(code)] = entry


def checkcache(filename=None):
    """Forget entries whose files have changed."""
    if filename is None:
        filenames = list(cache)
    elif filename in cache:
        filenames = [filename]
    else:
        return
    for filename in filenames:
        try:
            entry = cache[filename]
        except KeyError:
            continue
        if len(entry) == 1:
            continue
        size, mtime, lines, fullname = entry
        if mtime is None:
            continue        # came from a loader
        try:
            import os
        except ImportError:
            return
        try:
            stat = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(filename, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(filename, None)


def updatecache(filename, module_globals=None):
    """Read a file, or ask the loader of its module; return its lines, [] if that fails."""
    import os
    import sys

    if filename in cache:
        if len(cache[filename]) != 1:
            cache.pop(filename, None)
    if not filename:
        return []
    if filename.startswith('<'):
        # What was typed, or given with -c.
        from _imp import typed_source
        text = typed_source(filename)
        if text is not None:
            lines = [line + '\n' for line in text.splitlines()]
            cache[filename] = len(text), None, lines, filename
            return lines
        if filename.endswith('>'):
            return []
    fullname = filename
    try:
        stat = os.stat(fullname)
    except OSError:
        basename = filename
        if lazycache(filename, module_globals):
            try:
                data = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if data is None:
                    return []
                cache[filename] = (len(data), None,
                                   [line + '\n' for line in data.splitlines()], fullname)
                return cache[filename][2]
        # A relative name may be meant relative to a directory of sys.path.
        if os.path.isabs(filename):
            return []
        for dirname in sys.path:
            try:
                fullname = os.path.join(dirname, basename)
            except (TypeError, AttributeError):
                continue
            try:
                stat = os.stat(fullname)
                break
            except (OSError, ValueError):
                pass
        else:
            return []
    except ValueError:
        return []
    try:
        lines = _read(fullname)
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if not lines:
        lines = ['\n']
    elif not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = stat.st_size, stat.st_mtime, lines, fullname
    return lines


def _read(path):
    """The lines of a file, decoded as its encoding declaration says."""
    import io
    with io.open_code(path) as fp:
        data = fp.read()
    if data[:3] == b'\xef\xbb\xbf' or b'coding' in b''.join(data.splitlines()[:2]):
        import tokenize
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    else:
        encoding = 'utf-8'
    return io.TextIOWrapper(io.BytesIO(data), encoding).readlines()


def lazycache(filename, module_globals):
    """Remember how to get the source from the module's loader; say whether there is a way."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or (filename.startswith('<') and filename.endswith('>')):
        return False
    if module_globals and '__name__' in module_globals:
        spec = module_globals.get('__spec__')
        name = getattr(spec, 'name', None) or module_globals['__name__']
        loader = getattr(spec, 'loader', None)
        if loader is None:
            loader = module_globals.get('__loader__')
        get_source = getattr(loader, 'get_source', None)
        if name and get_source:
            def get_lines(name=name, *args, **kwargs):
                return get_source(name, *args, **kwargs)
            cache[filename] = (get_lines,)
            return True
    return False
