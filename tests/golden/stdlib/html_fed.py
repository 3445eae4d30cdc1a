"""html.parser: pieces of pages put together at random and fed in parts."""
import random
from html.parser import HTMLParser
class E(HTMLParser):
    def __init__(s,**k): super().__init__(**k); s.ev=[]
    def __getattribute__(s,n):
        if n.startswith('handle_') and n!='handle_startendtag' or n=='unknown_decl':
            return lambda *a: s.ev.append((n[7:],*a,HTMLParser.getpos(s)))
        return super().__getattribute__(n)
parts=['<a>','</a>','<b c="d" e=\'f\' g=h i>','<br/>','<br / >','text ','&amp;','&lt','&#65;','&#x41','&#','&','&;','&foo','&copy ','<!-- c -->','<!--','-->','<!doctype html>','<!DOCTYPE','<![CDATA[x]]>','<![if x]>','<?pi x>','<?','<','>','</','</ a>','</>','</a b>','<script>','</script>','</style>','<style type=x>','a<b','<a href="x&amp;y&copy=1">','<a b','<a b=','<a b="','\n','"',"'",'=','/','<a/b/c>','<é>','<a\0b>','</!x>','<!x y>','<!>','</1>','<a b=c/>','<a =x>',"<a 'b'>",'<a b == c>','<A B=C>','&#xZ;','&#9;','&amp','<script','</scr','</script x>','<p<b>','<![','<!-->','<!--->','--!>',';']
random.seed(5); 
keep = []
for t in range(250):
    text=''.join(random.choice(parts) for _ in range(random.randrange(1,9)))
    for conv in (True,False):
        p=E(convert_charrefs=conv)
        cuts=sorted(random.randrange(len(text)+1) for _ in range(random.randrange(3)))
        try:
            last=0
            for c in cuts+[len(text)]: p.feed(text[last:c]); last=c
            p.close(); r=repr(p.ev)+repr(p.rawdata)+repr(p.get_starttag_text())+p.lasttag
        except Exception as x: r=f'{type(x).__name__} {x} {p.ev}'
        keep.append((text,cuts,conv,r))
for k in keep:
    print(*map(ascii, k))
