"""The part of XPath that find(), findall() and iterfind() understand."""
import re

xpath_tokenizer_re = re.compile(
    r"('[^']*'|\"[^\"]*\"|::|//?|\.\.|\(\)|!=|[/.*:\[\]\(\)@=])|((?:\{[^}]+\})?[^/\[\]\(\)@!=\s]+)|\s+")


def xpath_tokenizer(pattern, namespaces=None):
    """(sign, name) pairs; names come with their namespaces."""
    default = namespaces.get("") if namespaces else None
    attribute = False
    for token in xpath_tokenizer_re.findall(pattern):
        kind, tag = token
        if tag and tag[0] != "{":
            if ":" in tag:
                prefix, _, uri = tag.partition(":")
                try:
                    if not namespaces:
                        raise KeyError
                    yield kind, "{%s}%s" % (namespaces[prefix], uri)
                except KeyError:
                    raise SyntaxError("prefix %r not found in prefix map" % prefix) from None
            elif default and not attribute:
                yield kind, "{%s}%s" % (default, tag)
            else:
                yield token
            attribute = False
        else:
            yield token
            attribute = kind == "@"


def get_parent_map(context):
    """Each element's parent."""
    if context.parent_map is None:
        context.parent_map = {child: parent for parent in context.root.iter() for child in parent}
    return context.parent_map


def _matcher(tag):
    """A test of tags for a name with * in it: {*}name, {uri}*, {}*; None for a plain name."""
    if not (tag[:3] == "{*}" or tag[-2:] == "}*"):
        return None
    if tag == "{*}*":
        return lambda other: isinstance(other, str)
    if tag == "{}*":
        return lambda other: isinstance(other, str) and other[0] != "{"
    if tag[:3] == "{*}":
        end = tag[2:]
        return lambda other: other == tag[3:] or isinstance(other, str) and other.endswith(end)
    return lambda other: isinstance(other, str) and other.startswith(tag[:-1])


def prepare_child(next, token):
    """A step to the children of a name."""
    tag = token[1]
    matches = _matcher(tag)
    if matches is None:
        if tag[:2] == "{}":
            tag = tag[2:]
        matches = tag.__eq__

    def select(context, result):
        for element in result:
            for child in element:
                if matches(child.tag) is True:
                    yield child
    return select


def prepare_star(next, token):
    """A step to all children."""
    def select(context, result):
        for element in result:
            yield from element
    return select


def prepare_self(next, token):
    """A step that stays."""
    def select(context, result):
        yield from result
    return select


def prepare_descendant(next, token):
    """A step to everything below of a name."""
    try:
        token = next()
    except StopIteration:
        return None
    if token[0] == "*":
        tag = "*"
    elif not token[0]:
        tag = token[1]
    else:
        raise SyntaxError("invalid descendant")
    matches = _matcher(tag)
    if matches is None and tag[:2] == "{}":
        tag = tag[2:]

    def select(context, result):
        for element in result:
            for found in element.iter(tag) if matches is None else element.iter():
                if found is not element and (matches is None or matches(found.tag)):
                    yield found
    return select


def prepare_parent(next, token):
    """A step up."""
    def select(context, result):
        parents = get_parent_map(context)
        seen = {}
        for element in result:
            if element in parents:
                parent = parents[element]
                if parent not in seen:
                    seen[parent] = None
                    yield parent
    return select


def prepare_predicate(next, token):
    """A condition in brackets."""
    signature, words = [], []
    while True:
        try:
            token = next()
        except StopIteration:
            return None
        if token[0] == "]":
            break
        if token == ("", ""):
            continue
        if token[0] and token[0][:1] in "'\"":
            token = "'", token[0][1:-1]
        signature.append(token[0] or "-")
        words.append(token[1])
    signature = "".join(signature)

    def where(condition):
        def select(context, result):
            for element in result:
                if condition(element):
                    yield element
        return select

    if signature == "@-":
        key = words[1]
        return where(lambda element: element.get(key) is not None)
    if signature in ("@-='", "@-!='"):
        key, value = words[1], words[-1]
        if "!" in signature:
            return where(lambda element: (found := element.get(key)) is not None and found != value)
        return where(lambda element: element.get(key) == value)
    if signature == "-" and not re.match(r"\-?\d+$", words[0]):
        tag = words[0]
        return where(lambda element: element.find(tag) is not None)
    if signature in (".='", ".!='") or signature in ("-='", "-!='") and not re.match(r"\-?\d+$", words[0]):
        tag, value = words[0], words[-1]
        negative = "!" in signature
        if not tag:
            return where(lambda element: ("".join(element.itertext()) != value) is negative)
        return where(lambda element: any(("".join(found.itertext()) != value) is negative
                                         for found in element.iterfind(tag)))
    if signature in ("-", "-()", "-()-"):
        if signature == "-":
            index = int(words[0]) - 1
            if index < 0:
                raise SyntaxError("XPath position >= 1 expected")
        else:
            if words[0] != "last":
                raise SyntaxError("unsupported function")
            index = -1
            if signature == "-()-":
                try:
                    index = int(words[2]) - 1
                except ValueError:
                    raise SyntaxError("unsupported expression")
                if index > -2:
                    raise SyntaxError("XPath offset from last() must be negative")

        def select(context, result):
            parents = get_parent_map(context)
            for element in result:
                try:
                    parent = parents[element]
                    if list(parent.findall(element.tag))[index] is element:
                        yield element
                except (IndexError, KeyError):
                    pass
        return select
    raise SyntaxError("invalid predicate")


ops = {"": prepare_child, "*": prepare_star, ".": prepare_self, "..": prepare_parent, "//": prepare_descendant,
       "[": prepare_predicate}

_cache = {}


class _SelectorContext:
    parent_map = None

    def __init__(self, root):
        self.root = root


def iterfind(elem, path, namespaces=None):
    """The elements that a path leads to."""
    if path[-1:] == "/":
        path += "*"
    key = (path,)
    if namespaces:
        if None in namespaces:
            raise ValueError("empty namespace prefix must be passed as None, not the empty string")
        key += tuple(sorted(namespaces.items()))
    steps = _cache.get(key)
    if steps is None:
        if len(_cache) > 100:
            _cache.clear()
        if path[:1] == "/":
            raise SyntaxError("cannot use absolute path on element")
        next = iter(xpath_tokenizer(path, namespaces)).__next__
        try:
            token = next()
        except StopIteration:
            return
        steps = []
        while True:
            try:
                steps.append(ops[token[0]](next, token))
            except StopIteration:
                raise SyntaxError("invalid path") from None
            try:
                token = next()
                if token[0] == "/":
                    token = next()
            except StopIteration:
                break
        _cache[key] = steps
    result = [elem]
    context = _SelectorContext(elem)
    for select in steps:
        result = select(context, result)
    return result


def find(elem, path, namespaces=None):
    """The first element that a path leads to, or None."""
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    """The elements that a path leads to, as a list."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first element that a path leads to."""
    try:
        return next(iterfind(elem, path, namespaces)).text or ""
    except StopIteration:
        return default
