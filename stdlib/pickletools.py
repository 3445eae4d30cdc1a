"""Takes pickles apart: which instructions they have, and a shorter pickle that does the same."""
import codecs
import io
import pickle
import struct
import sys

__all__ = ['dis', 'genops', 'optimize']

bytes_types = pickle.bytes_types

UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2
TAKEN_FROM_ARGUMENT4 = -3
TAKEN_FROM_ARGUMENT4U = -4
TAKEN_FROM_ARGUMENT8U = -5


class ArgumentDescriptor:
    """How an argument is read: its name, its size (or how that is known), a function, a text."""

    __slots__ = 'name', 'n', 'reader', 'doc'

    def __init__(self, name, n, reader, doc):
        self.name = name
        self.n = n
        self.reader = reader
        self.doc = doc


def _fixed(name, form, doc):
    size = struct.calcsize(form)

    def read(f):
        data = f.read(size)
        if len(data) == size:
            return struct.unpack(form, data)[0]
        raise ValueError("not enough data in stream to read " + name)
    return ArgumentDescriptor(name, size, read, doc)


uint1 = _fixed('uint1', '<B', "One byte, unsigned.")
uint2 = _fixed('uint2', '<H', "Two bytes, unsigned.")
int4 = _fixed('int4', '<i', "Four bytes, signed.")
uint4 = _fixed('uint4', '<I', "Four bytes, unsigned.")
uint8 = _fixed('uint8', '<Q', "Eight bytes, unsigned.")
float8 = _fixed('float8', '>d', "Eight bytes, a double, highest byte first.")


def _whole_line(f, what):
    """The bytes up to the end of the line."""
    data = f.readline()
    if not data.endswith(b"\n"):
        raise ValueError(f"no newline found when trying to read {what}")
    return data[:-1]


def _memo_use(name):
    """Whether an instruction stores into the memo ("PUT"), fetches from it ("GET") or does neither ("")."""
    return "PUT" if name.endswith("PUT") or name == "MEMOIZE" else "GET" if name.endswith("GET") else ""


class _Machine:
    """Follows what instructions do to stack and memo; `problem` is the first thing that is wrong."""

    def __init__(self, memo):
        self.stack, self.marks, self.memo, self.problem = [], [], memo, None

    def step(self, op, arg, pos):
        """Do an instruction; what is to be said about it."""
        remark, taken, left = None, len(op.stack_before), op.stack_after
        if markobject in op.stack_before or op.name == "POP" and self.stack[-1:] == [markobject]:
            taken = op.stack_before.index(markobject) if markobject in op.stack_before else 0
            if self.marks:
                mark = self.marks.pop()
                remark = "(MARK at unknown opcode offset)" if mark is None else f"(MARK at {mark})"
                while self.stack.pop() is not markobject:
                    pass
            else:
                remark = self.problem = "no MARK exists on stack"
        match _memo_use(op.name):
            case "PUT":
                number = arg
                if op.name == "MEMOIZE":
                    number = len(self.memo)
                    remark = f"(as {number})"
                if number in self.memo:
                    self.problem = f"memo key {arg!r} already defined"
                elif not self.stack:
                    self.problem = "stack is empty -- can't store into memo"
                elif self.stack[-1] is markobject:
                    self.problem = "can't store markobject in the memo"
                else:
                    self.memo[number] = self.stack[-1]
            case "GET" if arg in self.memo:
                left = [self.memo[arg]]
            case "GET":
                self.problem = f"memo key {arg!r} has never been stored into"
        if self.problem is None and len(self.stack) < taken:
            self.problem = f"tries to pop {taken} items from stack with only {len(self.stack)} items"
        if taken:
            del self.stack[-taken:]
        if markobject in left:
            self.marks.append(pos)
        self.stack.extend(left)
        return remark


def read_stringnl(f, decode=True, stripquotes=True, *, encoding="latin-1"):
    """A text up to the end of the line."""
    data = _whole_line(f, "stringnl")
    if stripquotes:
        quote = data[:1]
        if quote not in (b'"', b"'"):
            raise ValueError(f"no string quotes around {data!r}")
        if not data.endswith(quote):
            raise ValueError(f"strinq quote {quote!r} not found at both ends of {data!r}")
        data = data[1:-1]
    return codecs.escape_decode(data)[0].decode(encoding) if decode else data


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False, encoding='utf-8')


def read_stringnl_noescape_pair(f):
    return "%s %s" % (read_stringnl_noescape(f), read_stringnl_noescape(f))


def _line(name, reader, doc):
    return ArgumentDescriptor(name, UP_TO_NEWLINE, reader, doc)


def _counted(name, n, count, decode, doc):
    def read(f):
        size = count.reader(f)
        if size < 0:
            raise ValueError(f"{name} byte count < 0: {size}")
        if size > sys.maxsize:
            raise ValueError(f"{name} byte count > sys.maxsize: {size}")
        data = f.read(size)
        if len(data) != size:
            raise ValueError(f"expected {size} bytes in a {name}, but only {len(data)} remain")
        return decode(data)
    return ArgumentDescriptor(name, n, read, doc)


def _text(data):
    return str(data, 'utf-8', 'surrogatepass')


def _latin(data):
    return data.decode('latin-1')


stringnl = _line('stringnl', read_stringnl, "A quoted text up to a newline.")
stringnl_noescape = _line('stringnl_noescape', read_stringnl_noescape, "A text up to a newline.")
stringnl_noescape_pair = _line('stringnl_noescape_pair', read_stringnl_noescape_pair, "Two texts, each up to a newline.")
string1 = _counted('string1', TAKEN_FROM_ARGUMENT1, uint1, _latin, "A counted text of bytes.")
string4 = _counted('string4', TAKEN_FROM_ARGUMENT4, int4, _latin, "A counted text of bytes.")
bytes1 = _counted('bytes1', TAKEN_FROM_ARGUMENT1, uint1, bytes, "Counted bytes.")
bytes4 = _counted('bytes4', TAKEN_FROM_ARGUMENT4U, uint4, bytes, "Counted bytes.")
bytes8 = _counted('bytes8', TAKEN_FROM_ARGUMENT8U, uint8, bytes, "Counted bytes.")
bytearray8 = _counted('bytearray8', TAKEN_FROM_ARGUMENT8U, uint8, bytearray, "Counted bytes of a bytearray.")
unicodestring1 = _counted('unicodestring1', TAKEN_FROM_ARGUMENT1, uint1, _text, "A counted text.")
unicodestring4 = _counted('unicodestring4', TAKEN_FROM_ARGUMENT4U, uint4, _text, "A counted text.")
unicodestring8 = _counted('unicodestring8', TAKEN_FROM_ARGUMENT8U, uint8, _text, "A counted text.")
long1 = _counted('long1', TAKEN_FROM_ARGUMENT1, uint1, pickle.decode_long, "A counted int.")
long4 = _counted('long4', TAKEN_FROM_ARGUMENT4, int4, pickle.decode_long, "A counted int.")


# The readers by the names that programs know.
for _one in (uint1, uint2, int4, uint4, uint8, float8, string1, string4, bytes1, bytes4, bytes8, bytearray8,
             unicodestring1, unicodestring4, unicodestring8, long1, long4):
    _one.reader.__name__ = _one.reader.__qualname__ = 'read_' + _one.name
    globals()['read_' + _one.name] = _one.reader
del _one


def read_unicodestringnl(f):
    return str(_whole_line(f, "unicodestringnl"), "raw-unicode-escape")


def read_decimalnl_short(f):
    digits = _whole_line(f, "stringnl")
    return digits == b"01" if digits in (b"00", b"01") else int(digits)


def read_decimalnl_long(f):
    return int(_whole_line(f, "stringnl").removesuffix(b"L"))


def read_floatnl(f):
    return float(read_stringnl(f, decode=False, stripquotes=False))


unicodestringnl = _line('unicodestringnl', read_unicodestringnl, "A text with escapes up to a newline.")
decimalnl_short = _line('decimalnl_short', read_decimalnl_short, "A decimal int up to a newline.")
decimalnl_long = _line('decimalnl_long', read_decimalnl_long, "A decimal int and L up to a newline.")
floatnl = _line('floatnl', read_floatnl, "A decimal float up to a newline.")


class StackObject:
    """A kind of value on the stack of the machine."""

    __slots__ = 'name', 'obtype', 'doc'

    def __init__(self, name, obtype, doc):
        self.name = name
        self.obtype = obtype
        self.doc = doc

    def __repr__(self):
        return self.name


pyint = pylong = StackObject('int', int, "An int.")
pyinteger_or_bool = StackObject('int_or_bool', (int, bool), "An int or bool.")
pybool = StackObject('bool', bool, "A bool.")
pyfloat = StackObject('float', float, "A float.")
pybytes_or_str = pystring = StackObject('bytes_or_str', (bytes, str), "Bytes or a str.")
pybytes = StackObject('bytes', bytes, "Bytes.")
pybytearray = StackObject('bytearray', bytearray, "A bytearray.")
pyunicode = StackObject('str', str, "A str.")
pynone = StackObject('None', type(None), "None.")
pytuple = StackObject('tuple', tuple, "A tuple.")
pylist = StackObject('list', list, "A list.")
pydict = StackObject('dict', dict, "A dict.")
pyset = StackObject('set', set, "A set.")
pyfrozenset = StackObject('frozenset', set, "A frozenset.")
pybuffer = StackObject('buffer', object, "A buffer.")
anyobject = StackObject('any', object, "Anything.")
markobject = StackObject('mark', StackObject, "A mark.")
stackslice = StackObject('stackslice', StackObject, "Everything above the mark.")


class OpcodeInfo:
    """An instruction: name, code, argument, what it takes from the stack and leaves there, protocol."""

    __slots__ = 'name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc'

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        self.name = name
        self.code = code
        self.arg = arg
        self.stack_before = stack_before
        self.stack_after = stack_after
        self.proto = proto
        self.doc = doc


I = OpcodeInfo
_any, _mark, _slice = [anyobject], [markobject], [markobject, stackslice]

opcodes = [
    I('INT', 'I', decimalnl_short, [], [pyinteger_or_bool], 0, "An int or bool."),
    I('BININT', 'J', int4, [], [pyint], 1, "An int."),
    I('BININT1', 'K', uint1, [], [pyint], 1, "A small int."),
    I('BININT2', 'M', uint2, [], [pyint], 1, "An int of two bytes."),
    I('LONG', 'L', decimalnl_long, [], [pyint], 0, "An int."),
    I('LONG1', '\x8a', long1, [], [pyint], 2, "An int of up to 255 bytes."),
    I('LONG4', '\x8b', long4, [], [pyint], 2, "A large int."),
    I('STRING', 'S', stringnl, [], [pybytes_or_str], 0, "A text of bytes."),
    I('BINSTRING', 'T', string4, [], [pybytes_or_str], 1, "A text of bytes."),
    I('SHORT_BINSTRING', 'U', string1, [], [pybytes_or_str], 1, "A short text of bytes."),
    I('BINBYTES', 'B', bytes4, [], [pybytes], 3, "Bytes."),
    I('SHORT_BINBYTES', 'C', bytes1, [], [pybytes], 3, "A few bytes."),
    I('BINBYTES8', '\x8e', bytes8, [], [pybytes], 4, "Many bytes."),
    I('BYTEARRAY8', '\x96', bytearray8, [], [pybytearray], 5, "A bytearray."),
    I('NEXT_BUFFER', '\x97', None, [], [pybuffer], 5, "The next buffer that was kept out."),
    I('READONLY_BUFFER', '\x98', None, [pybuffer], [pybuffer], 5, "Makes a buffer read-only."),
    I('NONE', 'N', None, [], [pynone], 0, "None."),
    I('NEWTRUE', '\x88', None, [], [pybool], 2, "True."),
    I('NEWFALSE', '\x89', None, [], [pybool], 2, "False."),
    I('UNICODE', 'V', unicodestringnl, [], [pyunicode], 0, "A str."),
    I('SHORT_BINUNICODE', '\x8c', unicodestring1, [], [pyunicode], 4, "A short str."),
    I('BINUNICODE', 'X', unicodestring4, [], [pyunicode], 1, "A str."),
    I('BINUNICODE8', '\x8d', unicodestring8, [], [pyunicode], 4, "A long str."),
    I('FLOAT', 'F', floatnl, [], [pyfloat], 0, "A float."),
    I('BINFLOAT', 'G', float8, [], [pyfloat], 1, "A float."),
    I('EMPTY_LIST', ']', None, [], [pylist], 1, "An empty list."),
    I('APPEND', 'a', None, [pylist, anyobject], [pylist], 0, "Appends to a list."),
    I('APPENDS', 'e', None, [pylist, *_slice], [pylist], 1, "Appends all above the mark."),
    I('LIST', 'l', None, _slice, [pylist], 0, "A list of all above the mark."),
    I('EMPTY_TUPLE', ')', None, [], [pytuple], 1, "An empty tuple."),
    I('TUPLE', 't', None, _slice, [pytuple], 0, "A tuple of all above the mark."),
    I('TUPLE1', '\x85', None, _any, [pytuple], 2, "A tuple of one."),
    I('TUPLE2', '\x86', None, _any * 2, [pytuple], 2, "A tuple of two."),
    I('TUPLE3', '\x87', None, _any * 3, [pytuple], 2, "A tuple of three."),
    I('EMPTY_DICT', '}', None, [], [pydict], 1, "An empty dict."),
    I('DICT', 'd', None, _slice, [pydict], 0, "A dict of all above the mark."),
    I('SETITEM', 's', None, [pydict, anyobject, anyobject], [pydict], 0, "Stores in a dict."),
    I('SETITEMS', 'u', None, [pydict, *_slice], [pydict], 1, "Stores all above the mark."),
    I('EMPTY_SET', '\x8f', None, [], [pyset], 4, "An empty set."),
    I('ADDITEMS', '\x90', None, [pyset, *_slice], [pyset], 4, "Adds all above the mark."),
    I('FROZENSET', '\x91', None, _slice, [pyfrozenset], 4, "A frozenset of all above the mark."),
    I('POP', '0', None, _any, [], 0, "Drops the top."),
    I('DUP', '2', None, _any, _any * 2, 0, "Doubles the top."),
    I('MARK', '(', None, [], _mark, 0, "A mark."),
    I('POP_MARK', '1', None, _slice, [], 1, "Drops all above the mark, and the mark."),
    I('GET', 'g', decimalnl_short, [], _any, 0, "Fetches from the memo."),
    I('BINGET', 'h', uint1, [], _any, 1, "Fetches from the memo."),
    I('LONG_BINGET', 'j', uint4, [], _any, 1, "Fetches from the memo."),
    I('PUT', 'p', decimalnl_short, [], [], 0, "Keeps the top in the memo."),
    I('BINPUT', 'q', uint1, [], [], 1, "Keeps the top in the memo."),
    I('LONG_BINPUT', 'r', uint4, [], [], 1, "Keeps the top in the memo."),
    I('MEMOIZE', '\x94', None, _any, _any, 4, "Keeps the top as the next in the memo."),
    I('EXT1', '\x82', uint1, [], _any, 2, "An object of the extension registry."),
    I('EXT2', '\x83', uint2, [], _any, 2, "An object of the extension registry."),
    I('EXT4', '\x84', int4, [], _any, 2, "An object of the extension registry."),
    I('GLOBAL', 'c', stringnl_noescape_pair, [], _any, 0, "An object of a module."),
    I('STACK_GLOBAL', '\x93', None, [pyunicode, pyunicode], _any, 4, "An object of a module."),
    I('REDUCE', 'R', None, _any * 2, _any, 0, "Calls a callable with a tuple."),
    I('BUILD', 'b', None, _any * 2, _any, 0, "Gives an object its state."),
    I('INST', 'i', stringnl_noescape_pair, _slice, _any, 0, "An instance of a class."),
    I('OBJ', 'o', None, [markobject, anyobject, stackslice], _any, 1, "An instance of a class."),
    I('NEWOBJ', '\x81', None, _any * 2, _any, 2, "cls.__new__(*args)."),
    I('NEWOBJ_EX', '\x92', None, _any * 3, _any, 4, "cls.__new__(*args, **kwargs)."),
    I('PROTO', '\x80', uint1, [], [], 2, "The protocol."),
    I('STOP', '.', None, _any, [], 0, "The end."),
    I('FRAME', '\x95', uint8, [], [], 4, "A frame of so many bytes begins."),
    I('PERSID', 'P', stringnl_noescape, [], _any, 0, "An object by its persistent id."),
    I('BINPERSID', 'Q', None, _any, _any, 1, "An object by its persistent id."),
]
del I

code2op = {info.code: info for info in opcodes}


def _genops(data, yield_end_pos=False):
    """(instruction, argument, position[, end]) up to STOP."""
    file = io.BytesIO(data) if isinstance(data, bytes_types) else data
    tell = getattr(file, "tell", lambda: None)
    code = None
    while code != b".":
        pos, code = tell(), file.read(1)
        if not code:
            raise ValueError("pickle exhausted before seeing STOP")
        if (op := code2op.get(code.decode("latin-1"))) is None:
            raise ValueError(f"at position {'<unknown>' if pos is None else pos}, opcode {code!r} unknown")
        found = op, op.arg and op.arg.reader(file), pos
        yield (*found, tell()) if yield_end_pos else found


def genops(pickle):
    """(instruction, argument, position) of a pickle, one after the other."""
    return _genops(pickle)


def optimize(p):
    """A pickle without what is kept in the memo and never fetched."""
    steps, stored, fetched, proto, head = [], set(), set(), 0, b""
    for op, arg, pos, end in _genops(p, yield_end_pos=True):
        use = _memo_use(op.name)
        if use == "PUT":
            number = len(stored) if op.name == "MEMOIZE" else arg
            stored.add(number)
            steps.append((use, number))
        elif use == "GET":
            fetched.add(arg)
            steps.append((use, arg))
        elif op.name == "PROTO" and pos == 0:
            head = p[:end]
        elif op.name != "FRAME":
            steps.append(("", p[pos:end]))
        if op.name == "PROTO":
            proto = max(proto, arg)
        elif use == "GET":
            proto = max(proto, op.proto)
    out = io.BytesIO()
    out.write(head)
    pickler = pickle._Pickler(out, proto)
    framer, numbers = pickler.framer, {}
    if proto >= 4:
        framer.start_framing()
    for use, what in steps:
        if use == "PUT":
            if what not in fetched:
                continue
            numbers[what] = len(numbers)
            what = pickler.put(numbers[what])
        elif use == "GET":
            what = pickler.get(numbers[what])
        large = len(what) > framer._FRAME_SIZE_TARGET
        framer.commit_frame(force=large)
        (framer.file_write if large else pickler.write)(what)
    framer.end_framing()
    return out.getvalue()


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Print the instructions of a pickle, and check that they fit together."""
    machine, highest, column = _Machine({} if memo is None else memo), -1, annotate
    for op, arg, pos in genops(pickle):
        margin = " " * indentlevel * len(machine.marks)
        remark = machine.step(op, arg, pos)
        highest = max(highest, op.proto)
        line = f"{repr(op.code)[1:-1]:<4} {margin}{op.name}"
        told = [text for text in (None if arg is None else repr(arg), remark) if text]
        if told:
            line += " " * (10 - len(op.name)) + " " + " ".join(told)
        if annotate:
            line = line.ljust(column)
            column = len(line) if len(line) <= 50 else annotate
            line += " " + op.doc.split("\n", 1)[0]
        print(line if pos is None else f"{pos:5d}: {line}", file=out)
        if machine.problem:
            raise ValueError(machine.problem)
    print("highest protocol among opcodes =", highest, file=out)
    if machine.stack:
        raise ValueError(f"stack not empty after STOP: {machine.stack!r}")


if __name__ == "__main__":
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files')
    parser.add_argument('pickle_file', nargs='+', help='the pickle file')
    parser.add_argument('-o', '--output', help='the file where the output should be written')
    parser.add_argument('-m', '--memo', action='store_true', help='preserve memo between disassemblies')
    parser.add_argument('-l', '--indentlevel', default=4, type=int,
                        help='the number of blanks by which to indent a new MARK level')
    parser.add_argument('-a', '--annotate', action='store_true', help='annotate each line')
    parser.add_argument('-p', '--preamble', default="==> {name} <==",
                        help='if more than one pickle file is specified, print this before each')
    args = parser.parse_args()
    annotate = 30 if args.annotate else 0
    memo = {} if args.memo else None
    output = open(args.output, 'w') if args.output else sys.stdout
    for name in args.pickle_file:
        f = sys.stdin.buffer if name == '-' else open(name, 'rb')
        if len(args.pickle_file) > 1:
            output.write(args.preamble.format(name=name) + '\n')
        dis(f, output, memo, args.indentlevel, annotate)
