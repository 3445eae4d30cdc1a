# String and bytes literals, f-strings, positions in them.
'a', "a", '''a''', """a"""
'', "", '''''', """"""
'it\'s', "say \"x\"", '''a'b''c''', """a"b""c\""""
r'\n', R'\'', rb'\n', Rb'\n', bR'\n', BR'', u'x', U'x', b'x', B'x'
'\a\b\f\n\r\t\v\\\'\"\0\12\377\x41\u00e9\U0001F600\N{DIGIT ONE}\N{LATIN SMALL LETTER E WITH ACUTE}'
'\ud800', '\udfff\ud800', '\ud83d\ude00', 'é\ud800é'
b'\a\n\x00\xff\0\u1234\N'
'a\
b'
r'a\
b'
'''a
b\
c

d'''
('a'
 "b" '''c
d''' r'\e')
f'', f"", F'a', fr'\{x}', rf'{x}\n', fR'', Rf''
f'{a}', f'{a}{b}', f'a{b}c{d}e'
f'{{}}', f'{{{a}}}', f'a{{b', f'}}', f'{{{{'
f'{a!r}', f'{a!s:>10}', f'{a!a:{b}}', f'{a:{b}.{c}}', f'{a:{b:{c}}}', f'{a:}', f'{a!r:}'
f'{a=}', f'{a = }', f'{ a = !r}', f'{a=:>5}', f'{a=!s:^{b}}', f'x{a=}y', f'{a + b = }', f'{f(a, b=1)=}'
f'{a,}', f'{a, b}', f'{*a, b}', f'{a if b else c}', f'{(lambda: 1)}', f'{(lambda: {1: 2})()}'
f'{a["b"]}', f'{a['b']}', f'{f'{f'{a}'}'}', f"{"a" 'b'}", f'{ {1: 2}[1] }', f'{[a for a in b]}'
f'{a:%Y-%m-%d}', f'{a:\n}', f'{a:{{}}}', f'{a != b}', f'{a == b}', f'{a <= b}', f'{(a := b)}', f'{a:=5}'
f'{yield_}', f'{a.b.c()[0]:x}', f'\N{DIGIT ONE}{a}', f'\x41{a}\u00e9', f'\n{a}\t', f'{a}\''
f'{"\n".join(a)}', f'{'\\'}', f'{a:\x41}', f'{a:\N{DIGIT ONE}}'
f'é{a}ü{b}', f'{é}', f'{é=}', f'变{变量}量'
f'''{a}
{b
 + c}
  {d!r
  :>{e
  }}'''
f'''{
a
=
}'''
f'{a  # comment
   + b}'
f"""{a:
}"""
'a' f'{b}' 'c' f'd' "e" f'{f}{g}' ''
f'' 'a', 'a' f'', f'{a}' f'{b}', u'a' f'{b}', f'{a}' u'b'
f'a' rf'\b' r'\c'
('a' f'b{c}'
 'd' f'''e
{f}''')
x = f'{a}' + f'{b:{c}}' % f'{d}'
