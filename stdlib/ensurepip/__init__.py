"""Installs pip.

There is no pip in the interpreter. Its wheel is taken from a folder (PYR_WHEELS, `share/pyr/wheels` of the
installation, or where Linux distributions keep wheels); without one the newest release is fetched from the package
index (PIP_INDEX_URL or PyPI) and compared with the hash that the index states.
"""
import os
import subprocess
import sys
import tempfile

__all__ = ['version', 'bootstrap']

_INDEX = 'https://pypi.org/simple'
_OLDEST = 24, 1  # The first pip that knows this version of Python: distributions keep older ones.


def _folders():
    """Where a wheel may be, the first first."""
    given = os.environ.get('PYR_WHEELS')
    if given:
        yield from given.split(os.pathsep)
    yield os.path.join(sys.base_prefix, 'share', 'pyr', 'wheels')
    for folder in 'python-wheels', 'python3-wheels':
        yield os.path.join('/usr/share', folder)


def _version_of(filename):
    """The version in the name of a wheel of pip, as text and as numbers; None for other names and unfinished ones."""
    name, _, rest = filename.partition('-')
    version = rest.partition('-')[0]
    if name != 'pip' or not filename.endswith('-none-any.whl'):
        return None
    numbers = version.split('.')
    return (tuple(map(int, numbers)), version) if all(n.isdecimal() for n in numbers) else None


def _local():
    """The path of the newest wheel in the first folder that holds any."""
    for folder in _folders():
        try:
            names = [n for n in os.listdir(folder) if (_version_of(n) or [()])[0] >= _OLDEST]
        except OSError:
            continue
        if names:
            return os.path.join(folder, max(names, key=_version_of))
    return None


def _newest():
    """The newest wheel that the index has: its name, address and hash."""
    import json
    import urllib.parse
    import urllib.request
    index = os.environ.get('PIP_INDEX_URL', _INDEX).rstrip('/') + '/pip/'
    request = urllib.request.Request(index, headers={
        'Accept': 'application/vnd.pypi.simple.v1+json, text/html;q=0.1'})
    with urllib.request.urlopen(request, timeout=60) as answer:
        page, address, kind = answer.read(), answer.geturl(), answer.headers.get_content_type()
    if kind == 'application/vnd.pypi.simple.v1+json':
        files = [(f['filename'], f['url'], f['hashes'].get('sha256')) for f in json.loads(page)['files']
                 if not f.get('yanked')]
    else:
        files = list(_links(page.decode('utf-8', 'replace')))
    files = [f for f in files if _version_of(f[0])]
    if not files:
        raise RuntimeError(f'{index} has no wheel of pip')
    name, url, digest = max(files, key=lambda f: _version_of(f[0]))
    return name, urllib.parse.urljoin(address, url), digest


def _links(page):
    """The files that an HTML page of an index links to: name, address, hash."""
    import html.parser
    import urllib.parse
    found = []

    class Links(html.parser.HTMLParser):
        def handle_starttag(self, tag, attrs):
            attrs = dict(attrs)
            if tag == 'a' and attrs.get('href') and 'data-yanked' not in attrs:
                url, _, fragment = attrs['href'].partition('#')
                name = urllib.parse.unquote(url.rstrip('/').rpartition('/')[2])
                digest = fragment[7:] if fragment.startswith('sha256=') else None
                found.append((name, url, digest))

    Links().feed(page)
    return found


def _fetch(folder):
    """Fetch the newest wheel into a folder; its path."""
    import hashlib
    import urllib.request
    name, url, digest = _newest()
    with urllib.request.urlopen(url, timeout=180) as answer:
        data = answer.read()
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise RuntimeError(f'{url} is damaged: it has another hash than the index states')
    path = os.path.join(folder, name)
    with open(path, 'wb') as file:
        file.write(data)
    return path


def version():
    """The version of pip that would be installed."""
    local = _local()
    return _version_of(os.path.basename(local) if local else _newest()[0])[1]


def _run_pip(args, path):
    """Run pip from a wheel with arguments."""
    code = ('import runpy, sys\n'
            f'sys.path.insert(0, {path!r})\n'
            f'sys.argv[1:] = {args!r}\n'
            'runpy.run_module("pip", run_name="__main__", alter_sys=True)\n')
    command = [sys.executable, '-W', 'ignore::DeprecationWarning']
    if sys.flags.isolated:
        command.append('-I')
    return subprocess.run([*command, '-c', code], check=True).returncode


def bootstrap(*, root=None, upgrade=False, user=False, altinstall=False, default_pip=False, verbosity=0):
    """Install pip into this interpreter, or the virtual environment it is started from.

    root: install below another folder; user: for the user only; altinstall: no script pip3; default_pip: a script pip.
    """
    _bootstrap(root=root, upgrade=upgrade, user=user, altinstall=altinstall, default_pip=default_pip,
               verbosity=verbosity)


def _bootstrap(*, root=None, upgrade=False, user=False, altinstall=False, default_pip=False, verbosity=0):
    if altinstall and default_pip:
        raise ValueError('Cannot use altinstall and default_pip together')
    sys.audit('ensurepip.bootstrap', root)
    # What is set for other installations does not count for this one.
    for name in [n for n in os.environ if n.startswith('PIP_') and n not in ('PIP_INDEX_URL', 'PIP_CERT')]:
        del os.environ[name]
    os.environ['PIP_CONFIG_FILE'] = os.devnull
    if altinstall:
        os.environ['ENSUREPIP_OPTIONS'] = 'altinstall'
    elif not default_pip:
        os.environ['ENSUREPIP_OPTIONS'] = 'install'
    with tempfile.TemporaryDirectory() as folder:
        path = _local()
        if path is None:
            try:
                path = _fetch(folder)
            except Exception as error:
                places = ', '.join(_folders())
                raise RuntimeError(f'no wheel of pip {_OLDEST[0]}.{_OLDEST[1]} or newer in {places}, and none could be fetched: {error}') from error
        args = ['install', '--no-cache-dir', '--no-index', '--find-links', os.path.dirname(path), '--no-deps']
        args += ['--root', root] if root else []
        args += ['--upgrade'] if upgrade else []
        args += ['--user'] if user else []
        args += ['-' + 'v' * verbosity] if verbosity else []
        return _run_pip([*args, path], path)


def _main(argv=None):
    import argparse
    parser = argparse.ArgumentParser(prog='python -m ensurepip')
    add = parser.add_argument
    add('--version', action='store_true', help='Show the version of pip that would be installed.')
    add('-v', '--verbose', action='count', default=0, dest='verbosity',
        help='Say more; up to 3 times.')
    add('-U', '--upgrade', action='store_true', default=False, help='Upgrade pip, even if it is installed.')
    add('--user', action='store_true', default=False, help='Install for the user only.')
    add('--root', default=None, help='Install everything below this folder.')
    add('--altinstall', action='store_true', default=False, help='Install only the script pipX.Y.')
    add('--default-pip', action='store_true', default=False, help='Install the script pip too.')
    args = parser.parse_args(argv)
    try:
        if args.version:
            print(f'pip {version()}')
            return 0
        return _bootstrap(root=args.root, upgrade=args.upgrade, user=args.user, verbosity=args.verbosity,
                          altinstall=args.altinstall, default_pip=args.default_pip)
    except (RuntimeError, OSError) as error:
        print(f'ensurepip: {error}', file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode
