"""What get_content() and set_content() of messages do, by the type of the content."""
import binascii
import email.charset
import email.errors
import email.message
import email.quoprimime


class ContentManager:
    """Two tables of functions: by MIME type for reading, by Python type for writing."""

    def __init__(self):
        self.get_handlers, self.set_handlers = {}, {}

    def add_get_handler(self, key, handler):
        """Read with handler(msg, ...): key is a type, a main type, or '' for all others."""
        self.get_handlers[key] = handler

    def add_set_handler(self, typekey, handler):
        """Write with handler(msg, obj, ...): typekey is a type, its name, or None for all others."""
        self.set_handlers[typekey] = handler

    def get_content(self, msg, *args, **kw):
        """The content of a message."""
        kind = msg.get_content_type()
        for key in (kind, msg.get_content_maintype(), ''):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(kind)

    def set_content(self, msg, obj, *args, **kw):
        """Make an object the content of a message."""
        if msg.get_content_maintype() == 'multipart':
            raise TypeError('set_content not valid on multipart')
        handler = self._writer(type(obj))
        msg.clear_content()
        handler(msg, obj, *args, **kw)

    def _writer(self, kind):
        for base in kind.__mro__:
            module, short = base.__module__, base.__qualname__
            for key in (base, f'{module}.{short}', short, base.__name__):
                if key in self.set_handlers:
                    return self.set_handlers[key]
        try:
            return self.set_handlers[None]
        except KeyError:
            raise KeyError(f'{kind.__module__}.{kind.__qualname__}' if kind.__module__ else kind.__qualname__) from None


raw_data_manager = ContentManager()


def _reads(*keys):
    return lambda function: [raw_data_manager.add_get_handler(key, function) for key in keys] and function


def _writes(*kinds):
    return lambda function: [raw_data_manager.add_set_handler(kind, function) for kind in kinds] and function


# Reading

@_reads('text')
def get_text_content(msg, errors='replace'):
    """Text in its character set."""
    return msg.get_payload(decode=True).decode(msg.get_param('charset', 'ASCII'), errors=errors)


@_reads('audio', 'image', 'video', 'application')
def get_non_text_content(msg):
    """Bytes."""
    return msg.get_payload(decode=True)


@_reads('message/rfc822', 'message/external-body')
def get_message_content(msg):
    """The message inside."""
    return msg.get_payload(0)


@_reads('message')
def get_and_fixup_unknown_message_content(msg):
    """The bytes of a message of a kind that is not known, which was read as one."""
    return bytes(msg.get_payload(0))


# Writing

def _prepare(msg, maintype, subtype, headers):
    """Set the type, and headers that are objects or lines."""
    msg['Content-Type'] = f'{maintype}/{subtype}'
    if not headers:
        return
    if not hasattr(headers[0], 'name'):
        policy = msg.policy
        headers = [policy.header_factory(*policy.header_source_parse([line])) for line in headers]
    for header in headers:
        for defect in header.defects[:1]:
            raise ValueError(f'Invalid header: {header.fold(policy=msg.policy)}') from defect
        msg[header.name] = header


def _finish(msg, disposition, filename, cid, params):
    """Set what a program says about a part."""
    named = filename is not None
    for header, value in (('Content-Disposition', 'attachment' if named and disposition is None else disposition), ('Content-ID', cid)):
        if value is not None:
            msg[header] = value
    if named:
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    for name, value in (params or {}).items():
        msg.set_param(name, value)


def _quoted(lines, limit):
    """Lines of bytes in quoted-printable, each with the line end \\n."""
    text = b'\n'.join(lines).decode('latin-1') + '\n'
    return email.quoprimime.body_encode(text, limit)


def _base64(data, limit):
    step = limit // 4 * 3 or 3
    return ''.join(binascii.b2a_base64(data[at:at + step]).decode('ascii') for at in range(0, len(data), step))


def _encode_text(text, charset, cte, policy):
    """(name of the encoding, payload) of a text; without a name the one that suits it best."""
    lines = text.encode(charset).splitlines()
    end = policy.linesep.encode('ascii')
    body, unix = (sep.join(lines) + sep for sep in (end, b'\n'))
    if not cte:
        if body.isascii() and max(map(len, lines), default=0) <= policy.max_line_length:
            cte = '7bit'
        elif policy.cte_type == '8bit' and max(map(len, lines), default=0) <= policy.max_line_length:
            cte = '8bit'
        else:
            # A few lines show which of the two is shorter.
            sample = lines[:10]
            quoted = _quoted(sample, policy.max_line_length)
            cte = 'base64' if len(_base64(b'\n'.join(sample) + b'\n', policy.max_line_length)) < len(quoted) else 'quoted-printable'
            if len(lines) <= 10 and cte == 'quoted-printable':
                return cte, quoted
    match cte:
        case '7bit':
            return cte, unix.decode('ascii')
        case '8bit':
            return cte, unix.decode('ascii', 'surrogateescape')
        case 'quoted-printable':
            return cte, _quoted(lines, policy.max_line_length)
        case 'base64':
            return cte, _base64(body, policy.max_line_length)
    raise ValueError(f'Unknown content transfer encoding {cte}')


@_writes(str)
def set_text_content(msg, string, subtype='plain', charset='utf-8', cte=None, disposition=None, filename=None, cid=None,
                     params=None, headers=None):
    """Make text the content."""
    _prepare(msg, 'text', subtype, headers)
    cte, payload = _encode_text(string, charset, cte, msg.policy)
    msg.set_payload(payload)
    msg.set_param('charset', email.charset.ALIASES.get(charset, charset), replace=True)
    msg['Content-Transfer-Encoding'] = cte
    _finish(msg, disposition, filename, cid, params)


@_writes(email.message.Message)
def set_message_content(msg, message, subtype='rfc822', cte=None, disposition=None, filename=None, cid=None, params=None,
                        headers=None):
    """Make a message the content."""
    match subtype:
        case 'partial':
            raise ValueError('message/partial is not supported for Message objects')
        case 'rfc822':
            allowed, default = (None, '7bit', '8bit', 'binary'), '8bit'
            reason = 'message/rfc822 parts do not support cte={}'
        case 'external-body':
            allowed, default = (None, '7bit'), '7bit'
            reason = 'message/external-body parts do not support cte={}'
        case _:
            allowed, default = (cte,), '7bit'
    if cte not in allowed:
        raise ValueError(reason.format(cte))
    _prepare(msg, 'message', subtype, headers)
    msg.set_payload([message])
    msg['Content-Transfer-Encoding'] = cte or default
    _finish(msg, disposition, filename, cid, params)


@_writes(bytes, bytearray, memoryview)
def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None, filename=None, cid=None, params=None,
                      headers=None):
    """Make bytes the content."""
    _prepare(msg, maintype, subtype, headers)
    match cte:
        case 'base64':
            payload = _base64(bytes(data), msg.policy.max_line_length)
        case 'quoted-printable':
            payload = binascii.b2a_qp(data, istext=False, header=False, quotetabs=True).decode('ascii')
        case '7bit':
            payload = data.decode('ascii')
        case '8bit' | 'binary':
            payload = data.decode('ascii', 'surrogateescape')
        case _:
            payload = data
    msg.set_payload(payload)
    msg['Content-Transfer-Encoding'] = cte
    _finish(msg, disposition, filename, cid, params)
