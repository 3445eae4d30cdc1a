"""The paths of `find` as expressions of XPath."""

import re

import _lxml

_SIMPLE = re.compile(r"(?:\{[^}]*\})?[^\W\d][\w.\-]*\Z").match
_TOKEN = re.compile(r"""
    (?P<sep>//?) | (?P<dots>\.\.?) | \{(?P<uri>[^}]*)\}(?P<braced>[\w.\-*]+)
    | (?P<prefix>[^\W\d][\w.\-]*):(?P<name>[\w.\-*]+) | (?P<plain>\*|[^\W\d][\w.\-]*) | (?P<open>\[)
    """, re.VERBOSE).match
_PREDICATE = re.compile(r"""
    \s*(?: (?P<number>-?\d+) | last\(\)\s*(?:-\s*(?P<back>\d+))?(?P<last>)
    | (?P<attr>@)?(?P<key>\.|\*|(?:\{[^}]*\}|[^\W\d][\w.\-]*:)?[^\W\d][\w.\-]*)
      \s*(?:(?P<op>!?=)\s*(?P<value>'[^']*'|"[^"]*"))? )\s*\]
    """, re.VERBOSE).match
_cache = {}


def compile_path(path, namespaces):
    """(simple name or None, expression, its namespaces)"""
    if hasattr(namespaces, "items"):
        namespaces = tuple(namespaces.items())
    key = path, tuple(namespaces) if namespaces else ()
    found = _cache.get(key)
    if found is None:
        if len(_cache) > 200:
            _cache.clear()
        found = _cache[key] = _compile(path, dict(key[1]))
    return found


def _compile(path, namespaces):
    if isinstance(path, bytes):
        path = path.decode()
    if _SIMPLE(path) and (path.startswith("{") or None not in namespaces):
        return path, None, ()
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    if path[-1:] == "/":
        path += "*"
    uris = {}

    def named(uri, name):
        if uri == "*":
            return "*" if name == "*" else f"*[local-name()='{name}']"
        if not uri:
            return name
        return uris.setdefault(uri, f"n{len(uris)}") + ":" + name

    def resolved(prefix):
        if prefix not in namespaces:
            raise SyntaxError(f"prefix {prefix!r} not found in prefix map")
        return namespaces[prefix]

    def name_of(text, default):
        if text.startswith("{"):
            return named(*text[1:].rsplit("}", 1))
        if ":" in text:
            prefix, _, name = text.partition(":")
            return named(resolved(prefix), name)
        return named(default, text)
    out, at, needs_step = [], 0, True
    while at < len(path):
        token = _TOKEN(path, at)
        if token is None:
            raise SyntaxError("invalid path")
        at = token.end()
        kind = token.lastgroup
        if kind == "sep":
            if needs_step:
                raise SyntaxError("invalid path")
            needs_step = True
            out.append("/" if token["sep"] == "/" else "/descendant::")
            continue
        if kind == "open":
            predicate = _PREDICATE(path, at)
            if predicate is None:
                raise SyntaxError("invalid path" if "]" not in path[at:] else "invalid predicate")
            at = predicate.end()
            out.append(_predicate(predicate, name_of))
            continue
        if not needs_step:
            raise SyntaxError("invalid path")
        needs_step = False
        if kind == "dots":
            if out and out[-1].endswith("::"):
                out[-1] = "/descendant-or-self::node()/"
            out.append(token["dots"])
        elif kind == "braced":
            out.append(named(token["uri"], token["braced"]))
        elif kind == "name":
            out.append(named(resolved(token["prefix"]), token["name"]))
        else:
            name = token["plain"]
            out.append(name if name == "*" else named(namespaces.get(None), name))
    if needs_step:
        raise SyntaxError("invalid path")
    compiled = _lxml.Compiled.compile("".join(out))
    if isinstance(compiled, str):
        raise SyntaxError("invalid path")
    return None, compiled, tuple((prefix, uri) for uri, prefix in uris.items())


def _predicate(match, name_of):
    if match["number"]:
        if int(match["number"]) < 1:
            raise SyntaxError("XPath position >= 1 expected")
        return f"[{match['number']}]"
    if match["last"] is not None:
        return f"[last()-{match['back']}]" if match["back"] else "[last()]"
    if match["attr"]:
        left = "@" + name_of(match["key"], None)
    else:
        left = match["key"] if match["key"] in (".", "*") else name_of(match["key"], None)
    if match["op"] is None:
        return f"[{left}]"
    return f"[{left}={match['value']}]" if match["op"] == "=" else "[false()]"
