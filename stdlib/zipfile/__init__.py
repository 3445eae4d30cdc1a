"""ZIP archives: listing, reading, writing, extracting.

The format (PKWARE's APPNOTE): for each member a local header and its data; at the end a
directory of all members, and a record that says where the directory is. Numbers that do
not fit 32 bits stand in "zip64" extra fields and records."""
import io
import os
import stat
import struct
import sys
import time
from _thread import RLock

from ._records import (
    BadZipFile, BadZipfile, BZIP2_VERSION, compressor_names, DEFAULT_VERSION, error, is_zipfile, LargeZipFile, LZMA_VERSION,
    MAX_EXTRACT_VERSION, sizeCentralDir, sizeEndCentDir, sizeEndCentDir64, sizeEndCentDir64Locator, sizeFileHeader,
    stringCentralDir, stringEndArchive, stringEndArchive64, stringEndArchive64Locator, stringFileHeader, structCentralDir,
    structEndArchive, structEndArchive64, structEndArchive64Locator, structFileHeader, ZIP64_LIMIT, ZIP64_VERSION, ZIP_BZIP2,
    ZIP_DEFLATED, ZIP_FILECOUNT_LIMIT, ZIP_LZMA, ZIP_MAX_COMMENT, ZIP_STORED, ZipInfo, _DESCRIPTOR, _DIRECTORY, _ENCRYPTED,
    _find_end, _LOCAL, _LZMA_MARK, _MAX32, _PATCHED, _STRONG, _UTF8)
from ._streams import (crc32, LZMACompressor, LZMADecompressor, ZipExtFile, zlib, _check_compression, _Telling, _Window,
                       _Written)

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA", "is_zipfile", "ZipInfo",
           "ZipFile", "PyZipFile", "LargeZipFile", "Path"]


def _copy(source, target):
    while data := source.read(64 * 1024):
        target.write(data)


class ZipFile:
    """An archive: a file's name or an open file, to read ('r'), make ('w', 'x') or add to ('a').

    compression and compresslevel are for what is written. Without allowZip64,
    an archive that would need it is an error. strict_timestamps: times out of
    the format's years are errors, not moved into them. metadata_encoding: of
    names that do not say theirs."""

    fp = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *, strict_timestamps=True,
                 metadata_encoding=None):
        if mode not in ("r", "w", "x", "a"):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self.mode, self.compression, self.compresslevel, self.pwd, self.debug = mode, compression, compresslevel, None, 0
        self._allowZip64, self._strict_timestamps, self.metadata_encoding = allowZip64, strict_timestamps, metadata_encoding
        self.NameToInfo, self.filelist, self._comment = {}, [], b""
        self._didModify = self._writing = False
        if metadata_encoding and mode != "r":
            raise ValueError("metadata_encoding is only supported for reading files")
        if isinstance(file, os.PathLike):
            file = os.fspath(file)
        self._filePassed = not isinstance(file, (str, bytes))
        if self._filePassed:
            self.fp, self.filename = file, getattr(file, "name", None)
        else:
            self.fp, self.filename = self._open_file(file, mode), file
        self._users, self._lock, self._seekable = 1, RLock(), True
        try:
            if mode == "r":
                self._RealGetContents()
            elif mode == "a":
                self._start_adding()
            else:
                self._start_writing()
        except:
            file, self.fp = self.fp, None
            self._release(file)
            raise

    @staticmethod
    def _open_file(name, mode):
        """Open the archive's file, if it must be so that it can only be written."""
        ways = {"r": ["rb"], "w": ["w+b", "wb"], "x": ["x+b", "xb"], "a": ["r+b", "w+b", "wb"]}[mode]
        for way in ways[:-1]:
            try:
                return io.open(name, way)
            except OSError:
                pass
        return io.open(name, ways[-1])

    def _start_writing(self):
        self._didModify = True
        try:
            self.start_dir = self.fp.tell()
        except (AttributeError, OSError):
            self.fp, self.start_dir, self._seekable = _Telling(self.fp), 0, False
            return
        try:
            self.fp.seek(self.start_dir)
        except (AttributeError, OSError):
            self._seekable = False

    def _start_adding(self):
        try:
            self._RealGetContents()
            self.fp.seek(self.start_dir)
        except BadZipFile:
            # Not an archive: one begins behind what is there.
            self.fp.seek(0, os.SEEK_END)
            self._didModify = True
            self.start_dir = self.fp.tell()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        facts = ["[closed]"]
        if self.fp is not None:
            facts = [f"mode={self.mode!r}"]
            if self._filePassed:
                facts.insert(0, f"file={self.fp!r}")
            if self.filename is not None:
                facts.insert(-1, f"filename={self.filename!r}")
        return f"<{type(self).__module__}.{type(self).__qualname__} {' '.join(facts)}>"

    # The directory

    def _RealGetContents(self):
        """Read the directory."""
        file = self.fp
        try:
            end = _find_end(file)
        except OSError:
            end = None
        if end is None:
            raise BadZipFile("File is not a zip file")
        self._comment = end.comment
        # What stands in front of the archive, a program that extracts it for example.
        shift = end.place - end.size - end.directory - (sizeEndCentDir64 + sizeEndCentDir64Locator if end.zip64 else 0)
        self.start_dir = end.directory + shift
        if self.start_dir < 0:
            raise BadZipFile("Bad offset for central directory")
        file.seek(self.start_dir)
        data, at = file.read(end.size), 0
        while at < end.size:
            at = self._read_entry(data, at, shift)
        place = self.start_dir
        for info in sorted(self.filelist, key=lambda info: info.header_offset, reverse=True):
            info._end_offset, place = place, info.header_offset

    def _read_entry(self, data, at, shift):
        """Read the entry of the directory that starts there: where it ends."""
        if len(data) - at < sizeCentralDir:
            raise BadZipFile("Truncated central directory")
        (magic, create_version, system, extract_version, reserved, flags, method, clock, date, crc, packed, size, name_size,
         extra_size, comment_size, volume, internal, external, place) = _DIRECTORY.unpack_from(data, at)
        if magic != stringCentralDir:
            raise BadZipFile("Bad magic number for central directory")
        end = at + sizeCentralDir
        raw, extra, comment = (data[end:(end := end + length)] for length in (name_size, extra_size, comment_size))
        info = ZipInfo(raw.decode("utf-8" if flags & _UTF8 else self.metadata_encoding or "cp437"))
        info.extra, info.comment, info.header_offset = extra, comment, place
        info.create_version, info.create_system, info.extract_version, info.reserved = create_version, system, extract_version, reserved
        if extract_version > MAX_EXTRACT_VERSION:
            raise NotImplementedError(f"zip file version {extract_version / 10:.1f}")
        info.flag_bits, info.compress_type, info._raw_time = flags, method, clock
        info.CRC, info.compress_size, info.file_size = crc, packed, size
        info.volume, info.internal_attr, info.external_attr = volume, internal, external
        info.date_time = ((date >> 9) + 1980, date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
        info._read_extra(crc32(raw))
        info.header_offset += shift
        self._enter(info)
        return end

    def _enter(self, info):
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def namelist(self):
        """The names of the members."""
        return [info.filename for info in self.filelist]

    def infolist(self):
        """The ZipInfo objects of the members."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of the members."""
        print(f"{'File Name':46} {'Modified    ':>19} {'Size':>12}", file=file)
        for info in self.filelist:
            changed = "%d-%02d-%02d %02d:%02d:%02d" % info.date_time[:6]
            print(f"{info.filename:46} {changed} {info.file_size:12}", file=file)

    def testzip(self):
        """Read everything: the name of the first damaged member, or None."""
        for info in self.filelist:
            try:
                with self.open(info.filename, "r") as file:
                    while file.read(1 << 20):
                        pass
            except BadZipFile:
                return info.filename

    def getinfo(self, name):
        """The ZipInfo of a member; KeyError if there is none."""
        if (info := self.NameToInfo.get(name)) is None:
            raise KeyError(f"There is no item named {name!r} in the archive")
        return info

    def setpassword(self, pwd):
        """The password for encrypted members."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        self.pwd = pwd or None

    @property
    def comment(self):
        """The comment of the archive, bytes."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment).__name__}")
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn(f"Archive comment is too long; truncating to {ZIP_MAX_COMMENT} bytes", stacklevel=2)
        self._comment, self._didModify = comment[:ZIP_MAX_COMMENT], True

    # Reading and extracting

    def read(self, name, pwd=None):
        """The content of a member."""
        with self.open(name, "r", pwd) as file:
            return file.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """A member as a binary file, to read ('r') or write ('w').

        force_zip64: when writing, expect more than 2 GiB."""
        writing = mode == "w"
        if not writing and mode != "r":
            raise ValueError('open() requires mode "r" or "w"')
        if writing and pwd:
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        info = name
        if not isinstance(name, ZipInfo):
            info = self._new_info(name) if writing else self.getinfo(name)
        if writing:
            return self._open_to_write(info, force_zip64=force_zip64)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before trying to read.")
        window = _Window(self, self._find_data(info))
        try:
            return ZipExtFile(window, "rb", info, self._password(name, info, pwd), True)
        except:
            window.close()
            raise

    def _new_info(self, name):
        info = ZipInfo(name)
        info.compress_type, info.compress_level = self.compression, self.compresslevel
        return info

    def _find_data(self, info):
        """Where the data of a member start; its local header must agree with the directory."""
        with self._lock:
            self.fp.seek(info.header_offset)
            if len(header := self.fp.read(sizeFileHeader)) != sizeFileHeader:
                raise BadZipFile("Truncated file header")
            magic, _, _, flags, *_, name_size, extra_size = _LOCAL.unpack(header)
            if magic != stringFileHeader:
                raise BadZipFile("Bad magic number for file header")
            name = self.fp.read(name_size)
        start = info.header_offset + sizeFileHeader + len(name) + extra_size
        for bit, what in ((_PATCHED, "compressed patched data (flag bit 5)"), (_STRONG, "strong encryption (flag bit 6)")):
            if info.flag_bits & bit:
                raise NotImplementedError(what)
        if name.decode("utf-8" if flags & _UTF8 else self.metadata_encoding or "cp437") != info.orig_filename:
            raise BadZipFile(f"File name in directory {info.orig_filename!r} and header {name!r} differ.")
        if info._end_offset is not None and start + info.compress_size > info._end_offset:
            raise BadZipFile(f"Overlapped entries: {info.orig_filename!r} (possible zip bomb)")
        return start

    def _password(self, name, info, pwd):
        """The password of a member, None for one that is not encrypted."""
        if not info.flag_bits & _ENCRYPTED:
            return None
        pwd = pwd or self.pwd
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        if not pwd:
            raise RuntimeError(f"File {name!r} is encrypted, password required for extraction")
        return pwd

    def extract(self, member, path=None, pwd=None):
        """Write a member into a directory (the current one): the file's name."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Write all members (or those named) into a directory."""
        for member in self.namelist() if members is None else members:
            self.extract(member, path, pwd)

    def _extract_member(self, member, targetpath, pwd):
        """Write a member below a path, never outside of it."""
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        name = info.filename.replace("/", os.sep)
        if os.altsep:
            name = name.replace(os.altsep, os.sep)
        parts = [part for part in os.path.splitdrive(name)[1].split(os.sep) if part not in ("", os.curdir, os.pardir)]
        if os.sep == "\\":
            illegal = str.maketrans(dict.fromkeys(':<>|"?*', "_"))
            parts = [clean for part in parts if (clean := part.translate(illegal).rstrip(" ."))]
        if not parts and not info.is_dir():
            raise ValueError("Empty filename.")
        target = os.path.normpath(os.path.join(targetpath, *parts))
        if (parent := os.path.dirname(target)) and not os.path.exists(parent):
            os.makedirs(parent, exist_ok=True)
        if info.is_dir():
            try:
                os.mkdir(target)
            except FileExistsError:
                if not os.path.isdir(target):
                    raise
            return target
        with self.open(member, pwd=pwd) as source, io.open(target, "wb") as file:
            _copy(source, file)
        return target

    # Writing

    def _writable(self, end=""):
        if not self.fp:
            raise ValueError("Attempt to write to ZIP archive that was already closed")
        if self._writing:
            raise ValueError(f"Can't write to ZIP archive while an open writing handle exists{end}")

    def _writecheck(self, zinfo):
        """Whether a member can be added."""
        if zinfo.filename in self.NameToInfo:
            import warnings
            warnings.warn(f"Duplicate name: {zinfo.filename!r}", stacklevel=3)
        if self.mode == "r":
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        _check_compression(zinfo.compress_type)
        if not self._allowZip64:
            self._require_zip64((len(self.filelist) >= ZIP_FILECOUNT_LIMIT, "Files count"),
                                (zinfo.file_size > ZIP64_LIMIT, "Filesize"), (zinfo.header_offset > ZIP64_LIMIT, "Zipfile size"))

    def _require_zip64(self, *reasons):
        """Whether one of the reasons for zip64 holds; LargeZipFile if it must not be."""
        for holds, what in reasons:
            if holds:
                if not self._allowZip64:
                    raise LargeZipFile(f"{what} would require ZIP64 extensions")
                return True
        return False

    def _place(self, info):
        """Go to where the next member is written, which is this one."""
        if self._seekable:
            self.fp.seek(self.start_dir)
        info.header_offset = self.fp.tell()

    def _open_to_write(self, zinfo, force_zip64=False):
        """Begin a member."""
        if force_zip64 and not self._allowZip64:
            raise ValueError("force_zip64 is True, but allowZip64 was False when opening the ZIP file.")
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                             "Close the first handle before opening another.")
        zinfo.compress_size = zinfo.CRC = 0
        zinfo.flag_bits = (_LZMA_MARK if zinfo.compress_type == ZIP_LZMA else 0) | (0 if self._seekable else _DESCRIPTOR)
        zinfo.external_attr = zinfo.external_attr or 0o600 << 16
        zip64 = force_zip64 or zinfo.file_size * 1.05 > ZIP64_LIMIT
        self._place(zinfo)
        self._writecheck(zinfo)
        self._didModify = True
        self.fp.write(zinfo.FileHeader(zip64))
        self._writing = True
        return _Written(self, zinfo, zip64)

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Add a file or directory, under its own name or arcname."""
        self._writable()
        info = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if info.is_dir():
            info.compress_size = info.CRC = 0
            self.mkdir(info)
            return
        info.compress_type = self.compression if compress_type is None else compress_type
        info.compress_level = self.compresslevel if compresslevel is None else compresslevel
        with io.open(filename, "rb") as source, self.open(info, "w") as target:
            _copy(source, target)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Add a member with this content (str is written in UTF-8)."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        if isinstance(zinfo_or_arcname, ZipInfo):
            info = zinfo_or_arcname
        else:
            info = ZipInfo(zinfo_or_arcname, time.localtime(time.time())[:6])
            info.compress_type, info.compress_level = self.compression, self.compresslevel
            info.external_attr = 0o40775 << 16 | 0x10 if info.filename.endswith("/") else 0o600 << 16
        self._writable(".")
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info.compress_level = compresslevel
        info.file_size = len(data)
        with self._lock, self.open(info, "w") as target:
            target.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=0o777):
        """Add a directory."""
        if isinstance(zinfo_or_directory_name, ZipInfo):
            info = zinfo_or_directory_name
            if not info.is_dir():
                raise ValueError("The given ZipInfo does not describe a directory")
        elif isinstance(zinfo_or_directory_name, str):
            info = ZipInfo(zinfo_or_directory_name.removesuffix("/") + "/")
            info.compress_size = info.CRC = info.file_size = 0
            info.external_attr = ((stat.S_IFDIR | mode) & 0xffff) << 16 | 0x10
        else:
            raise TypeError("Expected type str or ZipInfo")
        with self._lock:
            self._place(info)
            if info.compress_type == ZIP_LZMA:
                info.flag_bits |= _LZMA_MARK
            self._writecheck(info)
            self._didModify = True
            self._enter(info)
            self.fp.write(info.FileHeader(False))
            self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        """Write the directory if anything changed, and close."""
        if (file := self.fp) is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before closing the zip.")
        try:
            if self.mode != "r" and self._didModify:
                self._end()
        finally:
            self.fp = None
            self._release(file)

    def _end(self):
        with self._lock:
            if self._seekable:
                self.fp.seek(self.start_dir)
            self._write_end_record()

    def _write_end_record(self):
        """Write the directory and what comes behind it."""
        write = self.fp.write
        for info in self.filelist:
            write(info._directory_entry())
        count, place, end = len(self.filelist), self.start_dir, self.fp.tell()
        size = end - place
        if self._require_zip64((count > ZIP_FILECOUNT_LIMIT, "Files count"), (place > ZIP64_LIMIT, "Central directory offset"),
                               (size > ZIP64_LIMIT, "Central directory size")):
            write(struct.pack(structEndArchive64, stringEndArchive64, sizeEndCentDir64 - 12, ZIP64_VERSION, ZIP64_VERSION, 0, 0,
                              count, count, size, place))
            write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, end, 1))
            count, size, place = min(count, 0xffff), min(size, _MAX32), min(place, _MAX32)
        write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size, place, len(self._comment)))
        write(self._comment)
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def _release(self, file):
        """One user of the file less; the last one closes it."""
        self._users -= 1
        if not self._users and not self._filePassed:
            file.close()


class PyZipFile(ZipFile):
    """An archive of Python modules and packages."""

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, optimize=-1):
        super().__init__(file, mode, compression, allowZip64)
        self._optimize = optimize

    def writepy(self, pathname, basename="", filterfunc=None):
        """Add a compiled module, or those of a package or directory; a module that cannot be compiled as it is.

        filterfunc is asked for each path; false leaves it out."""
        pathname = os.fspath(pathname)

        def wanted(path):
            if filterfunc and not filterfunc(path):
                self._tell(f"{'path' if os.path.isdir(path) else 'file'} {path!r} skipped by filterfunc")
                return False
            return True

        def add(path, label="Adding"):
            compiled = self._compiled(path)
            stem, _ = os.path.splitext(os.path.basename(path))
            name = os.path.join(basename, stem + os.path.splitext(compiled)[1])
            self._tell(label, name)
            self.write(compiled, name)
        if not wanted(pathname):
            return
        if not os.path.isdir(pathname):
            if not pathname.endswith(".py"):
                raise RuntimeError('Files added with writepy() must end with ".py"')
            add(pathname, "Adding file")
            return
        package = os.path.isfile(start := os.path.join(pathname, "__init__.py"))
        if package:
            basename = os.path.join(basename, os.path.basename(pathname))
            self._tell("Adding package in", pathname, "as", basename)
            add(start)
        else:
            self._tell("Adding files from directory", pathname)
        for entry in sorted(os.listdir(pathname)):
            path = os.path.join(pathname, entry)
            if package and os.path.isdir(path) and os.path.isfile(os.path.join(path, "__init__.py")):
                self.writepy(path, basename, filterfunc)
            elif entry.endswith(".py") and not (package and entry == "__init__.py") and not os.path.isdir(path) and wanted(path):
                add(path)

    def _tell(self, *words):
        if self.debug:
            print(*words)

    def _compiled(self, path):
        """The file with a module's code, made if it is missing or old; the source itself if it cannot be compiled."""
        import py_compile
        from importlib.util import cache_from_source
        if (level := self._optimize) not in (-1, 0, 1, 2):
            raise ValueError(f"invalid value for 'optimize': {level!r}")
        levels = ("", 1, 2) if level < 0 else (level or "",)
        places = [path + "c"] * (level < 0) + [cache_from_source(path, optimization=level) for level in levels]
        changed = os.stat(path).st_mtime
        for place in places:
            if os.path.isfile(place) and os.stat(place).st_mtime >= changed:
                return place
        self._tell("Compiling", path)
        try:
            return py_compile.compile(path, doraise=True, optimize=level)
        except py_compile.PyCompileError as problem:
            print(problem.msg)
            return path


def main(args=None):
    """The command line: list, test, create and extract archives."""
    import argparse
    parser = argparse.ArgumentParser(description="A simple command-line interface for zipfile module.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("-l", "--list", metavar="<zipfile>", help="Show listing of a zipfile")
    action.add_argument("-e", "--extract", nargs=2, metavar=("<zipfile>", "<output_dir>"), help="Extract zipfile into target dir")
    action.add_argument("-c", "--create", nargs="+", metavar=("<name>", "<file>"), help="Create zipfile from sources")
    action.add_argument("-t", "--test", metavar="<zipfile>", help="Test if a zipfile is valid")
    parser.add_argument("--metadata-encoding", metavar="<encoding>", help="Specify encoding of member names for -l, -e and -t")
    args = parser.parse_args(args)
    encoding = args.metadata_encoding
    if args.create is not None:
        if encoding:
            print("Non-conforming encodings not supported with -c.", file=sys.stderr)
            sys.exit(1)
        name, *files = args.create
        with ZipFile(name, "w") as archive:
            for path in files:
                _add_tree(archive, path, os.path.basename(path) or os.path.basename(os.path.dirname(path)))
        return
    source = args.test or args.list or args.extract[0]
    with ZipFile(source, "r", metadata_encoding=encoding) as archive:
        if args.test is not None:
            if damaged := archive.testzip():
                print(f"The following enclosed file is corrupted: {damaged!r}")
            print("Done testing")
        elif args.list is not None:
            archive.printdir()
        else:
            archive.extractall(args.extract[1])


def _add_tree(archive, path, name):
    """Add a file, or a directory with all that is in it."""
    if name in (os.curdir, os.pardir):
        name = ""
    if os.path.isfile(path):
        archive.write(path, name, ZIP_DEFLATED)
    elif os.path.isdir(path):
        if name:
            archive.write(path, name)
        for entry in sorted(os.listdir(path)):
            _add_tree(archive, os.path.join(path, entry), os.path.join(name, entry))


from ._path import CompleteDirs, Path
