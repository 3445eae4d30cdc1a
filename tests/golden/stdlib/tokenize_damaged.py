"""What tokenize makes of numbers, f-strings, indentation and endings that are odd or wrong, one text a line."""
import io
import tokenize
import warnings

SOURCES = [
    '0b2', '0b12', '0b', '0o8', '0o18', '0xg', '0x', '0x_', '1_', '1__0', '1_000_', '08', '00', '0_0', '07', '1e',
    '1e+', '1e5_', '1.e+', '1abc', '0b1z', '0o7z', '0xfz', '1if x', '1or 2', '0_7', '1.2.3', '1jx', '1j2', '1.5abc',
    '1_j', '1e5x', '0777.5', '0777j', '01e5', '$', '?', '`', '!', '! =', '!=', 'a!b', '€', 'a€', '\x00', 'x\x00y',
    'a\\b', '\\', '\\\n', '\\ \n', '\x0c x', '\x0cx', 'é = 1', 'ª', '²', 'x²', "x = '''", "'''a\nb", "'a\nb'", '"',
    "f'", "f'{", "f'{a", "f'}'", "f'}}'", "f'{a!x}'", "f'{a!r:>{w}}'", "f'{a:{b}c{d}}'", "f'{a:}'", "f'{a:{b}}{c}'",
    "f'''{\na\n}'''", "f'{a:\n}'", "f'{{{a}}}'", "f'{a}{b} c'", "f'{x=}'", "f'{x!r:^{w}.{p}}'", 'f\'{f"{1}"}\'',
    "rf'\\{a}'", "f'\\N{DIGIT ONE}'", "f'{lambda x: 1}'", 'f\'{a["b"]}\'', "fr'{a}\\d'", "f''", "f'{a:x{b:y}z}'",
    '(', '(]', ')', '[(})', '(\n\n', '{[}', 'if 1:\n  a\n b', 'if 1:\n\ta\n        b', ' x', 'if x:\ny',
    'a = 1 \\\n + 2', 'a\\', '#c', '#c\n', '\n\n', 'a;b', '...', '->', 'a:=1', 'a<>b', '**=', '//=', '@=', "b'é'",
    "u'x'", "br'x'", "ub'x'", "'\\\n'", "'a' 'b'", 'x=1#c', '  # c\nx', 'if x:\n  # c\n  y\n# d\nz', '\ta',
    'async def f(): await x', 'type X = int', 'a\r\nb', '\ufeffx', "'\\x'", '_', '__', 'a.b', '1..b', '1 .b', '.5',
    '.', '..', 'a,b', 'x if y else z', '~x', '<<=', '>>=', '|', '1+1j', '0XFF', '0B1', '0O7', '1E5', '1J', '0xFFl',
    '10L', '1__', '._1', '1_.5', '1._5', 'x = 0b2 + 1', '  \nx = 0b12', 'é = 0o18', '(1,\n 0xg)', 'x = 1__0',
    'a[1_]', "x = '", "  x = 'abc\ny", 'x = 1\ny = "a\n', "é = 'x", "f'abc", "x = f'abc\n", "  f'{a", "f'{a}",
    "f'{a\n", "f'''{a", "f'''abc", "f'''a\nbc", "x = f'''{a\nb}\nc", "x = '''abc\n", "x = '''abc", '(\n', '[a,\n b',
    'x = (1,', "{\n'a': 1\n", 'x = \\', 'x = \\\n', 'x = 1 \\ 2', 'x = 1 \\ \n', 'abc\\d', 'if x:\n  y \\z', 'é\\b',
    '\\a', 'x\\\n\\\ny', "x = f'a}'", "f'a}b{c}'", "é = f'}'", "f'{a:}}'", "f'{a:{{}}}'", "f'{a:{b:{c}}}'",
    "f'{a!r}'", "f'{a!r:}'", "f'{a:x}'", "f'''{a:\n}'''", "f'''{a:x\ny}'''", "f'''{a:{b}\n}'''", "f'{a:x\ny}'",
    "f'{\na}'", "f'{a\n!r}'", "f'{a:{b\n}}'", "f'{a:x{b}'", "f'{a:", "f'{a:x", "f'{'", "f'{a['", 'f\'{"\'',
    "f'{a}}'", "f'{{'", "f'{{}'", "f'{a:{}}}'", "f'{a:\\n}'", "f'{a:\\{b}}'", "f'\\{a}'", "f'\\\n{a}'", "f'a\\\nb'",
    "f'{a #c}'", "f'''{a #c\n}'''", "f'{a:#x}'", "f'{a::}'", "f'{a:=^5}'", "f'{a:b!r}'", "f'{a=!r:x}'", "f'{a,b:c}'",
    "f'{(a:=1)}'", "f'{a:=1}'", "f'{a[b:c]}'", "f'{ {1:2}[1] }'", "f'{lambda:1}'", "f'{a!=b}'", "f'{a!=b:x}'",
    "f'{a==b}'", "f'{a>=b}'", "f'{a->b}'", 'f\'{f"{f\'\'\'{1}\'\'\'}"}\'', "rf'{a:\\d}'", "f'{a:\\N{SPACE}}'",
    "f'\\N{SPACE}{a}'", "f'\\N{'", "rf'\\N{a}'", "f'{a}' f'{b}'", "f'{a:{b}}' 'c'", "f'{x:{y}}{z:{w}}'",
    "f'{x:a{y}b}'", '\x01', 'a\x01b', '\x7f', 'a$b', 'a ? b', 'x!', '!x', 'a! b', '`a`', '$a', '€1', '1€', '1é',
    'a\u200bb', '\xa0x', 'a\xa0b', '“a”', '①', 'x=1;\\\n', 'if 1:\n a\n\tb', 'if 1:\n\ta\n b',
    'if 1:\n        a\n\tb', '\tif 1:\n\t\ta\n        b', '  a\n b', 'if 1:\n    a\n  # c\n    b\n  c',
    '1if x else y', '0in x', '0x1for x in y', '1_000if x', '0b1and 2', '1.and 2', '1e5or 2', '1jif x', '0o7or',
    '1 _', '12_3.4_5e6_7j', '1_.', '0_', '0__0', '0b_1', '0b1_', '0b__1', '0x1__2', '1._0', '1.0_', '1e_5', '1e5__0',
    '1e-', '1e-_', '1E', '0xe+1', '0b1.5', '0o1.', '0x1.', '0b1e5', '00.5', '0e', '0j', '00j', '0_0.5', '09.5',
    '09e1', '09j', '09_1', '0b1j', '0o7j', '0xj', '1.j', '1..j', '.e1', '.5.5', '1...2', '....', 'a...b', '<>',
    'a <> b', '=<', '=>', '!!', 'a!=b', 'a!==b', '-->', '**=*', '///', '@@', '^^=', ':=:', '::', ';;', ',,', '.,.',
    '~=', '|=', '||', '&&', '%%=', '<<<=', '>>>', '->>', "f'\\N{SPACE}abc'", "f'abc\\N{SPACE}def{x}'",
    "f'\\N{A}\\N{B}'", "f'{a:x\\N{B}y}'", "f'''\\N{A}\n'''", "f'{a:' }'", "f'{a:'x'}'", 'f\'{a:"}\'', "f'''{a:'}'''",
    "f'''{a:'''}'''", "f'{a:{b}'}", "f'a\\'b'", "f'\\{'", "f'{{a}}'", "f'{{{a}'", "f'}}{{'", "f'a{{b'", "rf'\\{{a'",
    "f'\\\\{a}'", "f'{a:\\}}'", "f'{a:{{'", "f'{a:{{x}}'", "f'x\\", "f'{a:\\'}'", "f'{a:\\\n}'", "f'''{a:\\\n}'''",
    "f'{a!r:\n}'", "f'{a:\n{b}}'", '0or 1', '0xor 1', '0B', '1e5e+', '1.e', '1_000.0_0e1_0j', "f'''a\n  {b}\n c'''",
    "f'é{a}é'",
]

warnings.simplefilter("ignore")  # escape sequences
for source in SOURCES:
    shown = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            (row, start), (last, stop) = token.start, token.end
            shown.append(f"{tokenize.tok_name[token.type]} {token.string!r} {row}:{start}-{last}:{stop}")
            assert token.line in source or not token.line or last > row
    except (tokenize.TokenError, SyntaxError) as error:
        shown.append(f"{type(error).__name__} {error.args}")
    print(repr(source), *shown, sep=" | ")
