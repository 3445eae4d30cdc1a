"""What get_content() and set_content() of messages do, by the type of the content."""
import binascii
import email.charset
import email.errors
import email.message
import email.quoprimime


class ContentManager:
    """Two tables of functions: by MIME type for reading, by Python type for writing."""

    def __init__(self):
        self.get_handlers = {}
        self.set_handlers = {}

    def add_get_handler(self, key, handler):
        """Read with handler(msg, ...): key is a type, a main type, or '' for all others."""
        self.get_handlers[key] = handler

    def get_content(self, msg, *args, **kw):
        """The content of a message."""
        content_type = msg.get_content_type()
        for key in (content_type, msg.get_content_maintype(), ''):
            if key in self.get_handlers:
                return self.get_handlers[key](msg, *args, **kw)
        raise KeyError(content_type)

    def add_set_handler(self, typekey, handler):
        """Write with handler(msg, obj, ...): typekey is a type, its name, or None for all others."""
        self.set_handlers[typekey] = handler

    def set_content(self, msg, obj, *args, **kw):
        """Make an object the content of a message."""
        if msg.get_content_maintype() == 'multipart':
            raise TypeError("set_content not valid on multipart")
        handler = self._find_set_handler(obj)
        msg.clear_content()
        handler(msg, obj, *args, **kw)

    def _find_set_handler(self, obj):
        wanted = None
        for cls in type(obj).__mro__:
            qualname = cls.__qualname__
            full = '.'.join((cls.__module__, qualname)) if cls.__module__ else qualname
            wanted = wanted or full
            for key in (cls, full, qualname, cls.__name__):
                if key in self.set_handlers:
                    return self.set_handlers[key]
        if None in self.set_handlers:
            return self.set_handlers[None]
        raise KeyError(wanted)


raw_data_manager = ContentManager()


# --- reading

def get_text_content(msg, errors='replace'):
    """Text in its character set."""
    return msg.get_payload(decode=True).decode(msg.get_param('charset', 'ASCII'), errors=errors)


def get_non_text_content(msg):
    """Bytes."""
    return msg.get_payload(decode=True)


def get_message_content(msg):
    """The message inside."""
    return msg.get_payload(0)


def get_and_fixup_unknown_message_content(msg):
    """The bytes of a message of a kind that is not known, which was read as one."""
    return bytes(msg.get_payload(0))


raw_data_manager.add_get_handler('text', get_text_content)
for _main in ('audio', 'image', 'video', 'application'):
    raw_data_manager.add_get_handler(_main, get_non_text_content)
for _sub in ('rfc822', 'external-body'):
    raw_data_manager.add_get_handler('message/' + _sub, get_message_content)
raw_data_manager.add_get_handler('message', get_and_fixup_unknown_message_content)
del _main, _sub


# --- writing

def _begin(msg, maintype, subtype, headers):
    msg['Content-Type'] = '/'.join((maintype, subtype))
    if not headers:
        return
    if not hasattr(headers[0], 'name'):
        policy = msg.policy
        headers = [policy.header_factory(*policy.header_source_parse([header])) for header in headers]
    try:
        for header in headers:
            if header.defects:
                raise header.defects[0]
            msg[header.name] = header
    except email.errors.HeaderDefect as exc:
        raise ValueError("Invalid header: {}".format(header.fold(policy=msg.policy))) from exc


def _finish(msg, disposition, filename, cid, params):
    if disposition is None and filename is not None:
        disposition = 'attachment'
    if disposition is not None:
        msg['Content-Disposition'] = disposition
    if filename is not None:
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    if cid is not None:
        msg['Content-ID'] = cid
    for key, value in (params or {}).items():
        msg.set_param(key, value)


def _base64(data, max_line_length):
    # Lines of whole groups of four that fit.
    size = max_line_length // 4 * 3
    return ''.join([binascii.b2a_base64(data[i:i + size]).decode('ascii') for i in range(0, len(data), size)])


def _text_payload(string, charset, cte, policy):
    # (transfer encoding, payload): the encoding that was asked for, else the shortest that is safe.
    limit = policy.max_line_length or 10**9
    lines = string.encode(charset).splitlines()
    stored = b'\n'.join(lines) + b'\n'                                  # as the payload keeps it
    sent = policy.linesep.encode('ascii').join([*lines, b''])          # as it goes over the wire
    if cte is None:
        fits = max(map(len, lines), default=0) <= limit
        if fits and stored.isascii():
            return '7bit', stored.decode('ascii')
        if fits and policy.cte_type == '8bit':
            return '8bit', stored.decode('ascii', 'surrogateescape')
        sample = policy.linesep.encode('ascii').join([*lines[:10], b''])
        base64 = _base64(sample, limit)
        quoted = email.quoprimime.body_encode(sample.decode('latin-1'), limit)
        cte = 'base64' if len(quoted) > len(base64) else 'quoted-printable'
        if len(lines) <= 10:
            return cte, base64 if cte == 'base64' else quoted
    if cte == '7bit':
        return cte, stored.decode('ascii')
    if cte == '8bit':
        return cte, stored.decode('ascii', 'surrogateescape')
    if cte == 'quoted-printable':
        return cte, email.quoprimime.body_encode(stored.decode('latin-1'), limit)
    if cte == 'base64':
        return cte, _base64(sent, limit)
    raise ValueError("Unknown content transfer encoding {}".format(cte))


def set_text_content(msg, string, subtype="plain", charset='utf-8', cte=None,
                     disposition=None, filename=None, cid=None, params=None, headers=None):
    """Make text the content."""
    _begin(msg, 'text', subtype, headers)
    cte, payload = _text_payload(string, charset, cte, msg.policy)
    msg.set_payload(payload)
    msg.set_param('charset', email.charset.ALIASES.get(charset, charset), replace=True)
    msg['Content-Transfer-Encoding'] = cte
    _finish(msg, disposition, filename, cid, params)


def set_message_content(msg, message, subtype="rfc822", cte=None,
                        disposition=None, filename=None, cid=None, params=None, headers=None):
    """Make a message the content."""
    if subtype == 'partial':
        raise ValueError("message/partial is not supported for Message objects")
    if subtype == 'rfc822':
        if cte not in (None, '7bit', '8bit', 'binary'):
            raise ValueError("message/rfc822 parts do not support cte={}".format(cte))
        cte = '8bit' if cte is None else cte
    elif subtype == 'external-body':
        if cte not in (None, '7bit'):
            raise ValueError("message/external-body parts do not support cte={}".format(cte))
        cte = '7bit'
    elif cte is None:
        cte = '7bit'
    _begin(msg, 'message', subtype, headers)
    msg.set_payload([message])
    msg['Content-Transfer-Encoding'] = cte
    _finish(msg, disposition, filename, cid, params)


def set_bytes_content(msg, data, maintype, subtype, cte='base64',
                      disposition=None, filename=None, cid=None, params=None, headers=None):
    """Make bytes the content."""
    _begin(msg, maintype, subtype, headers)
    if cte == 'base64':
        data = _base64(data, msg.policy.max_line_length or 10**9)
    elif cte == 'quoted-printable':
        # Line ends are data here.
        data = binascii.b2a_qp(data, istext=False, header=False, quotetabs=True).decode('ascii')
    elif cte == '7bit':
        data = data.decode('ascii')
    elif cte in ('8bit', 'binary'):
        data = data.decode('ascii', 'surrogateescape')
    msg.set_payload(data)
    msg['Content-Transfer-Encoding'] = cte
    _finish(msg, disposition, filename, cid, params)


raw_data_manager.add_set_handler(str, set_text_content)
raw_data_manager.add_set_handler(email.message.Message, set_message_content)
for _kind in (bytes, bytearray, memoryview):
    raw_data_manager.add_set_handler(_kind, set_bytes_content)
del _kind
