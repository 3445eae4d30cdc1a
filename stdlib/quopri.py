"""Quoted-printable, the way mail carries text that is almost ASCII."""
from binascii import a2b_qp, b2a_qp

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

ESCAPE = b'='
MAXLINESIZE = 76
HEX = b'0123456789ABCDEF'
EMPTYSTRING = b''


def needsquoting(c, quotetabs, header):
    """Whether the byte has to be written as =XX; spaces and tabs only on demand."""
    assert isinstance(c, bytes)
    match c:
        case b' ' | b'\t':
            return quotetabs
        case b'_':
            return header
    return c == ESCAPE or not b'!' <= c <= b'~'


def quote(c):
    """The byte as =XX."""
    assert isinstance(c, bytes) and len(c) == 1
    return ESCAPE + c.hex().upper().encode()


def encode(input, output, quotetabs, header=False):
    """Encode one binary file into another."""
    output.write(encodestring(input.read(), quotetabs, header))


def encodestring(s, quotetabs=False, header=False):
    """The bytes encoded."""
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Decode one binary file into another."""
    output.write(decodestring(input.read(), header))


def decodestring(s, header=False):
    """The bytes decoded."""
    return a2b_qp(s, header=header)


def ishex(c):
    """Whether the byte is a hexadecimal digit."""
    assert isinstance(c, bytes)
    return c in (b'%c' % digit for digit in HEX + HEX[10:].lower())


def unhex(s):
    """The number that hexadecimal digits mean."""
    number = 0
    for code in s:
        assert ishex(bytes([code])), f'non-hex digit {bytes([code])!r}'
        number = 16 * number + int(chr(code), 16)
    return number


def main():
    """The command line: files encoded, or with -d decoded, to standard output."""
    import getopt
    import sys
    try:
        options, files = getopt.getopt(sys.argv[1:], 'td')
        options = dict(options)
        if len(options) == 2:
            raise getopt.error('-t and -d are mutually exclusive')
    except getopt.error as error:
        print(error, 'usage: quopri [-t | -d] [file] ...', '-t: quote tabs', '-d: decode; default encode', sep='\n',
              file=sys.stderr)
        sys.exit(2)
    failed = False
    for name in files or ['-']:
        try:
            file = sys.stdin.buffer if name == '-' else open(name, 'rb')
        except OSError as error:
            print(f"{name}: can't open ({error})", file=sys.stderr)
            failed = True
            continue
        with file:
            if '-d' in options:
                decode(file, sys.stdout.buffer)
            else:
                encode(file, sys.stdout.buffer, '-t' in options)
    if failed:
        sys.exit(1)


if __name__ == '__main__':
    main()
