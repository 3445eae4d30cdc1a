"""Messages with what each kind of mailbox notes about them. Part of mailbox."""
import contextlib
import email
import email.message
import io
import time

__name__ = "mailbox"  # what users import it from


def _expect_text(**values):
    for name, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f'{name} must be a string: {type(value)}')


def _flags_of(info):
    return info[2:] if info.startswith('2,') else ''


class Message(email.message.Message):
    """A message that knows what its mailbox says about it."""

    _own = ()           # the attributes that only mean something in one format

    def __init__(self, message=None):
        match message:
            case None:
                super().__init__()
                return
            case email.message.Message():
                import copy
                source = message
                message = copy.deepcopy(message)
            case bytes():
                source = message = email.message_from_bytes(message)
            case str():
                source = message = email.message_from_string(message)
            case io.TextIOWrapper():
                source = message = email.message_from_file(message)
            case _ if hasattr(message, 'read'):
                source = message = email.message_from_binary_file(message)
            case _:
                raise TypeError(f'Invalid message type: {type(message)}')
        alike = isinstance(message, Message) and message._own == self._own
        foreign = () if alike or not isinstance(message, Message) else message._own
        vars(self).update((name, value) for name, value in vars(message).items() if name not in foreign)
        if self._own and foreign:
            for name in message._marking_headers:
                del self[name]
            self._adopt(source._traits(), source)

    # How a format is turned into another one: what is known about a message is told in words that are common to all
    # (seen, old, answered, flagged, deleted, passed on), and each format notes those which it has a sign for.

    _marking_headers = ()

    def _traits(self):
        return set()

    def _adopt(self, traits, source):
        """Note what a message of another format knows about itself."""


class MaildirMessage(Message):
    """A message of a Maildir: subdirectory, info, date."""

    _own = ('_subdir', '_info', '_date')
    _signs = {'seen': 'S', 'answered': 'R', 'flagged': 'F', 'passed': 'P', 'deleted': 'T'}

    def __init__(self, message=None):
        self._subdir, self._info, self._date = 'new', '', time.time()
        super().__init__(message)

    def get_subdir(self):
        """new or cur."""
        return self._subdir

    def set_subdir(self, subdir):
        """new or cur."""
        if subdir not in ('new', 'cur'):
            raise ValueError(f"subdir must be 'new' or 'cur': {subdir}")
        self._subdir = subdir

    def get_flags(self):
        """The flags as letters."""
        return _flags_of(self._info)

    def set_flags(self, flags):
        """Set these flags and no others."""
        self._info = '2,' + ''.join(sorted(flags))

    def add_flag(self, flag):
        """Set these flags too."""
        self.set_flags({*self.get_flags(), *flag})

    def remove_flag(self, flag):
        """Unset these flags."""
        if flags := self.get_flags():
            self.set_flags(set(flags).difference(flag))

    def get_date(self):
        """When it came, in seconds."""
        return self._date

    def set_date(self, date):
        """When it came, in seconds."""
        try:
            self._date = float(date)
        except ValueError:
            raise TypeError(f"can't convert to float: {date}") from None

    def get_info(self):
        """What its name says about it."""
        return self._info

    def set_info(self, info):
        """What its name says about it."""
        _expect_text(info=info)
        self._info = info

    def _traits(self):
        flags = self.get_flags()
        return {trait for trait, sign in self._signs.items() if sign in flags} | ({'old'} if self._subdir == 'cur' else set())

    def _adopt(self, traits, source):
        if 'old' in traits:
            self._subdir = 'cur'
        self.add_flag([sign for trait, sign in self._signs.items() if trait in traits])
        if not self.get_flags():
            self._info = ''
        if isinstance(source, _mboxMMDFMessage):
            import calendar
            with contextlib.suppress(ValueError, OverflowError):
                self._date = float(calendar.timegm(time.strptime(' '.join(source.get_from().split()[-5:]), '%a %b %d %H:%M:%S %Y')))


class _mboxMMDFMessage(Message):
    """A message with a line "From " and the headers Status and X-Status."""

    _own = ('_from',)
    _signs = {'seen': 'R', 'old': 'O', 'deleted': 'D', 'flagged': 'F', 'answered': 'A'}
    _marking_headers = ('Status', 'X-Status')

    def __init__(self, message=None):
        self.set_from('MAILER-DAEMON', True)
        if isinstance(message, email.message.Message) and (unixfrom := message.get_unixfrom() or '').startswith('From '):
            self.set_from(unixfrom[5:])
        super().__init__(message)

    def get_from(self):
        """The line "From " without that word."""
        return self._from

    def set_from(self, from_, time_=None):
        """The sender, and when it came: a struct_time, or True for now."""
        if time_ is not None:
            from_ += ' ' + time.asctime(time.gmtime() if time_ is True else time_)
        self._from = from_

    def get_flags(self):
        """The flags as letters."""
        return self.get('Status', '') + self.get('X-Status', '')

    def set_flags(self, flags):
        """Set these flags and no others."""
        flags = set(flags)
        known = [[sign for sign in signs if sign in flags] for signs in ('RO', 'DFA')]
        known[1] += sorted(flags.difference('RODFA'))
        for name, signs in zip(self._marking_headers, known):
            if name in self:
                self.replace_header(name, ''.join(signs))
            else:
                self.add_header(name, ''.join(signs))

    def add_flag(self, flag):
        """Set these flags too."""
        self.set_flags(self.get_flags() + ''.join(flag))

    def remove_flag(self, flag):
        """Unset these flags."""
        if any(name in self for name in self._marking_headers):
            self.set_flags(set(self.get_flags()).difference(flag))

    def _traits(self):
        flags = self.get_flags()
        return {trait for trait, sign in self._signs.items() if sign in flags}

    def _adopt(self, traits, source):
        if signs := [sign for trait, sign in self._signs.items() if trait in traits]:
            self.add_flag(signs)
        if isinstance(source, MaildirMessage):
            self.set_from('MAILER-DAEMON', time.gmtime(source.get_date()))


class mboxMessage(_mboxMMDFMessage):
    """A message of an mbox file."""


class MMDFMessage(_mboxMMDFMessage):
    """A message of an MMDF file."""


class MHMessage(Message):
    """A message of an MH mailbox: the lists it is in."""

    _own = ('_sequences',)
    _signs = {'answered': ['replied'], 'flagged': ['flagged']}

    def __init__(self, message=None):
        self._sequences = []
        super().__init__(message)

    def get_sequences(self):
        """The names of the lists that it is in."""
        return self._sequences[:]

    def set_sequences(self, sequences):
        """Put it into these lists and no others."""
        self._sequences = list(sequences)

    def add_sequence(self, sequence):
        """Put it into a list too."""
        if not isinstance(sequence, str):
            raise TypeError(f'sequence type must be str: {type(sequence)}')
        if sequence not in self._sequences:
            self._sequences.append(sequence)

    def remove_sequence(self, sequence):
        """Take it out of a list."""
        if sequence in self._sequences:
            self._sequences.remove(sequence)

    def _traits(self):
        return _named_traits(self._signs, self._sequences)

    def _adopt(self, traits, source):
        self._sequences += [name for name in _trait_names(self._signs, traits) if name not in self._sequences]


class BabylMessage(Message):
    """A message of a Babyl file: labels, and the headers that are shown."""

    _own = ('_labels', '_visible')
    _signs = {'deleted': ['deleted'], 'answered': ['answered'], 'passed': ['forwarded', 'resent']}

    def __init__(self, message=None):
        self._labels, self._visible = [], Message()
        super().__init__(message)

    def get_labels(self):
        """The labels."""
        return self._labels[:]

    def set_labels(self, labels):
        """Set these labels and no others."""
        self._labels = list(labels)

    def add_label(self, label):
        """Set a label too."""
        _expect_text(label=label)
        if label not in self._labels:
            self._labels.append(label)

    def remove_label(self, label):
        """Unset a label."""
        if label in self._labels:
            self._labels.remove(label)

    def get_visible(self):
        """The headers that are shown, as a message without a body."""
        return Message(self._visible)

    def set_visible(self, visible):
        """The headers that are shown."""
        self._visible = Message(visible)

    def update_visible(self):
        """Show the headers' present values, and the usual ones."""
        shown = self._visible
        for name in shown.keys():
            if name in self:
                shown.replace_header(name, self[name])
            else:
                del shown[name]
        for name in ('Date', 'From', 'Reply-To', 'To', 'CC', 'Subject'):
            if name in self and name not in shown:
                shown[name] = self[name]

    def _traits(self):
        return _named_traits(self._signs, self._labels)

    def _adopt(self, traits, source):
        self._labels += [name for name in _trait_names(self._signs, traits) if name not in self._labels]


def _named_traits(signs, names):
    """What names say, in formats that note what nobody has seen, and do not know what is new."""
    return ({'old'} | ({'seen'} if 'unseen' not in names else set())
            | {trait for trait, synonyms in signs.items() if not set(synonyms).isdisjoint(names)})


def _trait_names(signs, traits):
    return ([] if 'seen' in traits else ['unseen']) + [names[0] for trait, names in signs.items() if trait in traits]
