"""Headers as objects: texts that know their addresses, dates and parameters."""
import re
from email import _parameters, errors, utils
from email.header import decode_header, make_header
from types import MappingProxyType

__all__ = ["Address", "Group", "HeaderRegistry"]

_SPECIALS = set('()<>@,:;.\\"[]')
_ATOM = re.compile(r"[^\s()<>@,:;.\\\"\[\]]+(?:\.[^\s()<>@,:;.\\\"\[\]]+)*\Z")


_quoted = _parameters.quoted


class Address:
    """A name and an address."""

    def __init__(self, display_name="", username="", domain="", addr_spec=None):
        whole = "".join(filter(None, (display_name, username, domain, addr_spec)))
        if "\r" in whole or "\n" in whole:
            raise ValueError("invalid arguments; address parts cannot contain CR or LF")
        if addr_spec is not None:
            if username or domain:
                raise TypeError("addrspec specified when username and/or domain also specified")
            match = re.match(r'\s*((?:"(?:[^"\\]|\\.)*"|[^\s@,;:<>()\[\]"\\]+)(?:@(?:[^\s@,;:<>()"\\]+))?)\s*',
                             addr_spec)
            if not match or match.end() != len(addr_spec):
                raise ValueError("Invalid addr_spec; only '{}' could be parsed from '{}'".format(
                    addr_spec[:match.end()] if match else "", addr_spec))
            username, _, domain = match.group(1).rpartition("@") if "@" in match.group(1) else (match.group(1), "", "")
            if username[:1] == '"':
                username = re.sub(r"\\(.)", r"\1", username[1:-1])
        self._display_name = display_name
        self._username = username
        self._domain = domain

    @property
    def display_name(self):
        """The name."""
        return self._display_name

    @property
    def username(self):
        """What is before the @."""
        return self._username

    @property
    def domain(self):
        """What is after the @."""
        return self._domain

    @property
    def addr_spec(self):
        """The address, quoted where it has to be."""
        local = self.username
        if local and not _ATOM.match(local):
            local = _quoted(local)
        if self.domain:
            return local + "@" + self.domain
        return local or "<>"

    def __repr__(self):
        return "{}(display_name={!r}, username={!r}, domain={!r})".format(
            self.__class__.__name__, self.display_name, self.username, self.domain)

    def __str__(self):
        name = self.display_name
        if _SPECIALS.intersection(name):
            name = _quoted(name)
        if name:
            address = "" if self.addr_spec == "<>" else self.addr_spec
            return "{} <{}>".format(name, address)
        return self.addr_spec

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name == other.display_name and self.username == other.username
                and self.domain == other.domain)


class Group:
    """A name for several addresses, or None and one."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else ()

    @property
    def display_name(self):
        """The name."""
        return self._display_name

    @property
    def addresses(self):
        """The addresses."""
        return self._addresses

    def __repr__(self):
        return "{}(display_name={!r}, addresses={!r}".format(self.__class__.__name__, self.display_name, self.addresses)

    def __str__(self):
        if self.display_name is None and len(self.addresses) == 1:
            return str(self.addresses[0])
        name = self.display_name
        if name is not None and _SPECIALS.intersection(name):
            name = _quoted(name)
        addresses = ", ".join(str(address) for address in self.addresses)
        addresses = " " + addresses if addresses else addresses
        return "{}:{};".format(name, addresses)

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


def _decoded(text):
    """The text without encoded words."""
    if "=?" in text:
        try:
            return str(make_header(decode_header(text)))
        except Exception:
            pass
    return text


class BaseHeader(str):
    """A header's text; its name and what is wrong with it."""

    def __new__(cls, name, value):
        kwds = {"defects": []}
        cls.parse(value, kwds)
        text = kwds["decoded"]
        if any("\udc80" <= char <= "\udcff" for char in text):
            text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self = str.__new__(cls, text)
        del kwds["decoded"]
        self.init(name, **kwds)
        return self

    def init(self, name, *, parse_tree, defects):
        """Keep what parse() found."""
        self._name = name
        self._parse_tree = parse_tree
        self._defects = defects

    @property
    def name(self):
        """The header's name."""
        return self._name

    @property
    def defects(self):
        """What is wrong with it."""
        return tuple(self._defects)

    def __reduce__(self):
        return _reconstruct_header, (self.__class__.__name__, self.__class__.__bases__, str(self)), self.__dict__

    @classmethod
    def _reconstruct(cls, value):
        return str.__new__(cls, value)

    def fold(self, *, policy):
        """The header in lines, as it is sent."""
        return _fold(self.name, str(self), policy)


def _reconstruct_header(cls_name, bases, value):
    return type(cls_name, bases, {})._reconstruct(value)


def _encoded_word(text):
    data = text.encode("utf-8", "surrogateescape")
    import base64
    b = base64.b64encode(data).decode("ascii")
    q = "".join("_" if byte == 32 else chr(byte) if chr(byte).isalnum() and byte < 128 or chr(byte) in "-!*+/"
                else "=%02X" % byte for byte in data)
    if len(q) - len(b) < 5:
        return "=?utf-8?q?%s?=" % q
    return "=?utf-8?b?%s?=" % b


def _fold(name, text, policy):
    """Lines of at most max_line_length; what is not ASCII, or too long for a line, as encoded words."""
    limit = policy.max_line_length or float("inf")
    lines = [name + ":"]
    if text and not text[0].isspace():
        text = " " + text
    tokens = re.findall(r"(\s*)(\S+)|(\s+)\Z", text)
    at = 0
    while at < len(tokens):
        space, word, tail = tokens[at]
        at += 1
        if tail:
            lines[-1] += tail
            continue
        if (word.isascii() or policy.utf8) and len(word) + 1 <= limit:
            if len(lines[-1]) + len(space) + len(word) <= limit or lines[-1] == name + ":" and len(lines) == 1 \
                    and len(word) + len(space) > limit:
                lines[-1] += space + word
            else:
                lines.append(space + word)
            continue
        # Neighbours that are encoded too become one text with the space between them.
        while at < len(tokens) and tokens[at][1] and not (tokens[at][1].isascii() or policy.utf8):
            word += tokens[at][0] + tokens[at][1]
            at += 1
        after = word[-1] if word[-1] in ",;" and len(word) > 1 else ""
        word = word.removesuffix(after)
        first = True
        while word:
            lead = space if first else " "
            room = limit - len(lines[-1]) - len(lead)
            size = len(word)
            while size and len(_encoded_word(word[:size])) > room:
                size -= 1
            if not size:
                lines.append("")
                room = limit - len(lead)
                size = len(word)
                while size > 1 and len(_encoded_word(word[:size])) > room:
                    size -= 1
            lines[-1] += lead + _encoded_word(word[:size])
            word = word[size:]
            first = False
            if word:
                lines.append("")
        lines[-1] += after
    return policy.linesep.join(line for line in lines if line) + policy.linesep


class UnstructuredHeader:
    """A header that is text."""

    max_count = None

    @staticmethod
    def value_parser(value):
        """The value."""
        return value

    @classmethod
    def parse(cls, value, kwds):
        """The decoded text."""
        kwds["parse_tree"] = cls.value_parser(value)
        kwds["decoded"] = _decoded(value)


class UniqueUnstructuredHeader(UnstructuredHeader):
    """One that there is once."""

    max_count = 1


class DateHeader:
    """A header that is a date."""

    max_count = None

    @staticmethod
    def value_parser(value):
        """The value."""
        return value

    @classmethod
    def parse(cls, value, kwds):
        """The date of a text, or the text of a date."""
        kwds["datetime"] = None
        if not value:
            kwds["defects"].append(errors.HeaderMissingRequiredValue())
            kwds["decoded"] = ""
            kwds["parse_tree"] = ""
            return
        if isinstance(value, str):
            kwds["decoded"] = value
            try:
                value = utils.parsedate_to_datetime(value)
            except ValueError:
                kwds["defects"].append(errors.InvalidDateDefect("Invalid date value or format"))
                kwds["parse_tree"] = kwds["decoded"]
                return
        kwds["datetime"] = value
        kwds["decoded"] = utils.format_datetime(value)
        kwds["parse_tree"] = cls.value_parser(kwds["decoded"])

    def init(self, *args, **kw):
        """Keep the date."""
        self._datetime = kw.pop("datetime")
        super().init(*args, **kw)

    @property
    def datetime(self):
        """The date, None if it is none."""
        return self._datetime


class UniqueDateHeader(DateHeader):
    """One that there is once."""

    max_count = 1


_address_token = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(<[^>]*>)|(\((?:[^()\\]|\\.)*\))|([,;:])|([^\s",;:<>()]+))')


def _address_of(words, angle):
    name = " ".join(re.sub(r"\\(.)", r"\1", word[1:-1]) if word[:1] == '"' else word for word in words)
    if angle is not None:
        try:
            found = Address(addr_spec=angle) if angle else Address()
        except ValueError:
            found = Address(username=angle)
        return Address(_decoded(name), found.username, found.domain)
    text = "".join(words)
    try:
        return Address(addr_spec=text)
    except ValueError:
        return Address(username=text)


class parser:
    """What readers of single addresses use of the parser of CPython's headers."""

    class Mailbox(Address):
        """An address as it was read."""

        @property
        def local_part(self):
            return self.username

    @classmethod
    def get_mailbox(cls, value):
        """The address that a text is, and what follows it; HeaderParseError without one."""
        groups = _groups_of(value)
        found = groups[0].addresses[0] if groups and groups[0].addresses else None
        if found is None or not (found.username or found.domain):
            raise errors.HeaderParseError(f"expected mailbox but found '{value}'")
        rest = ", ".join(str(address) for group in groups[1:] for address in group.addresses)
        return cls.Mailbox(found.display_name, found.username, found.domain), rest and ", " + rest


def _groups_of(value):
    groups, words, angle, group, members = [], [], None, None, []

    def finish():
        nonlocal words, angle
        if words or angle is not None:
            made = _address_of(words, angle)
            if group is None:
                groups.append(Group(None, (made,)))
            else:
                members.append(made)
        words, angle = [], None

    for quoted, bracket, comment, sign, atom in _address_token.findall(value):
        if sign == ",":
            finish()
        elif sign == ":":
            group, members, words = _decoded(" ".join(words)), [], []
        elif sign == ";":
            finish()
            groups.append(Group(group, members))
            group = None
        elif bracket:
            angle = bracket[1:-1]
        elif quoted or atom:
            words.append(quoted or atom)
    finish()
    return groups


class AddressHeader:
    """A header that is addresses."""

    max_count = None

    @staticmethod
    def value_parser(value):
        """The groups in a text."""
        return _groups_of(value)

    @classmethod
    def parse(cls, value, kwds):
        """The groups of a text or of addresses, and the text."""
        if isinstance(value, str):
            groups = cls.value_parser(value)
        else:
            if not hasattr(value, "__iter__"):
                value = [value]
            groups = [Group(None, [item]) if not hasattr(item, "addresses") else item for item in value]
        kwds["parse_tree"] = groups
        kwds["groups"] = groups
        kwds["decoded"] = ", ".join(str(item) for item in groups)

    def init(self, *args, **kw):
        """Keep the groups."""
        self._groups = tuple(kw.pop("groups"))
        self._addresses = None
        super().init(*args, **kw)

    @property
    def groups(self):
        """The groups; an address alone is a group without a name."""
        return self._groups

    @property
    def addresses(self):
        """The addresses."""
        if self._addresses is None:
            self._addresses = tuple(address for group in self._groups for address in group.addresses)
        return self._addresses


class UniqueAddressHeader(AddressHeader):
    """One that there is once."""

    max_count = 1


class SingleAddressHeader(AddressHeader):
    """A header that is one address."""

    @property
    def address(self):
        """The address."""
        if len(self.addresses) != 1:
            raise ValueError("value of single address header {} is not a single address".format(self.name))
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    """One that there is once."""

    max_count = 1


class MIMEVersionHeader:
    """The version of MIME."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """(major, minor) or None."""
        match = re.match(r"\s*(?:\([^)]*\)\s*)*(\d+)\s*\.\s*(\d+)", value)
        return match and (int(match.group(1)), int(match.group(2)))

    @classmethod
    def parse(cls, value, kwds):
        """The version of a text."""
        kwds["parse_tree"] = found = cls.value_parser(value)
        kwds["decoded"] = value
        kwds["major"], kwds["minor"] = found or (None, None)
        kwds["version"] = "{}.{}".format(*found) if found else None

    def init(self, *args, **kw):
        """Keep the version."""
        self._version = kw.pop("version")
        self._major = kw.pop("major")
        self._minor = kw.pop("minor")
        super().init(*args, **kw)

    @property
    def major(self):
        """The first number."""
        return self._major

    @property
    def minor(self):
        """The second number."""
        return self._minor

    @property
    def version(self):
        """Both."""
        return self._version


class ParameterizedMIMEHeader:
    """A header with parameters."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """What comes first (as written, and without comments), the parameters, the defects."""
        return _parameters.parse(value, _decoded)

    @classmethod
    def parse(cls, value, kwds):
        """The value and the parameters of a text."""
        kwds["parse_tree"] = cls.value_parser(value)
        head, bare, pairs, defects = kwds["parse_tree"]
        kwds["params"] = {name.lower(): text or "" for name, text in pairs}
        kwds["decoded"] = _parameters.shown(head, pairs)
        kwds["defects"].extend(defects)
        if not head:
            kwds["defects"].append(errors.HeaderMissingRequiredValue(cls._missing))
        elif not cls._valid.fullmatch(bare):
            kwds["defects"].append(errors.InvalidHeaderDefect(cls._invalid.format(bare)))

    def init(self, *args, **kw):
        """Keep the parameters."""
        self._params = kw.pop("params")
        super().init(*args, **kw)

    def fold(self, *, policy):
        """The header in lines, as it is sent."""
        head, _, pairs, _ = self._parse_tree
        return _parameters.fold(self.name, head, pairs, policy)

    @property
    def params(self):
        """The parameters by name."""
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    """The content's type."""

    _missing = "Missing content type specification"
    _valid = re.compile(r"[^\s()<>@,;:\\\"/\[\]?=]+\s*/\s*[^\s()<>@,;:\\\"/\[\]?=]+")
    _invalid = "Invalid content type"

    def init(self, *args, **kw):
        """Keep the type."""
        super().init(*args, **kw)
        bare = self._parse_tree[1].lower()
        main, _, sub = bare.partition("/") if self._valid.fullmatch(bare) else ("text", "/", "plain")
        self._maintype, self._subtype = main.strip(), sub.strip()

    @property
    def maintype(self):
        """The type's first part."""
        return self._maintype

    @property
    def subtype(self):
        """The type's second part."""
        return self._subtype

    @property
    def content_type(self):
        """Both."""
        return self.maintype + "/" + self.subtype


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """How the content is shown."""

    _missing = "Missing content disposition"
    _valid = re.compile(r"[^\s()<>@,;:\\\"/\[\]?=]+")
    _invalid = "Invalid content disposition"

    def init(self, *args, **kw):
        """Keep the disposition."""
        super().init(*args, **kw)
        self._content_disposition = (self._parse_tree[1].split() or [""])[0].lower() or None

    @property
    def content_disposition(self):
        """inline or attachment."""
        return self._content_disposition


class ContentTransferEncodingHeader:
    """How the content is encoded."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """The value."""
        return value

    @classmethod
    def parse(cls, value, kwds):
        """The encoding of a text."""
        kwds["parse_tree"] = cls.value_parser(value)
        kwds["decoded"] = value

    def init(self, *args, **kw):
        """Keep the encoding."""
        super().init(*args, **kw)
        self._cte = self._parse_tree.strip().lower()

    @property
    def cte(self):
        """The encoding."""
        return self._cte


class MessageIDHeader:
    """The message's identifier."""

    max_count = 1

    @staticmethod
    def value_parser(value):
        """The value."""
        return value

    @classmethod
    def parse(cls, value, kwds):
        """The identifier as it is."""
        kwds["parse_tree"] = cls.value_parser(value)
        kwds["decoded"] = value


_default_header_map = {
    "subject": UniqueUnstructuredHeader, "date": UniqueDateHeader, "resent-date": DateHeader,
    "orig-date": UniqueDateHeader, "sender": UniqueSingleAddressHeader, "resent-sender": SingleAddressHeader,
    "to": UniqueAddressHeader, "resent-to": AddressHeader, "cc": UniqueAddressHeader, "resent-cc": AddressHeader,
    "bcc": UniqueAddressHeader, "resent-bcc": AddressHeader, "from": UniqueAddressHeader,
    "resent-from": AddressHeader, "reply-to": UniqueAddressHeader, "mime-version": MIMEVersionHeader,
    "content-type": ContentTypeHeader, "content-disposition": ContentDispositionHeader,
    "content-transfer-encoding": ContentTransferEncodingHeader, "message-id": MessageIDHeader,
}


class HeaderRegistry:
    """Which class a header's object is of."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        self.registry = {}
        self.base_class = base_class
        self.default_class = default_class
        if use_default_map:
            self.registry.update(_default_header_map)

    def map_to_type(self, name, cls):
        """Use this class for a name."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        return type("_" + cls.__name__, (cls, self.base_class), {})

    def __call__(self, name, value):
        return self[name](name, value)
