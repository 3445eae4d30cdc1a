"""Tar archives: ustar, GNU and pax formats, compressed ones, streams, safe extraction.

An archive is a row of blocks of 512 bytes: for each member a header, then its data. Names
and numbers that do not fit stand in members of their own in front: GNU long names, pax headers."""
from builtins import open as bltn_open
import copy
import os
import stat
import sys
import time

from _tarfile_filters import (_FILTERS, AbsoluteLinkError, AbsolutePathError, FilterError, LinkOutsideDestinationError,
                              OutsideDestinationError, SpecialFileError, data_filter, fully_trusted_filter, tar_filter)
from _tarfile_headers import (
    _MODES, _TYPES, AREGTYPE, BLKTYPE, BLOCKSIZE, CHRTYPE, CONTTYPE, DEFAULT_FORMAT, DIRTYPE, ENCODING, FIFOTYPE, GNU_FORMAT,
    GNU_MAGIC, GNU_TYPES, GNUTYPE_LONGLINK, GNUTYPE_LONGNAME, GNUTYPE_SPARSE, LENGTH_LINK, LENGTH_NAME, LENGTH_PREFIX, LNKTYPE,
    NUL, PAX_FIELDS, PAX_FORMAT, PAX_NAME_FIELDS, PAX_NUMBER_FIELDS, POSIX_MAGIC, RECORDSIZE, REGTYPE, REGULAR_TYPES,
    SOLARIS_XHDTYPE, SUPPORTED_TYPES, SYMTYPE, USTAR_FORMAT, XGLTYPE, XHDTYPE, CompressionError, EmptyHeaderError,
    EOFHeaderError, ExtractError, HeaderError, InvalidHeaderError, ReadError, StreamError, SubsequentHeaderError, TarError,
    TarInfo, TruncatedHeaderError, calc_chksums, copyfileobj, itn, nti, nts, stn)
from _tarfile_streams import ExFileObject, _compression, _extents, _Forward, _reading_stream, _writing_stream

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


class TarFile:
    """An archive; open() makes it."""

    tarinfo, fileobject = TarInfo, ExFileObject
    format, encoding, errors = DEFAULT_FORMAT, ENCODING, None
    dereference = ignore_zeros = False
    debug, errorlevel = 0, 1
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
        if self.stream:
            return
        for _ in iter(self.next, None):
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
        self._loaded or self._load()
        return self.members

    def getnames(self):
        """The names of the members."""
        return [member.name for member in self.getmembers()]

    def next(self):
        """The next member of the file, or None."""
        self._check("ra")
        known, self.firstmember = self.firstmember, None
        if known is not None:
            return known
        if (gap := self.offset - self.fileobj.tell()) and not self.offset:
            return None
        if gap:
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError("unexpected end of data")
        member = self._read_member()
        if member is None:
            self._loaded = True
        elif not self.stream:
            self.members.append(member)
        return member

    def _read_member(self):
        """The member at the offset; None where no header is, which at the beginning of a file is an error."""
        while True:
            try:
                return self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError, EmptyHeaderError, TruncatedHeaderError, SubsequentHeaderError) as error:
                ended, nothing = isinstance(error, EOFHeaderError), isinstance(error, EmptyHeaderError)
                if isinstance(error, SubsequentHeaderError):
                    fatal = True
                elif self.ignore_zeros and (ended or isinstance(error, InvalidHeaderError)):
                    self._dbg(2, f"{self.offset:#X}: {error}")
                    self.offset += BLOCKSIZE
                    continue
                else:
                    fatal = self.offset == 0 and not ended
                if not fatal:
                    return None
                raise ReadError("empty file" if nothing else str(error)) from None
            except Exception as error:
                zlib = sys.modules.get("zlib")
                if zlib and isinstance(error, zlib.error):
                    raise ReadError(f"zlib error: {error}") from None
                raise

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
        if type is not None and not self.closed:
            # What has been written so far gets no end.
            self.closed = True
            if not self._extfileobj:
                self.fileobj.close()
        self.close()

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
        # Closed to others until its mode is set, when everything is in it.
        os.makedirs(targetpath, 0o777 if tarinfo.mode is None else 0o700, exist_ok=True)

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
