"""Makes virtual environments: folders with an interpreter of their own that see only the packages installed in them."""
import logging
import os
import shutil
import subprocess
import sys
import sysconfig
import types

__all__ = ['CORE_VENV_DEPS', 'EnvBuilder', 'create', 'main']

CORE_VENV_DEPS = ('pip',)
logger = logging.getLogger(__name__)


class EnvBuilder:
    """Makes environments; each step is a method, for subclasses to replace."""

    def __init__(self, system_site_packages=False, clear=False, symlinks=False, upgrade=False, with_pip=False,
                 prompt=None, upgrade_deps=False, *, scm_ignore_files=frozenset()):
        self.system_site_packages = system_site_packages
        self.clear = clear
        self.symlinks = symlinks
        self.upgrade = upgrade
        self.with_pip = with_pip
        self.orig_prompt = prompt
        self.prompt = os.path.basename(os.getcwd()) if prompt == '.' else prompt
        self.upgrade_deps = upgrade_deps
        self.scm_ignore_files = frozenset(map(str.lower, scm_ignore_files))

    def create(self, env_dir):
        """Make an environment in a folder."""
        env_dir = os.path.abspath(env_dir)
        context = self.ensure_directories(env_dir)
        for scm in self.scm_ignore_files:
            getattr(self, f'create_{scm}_ignore_file')(context)
        # pip is installed into the environment, not beside it.
        system_site, self.system_site_packages = self.system_site_packages, False
        self.create_configuration(context)
        self.setup_python(context)
        if self.with_pip:
            self._setup_pip(context)
        if not self.upgrade:
            self.setup_scripts(context)
            self.post_setup(context)
        if system_site:
            self.system_site_packages = True
            self.create_configuration(context)
        if self.upgrade_deps:
            self.upgrade_dependencies(context)

    def clear_directory(self, path):
        """Delete everything in a folder."""
        for name in os.listdir(path):
            name = os.path.join(path, name)
            if os.path.islink(name) or os.path.isfile(name):
                os.remove(name)
            elif os.path.isdir(name):
                shutil.rmtree(name)

    def _venv_path(self, env_dir, name):
        names = {'base': env_dir, 'platbase': env_dir, 'installed_base': env_dir, 'installed_platbase': env_dir}
        return sysconfig.get_path(name, scheme='venv', vars=names)

    def ensure_directories(self, env_dir):
        """Make the folders of an environment; a namespace with what is known of it."""
        if os.pathsep in os.fspath(env_dir):
            raise ValueError(f'Refusing to create a venv in {env_dir} because it contains the PATH separator '
                             f'{os.pathsep}.')
        if os.path.exists(env_dir) and self.clear:
            self.clear_directory(env_dir)
        context = types.SimpleNamespace()
        context.env_dir = env_dir
        context.env_name = os.path.split(env_dir)[1]
        context.prompt = context.env_name if self.prompt is None else self.prompt
        executable = sys._base_executable
        if not executable:
            raise ValueError('Unable to determine path to the running Python interpreter. Provide an explicit path or '
                             'check that your PATH environment variable is correctly set.')
        context.executable = os.path.abspath(executable)
        context.python_dir, context.python_exe = os.path.split(context.executable)
        context.inc_path = self._venv_path(env_dir, 'include')
        context.lib_path = self._venv_path(env_dir, 'purelib')
        context.bin_path = self._venv_path(env_dir, 'scripts')
        context.bin_name = os.path.relpath(context.bin_path, env_dir)
        context.env_exe = os.path.join(context.bin_path, context.python_exe)
        context.env_exec_cmd = context.env_exe
        context.cfg_path = os.path.join(env_dir, 'pyvenv.cfg')
        for folder in env_dir, context.inc_path, context.lib_path, context.bin_path:
            if os.path.islink(folder) and not os.path.exists(folder) or os.path.isfile(folder):
                raise ValueError(f'Unable to create directory {folder!r}')
            os.makedirs(folder, exist_ok=True)
        lib64 = os.path.join(env_dir, 'lib64')
        if os.name == 'posix' and sys.platform != 'darwin' and not os.path.lexists(lib64):
            os.symlink('lib', lib64)
        return context

    def create_configuration(self, context):
        """Write pyvenv.cfg."""
        command = [f'{context.executable} -m venv']
        switches = (('symlinks', False), ('copies', not self.symlinks), ('clear', self.clear),
                    ('upgrade', self.upgrade), ('without-pip', not self.with_pip),
                    ('system-site-packages', self.system_site_packages))
        command += [f'--{name}' for name, on in switches if on]
        if self.orig_prompt is not None:
            command.append(f'--prompt="{self.orig_prompt}"')
        if self.upgrade_deps:
            command.append('--upgrade-deps')
        if not self.scm_ignore_files:
            command.append('--without-scm-ignore-files')
        lines = [f'home = {context.python_dir}',
                 f'include-system-site-packages = {str(bool(self.system_site_packages)).lower()}',
                 'version = %d.%d.%d' % sys.version_info[:3],
                 f'implementation = {sys.implementation.name}']
        if self.prompt is not None:
            lines.append(f'prompt = {self.prompt!r}')
        lines += [f'executable = {os.path.realpath(context.executable)}',
                  f'command = {" ".join(command)} {context.env_dir}']
        with open(context.cfg_path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')

    def create_git_ignore_file(self, context):
        """Let git take no notice of the environment."""
        path = os.path.join(context.env_dir, '.gitignore')
        if not os.path.exists(path):
            with open(path, 'w', encoding='utf-8') as file:
                file.write('# Virtual environments are made anew, not kept.\n*\n')

    def symlink_or_copy(self, src, dst, relative_symlinks_ok=False):
        """Link to a file, or copy it where links are not wanted or not possible."""
        if self.symlinks:
            try:
                if not os.path.lexists(dst):
                    os.symlink(os.path.basename(src) if relative_symlinks_ok else src, dst)
                return
            except OSError:
                logger.warning('Unable to symlink %r to %r', src, dst)
        if not os.path.lexists(dst) or os.path.islink(dst):
            if os.path.islink(dst):
                os.remove(dst)
            shutil.copyfile(src, dst)

    def setup_python(self, context):
        """Put the interpreter into the environment, under all its names."""
        path = context.env_exe
        if self.upgrade and os.path.lexists(path):
            os.remove(path)
        self.symlink_or_copy(os.path.realpath(context.executable) if not self.symlinks else context.executable, path)
        if not os.path.islink(path):
            os.chmod(path, 0o755)
        names = ['python', 'python3', 'python%d.%d' % sys.version_info[:2], sys.implementation.name]
        for name in names:
            other = os.path.join(context.bin_path, name)
            if not os.path.lexists(other):
                # Copies of the interpreter are large: the other names are links in any case.
                os.symlink(context.python_exe, other)

    def _call_new_python(self, context, *py_args, **kwargs):
        """Run the interpreter of the environment."""
        kwargs['env'] = env = os.environ.copy()
        env['VIRTUAL_ENV'] = context.env_dir
        for name in 'PYTHONHOME', 'PYTHONPATH':
            env.pop(name, None)
        kwargs['cwd'] = context.env_dir
        kwargs['executable'] = context.env_exec_cmd
        subprocess.check_output([context.env_exec_cmd, *py_args], **kwargs)

    def _setup_pip(self, context):
        """Install pip."""
        self._call_new_python(context, '-m', 'ensurepip', '--upgrade', '--default-pip', stderr=subprocess.STDOUT)

    def setup_scripts(self, context):
        """Write the scripts that shells source."""
        from ._activate import SCRIPTS
        for name, text in SCRIPTS.items():
            path = os.path.join(context.bin_path, name)
            quote = {'.ps1': _powershell_quoted, '.csh': _csh_quoted}.get(os.path.splitext(name)[1], _quoted)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(self._replaced(text, context, quote))

    def post_setup(self, context):
        """Nothing: for subclasses that do more to an environment that is ready."""

    def _replaced(self, text, context, quote):
        values = {'__VENV_DIR__': context.env_dir, '__VENV_NAME__': context.env_name,
                  '__VENV_PROMPT__': context.prompt, '__VENV_BIN_NAME__': context.bin_name,
                  '__VENV_PYTHON__': context.env_exe}
        for name, value in values.items():
            text = text.replace(name, quote(value))
        return text

    def replace_variables(self, text, context):
        """A script's text with what __VENV_*__ stand for, quoted for a shell."""
        return self._replaced(text, context, _quoted)

    def install_scripts(self, context, path):
        """Copy scripts from the folders `common` and that of the system below a path, their variables replaced."""
        for kind in 'common', os.name:
            top = os.path.join(path, kind)
            for folder, _, names in os.walk(top):
                target = os.path.normpath(os.path.join(context.bin_path, os.path.relpath(folder, top)))
                os.makedirs(target, exist_ok=True)
                for name in names:
                    source, copy = os.path.join(folder, name), os.path.join(target, name)
                    with open(source, 'rb') as file:
                        data = file.read()
                    if not name.endswith(('.exe', '.pdb')):
                        try:
                            data = self.replace_variables(data.decode('utf-8'), context).encode('utf-8')
                        except UnicodeDecodeError as error:
                            logger.warning('unable to copy script %r, may be binary: %s', source, error)
                            continue
                    with open(copy, 'wb') as file:
                        file.write(data)
                    shutil.copymode(source, copy)

    def upgrade_dependencies(self, context):
        """Install the newest pip."""
        logger.debug('Upgrading %s packages in %s', CORE_VENV_DEPS, context.bin_path)
        self._call_new_python(context, '-m', 'pip', 'install', '--upgrade', *CORE_VENV_DEPS)


def _quoted(text):
    import shlex
    return shlex.quote(text)


def _csh_quoted(text):
    return _quoted(text).replace('!', '\\!')


def _powershell_quoted(text):
    return "'" + text.replace("'", "''") + "'"


def create(env_dir, system_site_packages=False, clear=False, symlinks=False, with_pip=False, prompt=None,
           upgrade_deps=False, *, scm_ignore_files=frozenset()):
    """Make an environment in a folder."""
    builder = EnvBuilder(system_site_packages=system_site_packages, clear=clear, symlinks=symlinks,
                         with_pip=with_pip, prompt=prompt, upgrade_deps=upgrade_deps,
                         scm_ignore_files=scm_ignore_files)
    builder.create(env_dir)


def main(args=None):
    """python -m venv"""
    import argparse
    parser = argparse.ArgumentParser(prog='venv',
                                     description='Creates virtual Python environments in one or more target '
                                                 'directories.',
                                     epilog='Activate an environment by sourcing the script activate in its bin '
                                            'directory.')
    add = parser.add_argument
    add('dirs', metavar='ENV_DIR', nargs='+', help='A directory to create the environment in.')
    add('--system-site-packages', default=False, action='store_true', dest='system_site',
        help='Let the environment see the packages of the installation too.')
    group = parser.add_mutually_exclusive_group()
    group.add_argument('--symlinks', default=True, action='store_true', dest='symlinks',
                       help='Link to the interpreter (as is the rule).')
    group.add_argument('--copies', default=True, action='store_false', dest='symlinks',
                       help='Copy the interpreter.')
    add('--clear', default=False, action='store_true', dest='clear',
        help='Delete what is in the directory before.')
    add('--upgrade', default=False, action='store_true', dest='upgrade',
        help='Let an environment use this interpreter, when it was upgraded in place.')
    add('--without-pip', dest='with_pip', default=True, action='store_false', help='Install no pip.')
    add('--prompt', help='Another text for the prompt.')
    add('--upgrade-deps', default=False, action='store_true', dest='upgrade_deps',
        help=f'Upgrade {", ".join(CORE_VENV_DEPS)} to the newest version.')
    add('--without-scm-ignore-files', dest='scm_ignore_files', action='store_const', const=frozenset(),
        default=frozenset(['git']), help='Write no .gitignore.')
    options = parser.parse_args(args)
    if options.upgrade and options.clear:
        raise ValueError('you cannot supply --upgrade and --clear together.')
    builder = EnvBuilder(system_site_packages=options.system_site, clear=options.clear, symlinks=options.symlinks,
                         upgrade=options.upgrade, with_pip=options.with_pip, prompt=options.prompt,
                         upgrade_deps=options.upgrade_deps, scm_ignore_files=options.scm_ignore_files)
    for folder in options.dirs:
        builder.create(folder)


if __name__ == '__main__':
    main()
