"""Headers of tar archives: constants, fields, members (TarInfo) and the extended headers in front of them.

tarfile has them under its own name."""
import copy
import os
import re
import shutil
import stat
import struct
import sys

__name__ = "tarfile"  # what users import it from

NUL = b"\0"
BLOCKSIZE = 512
RECORDSIZE = 20 * BLOCKSIZE
GNU_MAGIC = b"ustar  \0"
POSIX_MAGIC = b"ustar\x0000"

LENGTH_NAME = 100
LENGTH_LINK = 100
LENGTH_PREFIX = 155

REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE = b"0", b"\0", b"1", b"2", b"3"
BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = b"4", b"5", b"6", b"7"
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b"L", b"K", b"S"
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b"x", b"g", b"X"

USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = range(3)
DEFAULT_FORMAT = PAX_FORMAT

GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, *GNU_TYPES)

PAX_FIELDS = ("path", "linkpath", "size", "mtime", "uid", "gid", "uname", "gname")
PAX_NAME_FIELDS = {"path", "linkpath", "uname", "gname"}
PAX_NUMBER_FIELDS = dict.fromkeys(("atime", "ctime", "mtime"), float) | dict.fromkeys(("uid", "gid", "size"), int)

ENCODING = "utf-8" if os.name == "nt" else sys.getfilesystemencoding()

# The header: name, mode, uid, gid, size, mtime, checksum, type, linkname, magic, uname, gname, devmajor, devminor, prefix.
_LAYOUT = struct.Struct("100s8s8s8s12s12s8sc100s8s32s32s8s8s155s12x")
_CHECKSUM = slice(148, 156)
_MODES = {SYMTYPE: stat.S_IFLNK, CHRTYPE: stat.S_IFCHR, BLKTYPE: stat.S_IFBLK, DIRTYPE: stat.S_IFDIR, FIFOTYPE: stat.S_IFIFO,
          REGTYPE: stat.S_IFREG}
_TYPES = {mode: type for type, mode in _MODES.items()}


class TarError(Exception):
    """What goes wrong with archives."""


class ExtractError(TarError):
    """Part of an extraction failed."""


class ReadError(TarError):
    """Not an archive, or a damaged one."""


class CompressionError(TarError):
    """A compression that is not there."""


class StreamError(TarError):
    """What a stream cannot do."""


class HeaderError(TarError):
    """A header that is none."""


class EmptyHeaderError(HeaderError):
    """Nothing where a header should be."""


class TruncatedHeaderError(HeaderError):
    """Part of a header."""


class EOFHeaderError(HeaderError):
    """The mark of the end."""


class InvalidHeaderError(HeaderError):
    """A block that is no header."""


class SubsequentHeaderError(HeaderError):
    """No header behind an extended one."""


# Fields of headers

def stn(s, length, encoding, errors):
    """Text as a field of that length."""
    if s is None:
        raise ValueError("metadata cannot contain None")
    return s.encode(encoding, errors)[:length].ljust(length, NUL)


def nts(s, encoding, errors):
    """The text of a field."""
    return s.partition(NUL)[0].decode(encoding, errors)


def nti(s):
    """The number of a field: octal, or GNU's base 256."""
    if s[0] in (0x80, 0xff):
        low = int.from_bytes(s[1:])
        return low if s[0] == 0x80 else low - (1 << 8 * (len(s) - 1))
    try:
        return int(s.partition(NUL)[0].decode("ascii").strip() or "0", 8)
    except ValueError:
        raise InvalidHeaderError("invalid header")


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field."""
    n, wide = int(n), 1 << 8 * (digits - 1)
    if 0 <= n < 8 ** (digits - 1):
        return b"%0*o\0" % (digits - 1, n)
    if format == GNU_FORMAT and -wide <= n < wide:
        return bytearray(b"\xff" if n < 0 else b"\x80") + (n % wide).to_bytes(digits - 1)
    raise ValueError("overflow in number field")


def calc_chksums(buf):
    """The checksums of a header, its own field taken as spaces: unsigned and signed bytes."""
    counted = struct.unpack_from("148B8x356B", buf)
    unsigned = sum(counted) + 8 * ord(" ")
    return unsigned, unsigned - 256 * sum(byte > 127 for byte in counted)


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copy length bytes, or all of them."""
    bufsize = bufsize or 16 * 1024
    if length is None:
        return shutil.copyfileobj(src, dst, bufsize)
    while length > 0:
        data = src.read(part := min(length, bufsize))
        if len(data) < part:
            raise exception("unexpected end of data")
        dst.write(data)
        length -= part


def _rounded(size):
    """The bytes of the blocks that hold size bytes."""
    if size < 0:
        raise InvalidHeaderError("invalid offset")
    return -(-size // BLOCKSIZE) * BLOCKSIZE


def _in_blocks(data):
    return data + bytes(-len(data) % BLOCKSIZE)


# Extended headers: each of these functions reads one that stands in front of a member and gives a function that completes it.

def _long_text(attribute):
    def read(header, tarfile):
        text = nts(tarfile.fileobj.read(_rounded(header.size)), tarfile.encoding, tarfile.errors)

        def complete(member):
            member.offset = header.offset
            setattr(member, attribute, text)
        return complete
    return read


def _pax_records(data, tarfile):
    """The pairs of a pax header: each is its length, a space, key=value and a newline."""
    records, at = [], 0
    while at < len(data) and data[at]:
        length = re.compile(rb"(\d{1,20}) ").match(data, at)
        end = at + int(length[1]) if length else 0
        if not length or end > len(data) or data[end - 1:end] != b"\n":
            raise InvalidHeaderError("invalid header")
        key, equals, value = data[length.end():end - 1].partition(b"=")
        if not key or not equals or end <= at:
            raise InvalidHeaderError("invalid header")
        records.append((key, value))
        at = end
    binary = (b"hdrcharset", b"BINARY") in records

    def text(raw, first, *fallback):
        try:
            return raw.decode(first, "strict")
        except UnicodeDecodeError:
            return raw.decode(*fallback)
    named = tarfile.encoding if binary else "utf-8", tarfile.encoding, tarfile.errors
    plain = "utf-8", "utf-8", "surrogateescape"
    return [(name := text(key, *plain), text(value, *(named if name in PAX_NAME_FIELDS else plain))) for key, value in records]


def _pax(header, tarfile):
    records = _pax_records(tarfile.fileobj.read(_rounded(header.size)), tarfile)
    if header.type == XGLTYPE:
        tarfile.pax_headers.update(records)
        return lambda member: None
    pairs = {**tarfile.pax_headers, **dict(records)}

    def complete(member):
        _read_sparse_map(member, pairs, records, tarfile)
        member._take_pax(pairs)
        member.offset = header.offset
        if "size" in pairs:
            has_data = member.isreg() or member.type not in SUPPORTED_TYPES
            tarfile.offset = member.offset_data + (_rounded(member.size) if has_data else 0)
    return complete


def _read_sparse_map(member, pairs, records, tarfile):
    """The map of a sparse file that a pax header declares in one of GNU's three ways."""
    if "GNU.sparse.map" in pairs:
        numbers = map(int, pairs["GNU.sparse.map"].split(","))
        member.sparse = list(zip(numbers, numbers))
    elif "GNU.sparse.size" in pairs:
        member.sparse = list(zip(*([int(value) for key, value in records if key == f"GNU.sparse.{half}"]
                                   for half in ("offset", "numbytes"))))
    elif pairs.get("GNU.sparse.major") == "1" and pairs.get("GNU.sparse.minor") == "0":
        def numbers(text=b""):
            while True:
                if b"\n" not in text:
                    text += tarfile.fileobj.read(BLOCKSIZE)
                line, text = text.split(b"\n", 1)
                yield int(line)
        numbers = numbers()
        member.sparse = [(next(numbers), next(numbers)) for _ in range(next(numbers))]
        member.offset_data = tarfile.fileobj.tell()


_EXTENDED = {GNUTYPE_LONGNAME: _long_text("name"), GNUTYPE_LONGLINK: _long_text("linkname"),
             **dict.fromkeys((XHDTYPE, SOLARIS_XHDTYPE, XGLTYPE), _pax)}


def _sparse_pairs(block, start, count):
    for at in range(start, start + 24 * count, 24):
        yield nti(block[at:at + 12]), nti(block[at + 12:at + 24])


_KEEP = object()


def _alias(attribute, doc):
    """A property that is another name of an attribute."""
    return property(lambda self: getattr(self, attribute), lambda self, value: setattr(self, attribute, value), doc=doc)


class TarInfo:
    """A member: its name, size, mode, owner, times, type."""

    __slots__ = {
        "name": "The member's name.",
        "mode": "The permissions.",
        "uid": "The owner's number.",
        "gid": "The group's number.",
        "size": "How many bytes it has.",
        "mtime": "When it was changed last.",
        "chksum": "The header's checksum.",
        "type": "One of REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_SPARSE.",
        "linkname": "The target of a link.",
        "uname": "The owner's name.",
        "gname": "The group's name.",
        "devmajor": "A device's major number.",
        "devminor": "A device's minor number.",
        "offset": "Where the header starts.",
        "offset_data": "Where the data start.",
        "pax_headers": "The pairs of the pax header.",
        "sparse": "The parts of a sparse file that are not holes.",
        "_tarfile": None,
        "_link_target": None,
        "_map": None,
    }

    def __init__(self, name=""):
        self.name = name
        self.mode, self.type = 0o644, REGTYPE
        self.uid = self.gid = self.size = self.mtime = self.chksum = self.devmajor = self.devminor = 0
        self.linkname = self.uname = self.gname = ""
        self.offset = self.offset_data = 0
        self.sparse = self._tarfile = self._link_target = self._map = None
        self.pax_headers = {}

    def _deprecated(self, *value):
        """The archive, which no longer should be asked for here; sets it if a value is given."""
        import warnings
        warnings.warn('The undocumented "tarfile" attribute of TarInfo objects is deprecated and will be removed in Python 3.16',
                      DeprecationWarning, stacklevel=2)
        if not value:
            return self._tarfile
        self._tarfile, = value

    tarfile = property(_deprecated, _deprecated)
    path = _alias("name", "The name.")
    linkpath = _alias("linkname", "The target of a link.")

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r} at {id(self):#x}>"

    def replace(self, *, name=_KEEP, mtime=_KEEP, mode=_KEEP, linkname=_KEEP, uid=_KEEP, gid=_KEEP, uname=_KEEP, gname=_KEEP,
                deep=True, _KEEP=_KEEP):
        """A copy with other attributes."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        for attribute, value in (("name", name), ("mtime", mtime), ("mode", mode), ("linkname", linkname), ("uid", uid),
                                 ("gid", gid), ("uname", uname), ("gname", gname)):
            if value is not _KEEP:
                setattr(result, attribute, value)
        return result

    def get_info(self):
        """The attributes as a dictionary."""
        return {"name": self.name + "/" if self.isdir() and not self.name.endswith("/") else self.name,
                "mode": self.mode if self.mode is None else self.mode & 0o7777,
                **{name: getattr(self, name) for name in ("uid", "gid", "size", "mtime", "chksum", "type", "linkname", "uname",
                                                          "gname", "devmajor", "devminor")}}

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors="surrogateescape"):
        """The header in a format, with those in front of it."""
        info = self.get_info()
        if missing := [name for name, value in info.items() if value is None]:
            raise ValueError(f"{missing[0]} may not be None")
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        create = {USTAR_FORMAT: self.create_ustar_header, GNU_FORMAT: self.create_gnu_header}.get(format)
        if create is None:
            raise ValueError("invalid format")
        return create(info, encoding, errors)

    def create_ustar_header(self, info, encoding, errors):
        """The header in ustar format; ValueError if something does not fit."""
        def fits(field, limit):
            return len(info[field].encode(encoding, errors)) <= limit
        if not fits("linkname", LENGTH_LINK):
            raise ValueError("linkname is too long")
        if not fits("name", LENGTH_NAME):
            info["prefix"], info["name"] = self._split(info["name"], encoding, errors)
        return _header({**info, "magic": POSIX_MAGIC}, USTAR_FORMAT, encoding, errors)

    @staticmethod
    def _split(name, encoding, errors):
        """A name in two at the first slash that leaves a short enough rest."""
        for slash in re.finditer("/", name):
            before, behind = name[:slash.start()], name[slash.end():]
            if len(behind.encode(encoding, errors)) <= LENGTH_NAME:
                if len(before.encode(encoding, errors)) <= LENGTH_PREFIX:
                    return before, behind
                break
        raise ValueError("name is too long")

    def create_gnu_header(self, info, encoding, errors):
        """The header in the format of GNU tar, with long names in front."""
        info["magic"] = GNU_MAGIC
        front = b""
        for field, type, limit in (("linkname", GNUTYPE_LONGLINK, LENGTH_LINK), ("name", GNUTYPE_LONGNAME, LENGTH_NAME)):
            text = info[field].encode(encoding, errors)
            if len(text) > limit:
                front += _header({"name": "././@LongLink", "type": type, "size": len(text) + 1, "magic": GNU_MAGIC},
                                 USTAR_FORMAT, encoding, errors) + _in_blocks(text + NUL)
        return front + _header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        """The header in pax format: what does not fit stands in records in front."""
        info["magic"] = POSIX_MAGIC
        pairs = dict(self.pax_headers)
        for field, key, limit in (("name", "path", LENGTH_NAME), ("linkname", "linkpath", LENGTH_LINK),
                                  ("uname", "uname", 32), ("gname", "gname", 32)):
            text = info[field]
            if key not in pairs and (len(text) > limit or not text.isascii()):
                pairs[key] = text
        for field, digits in (("uid", 8), ("gid", 8), ("size", 12), ("mtime", 12)):
            number = info[field]
            exact = round(number) if isinstance(number, float) else number
            fits = 0 <= exact < 8 ** (digits - 1)
            if not fits or isinstance(number, float):
                info[field] = exact if fits else 0
                pairs.setdefault(field, str(number))
        return _pax_block(pairs, XHDTYPE, encoding) + _header(info, USTAR_FORMAT, "ascii", "replace")

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """The header with pairs for all members."""
        return _pax_block(pax_headers, XGLTYPE, "utf-8")

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """The member of a header."""
        if not buf:
            raise EmptyHeaderError("empty header")
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError("truncated header")
        if buf[0] == 0 and buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError("end of file header")
        name, mode, uid, gid, size, mtime, chksum, type, linkname, _, uname, gname, major, minor, prefix = _LAYOUT.unpack(buf)
        self = cls()
        self.chksum = nti(chksum)
        if self.chksum != sum(buf) - sum(chksum) + 256 and self.chksum not in calc_chksums(buf):
            raise InvalidHeaderError("bad checksum")
        self.name = nts(name, encoding, errors)
        self.mode, self.uid, self.gid, self.size, self.mtime = nti(mode), nti(uid), nti(gid), nti(size), nti(mtime)
        self.type, self.linkname = type, nts(linkname, encoding, errors)
        self.uname, self.gname = nts(uname, encoding, errors), nts(gname, encoding, errors)
        self.devmajor, self.devminor = nti(major), nti(minor)
        if type == AREGTYPE and self.name.endswith("/"):
            self.type = DIRTYPE
        if type == GNUTYPE_SPARSE:
            self._map = list(_sparse_pairs(buf, 386, 4)), buf[482], nti(buf[483:495])
        elif prefix[0] and type not in GNU_TYPES:
            self.name = nts(prefix, encoding, errors) + "/" + self.name
        if self.type == DIRTYPE:
            self.name = self.name.rstrip("/")
        return self

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive."""
        completions = []
        try:
            while True:
                member = cls.frombuf(tarfile.fileobj.read(BLOCKSIZE), tarfile.encoding, tarfile.errors)
                member.offset = tarfile.fileobj.tell() - BLOCKSIZE
                if not (read := _EXTENDED.get(member.type)):
                    member._locate(tarfile)
                    break
                completions.append(read(member, tarfile))
        except HeaderError as error:
            if completions:
                raise SubsequentHeaderError(str(error)) from None
            raise
        for complete in reversed(completions):
            complete(member)
        if completions and member.isdir():
            member.name = member.name.removesuffix("/")
        return member

    def _locate(self, tarfile):
        """Find where the data stand and where the next header is; the archive's file is just behind this one."""
        if self._map is not None:
            parts, more, size = self._map
            self._map = None
            while more:
                block = tarfile.fileobj.read(BLOCKSIZE)
                parts += [pair for pair in _sparse_pairs(block, 0, 21) if all(pair)]
                more = block[504]
            self.sparse = parts
        self.offset_data = tarfile.offset = tarfile.fileobj.tell()
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            tarfile.offset += _rounded(self.size)
        if self.sparse is not None:
            self.size = size
        elif tarfile.pax_headers:
            self._take_pax(tarfile.pax_headers)

    def _take_pax(self, pairs):
        """Let the pairs of a pax header replace what the header says."""
        for key, value in pairs.items():
            match key:
                case "GNU.sparse.name":
                    self.path = value
                case "GNU.sparse.size" | "GNU.sparse.realsize":
                    self.size = int(value)
                case _ if key in PAX_FIELDS:
                    if number := PAX_NUMBER_FIELDS.get(key):
                        try:
                            value = number(value)
                        except ValueError:
                            value = 0
                    setattr(self, key, value.rstrip("/") if key == "path" else value)
        self.pax_headers = pairs.copy()

    def isfile(self):
        """Whether it is a regular file."""
        return self.isreg()

    def issparse(self):
        """Whether it has holes."""
        return self.sparse is not None


def _type_test(name, what, types):
    def test(self):
        return self.type in types
    test.__name__, test.__qualname__, test.__doc__ = name, f"TarInfo.{name}", f"Whether it is {what}."
    return test


for _name, _what, *_types in (
        ("isreg", "a regular file", *REGULAR_TYPES), ("isdir", "a directory", DIRTYPE), ("issym", "a symbolic link", SYMTYPE),
        ("islnk", "a hard link", LNKTYPE), ("ischr", "a character device", CHRTYPE), ("isblk", "a block device", BLKTYPE),
        ("isfifo", "a FIFO", FIFOTYPE), ("isdev", "a device or a FIFO", CHRTYPE, BLKTYPE, FIFOTYPE)):
    setattr(TarInfo, _name, _type_test(_name, _what, frozenset(_types)))
del _name, _what, _types


def _header(info, format, encoding, errors):
    """A header's block."""
    def text(name, length):
        return stn(info.get(name, ""), length, encoding, errors)

    def number(name, digits=8):
        return itn(info.get(name, 0), digits, format)
    type = info.get("type", REGTYPE)
    device = [number(name) if type in (CHRTYPE, BLKTYPE) else bytes(8) for name in ("devmajor", "devminor")]
    buf = bytearray(_LAYOUT.pack(
        text("name", 100), itn(info.get("mode", 0) & 0o7777, 8, format), number("uid"), number("gid"), number("size", 12),
        number("mtime", 12), b" " * 8, type, text("linkname", 100), info.get("magic", POSIX_MAGIC), text("uname", 32),
        text("gname", 32), *device, text("prefix", LENGTH_PREFIX)))
    buf[148:155] = b"%06o\0" % sum(buf)
    return bytes(buf)


def _pax_block(pairs, type, encoding):
    """A pax header with its records; nothing for no pairs."""
    if not pairs and type == XHDTYPE:
        return b""
    def encoded(binary):
        for key, value in pairs.items():
            yield key.encode("utf-8"), value.encode(encoding, "surrogateescape") if binary else value.encode("utf-8")
    try:
        items = list(encoded(False))
    except UnicodeEncodeError:
        items = [(b"hdrcharset", b"BINARY"), *encoded(True)]
    data = b""
    for key, value in items:
        bare = len(key) + len(value) + 3
        length = bare + len(str(bare))
        length = bare + len(str(length))
        data += b"%d %s=%s\n" % (length, key, value)
    info = {"name": "././@PaxHeader", "type": type, "size": len(data), "magic": POSIX_MAGIC}
    return _header(info, USTAR_FORMAT, "ascii", "replace") + _in_blocks(data)
