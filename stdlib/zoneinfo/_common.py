"""Reading the files of time zones (RFC 8536)."""
import struct


class ZoneInfoNotFoundError(KeyError):
    """There is no file of that zone."""


def open_zone(key):
    """The open file of a zone of the package tzdata."""
    package, _, name = ("tzdata.zoneinfo/" + key).rpartition("/")
    try:
        from importlib import resources
        return resources.files(package.replace("/", ".")).joinpath(name).open("rb")
    except (ImportError, AttributeError, OSError, ValueError):
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}")


class Data:
    """What a file says: times of transitions with the numbers of the kinds of time that begin, the kinds of time as
    offset, whether it is summer time, and name; and the rule for times after the last transition."""

    def __init__(self, file):
        counts = _header(file)
        size = 4
        if counts[0] >= 2:
            # The first block is for old readers.
            file.seek(_length(counts[1:], 4), 1)
            counts = _header(file)
            size = 8
        version, is_utc, is_standard, leaps, times, kinds, chars = counts
        self.times = list(struct.unpack(f">{times}{'q' if size == 8 else 'l'}", file.read(times * size)))
        self.which = list(file.read(times))
        raw = struct.unpack(">" + "lbb" * kinds, file.read(6 * kinds))
        names = file.read(chars)
        self.kinds = [(raw[i], bool(raw[i + 1]), names[raw[i + 2]:names.index(b"\0", raw[i + 2])].decode())
                      for i in range(0, len(raw), 3)]
        self.rule = None
        if size == 8:
            file.seek(leaps * 12 + is_standard + is_utc, 1)
            file.readline()
            self.rule = file.readline().rstrip(b"\n").decode() or None


def _header(file):
    if file.read(4) != b"TZif":
        raise ValueError("Invalid TZif file: magic not found")
    version = file.read(1)
    file.read(15)
    return (1 if version == b"\0" else int(version), *struct.unpack(">6l", file.read(24)))


def _length(counts, size):
    is_utc, is_standard, leaps, times, kinds, chars = counts
    return times * (size + 1) + kinds * 6 + chars + leaps * (size + 4) + is_standard + is_utc
