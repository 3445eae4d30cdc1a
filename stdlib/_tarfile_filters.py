"""What may be extracted from tar archives, and what filters change. Part of tarfile."""
import os

from _tarfile_headers import TarError

__name__ = "tarfile"  # what users import it from


class FilterError(TarError):
    """A member that a filter refuses."""


def _about_member(text):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        Exception.__init__(self, text.format(tarinfo))
    return __init__


def _about_place(text):
    def __init__(self, tarinfo, path):
        self.tarinfo, self._path = tarinfo, path
        Exception.__init__(self, text.format(tarinfo, path))
    return __init__


class AbsolutePathError(FilterError):
    __init__ = _about_member("member {.name!r} has an absolute path")


class AbsoluteLinkError(FilterError):
    __init__ = _about_member("{.name!r} is a link to an absolute path")


class SpecialFileError(FilterError):
    __init__ = _about_member("{.name!r} is a special file")


class OutsideDestinationError(FilterError):
    __init__ = _about_place("{.name!r} would be extracted to {!r}, which is outside the destination")


class LinkOutsideDestinationError(FilterError):
    __init__ = _about_place("{.name!r} would link to {!r}, which is outside the destination")


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
