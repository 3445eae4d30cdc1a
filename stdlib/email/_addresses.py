"""Texts of addresses as lists of tokens, for utils.py and headerregistry.py."""
import re
from itertools import dropwhile

_TOKEN = re.compile(r'(?P<space>\s+)|(?P<quoted>"(?:[^"\\]|\\.)*(?:"|$))|(?P<comment>\()|(?P<literal>\[[^\]]*\]?)'
                    r'|(?P<special>[<>@,:;.])|(?P<atom>[^\s"()\[<>@,:;.]+)|(?P<other>.)', re.DOTALL)


_AT = 'special', '@'
_STRAY = ('special', ';'), ('special', '>'), ('other', ')')


def tokens(text):
    """[(kind, text)]"""
    found, at = [], 0
    while token := _TOKEN.match(text, at):
        end = token.end()
        if (kind := token.lastgroup) == 'comment':
            end = _comment_end(text, at)
        found.append((kind, text[at:end]))
        at = end
    return found


def _comment_end(text, at):
    depth = 0
    for mark in re.finditer(r'\\.|[()]', text[at:]):
        depth += {'(': 1, ')': -1}.get(mark[0], 0)
        if not depth:
            return at + mark.end()
    return len(text)


def divided(items, mark):
    """Lists of tokens between marks; those between < and >, and in groups, stay together."""
    piece, inside = [], set()
    for token in items:
        match token:
            case 'special', '<':
                inside.add('>')
            case 'special', ':' if '>' not in inside:
                inside.add(';')
            case 'special', closing:
                inside.discard(closing)
        if token == ('special', mark) and not inside:
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def split(items, mark):
    """The tokens before the first mark and those after it; None if there is no such mark."""
    at = next((at for at, token in enumerate(items) if token == ('special', mark)), None)
    return None if at is None else (items[:at], items[at + 1:])


def unquoted(text):
    """What is between quotes."""
    return re.sub(r'\\(.)', r'\1', text[1:].removesuffix('"'), flags=re.DOTALL)


def pairs(text):
    """[(name, address)], with nothing decoded and hardly anything refused."""
    pieces = list(divided(tokens(text), ',')) if text else []
    if len(pieces) > 1 and not pieces[-1]:
        del pieces[-1]
    found, after_blank = [], False
    for piece in pieces:
        # Two blank pieces count as one; a single one hides the comment behind it.
        if after_blank and _is_blank(piece):
            after_blank = False
        else:
            found += _pairs(_behind_comments(piece) if after_blank else piece)
            after_blank = _is_blank(piece)
    return found


def _is_blank(piece):
    return all(kind == 'space' for kind, _ in piece)


def _behind_comments(items):
    return list(dropwhile(lambda token: token[0] in ('space', 'comment'), items))


def _is_plain(items):
    """Whether nothing among the tokens ends an address."""
    return not any(token in _STRAY for token in items)


def _pairs(piece):
    group = split(piece, ':')
    if group and ('special', '<') not in group[0] and _is_plain(group[0]):
        members, rest = split(group[1], ';') or (group[1], [])
        if _AT in group[0]:
            yield '', _address(group[0])
        yield from (pair for member in divided(members, ',') for pair in _pairs(member))
        if any(kind != 'space' for kind, _ in rest):
            yield from _pairs(rest)
        return
    if (named := split(piece, '<')) and _is_plain(named[0]):
        name, rest = named
        inside, after = split(rest, '>') or (rest, [])
        if _AT in name:
            # an address, and another without a comma between them
            yield from _pairs(name)
            name = []
        comments = _comments(name + inside)
        if inside[:1] == [_AT] and (routed := split(inside, ':')):
            inside = routed[1]
        elif inside[:1] == [_AT]:
            inside = []
        name = ' '.join(''.join(unquoted(text) if kind == 'quoted' else ' ' if kind in ('comment', 'space') else text
                                for kind, text in name).split()) if ('"' not in ''.join(text for _, text in name)) else _name(name)
        yield (f'{name} ({comments})' if comments else name), _address(inside)
    else:
        stray = next((at for at, token in enumerate(piece) if token in _STRAY), len(piece))
        spec, after = piece[:stray], piece[stray:]
        if _AT in spec and (end := next((at for at, (kind, _) in enumerate(spec) if kind == 'quoted' and _AT in spec[:at]), 0)):
            spec, after = spec[:end], spec[end:] + after
        if _AT not in spec:
            # Without an address the first word has to do.
            words = ''.join(' ' if kind == 'comment' else unquoted(text) if kind == 'quoted' else text for kind, text in spec)
            address = words.split()[0] if words.split() and not any(kind == 'quoted' for kind, _ in spec) else words.strip()
        else:
            address = _address(spec)
        if any(kind != 'space' for kind, _ in spec) or not after:
            yield address and _comments(spec), address
    if not _is_plain((after := _behind_comments(after))[:1]):
        yield '', ''
        after = _behind_comments(after[1:])
    if any(kind not in ('space', 'comment') for kind, _ in after):
        yield from _pairs(after)


def _comments(items):
    return ' '.join(re.sub(r'\\(.)', r'\1', text[1:].removesuffix(')'), flags=re.DOTALL)
                    for kind, text in items if kind == 'comment')


def _name(items):
    """A display name with quoted parts."""
    return ' '.join(unquoted(text) if kind == 'quoted' else text for kind, text in items if kind not in ('space', 'comment'))


def _address(items):
    """The text of an address: spaces are only kept between the words before the @."""
    local, mark, domain = [], '', ''
    for kind, text in items:
        if kind == 'comment':
            continue
        if (kind, text) == _AT:
            if mark:
                return ''
            mark = '@'
        elif mark:
            domain += '' if kind == 'space' else text
        elif kind != 'space':
            if text == '.' and local and local[-1].isspace():
                del local[-1]
            local.append(text)
        elif local[-1:] != ['.']:
            local.append(text)
    words = ''.join(local).strip()
    if mark and not domain:
        return ''
    if not mark:
        words, *_ = words.split(None, 1) or ['']
    return words + mark + domain
