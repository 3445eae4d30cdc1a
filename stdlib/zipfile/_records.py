"""The records of ZIP archives: constants, what describes a member, how the directory is found."""
import collections
import io
import os
import stat
import struct
import sys
import time
import zipfile

__name__ = "zipfile"  # what users import it from


class BadZipFile(Exception):
    """Not a ZIP archive, or a damaged one."""


class LargeZipFile(Exception):
    """The archive would need zip64, which was not allowed."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1  # programs may set it lower: asked of the package
ZIP_FILECOUNT_LIMIT = ZIP_MAX_COMMENT = (1 << 16) - 1

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
DEFAULT_VERSION, ZIP64_VERSION, BZIP2_VERSION, LZMA_VERSION = 20, 45, 46, 63
MAX_EXTRACT_VERSION = 63

structEndArchive, stringEndArchive = b"<4s4H2LH", b"PK\005\006"
structCentralDir, stringCentralDir = "<4s4B4HL2L5H2L", b"PK\001\002"
structFileHeader, stringFileHeader = "<4s2B4HL2L2H", b"PK\003\004"
structEndArchive64Locator, stringEndArchive64Locator = "<4sLQL", b"PK\x06\x07"
structEndArchive64, stringEndArchive64 = "<4sQ2H2L4Q", b"PK\x06\x06"
sizeEndCentDir, sizeCentralDir, sizeFileHeader, sizeEndCentDir64Locator, sizeEndCentDir64 = map(struct.calcsize, (
    structEndArchive, structCentralDir, structFileHeader, structEndArchive64Locator, structEndArchive64))

_DIRECTORY, _LOCAL = struct.Struct(structCentralDir), struct.Struct(structFileHeader)
_VERSIONS = {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION}
_MAX32 = 0xffffffff
_ENCRYPTED, _LZMA_MARK, _DESCRIPTOR, _PATCHED, _STRONG, _UTF8 = 1, 2, 8, 0x20, 0x40, 0x800
_FIELD_ZIP64, _FIELD_UNICODE_NAME = 1, 0x7075

compressor_names = {0: "store", 1: "shrink", **dict.fromkeys(range(2, 6), "reduce"), 6: "implode", 7: "tokenize", 8: "deflate",
                    9: "deflate64", 10: "implode", 12: "bzip2", 14: "lzma", 18: "terse", 19: "lz77", 97: "wavpack", 98: "ppmd"}


_End = collections.namedtuple("_End", "directory size comment zip64 place")


def _find_end(file):
    """The record at the end of an archive, None if there is none."""
    file.seek(0, os.SEEK_END)
    length = file.tell()
    # The record has a comment behind it; without one, which is the rule, it is the end of the file.
    for reach in (sizeEndCentDir, sizeEndCentDir + ZIP_MAX_COMMENT + 1):
        start = max(length - reach, 0)
        file.seek(start)
        tail = file.read(reach)
        at = tail.rfind(stringEndArchive)
        if reach == sizeEndCentDir:
            if at != 0 or len(tail) != sizeEndCentDir or tail[-2:] != b"\0\0":
                continue
        if at < 0 or len(tail) - at < sizeEndCentDir:
            return None
        *_, size, directory, comment = struct.unpack_from(structEndArchive, tail, at)
        comment = tail[at + sizeEndCentDir:][:comment]
        place = start + at
        return _find_end64(file, place, comment) or _End(directory, size, comment, False, place)


def _find_end64(file, place, comment):
    """The zip64 record in front of the record at place, None if there is none."""
    if (start := place - sizeEndCentDir64Locator) < 0:
        return None
    file.seek(start)
    locator = file.read(sizeEndCentDir64Locator)
    if len(locator) != sizeEndCentDir64Locator or not locator.startswith(stringEndArchive64Locator):
        return None
    _, disk, _, disks = struct.unpack(structEndArchive64Locator, locator)
    if disk or disks > 1:
        raise BadZipFile("zipfiles that span multiple disks are not supported")
    if start < sizeEndCentDir64:
        return None
    file.seek(start - sizeEndCentDir64)
    record = file.read(sizeEndCentDir64)
    if len(record) != sizeEndCentDir64 or not record.startswith(stringEndArchive64):
        return None
    *_, size, directory = struct.unpack(structEndArchive64, record)
    return _End(directory, size, comment, True, place)


def is_zipfile(filename):
    """Whether a file (its name, or an open one) is a ZIP archive."""
    try:
        if hasattr(filename, "read"):
            return _find_end(filename) is not None
        with io.open(filename, "rb") as file:
            return _find_end(file) is not None
    except (OSError, BadZipFile):
        return False


def _fields(extra):
    """The fields of extra data: (number, content, whole field); number is None for bytes that are no field."""
    while len(extra) >= 4:
        number, size = struct.unpack_from("<HH", extra)
        whole, extra = extra[:size + 4], extra[size + 4:]
        yield number, whole[4:], whole, size
    if extra:
        yield None, b"", extra, 0


def _dos_time(date_time):
    """The time and the date as two numbers."""
    year, month, day, hour, minute, second = date_time[:6]
    return hour << 11 | minute << 5 | second // 2, year - 1980 << 9 | month << 5 | day


class ZipInfo:
    """A member: its name, dates, sizes, how it is compressed."""

    __slots__ = ("orig_filename", "filename", "date_time", "compress_type", "compress_level", "comment", "extra", "create_system",
                 "create_version", "extract_version", "reserved", "flag_bits", "volume", "internal_attr", "external_attr",
                 "header_offset", "CRC", "compress_size", "file_size", "_raw_time", "_end_offset")

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        if (nul := filename.find("\0")) >= 0:
            filename = filename[:nul]
        if os.sep != "/":
            filename = filename.replace(os.sep, "/")
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.filename, self.date_time = filename, date_time
        self.compress_type, self.compress_level = ZIP_STORED, None
        self.comment = self.extra = b""
        self.create_system = 0 if sys.platform == "win32" else 3
        self.create_version = self.extract_version = DEFAULT_VERSION
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self._end_offset = None

    @property
    def _compresslevel(self):
        return self.compress_level

    @_compresslevel.setter
    def _compresslevel(self, value):
        self.compress_level = value

    def __repr__(self):
        facts = [f"filename={self.filename!r}"]
        packed, mode, attributes = self.compress_type != ZIP_STORED, self.external_attr >> 16, self.external_attr & 0xffff
        content = not self.is_dir()
        if packed:
            facts.append(f"compress_type={compressor_names.get(self.compress_type, self.compress_type)}")
        if mode:
            facts.append(f"filemode={stat.filemode(mode)!r}")
        if attributes:
            facts.append(f"external_attr={attributes:#x}")
        if content or self.file_size:
            facts.append(f"file_size={self.file_size!r}")
        if (content or self.compress_size) and (packed or self.file_size != self.compress_size):
            facts.append(f"compress_size={self.compress_size!r}")
        return f"<{type(self).__name__} {' '.join(facts)}>"

    def _name_and_flags(self):
        """The name as it is written, and the flags that say how."""
        if self.filename.isascii():
            return self.filename.encode("ascii"), self.flag_bits
        return self.filename.encode("utf-8"), self.flag_bits | _UTF8

    def _needed(self, zip64):
        """The version that the member needs."""
        return max(ZIP64_VERSION if zip64 else 0, _VERSIONS.get(self.compress_type, 0))

    def FileHeader(self, zip64=None):
        """The local header; zip64: with its extra field or not, None if as needed."""
        crc, packed, size = (0, 0, 0) if self.flag_bits & _DESCRIPTOR else (self.CRC, self.compress_size, self.file_size)
        extra, big = self.extra, max(packed, size) > zipfile.ZIP64_LIMIT
        if zip64 is None:
            zip64 = big
        if zip64:
            extra += struct.pack("<HHQQ", _FIELD_ZIP64, 16, size, packed)
            packed = size = _MAX32
        elif big:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        if (needed := self._needed(zip64)) > min(self.extract_version, self.create_version):
            self.extract_version, self.create_version = max(needed, self.extract_version), max(needed, self.create_version)
        name, flags = self._name_and_flags()
        header = _LOCAL.pack(stringFileHeader, self.extract_version, self.reserved, flags, self.compress_type,
                             *_dos_time(self.date_time), crc, packed, size, len(name), len(extra))
        return header + name + extra

    def _directory_entry(self):
        """The member's part of the directory."""
        wide, packed, size, place = [], self.compress_size, self.file_size, self.header_offset
        if max(packed, size) > zipfile.ZIP64_LIMIT:
            wide += [size, packed]
            packed = size = _MAX32
        if place > zipfile.ZIP64_LIMIT:
            wide.append(place)
            place = _MAX32
        extra = self.extra
        if wide:
            kept = b"".join(whole for number, _, whole, _ in _fields(extra) if number != _FIELD_ZIP64)
            extra = struct.pack(f"<HH{len(wide)}Q", _FIELD_ZIP64, 8 * len(wide), *wide) + kept
        needed = self._needed(wide)
        name, flags = self._name_and_flags()
        entry = _DIRECTORY.pack(stringCentralDir, max(needed, self.create_version), self.create_system,
                                max(needed, self.extract_version), self.reserved, flags, self.compress_type, *_dos_time(self.date_time),
                                self.CRC, packed, size, len(name), len(extra), len(self.comment), 0, self.internal_attr,
                                self.external_attr, place)
        return entry + name + extra + self.comment

    def _read_extra(self, name_crc):
        """Take from the extra fields the numbers that do not fit, and the name in Unicode."""
        for number, content, whole, size in _fields(self.extra):
            if len(content) < size:
                raise BadZipFile(f"Corrupt extra field {number:04x} (size={size})")
            if number == _FIELD_ZIP64:
                for attribute, marks, what in (("file_size", (_MAX32, _MAX32 << 32 | _MAX32), "File size"),
                                               ("compress_size", (_MAX32,), "Compress size"),
                                               ("header_offset", (_MAX32,), "Header offset")):
                    if getattr(self, attribute) in marks:
                        if len(content) < 8:
                            raise BadZipFile(f"Corrupt zip64 extra field. {what} not found.")
                        setattr(self, attribute, int.from_bytes(content[:8], "little"))
                        content = content[8:]
            elif number == _FIELD_UNICODE_NAME:
                try:
                    version, crc = struct.unpack("<BL", content[:5])
                    if version == 1 and crc == name_crc and (name := content[5:].decode("utf-8")):
                        self.filename = name.partition("\0")[0]
                    elif version == 1 and crc == name_crc:
                        import warnings
                        warnings.warn("Empty unicode path extra field (0x7075)", stacklevel=2)
                except struct.error as problem:
                    raise BadZipFile("Corrupt unicode path extra field (0x7075)") from problem
                except UnicodeDecodeError as problem:
                    raise BadZipFile("Corrupt unicode path extra field (0x7075): invalid utf-8 bytes") from problem

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """The member that a file or directory would become."""
        if isinstance(filename, os.PathLike):
            filename = os.fspath(filename)
        found = os.stat(filename)
        directory = stat.S_ISDIR(found.st_mode)
        changed = time.localtime(found.st_mtime)[:6]
        if not strict_timestamps:
            changed = min(max(changed, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        name = os.path.normpath(os.path.splitdrive(filename if arcname is None else arcname)[1]).lstrip(os.sep + (os.altsep or ""))
        self = cls(name + "/" if directory else name, changed)
        self.external_attr = (found.st_mode & 0xffff) << 16
        if directory:
            self.external_attr |= 0x10
        else:
            self.file_size = found.st_size
        return self

    def is_dir(self):
        """Whether the member is a directory."""
        return self.filename.endswith("/") or bool(os.altsep) and self.filename.endswith((os.sep, os.altsep))
