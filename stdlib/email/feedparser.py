"""Parsing a message, piece by piece."""
__all__ = ['FeedParser', 'BytesFeedParser']

import re

from email import errors
from email._policybase import compat32

_HEADER = re.compile(r'^(From |[\041-\071\073-\176]*:|[\t ])')


class FeedParser:
    """Is fed with text; close() gives the message."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._old_style_factory = False
        if _factory is None:
            if policy.message_factory is None:
                from email.message import Message
                self._factory = Message
            else:
                self._factory = policy.message_factory
        else:
            self._factory = _factory
            try:
                _factory(policy=self.policy)
            except TypeError:
                self._old_style_factory = True
        self._parts = []
        self._headersonly = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """More text."""
        self._parts.append(data)

    def close(self):
        """The message."""
        text = ''.join(self._parts)
        self._parts.clear()
        # Line ends as they are, but no others than these three.
        lines = re.split(r'(?<=\n)|(?<=\r)(?!\n)', text)
        if lines and not lines[-1]:
            lines.pop()
        return self._message(lines, None)

    def _new(self):
        if self._old_style_factory:
            return self._factory()
        return self._factory(policy=self.policy)

    def _message(self, lines, parent):
        msg = self._new()
        if parent is not None and parent.get_content_type() == 'multipart/digest':
            msg.set_default_type('message/rfc822')
        headers, rest = self._split_headers(msg, lines)
        self._parse_headers(msg, headers)
        self._parse_body(msg, rest)
        return msg

    def _split_headers(self, msg, lines):
        for n, line in enumerate(lines):
            if not _HEADER.match(line):
                if not line.strip('\r\n'):
                    return lines[:n], lines[n + 1:]
                # The body begins without an empty line before it.
                self.policy.handle_defect(msg, errors.MissingHeaderBodySeparatorDefect())
                return lines[:n], lines[n:]
        return lines, []

    def _parse_headers(self, msg, lines):
        header = []

        def store():
            if header:
                msg.set_raw(*self.policy.header_source_parse(header))
                header.clear()

        for n, line in enumerate(lines):
            if line[0] in ' \t':
                if not header:
                    self.policy.handle_defect(
                        msg, errors.FirstHeaderLineIsContinuationDefect(line))
                else:
                    header.append(line)
                continue
            store()
            if line.startswith('From '):
                if n == 0:
                    msg.set_unixfrom(line.rstrip('\r\n'))
                else:
                    self.policy.handle_defect(
                        msg, errors.MisplacedEnvelopeHeaderDefect(line))
                continue
            if line.find(':') == 0:
                self.policy.handle_defect(
                    msg, errors.InvalidHeaderDefect("Missing header name."))
                continue
            header.append(line)
        store()

    def _parse_body(self, msg, lines):
        if self._headersonly:
            msg.set_payload(''.join(lines))
            return
        ctype = msg.get_content_type()
        if msg.get_content_maintype() == 'message':
            if ctype == 'message/delivery-status':
                block = []
                for line in [*lines, '']:
                    if line.strip('\r\n') and line:
                        block.append(line)
                    elif block:
                        msg.attach(self._message(block, msg))
                        block = []
            else:
                msg.attach(self._message(lines, msg))
            return
        if msg.get_content_maintype() == 'multipart':
            boundary = msg.get_boundary()
            if boundary is None:
                self.policy.handle_defect(msg, errors.NoBoundaryInMultipartDefect())
                msg.set_payload(''.join(lines))
                self.policy.handle_defect(msg, errors.MultipartInvariantViolationDefect())
                return
            if str(msg.get('content-transfer-encoding', '8bit')).lower() not in (
                    '7bit', '8bit', 'binary'):
                self.policy.handle_defect(
                    msg, errors.InvalidMultipartContentTransferEncodingDefect())
            self._parse_parts(msg, lines, boundary)
            return
        msg.set_payload(''.join(lines))

    def _parse_parts(self, msg, lines, boundary):
        separator = '--' + boundary
        pattern = re.compile('(?P<sep>' + re.escape(separator) +
                             r')(?P<end>--)?(?P<ws>[ \t]*)(?P<linesep>\r\n|\r|\n)?$')
        preamble, parts, current = [], [], None
        epilogue, closed, linesep = [], False, False
        for n, line in enumerate(lines):
            m = pattern.match(line)
            if m is None:
                (preamble if current is None else current).append(line)
                continue
            if current is not None:
                parts.append(current)
            if m.group('end'):
                closed = True
                linesep = m.group('linesep')
                epilogue = lines[n + 1:]
                break
            current = []
        if current is None and not closed:
            self.policy.handle_defect(msg, errors.StartBoundaryNotFoundDefect())
            msg.set_payload(''.join(lines))
            self.policy.handle_defect(msg, errors.MultipartInvariantViolationDefect())
            return
        if not closed:
            parts.append(current)
            self.policy.handle_defect(msg, errors.CloseBoundaryNotFoundDefect())
        if preamble:
            # The line end before a boundary belongs to the boundary.
            msg.preamble = _chop(''.join(preamble))
        for part in parts:
            if part:
                if closed or part is not parts[-1]:
                    part[-1] = _chop(part[-1])
                    if not part[-1]:
                        part.pop()
            msg.attach(self._message(part, msg))
        if not parts:
            msg.set_payload([])
        if closed:
            text = ''.join(epilogue)
            msg.epilogue = text if linesep else None
        else:
            msg.epilogue = ''


def _chop(text):
    if text.endswith('\r\n'):
        return text[:-2]
    if text.endswith(('\n', '\r')):
        return text[:-1]
    return text


class BytesFeedParser(FeedParser):
    """Is fed with bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))
