# Patterns of tokens, and small names of other modules that programs import.
import tokenize as t, re
for n in 'BOM_UTF8 Double Double3 Single Single3 Special tabsize'.split():
    print(n, repr(getattr(t, n)))
print(len(t.endpats), sorted(t.endpats.items())[:8], len(t.single_quoted), sorted(t.single_quoted), len(t.triple_quoted), sorted(t.triple_quoted)[:3])
print(t.Funny.replace(t.Special, 'SPECIAL'))
P = t.StringPrefix
print(sorted(P[1:-1].split('|')), t.Triple.replace(P, 'P'), t.String.replace(P, 'P'), t.ContStr.replace(P, 'P'))
print(t.PseudoExtras.replace(t.Triple, 'TRIPLE').replace(t.Comment, 'COMMENT'), t.PseudoToken.replace(t.PseudoExtras, 'EXTRAS').replace(t.Number, 'NUM').replace(t.Funny, 'FUNNY').replace(t.ContStr, 'CONT').replace(t.Name, 'NAME').replace(t.Whitespace, 'WS'))
print(t.PlainToken.replace(t.Number, 'NUM').replace(t.Funny, 'FUNNY').replace(t.String, 'STR').replace(t.Name, 'NAME'), t.Token.replace(t.Ignore, 'IGN').replace(t.PlainToken, 'PLAIN'))
s = 'x = f(1.5, "a\\"b")  # c'
at = 0
out = []
while at < len(s) and (m := re.compile(t.PseudoToken).match(s, at)) and (m.end() > at):
    out.append(m[1])
    at = m.end()
print(out)
import symtable, email.mime.audio as a, email.mime.image as i, email.policy as p, email.utils as u, pkgutil, zipimport
print(symtable.SCOPE_OFF, symtable.SCOPE_MASK, p.linesep_splitter.split('a\nb\r\nc\rd'), u.escapesre, u.specialsre)


@i.rule
def mine(h):
    return 'mine' if h.startswith(b'MINE') else None


print(i.MIMEImage(b'MINEx')['content-type'], i.MIMEImage(b'\x89PNG\r\n\x1a\nx')['content-type'], repr(zipimport.cp437_table)[:20], len(zipimport.cp437_table))
