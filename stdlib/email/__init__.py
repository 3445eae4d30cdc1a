"""Mail messages: their headers, bodies and parts."""
__all__ = ['base64mime', 'charset', 'encoders', 'errors', 'feedparser', 'generator', 'header', 'iterators', 'message',
           'message_from_file', 'message_from_binary_file', 'message_from_string', 'message_from_bytes', 'mime', 'parser',
           'quoprimime', 'utils']


def _parsing(kind, method):
    """A method of a parser, which is only imported when it is needed."""
    def parse(source, args, kws):
        from email import parser
        return getattr(getattr(parser, kind)(*args, **kws), method)(source)
    return parse


_text, _text_file = _parsing('Parser', 'parsestr'), _parsing('Parser', 'parse')
_bytes, _binary_file = _parsing('BytesParser', 'parsebytes'), _parsing('BytesParser', 'parse')


def message_from_string(s, *args, **kws):
    """The message in a text."""
    return _text(s, args, kws)


def message_from_file(fp, *args, **kws):
    """The message in a text file."""
    return _text_file(fp, args, kws)


def message_from_bytes(s, *args, **kws):
    """The message in bytes."""
    return _bytes(s, args, kws)


def message_from_binary_file(fp, *args, **kws):
    """The message in a binary file."""
    return _binary_file(fp, args, kws)
