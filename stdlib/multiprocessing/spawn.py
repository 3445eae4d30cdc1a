"""What a new interpreter needs to become a child process."""
import os
import sys
import types
from . import get_start_method, process, set_start_method, util
from .context import reduction

__all__ = ['_main', 'freeze_support', 'set_executable', 'get_executable', 'get_preparation_data', 'get_command_line',
           'import_main_path']

# There is no other system than POSIX here.
WINEXE = WINSERVICE = False

_MARK = '--multiprocessing-fork'
_python_exe = None


def set_executable(exe):
    """The interpreter that children run."""
    global _python_exe
    _python_exe = exe if exe is None else os.fsencode(exe)


def get_executable():
    """That interpreter."""
    return _python_exe


set_executable(sys.executable)


def is_forking(argv):
    """True for the command line of a child."""
    return argv[1:2] == [_MARK]


def freeze_support():
    """In a frozen program that was started as a child: become one."""
    if is_forking(sys.argv):
        words = (word.split('=') for word in sys.argv[2:])
        spawn_main(**{name: None if value == 'None' else int(value) for name, value in words})
        sys.exit()


def get_command_line(**kwds):
    """The command line of a child."""
    if getattr(sys, 'frozen', False):
        return [sys.executable, _MARK, *(f'{name}={value!r}' for name, value in kwds.items())]
    arguments = ', '.join(f'{name}={value!r}' for name, value in kwds.items())
    code = f'from multiprocessing.spawn import spawn_main; spawn_main({arguments})'
    return [get_executable(), *util._args_from_interpreter_flags(), '-c', code, _MARK]


def spawn_main(pipe_handle, parent_pid=None, tracker_fd=None):
    """The main program of a child."""
    if not is_forking(sys.argv):
        raise AssertionError('Not forking')
    from . import resource_tracker
    resource_tracker._resource_tracker._fd = tracker_fd
    # The pipe stays open here: its end tells of the parent's end.
    sys.exit(_main(pipe_handle, os.dup(pipe_handle)))


def _main(fd, parent_sentinel):
    """Read how to become a child from a pipe, and be it; the exit code."""
    me = process.current_process()
    with open(fd, 'rb') as pipe:
        me._inheriting = True
        try:
            prepare(reduction.pickle.load(pipe))
            child = reduction.pickle.load(pipe)
        finally:
            del me._inheriting
    return child._bootstrap(parent_sentinel)


def _check_not_importing_main():
    if getattr(process.current_process(), '_inheriting', False):
        raise RuntimeError(
            '\n'
            '        An attempt has been made to start a new process before the\n'
            '        current process has finished its bootstrapping phase.\n'
            '\n'
            '        This probably means that you are not using fork to start your\n'
            '        child processes and you have forgotten to use the proper idiom\n'
            '        in the main module:\n'
            '\n'
            "            if __name__ == '__main__':\n"
            '                freeze_support()\n'
            '                ...\n'
            '\n'
            '        The "freeze_support()" line can be omitted if the program\n'
            '        is not going to be frozen to produce an executable.\n'
            '\n'
            '        To fix this issue, refer to the "Safe importing of main module"\n'
            '        section in https://docs.python.org/3/library/multiprocessing.html\n'
            '        ')


def _main_module():
    """How a child finds the parent's main program: by its name, or by its file."""
    main = sys.modules['__main__']
    if name := getattr(main.__spec__, 'name', None):
        return {'init_main_from_name': name}
    path = getattr(main, '__file__', None)
    if path is None:
        return {}
    if not os.path.isabs(path) and process.ORIGINAL_DIR is not None:
        path = os.path.join(process.ORIGINAL_DIR, path)
    return {'init_main_from_path': os.path.normpath(path)}


def get_preparation_data(name):
    """What the child has to know before it can load the process object."""
    _check_not_importing_main()
    data = {'log_to_stderr': util._log_to_stderr, 'authkey': process.current_process().authkey, 'name': name}
    if util._logger is not None:
        data['log_level'] = util._logger.getEffectiveLevel()
    # An empty entry means the folder that the program was started in.
    here = process.ORIGINAL_DIR
    path = [here if entry == '' and here is not None else entry for entry in sys.path]
    return data | {'sys_path': path, 'sys_argv': sys.argv, 'orig_dir': here, 'dir': os.getcwd(),
                   'start_method': get_start_method()} | _main_module()


old_main_modules = []


def _prepare_logging(level):
    util.get_logger().setLevel(level)


# In this order: modules can be found once path and folder are set, and the main program comes last.
_PREPARATIONS = {
    'name': lambda value: setattr(process.current_process(), 'name', value),
    'authkey': lambda value: setattr(process.current_process(), 'authkey', value),
    'log_to_stderr': lambda value: value and util.log_to_stderr(),
    'log_level': _prepare_logging,
    'sys_path': lambda value: setattr(sys, 'path', value),
    'sys_argv': lambda value: setattr(sys, 'argv', value),
    'dir': os.chdir,
    'orig_dir': lambda value: setattr(process, 'ORIGINAL_DIR', value),
    'start_method': lambda value: set_start_method(value, force=True),
    'init_main_from_name': lambda value: _fixup_main_from_name(value),
    'init_main_from_path': lambda value: _fixup_main_from_path(value),
}


def prepare(data):
    """Make this process like its parent."""
    for name, become in _PREPARATIONS.items():
        if name in data:
            become(data[name])


def _become_main(content):
    """Have a main program's names under both names it may be asked for by."""
    main = types.ModuleType('__mp_main__')
    vars(main).update(content)
    old_main_modules.append(sys.modules['__main__'])
    sys.modules['__main__'] = sys.modules['__mp_main__'] = main


def _fixup_main_from_name(mod_name):
    # The program of a package would start again.
    if mod_name == '__main__' or mod_name.endswith('.__main__'):
        return
    # A server's child may have the module already.
    if getattr(sys.modules['__main__'].__spec__, 'name', None) == mod_name:
        return
    import runpy
    _become_main(runpy.run_module(mod_name, run_name='__mp_main__', alter_sys=True))


def _fixup_main_from_path(main_path):
    name = os.path.splitext(os.path.basename(main_path))[0]
    # IPython has no main program to be run again.
    if name == 'ipython' or getattr(sys.modules['__main__'], '__file__', None) == main_path:
        return
    import runpy
    _become_main(runpy.run_path(main_path, run_name='__mp_main__'))


def import_main_path(main_path):
    """Load the parent's main program."""
    _fixup_main_from_path(main_path)
