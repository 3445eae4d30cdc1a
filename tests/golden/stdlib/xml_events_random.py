# Random documents, good and bad, in random pieces and with random handlers: the events, where they are, and the errors.
import random
import zlib
from xml.parsers import expat

HANDLERS = [name for name in dir(expat.ParserCreate()) if name.endswith('Handler')]
CONTENT = [
    '<a>', '</a>', '<b x="1">', '</b>', '<c/>', '<d y=\'&lt;z&e;\' w="1&#10;2"/>', 'text', '\n', '\r\n', '\r', ' ', '&amp;',
    '&e;', '&f;', '&g;', '&#65;', '&#x41;', '<!--c-->', '<?pi d?>', '<?pi?>', '<![CDATA[x]]y]]>', ']]', ']', 'é',
    '<p:q xmlns:p="u">', '</p:q>', '<z xmlns="v" p:k="1"/>', '\t', '<!-- - -->', '<b x="1" x="2">', '<e1', '>', '"', '<', '&',
    ';', '<?xml version="1.0"?>', '<![CDATA[', ']]>', '--', '<!', '\x0b', '\uffff', '<a/ >', '</a >', '< a>', '=',
    "<r z='a\nb\tc\r\nd'/>", '<ns:x xmlns:ns=""/>']
DECLARATIONS = [
    '<!ENTITY e "E<i>x</i>">', '<!ENTITY f "&e;&#38;amp;">', '<!ENTITY g SYSTEM "s">',
    '<!ENTITY % p "<!ENTITY h \'H\'>">', '%p;', ' ', '\n', '<!ELEMENT a (b,c?,(d|e)*)+>', '<!ELEMENT a EMPTY>',
    '<!ELEMENT b (#PCDATA|x|y)*>', '<!ELEMENT b (#PCDATA)>', '<!ATTLIST b x CDATA "dx" z (p|q) "p" n NMTOKENS " 1  2 ">',
    '<!ATTLIST d q ID #IMPLIED r CDATA #FIXED "&e;" s NOTATION (n|m) #REQUIRED>', '<!NOTATION n SYSTEM "ns">',
    '<!NOTATION m PUBLIC "pp">', '<!NOTATION m PUBLIC "pp" "qq">', '<!ENTITY u SYSTEM "us" NDATA n>', '<!--dc-->',
    '<?dp x?>', '<!ENTITY e "second">', '<!ENTITY', '<!FOO>', 'x', '"', '>', '<!ENTITY lt "&#38;#60;">',
    '<!ELEMENT a (b|c,d)>', '<!ELEMENT a (b>', '<!ATTLIST a>', '<!ATTLIST a xmlns:p CDATA "u">', '<![INCLUDE[', ']]>',
    "<!ENTITY r '&r;'>", '<!ENTITY big "0123456789">']
STARTS = [
    '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0" standalone="yes"?>', '\ufeff',
    '<?xml version="1.1" encoding="iso-8859-15" standalone="no" ?>', '<?xml encoding="x"?>',
    "<?xml version='1.0' standalone='yes' encoding='x'?>"]


def document(r):
    out = r.choice(STARTS) if r.random() < .2 else ''
    if r.random() < .6:
        known = DECLARATIONS[:20] if r.random() < .7 else DECLARATIONS
        out += '<!DOCTYPE a' + r.choice(['', ' SYSTEM "sys"', ' PUBLIC "-//p//q" "sys"', ' PUBLIC "x"']) + r.choice([' [', '['])
        out += ''.join(r.choice(known) for _ in range(r.randrange(6))) + r.choice([']>', '] >'])
    if r.random() < .3:
        return out + ''.join(r.choice(CONTENT) for _ in range(r.randrange(8)))
    out += '<a>'
    open = ['a']
    for _ in range(r.randrange(12)):
        piece = r.choice(CONTENT[:28] if r.random() < .9 else CONTENT)
        if piece in ('</a>', '</b>', '</p:q>'):
            if len(open) > 1:
                out += f'</{open.pop()}>'
            continue
        out += piece
        for start in 'a', 'b', 'p:q':
            if piece.startswith('<' + start) and piece[-2] != '/':
                open.append(start)
    while open:
        out += f'</{open.pop()}>'
    return out + (r.choice([' ', '\n', 'x', '<b/>', '<!--t-->', '<?q r?>']) if r.random() < .2 else '')


def parse(r, data):
    p = expat.ParserCreate(None, r.choice([None, None, ' ', '']))
    log = []

    def handler(name):
        def handle(*args):
            if name == 'ExternalEntityRefHandler' and args[0]:
                args = sorted(args[0].split('\f')), *args[1:]
            log.append((name, *args, p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex))
            return 1
        return handle

    for name in r.sample(HANDLERS, r.choice([22, 22, 20, 12, 5]) - 1):
        if name != 'DefaultHandler' or isinstance(data, str):
            setattr(p, name, handler(name))
    if r.random() < .3:
        p.DefaultHandlerExpand = handler('DefaultHandlerExpand') if isinstance(data, str) else None
    for name in 'buffer_text', 'ordered_attributes', 'specified_attributes', 'namespace_prefixes':
        setattr(p, name, r.random() < .25)
    if r.random() < .3:
        p.SetParamEntityParsing(r.randrange(3))
    cuts = sorted(r.randrange(len(data) + 1) for _ in range(r.choice([0, 0, 1, 4])))
    result = 'fine'
    try:
        for i, j in zip([0] + cuts, cuts + [len(data)]):
            log.append(p.Parse(data[i:j], j == len(data)))
    except expat.ExpatError as error:
        result = f'{error} ({error.code})'
    except Exception as error:
        result = repr(error)
    log.append((p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex, p.ErrorCode))
    return log, result


for seed in range(900):
    r = random.Random(seed)
    data = document(r)
    if r.random() < .25:
        data = data.encode(r.choice(['utf-8', 'latin-1']), 'replace')
    log, result = parse(r, data)
    print(seed, len(log), zlib.crc32(repr(log).encode()), result)
