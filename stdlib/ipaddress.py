"""Addresses, networks and interfaces of the Internet Protocol, versions 4 and 6."""
import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """The text or number is no address."""


class NetmaskValueError(ValueError):
    """The text or number is no mask."""


def _one_of(address, makers):
    for make in makers:
        try:
            return make(address)
        except (AddressValueError, NetmaskValueError):
            pass
    return None


def ip_address(address):
    """The IPv4Address or IPv6Address that a text, number or packed bytes mean."""
    found = _one_of(address, (IPv4Address, IPv6Address))
    if found is None:
        raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 address")
    return found


def ip_network(address, strict=True):
    """The IPv4Network or IPv6Network; if strict, the bits of hosts must be zero."""
    found = _one_of(address, (lambda a: IPv4Network(a, strict), lambda a: IPv6Network(a, strict)))
    if found is None:
        raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 network")
    return found


def ip_interface(address):
    """The IPv4Interface or IPv6Interface."""
    found = _one_of(address, (IPv4Interface, IPv6Interface))
    if found is None:
        raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 interface")
    return found


def v4_int_to_packed(address):
    """Four bytes, the first the highest."""
    try:
        return address.to_bytes(4)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4")


def v6_int_to_packed(address):
    """Sixteen bytes, the first the highest."""
    try:
        return address.to_bytes(16)
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6")


def _split_optional_netmask(address):
    parts = str(address).split("/")
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts


def _zero_bits(number, bits):
    """How many of the lowest bits are zero."""
    return bits if number == 0 else min(bits, (~number & (number - 1)).bit_length())


def summarize_address_range(first, last):
    """The fewest networks that are just the addresses from first to last."""
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first._version != last._version:
        raise TypeError("%s and %s are not of the same version" % (first, last))
    if first > last:
        raise ValueError("last IP address must be greater than first")
    if first.version == 4:
        network = IPv4Network
    elif first.version == 6:
        network = IPv6Network
    else:
        raise ValueError("unknown IP version")
    bits = first._max_prefixlen
    low, high = first._ip, last._ip
    while low <= high:
        free = min(_zero_bits(low, bits), (high - low + 1).bit_length() - 1)
        yield network((low, bits - free))
        low += 1 << free
        if low - 1 == network._ALL_ONES:
            break


def _merge(networks):
    """Networks that are in none of the others, neighbours joined."""
    waiting = list(networks)
    found = {}
    while waiting:
        network = waiting.pop()
        above = network.supernet()
        other = found.get(above)
        if other is None:
            found[above] = network
        elif other != network:
            del found[above]
            waiting.append(above)
    last = None
    for network in sorted(found.values()):
        if last is not None and last.broadcast_address >= network.broadcast_address:
            continue
        yield network
        last = network


def collapse_addresses(addresses):
    """The fewest networks that are just these addresses and networks."""
    single, networks = [], []
    for address in addresses:
        if isinstance(address, _BaseAddress):
            kind, item = single, address
        elif address._prefixlen == address._max_prefixlen:
            kind = single
            item = address.ip if hasattr(address, "ip") else address.network_address
        else:
            kind, item = networks, address
        for others in (kind,) if kind is networks else (single,):
            if others and others[-1].version != address.version:
                raise TypeError("%s and %s are not of the same version" % (address, others[-1]))
        kind.append(item)
    single = sorted(set(single))
    at = 0
    while at < len(single):
        end = at
        while end + 1 < len(single) and single[end + 1]._ip == single[end]._ip + 1 \
                and single[end + 1].version == single[end].version:
            end += 1
        networks.extend(summarize_address_range(single[at], single[end]))
        at = end + 1
    return _merge(networks)


def get_mixed_type_key(obj):
    """A key by which addresses and networks sort among each other."""
    if isinstance(obj, _BaseNetwork):
        return obj._get_networks_key()
    if isinstance(obj, _BaseAddress):
        return obj._get_address_key()
    return NotImplemented


class _IPAddressBase:
    """What all have in common."""

    __slots__ = ()

    @property
    def exploded(self):
        """The address written out in full."""
        return self._explode_shorthand_ip_string()

    @property
    def compressed(self):
        """The address as short as possible."""
        return str(self)

    @property
    def reverse_pointer(self):
        """The name under which DNS keeps the address's name."""
        return self._reverse_pointer()

    @property
    def version(self):
        """4 or 6."""
        raise NotImplementedError("%200s has no version specified" % (type(self),))

    @classmethod
    def _check_int_address(cls, address):
        if address < 0:
            raise AddressValueError("%d (< 0) is not permitted as an IPv%d address" % (address, cls._version))
        if address > cls._ALL_ONES:
            raise AddressValueError("%d (>= 2**%d) is not permitted as an IPv%d address"
                                    % (address, cls._max_prefixlen, cls._version))

    @classmethod
    def _check_packed_address(cls, address, expected):
        if len(address) != expected:
            raise AddressValueError("%r (len %d != %d) is not permitted as an IPv%d address"
                                    % (address, len(address), expected, cls._version))

    @classmethod
    def _ip_int_from_prefix(cls, prefixlen):
        return cls._ALL_ONES ^ (cls._ALL_ONES >> prefixlen)

    @classmethod
    def _prefix_from_ip_int(cls, number):
        zeros = _zero_bits(number, cls._max_prefixlen)
        prefix = cls._max_prefixlen - zeros
        if number >> zeros != (1 << prefix) - 1:
            raise ValueError("Netmask pattern %r mixes zeroes & ones" % number.to_bytes(cls._max_prefixlen // 8))
        return prefix

    @classmethod
    def _report_invalid_netmask(cls, netmask):
        raise NetmaskValueError("%r is not a valid netmask" % netmask) from None

    @classmethod
    def _prefix_from_prefix_string(cls, text):
        if not (text.isascii() and text.isdigit()):
            cls._report_invalid_netmask(text)
        try:
            prefixlen = int(text)
        except ValueError:
            cls._report_invalid_netmask(text)
        if not 0 <= prefixlen <= cls._max_prefixlen:
            cls._report_invalid_netmask(text)
        return prefixlen

    @classmethod
    def _prefix_from_ip_string(cls, text):
        try:
            number = cls._ip_int_from_string(text)
        except AddressValueError:
            cls._report_invalid_netmask(text)
        for mask in number, number ^ cls._ALL_ONES:
            try:
                return cls._prefix_from_ip_int(mask)
            except ValueError:
                pass
        cls._report_invalid_netmask(text)

    @classmethod
    def _split_addr_prefix(cls, address):
        """(address, mask) of what a network or interface is made of."""
        if isinstance(address, (bytes, int)):
            return address, cls._max_prefixlen
        if not isinstance(address, tuple):
            address = _split_optional_netmask(address)
        if len(address) > 1:
            return address
        return address[0], cls._max_prefixlen

    def __reduce__(self):
        return self.__class__, (str(self),)


_address_format = None


@functools.total_ordering
class _BaseAddress(_IPAddressBase):
    """What the addresses have in common."""

    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        if self._ip != other._ip:
            return self._ip < other._ip
        return False

    def __add__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(int(self) + other)

    def __sub__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(int(self) - other)

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, str(self))

    def __str__(self):
        return str(self._string_from_ip_int(self._ip))

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def _get_address_key(self):
        return self.version, self

    def __reduce__(self):
        return self.__class__, (self._ip,)

    def __format__(self, fmt):
        """As text, or with b, n, x or X as digits, # with a base before and _ between groups."""
        if not fmt or fmt[-1] == "s":
            return format(str(self), fmt)
        global _address_format
        if _address_format is None:
            import re
            _address_format = re.compile("(#?)(_?)([xbnX])")
        match = _address_format.fullmatch(fmt)
        if not match:
            return super().__format__(fmt)
        alternate, grouping, base = match.groups()
        if base == "n":
            base = "b" if self.version == 4 else "x"
        digits = self._max_prefixlen if base == "b" else self._max_prefixlen // 4
        if grouping:
            digits += digits // 4 - 1
        if alternate:
            digits += 2
        return format(int(self), f"{alternate}0{digits}{grouping}{base}")


@functools.total_ordering
class _BaseNetwork(_IPAddressBase):
    """What the networks have in common."""

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, str(self))

    def __str__(self):
        return "%s/%d" % (self.network_address, self.prefixlen)

    def hosts(self):
        """The addresses that hosts can have: not the first and the last."""
        for number in range(int(self.network_address) + 1, int(self.broadcast_address)):
            yield self._address_class(number)

    def __iter__(self):
        for number in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address_class(number)

    def __getitem__(self, n):
        first, last = int(self.network_address), int(self.broadcast_address)
        number = (first if n >= 0 else last + 1) + n
        if not first <= number <= last:
            raise IndexError("address out of range")
        return self._address_class(number)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        if self.network_address != other.network_address:
            return self.network_address < other.network_address
        if self.netmask != other.netmask:
            return self.netmask < other.netmask
        return False

    def __eq__(self, other):
        try:
            return (self._version == other._version and self.network_address == other.network_address
                    and int(self.netmask) == int(other.netmask))
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other._version:
            return False
        if isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        """Whether the networks have an address in common."""
        return other.network_address in self or other.broadcast_address in self or (
            self.network_address in other or self.broadcast_address in other)

    @functools.cached_property
    def broadcast_address(self):
        """The last address."""
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @functools.cached_property
    def hostmask(self):
        """The bits of hosts."""
        return self._address_class(int(self.netmask) ^ self._ALL_ONES)

    @property
    def with_prefixlen(self):
        """The network with the length of its prefix."""
        return "%s/%d" % (self.network_address, self._prefixlen)

    @property
    def with_netmask(self):
        """The network with its mask."""
        return "%s/%s" % (self.network_address, self.netmask)

    @property
    def with_hostmask(self):
        """The network with the mask of hosts."""
        return "%s/%s" % (self.network_address, self.hostmask)

    @property
    def num_addresses(self):
        """How many addresses there are."""
        return int(self.broadcast_address) - int(self.network_address) + 1

    @property
    def _address_class(self):
        raise NotImplementedError("%200s has no associated address class" % (type(self),))

    @property
    def prefixlen(self):
        """The length of the prefix in bits."""
        return self._prefixlen

    def address_exclude(self, other):
        """The networks that are left of this one without another in it."""
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same version" % (self, other))
        if not isinstance(other, _BaseNetwork):
            raise TypeError("%s is not a network object" % other)
        if not other.subnet_of(self):
            raise ValueError("%s not contained in %s" % (other, self))
        if other == self:
            return
        other = other.__class__("%s/%s" % (other.network_address, other.prefixlen))
        one, two = self.subnets()
        while other not in (one, two):
            inner, outer = (one, two) if other.subnet_of(one) else (two, one)
            yield outer
            one, two = inner.subnets()
        yield two if other == one else one

    def compare_networks(self, other):
        """-1, 0 or 1: by first address, then by mask."""
        if self._version != other._version:
            raise TypeError("%s and %s are not of the same type" % (self, other))
        mine = self.network_address, self.netmask
        its = other.network_address, other.netmask
        return (mine > its) - (mine < its)

    def _get_networks_key(self):
        return self.version, self.network_address, self.netmask

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks that this one falls into with a longer prefix."""
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        prefixlen = self._prefixlen + prefixlen_diff
        if prefixlen > self._max_prefixlen:
            raise ValueError("prefix length diff %d is invalid for netblock %s" % (prefixlen, self))
        first, end = int(self.network_address), int(self.broadcast_address) + 1
        for number in range(first, end, (int(self.hostmask) + 1) >> prefixlen_diff):
            yield self.__class__((number, prefixlen))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network with a shorter prefix that this one is in."""
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        prefixlen = self.prefixlen - prefixlen_diff
        if prefixlen < 0:
            raise ValueError("current prefixlen is %d, cannot have a prefixlen_diff of %d"
                             % (self.prefixlen, prefixlen_diff))
        mask = int(self.netmask) << prefixlen_diff
        return self.__class__((int(self.network_address) & mask, prefixlen))

    def _both_ends(self, question):
        return getattr(self.network_address, question) and getattr(self.broadcast_address, question)

    @property
    def is_multicast(self):
        """Whether the whole network is for groups."""
        return self._both_ends("is_multicast")

    @staticmethod
    def _is_subnet_of(a, b):
        try:
            if a._version != b._version:
                raise TypeError("%s and %s are not of the same version" % (a, b))
            return b.network_address <= a.network_address and b.broadcast_address >= a.broadcast_address
        except AttributeError:
            raise TypeError(f"Unable to test subnet containment between {a} and {b}")

    def subnet_of(self, other):
        """Whether this network is in another."""
        return self._is_subnet_of(self, other)

    def supernet_of(self, other):
        """Whether another network is in this one."""
        return self._is_subnet_of(other, self)

    @property
    def is_reserved(self):
        """Whether the whole network is reserved."""
        return self._both_ends("is_reserved")

    @property
    def is_link_local(self):
        """Whether the whole network is of one link."""
        return self._both_ends("is_link_local")

    @property
    def is_private(self):
        """Whether the whole network is in one private range."""
        ends = self.network_address, self.broadcast_address
        return any(all(end in network for end in ends) for network in self._constants._private_networks) and all(
            end not in network for network in self._constants._private_networks_exceptions for end in ends)

    @property
    def is_global(self):
        """Whether the network is not private."""
        return not self.is_private

    @property
    def is_unspecified(self):
        """Whether it is nothing but the address of zeros."""
        return self._both_ends("is_unspecified")

    @property
    def is_loopback(self):
        """Whether the whole network is the machine itself."""
        return self._both_ends("is_loopback")


class _BaseV4:
    """What version 4 has of its own."""

    __slots__ = ()
    _version = 4
    _ALL_ONES = 2 ** IPV4LENGTH - 1
    _max_prefixlen = IPV4LENGTH
    _netmask_cache = {}

    def _explode_shorthand_ip_string(self):
        return str(self)

    @classmethod
    def _make_netmask(cls, arg):
        if arg not in cls._netmask_cache:
            if isinstance(arg, int):
                prefixlen = arg
                if not 0 <= prefixlen <= cls._max_prefixlen:
                    cls._report_invalid_netmask(prefixlen)
            else:
                try:
                    prefixlen = cls._prefix_from_prefix_string(arg)
                except NetmaskValueError:
                    prefixlen = cls._prefix_from_ip_string(arg)
            cls._netmask_cache[arg] = IPv4Address(cls._ip_int_from_prefix(prefixlen)), prefixlen
        return cls._netmask_cache[arg]

    @classmethod
    def _ip_int_from_string(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        octets = text.split(".")
        if len(octets) != 4:
            raise AddressValueError("Expected 4 octets in %r" % text)
        try:
            return int.from_bytes(map(cls._parse_octet, octets), "big")
        except ValueError as error:
            raise AddressValueError("%s in %r" % (error, text)) from None

    @classmethod
    def _parse_octet(cls, text):
        if not text:
            raise ValueError("Empty octet not permitted")
        if not (text.isascii() and text.isdigit()):
            raise ValueError("Only decimal digits permitted in %r" % text)
        if len(text) > 3:
            raise ValueError("At most 3 characters permitted in %r" % text)
        if text != "0" and text[0] == "0":
            raise ValueError("Leading zeros are not permitted in %r" % text)
        number = int(text, 10)
        if number > 255:
            raise ValueError("Octet %d (> 255) not permitted" % number)
        return number

    @classmethod
    def _string_from_ip_int(cls, number):
        return ".".join(map(str, number.to_bytes(4)))

    def _reverse_pointer(self):
        return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"

    @property
    def max_prefixlen(self):
        """32"""
        return self._max_prefixlen

    @property
    def version(self):
        """4"""
        return self._version


def _of_range(name, doc):
    """A property: whether the address is in a network of the version's table."""
    def ask(self):
        return self in getattr(self._constants, name)
    ask.__doc__ = doc
    return property(ask)


class IPv4Address(_BaseV4, _BaseAddress):
    """An address of version 4, from a text, a number or four bytes."""

    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            self._check_int_address(address)
            self._ip = address
            return
        if isinstance(address, bytes):
            self._check_packed_address(address, 4)
            self._ip = int.from_bytes(address)
            return
        text = str(address)
        if "/" in text:
            raise AddressValueError(f"Unexpected '/' in {address!r}")
        self._ip = self._ip_int_from_string(text)

    @property
    def packed(self):
        """Four bytes."""
        return v4_int_to_packed(self._ip)

    is_reserved = _of_range("_reserved_network", "Whether the address is reserved for the future.")

    @property
    def is_private(self):
        """Whether the address is not for the public network."""
        return any(self in network for network in self._constants._private_networks) and all(
            self not in network for network in self._constants._private_networks_exceptions)

    @property
    def is_global(self):
        """Whether the address is for the public network."""
        return self not in IPv4Network("100.64.0.0/10") and not self.is_private

    is_multicast = _of_range("_multicast_network", "Whether the address is that of a group.")

    @property
    def is_unspecified(self):
        """Whether it is 0.0.0.0."""
        return self == self._constants._unspecified_address

    is_loopback = _of_range("_loopback_network", "Whether the address is the machine itself.")
    is_link_local = _of_range("_linklocal_network", "Whether the address is of one link.")

    @property
    def ipv6_mapped(self):
        """The address of version 6 that stands for this one."""
        return IPv6Address(f"::ffff:{self}")


def _interface(base, network_class):
    """What both kinds of interface do alike: an address that knows its network."""
    def __init__(self, address):
        addr, mask = self._split_addr_prefix(address)
        base.__init__(self, addr)
        self.network = network_class()((addr, mask), strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = self.network._prefixlen

    def hostmask(self):
        return self.network.hostmask

    def __eq__(self, other):
        equal = base.__eq__(self, other)
        if equal is NotImplemented or not equal:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            return False

    def __lt__(self, other):
        less = base.__lt__(self, other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return self.network < other.network or self.network == other.network and less
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    return __init__, hostmask, __eq__, __lt__, __hash__


class IPv4Interface(IPv4Address):
    """An address of version 4 together with its network."""

    __init__, hostmask, __eq__, __lt__, __hash__ = _interface(IPv4Address, lambda: IPv4Network)
    hostmask = functools.cached_property(hostmask)
    hostmask.__set_name__(None, "hostmask")

    def __str__(self):
        return "%s/%d" % (self._string_from_ip_int(self._ip), self._prefixlen)

    __reduce__ = _IPAddressBase.__reduce__

    @property
    def ip(self):
        """The address alone."""
        return IPv4Address(self._ip)

    @property
    def with_prefixlen(self):
        """The address with the length of its prefix."""
        return "%s/%s" % (self._string_from_ip_int(self._ip), self._prefixlen)

    @property
    def with_netmask(self):
        """The address with its mask."""
        return "%s/%s" % (self._string_from_ip_int(self._ip), self.netmask)

    @property
    def with_hostmask(self):
        """The address with the mask of hosts."""
        return "%s/%s" % (self._string_from_ip_int(self._ip), self.hostmask)


class IPv4Network(_BaseV4, _BaseNetwork):
    """A network of version 4."""

    _address_class = IPv4Address

    def __init__(self, address, strict=True):
        addr, mask = self._split_addr_prefix(address)
        self.network_address = IPv4Address(addr)
        self.netmask, self._prefixlen = self._make_netmask(mask)
        packed = int(self.network_address)
        if packed & int(self.netmask) != packed:
            if strict:
                raise ValueError("%s has host bits set" % self)
            self.network_address = IPv4Address(packed & int(self.netmask))
        if self._prefixlen == self._max_prefixlen - 1:
            self.hosts = self.__iter__
        elif self._prefixlen == self._max_prefixlen:
            self.hosts = lambda: [IPv4Address(addr)]

    @property
    def is_global(self):
        """Whether the network is public and not shared address space."""
        return not (self.network_address in IPv4Network("100.64.0.0/10")
                    and self.broadcast_address in IPv4Network("100.64.0.0/10")) and not self.is_private


class _IPv4Constants:
    _linklocal_network = IPv4Network("169.254.0.0/16")
    _loopback_network = IPv4Network("127.0.0.0/8")
    _multicast_network = IPv4Network("224.0.0.0/4")
    _public_network = IPv4Network("100.64.0.0/10")
    _private_networks = [IPv4Network(text) for text in (
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.0.170/31",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "255.255.255.255/32")]
    _private_networks_exceptions = [IPv4Network("192.0.0.9/32"), IPv4Network("192.0.0.10/32")]
    _reserved_network = IPv4Network("240.0.0.0/4")
    _unspecified_address = IPv4Address("0.0.0.0")


IPv4Address._constants = _IPv4Constants
IPv4Network._constants = _IPv4Constants


class _BaseV6:
    """What version 6 has of its own."""

    __slots__ = ()
    _version = 6
    _ALL_ONES = 2 ** IPV6LENGTH - 1
    _HEXTET_COUNT = 8
    _HEX_DIGITS = frozenset("0123456789ABCDEFabcdef")
    _max_prefixlen = IPV6LENGTH
    _netmask_cache = {}

    @classmethod
    def _make_netmask(cls, arg):
        if arg not in cls._netmask_cache:
            if isinstance(arg, int):
                prefixlen = arg
                if not 0 <= prefixlen <= cls._max_prefixlen:
                    cls._report_invalid_netmask(prefixlen)
            else:
                prefixlen = cls._prefix_from_prefix_string(arg)
            cls._netmask_cache[arg] = IPv6Address(cls._ip_int_from_prefix(prefixlen)), prefixlen
        return cls._netmask_cache[arg]

    @classmethod
    def _ip_int_from_string(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        parts = text.split(":")
        if len(parts) < 3:
            raise AddressValueError("At least %d parts expected in %r" % (3, text))
        if "." in parts[-1]:
            # The last 32 bits in the manner of version 4.
            try:
                number = IPv4Address(parts.pop())._ip
            except AddressValueError as error:
                raise AddressValueError("%s in %r" % (error, text)) from None
            parts += ["%x" % (number >> 16 & 0xFFFF), "%x" % (number & 0xFFFF)]
        if len(parts) > cls._HEXTET_COUNT + 1:
            raise AddressValueError("At most %d colons permitted in %r" % (cls._HEXTET_COUNT, text))
        gap = None
        for at in range(1, len(parts) - 1):
            if not parts[at]:
                if gap is not None:
                    raise AddressValueError("At most one '::' permitted in %r" % text)
                gap = at
        if gap is None:
            if len(parts) != cls._HEXTET_COUNT:
                raise AddressValueError("Exactly %d parts expected without '::' in %r" % (cls._HEXTET_COUNT, text))
            if not parts[0]:
                raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            if not parts[-1]:
                raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            high, low, zeros = len(parts), 0, 0
        else:
            high, low = gap, len(parts) - gap - 1
            if not parts[0]:
                high -= 1
                if high:
                    raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
            if not parts[-1]:
                low -= 1
                if low:
                    raise AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
            zeros = cls._HEXTET_COUNT - high - low
            if zeros < 1:
                raise AddressValueError("Expected at most %d other parts with '::' in %r"
                                        % (cls._HEXTET_COUNT - 1, text))
        try:
            number = 0
            for part in parts[:high]:
                number = number << 16 | cls._parse_hextet(part)
            number <<= 16 * zeros
            for part in parts[len(parts) - low:] if low else ():
                number = number << 16 | cls._parse_hextet(part)
            return number
        except ValueError as error:
            raise AddressValueError("%s in %r" % (error, text)) from None

    @classmethod
    def _parse_hextet(cls, text):
        if not cls._HEX_DIGITS.issuperset(text):
            raise ValueError("Only hex digits permitted in %r" % text)
        if len(text) > 4:
            raise ValueError("At most 4 characters permitted in %r" % text)
        return int(text, 16)

    @classmethod
    def _compress_hextets(cls, hextets):
        """The longest run of zeros, if it is more than one, as a gap."""
        best = size = 0
        at = 0
        while at < len(hextets):
            end = at
            while end < len(hextets) and hextets[end] == "0":
                end += 1
            if end - at > size:
                best, size = at, end - at
            at = end + 1
        if size < 2:
            return hextets
        left = hextets[:best] or [""]
        right = hextets[best + size:] or [""]
        return left + [""] + right

    @classmethod
    def _string_from_ip_int(cls, number=None):
        if number is None:
            number = int(cls._ip)
        if number > cls._ALL_ONES:
            raise ValueError("IPv6 address is too large")
        digits = "%032x" % number
        hextets = ["%x" % int(digits[at:at + 4], 16) for at in range(0, 32, 4)]
        return ":".join(cls._compress_hextets(hextets))

    def _explode_shorthand_ip_string(self):
        if isinstance(self, IPv6Network):
            number = int(self.network_address)
        else:
            number = self._ip
        digits = "%032x" % number
        text = ":".join(digits[at:at + 4] for at in range(0, 32, 4))
        if getattr(self, "ipv4_mapped", None) is not None:
            text = "%s:%s" % (text[:29], self.ipv4_mapped)
        if isinstance(self, (_BaseNetwork, IPv6Interface)):
            return "%s/%d" % (text, self._prefixlen)
        return text

    def _reverse_pointer(self):
        mapped = getattr(self, "ipv4_mapped", None) is not None
        text = "%032x" % self._ip if mapped else self.exploded
        return ".".join(text[::-1].replace(":", "")) + ".ip6.arpa"

    @staticmethod
    def _split_scope_id(text):
        address, percent, scope = text.partition("%")
        if not percent:
            scope = None
        elif not scope or "%" in scope:
            raise AddressValueError('Invalid IPv6 address: "%r"' % text)
        return address, scope

    @property
    def max_prefixlen(self):
        """128"""
        return self._max_prefixlen

    @property
    def version(self):
        """6"""
        return self._version


class IPv6Address(_BaseV6, _BaseAddress):
    """An address of version 6, from a text, a number or sixteen bytes."""

    __slots__ = ("_ip", "_scope_id", "__weakref__")

    def __init__(self, address):
        if isinstance(address, int):
            self._check_int_address(address)
            self._ip = address
            self._scope_id = None
            return
        if isinstance(address, bytes):
            self._check_packed_address(address, 16)
            self._ip = int.from_bytes(address, "big")
            self._scope_id = None
            return
        text = str(address)
        if "/" in text:
            raise AddressValueError(f"Unexpected '/' in {address!r}")
        text, self._scope_id = self._split_scope_id(text)
        self._ip = self._ip_int_from_string(text)

    def __str__(self):
        if self.ipv4_mapped is None:
            text = super().__str__()
        else:
            text = "::ffff:%s" % self.ipv4_mapped
        return text + "%" + self._scope_id if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented:
            return NotImplemented
        if not equal:
            return False
        return self._scope_id == getattr(other, "_scope_id", None)

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def scope_id(self):
        """The zone after %, or None."""
        return self._scope_id

    @property
    def packed(self):
        """Sixteen bytes."""
        return v6_int_to_packed(self._ip)

    def _or_mapped(name, ask):
        """What the address stands for answers, if it stands for one of version 4."""
        def answer(self):
            mapped = self.ipv4_mapped
            return getattr(mapped, name) if mapped is not None else ask(self)
        answer.__doc__ = ask.__doc__
        return property(answer)

    @property
    def is_multicast(self):
        """Whether the address is that of a group."""
        return self in self._constants._multicast_network

    @property
    def is_reserved(self):
        """Whether the address is reserved."""
        return any(self in network for network in self._constants._reserved_networks)

    @property
    def is_link_local(self):
        """Whether the address is of one link."""
        return self in self._constants._linklocal_network

    def _private(self):
        """Whether the address is not for the public network."""
        return any(self in network for network in self._constants._private_networks) and all(
            self not in network for network in self._constants._private_networks_exceptions)

    def _global(self):
        """Whether the address is for the public network."""
        return not self.is_private

    @property
    def is_unspecified(self):
        """Whether it is ::."""
        return self._ip == 0

    def _loopback(self):
        """Whether it is ::1."""
        return self._ip == 1

    is_private = _or_mapped("is_private", _private)
    is_global = _or_mapped("is_global", _global)
    is_loopback = _or_mapped("is_loopback", _loopback)
    del _or_mapped, _private, _global, _loopback

    @property
    def is_site_local(self):
        """Whether the address is of one site, as was once intended."""
        return self in self._constants._sitelocal_network

    @property
    def ipv4_mapped(self):
        """The address of version 4 that this one stands for, or None."""
        if self._ip >> 32 != 0xFFFF:
            return None
        return IPv4Address(self._ip & 0xFFFFFFFF)

    @property
    def teredo(self):
        """(server, client) of a Teredo address, or None."""
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)

    @property
    def sixtofour(self):
        """The address of version 4 in a 6to4 address, or None."""
        if self._ip >> 112 != 0x2002:
            return None
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF)


class IPv6Interface(IPv6Address):
    """An address of version 6 together with its network."""

    __init__, hostmask, __eq__, __lt__, __hash__ = _interface(IPv6Address, lambda: IPv6Network)
    hostmask = functools.cached_property(hostmask)
    hostmask.__set_name__(None, "hostmask")

    def __str__(self):
        return "%s/%d" % (super().__str__(), self._prefixlen)

    __reduce__ = _IPAddressBase.__reduce__

    @property
    def ip(self):
        """The address alone."""
        return IPv6Address(self._ip)

    @property
    def with_prefixlen(self):
        """The address with the length of its prefix."""
        return "%s/%s" % (self._string_from_ip_int(self._ip), self._prefixlen)

    @property
    def with_netmask(self):
        """The address with its mask."""
        return "%s/%s" % (self._string_from_ip_int(self._ip), self.netmask)

    @property
    def with_hostmask(self):
        """The address with the mask of hosts."""
        return "%s/%s" % (self._string_from_ip_int(self._ip), self.hostmask)

    @property
    def is_unspecified(self):
        """Whether address and network are ::."""
        return super().is_unspecified and self.network.is_unspecified

    @property
    def is_loopback(self):
        """Whether address and network are ::1."""
        return super().is_loopback and self.network.is_loopback


class IPv6Network(_BaseV6, _BaseNetwork):
    """A network of version 6."""

    _address_class = IPv6Address

    def __init__(self, address, strict=True):
        addr, mask = self._split_addr_prefix(address)
        self.network_address = IPv6Address(addr)
        self.netmask, self._prefixlen = self._make_netmask(mask)
        packed = int(self.network_address)
        if packed & int(self.netmask) != packed:
            if strict:
                raise ValueError("%s has host bits set" % self)
            self.network_address = IPv6Address(packed & int(self.netmask))
        if self._prefixlen == self._max_prefixlen - 1:
            self.hosts = self.__iter__
        elif self._prefixlen == self._max_prefixlen:
            self.hosts = lambda: [IPv6Address(addr)]

    def hosts(self):
        """The addresses that hosts can have: all but the first."""
        for number in range(int(self.network_address) + 1, int(self.broadcast_address) + 1):
            yield IPv6Address(number)

    @property
    def is_site_local(self):
        """Whether the whole network is of one site."""
        return self._both_ends("is_site_local")


class _IPv6Constants:
    _linklocal_network = IPv6Network("fe80::/10")
    _multicast_network = IPv6Network("ff00::/8")
    _private_networks = [IPv6Network(text) for text in (
        "::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "fc00::/7", "fe80::/10")]
    _private_networks_exceptions = [IPv6Network(text) for text in (
        "2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48", "2001:20::/28", "2001:30::/28")]
    _reserved_networks = [IPv6Network(text) for text in (
        "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3", "8000::/3", "A000::/3",
        "C000::/3", "E000::/4", "F000::/5", "F800::/6", "FE00::/9")]
    _sitelocal_network = IPv6Network("fec0::/10")


IPv6Address._constants = _IPv6Constants
IPv6Network._constants = _IPv6Constants
