# Headers that programs write badly: what is read from them, what is found wrong, and how they are written again.
from email import message_from_bytes, policy
from email.headerregistry import Address, HeaderRegistry
from email.utils import getaddresses, parseaddr

make = HeaderRegistry()


def kinds(header):
    return [f'{type(defect).__name__}: {defect}' for defect in header.defects]


print('-- names that need quotes, and cannot have them')
for text in ('"Foo Bar, España" <a@b.com>', 'Foo "Bar, España" <a@b.com>', '"a é b, c" <a@b>, x@y', '"Foo (é)" <a@b>',
             '"J. Ö" <a@b>', '"España" <a@b>', 'x' * 90 + ' <a@b>', '"\\"é\\" x" <a@b>', '"plain, name" <a@b>'):
    header = make('To', text)
    print(str(header)[:60], header.fold(policy=policy.default), header.fold(policy=policy.SMTPUTF8), sep='\n')

print('-- addresses')
for text in ('', ' ', ',', 'a@b,', 'a@b, , c@d', 'wok  wok@example.com', 'example" example"@example.com', '" example"."x y"@e.com',
             'a"b"c@d', 'a b@c', 'a..b@c', '.a@b', 'a.@b', 'a@b c@d', 'a@b>', 'a@b;', '<a@b', 'x <a@b>y', 'a@b;c@d', 'g: a@b',
             '.J Doe <a@b>', 'g.: a@b;', '"=?utf-8?q?J=C3=A9?=" <a@b>', '"a =?utf-8?q?J=C3=A9?= b" <a@b>', '"=?utf-8?q?a?= =?utf-8?q?b?=" <c@d>',
             '"unclosed <a@b>', 'x (unclosed <a@b>', '\udce9 <a@b>', 'a\udce9@b', 'a\\b@c', 'a@b@c'):
    header = make('To', text)
    print(ascii(text), ascii(str(header)), [(a.display_name, ascii(a.username), a.domain) for a in header.addresses], kinds(header))
for spec in ('name@ex[]ample.com', 'a..b@c', 'a b@c', 'a@b.', 'a@[1.2.3.4]', '"a b"@c', 'a@b@c'):
    try:
        print(spec, repr(Address('x', addr_spec=spec)))
    except Exception as error:
        print(spec, type(error).__name__)

print('-- parameters')
for text in ("text/plain; name*0=us-ascii'en-us'My; name*1*=%20Document", 'a/b; name*0="us-ascii\'en-us\'My"; name*1*="%20Doc"',
             'foo\udca7/bar; x=\udca7', 'text/plain; charset=utf-8\udcf1\udcf2', "text/plain; name*=utf-8''\udca7%41",
             '  text  /  plain  ', 'text / plain ; x = y', 'a/b; n*=x', 'a/b; x="=?utf-8?q?J=C3=A9?="',
             'a/b; x="a =?utf-8?q?J=C3=A9?= b=?utf-8?q?c?="'):
    header = make('Content-Type', text)
    print(ascii(text), ascii(str(header)), header.content_type.encode(), ascii(dict(header.params)), kinds(header))
    print(ascii(header.fold(policy=policy.default)) if header.content_type.isascii() else '')
for name, attribute, texts in (
        ('Content-Disposition', 'content_disposition', ('ab./k', '"x"', 'a@b', 'inline foo', '', 'ATTACHMENT; filename=x')),
        ('Content-Transfer-Encoding', 'cte', ('7bit (c)', 'base64 bar', 'base64; foo', 'a/b', 'x(c)y', '8BIT', '')),
        ('MIME-Version', 'version', ('1.0', '1 . 0', '(a)1.(b)0', '1.0.1', '', 'a.b'))):
    for text in texts:
        header = make(name, text)
        print(name, repr(text), repr(getattr(header, attribute)), [type(defect).__name__ for defect in header.defects][:1])

print('-- other separators, and lines that are too short')
for text in ('one\x85 two\u2028 three\u2029 four', 'Bad =?utf-8?q?=0A?= Bcc: x@y', 'é\u3000é a'):
    print(make('Subject', text).fold(policy=policy.default), end='')
for text in ('ąą', 'abcdefghijklmno'):
    try:
        print(make('Subject', text).fold(policy=policy.default.clone(max_line_length=9)))
    except Exception as error:
        print(type(error).__name__, error)

print('-- bytes of an unknown character set')
for raw in (b'Subject: Maintenant je vous pr\xc3\xa9sente mon coll\xc3\xa8gue\n\n', b'Subject: \xff a \xfe\n\n', b'To: "caf\xe9, x" <a@b>\n\n'):
    for cte in '7bit', '8bit':
        print(message_from_bytes(raw, policy=policy.default.clone(cte_type=cte)).as_bytes())

print('-- parseaddr')
for text in ('(Empty list)(start)Undisclosed recipients  :(nobody(I know))', 'merwok  wok@xample.com', '<@a>', 'a@b, ', 'a@b,', 'a@b,,c@d',
             'x <a@b> y <c@d>', 'a@b (c) (d)', 'a@b;c@d', 'a@b>', 'a@b)<c@d>', '>'):
    for strict in True, False:
        print(repr(text), strict, parseaddr(text, strict=strict), getaddresses([text], strict=strict))
print(parseaddr(['a <b@c>']))
