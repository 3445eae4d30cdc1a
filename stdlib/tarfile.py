"""Tar archives: ustar, GNU and pax formats, compressed ones, streams, safe extraction.

An archive is a row of blocks of 512 bytes: for each member a header, then its data. Names
and numbers that do not fit stand in members of their own in front: GNU long names, pax headers."""
from builtins import open as bltn_open
import copy
import io
import os
import re
import shutil
import stat
import struct
import sys
import time

try:
    import pwd
except ImportError:
    pwd = None
try:
    import grp
except ImportError:
    grp = None

version = "0.9.0"
symlink_exception = (AttributeError, NotImplementedError, OSError)

__all__ = ["TarFile", "TarInfo", "is_tarfile", "TarError", "ReadError", "CompressionError", "StreamError", "ExtractError",
           "HeaderError", "ENCODING", "USTAR_FORMAT", "GNU_FORMAT", "PAX_FORMAT", "DEFAULT_FORMAT", "open",
           "fully_trusted_filter", "data_filter", "tar_filter", "FilterError", "AbsoluteLinkError", "OutsideDestinationError",
           "SpecialFileError", "AbsolutePathError", "LinkOutsideDestinationError"]

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


class FilterError(TarError):
    """A member that a filter refuses."""


class AbsolutePathError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"member {tarinfo.name!r} has an absolute path")


class OutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo, self._path = tarinfo, path
        super().__init__(f"{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination")


class SpecialFileError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"{tarinfo.name!r} is a special file")


class AbsoluteLinkError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f"{tarinfo.name!r} is a link to an absolute path")


class LinkOutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo, self._path = tarinfo, path
        super().__init__(f"{tarinfo.name!r} would link to {path!r}, which is outside the destination")


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


# Streams: what "r|gz" and "w|gz" read and write

class _Forward:
    """The bytes of an iterator of blocks, read without ever going back."""

    def __init__(self, blocks, close=lambda: None):
        self._blocks, self.close = blocks, close
        self._block, self._at, self._position = b"", 0, 0

    def read(self, size=-1):
        parts = []
        wanted = size if size >= 0 else sys.maxsize
        while wanted:
            if self._at >= len(self._block):
                self._block, self._at = next(self._blocks, b""), 0
                if not self._block:
                    break
            parts.append(part := self._block[self._at:self._at + wanted])
            self._at += len(part)
            wanted -= len(part)
        data = parts[0] if len(parts) == 1 else b"".join(parts)
        self._position += len(data)
        return data

    def rest(self):
        """What of the current block has not been read, then the blocks behind it."""
        yield self._block[self._at:]
        yield from self._blocks

    def tell(self):
        return self._position

    def seek(self, position):
        if position < self._position:
            raise StreamError("seeking backwards is not allowed")
        while (gap := position - self._position) > 0 and self.read(min(gap, RECORDSIZE)):
            pass
        return self._position


class _Blocked:
    """A file that is written in blocks of one size."""

    def __init__(self, file, size):
        self._file, self._size, self._pending, self._position = file, size, bytearray(), 0

    def write(self, data):
        self._pending += data
        self._position += len(data)
        whole = len(self._pending) // self._size * self._size
        for start in range(0, whole, self._size):
            self._file.write(bytes(self._pending[start:start + self._size]))
        del self._pending[:whole]
        return len(data)

    def tell(self):
        return self._position

    def flush(self):
        pass

    def close(self):
        if self._pending:
            self._file.write(bytes(self._pending))
            self._pending.clear()


def _kind(start):
    """The compression of data with that start."""
    if start.startswith(b"\x1f\x8b\x08"):
        return "gz"
    if start.startswith(b"BZh") and start[4:10] == b"1AY&SY":
        return "bz2"
    return "xz" if start.startswith((b"\x5d\0\0\x80", b"\xfd7zXZ")) else "tar"


def _compression(module):
    """The module of a compression."""
    try:
        return __import__(module)
    except ImportError:
        raise CompressionError(f"{module} module is not available") from None


def _unpacked(blocks, kind):
    """The data in compressed blocks; nothing behind the end of the first stream is looked at."""
    match kind:
        case "gz":
            gzip, zlib = _compression("gzip"), _compression("zlib")
            start = _Forward(blocks)
            if (head := start.read(4))[:2] != b"\x1f\x8b":
                raise ReadError("not a gzip file")
            if head[2:3] != b"\x08":
                raise CompressionError("unsupported compression method")
            try:
                gzip._skip_header_fields(start, head[3])
            except EOFError:
                return
            blocks, unpacker, damage = start.rest(), zlib.decompressobj(-zlib.MAX_WBITS), zlib.error
        case "bz2":
            unpacker, damage = _compression("bz2").BZ2Decompressor(), OSError
        case "xz":
            lzma = _compression("lzma")
            unpacker, damage = lzma.LZMADecompressor(), lzma.LZMAError
    for block in blocks:
        try:
            data = unpacker.decompress(block)
        except damage as error:
            raise ReadError("invalid compressed data") from error
        if data:
            yield data
        if unpacker.eof:
            return


def _reading_stream(file, kind, bufsize, close):
    blocks = iter(lambda: file.read(bufsize), b"")
    if kind == "*":
        start = file.read(BLOCKSIZE)
        kind, later = _kind(start), blocks
        blocks = (block for part in ([start] if start else [], later) for block in part)
    return _Forward(_unpacked(blocks, kind) if kind in ("gz", "bz2", "xz") else blocks, close)


def _writing_stream(name, file, kind, bufsize, compresslevel, close):
    sink = _Blocked(file, bufsize)
    match kind:
        case "gz":
            packer = _compression("gzip").GzipFile(name or "", "wb", compresslevel, sink)
        case "bz2":
            packer = _compression("bz2").BZ2File(sink, "wb", compresslevel=compresslevel)
        case "xz":
            packer = _compression("lzma").LZMAFile(sink, "wb")
        case _:
            return _Chain(sink, [sink.close, close])
    return _Chain(packer, [packer.close, sink.close, close])


class _Chain:
    """A file whose closing takes several steps."""

    def __init__(self, file, steps):
        self.write, self.tell, self._steps = file.write, file.tell, steps

    def close(self):
        while self._steps:
            self._steps.pop(0)()


# The content of members

def _extents(tarinfo):
    """The parts of a member's content: (start, end, place in the archive), None as the place of a hole."""
    if tarinfo.sparse is None:
        return [(0, tarinfo.size, tarinfo.offset_data)]
    parts, done, place = [], 0, tarinfo.offset_data
    for offset, length in tarinfo.sparse:
        if offset > done:
            parts.append((done, offset, None))
        if length > 0 <= offset:
            parts.append((offset, offset + length, place))
            done = offset + length
        place += max(length, 0)
    return [*parts, (done, tarinfo.size, None)]


class _Content(io.RawIOBase):
    """A member's content, read where it stands in the archive."""

    mode = "rb"

    def __init__(self, file, tarinfo):
        self._file, self.name, self._size, self._parts, self._position = file, tarinfo.name, tarinfo.size, _extents(tarinfo), 0

    def readable(self):
        return True

    def seekable(self):
        return getattr(self._file, "seekable", lambda: True)()

    def tell(self):
        return self._position

    def seek(self, position, whence=io.SEEK_SET):
        if whence not in (io.SEEK_SET, io.SEEK_CUR, io.SEEK_END):
            raise ValueError("Invalid argument")
        base = (0, self._position, self._size)[whence]
        self._position = min(max(base + position, 0), self._size)
        return self._position

    def read(self, size=-1):
        left = self._size - self._position
        wanted = left if size is None or size < 0 else min(size, left)
        pieces = []
        for start, end, place in self._parts:
            if wanted <= 0:
                break
            if start <= self._position < end:
                part = min(wanted, end - self._position)
                if place is None:
                    data = bytes(part)
                else:
                    self._file.seek(place + self._position - start)
                    data = self._file.read(part)
                if len(data) < part:
                    raise ReadError("unexpected end of data")
                pieces.append(data)
                self._position += part
                wanted -= part
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readall(self):
        return self.read()


class ExFileObject(io.BufferedReader):
    """The content of a member; TarFile.extractfile() gives it."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_Content(tarfile.fileobj, tarinfo))


# Filters

def _outside(path, directory):
    """Where path leads if that is not below directory, else None."""
    directory, path = os.path.realpath(directory), os.path.realpath(path)
    return path if os.path.commonpath([path, directory]) != directory else None


def _changes(member, dest_path, data):
    """What the tar filter, or the data filter, changes in a member; FilterError for one that it refuses."""
    changes = {}
    name, mode = member.name, member.mode
    if name.startswith(("/", os.sep)):
        name = changes["name"] = name.lstrip("/" + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    if wrong := _outside(os.path.join(dest_path, name), dest_path):
        raise OutsideDestinationError(member, wrong)
    if mode is not None:
        mode &= 0o755
    if data:
        if member.isreg() or member.islnk():
            if mode is not None:
                mode = (mode if mode & 0o100 else mode & ~0o111) | 0o600
        elif member.isdir() or member.issym():
            mode = None
        else:
            raise SpecialFileError(member)
        changes |= dict.fromkeys(owner for owner in ("uid", "gid", "uname", "gname") if getattr(member, owner) is not None)
        if member.islnk() or member.issym():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            base = os.path.dirname(name) if member.issym() else ""
            if wrong := _outside(os.path.join(dest_path, base, member.linkname), dest_path):
                raise LinkOutsideDestinationError(member, wrong)
    if mode != member.mode:
        changes["mode"] = mode
    return changes


def fully_trusted_filter(member, dest_path):
    """Takes every member as it is."""
    return member


def tar_filter(member, dest_path):
    """Takes what tar takes: nothing outside the destination, no high bits of modes."""
    changes = _changes(member, dest_path, False)
    return member.replace(**changes, deep=False) if changes else member


def data_filter(member, dest_path):
    """Takes data: no devices, no links to the outside, no owners."""
    changes = _changes(member, dest_path, True)
    return member.replace(**changes, deep=False) if changes else member


_FILTERS = {"fully_trusted": fully_trusted_filter, "tar": tar_filter, "data": data_filter}


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
        info["magic"] = GNU_MAGIC
        front = b""
        for field, type, limit in (("linkname", GNUTYPE_LONGLINK, LENGTH_LINK), ("name", GNUTYPE_LONGNAME, LENGTH_NAME)):
            text = info[field].encode(encoding, errors)
            if len(text) > limit:
                front += _header({"name": "././@LongLink", "type": type, "size": len(text) + 1, "magic": GNU_MAGIC},
                                 USTAR_FORMAT, encoding, errors) + _in_blocks(text + NUL)
        return front + _header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
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

    def isreg(self):
        """Whether it is a regular file."""
        return self.type in REGULAR_TYPES

    def isfile(self):
        """Whether it is a regular file."""
        return self.isreg()

    def isdir(self):
        """Whether it is a directory."""
        return self.type == DIRTYPE

    def issym(self):
        """Whether it is a symbolic link."""
        return self.type == SYMTYPE

    def islnk(self):
        """Whether it is a hard link."""
        return self.type == LNKTYPE

    def ischr(self):
        """Whether it is a character device."""
        return self.type == CHRTYPE

    def isblk(self):
        """Whether it is a block device."""
        return self.type == BLKTYPE

    def isfifo(self):
        """Whether it is a FIFO."""
        return self.type == FIFOTYPE

    def issparse(self):
        """Whether it has holes."""
        return self.sparse is not None

    def isdev(self):
        """Whether it is a device or a FIFO."""
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


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


class TarFile:
    """An archive; open() makes it."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None
    OPEN_METH = {"tar": "taropen", "gz": "gzopen", "bz2": "bz2open", "xz": "xzopen"}

    def __init__(self, name=None, mode="r", fileobj=None, format=None, tarinfo=None, dereference=None, ignore_zeros=None,
                 encoding=None, errors="surrogateescape", pax_headers=None, debug=None, errorlevel=None, copybufsize=None,
                 stream=False):
        if (opening := {"r": "rb", "a": "r+b", "w": "wb", "x": "xb"}.get(mode)) is None:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode, self._mode = mode, opening
        if mine := fileobj is None:
            if mode == "a" and not os.path.exists(name):
                self.mode, self._mode = "w", "wb"
            fileobj = bltn_open(name, self._mode)
        else:
            if name is None and isinstance(own := getattr(fileobj, "name", None), (str, bytes)):
                name = own
            self._mode = getattr(fileobj, "mode", self._mode)
        self.name = os.path.abspath(name) if name else None
        self.fileobj, self._extfileobj = fileobj, not mine
        for attribute, value in (("format", format), ("tarinfo", tarinfo), ("dereference", dereference), ("encoding", encoding),
                                 ("ignore_zeros", ignore_zeros), ("debug", debug), ("errorlevel", errorlevel)):
            if value is not None:
                setattr(self, attribute, value)
        self.errors, self.copybufsize, self.stream = errors, copybufsize, stream
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.closed, self._loaded = False, self.mode != "r"
        self.members, self.inodes, self.firstmember = [], {}, None
        self.offset = self.fileobj.tell()
        try:
            if self.mode == "r":
                self.firstmember = self.next()
            elif self.mode == "a":
                self._find_end()
            if self.mode != "r" and self.pax_headers:
                self._write(self.tarinfo.create_pax_global_header(self.pax_headers.copy()))
        except:
            self.closed = True
            if mine:
                self.fileobj.close()
            raise

    def _find_end(self):
        """Read all members; the next one will be written over the mark of the end."""
        while True:
            self.fileobj.seek(self.offset)
            try:
                self.members.append(self.tarinfo.fromtarfile(self))
            except EOFHeaderError:
                self.fileobj.seek(self.offset)
                return
            except HeaderError as error:
                raise ReadError(str(error)) from None

    # Opening

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """Open an archive: a file's name or an open file.

        mode: 'r' (any compression), 'r:gz', 'r:' (none), 'w', 'w:gz', 'x', 'a' and so on;
        'r|gz' and 'w|gz' are streams that cannot seek."""
        if not name and not fileobj:
            raise ValueError("nothing to open")
        if mode in ("r", "r:*"):
            return cls._open_any(name, fileobj, kwargs)
        if ":" in mode:
            filemode, kind = mode.split(":", 1)
            if (method := cls.OPEN_METH.get(kind or "tar")) is None:
                raise CompressionError(f"unknown compression type {kind!r}")
            return getattr(cls, method)(name, filemode or "r", fileobj, **kwargs)
        if "|" in mode:
            filemode, kind = mode.split("|", 1)
            return cls._open_stream(name, filemode or "r", kind or "tar", fileobj, bufsize, kwargs)
        if mode in ("a", "w", "x"):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError("undiscernible mode")

    @classmethod
    def _open_any(cls, name, fileobj, kwargs):
        """Try the ways to read an archive, plain tar last."""
        start = fileobj.tell() if fileobj is not None else 0
        failures = ""
        for kind in sorted(cls.OPEN_METH, key=lambda kind: cls.OPEN_METH[kind] == "taropen"):
            try:
                return getattr(cls, cls.OPEN_METH[kind])(name, "r", fileobj, **kwargs)
            except (ReadError, CompressionError) as error:
                failures += f"\n- method {kind}: {error!r}"
                if fileobj is not None:
                    fileobj.seek(start)
        raise ReadError("file could not be opened successfully:" + failures)

    @classmethod
    def _open_stream(cls, name, mode, kind, fileobj, bufsize, kwargs):
        if mode not in ("r", "w"):
            raise ValueError("mode must be 'r' or 'w'")
        level = kwargs.pop("compresslevel", 9)
        file = bltn_open(name, mode + "b", buffering=0) if fileobj is None else fileobj
        close = file.close if fileobj is None else lambda: None
        try:
            if kind not in ("tar", "gz", "bz2", "xz", "*"):
                raise CompressionError(f"unknown compression type {kind!r}")
            if mode == "r":
                stream = _reading_stream(file, kind, bufsize, close)
            else:
                stream = _writing_stream(name, file, kind, bufsize, level, close)
            archive = cls(name, mode, stream, **kwargs)
        except:
            close()
            raise
        archive._extfileobj = False
        return archive

    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **kwargs):
        """Open an archive without compression."""
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """Open a gzip compressed archive."""
        def pack(gzip):
            try:
                return gzip.GzipFile(name, mode + "b", compresslevel, fileobj)
            except OSError as error:
                if fileobj is not None and mode == "r":
                    raise ReadError("not a gzip file") from error
                raise
        return cls._open_packed(name, mode, pack, "gzip", "a gzip", OSError, kwargs)

    @classmethod
    def bz2open(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """Open a bzip2 compressed archive."""
        def pack(bz2):
            return bz2.BZ2File(fileobj or name, mode, compresslevel=compresslevel)
        return cls._open_packed(name, mode, pack, "bz2", "a bzip2", (OSError, EOFError), kwargs)

    @classmethod
    def xzopen(cls, name, mode="r", fileobj=None, preset=None, **kwargs):
        """Open an xz compressed archive."""
        def pack(lzma):
            return lzma.LZMAFile(fileobj or name, mode, preset=preset)
        return cls._open_packed(name, mode, pack, "lzma", "an lzma", None, kwargs)

    @classmethod
    def _open_packed(cls, name, mode, pack, module, what, damage, kwargs):
        """Open an archive in the file that pack(module) makes; damage is what that file raises for what is none."""
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        module = _compression(module)
        file = pack(module)
        try:
            archive = cls.taropen(name, mode, file, **kwargs)
        except (damage or (module.LZMAError, EOFError)) as error:
            file.close()
            if mode == "r":
                raise ReadError(f"not {what} file") from error
            raise
        except:
            file.close()
            raise
        archive._extfileobj = False
        return archive

    # Reading

    def close(self):
        """Close the archive; a written one gets its end."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode != "r":
                self._write(bytes(2 * BLOCKSIZE))
                self._write(bytes(-self.offset % RECORDSIZE))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def _write(self, data):
        self.fileobj.write(data)
        self.offset += len(data)

    def _check(self, modes=None):
        if self.closed:
            raise OSError(f"{type(self).__name__} is closed")
        if modes is not None and self.mode not in modes:
            raise OSError(f"bad operation for mode {self.mode!r}")

    def _load(self):
        """Read all members that have not been read."""
        if not self.stream:
            while self.next() is not None:
                pass
            self._loaded = True

    def getmember(self, name):
        """The last member of that name; KeyError if there is none."""
        if (member := self._getmember(name.rstrip("/"))) is None:
            raise KeyError(f"filename {name!r} not found")
        return member

    def _getmember(self, name, tarinfo=None, normalize=False):
        """The last member of that name (in front of tarinfo, if given and known)."""
        candidates = self.getmembers()
        if tarinfo is not None:
            known = [at for at, member in enumerate(candidates) if member.offset == tarinfo.offset]
            if known:
                candidates = candidates[:known[-1]]
        same = os.path.normpath if normalize else str
        wanted = same(name)
        return next((member for member in reversed(candidates) if same(member.name) == wanted), None)

    def getmembers(self):
        """The members."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        """The names of the members."""
        return [member.name for member in self.getmembers()]

    def next(self):
        """The next member of the file, or None."""
        self._check("ra")
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            if not self.offset:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError("unexpected end of data")
        member = None
        while True:
            try:
                member = self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as error:
                if self.ignore_zeros:
                    self._dbg(2, f"{self.offset:#X}: {error}")
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0 and isinstance(error, InvalidHeaderError):
                    raise ReadError(str(error)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError("empty file") from None
            except TruncatedHeaderError as error:
                if self.offset == 0:
                    raise ReadError(str(error)) from None
            except SubsequentHeaderError as error:
                raise ReadError(str(error)) from None
            except Exception as error:
                if "zlib" in sys.modules and isinstance(error, sys.modules["zlib"].error):
                    raise ReadError(f"zlib error: {error}") from None
                raise
            break
        if member is None:
            self._loaded = True
        elif not self.stream:
            self.members.append(member)
        return member

    def __iter__(self):
        given = 0
        while True:
            if given < len(self.members):
                member = self.members[given]
                given += 1
                if member is self.firstmember:
                    self.firstmember = None
            elif self._loaded or (member := self.next()) is None:
                return
            else:
                given += not self.stream
            yield member

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
            return
        if not self._extfileobj:
            self.fileobj.close()
        self.closed = True

    def list(self, verbose=True, *, members=None):
        """Print a table of the members."""
        self._check()
        for member in self if members is None else members:
            words = _description(member) if verbose else []
            words.append(member.name + ("/" if member.isdir() else ""))
            if verbose and member.issym():
                words.append("-> " + member.linkname)
            if verbose and member.islnk():
                words.append("link to " + member.linkname)
            encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
            print(*(word.encode(encoding, "backslashreplace").decode(encoding) for word in words), end=" \n")

    # Writing

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The member that a file would become."""
        self._check("awx")
        if fileobj is not None:
            name = fileobj.name
        member = self.tarinfo()
        member._tarfile = self
        member.name = os.path.splitdrive(name if arcname is None else arcname)[1].replace(os.sep, "/").lstrip("/")
        if fileobj is not None:
            found = os.fstat(fileobj.fileno())
        else:
            found = os.stat(name, follow_symlinks=self.dereference)
        if (kind := _TYPES.get(stat.S_IFMT(found.st_mode))) is None:
            return None
        member.mode, member.uid, member.gid, member.mtime = found.st_mode, found.st_uid, found.st_gid, found.st_mtime
        inode = found.st_ino, found.st_dev
        if kind == REGTYPE:
            first = self.inodes.get(inode)
            if not self.dereference and found.st_nlink > 1 and first is not None and member.name != first:
                kind, member.linkname = LNKTYPE, first
            else:
                member.size = found.st_size
                if inode[0]:
                    self.inodes[inode] = member.name
        elif kind == SYMTYPE:
            member.linkname = os.readlink(name)
        elif kind in (CHRTYPE, BLKTYPE) and hasattr(os, "major"):
            member.devmajor, member.devminor = os.major(found.st_rdev), os.minor(found.st_rdev)
        member.type = kind
        for database, lookup, attribute, number in ((pwd, "getpwuid", "uname", member.uid), (grp, "getgrgid", "gname", member.gid)):
            if database:
                try:
                    setattr(member, attribute, getattr(database, lookup)(number)[0])
                except KeyError:
                    pass
        return member

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add a file or a directory with what is in it; filter may change or drop members."""
        self._check("awx")
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            return self._dbg(2, f"tarfile: Skipped {name!r}")
        self._dbg(1, name)
        if (member := self.gettarinfo(name, arcname)) is None:
            return self._dbg(1, f"tarfile: Unsupported type {name!r}")
        if filter is not None and (member := filter(member)) is None:
            return self._dbg(2, f"tarfile: Excluded {name!r}")
        if member.isreg():
            with bltn_open(name, "rb") as file:
                self.addfile(member, file)
            return
        self.addfile(member)
        if member.isdir() and recursive:
            for entry in sorted(os.listdir(name)):
                self.add(os.path.join(name, entry), os.path.join(arcname, entry), recursive, filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member with tarinfo.size bytes from a file."""
        self._check("awx")
        if fileobj is None and tarinfo.isreg() and tarinfo.size != 0:
            raise ValueError("fileobj not provided for non zero-size regular file")
        member = copy.copy(tarinfo)
        self._write(member.tobuf(self.format, self.encoding, self.errors))
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, member.size, bufsize=self.copybufsize)
            self.offset += member.size
            if gap := -member.size % BLOCKSIZE:
                self._write(bytes(gap))
        self.members.append(member)

    # Extraction

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        """Write all members (or those given) into a directory; filter says what is allowed."""
        allow = self._filter(filter)
        directories = []
        for member in self if members is None else members:
            if (taken := self._filtered(member, allow, path)) is not None:
                if taken.isdir():
                    directories.append(taken)
                self._extract_one(taken, path, not taken.isdir(), numeric_owner)
        for member in sorted(directories, key=lambda member: member.name, reverse=True):
            target = os.path.join(path, member.name)
            try:
                self.chown(member, target, numeric_owner)
                self.utime(member, target)
                self.chmod(member, target)
            except ExtractError as error:
                self._failed(error)

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        """Write a member into a directory."""
        allow = self._filter(filter)
        if (taken := self._filtered(member, allow, path)) is not None:
            self._extract_one(taken, path, set_attrs, numeric_owner)

    def _filter(self, filter):
        """The function that a filter argument means."""
        if filter is None:
            filter = self.extraction_filter
            if isinstance(filter, str):
                raise TypeError("String names are not supported for TarFile.extraction_filter. "
                                "Use a function such as tarfile.data_filter directly.")
            if filter is None:
                import warnings
                warnings.warn("Python 3.14 will, by default, filter extracted tar archives and reject files or modify their "
                              "metadata. Use the filter argument to control this behavior.", DeprecationWarning, stacklevel=3)
                return fully_trusted_filter
        if callable(filter):
            return filter
        try:
            return _FILTERS[filter]
        except KeyError:
            raise ValueError(f"filter {filter!r} not found") from None

    def _filtered(self, member, allow, path):
        """The member (perhaps given by name) as the filter lets it through; None if it does not."""
        if isinstance(member, str):
            member = self.getmember(member)
        try:
            taken = allow(member, path)
        except (OSError, FilterError, ExtractError) as error:
            return self._failed(error)
        if taken is None:
            return self._dbg(2, f"tarfile: Excluded {member.name!r}")
        if taken.islnk():
            taken = copy.copy(taken)
            taken._link_target = os.path.join(path, taken.linkname)
        return taken

    def _extract_one(self, tarinfo, path, set_attrs, numeric_owner):
        self._check("r")
        try:
            self._extract_member(tarinfo, os.path.join(path, tarinfo.name), set_attrs, numeric_owner)
        except (OSError, FilterError, ExtractError) as error:
            self._failed(error)

    def _failed(self, error):
        """Raise an error if errorlevel wants it, else note it."""
        if self.errorlevel > isinstance(error, ExtractError):
            raise error
        if isinstance(error, OSError):
            where = "" if error.filename is None else f" {error.filename!r}"
            self._dbg(1, f"tarfile: {error.strerror}{where}")
        else:
            kind = "" if isinstance(error, ExtractError) else type(error).__name__ + " "
            self._dbg(1, f"tarfile: {kind}{error}")

    def extractfile(self, member):
        """The content of a member as a file; None for what has none."""
        self._check("r")
        if isinstance(member, str):
            member = self.getmember(member)
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            return self.fileobject(self, member)
        if not (member.islnk() or member.issym()):
            return None
        if isinstance(self.fileobj, _Forward):
            raise StreamError("cannot extract (sym)link as file object")
        return self.extractfile(self._find_link_target(member))

    def _find_link_target(self, tarinfo):
        """The member that a link means."""
        if symbolic := tarinfo.issym():
            name = "/".join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname)))
        else:
            name = tarinfo.linkname
        if (member := self._getmember(name, None if symbolic else tarinfo, normalize=True)) is None:
            raise KeyError(f"linkname {name!r} not found")
        return member

    def _extract_member(self, tarinfo, targetpath, set_attrs=True, numeric_owner=False):
        """Write a member to a path, make the directories that lack."""
        targetpath = targetpath.rstrip("/").replace("/", os.sep)
        if (parent := os.path.dirname(targetpath)) and not os.path.exists(parent):
            os.makedirs(parent, exist_ok=True)
        arrow = " -> " if tarinfo.issym() or tarinfo.islnk() else ""
        self._dbg(1, tarinfo.name + arrow + (tarinfo.linkname if arrow else ""))
        if tarinfo.isdir():
            make = self.makedir
        elif tarinfo.isfifo():
            make = self.makefifo
        elif tarinfo.isdev():
            make = self.makedev
        elif arrow:
            make = self.makelink
        else:
            make = self.makefile if tarinfo.type in SUPPORTED_TYPES else self.makeunknown
        make(tarinfo, targetpath)
        if set_attrs:
            self.chown(tarinfo, targetpath, numeric_owner)
            if not tarinfo.issym():
                self.chmod(tarinfo, targetpath)
                self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        """Make a directory."""
        try:
            # Closed to others until its mode is set, when everything is in it.
            os.mkdir(targetpath, 0o777 if tarinfo.mode is None else 0o700)
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        """Make a file."""
        with bltn_open(targetpath, "wb") as target:
            for start, end, place in _extents(tarinfo):
                if place is not None:
                    self.fileobj.seek(place)
                    if start:
                        target.seek(start)
                    copyfileobj(self.fileobj, target, end - start, ReadError, self.copybufsize)
            if tarinfo.sparse is not None:
                target.seek(tarinfo.size)
                target.truncate()

    def makeunknown(self, tarinfo, targetpath):
        """Make a file of a member of unknown type."""
        self.makefile(tarinfo, targetpath)
        self._dbg(1, f"tarfile: Unknown file type {tarinfo.type!r}, extracted as regular file.")

    def makefifo(self, tarinfo, targetpath):
        """Make a FIFO."""
        if not hasattr(os, "mkfifo"):
            raise ExtractError("fifo not supported by system")
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        """Make a device."""
        if not (hasattr(os, "mknod") and hasattr(os, "makedev")):
            raise ExtractError("special devices not supported by system")
        mode = 0o600 if tarinfo.mode is None else tarinfo.mode
        os.mknod(targetpath, mode | _MODES[tarinfo.type], os.makedev(tarinfo.devmajor, tarinfo.devminor))

    def makelink(self, tarinfo, targetpath):
        """Make a link; a copy of the member where links cannot be made."""
        try:
            if tarinfo.issym():
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.symlink(tarinfo.linkname, targetpath)
                return
            if os.path.exists(tarinfo._link_target):
                os.link(tarinfo._link_target, targetpath)
                return
        except symlink_exception:
            try:
                original = self._find_link_target(tarinfo)
            except KeyError:
                raise ExtractError("unable to resolve link inside archive") from None
        else:
            original = self._find_link_target(tarinfo)
        self._extract_member(original, targetpath)

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Set the owner, if we are root."""
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return

        def number(value, database, lookup, name):
            if not numeric_owner and database and name:
                try:
                    return getattr(database, lookup)(name)[2]
                except KeyError:
                    pass
            return -1 if value is None else value
        group = number(tarinfo.gid, grp, "getgrnam", tarinfo.gname)
        user = number(tarinfo.uid, pwd, "getpwnam", tarinfo.uname)
        try:
            (os.lchown if tarinfo.issym() and hasattr(os, "lchown") else os.chown)(targetpath, user, group)
        except (OSError, OverflowError) as error:
            raise ExtractError("could not change owner") from error

    def chmod(self, tarinfo, targetpath):
        """Set the mode."""
        if tarinfo.mode is not None:
            try:
                os.chmod(targetpath, tarinfo.mode)
            except OSError as error:
                raise ExtractError("could not change mode") from error

    def utime(self, tarinfo, targetpath):
        """Set the time."""
        if tarinfo.mtime is not None and hasattr(os, "utime"):
            try:
                os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
            except OSError as error:
                raise ExtractError("could not change modification time") from error

    def _dbg(self, level, message):
        if level <= self.debug:
            print(message, file=sys.stderr)


def _description(member):
    """The columns of a long listing in front of the name."""
    mode = "?" * 10 if member.mode is None else stat.filemode(_MODES.get(member.type, 0) | stat.S_IMODE(member.mode))
    size = f"{member.devmajor},{member.devminor}" if member.ischr() or member.isblk() else str(member.size)
    changed = "????-??-?? ??:??:??"
    if member.mtime is not None:
        changed = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(member.mtime))
    return [mode, f"{member.uname or member.uid}/{member.gname or member.gid}", size.rjust(10), changed]


def is_tarfile(name):
    """Whether a file (its name, or an open one) is an archive."""
    is_file = hasattr(name, "read")
    try:
        if is_file:
            start = name.tell()
            try:
                open(fileobj=name).close()
            finally:
                name.seek(start)
        else:
            open(name).close()
    except TarError:
        return False
    return True


open = TarFile.open


def main():
    """The command line: list, test, create and extract archives."""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command-line interface for tarfile module.")
    parser.add_argument("-v", "--verbose", action="store_true", default=False, help="Verbose output")
    parser.add_argument("--filter", metavar="<filtername>", choices=_FILTERS, help="Filter for extraction")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("-l", "--list", metavar="<tarfile>", help="Show listing of a tarfile")
    action.add_argument("-e", "--extract", nargs="+", metavar=("<tarfile>", "<output_dir>"),
                        help="Extract tarfile into target dir")
    action.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"), help="Create tarfile from sources")
    action.add_argument("-t", "--test", metavar="<tarfile>", help="Test if a tarfile is valid")
    args = parser.parse_args()

    if args.filter and args.extract is None:
        parser.exit(1, "--filter is only valid for extraction\n")

    def archive_of(path):
        if not is_tarfile(path):
            parser.exit(1, f"{path!r} is not a tar archive.\n")
        return open(path, "r:*")

    def say(text):
        if args.verbose:
            print(text)
    if args.test is not None:
        with archive_of(args.test) as archive:
            print(archive.getmembers(), file=sys.stderr)
        say(f"{args.test!r} is a tar archive.")
    elif args.list is not None:
        with archive_of(args.list) as archive:
            archive.list(verbose=args.verbose)
    elif args.extract is not None:
        path, *directory = args.extract
        if len(directory) > 1:
            parser.exit(1, parser.format_help())
        with archive_of(path) as archive:
            archive.extractall(path=directory[0] if directory else os.curdir, filter=args.filter)
        say(f"{path!r} file is extracted" + (f" into {directory[0]!r} directory." if directory else "."))
    else:
        path, *files = args.create
        kinds = {"gz": "gz", "tgz": "gz", "xz": "xz", "txz": "xz", "bz2": "bz2", "tbz": "bz2", "tbz2": "bz2", "tb2": "bz2"}
        kind = kinds.get(os.path.splitext(path)[1].lower().lstrip("."))
        with open(path, f"w:{kind}" if kind else "w") as archive:
            for name in files:
                archive.add(name)
        say(f"{path!r} file created.")


if __name__ == "__main__":
    main()
