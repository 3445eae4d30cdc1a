"""Compares our code with CPython 3.13's: names, operands and positions of instructions, function by function.

Usage: python compare.py [-v] FILE.py...   (run by CPython 3.13; DIS names the built example `dis`)

Instructions that only one side has by design (cache words, RESUME, fused pairs, jumps that layout decides)
are brought to a common form first. What remains is counted by kind, each with one example.
"""

import collections
import difflib
import dis
import os
import subprocess
import sys

DIS = os.environ.get("DIS", "target/debug/examples/dis")
ANY = (-9,)  # a position that one side does not have

BINARY = {"+": "ADD", "-": "SUB", "*": "MUL", "/": "TRUE_DIV", "//": "FLOOR_DIV", "%": "MOD", "**": "POW",
          "@": "MATMUL", "<<": "LSHIFT", ">>": "RSHIFT", "&": "AND", "|": "OR", "^": "XOR"}
COMPARE = {"<": "LT", "<=": "LE", "==": "EQ", "!=": "NE", ">": "GT", ">=": "GE"}
INTRINSIC = {"INTRINSIC_LIST_TO_TUPLE": "LIST_TO_TUPLE", "INTRINSIC_IMPORT_STAR": "IMPORT_STAR",
             "INTRINSIC_ASYNC_GEN_WRAP": "ASYNC_GEN_WRAP", "INTRINSIC_UNARY_POSITIVE": "UNARY_POSITIVE",
             "INTRINSIC_SUBSCRIPT_GENERIC": "SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS": "MAKE_TYPE_ALIAS",
             "INTRINSIC_PREP_RERAISE_STAR": "PREP_RERAISE_STAR", "INTRINSIC_PRINT": "PRINT_EXPR",
             "INTRINSIC_SET_TYPEPARAM_DEFAULT": "SET_TYPE_PARAM_DEFAULT",
             "INTRINSIC_SET_FUNCTION_TYPE_PARAMS": "SET_FUNCTION_TYPE_PARAMS"}
SKIPPED = {"RESUME", "CACHE", "TO_BOOL", "NOP", "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT",
           "JUMP", "SET_FUNCTION_ATTRIBUTE", "PUSH_NULL", "EXTENDED_ARG"}
PAIRS = {"LOAD_FAST_LOAD_FAST", "STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST"}


class Instruction(tuple):
    def __eq__(self, other):
        return self[0] == other[0] and (self[1] == other[1] or ANY in (self[1], other[1]))

    def __hash__(self):
        return hash(self[0])


NAMED = {"LOAD_NAME", "STORE_NAME", "DELETE_NAME", "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_ATTR",
         "STORE_ATTR", "DELETE_ATTR", "LOAD_FAST", "LOAD_FAST_CHECK", "STORE_FAST", "DELETE_FAST", "LOAD_DEREF", "STORE_DEREF",
         "DELETE_DEREF", "LOAD_FAST_AND_CLEAR", "MAKE_CELL", "IMPORT_NAME", "IMPORT_FROM", "LOAD_SUPER_ATTR",
         "LOAD_FROM_DICT_OR_DEREF",
         "LOAD_FROM_DICT_OR_GLOBALS"}
COUNTED = {"COPY", "SWAP", "BUILD_TUPLE", "BUILD_LIST", "BUILD_SET", "BUILD_MAP", "BUILD_STRING", "LIST_APPEND",
           "SET_ADD", "MAP_ADD", "LIST_EXTEND", "SET_UPDATE", "DICT_UPDATE", "DICT_MERGE", "UNPACK_SEQUENCE",
           "BUILD_CONST_KEY_MAP", "CALL", "CALL_KW", "RERAISE", "RAISE_VARARGS", "COPY_FREE_VARS", "CONVERT_VALUE",
           "BUILD_SLICE", "MATCH_CLASS", "GET_AWAITABLE", "IS_OP", "CONTAINS_OP"}


def operand(i):
    if i.opname in NAMED:
        return str(i.argval)
    return str(i.arg) if i.opname in COUNTED else ""


def theirs(code):
    out = []
    after_loop = False
    for i in dis.get_instructions(code):
        p = i.positions
        at = (p.lineno or 0, p.end_lineno or 0, -1 if p.col_offset is None else p.col_offset,
              -1 if p.end_col_offset is None else p.end_col_offset)
        name = i.opname
        if after_loop and name == "POP_TOP":
            after_loop = False
            continue
        after_loop = name == "END_FOR"
        if after_loop or name in SKIPPED:
            continue
        if name in PAIRS:
            words = name.split("_")
            out += [("_".join(words[:2]) + ":" + i.argval[0], at), ("_".join(words[2:]) + ":" + i.argval[1], ANY)]
            continue
        if name == "RETURN_CONST":
            out += [("LOAD_CONST:", at), ("RETURN_VALUE:", at)]
            continue
        if name == "BINARY_OP":
            name = BINARY[i.argrepr.removesuffix("=")]
        elif name == "COMPARE_OP":
            name = COMPARE[i.argrepr.removeprefix("bool(").removesuffix(")")]
        elif name.startswith("CALL_INTRINSIC"):
            if i.argrepr == "INTRINSIC_STOPITERATION_ERROR":
                break
            made = "MAKE_TYPE_PARAM" if "SPEC" in i.argrepr or "TYPEVAR" in i.argrepr else name
            name = INTRINSIC.get(i.argrepr, made)
        value = operand(i)
        name = {"LOAD_FAST_CHECK": "LOAD_FAST", "CALL_FUNCTION_EX": "CALL_EX"}.get(name, name)
        out.append((name + ":" + value, at))
    return [Instruction(x) for x in out]


def header(code):
    cells = [name for name in code.co_cellvars if name not in code.co_varnames]
    slots = ",".join(list(code.co_varnames) + cells + list(code.co_freevars))
    return f"{code.co_qualname} {code.co_firstlineno} {code.co_flags:x} {slots}"


def walk(code):
    yield header(code), theirs(code)
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            yield from walk(value)


def ours(path):
    text = subprocess.run([DIS, "-p", path], capture_output=True, text=True, check=True).stdout
    units = []
    for line in text.splitlines():
        if line.startswith("= "):
            units.append((line[2:], []))
            continue
        if ": warning: " in line or not units:
            continue
        name, *at = line.rsplit(" ", 4)
        at = tuple(map(int, at))
        name, _, value = name.partition(":")
        if name in SKIPPED:
            continue
        name = {"LOAD_METHOD": "LOAD_ATTR", "LOAD_SUPER_METHOD": "LOAD_SUPER_ATTR"}.get(name, name)
        names = [f"{name}:{value if name in NAMED or name in COUNTED else ''}"]
        if name.endswith("_OR_POP"):
            names = ["COPY:1", "POP_" + name.removesuffix("_OR_POP") + ":", "POP_TOP:"]
        units[-1][1].extend(Instruction((name, at)) for name in names)
    return units


def main(args):
    verbose = "-v" in args
    kinds, example = collections.Counter(), {}
    total = different = 0
    for path in args:
        if path == "-v":
            continue
        try:
            with open(path, encoding="utf8") as file:
                reference = list(walk(compile(file.read(), path, "exec", dont_inherit=True)))
        except (SyntaxError, ValueError):
            continue
        mine = ours(path)
        if len(mine) != len(reference):
            print(path, "units:", len(reference), len(mine))
            continue
        for (name, a), (our_name, b) in zip(reference, mine):
            total += 1
            if name != our_name:
                kinds["header"] += 1
                example.setdefault("header", (path, name, our_name))
                if verbose:
                    print(path, name, our_name, sep="\n  ")
            if a == b:
                continue
            different += 1
            for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
                if tag == "equal":
                    continue
                x, y = a[i1:i2], b[j1:j2]
                if [n for n, _ in x] == [n for n, _ in y]:
                    kind = ("position",) + tuple(n for (n, p), (_, q) in zip(x, y) if p != q)[:3]
                else:
                    kind = (tuple(n for n, _ in x)[:4], tuple(n for n, _ in y)[:4])
                kinds[kind] += 1
                example.setdefault(kind, (path, name, x[:4], y[:4]))
                if verbose:
                    print(path, name, x, y)
    print(f"{total} functions, {different} differ")
    for kind, count in kinds.most_common(40):
        print(count, kind, *example[kind])


if __name__ == "__main__":
    main(sys.argv[1:])
