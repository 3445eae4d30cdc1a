"""Parsing a message, piece by piece."""
__all__ = ['FeedParser', 'BytesFeedParser']

import re
from io import StringIO

from email import errors
from email._policybase import compat32

_HEADER_LINE = re.compile(r'From |[!-9;-~]*:|[\t ]')
_EMPTY_LINES = frozenset(('\n', '\r\n', '\r'))


def _without_end(line):
    """A line without the end of line."""
    return line.removesuffix('\n').removesuffix('\r')


class FeedParser:
    """Is fed with text; close() gives the message."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._pieces = StringIO(newline='')
        self._headersonly = False
        self._make = self._maker(_factory)

    def _maker(self, factory):
        """A function that makes an empty message."""
        if factory is None:
            factory = self.policy.message_factory
            if factory is None:
                from email.message import Message as factory
        else:
            try:
                factory(policy=self.policy)
            except TypeError:           # one that knows nothing of policies
                return factory
        return lambda: factory(policy=self.policy)

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """More text."""
        self._pieces.write(data)

    def close(self):
        """The message."""
        self._pieces.seek(0)
        message = self._message(self._pieces.readlines())
        if message.get_content_maintype() == 'multipart' and not message.is_multipart() and not self._headersonly:
            self._note(message, errors.MultipartInvariantViolationDefect())
        return message

    def _note(self, message, defect):
        self.policy.handle_defect(message, defect)

    def _message(self, lines, default_type=None):
        """The message in a list of lines."""
        message = self._make()
        if default_type:
            message.set_default_type(default_type)
        body = self._read_headers(message, lines)
        if self._headersonly:
            message.set_payload(''.join(body))
        elif (kind := message.get_content_type()) == 'message/delivery-status':
            for block in self._blocks(body):
                message.attach(self._message(block))
        elif kind.startswith('message/'):
            message.attach(self._message(body))
        elif kind.startswith('multipart/'):
            self._read_parts(message, body)
        else:
            message.set_payload(''.join(body))
        return message

    # Headers

    def _read_headers(self, message, lines):
        """Note the headers: the lines of the body."""
        end = next((at for at, line in enumerate(lines) if not _HEADER_LINE.match(line)), len(lines))
        separated = end == len(lines) or lines[end] in _EMPTY_LINES
        if not separated:
            self._note(message, errors.MissingHeaderBodySeparatorDefect())
        header = []
        for at, line in enumerate(lines[:end]):
            if line[0] in ' \t':
                if header:
                    header.append(line)
                else:
                    self._note(message, errors.FirstHeaderLineIsContinuationDefect(line))
                continue
            self._store(message, header)
            header = []
            if line.startswith('From '):
                if at == 0:
                    message.set_unixfrom(_without_end(line))
                elif at == end - 1:
                    # Nobody ends headers like this: the body begins here.
                    return lines[at:] if not separated else [line, *lines[end + 1:]]
                else:
                    message.defects.append(errors.MisplacedEnvelopeHeaderDefect(line))
            elif line[0] == ':':
                message.defects.append(errors.InvalidHeaderDefect('Missing header name.'))
            else:
                header = [line]
        self._store(message, header)
        return lines[end + separated:]

    def _store(self, message, header):
        if header:
            message.set_raw(*self.policy.header_source_parse(header))

    # Parts

    @staticmethod
    def _blocks(lines):
        """What is between empty lines."""
        while lines:
            end = next((at for at, line in enumerate(lines) if line in _EMPTY_LINES), len(lines))
            yield lines[:end]
            lines = lines[end + 1:]

    def _read_parts(self, message, lines):
        """Divide a multipart body."""
        boundary = message.get_boundary()
        if boundary is None:
            self._note(message, errors.NoBoundaryInMultipartDefect())
            message.set_payload(''.join(lines))
            return
        if str(message.get('content-transfer-encoding', '8bit')).lower() not in ('7bit', '8bit', 'binary'):
            self._note(message, errors.InvalidMultipartContentTransferEncodingDefect())
        between = re.compile(rf'--{re.escape(boundary)}(--)?[ \t]*(?:\r\n|\r|\n)?$').match
        marks = [(at, bool(found[1])) for at, line in enumerate(lines) if line[0] == '-' and (found := between(line))]
        if not marks or marks[0][1]:
            self._note(message, errors.StartBoundaryNotFoundDefect())
            message.set_payload(''.join(lines[:marks[0][0]] if marks else lines))
            message.epilogue = ''
            return
        first, last = marks[0][0], None
        if first and not marks[0][1]:
            message.preamble = ''.join(lines[:first - 1]) + _without_end(lines[first - 1])
        default_type = 'message/rfc822' if message.get_content_type() == 'multipart/digest' else None
        at = -1
        for mark, (here, closing) in enumerate(marks):
            if here <= at:
                continue
            if closing:
                last = here
                break
            at, rest = here, mark + 1
            while rest < len(marks) and marks[rest][0] == at + 1:       # boundaries without anything between
                at, rest = at + 1, rest + 1
            end = marks[rest][0] if rest < len(marks) else len(lines)
            message.attach(self._part(lines[at + 1:end], default_type))
        if last is None:
            self._note(message, errors.CloseBoundaryNotFoundDefect())
        else:
            message.epilogue = ''.join(lines[last + 1:])

    def _part(self, lines, default_type):
        """A part; the end of its last line belongs to the boundary that follows."""
        if lines:
            lines[-1] = _without_end(lines[-1])
            if not lines[-1]:
                lines.pop()
        part = self._message(lines, default_type)
        if part.epilogue == '' and part.is_multipart():
            part.epilogue = None
        return part


class BytesFeedParser(FeedParser):
    """Is fed with bytes."""

    def feed(self, data):
        """More bytes."""
        super().feed(data.decode('ascii', 'surrogateescape'))
