"""Quoted-printable, the way mail carries text that is almost ASCII."""
from binascii import a2b_qp, b2a_qp

__all__ = ["encode", "decode", "encodestring", "decodestring"]

ESCAPE = b"="
MAXLINESIZE = 76
HEX = b"0123456789ABCDEF"
EMPTYSTRING = b""


def needsquoting(c, quotetabs, header):
    """Whether the byte has to be written as =XX; spaces and tabs only on demand."""
    assert isinstance(c, bytes)
    if c in b" \t":
        return quotetabs
    if c == b"_":
        return header
    return c == ESCAPE or not b" " <= c <= b"~"


def quote(c):
    """The byte as =XX."""
    assert isinstance(c, bytes) and len(c) == 1
    return ESCAPE + b"%02X" % ord(c)


def encode(input, output, quotetabs, header=False):
    """Encode one binary file into another."""
    output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))


def encodestring(s, quotetabs=False, header=False):
    """The bytes encoded."""
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Decode one binary file into another."""
    output.write(a2b_qp(input.read(), header=header))


def decodestring(s, header=False):
    """The bytes decoded."""
    return a2b_qp(s, header=header)


def ishex(c):
    """Whether the byte is a hexadecimal digit."""
    assert isinstance(c, bytes)
    return c.isalnum() and c.lower() <= b"f"


def unhex(s):
    """The number that hexadecimal digits mean."""
    return int(s, 16)


def main():
    """The command line: files encoded, or with -d decoded, to standard output."""
    import getopt
    import sys
    try:
        options, files = getopt.getopt(sys.argv[1:], "td")
    except getopt.error as message:
        sys.stdout = sys.stderr
        print(message)
        print("usage: quopri [-t | -d] [file] ...")
        print("-t: quote tabs")
        print("-d: decode; default encode")
        sys.exit(2)
    flags = {name for name, _ in options}
    if flags == {"-t", "-d"}:
        sys.stdout = sys.stderr
        print("-t and -d are mutually exclusive")
        sys.exit(2)
    failed = 0
    for name in files or ["-"]:
        try:
            stream = sys.stdin.buffer if name == "-" else open(name, "rb")
        except OSError as message:
            sys.stderr.write("%s: can't open (%s)\n" % (name, message))
            failed = 1
            continue
        try:
            if "-d" in flags:
                decode(stream, sys.stdout.buffer)
            else:
                encode(stream, sys.stdout.buffer, "-t" in flags)
        finally:
            if name != "-":
                stream.close()
    if failed:
        sys.exit(failed)


if __name__ == "__main__":
    main()
