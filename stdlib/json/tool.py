"""python -m json.tool: check JSON and print it readably."""
import argparse
import json
import sys


def _arguments():
    parser = argparse.ArgumentParser(prog='python -m json.tool', description='Checks JSON and prints it readably.')
    parser.add_argument('infile', nargs='?', default='-', help='the JSON file to read')
    parser.add_argument('outfile', nargs='?', help='where to write it')
    parser.add_argument('--sort-keys', action='store_true', help='order objects by their keys')
    parser.add_argument('--no-ensure-ascii', dest='ensure_ascii', action='store_false',
                        help='write characters beyond ASCII as they are')
    parser.add_argument('--json-lines', action='store_true', help='every line of the input is a document')
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument('--indent', type=int, default=4, help='how many spaces to indent lines by')
    layout.add_argument('--tab', dest='indent', action='store_const', const='\t', help='indent lines by tabs')
    layout.add_argument('--no-indent', dest='indent', action='store_const', const=None, help='write a single line')
    layout.add_argument('--compact', action='store_true', help='write no whitespace at all')
    return parser.parse_args()


def _documents(file, by_line):
    with file:
        yield from map(json.loads, file) if by_line else [json.load(file)]


def main():
    """Read, check, write."""
    given = _arguments()
    style = {'sort_keys': given.sort_keys, 'ensure_ascii': given.ensure_ascii, 'indent': given.indent}
    if given.compact:
        style |= {'indent': None, 'separators': (',', ':')}
    source = sys.stdin if given.infile == '-' else open(given.infile, encoding='utf-8')
    try:
        documents = _documents(source, given.json_lines)
        if given.outfile is None:
            target = sys.stdout
        else:
            # It may be the file that is read.
            documents = [*documents]
            target = open(given.outfile, 'w', encoding='utf-8')
        with target:
            for document in documents:
                json.dump(document, target, **style)
                target.write('\n')
    except ValueError as error:
        raise SystemExit(error)


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as error:
        sys.exit(error.errno)
