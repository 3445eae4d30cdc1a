"""Makes virtual environments: folders with an interpreter of their own that see only the packages installed in them."""
import logging
import os
import subprocess
import sys

__all__ = ["CORE_VENV_DEPS", "EnvBuilder", "create", "main"]

CORE_VENV_DEPS = ("pip",)


logger = logging.getLogger(__name__)


def _layout(env_dir, name):
    """A folder of an environment, as sysconfig names it."""
    import sysconfig
    bases = dict.fromkeys(("base", "platbase", "installed_base", "installed_platbase"), env_dir)
    return sysconfig.get_path(name, scheme="venv", vars=bases)


class EnvBuilder:
    """Makes environments; each step is a method, for subclasses to replace."""

    def __init__(self, system_site_packages=False, clear=False, symlinks=False, upgrade=False, with_pip=False, prompt=None,
                 upgrade_deps=False, *, scm_ignore_files=frozenset()):
        self.__dict__.update(
            system_site_packages=system_site_packages, clear=clear, symlinks=symlinks, upgrade=upgrade, with_pip=with_pip,
            upgrade_deps=upgrade_deps, orig_prompt=prompt,
            prompt=os.path.basename(os.getcwd()) if prompt == "." else prompt,
            scm_ignore_files=frozenset(name.lower() for name in scm_ignore_files))

    def create(self, env_dir):
        """Make an environment in a folder."""
        context = self.ensure_directories(os.path.abspath(env_dir))
        for system in self.scm_ignore_files:
            getattr(self, f"create_{system}_ignore_file")(context)
        sees_all = self.system_site_packages
        try:
            # pip must not find what the installation has.
            self.system_site_packages = sees_all and not self.with_pip
            steps = [self.create_configuration, self.setup_python]
            steps += [self._install_pip] * self.with_pip
            steps += [] if self.upgrade else [self.setup_scripts, self.post_setup]
            for step in steps:
                step(context)
        finally:
            changed, self.system_site_packages = self.system_site_packages != sees_all, sees_all
        if changed:
            self.create_configuration(context)
        if self.upgrade_deps:
            self.upgrade_dependencies(context)

    def clear_directory(self, path):
        """Delete everything in a folder."""
        from shutil import rmtree
        with os.scandir(path) as entries:
            for entry in list(entries):
                (rmtree if entry.is_dir(follow_symlinks=False) else os.remove)(entry.path)

    def ensure_directories(self, env_dir):
        """Make the folders of an environment; a namespace with what is known of it."""
        from types import SimpleNamespace
        env_dir = os.fspath(env_dir)
        if os.pathsep in env_dir:
            raise ValueError(f"Refusing to create a venv in {env_dir} because it contains the PATH separator {os.pathsep}.")
        if self.clear and os.path.isdir(env_dir):
            self.clear_directory(env_dir)
        name = os.path.basename(env_dir)
        executable = sys._base_executable
        if not executable:
            raise ValueError("Unable to determine path to the running Python interpreter. Provide an explicit path or check that "
                             "your PATH environment variable is correctly set.")
        home, program = os.path.split(os.path.abspath(executable))
        scripts, headers, packages = (_layout(env_dir, kind) for kind in ("scripts", "include", "purelib"))
        interpreter = os.path.join(scripts, program)
        for folder in (env_dir, headers, packages, scripts):
            if os.path.lexists(folder) and not os.path.isdir(folder):
                raise ValueError(f"Unable to create directory {folder!r}")
            os.makedirs(folder, exist_ok=True)
        wide = os.path.join(env_dir, "lib64")
        if sys.maxsize > 1 << 32 and os.name == "posix" and sys.platform != "darwin" and not os.path.lexists(wide):
            os.symlink("lib", wide)
        return SimpleNamespace(env_dir=env_dir, env_name=name, prompt=name if self.prompt is None else self.prompt,
                               executable=os.path.join(home, program), python_dir=home, python_exe=program, inc_path=headers,
                               lib_path=packages, bin_path=scripts, bin_name=os.path.relpath(scripts, env_dir),
                               env_exe=interpreter, env_exec_cmd=interpreter)

    def create_configuration(self, context):
        """Write pyvenv.cfg."""
        context.cfg_path = path = os.path.join(context.env_dir, "pyvenv.cfg")
        options = [option for option, said in (
            ("--symlinks", self.symlinks and os.name == "nt"), ("--copies", not self.symlinks and os.name != "nt"),
            ("--without-pip", not self.with_pip), ("--system-site-packages", self.system_site_packages), ("--clear", self.clear),
            ("--upgrade", self.upgrade), ("--upgrade-deps", self.upgrade_deps),
            (f'--prompt="{self.orig_prompt}"', self.orig_prompt is not None),
            ("--without-scm-ignore-files", not self.scm_ignore_files)) if said]
        pairs = {"home": context.python_dir, "include-system-site-packages": str(bool(self.system_site_packages)).lower(),
                 "version": "{}.{}.{}".format(*sys.version_info), "implementation": sys.implementation.name}
        if self.prompt is not None:
            pairs["prompt"] = repr(self.prompt)
        pairs["executable"] = os.path.realpath(sys.executable)
        pairs["command"] = " ".join([sys.executable, "-m", "venv", *options, context.env_dir])
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(f"{key} = {value}\n" for key, value in pairs.items())

    def create_git_ignore_file(self, context):
        """Let git take no notice of the environment."""
        with open(os.path.join(context.env_dir, ".gitignore"), "w", encoding="utf-8") as file:
            file.write("# Virtual environments are made anew, not kept.\n*\n")

    def symlink_or_copy(self, src, dst, relative_symlinks_ok=False):
        """Link to a file, or copy it where links are not wanted or not possible."""
        if self.symlinks and not os.path.islink(dst):
            near = relative_symlinks_ok and os.path.dirname(src) == os.path.dirname(dst)
            try:
                os.symlink(os.path.basename(src) if near else src, dst)
                return
            except OSError as problem:
                if os.path.lexists(dst):
                    raise
                logger.warning("Unable to symlink %r to %r: %s", src, dst, problem)
        from shutil import copy
        copy(src, dst)

    def setup_python(self, context):
        """Put the interpreter into the environment, under all its names."""
        major, minor = sys.version_info[:2]
        names = dict.fromkeys((context.python_exe, "python", f"python{major}", f"python{major}.{minor}"))
        original = context.executable
        for name in names:
            path = os.path.join(context.bin_path, name)
            if os.path.lexists(path):
                if not self.upgrade:
                    original = context.env_exe
                    continue
                os.remove(path)
            self.symlink_or_copy(original, path, relative_symlinks_ok=True)
            if not os.path.islink(path):
                os.chmod(path, 0o755)
            original = context.env_exe

    def _install_pip(self, context):
        """Let the environment's interpreter install pip."""
        self._run(context, "-m", "ensurepip", "--upgrade", "--default-pip")

    def _run(self, context, *args):
        """Run the environment's interpreter, which must not be led astray by variables."""
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "__PYVENV_LAUNCHER__")}
        environment["VIRTUAL_ENV"] = context.env_dir
        subprocess.check_output([context.env_exec_cmd, *args], stderr=subprocess.STDOUT, cwd=context.env_dir, env=environment)

    def setup_scripts(self, context):
        """Write the scripts that shells source."""
        from ._activate import SCRIPTS
        for name, text in SCRIPTS.items():
            with open(os.path.join(context.bin_path, name), "w", encoding="utf-8") as file:
                file.write(self.replace_variables(text, context))

    def post_setup(self, context):
        """Nothing: for subclasses that do more to an environment that is ready."""

    def replace_variables(self, text, context):
        """A script's text with what __VENV_*__ stand for, quoted for a shell."""
        import re
        from shlex import quote
        values = {"DIR": context.env_dir, "NAME": context.env_name, "PROMPT": context.prompt, "BIN_NAME": context.bin_name,
                  "PYTHON": context.env_exe}
        return re.sub(f"__VENV_({'|'.join(values)})__", lambda found: quote(values[found[1]]), text)

    def install_scripts(self, context, path):
        """Copy scripts from the folders `common` and that of the system below a path, their variables replaced."""
        from shutil import copymode
        for kind in ("common", os.name):
            top = os.path.join(path, kind)
            for folder, _, names in os.walk(top):
                target = os.path.normpath(os.path.join(context.bin_path, os.path.relpath(folder, top)))
                os.makedirs(target, exist_ok=True)
                for name in names:
                    source, copy = os.path.join(folder, name), os.path.join(target, name)
                    with open(source, "rb") as file:
                        data = file.read()
                    if not name.endswith((".exe", ".pdb")):
                        try:
                            data = self.replace_variables(data.decode("utf-8"), context).encode("utf-8")
                        except UnicodeDecodeError as problem:
                            logger.warning("unable to copy script %r, may be binary: %s", source, problem)
                            continue
                    with open(copy, "wb") as file:
                        file.write(data)
                    copymode(source, copy)

    def upgrade_dependencies(self, context):
        """Install the newest pip."""
        self._run(context, "-m", "pip", "install", "--upgrade", *CORE_VENV_DEPS)


def create(env_dir, system_site_packages=False, clear=False, symlinks=False, with_pip=False, prompt=None, upgrade_deps=False, *,
           scm_ignore_files=frozenset()):
    """Make an environment in a folder."""
    EnvBuilder(system_site_packages, clear, symlinks, False, with_pip, prompt, upgrade_deps,
               scm_ignore_files=scm_ignore_files).create(env_dir)


def main(args=None):
    """python -m venv"""
    from argparse import ArgumentParser
    parser = ArgumentParser(prog="venv", description="Creates virtual Python environments in one or more target directories.",
                            epilog="Activate an environment by sourcing the script activate in its bin directory.")

    def switch(group, name, text, **more):
        group.add_argument(name, action="store_true", default=False, help=text, **more)
    parser.add_argument("dirs", metavar="ENV_DIR", nargs="+", help="A directory to create the environment in.")
    switch(parser, "--system-site-packages", "Let the environment see the packages of the installation too.")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--symlinks", action="store_true", default=os.name != "nt",
                     help="Link to the interpreter (as is the rule).")
    way.add_argument("--copies", action="store_false", dest="symlinks", help="Copy the interpreter.")
    switch(parser, "--clear", "Delete what is in the directory before.")
    switch(parser, "--upgrade", "Let an environment use this interpreter, when it was upgraded in place.")
    parser.add_argument("--without-pip", action="store_false", dest="with_pip", help="Install no pip.")
    parser.add_argument("--prompt", help="Another text for the prompt.")
    switch(parser, "--upgrade-deps", "Upgrade pip to the newest version.")
    parser.add_argument("--without-scm-ignore-files", action="store_const", const=frozenset(), default=frozenset(["git"]),
                        dest="scm_ignore_files", help="Write no .gitignore.")
    options = vars(parser.parse_args(args))
    directories = options.pop("dirs")
    if options["upgrade"] and options["clear"]:
        raise ValueError("you cannot supply --upgrade and --clear together.")
    builder = EnvBuilder(**options)
    for directory in directories:
        builder.create(directory)


if __name__ == "__main__":
    try:
        main()
    except Exception as problem:
        print(f"Error: {problem}", file=sys.stderr)
        sys.exit(1)
