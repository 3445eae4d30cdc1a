"""Universally unique identifiers (RFC 4122)."""
import os
from enum import Enum, _simple_enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122', 'reserved for Microsoft compatibility',
    'reserved for future definition']

int_, bytes_ = int, bytes       # names that methods of UUID have too

# The fields and their bits, the highest first
_FIELDS = (32, 16, 16, 8, 8, 48)


@_simple_enum(Enum)
class SafeUUID:
    """Whether an identifier was made so that no other process could make the same."""
    safe = 0
    unsafe = -1
    unknown = None


def _part(shift, bits, doc):
    """A property: some of the bits."""
    return property(lambda self: self.int >> shift & (1 << bits) - 1, doc=doc)


def _from_hex(text):
    digits = text.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
    if len(digits) != 32:
        raise ValueError('badly formed hexadecimal UUID string')
    return int_(digits, 16)


def _from_bytes(data):
    if len(data) != 16:
        raise ValueError('bytes is not a 16-char string')
    assert isinstance(data, bytes_), repr(data)
    return int_.from_bytes(data)


def _from_bytes_le(data):
    if len(data) != 16:
        raise ValueError('bytes_le is not a 16-char string')
    return int_.from_bytes(_swapped(data))


def _swapped(data):
    """The first three fields with their bytes the other way round."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


def _from_fields(fields):
    if len(fields) != len(_FIELDS):
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for at, (value, bits) in enumerate(zip(fields, _FIELDS), 1):
        if not 0 <= value < 1 << bits:
            raise ValueError(f'field {at} out of range (need a{"n" * (bits == 8)} {bits}-bit value)')
        number = number << bits | value
    return number


class UUID:
    """A 128-bit identifier; immutable.

    Made of hex digits, bytes, bytes_le (little-endian), fields or int."""

    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if (hex, bytes, bytes_le, fields, int).count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        number = (int if int is not None else _from_hex(hex) if hex is not None else _from_bytes(bytes) if bytes is not None else
                  _from_bytes_le(bytes_le) if bytes_le is not None else _from_fields(fields))
        if not 0 <= number < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            number = number & ~(0xc000 << 48) | 0x8000 << 48                # the variant of the RFC
            number = number & ~(0xf000 << 64) | version << 76
        _set(self, 'int', number)
        _set(self, 'is_safe', is_safe)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe is not SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        _set(self, 'int', state['int'])
        _set(self, 'is_safe', SafeUUID(state.get('is_safe', SafeUUID.unknown.value)))

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __str__(self):
        digits = self.hex
        return f'{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}'

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    hex = property(lambda self: f'{self.int:032x}', doc='32 digits.')
    urn = property(lambda self: f'urn:uuid:{self}', doc='The name as a URN.')
    bytes = property(lambda self: self.int.to_bytes(16), doc='16 bytes, the highest first.')
    bytes_le = property(lambda self: _swapped(self.bytes), doc='The same with the first three fields the other way round.')

    time_low = _part(96, 32, 'The first field: the lowest bits of the time.')
    time_mid = _part(80, 16, 'The second field: its bits in the middle.')
    time_hi_version = _part(64, 16, 'The third field: its highest bits, and the version.')
    clock_seq_hi_variant = _part(56, 8, 'The fourth field: the highest bits of the sequence number, and the variant.')
    clock_seq_low = _part(48, 8, 'The fifth field: its lowest bits.')
    node = _part(0, 48, 'The sixth field: the machine.')
    clock_seq = _part(48, 14, 'The sequence number.')

    @property
    def fields(self):
        """The six fields."""
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant, self.clock_seq_low, self.node)

    @property
    def time(self):
        """The time, in units of 100 ns since 15 October 1582."""
        return (self.time_hi_version & 0xfff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def variant(self):
        """By whose rules it was made."""
        # The number of ones at the beginning of the fourth field tells it.
        match self.int >> 61 & 7:
            case 7:
                return RESERVED_FUTURE
            case 6:
                return RESERVED_MICROSOFT
            case 4 | 5:
                return RFC_4122
        return RESERVED_NCS

    @property
    def version(self):
        """How it was made, by the rules of the RFC; None by other rules."""
        return self.int >> 76 & 15 if self.variant == RFC_4122 else None


_set = object.__setattr__


# Making identifiers

_node = None


def _hardware_address():
    """The address of a network card, of those that are unique in the world if there is one; None without a card."""
    local = None
    try:
        cards = sorted(os.listdir('/sys/class/net'))
    except OSError:
        return None
    for card in cards:
        try:
            with open(f'/sys/class/net/{card}/address') as file:
                address = int_(file.read().strip().replace(':', '') or '0', 16)
        except (OSError, ValueError):
            continue
        if 0 < address < 1 << 48:
            if not address & 1 << 41:
                return address
            local = local or address
    return local


def getnode():
    """The hardware address as a 48-bit int, or a random number in its place."""
    global _node
    if _node is None:
        # A number that is an address of a group cannot be that of a card.
        _node = _hardware_address() or int_.from_bytes(os.urandom(6)) | 1 << 40
    return _node


_last_time = 0
_BEGINNING = 0x01b21dd213814000         # 1970 in units of 100 ns since 15 October 1582


def uuid1(node=None, clock_seq=None):
    """An identifier of host, time and a sequence number."""
    global _last_time
    import time
    _last_time = moment = max(time.time_ns() // 100 + _BEGINNING, _last_time + 1)
    if clock_seq is None:
        clock_seq = int_.from_bytes(os.urandom(2))
    node = getnode() if node is None else node
    if not 0 <= node < 1 << 48:
        raise ValueError('field 6 out of range (need a 48-bit value)')
    low, middle, high = moment & 0xffffffff, moment >> 32 & 0xffff, moment >> 48 & 0xfff
    return UUID(int=low << 96 | middle << 80 | high << 64 | (clock_seq & 0x3fff) << 48 | node, version=1)


def _named(hashed, namespace, name, version):
    data = namespace.bytes + (name.encode('utf-8') if isinstance(name, str) else name)
    return UUID(bytes=hashed(data, usedforsecurity=False).digest()[:16], version=version)


def uuid3(namespace, name):
    """An identifier that the MD5 hash of namespace and name gives."""
    from hashlib import md5
    return _named(md5, namespace, name, 3)


def uuid4():
    """A random identifier."""
    return UUID(int=int_.from_bytes(os.urandom(16)), version=4)


def uuid5(namespace, name):
    """An identifier that the SHA-1 hash of namespace and name gives."""
    from hashlib import sha1
    return _named(sha1, namespace, name, 5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = (
    UUID(f'6ba7b81{number}-9dad-11d1-80b4-00c04fd430c8') for number in '0124')


def main():
    """python -m uuid"""
    from argparse import ArgumentParser
    plain, named = {'uuid1': uuid1, 'uuid4': uuid4}, {'uuid3': uuid3, 'uuid5': uuid5}
    spaces = {f'@{key.removeprefix("NAMESPACE_").lower()}': value for key, value in globals().items() if key.startswith('NAMESPACE_')}
    parser = ArgumentParser(description='Generates a uuid using the selected uuid function.')
    parser.add_argument('-u', '--uuid', choices=sorted(plain | named), default='uuid4',
                        help='The function to use to generate the uuid. By default uuid4 function is used.')
    parser.add_argument('-n', '--namespace', help="The namespace is a UUID, or '@ns' where 'ns' is a well-known predefined UUID "
                        'addressed by namespace name. Such as @dns, @url, @oid, and @x500. Only required for uuid3/uuid5 functions.')
    parser.add_argument('-N', '--name', help='The name used as part of generating the uuid. Only required for uuid3/uuid5 functions.')
    args = parser.parse_args()
    if args.uuid in plain:
        print(plain[args.uuid]())
        return
    if not (args.namespace and args.name):
        parser.error(f"Incorrect number of arguments. {args.uuid} requires a namespace and a name. Run 'python -m uuid -h' for more information.")
    print(named[args.uuid](spaces.get(args.namespace) or UUID(args.namespace), args.name))


if __name__ == '__main__':
    main()
