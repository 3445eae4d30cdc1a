"""What machine, system and interpreter this is."""
import collections
import functools
import os
import re
import sys

_os_release_candidates = '/etc/os-release', '/usr/lib/os-release'


# The C library

_LIBC = re.compile(rb'(__libc_init)|GLIBC_([0-9.]+)|libc(_\w+)?\.so(?:\.(\d[0-9.]*))?', re.ASCII)


def _order(version):
    """A key by which versions are compared."""
    return [int(part) for part in re.findall(r'\d+', version)]


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    """(library, version) of the C library that an executable, by default this one, is linked with."""
    if not executable:
        try:
            name, number = os.confstr('CS_GNU_LIBC_VERSION').split(maxsplit=1)
            return name, number
        except (AttributeError, ValueError, OSError):
            executable = sys.executable
        if not executable:
            return lib, version
    found = found_version = ''
    for start, glibc, threads, plain in _marks(os.path.realpath(executable), chunksize):
        if glibc:
            if found != 'glibc' or _order(glibc) > _order(found_version):
                found_version = glibc
            found = 'glibc'
        elif found != 'glibc':
            if start:
                found = found or ('' if lib else 'libc')
                continue
            found = 'libc'
            if plain and (not found_version or _order(plain) > _order(found_version)):
                found_version = plain
            if threads and not found_version.endswith(threads):
                found_version += threads
    return (found, found_version) if found else (lib, version)


def _marks(path, size):
    """What a file says of the C library, read in pieces that overlap."""
    rest = b''
    with open(path, 'rb') as file:
        while piece := file.read(size):
            data = rest + piece
            whole = len(piece) < size
            end = 0
            for mark in _LIBC.finditer(data):
                if mark.end() < len(data) or whole:     # else it may go on in the next piece
                    end = mark.end()
                    yield tuple((group or b'').decode('latin-1') for group in mark.groups())
            rest = data[max(end, len(data) - 100):]
    for mark in _LIBC.finditer(rest):
        yield tuple((group or b'').decode('latin-1') for group in mark.groups())


# Systems of one maker: elsewhere these functions give back what they got.

def win32_edition():
    """The edition of Windows; None elsewhere."""
    try:
        import winreg
    except ImportError:
        return None
    try:
        with winreg.OpenKeyEx(winreg.HKEY_LOCAL_MACHINE, r'SOFTWARE\Microsoft\Windows NT\CurrentVersion') as key:
            return winreg.QueryValueEx(key, 'EditionId')[0]
    except OSError:
        return None


def win32_is_iot():
    """Whether this is an IoT edition of Windows."""
    return win32_edition() in ('IoTUAP', 'NanoServer', 'WindowsCoreHeadless', 'IoTEdgeOS')


def win32_ver(release='', version='', csd='', ptype=''):
    """(release, version, service pack, type) of Windows; elsewhere what was given."""
    if not hasattr(sys, 'getwindowsversion'):
        return release, version, csd, ptype
    info = sys.getwindowsversion()
    major, minor, build = info.platform_version or info[:3]
    name = '11' if build >= 22000 else str(major)
    return name, f'{major}.{minor}.{build}', f'SP{info.service_pack_major}', ptype


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    """(release, version, machine) of macOS; elsewhere what was given."""
    path = '/System/Library/CoreServices/SystemVersion.plist'
    if not os.path.exists(path):
        return release, versioninfo, machine
    import plistlib
    with open(path, 'rb') as file:
        return plistlib.load(file)['ProductVersion'], ('', '', ''), os.uname().machine


IOSVersionInfo = collections.namedtuple('IOSVersionInfo', 'system release model is_simulator')


def ios_ver(system='', release='', model='', is_simulator=False):
    """What iOS says of itself; elsewhere what was given."""
    return IOSVersionInfo(system, release, model, is_simulator)


AndroidVer = collections.namedtuple('AndroidVer', 'release api_level manufacturer model device is_emulator')


def android_ver(release='', api_level=0, manufacturer='', model='', device='', is_emulator=False):
    """What Android says of itself; elsewhere what was given."""
    return AndroidVer(release, api_level, manufacturer, model, device, is_emulator)


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    """What Jython said of its Java; elsewhere what was given."""
    import warnings
    warnings._deprecated('java_ver', remove=(3, 15))
    return release, vendor, vminfo, osinfo


def system_alias(system, release, version):
    """The names under which marketing knows a system."""
    match system:
        case 'SunOS' if release >= '5':
            major, dot, rest = release.partition('.')
            try:
                major = str(int(major) - 3)
            except ValueError:
                dot, rest, major = '', '', release
            return 'Solaris', major + dot + rest, version
        case 'win32' | 'win16':
            system = 'Windows'
    return system, release, version


def architecture(executable=sys.executable, bits='', linkage=''):
    """(bits, linkage format) of an executable, by default of this one."""
    bits = bits or f'{sys.maxsize.bit_length() + 1}bit'
    try:
        with open(os.path.realpath(executable), 'rb') as file:
            head = file.read(20)
    except OSError:
        return bits, linkage
    # The header says how wide addresses are, in which order bytes stand, and whether it can be run.
    if len(head) == 20 and head.startswith(b'\x7fELF'):
        order = 'little' if head[5] == 1 else 'big'
        if int.from_bytes(head[16:18], order) in (2, 3):
            return '32bit' if head[4] == 1 else '64bit', 'ELF'
    return bits, linkage


# The system

class uname_result(collections.namedtuple('uname_result_base', 'system node release version machine')):
    """What os.uname() tells, and as a sixth field the processor, found out when it is asked for."""

    _fields = ('system', 'node', 'release', 'version', 'machine', 'processor')

    @functools.cached_property
    def processor(self):
        """The processor's name, often empty."""
        return _known(_processor())

    def __iter__(self):
        yield from super().__iter__()
        yield self.processor

    @classmethod
    def _make(cls, iterable):
        return cls.__new__(cls, *iterable)

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(uname_result._fields)

    def __reduce__(self):
        return uname_result, tuple(self)[:5]


uname_result.__match_args__ = uname_result._fields


def _processor():
    import subprocess
    try:
        return subprocess.check_output(['uname', '-p'], stderr=subprocess.DEVNULL, text=True, encoding='utf8').strip()
    except (OSError, subprocess.CalledProcessError):
        return ''


def _known(text):
    return '' if text == 'unknown' else text


@functools.cache
def uname():
    """Everything that identifies system and machine; what is unknown is empty."""
    try:
        found = list(os.uname())
    except AttributeError:
        import socket
        found = [sys.platform, socket.gethostname(), *win32_ver()[:2], os.environ.get('PROCESSOR_ARCHITECTURE', '')]
        found[0] = 'Windows' if found[0].startswith('win') else found[0]
    return uname_result(*map(_known, found))


def _from_uname(field, doc):
    def ask():
        return getattr(uname(), field)
    ask.__name__ = ask.__qualname__ = field
    ask.__doc__ = doc
    return ask


system = _from_uname('system', "The system's name, such as Linux.")
node = _from_uname('node', "The computer's name in the network.")
release = _from_uname('release', "The system's release.")
version = _from_uname('version', "The system's version.")
machine = _from_uname('machine', 'The kind of machine, such as x86_64.')
processor = _from_uname('processor', "The processor's name, often empty.")


@functools.cache
def platform(aliased=False, terse=False):
    """One word that says as much as possible of the platform, for people."""
    system, _, release, version, machine, processor = uname()
    processor = '' if processor == machine else processor
    if aliased:
        system, release, version = system_alias(system, release, version)
    if system == 'Darwin' and (mac := mac_ver()[0]):
        system, release = 'macOS', mac
    if system == 'Windows':
        csd = win32_ver(version)[2]
        return _word(system, release) if terse else _word(system, release, version, csd)
    if system == 'Linux':
        return _word(system, release, machine, processor, 'with', ''.join(libc_ver()))
    return _word(system, release) if terse else _word(system, release, machine, processor, *architecture(sys.executable))


def _word(*parts):
    """One word of several."""
    text = '-'.join(filter(None, (part.strip() for part in parts))).replace(' ', '_')
    return re.sub('-+', '-', re.sub(r'[/\\:;"()]', '-', text).replace('unknown', '')).strip('-')


_os_release_cache = None


def freedesktop_os_release():
    """The entries of the file os-release; OSError if there is none."""
    global _os_release_cache
    if _os_release_cache is None:
        for candidate in _os_release_candidates:
            try:
                with open(candidate, encoding='utf-8') as file:
                    _os_release_cache = dict(_entries(file))
                    break
            except OSError as error:
                number = error.errno
        else:
            raise OSError(number, f'Unable to read files {", ".join(_os_release_candidates)}')
    return _os_release_cache.copy()


def _entries(lines):
    yield from {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}.items()
    for line in lines:
        if entry := re.match(r'''([a-zA-Z0-9_]+)=(["']?)(.*)\2$''', line):
            yield entry[1], re.sub(r'''\\([\\$"'`])''', r'\1', entry[3])


# The interpreter

@functools.cache
def _interpreter(text):
    """(version, build, its date, compiler) of what sys.version says."""
    found = re.match(r'([\w.+]+)\s*(?:\(([^,)]*)(?:,\s*([^,)]*))?(?:,\s*([^)]*))?\))?\s*(?:\[(.*?)\]?)?$', text, re.DOTALL)
    number, build, day, clock, compiler = (group or '' for group in found.groups()) if found else (text.split()[0], '', '', '', '')
    return number, build, f'{day} {clock}'.strip(), compiler


def python_implementation():
    """The interpreter's name."""
    name = sys.implementation.name
    return {'cpython': 'CPython', 'pypy': 'PyPy', 'jython': 'Jython'}.get(name, name)


def python_version():
    """The version of Python as text."""
    return _interpreter(sys.version)[0]


def python_version_tuple():
    """The version of Python as three texts."""
    return tuple(python_version().split('.'))


def python_branch():
    """The branch that the interpreter was built from, if known."""
    return getattr(sys, '_git', ('', '', ''))[1]


def python_revision():
    """The revision that the interpreter was built from, if known."""
    return getattr(sys, '_git', ('', '', ''))[2]


def python_build():
    """(number, date) of the build."""
    return _interpreter(sys.version)[1:3]


def python_compiler():
    """What the interpreter was compiled with."""
    return _interpreter(sys.version)[3]


if __name__ == '__main__':
    options = sys.argv[1:]
    print(platform('nonaliased' not in options and '--nonaliased' not in options, 'terse' in options or '--terse' in options))
    sys.exit(0)
