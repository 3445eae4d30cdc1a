# configparser: sources of all shapes made by chance (what reading, getting, changing and writing them gives, as one number
# each), and by hand what errors say, how values refer to each other, converters, sections without a name.
import configparser
import copy
import io
import os
import pickle
import random
import re
import tempfile
import zlib


def norm(x): return re.sub(r'0x\w+','0x',repr(x))


def err(e):
    d={k:norm(v) for k,v in vars(e).items()}
    return type(e).__name__,str(e),norm(e.args),d,norm(e.__cause__)


def go(M,r):
    out=[]
    kw={}
    for k,vs in (('allow_no_value',[True]),('delimiters',[('=',),(':','='),('->',)]),('comment_prefixes',[('#',),('//',),(),None]),('inline_comment_prefixes',[('#',),(';','#'),('//',)]),('strict',[False]),('empty_lines_in_values',[False]),('default_section',['common']),('interpolation',[None,M.ExtendedInterpolation(),M.BasicInterpolation()]),('converters',[{'list':str.split,'x':len}]),('allow_unnamed_section',[True]),('defaults',[{'d1':'v%(','Def':'2','n':None}])):
        v=r.choice(vs)
        if r.random()<.2: kw[k]=v
    cls=r.choice([M.ConfigParser,M.RawConfigParser])
    def do(label,f):
        try: out.append((label,norm(f())))
        except Exception as e: out.append((label,err(e)))
    try: P=cls(**kw)
    except Exception as e: return [err(e)]
    words=['a','B','key','a b','x','%(a)s','%(key)s','${a}','${one:a}','${one:b:c}','%%','$$','%','$','%(','${','1','yes','off','2.5','#c','; c','// c','value','%(zz)s','${zz}','[',']','->']
    def line():
        k=r.random()
        ind=r.choice(['','','','',' ','  ','\t'])
        if k<.2: return ind+'['+r.choice(['one','two','one','DEFAULT','common','t w',''])+']'+r.choice(['','',' x',' # c'])
        if k<.3: return r.choice(['','','  ','# c',' ; c','// c'])
        if k<.75: return ind+r.choice(['a','B','key','c d','e','F',''])+r.choice(['=',' = ',':',' : ','->',' -> '])+r.choice(words)+r.choice(['',' '])+r.choice(words+['']*8)
        return ind+r.choice(words)+r.choice([' ','']) + r.choice(words+['']*8)
    for n in range(r.randint(1,2)):
        text='\n'.join(line() for _ in range(r.randint(0,9)))
        if r.random()<.7: text='[one]\n'+text
        do('read',lambda:P.read_string(text))
    if r.random()<.3: do('dict',lambda:P.read_dict({'one':{'a':1,'A':r.choice([2,None])},'three':{'x':'%(a)s'},3:{4:5}}))
    def state():
        out.append(('sections',norm(P.sections())))
        for s in list(P)+['nope']:
            do(('items',norm(s)),lambda:P.items(s)); do(('raw',norm(s)),lambda:P.items(s,raw=True)); do(('vars',norm(s)),lambda:P.items(s,vars={'A':'q','zz':'w'}))
            do('opts',lambda:P.options(s)); do('proxy',lambda:(P[s],len(P[s]),list(P[s])))
            for o in ('a','B','key','nope','d1'):
                for g in ('get','getint','getboolean','getfloat','getlist'):
                    do((g,norm(s),o),lambda:getattr(P,g)(s,o)); do((g,norm(s),o),lambda:getattr(P,g)(s,o,fallback='fb'))
                do(('p',norm(s),o),lambda:(P[s].get(o),P[s].getint(o,3))); do(('pi',norm(s),o),lambda:P[s][o]); do(('has'),lambda:(P.has_option(s,o),o in P[s]))
                do('v',lambda:P.get(s,o,vars={'a':'V','B':3})); do('r',lambda:P.get(s,o,raw=True))
        f=io.StringIO(); do('write',lambda:P.write(f,space_around_delimiters=r.random()<.7)); out.append(f.getvalue())
    state()
    for _ in range(r.randint(0,6)):
        s=r.choice(['one','two','DEFAULT','nope','',3]); o=r.choice(['a','NEW','key',5]); v=r.choice(['v','%(a)s','%','${x}','$',None,7,'a\nb'])
        op=r.choice(['set','item','del','rm','rms','add','pop','setsec','delsec','conv','delconv'])
        do(op,{'set':lambda:P.set(s,o,v),'item':lambda:P[s].__setitem__(o,v),'del':lambda:P[s].__delitem__(o),'rm':lambda:P.remove_option(s,o),'rms':lambda:P.remove_section(s),'add':lambda:P.add_section(s),'pop':lambda:P.popitem(),'setsec':lambda:P.__setitem__(s,{'k':v}),'delsec':lambda:P.__delitem__(s),'conv':lambda:P.converters.__setitem__(r.choice(['hex','',4]),lambda t:int(t,16)),'delconv':lambda:P.converters.__delitem__(r.choice(['int','hex','zz','']))}[op])
    out.append((norm(sorted(P.converters)),len(P)))
    state()
    do('copy',lambda:copy.deepcopy(P)._sections)
    return out


for seed in range(60):
    print(seed, zlib.crc32(repr(go(configparser, random.Random(seed))).encode()), end="; ")
print()


def attempt(label, function, *args, **kwargs):
    try:
        print(label, "->", repr(function(*args, **kwargs)))
    except Exception as error:
        print(label, "!!", type(error).__name__, error, error.args, {k: v for k, v in vars(error).items() if k != "message"})


for text in ("x = 1", "[a]\nx = 1\nx = 2", "[a]\n[a]", "[a]\nnonsense\n=3\nok = 4\nmore nonsense", "[a]\nx\n  y", "[a]\nx = 1\n  # c\n\n  more\n\n[b]\ny: 2 ; no comment"):
    for allow in (False, True):
        p = configparser.ConfigParser(allow_no_value=allow)
        attempt(text, p.read_string, text, source="src")
        print({name: dict(p.items(name, raw=True)) for name in p})
for error in (configparser.NoSectionError("s"), configparser.DuplicateSectionError("s"), configparser.DuplicateSectionError("s", "f", 3), configparser.DuplicateOptionError("s", "o"), configparser.DuplicateOptionError("s", "o", "f", 12), configparser.DuplicateOptionError("s", "o", "f"), configparser.NoOptionError("o", "s"),
              configparser.InterpolationError("o", "s", "m"), configparser.InterpolationMissingOptionError("o", "s", "raw", "ref"), configparser.InterpolationSyntaxError("o", "s", "m"), configparser.InterpolationDepthError("o", "s", "raw"), configparser.ParsingError("f"), configparser.ParsingError("f", 1, "line"), configparser.MissingSectionHeaderError("f", 2, "l"), configparser.MultilineContinuationError("f", 2, "l"), configparser.Error("m"), configparser.Error()):
    print(repr(error), error.args, vars(error))
    same = pickle.loads(pickle.dumps(error))
    print(type(same) is type(error), str(same) == str(error), isinstance(error, configparser.Error), isinstance(error, configparser.ParsingError))
one, two = configparser.ParsingError("a", 1, "x"), configparser.ParsingError("b", 2, "y")
one.append(5, "z")
print(one.combine([two]), one.errors)
p = configparser.ConfigParser(converters={"list": str.split}, interpolation=configparser.ExtendedInterpolation(), defaults={"home": "/h"})
p.read_dict({"a": {"dir": "${home}/a", "more": "${b:deep}", "n": 3, "loop": "${loop}"}, "b": {"deep": "${a:dir} $${x}", "items": "1 2  3"}})
for section, option in (("a", "dir"), ("a", "more"), ("a", "loop"), ("b", "deep"), ("c", "x"), ("a", "x")):
    attempt((section, option), p.get, section, option)
print(p.getlist("b", "items"), p["b"].getlist("items"), p["b"].getint("none", 7), p["a"].getint("n"), p["a"].getboolean("none"), sorted(p.converters), p.converters["list"])
p.converters["hex"] = lambda text: int(text, 16)
print(p["a"].gethex("n"), p.gethex("a", "n"), p.gethex.converter is p.converters["hex"], hasattr(p["a"], "getnothing"))
del p.converters["hex"]
attempt("gone", lambda: p["a"].gethex("n")), attempt("gone", lambda: p.gethex("a", "n"))
print(p["a"], p["a"].name, p["a"].parser is p, p["DEFAULT"], list(p["DEFAULT"]), "dir" in p["a"], "home" in p["a"], len(p["a"]), p == configparser.ConfigParser())
attempt("interpolation", configparser.ConfigParser, interpolation="x"), attempt("bool", p.getboolean, "a", "dir"), attempt("set", p.set, "a", "b", "$"), attempt("type", p.__setitem__, "q", 3), attempt("section", p.add_section, 5), attempt("default", p.add_section, "DEFAULT")
p = configparser.ConfigParser(allow_unnamed_section=True)
p.read_string("top = 1\n[s]\nx = 2\n")
out = io.StringIO()
p.write(out)
print(p.sections(), p[configparser.UNNAMED_SECTION]["top"], repr(out.getvalue()))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write("[s]\nk = \u20ac\n")
    p = configparser.RawConfigParser()
    print([os.path.basename(name) for name in p.read([path, path + "no"], encoding="utf-8")], p["s"]["k"], p.read([]), p.read(path + "x"))
    with open(path, "a") as file:
        file.write("broken\n")
    try:
        p.read_file(open(path, encoding="utf-8"))
    except configparser.ParsingError as error:
        print(str(error).replace(folder, ""))


class Custom(configparser.RawConfigParser):
    SECTCRE = re.compile(r"<(?P<header>[^>]+)>")
    optionxform = staticmethod(str)

    def get(self, section, option, **kwargs):
        return "!" + super().get(section, option, **kwargs)


p = Custom()
p.read_string("<S>\nKey = v\nkey = w\n")
print(dict(p["S"]), p.options("S"), p.items("S"), pickle.loads(pickle.dumps(configparser.RawConfigParser())).sections())
