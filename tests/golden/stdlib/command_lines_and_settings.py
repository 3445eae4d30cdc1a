"""Nested groups, intermixed arguments, defaults of parsers, files in place: what the other scripts do not touch."""
import argparse
import configparser
import fileinput
import io
import os
import sys
import tempfile
import warnings

warnings.simplefilter('ignore', DeprecationWarning)


def usage(build):
    parser = argparse.ArgumentParser(prog='P')
    build(parser)
    print(parser.format_usage(), end='')


def deep(parser, required=False):
    outer = parser.add_mutually_exclusive_group(required=required)
    outer.add_argument('-d')
    middle = outer.add_mutually_exclusive_group(required=required)
    middle.add_argument('-b')
    inner = middle.add_mutually_exclusive_group()
    inner.add_argument('-e')
    inner.add_argument('-f')


def between(parser):
    outer = parser.add_mutually_exclusive_group()
    outer.add_argument('-a')
    inner = outer.add_mutually_exclusive_group()
    inner.add_argument('-b')
    inner.add_argument('-c')
    outer.add_argument('-d')


usage(deep)
usage(lambda parser: deep(parser, True))
usage(between)

parser = argparse.ArgumentParser(prog='P')
parser.add_argument('foo', choices=[], help='%(choices)s')
print(parser.format_help().replace(' ', '.'))


def intermixed(positional, *lines):
    for line in lines:
        parser = argparse.ArgumentParser(prog='P', exit_on_error=False)
        parser.add_argument('--foo', nargs='*')
        parser.add_argument('foo', **positional)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            try:
                print(parser.parse_known_intermixed_args(line.split()))
            except Exception as error:
                print(type(error).__name__, error)
        for warning in caught:
            print('  ', warning.category.__name__, warning.message)


intermixed({}, 'hello --foo', '--foo a b', 'a', '--foo')
intermixed({'nargs': '*', 'default': 'd'}, 'hello --foo', 'a', '')

# settings
for kind in configparser.RawConfigParser, configparser.ConfigParser:
    for defaults in {'A': 5.5}, {1: 2}, {'A': None}:
        try:
            print(kind.__name__, dict(kind(defaults=defaults).defaults()))
        except Exception as error:
            print(kind.__name__, type(error).__name__, error)
settings = configparser.ConfigParser()
settings.read_string('[s]\na = 1\n[t]\nb = %(none)s\n[DEFAULT]\nz = 1')
try:
    settings.get('t', 'b')
except configparser.InterpolationError as error:
    print(error.__cause__, error.__suppress_context__)
settings.clear()
print(settings.sections(), dict(settings.defaults()), len(settings))

# no names of files: standard input; a file whose permissions cannot be read is replaced all the same
sys.stdin = io.StringIO('one\ntwo\n')
print(list(fileinput.FileInput(files=[])))
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, 'text')
    with open(name, 'w') as file:
        file.write('x\ny\n')
    fstat = os.fstat

    def refuse(*arguments):
        raise OSError('no')

    source = fileinput.FileInput(name, inplace=True)
    os.fstat = refuse
    try:
        for line in source:
            print(line.upper(), end='')
    finally:
        os.fstat = fstat
        source.close()
    with open(name) as file:
        print(file.read().split(), os.listdir(folder))
