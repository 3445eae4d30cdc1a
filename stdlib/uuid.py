"""Universally unique identifiers (RFC 4122)."""
import os
from enum import Enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = (
    "reserved for NCS compatibility", "specified in RFC 4122", "reserved for Microsoft compatibility",
    "reserved for future definition")

# UUID has attributes of these names.
int_, bytes_ = int, bytes

# The parts of an identifier from its high end: name, bits.
_PARTS = (("time_low", 32), ("time_mid", 16), ("time_hi_version", 16), ("clock_seq_hi_variant", 8), ("clock_seq_low", 8),
          ("node", 48))
# Where UUIDs count time from, in units of 100 nanoseconds before 1970.
_EPOCH = 0x01b21dd213814000


class SafeUUID(Enum):
    """Whether an identifier was made so that no other process can have made the same."""

    safe = 0
    unsafe = -1
    unknown = None


def _swapped(bytes):
    """The bytes with the first three parts turned round."""
    return bytes[3::-1] + bytes[5:3:-1] + bytes[7:5:-1] + bytes[8:]


def _part(shift, bits):
    return property(lambda self: self.int >> shift & (1 << bits) - 1)


class UUID:
    """A 128-bit identifier; immutable.

    Made of hex digits, bytes, bytes_le (little-endian), fields or int."""

    __slots__ = ("int", "is_safe", "__weakref__")

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments must be given")
        if hex is not None:
            digits = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = int_(digits, 16)
        elif bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            int = int_.from_bytes(_swapped(bytes_le))
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = int_.from_bytes(bytes)
        elif fields is not None:
            int = _joined(fields)
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            # The variant of RFC 4122, and the version.
            int = int & ~(0xc000 << 48 | 0xf000 << 64) | 0x8000 << 48 | version << 76
        object.__setattr__(self, "int", int)
        object.__setattr__(self, "is_safe", is_safe)

    def __getstate__(self):
        return {"int": self.int} | ({} if self.is_safe is SafeUUID.unknown else {"is_safe": self.is_safe.value})

    def __setstate__(self, state):
        safe = state.get("is_safe")
        object.__setattr__(self, "int", state["int"])
        object.__setattr__(self, "is_safe", SafeUUID.unknown if safe is None else SafeUUID(safe))

    def _comparison(test):
        """A method that compares the numbers."""
        def compare(self, other):
            return test(self.int, other.int) if isinstance(other, UUID) else NotImplemented
        compare.__name__, compare.__qualname__ = test.__name__, f"UUID.{test.__name__}"
        return compare

    __eq__, __lt__, __gt__, __le__, __ge__ = map(_comparison, (int_.__eq__, int_.__lt__, int_.__gt__, int_.__le__, int_.__ge__))
    del _comparison

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    def __str__(self):
        digits = f"{self.int:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        return _swapped(self.bytes)

    @property
    def fields(self):
        return tuple(getattr(self, name) for name, _ in _PARTS)

    time_low, time_mid, time_hi_version = _part(96, 32), _part(80, 16), _part(64, 16)
    clock_seq_hi_variant, clock_seq_low, node = _part(56, 8), _part(48, 8), _part(0, 48)
    clock_seq = _part(48, 14)

    @property
    def time(self):
        return self.time_hi_version % 0x1000 << 48 | self.time_mid << 32 | self.time_low

    @property
    def hex(self):
        return f"{self.int:032x}"

    @property
    def urn(self):
        return f"urn:uuid:{self}"

    @property
    def variant(self):
        bits = self.clock_seq_hi_variant >> 5
        return (RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE)[0 if bits < 4 else max(bits - 4, 1)]

    @property
    def version(self):
        return self.time_hi_version >> 12 if self.variant == RFC_4122 else None


def _joined(fields):
    """The number that has these parts."""
    if len(fields) != len(_PARTS):
        raise ValueError("fields is not a 6-tuple")
    number = 0
    for place, (value, (_, bits)) in enumerate(zip(fields, _PARTS), 1):
        if not 0 <= value < 1 << bits:
            raise ValueError(f"field {place} out of range (need {'an' if bits == 8 else 'a'} {bits}-bit value)")
        number = number << bits | value
    return number


def _addresses():
    """The hardware addresses that the system tells, from files or from programs."""
    import re
    pattern = re.compile(r"(?:ether|HWaddr|link/ether|at|address:?)\s+((?:[0-9a-f]{1,2}[:.-]){5}[0-9a-f]{1,2})\b", re.IGNORECASE)
    try:
        for interface in sorted(os.listdir("/sys/class/net")):
            try:
                with open(f"/sys/class/net/{interface}/address") as file:
                    yield file.read().strip()
            except OSError:
                pass
    except OSError:
        pass
    import shutil
    import subprocess
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/sbin", "/usr/sbin"])
    for command in (["ip", "link"], ["ifconfig", "-a"], ["arp", "-an"], ["netstat", "-ian"], ["lanscan", "-ai"]):
        if program := shutil.which(command[0], path=path):
            try:
                told = subprocess.run([program, *command[1:]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                      env={**os.environ, "LC_ALL": "C"}).stdout
            except OSError:
                continue
            yield from pattern.findall(told.decode("latin-1"))


_node = None


def getnode():
    """The hardware address as a 48-bit int, or a random number in its place."""
    global _node
    if _node is None:
        _node = _find_node()
    return _node


def _find_node():
    local = 0
    for text in _addresses():
        words = text.replace(".", ":").replace("-", ":").split(":")
        try:
            number = int.from_bytes(bytes(int(word, 16) for word in words))
        except ValueError:
            continue
        if len(words) != 6 or not number:
            continue
        # Addresses that makers gave are better than those that an administrator gave.
        if not number >> 41 & 1:
            return number
        local = local or number
    # The bit that no real address has says that this one is not.
    return local or int.from_bytes(os.urandom(6)) | 1 << 40


_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """An identifier of host, time and a sequence number."""
    global _last_timestamp
    import time
    stamp = time.time_ns() // 100 + _EPOCH
    if _last_timestamp is not None and stamp <= _last_timestamp:
        stamp = _last_timestamp + 1
    _last_timestamp = stamp
    if clock_seq is None:
        clock_seq = int.from_bytes(os.urandom(2)) & 0x3fff
    if node is None:
        node = getnode()
    if not 0 <= node < 1 << 48:
        raise ValueError("field 6 out of range (need a 48-bit value)")
    return UUID(int=(stamp & 0xffffffff) << 96 | (stamp >> 32 & 0xffff) << 80 | (stamp >> 48 & 0xfff) << 64
                | (clock_seq & 0x3fff) << 48 | node, version=1)


def _named(hash, namespace, name, version):
    if isinstance(name, str):
        name = name.encode("utf-8")
    import hashlib
    digest = getattr(hashlib, hash)(namespace.bytes + name, usedforsecurity=False).digest()
    return UUID(bytes=digest[:16], version=version)


def uuid3(namespace, name):
    """An identifier that the MD5 hash of namespace and name gives."""
    return _named("md5", namespace, name, 3)


def uuid4():
    """A random identifier."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """An identifier that the SHA-1 hash of namespace and name gives."""
    return _named("sha1", namespace, name, 5)


def main():
    """python -m uuid"""
    import argparse
    makers = {"uuid1": uuid1, "uuid3": uuid3, "uuid4": uuid4, "uuid5": uuid5}
    spaces = {"@dns": NAMESPACE_DNS, "@url": NAMESPACE_URL, "@oid": NAMESPACE_OID, "@x500": NAMESPACE_X500}
    parser = argparse.ArgumentParser(description="Generates a uuid using the selected uuid function.")
    parser.add_argument("-u", "--uuid", choices=makers, default="uuid4",
                        help="The function to use to generate the uuid. By default uuid4 function is used.")
    parser.add_argument("-n", "--namespace",
                        help="The namespace is a UUID, or '@ns' where 'ns' is a well-known predefined UUID addressed by namespace "
                             "name. Such as @dns, @url, @oid, and @x500. Only required for uuid3/uuid5 functions.")
    parser.add_argument("-N", "--name",
                        help="The name used as part of generating the uuid. Only required for uuid3/uuid5 functions.")
    args = parser.parse_args()
    make = makers[args.uuid]
    if args.uuid not in ("uuid3", "uuid5"):
        print(make())
        return
    if not args.namespace or not args.name:
        parser.error(f"Incorrect number of arguments. {args.uuid} requires a namespace and a name. "
                     "Run 'python -m uuid -h' for more information.")
    print(make(spaces.get(args.namespace) or UUID(args.namespace), args.name))


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = (
    UUID(f"6ba7b81{digit}-9dad-11d1-80b4-00c04fd430c8") for digit in "0124")

if __name__ == "__main__":
    main()
