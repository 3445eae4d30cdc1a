"""Headers as objects: texts that know their addresses, dates and parameters."""
import re
from operator import attrgetter
from types import MappingProxyType

from email import _folding, _parameters, errors, utils
from email._addresses import divided as _divided, split as _split, tokens as _tokens, unquoted as _unquoted
from email._folding import decoded, decoded_in_quotes, folded, quoted_leaf, safe_words, words_of

__all__ = ['Address', 'Group', 'HeaderRegistry']

_PLAIN_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_DOMAIN = re.compile(r'[^\s()<>@,:;\\".\[\]]+(?:\.[^\s()<>@,:;\\".\[\]]+)*|\[[^\[\]]*\]')
_CLOSED_QUOTES = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ATOM_ENDS = re.compile(r'[\s()<>@,:;\\"\[\]]')


def _kept(attribute, doc):
    """A property that cannot be set."""
    return property(attrgetter(attribute), doc=doc)


def _quoted_name(name):
    """A display name as it stands before an address."""
    return f'"{utils.quote(name)}"' if utils.specialsre.search(name) else name


class Address:
    """A name and an address."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        pieces = display_name, username, domain, addr_spec
        if any(mark in piece for piece in pieces if piece for mark in '\r\n'):
            raise ValueError('invalid arguments; address parts cannot contain CR or LF')
        if addr_spec is not None:
            if username or domain:
                raise TypeError('addrspec specified when username and/or domain also specified')
            username, domain = _spec(addr_spec)
        self._display_name, self._username, self._domain = display_name, username, domain

    display_name = _kept('_display_name', 'The name.')
    username = _kept('_username', 'What is before the @.')
    domain = _kept('_domain', 'What is after the @.')

    @property
    def addr_spec(self):
        """The address, quoted where it has to be."""
        name = self.username
        if _ATOM_ENDS.search(name):
            name = f'"{utils.quote(name)}"'
        if self.domain:
            return f'{name}@{self.domain}'
        return name or '<>'

    def __repr__(self):
        return (f'{type(self).__name__}(display_name={self.display_name!r}, '
                f'username={self.username!r}, domain={self.domain!r})')

    def __str__(self):
        if not self.display_name:
            return self.addr_spec
        spec = '' if self.addr_spec == '<>' else self.addr_spec
        return f'{_quoted_name(self.display_name)} <{spec}>'

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name, self.username, self.domain) == (other.display_name, other.username, other.domain)


class Group:
    """A name for several addresses, or None and one."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name, self._addresses = display_name, tuple(addresses or ())

    display_name = _kept('_display_name', 'The name.')
    addresses = _kept('_addresses', 'The addresses.')

    def __repr__(self):
        return f'{type(self).__name__}(display_name={self.display_name!r}, addresses={self.addresses!r}'

    def __str__(self):
        inside = ', '.join(map(str, self.addresses))
        if self.display_name is None:
            if len(self.addresses) == 1:
                return inside
            name = 'None'
        else:
            name = _quoted_name(self.display_name)
        return f'{name}: {inside};' if inside else f'{name}:;'

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return (self.display_name, self.addresses) == (other.display_name, other.addresses)


# Reading addresses

def _phrase(tokens):
    """The text of a display name."""
    out = ''
    for kind, text in tokens:
        match kind:
            case 'quoted':
                out += _unquoted(text)
            case 'comment' | 'space':
                out += ' '
            case _:
                out += text
    return decoded(' '.join(out.split()) if '"' not in ''.join(text for _, text in tokens) else out.strip())


def _text(tokens):
    return ''.join(text for _, text in tokens)


def _open_ended(tokens):
    """Defects of what the header ends in the middle of."""
    match tokens and tokens[-1]:
        case 'quoted', text if not _CLOSED_QUOTES.fullmatch(text):
            yield errors.InvalidHeaderDefect('end of header inside quoted string')
        case 'comment', text if not text.endswith(')'):
            yield errors.InvalidHeaderDefect('end of header inside comment')


_LOCAL_PROBLEMS = (
    (r'^\.', "Invalid leading '.' in local part"),
    (r'\.(?=\.)', "invalid repeated '.'"),
    (r'\\', "'\\' character outside of quoted-string/ccontent"),
    (r'[w\\](?=w)', "missing '.' between words"),
    (r'\.$', "Invalid trailing '.' in local part"),
)


def _local_defects(tokens):
    """What is wrong with the part before the @."""
    if not _text(tokens).isascii():
        yield errors.NonASCIILocalPartDefect('local-part contains non-ASCII characters)')
    if utils._has_surrogates(_text(tokens)):
        yield errors.UndecodableBytesDefect('Non-ASCII characters found in header token')
    # Words (w), dots and backslashes, in order; between them there may be anything that does not count.
    shape = ''.join('.' if text == '.' else '\\' if text == '\\' else 'w'
                    for kind, word in tokens if kind not in ('space', 'comment')
                    for text in (re.findall(r'\\|[^\\]+', word) if kind == 'atom' else [word]))
    problems = [problem for pattern, problem in _LOCAL_PROBLEMS for _ in re.findall(pattern, shape)]
    if problems:
        yield errors.InvalidHeaderDefect('local-part is not dot-atom, quoted-string, or obs-local-part')
        yield from map(errors.InvalidHeaderDefect, problems)
    elif 'w.' in shape and any(kind in ('space', 'quoted') for kind, _ in tokens):
        yield errors.ObsoleteHeaderDefect('local-part is not a dot-atom (contains CFWS)')


def _mail_address(tokens, defects):
    """(username, domain) of the tokens of an address."""
    def wrong(text):
        defects.append(errors.InvalidHeaderDefect(text))

    ending = _open_ended(tokens)
    tokens = [token for token in tokens if token[0] != 'comment']
    while tokens and tokens[-1][0] == 'space':
        tokens.pop()
    while tokens and tokens[0][0] == 'space':
        tokens.pop(0)
    halves = _split(tokens, '@')
    if halves is None:
        wrong('addr-spec local part with no domain')
        defects.extend(ending)
        return _phrase(tokens), ''
    local, rest = halves
    dotted, rest = _dotted(rest)
    if not local or not _DOMAIN.fullmatch(dotted):
        wrong('invalid address in address-list')
        return '', ''
    if _text(rest).strip():
        wrong('invalid address in address-list')
    while local[-1][0] == 'space':
        local.pop()
    if _PLAIN_LOCAL.fullmatch(text := _text(local)):
        return text, dotted
    defects.extend(_local_defects(local))
    before, gap = _dotted(local)
    if gap:
        before = ''.join(' ' if kind == 'space' else _unquoted(text) if kind == 'quoted' else text for kind, text in local)
    return before, dotted


def _dotted(tokens):
    """Words with dots between them, and the tokens after them; spaces may only be beside dots."""
    out, pending = '', False
    for at, (kind, text) in enumerate(tokens):
        if kind == 'space':
            pending = bool(out) and out[-1] != '.'
            continue
        if pending and text != '.':
            return out, tokens[at:]
        pending = False
        out += decoded(_unquoted(text)) if kind == 'quoted' else text
    return out, []


def _name_defects(tokens):
    """What is wrong with a display name."""
    if next((token for token in tokens if token[0] != 'space'), None) == ('special', '.'):
        yield errors.InvalidHeaderDefect('phrase does not start with word')
    if ('special', '.') in tokens:
        yield errors.ObsoleteHeaderDefect("period in 'phrase'")
    found = []
    for kind, text in tokens:
        if kind == 'quoted':
            decoded_in_quotes(_unquoted(text), found)
    yield from found
    if utils._has_surrogates(_text(tokens)):
        yield errors.UndecodableBytesDefect('Non-ASCII characters found in header token')


def _one(tokens, defects):
    """An Address."""
    halves = _split(tokens, '<')
    if halves is None:
        stray = next((at for at, token in enumerate(tokens) if token in (('special', '>'), ('special', ';'))), len(tokens))
        if stray < len(tokens):
            defects.append(errors.InvalidHeaderDefect('invalid address in address-list'))
        elif tokens.count(('special', '@')) > 1 and not re.search(r'@[^@]*\s[^@]*@', _text(tokens)):
            defects.append(errors.InvalidHeaderDefect('invalid address in address-list'))
            return Address()
        return Address('', *_mail_address(tokens[:stray], defects))
    name, rest = halves
    defects.extend(_name_defects(name))
    inside, after = _split(rest, '>') or (rest, [])
    if len(inside) == len(rest):
        defects.append(errors.InvalidHeaderDefect("missing trailing '>' on angle-addr"))
    if ''.join(text for kind, text in after if kind != 'comment').strip():
        defects.append(errors.InvalidHeaderDefect('invalid address in address-list'))
    if route := _split(inside, ':'):
        defects.append(errors.ObsoleteHeaderDefect('obsolete route specification in angle-addr'))
        inside = route[1]
    if inside.count(('special', '@')) > 1:
        defects.append(errors.InvalidHeaderDefect('invalid address in address-list'))
        return Address('', *_mail_address(name, defects))
    if not inside:
        defects.append(errors.InvalidHeaderDefect('null addr-spec in angle-addr'))
        return Address(_phrase(name))
    return Address(_phrase(name), *_mail_address(inside, defects))


def _groups(tokens, defects):
    """The groups in a list of addresses."""
    groups = []
    pieces = list(_divided(tokens, ','))
    if len(pieces) > 1 and not _text(pieces[-1]).strip():
        del pieces[-1]
    for piece in pieces:
        if not ''.join(text for kind, text in piece if kind != 'comment').strip():
            if tokens:
                defects.append(errors.ObsoleteHeaderDefect(
                    'empty element in address-list' if not piece else 'address-list entry with no content'))
            continue
        named = _split(piece, ':')
        if named and ('special', '<') not in named[0]:
            defects.extend(_name_defects(named[0]))
            ended = _split(named[1], ';')
            if not ended:
                defects.append(errors.InvalidHeaderDefect('end of header in group'))
            members = ended[0] if ended else named[1]
            found = [address for group in _groups(members, defects) for address in group.addresses]
            groups.append(Group(_phrase(named[0]), found))
        else:
            groups.append(Group(None, [_one(piece, defects)]))
    return groups


def _spec(text):
    """(username, domain) of a text that has to be an address and nothing else."""
    from email._header_value_parser import get_addr_spec
    _, rest = get_addr_spec(text)
    if rest:
        raise ValueError(f"Invalid addr_spec; only '{text.removesuffix(rest)}' could be parsed from '{text}'")
    defects = []
    parts = _mail_address(_tokens(text), defects)
    if defects:
        raise defects[0]
    return parts


def _tree(tokens):
    """What folding has to know of addresses: each on a line if possible, addresses themselves never encoded."""
    addresses = []
    for piece in _divided(tokens, ','):
        at = next((at for at, token in enumerate(piece) if token in (('special', '<'), ('special', '@'))), None)
        fixed = at if at is not None and piece[at][1] == '<' else 0 if at is not None else len(piece)
        node, spec = [], []
        for n, (kind, text) in enumerate(piece):
            if n >= fixed and kind not in ('space', 'comment'):
                spec.append((text, _folding.FIXED))
                continue
            if spec:
                node.append(spec)
                spec = []
            if n < fixed and kind == 'quoted':
                node.append(quoted_leaf(text, _phrase([(kind, text)])))
            elif kind == 'atom' and (name := decoded(text)) != text:
                node += safe_words(name)
            elif kind == 'comment' and not text.isascii():
                node += [('(', _folding.FIXED), *words_of(text[1:].removesuffix(')')), (')', _folding.FIXED)]
            elif n < fixed and kind == 'atom':
                node.append((text, _folding.NAME))
            else:
                node.append((text, _folding.FREE))
        if spec:
            node.append(spec)
        if addresses:
            addresses[-1].append((',', _folding.FIXED))
            while node and isinstance(node[0], tuple) and node[0][0].isspace():
                addresses.append([node.pop(0)])
        addresses.append(node)
    return addresses


# The classes of headers

class BaseHeader(str):
    """A header's text; its name and what is wrong with it."""

    def __new__(cls, name, value):
        kwds = {'defects': []}
        cls.parse(value, kwds)
        text = kwds.pop('decoded')
        if utils._has_surrogates(text):
            text = utils._sanitize(text)
        self = super().__new__(cls, text)
        self.init(name, **kwds)
        return self

    def init(self, name, *, parse_tree, defects):
        """Keep what parse() found."""
        self._name, self._parse_tree, self._defects = name, parse_tree, defects

    name = _kept('_name', "The header's name.")

    @property
    def defects(self):
        """What is wrong with it."""
        return tuple(self._defects)

    def __reduce__(self):
        return _remade, (type(self).__name__, type(self).__bases__, str(self)), vars(self)

    def fold(self, *, policy):
        """The header in lines, as it is sent."""
        return folded(self.name, self._parse_tree, policy)


def _remade(name, bases, text):
    return str.__new__(type(name, bases, {}), text)


class UnstructuredHeader:
    """A header that is text."""

    max_count = None

    @staticmethod
    def value_parser(value):
        """The value."""
        return words_of(decoded(value))

    @classmethod
    def parse(cls, value, kwds):
        """The decoded text."""
        tree = kwds['parse_tree'] = cls.value_parser(value)
        kwds['decoded'] = ''.join(text for text, _ in tree)


class UniqueUnstructuredHeader(UnstructuredHeader):
    """One that there is once."""

    max_count = 1


class DateHeader:
    """A header that is a date."""

    max_count = None

    @staticmethod
    def value_parser(value):
        """The value."""
        return words_of(value)

    @classmethod
    def parse(cls, value, kwds):
        """The date of a text, or the text of a date."""
        text, moment = value, None
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue())
            text = ''
        else:
            try:
                moment = utils.parsedate_to_datetime(value) if isinstance(value, str) else value
                text = utils.format_datetime(moment)
            except ValueError:
                kwds['defects'].append(errors.InvalidDateDefect('Invalid date value or format'))
        kwds.update(datetime=moment, decoded=text, parse_tree=cls.value_parser(text) if moment else [])

    def init(self, *args, **kw):
        """Keep the date."""
        self._datetime = kw.pop('datetime')
        super().init(*args, **kw)

    datetime = _kept('_datetime', 'The date, None if it is none.')


class UniqueDateHeader(DateHeader):
    """One that there is once."""

    max_count = 1


class parser:
    """What readers of single addresses use of the parser of CPython's headers."""

    class Mailbox(Address):
        """An address as it was read."""

        @property
        def local_part(self):
            """What is before the @."""
            return self.username

    @classmethod
    def get_mailbox(cls, value):
        """The address that a text is, and what follows it; HeaderParseError without one."""
        defects = []
        tokens = _tokens(value)
        end = next((at for at, token in enumerate(tokens) if token in (('special', ','), ('special', ';'))), len(tokens))
        if (closing := ('special', '>')) in tokens[:end]:
            end = tokens.index(closing) + 1
        found = _one(tokens[:end], defects)
        if not (found.username and found.domain):
            raise errors.HeaderParseError(f"expected mailbox but found '{value}'")
        rest = ''.join(text for _, text in tokens[end:])
        return cls.Mailbox(found.display_name or None, found.username, found.domain), rest.lstrip()


class AddressHeader:
    """A header that is addresses."""

    max_count = None

    @staticmethod
    def value_parser(value):
        """The groups in a text."""
        return _groups(_tokens(value), [])

    @classmethod
    def parse(cls, value, kwds):
        """The groups of a text or of addresses, and the text."""
        if isinstance(value, str):
            tokens = _tokens(value)
            groups = _groups(tokens, kwds['defects'])
        else:
            items = value if hasattr(value, '__iter__') else [value]
            groups = [item if hasattr(item, 'addresses') else Group(None, [item]) for item in items]
            tokens = _tokens(', '.join(map(str, groups)))
        kwds.update(groups=groups, parse_tree=_tree(tokens), decoded=', '.join(map(str, groups)))

    def init(self, *args, **kw):
        """Keep the groups."""
        self._groups = tuple(kw.pop('groups'))
        super().init(*args, **kw)

    groups = _kept('_groups', 'The groups; an address alone is a group without a name.')

    @property
    def addresses(self):
        """The addresses."""
        return tuple(address for group in self._groups for address in group.addresses)


class UniqueAddressHeader(AddressHeader):
    """One that there is once."""

    max_count = 1


class SingleAddressHeader(AddressHeader):
    """A header that is one address."""

    @property
    def address(self):
        """The address."""
        if len(self.addresses) != 1:
            raise ValueError(f'value of single address header {self.name} is not a single address')
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    """One that there is once."""

    max_count = 1


def _without_comments(text):
    return ''.join(token for kind, token in _tokens(text) if kind != 'comment').strip()


class MIMEVersionHeader:
    """The version of MIME."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """(major, minor) or None."""
        found = re.match(r'(\d+)\s*\.\s*(\d+)(?=\s|$)', _without_comments(value))
        return (int(found[1]), int(found[2])) if found else None

    @classmethod
    def parse(cls, value, kwds):
        """The version of a text."""
        found = cls.value_parser(value)
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue('Missing MIME version number (eg: 1.0)'))
        elif not found or not re.fullmatch(r'\d+\s*\.\s*\d+', _without_comments(value)):
            kwds['defects'].append(errors.InvalidHeaderDefect('invalid MIME version'))
        kwds.update(version=found, decoded=value, parse_tree=words_of(value))

    def init(self, *args, **kw):
        """Keep the version."""
        self._major, self._minor = kw.pop('version') or (None, None)
        super().init(*args, **kw)

    major = _kept('_major', 'The first number.')
    minor = _kept('_minor', 'The second number.')

    @property
    def version(self):
        """Both."""
        return None if self._major is None else f'{self._major}.{self._minor}'


class ParameterizedMIMEHeader:
    """A header with parameters."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """What comes first (as written, and without comments), the parameters, the defects."""
        return _parameters.parse(value)

    @classmethod
    def parse(cls, value, kwds):
        """The value and the parameters of a text."""
        head, bare, params, defects = cls.value_parser(value)
        kwds['defects'].extend(defects)
        kwds.update(parse_tree=(head, bare), params=params, decoded=_parameters.shown(head, params))

    def init(self, *args, **kw):
        """Keep the parameters."""
        self._pairs = kw.pop('params')
        super().init(*args, **kw)
        self._params = {name.lower(): value or '' for name, value in self._pairs}
        if self._defects:
            self._params = {utils._sanitize(name): utils._sanitize(value) for name, value in self._params.items()}

    def fold(self, *, policy):
        """The header in lines, as it is sent."""
        return _parameters.fold(self.name, self._parse_tree[0], self._pairs, policy)

    @property
    def params(self):
        """The parameters by name."""
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    """The content's type."""

    def init(self, *args, **kw):
        """Keep the type."""
        super().init(*args, **kw)
        kind = re.sub(r'\s*/\s*', '/', self._parse_tree[1].lower())
        if not kind.isascii():
            kind = utils._sanitize(kind)
        if re.fullmatch(r'[^\s/]+/[^\s/]+', kind):
            self._maintype, self._subtype = kind.split('/')
            return
        self._maintype, self._subtype = 'text', 'plain'
        if kind:
            self._defects.append(errors.InvalidHeaderDefect('Invalid content type'))
        else:
            self._defects.append(errors.HeaderMissingRequiredValue('Missing content type specification'))

    maintype = _kept('_maintype', "The type's first part.")
    subtype = _kept('_subtype', "The type's second part.")

    @property
    def content_type(self):
        """Both."""
        return f'{self._maintype}/{self._subtype}'


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """How the content is shown."""

    def init(self, *args, **kw):
        """Keep the disposition."""
        super().init(*args, **kw)
        text = self._parse_tree[1]
        token = _parameters.TOKEN.match(text)
        self._content_disposition = token and token[0].lower()
        if not text:
            self._defects.append(errors.HeaderMissingRequiredValue('Missing content disposition'))
        elif not token:
            self._defects.append(errors.InvalidHeaderDefect(f'Expected content disposition but found {text!r}'))
        elif rest := text[token.end():].lstrip():
            self._defects.append(errors.InvalidHeaderDefect(
                f'Only parameters are valid after content disposition, but found {rest!r}'))

    content_disposition = _kept('_content_disposition', 'inline or attachment.')


class ContentTransferEncodingHeader:
    """How the content is encoded."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """The value."""
        return words_of(value)

    @classmethod
    def parse(cls, value, kwds):
        """The encoding of a text."""
        text = ''.join(' ' if kind == 'comment' else token for kind, token in _tokens(value)).strip()
        token = _parameters.TOKEN.match(text)
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue('Missing content transfer encoding'))
        elif not token:
            kwds['defects'].append(errors.InvalidHeaderDefect(f'Expected content transfer encoding but found {value!r}'))
        for extra in re.findall(r'[<>@,:;\\"\[\]]|[^<>@,:;\\"\[\]]+', text[token.end():] if token else text):
            if not extra.isspace():
                kwds['defects'].append(errors.InvalidHeaderDefect('Extra text after content transfer encoding'))
        kwds.update(cte=token[0].lower() if token else '7bit', decoded=value, parse_tree=cls.value_parser(value))

    def init(self, *args, **kw):
        """Keep the encoding."""
        self._cte = kw.pop('cte')
        super().init(*args, **kw)

    cte = _kept('_cte', 'The encoding.')


class MessageIDHeader:
    """The message's identifier."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """The value."""
        return [(value, _folding.STAYS)] if value else []

    @classmethod
    def parse(cls, value, kwds):
        """The identifier as it is."""
        if not re.fullmatch(r'<[^\s<>@]+@[^\s<>@]+>', _without_comments(value)):
            kwds['defects'].append(errors.InvalidHeaderDefect(f'Invalid msg-id: {value!r}'))
        kwds.update(decoded=value, parse_tree=cls.value_parser(value))


_CLASSES = {
    UniqueUnstructuredHeader: 'subject',
    UniqueDateHeader: 'date orig-date',
    DateHeader: 'resent-date',
    UniqueSingleAddressHeader: 'sender',
    SingleAddressHeader: 'resent-sender',
    UniqueAddressHeader: 'to cc bcc from reply-to',
    AddressHeader: 'resent-to resent-cc resent-bcc resent-from resent-reply-to',
    MIMEVersionHeader: 'mime-version',
    ContentTypeHeader: 'content-type',
    ContentDispositionHeader: 'content-disposition',
    ContentTransferEncodingHeader: 'content-transfer-encoding',
    MessageIDHeader: 'message-id',
}


class HeaderRegistry:
    """Which class a header's object is of."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        self.base_class, self.default_class = base_class, default_class
        self.registry = {name: cls for cls, names in _CLASSES.items() for name in names.split()} if use_default_map else {}
        self._made = {}

    def map_to_type(self, name, cls):
        """Use this class for a name."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        key = self.registry.get(name.lower(), self.default_class), self.base_class
        if key not in self._made:
            self._made[key] = type('_' + key[0].__name__, key, {})
        return self._made[key]

    def __call__(self, name, value):
        return self[name](name, value)
