"""Addresses, networks and interfaces of the Internet Protocol, versions 4 and 6."""
import functools
import re

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """The text or number is no address."""


class NetmaskValueError(ValueError):
    """The text or number is no mask."""


# Making objects of either version

def _either(make4, make6, what, value):
    """The object that one of two functions makes; ValueError if neither can."""
    if isinstance(value, str):
        makers = [make6 if ':' in value else make4]
    else:
        makers = [make4, make6]
    for make in makers:
        try:
            return make(value)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{value!r} does not appear to be an IPv4 or IPv6 {what}')


def ip_address(address):
    """The IPv4Address or IPv6Address that a text, number or packed bytes mean."""
    return _either(IPv4Address, IPv6Address, 'address', address)


def ip_network(address, strict=True):
    """The IPv4Network or IPv6Network; if strict, the bits of hosts must be zero."""
    return _either(lambda text: IPv4Network(text, strict), lambda text: IPv6Network(text, strict), 'network', address)


def ip_interface(address):
    """The IPv4Interface or IPv6Interface."""
    return _either(IPv4Interface, IPv6Interface, 'interface', address)


def _packed(number, version):
    try:
        return number.to_bytes(version._max_prefixlen // 8)
    except OverflowError:
        raise ValueError(f'Address negative or too large for IPv{version._version}') from None


def v4_int_to_packed(address):
    """Four bytes, the first the highest."""
    return _packed(address, _BaseV4)


def v6_int_to_packed(address):
    """Sixteen bytes, the first the highest."""
    return _packed(address, _BaseV6)


# Ranges

def _same_version(one, other, what='version'):
    if one._version != other._version:
        raise TypeError(f'{one} and {other} are not of the same {what}')


def _blocks(version, first, last):
    """The networks from one number to another: each as big as its beginning and the end allow."""
    while first <= last:
        free = (last - first + 1).bit_length() - 1
        if first:
            free = min(free, (first & -first).bit_length() - 1)
        yield version._network._of(first, version._max_prefixlen - free)
        first += 1 << free


def summarize_address_range(first, last):
    """The fewest networks that are just the addresses from first to last."""
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError('first and last must be IP addresses, not networks')
    _same_version(first, last)
    if first > last:
        raise ValueError('last IP address must be greater than first')
    yield from _blocks(first, first._ip, last._ip)


def collapse_addresses(addresses):
    """The fewest networks that are just these addresses and networks."""
    ranges, seen = [], None
    for item in addresses:
        if seen is not None:
            _same_version(item, seen)
        seen = item
        ranges.append(item._range)
    ranges.sort()
    return _merged(seen, ranges)


def _merged(version, ranges):
    """The networks of ranges in order; those that touch are one."""
    first = last = None
    for low, high in ranges:
        if last is not None and low <= last + 1:
            last = max(last, high)
            continue
        if last is not None:
            yield from _blocks(version, first, last)
        first, last = low, high
    if last is not None:
        yield from _blocks(version, first, last)


def get_mixed_type_key(obj):
    """A key by which addresses and networks sort among each other."""
    match obj:
        case _BaseNetwork():
            return obj._version, obj.network_address, obj.netmask
        case _BaseAddress():
            return obj._version, obj
    return NotImplemented


# What the versions differ in: how texts are read and written, and which networks are special

class _BaseV4:
    """Version 4."""

    __slots__ = ()
    _version, _max_prefixlen = 4, IPV4LENGTH
    _ALL_ONES = 2 ** IPV4LENGTH - 1

    _READABLE = re.compile(r'\.'.join([r'(0|[1-9][0-9]{0,2})'] * 4))
    _SPECIAL = {
        'private': '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.170/31 192.0.2.0/24 '
                   '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32',
        'not private': '192.0.0.9/32 192.0.0.10/32',
        'shared': '100.64.0.0/10',
        'multicast': '224.0.0.0/4',
        'loopback': '127.0.0.0/8',
        'link_local': '169.254.0.0/16',
        'reserved': '240.0.0.0/4',
    }

    @classmethod
    def _parsed(cls, text):
        """The number that a text means."""
        if not text:
            raise AddressValueError('Address cannot be empty')
        if found := cls._READABLE.fullmatch(text):
            a, b, c, d = map(int, found.groups())
            if a < 256 and b < 256 and c < 256 and d < 256:
                return a << 24 | b << 16 | c << 8 | d
        raise AddressValueError(cls._complaint(text))

    @staticmethod
    def _complaint(text):
        """What is wrong with a text."""
        octets = text.split('.')
        if len(octets) != 4:
            return f'Expected 4 octets in {text!r}'
        for octet in octets:
            if not octet:
                return f'Empty octet not permitted in {text!r}'
            if not (octet.isascii() and octet.isdigit()):
                return f'Only decimal digits permitted in {octet!r} in {text!r}'
            if len(octet) > 3:
                return f'At most 3 characters permitted in {octet!r} in {text!r}'
            if octet != '0' and octet[0] == '0':
                return f'Leading zeros are not permitted in {octet!r} in {text!r}'
            if int(octet) > 255:
                return f'Octet {int(octet)} (> 255) not permitted in {text!r}'

    @staticmethod
    def _written(number):
        return f'{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}'

    _written_fully = _written

    @classmethod
    def _mask_length(cls, text):
        """The length of the prefix that a mask means, or a mask of hosts, or None."""
        try:
            number = cls._parsed(text)
        except AddressValueError:
            return None
        for mask in (number, number ^ cls._ALL_ONES):
            zeros = (mask ^ cls._ALL_ONES).bit_length()
            if mask == cls._ALL_ONES >> zeros << zeros:
                return cls._max_prefixlen - zeros
        return None

    @property
    def reverse_pointer(self):
        """The name for looking up the name."""
        return '.'.join(reversed(str(self).split('.'))) + '.in-addr.arpa'


class _BaseV6:
    """Version 6."""

    __slots__ = ()
    _version, _max_prefixlen = 6, IPV6LENGTH
    _ALL_ONES = 2 ** IPV6LENGTH - 1

    _SPECIAL = {
        'private': '::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 '
                   'fc00::/7 fe80::/10',
        'not private': '2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 2001:20::/28 2001:30::/28',
        'multicast': 'ff00::/8',
        'loopback': '::1/128',
        'link_local': 'fe80::/10',
        'site_local': 'fec0::/10',
        'reserved': '::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 E000::/4 '
                    'F000::/5 F800::/6 FE00::/9',
    }

    @classmethod
    def _parsed(cls, text):
        """The number that a text means."""
        def wrong(what):
            return AddressValueError(f'{what} in {whole!r}')

        whole = text
        if not text:
            raise AddressValueError('Address cannot be empty')
        if text.count(':') < 2:
            raise wrong('At least 3 parts expected')
        if '.' in (end := text[text.rindex(':') + 1:]):
            try:
                low = _BaseV4._parsed(end)
            except AddressValueError as error:
                raise wrong(error) from None
            text = f'{text[:-len(end)]}{low >> 16:x}:{low & 0xffff:x}'
        if text.count(':') > 8:
            raise wrong('At most 8 colons permitted')
        left, gap, right = text.partition('::')
        if gap and ('::' in right or right[:1] == ':'):
            raise wrong("At most one '::' permitted")
        parts = [part.split(':') if part else [] for part in (left, right)] if gap else [text.split(':'), []]
        size = len(parts[0]) + len(parts[1])
        if not gap and size != 8:
            raise wrong("Exactly 8 parts expected without '::'")
        if left[:1] == ':':
            raise wrong("Leading ':' only permitted as part of '::'")
        if (right or left)[-1:] == ':':
            raise wrong("Trailing ':' only permitted as part of '::'")
        if gap and size > 7:
            raise wrong("Expected at most 7 other parts with '::'")
        number = 0
        for part in (*parts[0], *['0'] * (8 - size), *parts[1]):
            if not _HEX.issuperset(part):
                raise wrong(f'Only hex digits permitted in {part!r}')
            if len(part) > 4:
                raise wrong(f'At most 4 characters permitted in {part!r}')
            number = number << 16 | int(part, 16)
        return number

    @staticmethod
    def _written(number):
        if number >> 32 == 0xffff:
            return '::ffff:' + _BaseV4._written(number & 0xffffffff)
        parts = [number >> shift & 0xffff for shift in range(112, -1, -16)]
        zeros = max(re.findall('0{2,}', ''.join('1' if part else '0' for part in parts)), key=len, default='')
        text = ':'.join(f'{part:x}' for part in parts)
        if not zeros:
            return text
        # The first of the longest rows of zeros is left out.
        at = ''.join('1' if part else '0' for part in parts).index(zeros)
        left, right = (':'.join(f'{part:x}' for part in half) for half in (parts[:at], parts[at + len(zeros):]))
        return f'{left}::{right}'

    @staticmethod
    def _written_fully(number):
        text = re.sub('(.{4})(?!$)', r'\1:', f'{number:032x}')
        return text[:30] + _BaseV4._written(number & 0xffffffff) if number >> 32 == 0xffff else text

    @classmethod
    def _mask_length(cls, text):
        return None

    @property
    def reverse_pointer(self):
        """The name for looking up the name."""
        digits = f'{self._ip:032x}' if isinstance(self, _BaseAddress) else self.exploded.replace(':', '')
        return '.'.join(reversed(digits)) + '.ip6.arpa'


_HEX = frozenset('0123456789abcdefABCDEF')


@functools.cache
def _special(version, kind):
    """[(first, last)] of the networks of a kind."""
    return [version._network(text)._range for text in version._SPECIAL[kind].split()]


def _is(kind, doc):
    """A property: whether an address, or a network from its first to its last address, is of a kind."""
    def test(self):
        ends, ranges = set(self._range), _special(self._base, kind)
        return all(any(low <= end <= high for low, high in ranges) for end in ends)
    return property(test, doc=doc)


def _within_one(kind, doc):
    """A property: whether an address or network is inside of one network of a kind."""
    def test(self):
        first, last = self._range
        return any(low <= first and last <= high for low, high in _special(self._base, kind))
    return property(test, doc=doc)


@functools.cache
def _mask(network, length):
    """The mask of networks with a prefix of this length."""
    return network._address_class(network._ALL_ONES ^ network._ALL_ONES >> length)


class _IPAddressBase:
    """What addresses and networks have in common."""

    __slots__ = ()

    version = property(lambda self: self._version, doc='4 or 6.')
    max_prefixlen = property(lambda self: self._max_prefixlen, doc='How many bits an address has.')
    compressed = property(lambda self: str(self), doc='The text, as short as possible.')

    def __reduce__(self):
        return type(self), (str(self),)

    @classmethod
    def _checked(cls, value):
        """The number that something means which a program gives as an address."""
        if isinstance(value, int):
            if value < 0:
                raise AddressValueError(f'{value} (< 0) is not permitted as an IPv{cls._version} address')
            if value > cls._ALL_ONES:
                raise AddressValueError(
                    f'{value} (>= 2**{cls._max_prefixlen}) is not permitted as an IPv{cls._version} address')
            return value
        if isinstance(value, bytes):
            if (size := cls._max_prefixlen // 8) != len(value):
                raise AddressValueError(
                    f'{value!r} (len {len(value)} != {size}) is not permitted as an IPv{cls._version} address')
            return int.from_bytes(value)
        if '/' in (text := str(value)):
            raise AddressValueError(f"Unexpected '/' in {text!r}")
        return cls._parsed(text)

    @classmethod
    def _length(cls, mask):
        """The length of the prefix that a mask means."""
        length = mask
        if not isinstance(mask, int):
            length = int(mask) if mask.isascii() and mask.isdigit() else cls._mask_length(mask)
        if length is None or not 0 <= length <= cls._max_prefixlen:
            raise NetmaskValueError(f'{mask!r} is not a valid netmask')
        return length

    @classmethod
    def _divided(cls, address):
        """(what stands for the address, what stands for the mask)"""
        match address:
            case int() | bytes():
                return address, cls._max_prefixlen
            case tuple():
                return address[0], address[1] if len(address) > 1 else cls._max_prefixlen
        text, *masks = str(address).split('/')
        if len(masks) > 1:
            raise AddressValueError(f"Only one '/' permitted in {address!r}")
        return text, masks[0] if masks else cls._max_prefixlen


@functools.total_ordering
class _BaseAddress(_IPAddressBase):
    """Addresses."""

    __slots__ = ()

    @property
    def _range(self):
        return self._ip, self._ip

    @property
    def exploded(self):
        """The text with all its digits."""
        text = self._written_fully(self._ip)
        return f'{text}/{self._prefixlen}' if hasattr(self, '_prefixlen') else text

    def __str__(self):
        return self._written(self._ip)

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __int__(self):
        return self._ip

    def __hash__(self):
        return hash(hex(self._ip))

    def __eq__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        return self._ip == other._ip and self._version == other._version

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        _same_version(self, other)
        return self._ip < other._ip

    def __add__(self, other):
        return type(self)(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return type(self)(self._ip - other) if isinstance(other, int) else NotImplemented

    def __format__(self, fmt):
        if not fmt or fmt[-1] == 's':
            return format(str(self), fmt)
        found = re.fullmatch('(#?)(_?)([xbnX])', fmt)
        if not found:
            return super().__format__(fmt)
        mark, group, base = found.groups()
        if base == 'n':
            base = 'b' if self._version == 4 else 'x'
        width = self._max_prefixlen if base == 'b' else self._max_prefixlen // 4
        width += len(mark) * 2 + (width // 4 - 1 if group else 0)
        return f'{self._ip:{mark}0{width}{group}{base}}'


@functools.total_ordering
class _BaseNetwork(_IPAddressBase):
    """Networks."""

    def __init__(self, address, strict=True):
        value, mask = self._divided(address)
        self.network_address = self._address_class(value)
        self._prefixlen = self._length(mask)
        self.netmask = _mask(type(self), self._prefixlen)
        inside = self.network_address._ip & self._hosts
        if inside:
            if strict:
                raise ValueError(f'{self} has host bits set')
            self.network_address = self._address_class(self.network_address._ip ^ inside)

    @classmethod
    def _of(cls, number, length):
        """The network of a number and a length that are known to fit."""
        self = object.__new__(cls)
        self.network_address, self._prefixlen, self.netmask = cls._address_class(number), length, _mask(cls, length)
        return self

    @property
    def _hosts(self):
        """The bits of hosts."""
        return self._ALL_ONES >> self._prefixlen

    @property
    def _range(self):
        first = self.network_address._ip
        return first, first | self._hosts

    @property
    def prefixlen(self):
        """How many bits all addresses have in common."""
        return self._prefixlen

    @property
    def hostmask(self):
        """The mask of hosts."""
        return self._address_class(self._hosts)

    @property
    def broadcast_address(self):
        """The last address."""
        return self._address_class(self._range[1])

    @property
    def num_addresses(self):
        """How many addresses there are."""
        return self._hosts + 1

    def __str__(self):
        return f'{self.network_address}/{self._prefixlen}'

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    with_prefixlen = property(__str__, doc='The network with the length of its prefix.')

    @property
    def with_netmask(self):
        """The network with its mask."""
        return f'{self.network_address}/{self.netmask}'

    @property
    def with_hostmask(self):
        """The network with the mask of hosts."""
        return f'{self.network_address}/{self.hostmask}'

    @property
    def exploded(self):
        """The text with all its digits."""
        return f'{self.network_address.exploded}/{self._prefixlen}'

    # Addresses in it

    def __iter__(self):
        first, last = self._range
        return map(self._address_class, range(first, last + 1))

    def hosts(self):
        """The addresses that hosts can have: all but the first and the last."""
        first, last = self._range
        match self._max_prefixlen - self._prefixlen:
            case 0:
                return [self.network_address]
            case 1:
                return iter(self)
        return map(self._address_class, range(first + 1, last + (self._version == 6)))

    def __getitem__(self, n):
        first, last = self._range
        wanted = first + n if n >= 0 else last + n + 1
        if not first <= wanted <= last:
            raise IndexError('address out of range')
        return self._address_class(wanted)

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _BaseNetwork):
            return False
        first, last = self._range
        return first <= other._ip <= last

    # Networks beside it

    def __hash__(self):
        return hash(self.network_address._ip ^ self.netmask._ip)

    def __eq__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        return (self._version, self._prefixlen, self.network_address) == (other._version, other._prefixlen, other.network_address)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        _same_version(self, other)
        return (self.network_address, self._prefixlen) < (other.network_address, other._prefixlen)

    def compare_networks(self, other):
        """-1, 0 or 1: which is the smaller one."""
        _same_version(self, other, 'type')
        return (self > other) - (self < other)

    def overlaps(self, other):
        """Whether there are addresses in both."""
        if self._version != other._version:
            return False
        (first, last), (low, high) = self._range, other._range
        return first <= high and low <= last

    @staticmethod
    def _within(inner, outer):
        try:
            _same_version(inner, outer)
            (first, last), (low, high) = inner._range, outer._range
        except AttributeError:
            raise TypeError(f'Unable to test subnet containment between {inner} and {outer}') from None
        return low <= first and last <= high

    def subnet_of(self, other):
        """Whether it is inside of another one."""
        return self._within(self, other)

    def supernet_of(self, other):
        """Whether another one is inside of it."""
        return self._within(other, self)

    def address_exclude(self, other):
        """The networks that are left without another one inside, the biggest first."""
        _same_version(self, other)
        if not isinstance(other, _BaseNetwork):
            raise TypeError(f'{other} is not a network object')
        if not other.subnet_of(self):
            raise ValueError(f'{other} not contained in {self}')
        for length in range(self._prefixlen + 1, other._prefixlen + 1):
            bit = 1 << self._max_prefixlen - length
            yield self._of(other.network_address._ip // bit * bit ^ bit, length)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks that it consists of."""
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError('new prefix must be longer')
            prefixlen_diff = self._difference(prefixlen_diff, new_prefix - self._prefixlen)
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        length = self._prefixlen + prefixlen_diff
        if length > self._max_prefixlen:
            raise ValueError(f'prefix length diff {length} is invalid for netblock {self}')
        first, last = self._range
        for number in range(first, last + 1, 1 << self._max_prefixlen - length):
            yield self._of(number, length)

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network that it is a part of."""
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError('new prefix must be shorter')
            prefixlen_diff = self._difference(prefixlen_diff, self._prefixlen - new_prefix)
        length = self._prefixlen - prefixlen_diff
        if length < 0:
            raise ValueError(f'current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}')
        size = 1 << self._max_prefixlen - length
        return self._of(self.network_address._ip // size * size, length)

    @staticmethod
    def _difference(given, wanted):
        if given != 1:
            raise ValueError('cannot set prefixlen_diff and new_prefix')
        return wanted

    # What it is for

    is_multicast = _is('multicast', 'Whether the whole network is of groups.')
    is_reserved = _is('reserved', 'Whether the whole network is reserved.')
    is_loopback = _is('loopback', 'Whether the whole network is this machine.')
    is_link_local = _is('link_local', 'Whether the whole network is of one link.')
    _private = _within_one('private', 'Whether the whole network is in one that is private.')

    @property
    def is_unspecified(self):
        """Whether all its addresses are zero."""
        return self._range == (0, 0)

    @property
    def is_private(self):
        """Whether the whole network is not for the public network."""
        exceptions = _special(self._base, 'not private')
        return self._private and not any(low <= end <= high for end in self._range for low, high in exceptions)

    @property
    def is_global(self):
        """Whether the network is public."""
        return not self.is_private


class IPv4Address(_BaseV4, _BaseAddress):
    """An address of version 4, from a text, a number or four bytes."""

    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        self._ip = self._checked(address)

    @property
    def packed(self):
        """Four bytes."""
        return self._ip.to_bytes(4)

    is_reserved = _is('reserved', 'Whether the address is reserved.')
    is_multicast = _is('multicast', 'Whether the address is that of a group.')
    is_loopback = _is('loopback', 'Whether the address is this machine.')
    is_link_local = _is('link_local', 'Whether the address is of one link.')
    _private = _within_one('private', 'Whether the address is in a network that is private.')
    _public_after_all = _is('not private', 'Whether the address is an exception in such a network.')
    _shared = _within_one('shared', 'Whether providers share the address.')

    @property
    def is_private(self):
        """Whether the address is not for the public network."""
        return self._private and not self._public_after_all

    @property
    def is_global(self):
        """Whether the address is for the public network."""
        return not self._shared and not self.is_private

    @property
    def is_unspecified(self):
        """Whether it is 0.0.0.0."""
        return self._ip == 0

    @property
    def ipv6_mapped(self):
        """The address of version 6 that stands for this one."""
        return IPv6Address(0xffff << 32 | self._ip)


def _interface(cls):
    """Give a class of addresses what interfaces have: a network, and texts with its length or masks."""
    base = cls.__base__

    def __init__(self, address):
        value, mask = self._divided(address)
        base.__init__(self, value)
        length = self._length(mask)
        free = self._max_prefixlen - length
        self.network = self._network._of(self._ip >> free << free, length)
        self.netmask, self._prefixlen = self.network.netmask, length

    def __eq__(self, other):
        same = base.__eq__(self, other)
        if same is not True:
            return same
        return self.network == other.network if hasattr(other, 'network') else False

    def __lt__(self, other):
        less = base.__lt__(self, other)
        if less is NotImplemented or not hasattr(other, 'network'):
            return less
        return self.network < other.network or self.network == other.network and less

    def __hash__(self):
        return hash((self._ip, self._prefixlen, self.network.network_address))

    def __str__(self):
        return f'{base.__str__(self)}/{self._prefixlen}'

    def slashed(attribute):
        return lambda self: f'{self._written(self._ip)}/{getattr(self, attribute)}'

    for method in __init__, __eq__, __lt__, __hash__, __str__, _IPAddressBase.__reduce__:
        setattr(cls, method.__name__, method)
    for name, doc, value in (
            ('ip', 'The address alone.', lambda self: base(self._ip)),
            ('hostmask', 'The mask of hosts.', lambda self: self.network.hostmask),
            ('with_prefixlen', 'The address with the length of its prefix.', slashed('_prefixlen')),
            ('with_netmask', 'The address with its mask.', slashed('netmask')),
            ('with_hostmask', 'The address with the mask of hosts.', slashed('hostmask'))):
        setattr(cls, name, property(value, doc=doc))
    return cls


@_interface
class IPv4Interface(IPv4Address):
    """An address of version 4 together with its network."""


class IPv4Network(_BaseV4, _BaseNetwork):
    """A network of version 4."""

    _address_class = IPv4Address

    def __init__(self, address, strict=True):
        _BaseNetwork.__init__(self, address, strict)

    _shared = _within_one('shared', 'Whether providers share the whole network.')

    @property
    def is_global(self):
        """Whether the network is public and not shared address space."""
        return not self._shared and not self.is_private


class IPv6Address(_BaseV6, _BaseAddress):
    """An address of version 6, from a text, a number or sixteen bytes."""

    __slots__ = ('_ip', '_scope_id', '__weakref__')

    def __init__(self, address):
        self._scope_id = None
        if not isinstance(address, (int, bytes)) and '%' in (text := str(address)):
            address, _, self._scope_id = text.partition('%')
            if '/' in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            if not self._scope_id or '%' in self._scope_id:
                raise AddressValueError(f'Invalid IPv6 address: "{text!r}"')
        self._ip = self._checked(address)

    def __str__(self):
        text = self._written(self._ip)
        return f'{text}%{self._scope_id}' if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        same = _BaseAddress.__eq__(self, other)
        return self._scope_id == getattr(other, '_scope_id', None) if same is True else same

    def __reduce__(self):
        return type(self), (str(self),)

    @property
    def scope_id(self):
        """The zone after %, or None."""
        return self._scope_id

    @property
    def packed(self):
        """Sixteen bytes."""
        return self._ip.to_bytes(16)

    _private = _within_one('private', 'Whether the address is in a network that is private.')
    _public_after_all = _is('not private', 'Whether the address is an exception in such a network.')
    is_multicast = _is('multicast', 'Whether the address is that of a group.')
    is_reserved = _is('reserved', 'Whether the address is reserved.')
    is_link_local = _is('link_local', 'Whether the address is of one link.')
    is_site_local = _is('site_local', 'Whether the address is of one site, as was once intended.')

    @property
    def is_unspecified(self):
        """Whether it is ::."""
        return self._ip == 0

    @property
    def is_private(self):
        """Whether the address is not for the public network; it is what the address is that it stands for."""
        four = self.ipv4_mapped
        return four.is_private if four else self._private and not self._public_after_all

    @property
    def is_global(self):
        """Whether the address is for the public network."""
        return not self.is_private

    @property
    def is_loopback(self):
        """Whether the address, or the one it stands for, is this machine."""
        four = self.ipv4_mapped
        return four.is_loopback if four else self._ip == 1

    @property
    def ipv4_mapped(self):
        """The address of version 4 that this one stands for, or None."""
        return IPv4Address(self._ip & 0xffffffff) if self._ip >> 32 == 0xffff else None

    @property
    def teredo(self):
        """(server, client) of a Teredo address, or None."""
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xffffffff), IPv4Address(~self._ip & 0xffffffff)

    @property
    def sixtofour(self):
        """The address of version 4 in a 6to4 address, or None."""
        return IPv4Address(self._ip >> 80 & 0xffffffff) if self._ip >> 112 == 0x2002 else None


@_interface
class IPv6Interface(IPv6Address):
    """An address of version 6 together with its network."""

    @property
    def is_unspecified(self):
        """Whether address and network are ::."""
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        """Whether address and network are ::1."""
        return super().is_loopback and self.network.is_loopback


class IPv6Network(_BaseV6, _BaseNetwork):
    """A network of version 6."""

    _address_class = IPv6Address

    def __init__(self, address, strict=True):
        _BaseNetwork.__init__(self, address, strict)

    def hosts(self):
        """The addresses that hosts can have: all but the first."""
        return _BaseNetwork.hosts(self)

    is_site_local = _is('site_local', 'Whether the whole network is of one site.')

    @property
    def is_loopback(self):
        """Whether the whole network, or the one it stands for, is this machine."""
        return self.network_address.is_loopback and self.broadcast_address.is_loopback


_BaseV4._base, _BaseV4._network = IPv4Address, IPv4Network
_BaseV6._base, _BaseV6._network = IPv6Address, IPv6Network
