"""Walking through messages."""
__all__ = ['body_line_iterator', 'typed_subpart_iterator', 'walk']


def walk(self):
    """This message and all its parts, depth first."""
    waiting = [self]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart():
            waiting.extend(reversed(part.get_payload()))


def typed_subpart_iterator(msg, maintype='text', subtype=None):
    """The parts of a type."""
    return (part for part in msg.walk()
            if maintype == part.get_content_maintype() and subtype in (None, part.get_content_subtype()))


def body_line_iterator(msg, decode=False):
    """The lines of all texts."""
    for part in msg.walk():
        body = part.get_payload(decode=decode)
        if isinstance(body, str):
            from io import StringIO
            yield from StringIO(body)


def _structure(msg, fp=None, level=0, include_default=False):
    """Print the types of a message and its parts, each level further to the right."""
    default = f' [{msg.get_default_type()}]' if include_default else ''
    print('    ' * level + msg.get_content_type() + default, file=fp)
    for part in msg.get_payload() if msg.is_multipart() else ():
        _structure(part, fp, level + 1, include_default)
