"""The debugger's command line, and the programs that it runs again and again."""
import os
import sys
import traceback

import pdb


class Script:
    """A program in a file."""

    def __init__(self, path):
        self.path, self.filename = path, os.path.realpath(path)
        if not os.path.exists(self.filename):
            sys.exit(told(f"Error: {path} does not exist"))
        if os.path.isdir(self.filename):
            sys.exit(told(f"Error: {path} is a directory"))
        sys.path[0] = os.path.dirname(self.filename)
        self.namespace = {"__file__": self.filename, "__spec__": None}

    @property
    def code(self):
        import io
        with io.open_code(self.filename) as file:
            return f"exec(compile({file.read()!r}, {self.filename!r}, 'exec'))"

    def __str__(self):
        return self.filename


class Module:
    """A program that is a module or package."""

    def __init__(self, name):
        import runpy
        self.name = name
        try:
            _, spec, self.code = runpy._get_module_details(name)
        except ImportError as error:
            sys.exit(told(f"ImportError: {error}"))
        except Exception:
            traceback.print_exc()
            sys.exit(1)
        self.filename = self.code.co_filename
        self.namespace = {"__file__": os.path.realpath(spec.origin or self.filename), "__package__": spec.parent,
                          "__loader__": spec.loader, "__spec__": spec}

    def __str__(self):
        return self.name


def told(text):
    """1, the exit status, after saying why."""
    print(text)
    return 1


USAGE = "usage: pdb [-h] [-c command] (-m module | pyfile) [args ...]"
HELP = f"""{USAGE}

Run a Python file, or with -m a module or package, under the debugger.

options:
  -h, --help            show this help
  -c, --command command
                        a command to begin with, after those in .pdbrc
  -m module             debug a module or package

"-c continue" runs the program until an exception is raised,
"-c 'until X'" up to line X."""


def command_line(words):
    """(commands, target, arguments)"""
    import getopt
    try:
        options, rest = getopt.getopt(words, "hc:m:", ["help", "command="])
    except getopt.GetoptError as error:
        print(f"{USAGE}\npdb: error: {error}", file=sys.stderr)
        sys.exit(2)
    commands, module = [], None
    for option, value in options:
        match option:
            case "-h" | "--help":
                print(HELP)
                sys.exit()
            case "-m":
                module = value
            case _:
                commands.append(value)
    if module is None and not rest:
        print(HELP)
        sys.exit(2)
    return (commands, Module(module), rest) if module else (commands, Script(rest[0]), rest[1:])


def until_module(words):
    """The words up to -m and its module: all behind belongs to the program."""
    for i, word in enumerate(words):
        if word == "-m":
            return i + 2
        if word.startswith("-m") and not word.startswith("--"):
            return i + 1
        if not word.startswith("-") and (i == 0 or words[i - 1] not in ("-c", "--command")):
            break
    return len(words)


def main():
    """python -m pdb"""
    words = sys.argv[1:]
    end = until_module(words)
    commands, target, rest = command_line(words[:end])
    sys.argv[:] = [target.filename if isinstance(target, Module) else target.path, *rest, *words[end:]]
    debugger = pdb.Pdb()
    debugger.rcLines += commands
    while True:
        try:
            debugger._run(target)
        except pdb.Restart:
            print("Restarting", target, "with arguments:")
            print("\t" + " ".join(sys.argv[1:]))
        except SystemExit as exit:
            print("The program exited via sys.exit(). Exit status:", exit)
        except BaseException as error:
            traceback.print_exception(error)
            print("Uncaught exception. Entering post mortem debugging")
            print("Running 'cont' or 'step' will restart the program")
            try:
                debugger.interaction(None, error)
            except pdb.Restart:
                print("Restarting", target, "with arguments:")
                print("\t" + " ".join(sys.argv[1:]))
                continue
        if debugger._user_requested_quit:
            break
        print("The program finished and will be restarted")
