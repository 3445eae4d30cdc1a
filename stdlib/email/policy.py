"""How messages are read and written: line ends, line lengths, classes."""
__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

import re

from email._policybase import Compat32, Policy, _has_surrogates, compat32, split_header
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage

linesep_splitter = re.compile(r'\n|\r\n?')


class EmailPolicy(Policy):
    """Headers as objects that know what they mean, messages as EmailMessage."""

    message_factory = EmailMessage
    content_manager = raw_data_manager
    header_factory = HeaderRegistry()
    refold_source = 'long'
    utf8 = False

    def __init__(self, **kw):
        # Each policy has a registry of its own, so that changing one does not change others.
        super().__init__(**({'header_factory': HeaderRegistry()} | kw))

    def header_max_count(self, name):
        """How often a header of that name may occur, None for any number."""
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        """(name, value) of the lines of a header."""
        return split_header(sourcelines)

    def header_store_parse(self, name, value):
        """(name, value) as a message keeps them: the value is a header object."""
        if getattr(value, 'name', '').lower() != name.lower():
            if isinstance(value, str) and value.splitlines()[1:]:
                raise ValueError('Header values may not contain linefeed or carriage return characters')
            value = self.header_factory(name, value)
        return name, value

    def header_fetch_parse(self, name, value):
        """The value as a program gets it: a header object."""
        return value if hasattr(value, 'name') else self.header_factory(name, linesep_splitter.sub('', value))

    def _must_fold(self, name, lines, binary):
        """Whether lines from a source are to be divided anew."""
        if self.refold_source == 'all':
            return True
        text = ''.join(lines)
        if self.refold_source == 'long':
            limit = self.max_line_length or float('inf')
            used = len(name) + 2
            if any(len(line) + (0 if at else used) > limit for at, line in enumerate(lines)):
                return True
        return binary and _has_surrogates(text) if self.utf8 else not text.isascii()

    def _lines(self, name, value, binary):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        lines = linesep_splitter.split(value)
        if self._must_fold(name, lines, binary):
            return self.header_factory(name, ''.join(lines)).fold(policy=self)
        return f'{name}: {self.linesep.join(lines)}{self.linesep}'

    def fold(self, name, value):
        """The lines of a header, folded."""
        return self._lines(name, value, binary=True)

    def fold_binary(self, name, value):
        """The lines of a header as bytes, folded."""
        folded = self._lines(name, value, binary=self.cte_type == '7bit')
        return folded.encode('utf8' if self.utf8 else 'ascii', 'surrogateescape')


default = EmailPolicy()
del default.__dict__['header_factory']

strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = SMTP.clone(max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
