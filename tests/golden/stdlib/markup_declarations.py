"""_markupbase: declarations, comments, sections, internal subsets, cut at every place and put together at random."""
import random, _markupbase
class P(_markupbase.ParserBase):
    def __init__(s,t): super().__init__(); s.reset(); s.rawdata=t; s.ev=[]
    def handle_decl(s,d): s.ev.append(('decl',d))
    def handle_comment(s,d): s.ev.append(('comment',d))
    def unknown_decl(s,d): s.ev.append(('unknown',d))
try: _markupbase.ParserBase()
except Exception as x: print(x)
random.seed(1)
parts=['<!DOCTYPE ','<!doctype html','<!ELEMENT ','<!ATTLIST ','<!ENTITY ','<!NOTATION ','<!--c-->','<!--','[',']','>',' ','html','PUBLIC ','SYSTEM ','"str" ',"'s'",'"',"'",'%pe;','% ','%','#PCDATA','#IMPLIED','(a|b)','(',')',' CDATA ','name ','\n','a b c','<','<!','<!X ','5','<![CDATA[x]]>','<![if y]>','<![foo[','<![','-','--','>']
good=['<!DOCTYPE html>','<!DOCTYPE r [<!ELEMENT a (b|c)*> <!ATTLIST a k CDATA #IMPLIED j (x|y) "x"> <!ENTITY e "v"><!ENTITY % p SYSTEM "s"> <!NOTATION n PUBLIC "p" "s"> %p; <!-- c --> ]>','<!DOCTYPE r PUBLIC "a" \'b\'>','<!FOO bar "x">','<!>','<!-- c -->','<![CDATA[ x ]]>','<![if !x]>','<!ELEMENT [>','<!FOO [>','<!DOCTYPE r [ x','<!DOCTYPE r [<x>]>','<!DOCTYPE r []x>','<!DOCTYPE r [<!FOO x>]>','<!DOCTYPE r 5>']
for t in good+[g[:k] for g in good for k in range(len(g))]+['<!DOCTYPE r ['+''.join(random.choice(parts) for _ in range(random.randrange(7))) for _ in range(120)]+[''.join(random.choice(parts) for _ in range(random.randrange(1,7))) for _ in range(120)]:
    for f in 'parse_declaration','parse_comment','parse_marked_section':
        p=P(t)
        try: r=getattr(p,f)(0)
        except AssertionError as x: r=f'A {x}'
        except Exception as x: r=f'{type(x).__name__} {x}'
        print(repr(t),f,r,p.ev,p.getpos())
