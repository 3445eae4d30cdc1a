"""The part of XPath that find(), findall() and iterfind() understand.

A path becomes a list of steps; a step is a function of the search and a stream of elements that gives the next stream.
"""
from itertools import islice
import re

xpath_tokenizer_re = re.compile(
    r"""('[^']*'|"[^"]*")|(::|//?|\.\.|\(\)|!=|[/.*:\[\]()@=])|((?:\{[^}]+\})?[^/\[\]()@!=\s]+)|\s+""")


def xpath_tokenizer(pattern, namespaces=None):
    """(sign, name) pairs; names come with their namespaces."""
    namespaces = namespaces or {}
    default = namespaces.get('')
    attribute = False
    for quoted, sign, name in xpath_tokenizer_re.findall(pattern):
        sign = quoted or sign
        if name and name[0] != '{':
            prefix, colon, local = name.partition(':')
            if colon:
                if prefix not in namespaces:
                    raise SyntaxError(f'prefix {prefix!r} not found in prefix map') from None
                name = f'{{{namespaces[prefix]}}}{local}'
            elif default and not attribute:
                name = f'{{{default}}}{name}'
        yield sign, name
        attribute = name == '' and sign == '@'


class _Search:
    """What steps share: the element a search begins at, and who is whose parent."""

    def __init__(self, root):
        self.root = root
        self.parents = None


def get_parent_map(context):
    """Each element's parent."""
    if context.parents is None:
        context.parents = {child: parent for parent in context.root.iter() for child in parent}
    return context.parents


def _matcher(name):
    """Whether a tag is what a name with wildcards means; None for a name without."""
    if name.startswith('{*}'):
        local, ending = name[3:], name[2:]
        if local == '*':
            return lambda tag: isinstance(tag, str)
        return lambda tag: isinstance(tag, str) and (tag == local or tag.endswith(ending) and tag[0] == '{')
    if name.startswith('{}'):
        local = name[2:]
        if local == '*':
            return lambda tag: isinstance(tag, str) and tag[:1] != '{'
        return lambda tag: tag == local
    if name.endswith('}*'):
        start = name[:-1]
        return lambda tag: isinstance(tag, str) and tag.startswith(start)


def _select(name, reach):
    """A step to the elements of a name among those that reach() gives for each element."""
    fits = _matcher(name)
    if fits is None:
        return lambda context, elements: (e for element in elements for e in reach(element) if e.tag == name)
    return lambda context, elements: (e for element in elements for e in reach(element) if fits(e.tag))


def prepare_child(next, token):
    """A step to the children of a name."""
    return _select(token[1], iter)


def prepare_star(next, token):
    """A step to all children."""
    return lambda context, elements: (child for element in elements for child in element)


def prepare_self(next, token):
    """A step that stays."""
    return lambda context, elements: elements


def prepare_descendant(next, token):
    """A step to everything below of a name."""
    sign, name = next()
    if sign and sign != '*':
        raise SyntaxError('invalid descendant')
    if sign or not _matcher(name):
        return lambda context, elements: (
            e for element in elements for e in element.iter(sign or name) if e is not element)
    return _select(name, lambda element: islice(element.iter(), 1, None))


def prepare_parent(next, token):
    """A step up."""
    def up(context, elements):
        parents = get_parent_map(context)
        return dict.fromkeys(parents[element] for element in elements if element in parents)
    return up


def _having(condition):
    """A step that keeps the elements with a condition."""
    return lambda context, elements: filter(condition, elements)


def _placed(place):
    """A step that keeps the elements that are at a place among those of their name and parent, from 0 or from the end."""
    def chosen(context, elements):
        parents = get_parent_map(context)
        for element in elements:
            alike = [*parents[element].findall(element.tag)] if element in parents else []
            if -len(alike) <= place < len(alike) and alike[place] is element:
                yield element
    return chosen


def _text_is(element, text):
    return ''.join(element.itertext()) == text


def prepare_predicate(next, token):
    """A condition in brackets."""
    # The kind of a condition is written with ' for texts and - for names and numbers.
    kind, values = '', []
    while True:
        try:
            sign, name = next()
        except StopIteration:
            return None
        if sign == ']':
            break
        if not (sign or name):
            continue
        if sign[:1] in ('"', "'") and sign:
            sign, name = "'", sign[1:-1]
        kind += sign or '-'
        values.append(name)

    number = kind == '-' and re.fullmatch(r'\-?\d+', values[0])
    match kind:
        case '@-':
            key = values[1]
            return _having(lambda element: element.get(key) is not None)
        case "@-='":
            key, wanted = values[1], values[-1]
            return _having(lambda element: element.get(key) == wanted)
        case "@-!='":
            key, wanted = values[1], values[-1]
            return _having(lambda element: element.get(key) not in (None, wanted))
        case '-' if not number:
            name = values[0]
            return _having(lambda element: element.find(name) is not None)
        case ".='" | ".!='":
            wanted, equal = values[-1], '!' not in kind
            return _having(lambda element: _text_is(element, wanted) == equal)
        case "-='" | "-!='" if not re.fullmatch(r'\-?\d+', values[0]):
            name, wanted, equal = values[0], values[-1], '!' not in kind
            return _having(lambda element: any(_text_is(child, wanted) == equal for child in element.iterfind(name)))
        case '-':
            place = int(values[0]) - 1
            if place < 0:
                raise SyntaxError('XPath position >= 1 expected')
            return _placed(place)
        case '-()' | '-()-':
            if values[0] != 'last':
                raise SyntaxError('unsupported function')
            if kind == '-()':
                return _placed(-1)
            try:
                place = int(values[2]) - 1
            except ValueError:
                raise SyntaxError('unsupported expression')
            if place > -2:
                raise SyntaxError('XPath offset from last() must be negative')
            return _placed(place)
    raise SyntaxError('invalid predicate')


ops = {'': prepare_child, '*': prepare_star, '.': prepare_self, '..': prepare_parent, '//': prepare_descendant,
       '[': prepare_predicate}

_known = {}


def _steps(path, namespaces):
    """The steps of a path."""
    if path[-1:] == '/':
        # Everything below, as if a star followed.
        path += '*'
    key = (path, *sorted(namespaces.items())) if namespaces else path
    if (found := _known.get(key)) is not None:
        return found
    if path[:1] == '/':
        raise SyntaxError('cannot use absolute path on element')
    next = iter(xpath_tokenizer(path, namespaces)).__next__
    steps = []
    try:
        token = next()
        while True:
            steps.append(ops[token[0]](next, token))
            token = next()
            if token[0] == '/':
                token = next()
    except StopIteration:
        if steps == []:
            return None
    if len(_known) > 100:
        _known.clear()
    _known[key] = steps
    return steps


def iterfind(elem, path, namespaces=None):
    """The elements that a path leads to."""
    steps = _steps(path, namespaces)
    if steps is None:
        return None
    context = _Search(elem)
    elements = [elem]
    for step in steps:
        elements = step(context, elements)
    return iter(elements)


def find(elem, path, namespaces=None):
    """The first element that a path leads to, or None."""
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    """The elements that a path leads to, as a list."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first element that a path leads to."""
    found = find(elem, path, namespaces)
    return default if found is None else found.text or ''
