"""What machine, system and interpreter this is."""
import collections
import functools
import itertools
import os
import re
import sys

_UNIXCONFDIR = "/etc"


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """(library, version) of the C library that an executable, by default this one, is linked with."""
    if not executable:
        try:
            name = os.confstr("CS_GNU_LIBC_VERSION")
            parts = name.split(maxsplit=1)
            if len(parts) == 2:
                return tuple(parts)
        except (AttributeError, ValueError, OSError):
            pass
        executable = sys.executable
        if not executable:
            return lib, version
    mark = re.compile(rb"(__libc_init)|(GLIBC_([0-9.]+))|(libc(_\w+)?\.so(?:\.(\d[0-9.]*))?)", re.ASCII)

    def number(text):
        return [int(part) for part in text.split(".") if part]

    if hasattr(os.path, "realpath"):
        executable = os.path.realpath(executable)
    with open(executable, "rb") as stream:
        data = stream.read()
    for match in mark.finditer(data):
        init, glibc, glibc_version, so, threads, so_version = [
            text.decode("latin1") if text is not None else text for text in match.groups()]
        if init and not lib:
            lib = "libc"
        elif glibc:
            if lib != "glibc":
                lib = "glibc"
                version = glibc_version
            elif number(glibc_version) > number(version):
                version = glibc_version
        elif so and lib != "glibc":
            lib = "libc"
            if so_version and (not version or number(so_version) > number(version)):
                version = so_version
            if threads and version[-len(threads):] != threads:
                version = version + threads
    return lib, version


def win32_edition():
    """The edition of Windows; None elsewhere."""
    return None


def win32_is_iot():
    """Whether this is an IoT edition of Windows."""
    return win32_edition() in ("IoTUAP", "NanoServer", "WindowsCoreHeadless", "IoTEdgeOS")


def win32_ver(release="", version="", csd="", ptype=""):
    """(release, version, service pack, type) of Windows; elsewhere what was given."""
    return release, version, csd, ptype


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    """(release, version, machine) of macOS; elsewhere what was given."""
    return release, versioninfo, machine


IOSVersionInfo = collections.namedtuple("IOSVersionInfo", ["system", "release", "model", "is_simulator"])


def ios_ver(system="", release="", model="", is_simulator=False):
    """What iOS says of itself; elsewhere what was given."""
    return IOSVersionInfo(system, release, model, is_simulator)


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    """What Jython said of its Java; elsewhere what was given."""
    import warnings
    warnings._deprecated("java_ver", remove=(3, 15))
    return release, vendor, vminfo, osinfo


AndroidVer = collections.namedtuple("AndroidVer", "release api_level manufacturer model device is_emulator")


def android_ver(release="", api_level=0, manufacturer="", model="", device="", is_emulator=False):
    """What Android says of itself; elsewhere what was given."""
    return AndroidVer(release, api_level, manufacturer, model, device, is_emulator)


def system_alias(system, release, version):
    """The names under which marketing knows a system."""
    if system == "SunOS":
        if release < "5":
            return system, release, version
        parts = release.split(".")
        try:
            major = int(parts[0])
        except ValueError:
            pass
        else:
            parts[0] = str(major - 3)
            release = ".".join(parts)
        system = "Solaris"
    elif system in ("win32", "win16"):
        system = "Windows"
    return system, release, version


def _platform(*words):
    """Words as one that can be part of a file's name."""
    text = "-".join(word.strip() for word in words if word)
    for char in " /\\:;\"()":
        text = text.replace(char, "_" if char in " " else "-")
    text = text.replace("unknown", "")
    while (shorter := text.replace("--", "-")) != text:
        text = shorter
    return text.rstrip("-")


def architecture(executable=sys.executable, bits="", linkage=""):
    """(bits, linkage format) of an executable, by default of this one."""
    if not bits:
        bits = "64bit" if sys.maxsize > 2 ** 32 else "32bit"
    try:
        with open(os.path.realpath(executable), "rb") as stream:
            head = stream.read(5)
    except OSError:
        return bits, linkage
    if head[:4] != b"\x7fELF":
        return bits, linkage
    return {1: "32bit", 2: "64bit"}.get(head[4], bits), "ELF"


class uname_result(collections.namedtuple("uname_result_base", "system node release version machine")):
    """What os.uname() tells, and as a sixth field the processor, found out when it is asked for."""

    @functools.cached_property
    def processor(self):
        """The processor's name, often empty."""
        return _unknown_as_blank(_processor())

    def __iter__(self):
        return itertools.chain(super().__iter__(), (self.processor,))

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(tuple(iter(self)))

    def __reduce__(self):
        return uname_result, tuple(self)[:len(self._fields) - 1]


uname_result._fields = uname_result._fields + ("processor",)


def _unknown_as_blank(text):
    return "" if text == "unknown" else text


def _processor():
    """What `uname -p` says."""
    import subprocess
    try:
        return subprocess.check_output(["uname", "-p"], stderr=subprocess.DEVNULL, text=True,
                                       encoding="utf8").strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


_uname_cache = None


def uname():
    """Everything that identifies system and machine; what is unknown is empty."""
    global _uname_cache
    if _uname_cache is None:
        _uname_cache = uname_result(*map(_unknown_as_blank, os.uname()))
    return _uname_cache


def system():
    """The system's name, such as Linux."""
    return uname().system


def node():
    """The computer's name in the network."""
    return uname().node


def release():
    """The system's release."""
    return uname().release


def version():
    """The system's version."""
    return uname().version


def machine():
    """The kind of machine, such as x86_64."""
    return uname().machine


def processor():
    """The processor's name, often empty."""
    return uname().processor


_version = re.compile(r"([\w.+]+)\s*(?:\((?:experimental.*?, )?(.*)\))?\s*\[([^\]]+)\]?", re.ASCII)


def python_implementation():
    """The interpreter's name."""
    name = sys.implementation.name
    return {"cpython": "CPython", "pypy": "PyPy"}.get(name, name)


def python_version():
    """The version of Python as text."""
    return ".".join(python_version_tuple())


def python_version_tuple():
    """The version of Python as three texts."""
    info = sys.version_info
    level = {"alpha": "a", "beta": "b", "candidate": "rc"}.get(info.releaselevel)
    return str(info.major), str(info.minor), str(info.micro) + (f"{level}{info.serial}" if level else "")


def python_branch():
    """The branch that the interpreter was built from, if known."""
    return getattr(sys, "_git", ("", "", ""))[1]


def python_revision():
    """The revision that the interpreter was built from, if known."""
    return getattr(sys, "_git", ("", "", ""))[2]


def python_build():
    """(number, date) of the build."""
    match = _version.match(sys.version)
    number, _, date = (match.group(2) or "").partition(", ") if match else ("", "", "")
    return number, date


def python_compiler():
    """What the interpreter was compiled with."""
    match = _version.match(sys.version)
    return match.group(3) if match else ""


_platform_cache = {}


def platform(aliased=False, terse=False):
    """One word that says as much as possible of the platform, for people."""
    key = bool(aliased), bool(terse)
    if key in _platform_cache:
        return _platform_cache[key]
    system, _, release, version, machine, processor = uname()
    if machine == processor:
        processor = ""
    if aliased:
        system, release, version = system_alias(system, release, version)
    if system == "Linux":
        library, number = libc_ver()
        result = _platform(system, release, machine, processor, "with", library + number)
    elif terse:
        result = _platform(system, release)
    else:
        bits, linkage = architecture(sys.executable)
        result = _platform(system, release, machine, processor, bits, linkage)
    _platform_cache[key] = result
    return result


_os_release_line = re.compile(
    r"^(?P<name>[a-zA-Z0-9_]+)=(?P<quote>[\"']?)(?P<value>.*)(?P=quote)$")
_os_release_escape = re.compile(r"\\([\\$\"'`])")
_os_release_candidates = ("/etc/os-release", "/usr/lib/os-release")
_os_release_cache = None


def freedesktop_os_release():
    """The entries of the file os-release; OSError if there is none."""
    global _os_release_cache
    if _os_release_cache is None:
        for name in _os_release_candidates:
            try:
                with open(name, encoding="utf-8") as stream:
                    found = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
                    for line in stream:
                        match = _os_release_line.match(line)
                        if match is not None:
                            found[match.group("name")] = _os_release_escape.sub(r"\1", match.group("value"))
                _os_release_cache = found
                break
            except OSError as error:
                number = error.errno
        else:
            raise OSError(number, f"Unable to read files {', '.join(_os_release_candidates)}")
    return _os_release_cache.copy()


if __name__ == "__main__":
    _terse = "terse" in sys.argv or "--terse" in sys.argv
    print(platform("nonaliased" not in sys.argv and "--nonaliased" not in sys.argv, _terse))
