"""Messages: headers in their order, and a payload of text or of parts."""
__all__ = ['Message', 'EmailMessage']

import re

from email import errors, utils
from email._policybase import _has_surrogates, compat32

SEMISPACE = '; '
tspecials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')

_UU = ('x-uuencode', 'uuencode', 'uue', 'x-uue')


def _formatparam(param, value=None, quote=True):
    """A parameter as it stands in a header; (charset, language, text) for text that is not ASCII."""
    if not value:
        return param
    if isinstance(value, str) and not value.isascii():
        value = 'utf-8', '', value
    if isinstance(value, tuple):
        return f'{param}*={utils.encode_rfc2231(value[2], value[0], value[1])}'
    return f'{param}="{utils.quote(value)}"' if quote or tspecials.search(value) else f'{param}={value}'


_PIECE = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"|"(?!.*"))*', re.DOTALL)


def _parseparam(s):
    """The parameters in what follows a header's value: the texts between semicolons that are not in quotes."""
    found = []
    while s[:1] == ';':
        piece = _PIECE.match(s, 1)
        name, equals, value = piece[0].partition('=')
        found.append((name.strip().lower() + '=' + value.strip() if equals else piece[0]).strip())
        s = s[piece.end():]
    return found


def _unquotevalue(value):
    return (*value[:2], utils.unquote(value[2])) if isinstance(value, tuple) else utils.unquote(value)


def _decoded_uu(data):
    """What uuencoded lines stand for; ValueError if they are none."""
    import binascii
    lines = iter(data.splitlines())
    if not any(line.startswith(b'begin ') and line.split(b' ', 2)[1].translate(None, b'01234567') == b'' for line in lines):
        raise ValueError('`begin` line not found')
    out = []
    for line in lines:
        if not line:
            raise ValueError('Truncated input')
        if line.strip(b' \t\r\n\f') == b'end':
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some writers pad the last line wrongly: only what its first character promises counts.
            size = ((line[0] - 32 & 63) * 4 + 5) // 3
            out.append(binascii.a2b_uu(line[:size]))
    return b''.join(out)


def _decoded_base64(data):
    """(bytes, defects) of base64, however bad."""
    from base64 import b64decode
    from binascii import Error
    padded = data + b'=' * (-len(data) % 4)
    bad_padding = [errors.InvalidBase64PaddingDefect] if len(padded) > len(data) else []
    for text, validate, defects in (
        (padded, True, bad_padding),
        (data, False, [errors.InvalidBase64CharactersDefect]),
        (data + b'==', False, [errors.InvalidBase64CharactersDefect, errors.InvalidBase64PaddingDefect]),
    ):
        try:
            return b64decode(text, validate=validate), [defect() for defect in defects]
        except Error:
            pass
    return data, [errors.InvalidBase64LengthDefect()]


class Message:
    """A message, or a part of one; a mapping of its headers.

    Names are compared without case, several headers may share one."""

    def __init__(self, policy=compat32):
        self.policy = policy
        self._headers = []
        self._unixfrom = self._payload = self._charset = None
        self.preamble = self.epilogue = None
        self.defects = []
        self._default_type = 'text/plain'

    # The whole

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The whole message as text."""
        from io import StringIO
        from email.generator import Generator
        return self._written(Generator, StringIO(), unixfrom, maxheaderlen=maxheaderlen, policy=policy)

    def __bytes__(self):
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The whole message as bytes."""
        from io import BytesIO
        from email.generator import BytesGenerator
        return self._written(BytesGenerator, BytesIO(), unixfrom, policy=policy)

    def _written(self, generator, out, unixfrom, policy, **options):
        generator(out, mangle_from_=False, policy=policy or self.policy, **options).flatten(self, unixfrom=unixfrom)
        return out.getvalue()

    def set_unixfrom(self, unixfrom):
        """The line of a mailbox file before it."""
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        """What set_unixfrom() was told."""
        return self._unixfrom

    def walk(self):
        """This message and all its parts, depth first."""
        from email.iterators import walk
        return walk(self)

    # The payload

    def is_multipart(self):
        """True if it consists of parts."""
        return isinstance(self._payload, list)

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = []
        try:
            self._payload.append(payload)
        except AttributeError:
            raise TypeError('Attach is not valid on a message with a non-multipart payload') from None

    def get_payload(self, i=None, decode=False):
        """The payload, or part i of it; decoded into bytes if asked for."""
        payload = self._payload
        if self.is_multipart():
            if decode:
                return None
            return payload if i is None else payload[i]
        if i is not None:
            raise TypeError(f'Expected list, got {type(payload)}')
        if not isinstance(payload, str):
            return payload
        return self._decoded(payload) if decode else self._readable(payload)

    def _readable(self, text):
        """Text in which bytes outside of ASCII become characters, as far as they can."""
        if not _has_surrogates(text):
            return text
        try:
            data = text.encode('ascii', 'surrogateescape')
        except UnicodeEncodeError:
            return text
        try:
            return data.decode(self.get_content_charset('ascii'), 'replace')
        except LookupError:
            return data.decode('ascii', 'replace')

    def _decoded(self, text):
        try:
            data = text.encode('ascii', 'surrogateescape')
        except UnicodeEncodeError:
            data = text.encode('raw-unicode-escape')
        match str(self.get('content-transfer-encoding', '')).lower():
            case 'quoted-printable':
                from binascii import a2b_qp
                return a2b_qp(data)
            case 'base64':
                decoded, defects = _decoded_base64(b''.join(data.splitlines()))
                for defect in defects:
                    self.policy.handle_defect(self, defect)
                return decoded
            case encoding if encoding in _UU:
                try:
                    return _decoded_uu(data)
                except ValueError:
                    return data
        return data

    def set_payload(self, payload, charset=None):
        """Put another payload in."""
        if hasattr(payload, 'encode') and charset is not None:
            from email.charset import Charset
            known = charset if isinstance(charset, Charset) else Charset(charset)
            payload = payload.encode(known.output_charset, 'surrogateescape')
        if hasattr(payload, 'decode'):
            payload = payload.decode('ascii', 'surrogateescape')
        self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    def set_charset(self, charset):
        """Say the character set of the payload, and encode it accordingly."""
        if charset is None:
            self.del_param('charset')
            self._charset = None
            return
        from email.charset import Charset as known
        self._charset = charset = charset if isinstance(charset, known) else known(charset)
        name = charset.get_output_charset()
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' in self:
            self.set_param('charset', name)
        else:
            self.add_header('Content-Type', 'text/plain', charset=name)
        if charset != name:
            self._payload = charset.body_encode(self._payload)
        if 'Content-Transfer-Encoding' in self:
            return
        encoding = charset.get_body_encoding()
        if callable(encoding):
            encoding(self)
            return
        if payload := self._payload:
            if isinstance(payload, str):
                try:
                    payload = payload.encode('ascii', 'surrogateescape')
                except UnicodeError:
                    payload = payload.encode(charset.output_charset)
            self._payload = charset.body_encode(payload)
        self.add_header('Content-Transfer-Encoding', encoding)

    def get_charset(self):
        """What set_charset() was told."""
        return self._charset

    # The headers

    def _all(self, name):
        """(position, header's name, its value) of the headers of a name."""
        name = name.lower()
        return ((at, key, value) for at, (key, value) in enumerate(self._headers) if key.lower() == name)

    def __len__(self):
        return len(self._headers)

    def __contains__(self, name):
        return any(True for _ in self._all(name))

    def __iter__(self):
        return (name for name, _ in self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        limit = self.policy.header_max_count(name)
        if limit and sum(1 for _ in self._all(name)) >= limit:
            raise ValueError(f'There may be at most {limit} {name} headers in a message')
        self._headers.append(self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        name = name.lower()
        self._headers = [header for header in self._headers if header[0].lower() != name]

    def keys(self):
        """The names, repeated ones too."""
        return [name for name, _ in self._headers]

    def values(self):
        """The values."""
        return [value for _, value in self.items()]

    def items(self):
        """Names and values."""
        return [(name, self.policy.header_fetch_parse(name, value)) for name, value in self._headers]

    def get(self, name, failobj=None):
        """The first header of a name."""
        for _, key, value in self._all(name):
            return self.policy.header_fetch_parse(key, value)
        return failobj

    def get_all(self, name, failobj=None):
        """All headers of a name."""
        return [self.policy.header_fetch_parse(key, value) for _, key, value in self._all(name)] or failobj

    def set_raw(self, name, value):
        """For parsers: a header as it is."""
        self._headers.append((name, value))

    def raw_items(self):
        """For generators: the headers as they are."""
        return iter(self._headers.copy())

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters; _ in their names stands for -."""
        pieces = [] if _value is None else [_value]
        pieces += [_formatparam(name.replace('_', '-'), value) for name, value in _params.items()]
        self[_name] = SEMISPACE.join(pieces)

    def replace_header(self, _name, _value):
        """Another value in the place of the first header of a name."""
        for at, key, _ in self._all(_name):
            self._headers[at] = self.policy.header_store_parse(key, _value)
            return
        raise KeyError(_name)

    # Type and parameters

    def get_content_type(self):
        """'maintype/subtype', in lower case."""
        value = self.get('content-type')
        if value is None:
            return self._default_type.lower()
        kind = str(value).partition(';')[0].strip().lower()
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        """What is before the slash."""
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        """What is after the slash."""
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        """The type without a header."""
        return self._default_type

    def set_default_type(self, ctype):
        """Another type without a header."""
        self._default_type = ctype

    def _get_params_preserve(self, failobj, header):
        """The parameters with their quotes; what comes before the first semicolon is one with an empty value."""
        value = self.get(header)
        if value is None:
            return failobj
        pairs = []
        for piece in _parseparam(';' + str(value)):
            name, _, text = piece.partition('=')
            pairs.append((name.strip(), text.strip()))
        return utils.decode_params(pairs)

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """[(name, value)] of a header's parameters."""
        params = self._get_params_preserve(None, header)
        if params is None:
            return failobj
        return [(name, _unquotevalue(value)) for name, value in params] if unquote else params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """One parameter."""
        wanted = param.lower()
        for name, value in self.get_params((), header, unquote):
            if name.lower() == wanted:
                return value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None, language='', replace=False):
        """Set a parameter."""
        if charset and not isinstance(value, tuple):
            value = charset, language, value
        text = self.get(header, 'text/plain' if header.lower() == 'content-type' else '')
        new = _formatparam(param, value, requote)
        if self.get_param(param, header=header):
            text = self._joined((new if name.lower() == param.lower() else _formatparam(name, old, requote))
                                for name, old in self.get_params(header=header, unquote=requote))
        else:
            text = self._joined((text, new))
        if text == self.get(header):
            return
        if replace:
            self.replace_header(header, text)
        else:
            del self[header]
            self[header] = text

    def del_param(self, param, header='content-type', requote=True):
        """Remove a parameter."""
        if header not in self:
            return
        text = self._joined(_formatparam(name, value, requote) for name, value in self.get_params(header=header, unquote=requote)
                            if name.lower() != param.lower())
        if text != self.get(header):
            del self[header]
            self[header] = text

    @staticmethod
    def _joined(pieces):
        return SEMISPACE.join(pieces).removeprefix(SEMISPACE)

    def set_type(self, type, header='Content-Type', requote=True):
        """Another type, the parameters stay."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            del self['mime-version']
            self['MIME-Version'] = '1.0'
        params = self.get_params(header=header, unquote=requote) if header in self else []
        del self[header]
        self[header] = type
        for name, value in params[1:]:
            self.set_param(name, value, header, requote)

    def get_filename(self, failobj=None):
        """The name of the file attached."""
        for param, header in (('filename', 'content-disposition'), ('name', 'content-type')):
            if (name := self.get_param(param, None, header)) is not None:
                return utils.collapse_rfc2231_value(name).strip()
        return failobj

    def get_boundary(self, failobj=None):
        """What is between the parts."""
        boundary = self.get_param('boundary')
        return failobj if boundary is None else utils.collapse_rfc2231_value(boundary).rstrip()

    def set_boundary(self, boundary):
        """Another boundary."""
        params = self._get_params_preserve(None, 'content-type')
        if params is None:
            raise errors.HeaderParseError('No Content-Type header found')
        new, done = f'"{boundary}"', False
        for at, (name, _) in enumerate(params):
            if name.lower() == 'boundary':
                params[at], done = ('boundary', new), True
        if not done:
            params.append(('boundary', new))
        text = SEMISPACE.join(f'{name}={value}' if value else name for name, value in params)
        self._headers = [(name, self.policy.header_store_parse(name, text)[1] if name.lower() == 'content-type' else value)
                         for name, value in self._headers]

    def get_content_charset(self, failobj=None):
        """The character set of the payload, in lower case."""
        charset = self.get_param('charset')
        if charset is None:
            return failobj
        if isinstance(charset, tuple):
            try:
                charset = charset[2].encode('raw-unicode-escape').decode(charset[0] or 'us-ascii')
            except (LookupError, UnicodeError):
                charset = charset[2]
        return charset.lower() if charset.isascii() else failobj

    def get_charsets(self, failobj=None):
        """The character sets of all parts."""
        return [part.get_content_charset(failobj) for part in self.walk()]

    def get_content_disposition(self):
        """'inline', 'attachment' or whatever it says."""
        value = self.get('content-disposition')
        return None if value is None else str(value).partition(';')[0].strip().lower()


class MIMEPart(Message):
    """A part with easier access to its content."""

    def __init__(self, policy=None):
        if policy is None:
            from email.policy import default as policy
        super().__init__(policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """The whole message as text; lines are as long as the policy says."""
        policy = policy or self.policy
        return super().as_string(unixfrom, policy.max_line_length if maxheaderlen is None else maxheaderlen, policy)

    def __str__(self):
        return self.as_string(policy=self.policy.clone(utf8=True))

    def is_attachment(self):
        """True for a file attached."""
        disposition = self.get('content-disposition')
        return disposition is not None and disposition.content_disposition == 'attachment'

    # Reading

    def iter_parts(self):
        """The parts."""
        yield from self.get_payload() if self.is_multipart() else ()

    def _root(self, parts):
        """The part of a related message that refers to the others: the one that it names, or the first."""
        if start := self.get_param('start'):
            for part in parts:
                if part['content-id'] == start:
                    return part
        return parts[0] if parts else None

    def _texts(self, wanted):
        """(rank, part) of what may be the text to be read."""
        if self.is_attachment():
            return
        main, sub = self.get_content_type().split('/')
        if main == 'text':
            if sub in wanted:
                yield wanted.index(sub), self
        elif main == 'multipart' and self.is_multipart():
            if sub != 'related':
                for part in self.iter_parts():
                    yield from part._texts(wanted)
                return
            if 'related' in wanted:
                yield wanted.index('related'), self
            if root := self._root(self.get_payload()):
                yield from root._texts(wanted)

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is the text to be read."""
        best, limit = None, len(preferencelist)
        for rank, part in self._texts(preferencelist):
            if rank < limit:
                best, limit = part, rank
            if rank == 0:
                break
        return best

    def iter_attachments(self):
        """The parts that are attached."""
        main, sub = self.get_content_type().split('/')
        if main != 'multipart' or sub == 'alternative' or not self.is_multipart():
            return
        parts = self.get_payload().copy()
        if sub == 'related':
            root = self._root(parts)
            yield from (part for part in parts if part is not root)
            return
        # The first text of each kind is no attachment, unless it says that it is one.
        seen = set()
        for part in parts:
            kind = part.get_content_type()
            if kind in ('text/plain', 'text/html', 'multipart/related', 'multipart/alternative') \
                    and not part.is_attachment() and kind not in seen:
                seen.add(kind)
            else:
                yield part

    def get_content(self, *args, content_manager=None, **kw):
        """The content, as the content manager reads it: text as str, anything else as bytes or a message."""
        return (content_manager or self.policy.content_manager).get_content(self, *args, **kw)

    # Making

    def set_content(self, *args, content_manager=None, **kw):
        """Make an object the content, as the content manager writes it: text, bytes with their type, a message."""
        (content_manager or self.policy.content_manager).set_content(self, *args, **kw)

    def _wrap(self, kind, refused, boundary):
        """Put what there is into the first part of a multipart message."""
        if self.get_content_maintype() == 'multipart' and (now := self.get_content_subtype()) in (kind, *refused):
            raise ValueError(f'Cannot convert {now} to {kind}')
        inner = [(name, value) for name, value in self._headers if name.lower().startswith('content-')]
        self._headers = [header for header in self._headers if header not in inner]
        parts = []
        if inner:
            part = type(self)(policy=self.policy)
            part._headers, part._payload = inner, self._payload
            parts.append(part)
        self._payload = parts
        self['Content-Type'] = f'multipart/{kind}'
        if boundary is not None:
            self.set_param('boundary', boundary)

    def make_related(self, boundary=None):
        """Become multipart/related."""
        self._wrap('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        """Become multipart/alternative."""
        self._wrap('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        """Become multipart/mixed."""
        self._wrap('mixed', (), boundary)

    def _add(self, kind, disposition, args, kw):
        if self.get_content_type() != f'multipart/{kind}':
            getattr(self, f'make_{kind}')()
        part = type(self)(policy=self.policy)
        part.set_content(*args, **kw)
        if disposition and 'content-disposition' not in part:
            part['Content-Disposition'] = disposition
        self.attach(part)

    def add_related(self, *args, **kw):
        """Add a part to which the first one refers."""
        self._add('related', 'inline', args, kw)

    def add_alternative(self, *args, **kw):
        """Add another form of the content."""
        self._add('alternative', None, args, kw)

    def add_attachment(self, *args, **kw):
        """Add a part that is attached."""
        self._add('mixed', 'attachment', args, kw)

    def clear(self):
        """Nothing in it any more."""
        self._headers, self._payload = [], None

    def clear_content(self):
        """No content any more."""
        self._headers = [header for header in self._headers if not header[0].lower().startswith('content-')]
        self._payload = None


class EmailMessage(MIMEPart):
    """A message to be made or read the easy way."""

    def set_content(self, *args, **kw):
        """Make an object the content; the message gets a MIME-Version."""
        super().set_content(*args, **kw)
        if 'MIME-Version' not in self:
            self['MIME-Version'] = '1.0'
