"""python -m sqlite3: a shell for databases."""
import sys
from argparse import ArgumentParser
from code import InteractiveConsole

import sqlite3


def _run(connection, sql):
    """Print the rows of a statement; whether it went well."""
    try:
        for row in connection.execute(sql):
            print(row)
    except sqlite3.Error as error:
        symbol = getattr(error, 'sqlite_errorname', None)
        print(type(error).__name__ + (f' ({symbol})' if symbol else '') + f': {error}', file=sys.stderr)
        return False
    return True


class _Shell(InteractiveConsole):
    """Reads statements, which end with a semicolon, and commands, which begin with a dot."""

    def __init__(self, connection):
        super().__init__()
        self._connection = connection
        self._commands = {'.version': lambda: print(sqlite3.sqlite_version), '.quit': lambda: sys.exit(0),
                          '.help': lambda: print('Enter SQL code and press enter.')}

    def runsource(self, source, filename='<input>', symbol='single'):
        """Do what was typed; true if there must be more of it."""
        if command := self._commands.get(source):
            command()
        elif not sqlite3.complete_statement(source):
            return True
        else:
            _run(self._connection, source)
        return False


def main(*args):
    """The command line."""
    parser = ArgumentParser(description='Python sqlite3 CLI', prog='python -m sqlite3')
    parser.add_argument('filename', nargs='?', default=':memory:', help="SQLite database to open (defaults to ':memory:'). "
                        'A new database is created if the file does not previously exist.')
    parser.add_argument('sql', nargs='?', help='An SQL query to execute. Any returned rows are printed to stdout.')
    parser.add_argument('-v', '--version', action='version', version=f'SQLite version {sqlite3.sqlite_version}',
                        help='Print underlying SQLite library version')
    options = parser.parse_args(*args)
    connection = sqlite3.connect(options.filename, isolation_level=None)
    try:
        if options.sql:
            sys.exit(0 if _run(connection, options.sql) else 1)
        place = 'a transient in-memory database' if options.filename == ':memory:' else repr(options.filename)
        leave = 'CTRL-Z' if sys.platform == 'win32' else 'CTRL-D'
        sys.ps1, sys.ps2 = 'sqlite> ', '    ... '
        _Shell(connection).interact(
            f'sqlite3 shell, running on SQLite version {sqlite3.sqlite_version}\nConnected to {place}\n\n'
            'Each command will be run using execute() on the cursor.\n'
            f'Type ".help" for more information; type ".quit" or {leave} to quit.', exitmsg='')
    finally:
        connection.close()
    sys.exit(0)


if __name__ == '__main__':
    main(sys.argv[1:])
