"""Messages written out."""
__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']

import re
from io import BytesIO, StringIO

from email.errors import HeaderWriteError
from email.message import _has_surrogates

UNDERSCORE = '_'
NL = '\n'
NLCRE = re.compile(r'\r\n|\r|\n')
fcre = re.compile('^From ', re.MULTILINE)
NEWLINE_WITHOUT_FWSP = re.compile(r'\r\n[^ \t]|\r[^ \n\t]|\n[^ \t]')


class Generator:
    """Writes messages as text."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        if mangle_from_ is None:
            mangle_from_ = policy is None or policy.mangle_from_
        self._fp, self._mangle_from_ = outfp, mangle_from_
        self.maxheaderlen, self.policy = maxheaderlen, policy

    def write(self, s):
        """Write text as it is."""
        self._fp.write(s)

    def clone(self, fp):
        """Another one, writing elsewhere."""
        return self.__class__(fp, self._mangle_from_, None, policy=self.policy)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message."""
        policy = self.policy or msg.policy
        changes = {}
        if linesep is not None:
            changes['linesep'] = linesep
        if self.maxheaderlen is not None:
            changes['max_line_length'] = self.maxheaderlen
        if changes:
            policy = policy.clone(**changes)
        # The message sees the policy that it is written with.
        before = self.policy, msg.policy
        self.policy = msg.policy = policy
        self._NL = policy.linesep
        try:
            if unixfrom:
                self.write((msg.get_unixfrom() or _nobody()) + self._NL)
            self._write(msg)
        finally:
            self.policy, msg.policy = before

    # What text is for this class; the other one writes bytes.

    _buffer = StringIO

    def _encode(self, s):
        return s

    def _aside(self, write):
        """What a function writes, instead of writing it."""
        fp, self._fp = self._fp, self._buffer()
        try:
            write()
            return self._fp.getvalue()
        finally:
            self._fp = fp

    def _flattened(self, part):
        """A part, written by a generator of its own."""
        out = self._buffer()
        self.clone(out).flatten(part, unixfrom=False, linesep=self._NL)
        return out.getvalue()

    def _write_lines(self, text):
        if '\r' in text:
            text = NLCRE.sub('\n', text)
        self.write(text if self._NL == '\n' else text.replace('\n', self._NL))

    def _mangled(self, text):
        return fcre.sub('>From ', text) if self._mangle_from_ and 'From ' in text else text

    # The body is written first: it may need other headers (a boundary, an encoding) than there are.

    def _write(self, msg):
        self._headers_instead = None
        body = self._aside(lambda: self._dispatch(msg))
        if instead := self._headers_instead:
            from copy import deepcopy
            msg = deepcopy(msg)
            for name, value in instead:
                if name in msg:
                    msg.replace_header(name, value)
                else:
                    msg[name] = value
        own = getattr(msg, '_write_headers', None)
        if own is None:
            self._write_headers(msg)
        else:
            own(self)
        self._fp.write(body)

    def _dispatch(self, msg):
        """Write the body by the method for its type, or for its main type."""
        main = msg.get_content_maintype()
        names = f'{main}_{msg.get_content_subtype()}', main
        methods = (getattr(self, '_handle_' + name.replace('-', '_'), None) for name in names)
        next(filter(None, methods), self._writeBody)(msg)

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self.write(self._checked(self.policy.fold(name, value)))
        self.write(self._NL)

    def _checked(self, folded):
        """Lines of a header, which must not end it and begin another."""
        if self.policy.verify_generated_headers:
            end = self.policy.linesep
            if not folded.endswith(end):
                raise HeaderWriteError(f'folded header does not end with {end!r}: {folded!r}')
            if NEWLINE_WITHOUT_FWSP.search(folded.removesuffix(end)):
                raise HeaderWriteError(f'folded header contains newline: {folded!r}')
        return folded

    def _handle_text(self, msg):
        payload = msg.get_payload()
        if payload is None:
            return
        if not isinstance(payload, str):
            raise TypeError(f'string payload expected: {type(payload)}')
        charset = msg.get_param('charset') if _has_surrogates(msg._payload) else None
        if charset is not None:
            # Bytes that text cannot show are encoded, and the headers say how.
            from copy import deepcopy
            encoded = deepcopy(msg)
            del encoded['content-transfer-encoding']
            encoded.set_payload(msg._payload, charset)
            payload = encoded.get_payload()
            self._headers_instead = [(name, encoded[name]) for name in ('Content-Transfer-Encoding', 'Content-Type')]
        self._write_lines(self._mangled(payload))

    _writeBody = _handle_text

    def _handle_multipart(self, msg):
        match msg.get_payload():
            case str() as text:
                self.write(text)        # a multipart message that was never divided
                return
            case list() as parts:
                pass
            case None:
                parts = []
            case part:
                parts = [part]
        texts = [self._flattened(part) for part in parts]
        boundary = msg.get_boundary()
        if not boundary:
            boundary = self._make_boundary(self._encode(self._NL).join(texts))
            msg.set_boundary(boundary)
        if msg.preamble is not None:
            self._write_lines(self._mangled(msg.preamble))
            self.write(self._NL)
        for text in texts or [self._encode('')]:
            self.write(f'--{boundary}{self._NL}')
            self._fp.write(text)
            self.write(self._NL)
        self.write(f'--{boundary}--{self._NL}')
        if msg.epilogue is not None:
            self._write_lines(self._mangled(msg.epilogue))

    def _handle_multipart_signed(self, msg):
        # The signature is of the headers as they are: no line of them may be divided.
        policy, self.policy = self.policy, self.policy.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = policy

    def _handle_message_delivery_status(self, msg):
        end = self._encode(self._NL)
        # Blocks of headers, each of which would end in two empty lines.
        self._fp.write(end.join(self._flattened(block).removesuffix(end) for block in msg.get_payload()))

    def _handle_message(self, msg):
        payload = msg._payload
        self._fp.write(self._flattened(msg.get_payload(0)) if isinstance(payload, list) else self._encode(payload))

    @classmethod
    def _make_boundary(cls, text=None):
        """Something that is no line of a text."""
        import random
        import sys
        token = random.randrange(sys.maxsize)
        wanted = first = f'{"=" * 15}{token:0{len(str(sys.maxsize))}d}=='
        if text is None:
            return wanted
        if isinstance(text, bytes):
            text = text.decode('ascii', 'surrogateescape')
        number = 0
        while re.search(f'^--{re.escape(wanted)}(--)?$', text, re.MULTILINE):
            wanted = f'{first}.{number}'
            number += 1
        return wanted


class BytesGenerator(Generator):
    """Writes messages as bytes."""

    _buffer = BytesIO

    def write(self, s):
        """Write text, with the bytes in it that are not ASCII."""
        self._fp.write(s.encode('ascii', 'surrogateescape'))

    def _encode(self, s):
        return s.encode('ascii')

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self._fp.write(self.policy.fold_binary(name, value))
        self.write(self._NL)

    def _handle_text(self, msg):
        # The bytes themselves can be written, unless there is a reason not to.
        payload = msg._payload
        if isinstance(payload, str) and self.policy.cte_type != '7bit' and _has_surrogates(payload):
            self._write_lines(self._mangled(payload))
        else:
            super()._handle_text(msg)

    _writeBody = _handle_text


class DecodedGenerator(Generator):
    """Writes texts as they read, and a line for anything else."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        super().__init__(outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = fmt or '[Non-text (%(type)s) part of message omitted, filename %(filename)s]'

    def _dispatch(self, msg):
        for part in msg.walk():
            match part.get_content_maintype():
                case 'text':
                    line = part.get_payload(decode=False)
                case 'multipart':
                    continue
                case main:
                    line = self._fmt % {
                        'type': part.get_content_type(), 'maintype': main, 'subtype': part.get_content_subtype(),
                        'filename': part.get_filename('[no filename]'),
                        'description': part.get('Content-Description', '[no description]'),
                        'encoding': part.get('Content-Transfer-Encoding', '[no encoding]'),
                    }
            print(line, file=self)


def _nobody():
    import time
    return f'From nobody {time.ctime()}'
