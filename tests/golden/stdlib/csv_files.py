"""Dialects, readers and writers of csv: what they accept, what they say, every way of quoting."""
import re
import csv, _csv, io
print([n for n in dir(_csv) if n[0] != '_'])
print(type(csv.reader([])), type(csv.writer(io.StringIO())), _csv.Dialect, csv.Error, csv.Error.__module__, _csv.Reader, _csv.Writer)
print([x for x in dir(csv.reader([])) if x[:2]!='__'],[x for x in dir(csv.writer(io.StringIO())) if x[:2]!='__'],[x for x in dir(_csv.Dialect) if x[:2]!='__'])
def t(s):
    try: print(s, '->', re.sub('0x[0-9a-f]+', '0x', repr(eval(s))))
    except BaseException as e: print(s, '->', type(e).__name__, e)
for s in ['_csv.Reader()','_csv.Dialect()','_csv.Dialect("excel")','_csv.Dialect(5)','_csv.Dialect(None)','_csv.Dialect(delimiter="ab")','_csv.Dialect(delimiter="")','_csv.Dialect(delimiter=None)','_csv.Dialect(delimiter=5)','_csv.Dialect(delimiter="\\n")','_csv.Dialect(delimiter=" ", skipinitialspace=True)','_csv.Dialect(quotechar="ab")','_csv.Dialect(quotechar=None)','_csv.Dialect(quotechar=None,quoting=1)','_csv.Dialect(quotechar="")','_csv.Dialect(quotechar=5)','_csv.Dialect(quotechar="\\n")','_csv.Dialect(escapechar="ab")','_csv.Dialect(escapechar="\\r")','_csv.Dialect(escapechar=" ")','_csv.Dialect(escapechar=" ",skipinitialspace=True)','_csv.Dialect(escapechar="x",delimiter="x")','_csv.Dialect(quotechar="x",delimiter="x")','_csv.Dialect(quotechar="x",escapechar="x")','_csv.Dialect(lineterminator=5)','_csv.Dialect(lineterminator=None)','_csv.Dialect(lineterminator="ab,")','_csv.Dialect(lineterminator=\',\')','_csv.Dialect(quoting=9)','_csv.Dialect(quoting=-1)','_csv.Dialect(quoting="a")','_csv.Dialect(quoting=None)','_csv.Dialect(quoting=True)','_csv.Dialect(quoting=2.0)','_csv.Dialect(doublequote=5).doublequote','_csv.Dialect(doublequote="").doublequote','_csv.Dialect(strict=5).strict','_csv.Dialect(foo=1)','_csv.Dialect(None,",")', '_csv.Dialect(1,2)','_csv.Dialect().lineterminator','_csv.Dialect().quoting','_csv.Dialect().escapechar','_csv.Dialect().quotechar','_csv.Dialect().delimiter','_csv.Dialect().skipinitialspace','setattr(_csv.Dialect(),"delimiter",1)','delattr(_csv.Dialect(),"delimiter")','setattr(_csv.Dialect(),"quoting",1)','setattr(_csv.Dialect(),"x",1)',
 'csv.reader()','csv.reader(1)','csv.reader([],1,2)','csv.reader([],"nope")','csv.reader([],5)','csv.reader([],foo=1)','csv.reader([], dialect="excel-tab").dialect.delimiter','csv.writer()','csv.writer(1)','csv.writer([],1,2)','csv.writer(type("W",(),{"write":1})())','csv.writer(io.StringIO()).writerow()','csv.writer(io.StringIO()).writerow(1)','csv.writer(io.StringIO()).writerow([])','csv.writer(io.StringIO()).writerow([None])','csv.writer(io.StringIO()).writerow([""])','csv.writer(io.StringIO()).writerow(["",""])','csv.writer(io.StringIO(),quoting=3).writerow([""])','csv.writer(io.StringIO(),quoting=3).writerow([None])','csv.writer(io.StringIO(),quoting=3).writerow(["a,b"])','csv.writer(io.StringIO(),quoting=3,quotechar=None).writerow(["a\\"b"])','csv.writer(io.StringIO(),quoting=3,escapechar="!").writerow(["a,b\\n!\\""])','csv.writer(io.StringIO()).writerows(1)','csv.writer(io.StringIO()).writerows([1])','csv.writer(io.StringIO()).writerows([[1],[2]])','list(csv.reader([b"a"]))','list(csv.reader(["a\\0b"]))','list(csv.reader([1]))','list(csv.reader(["a\\nb"]))','list(csv.reader(["a\\rb"]))','list(csv.reader(["a\\n"]))','list(csv.reader(["a\\r\\n"]))','list(csv.reader(["a\\r","b"]))','list(csv.reader(["\\"a"]))','list(csv.reader(["\\"a"],strict=True))','list(csv.reader(["\\"a\\"b"]))','list(csv.reader(["\\"a\\"b"],strict=True))','list(csv.reader(["\\"a\\n","b\\",c"]))','list(csv.reader(["a\\\\"],escapechar="\\\\"))','list(csv.reader(["a\\\\"],escapechar="\\\\",strict=True))','list(csv.reader(["a\\\\\\n","b"],escapechar="\\\\"))','list(csv.reader([""]))','list(csv.reader(["\\n"]))','list(csv.reader([" a, b"],skipinitialspace=True))','list(csv.reader([" \\"a\\", \\"b\\""],skipinitialspace=True))','list(csv.reader(["1,\\"2\\",,x"],quoting=2))','list(csv.reader(["1,\\"2\\",,\\"\\""],quoting=2))','list(csv.reader(["1,\\"2\\",,\\"\\""],quoting=4))','list(csv.reader(["1,\\"2\\",,\\"\\""],quoting=5))','list(csv.reader(["1,\\"2\\",,\\"\\""],quoting=3))','list(csv.reader(["x"*200000]))','csv.field_size_limit()','csv.field_size_limit("a")','csv.field_size_limit(10)','list(csv.reader(["x"*11]))','list(csv.reader(["a,b","\\""+"x"*11+"\\""]))','csv.field_size_limit(10.5)','csv.field_size_limit(1,2)','csv.field_size_limit(limit=131072)','csv.field_size_limit(131072)','csv.field_size_limit()',
 'csv.register_dialect()','csv.register_dialect(1)','csv.register_dialect("a",5)','csv.register_dialect("a",foo=1)','csv.register_dialect("a", "excel")','csv.register_dialect("b", delimiter=";")','csv.get_dialect("b").delimiter','csv.get_dialect("nope")','csv.get_dialect()','csv.get_dialect(5)','csv.get_dialect([])','csv.unregister_dialect("b")','csv.unregister_dialect("b")','csv.unregister_dialect([])','csv.list_dialects()','csv.list_dialects(1)','csv.register_dialect("a",None,delimiter="|")','csv.get_dialect("a")','__import__("pickle").dumps(csv.get_dialect("a"))','__import__("copy").copy(csv.get_dialect("a"))','__import__("copy").copy(csv.reader([]))','__import__("copy").copy(csv.writer(io.StringIO()))','_csv.Dialect(csv.get_dialect("a")) is csv.get_dialect("a")','_csv.Dialect(csv.get_dialect("a"),delimiter="#").delimiter','_csv.Dialect("a").delimiter','_csv.Dialect(csv.excel_tab).delimiter','_csv.Dialect(csv.excel_tab()).delimiter','csv.reader(iter([])).line_num','setattr(csv.reader([]),"line_num",1)','setattr(csv.reader([]),"dialect",1)','csv.reader([]).__next__()','csv.reader(["a"]).__iter__()','csv.writer(io.StringIO()).dialect.quoting','_csv.QUOTE_NOTNULL','_csv.QUOTE_STRINGS','hash(_csv.Dialect()) and 1','_csv._dialects']:
    t(s)
def wr(rows, **kw):
    f=io.StringIO()
    try:
        w=csv.writer(f,**kw); r=[w.writerow(x) for x in rows]
    except Exception as e: r=(type(e).__name__,str(e))
    print(kw, repr(f.getvalue()), r)
rows=[["a",1,1.5,None,""],["x,y",'q"q',"n\nl","r\rr"," sp"],[True,b"b",-0.0,float("nan"),1e300],["'","\\","\t",";"]]
for q in range(6):
    for kw in ({},{"doublequote":False,"escapechar":"\\"},{"quotechar":"'"},{"quotechar":None},{"escapechar":"\\"},{"lineterminator":"\n"},{"lineterminator":"|"},{"delimiter":"\t"},{"delimiter":" ","skipinitialspace":False},{"skipinitialspace":True},{"doublequote":False}):
        wr(rows, quoting=q, **kw)
for q in range(6):
    for row in ([],[None],[""],[" "],["",""],[None,None],["",None]):
        wr([row],quoting=q); wr([row],quoting=q,delimiter=" ",skipinitialspace=False)
        wr([row],quoting=q,delimiter="\t",skipinitialspace=True)
class Bad:
    def __str__(self): raise KeyError("bad")
wr([[Bad()]])
def it():
    yield 1
    raise ZeroDivisionError("z")
wr([it()])
wr([["é","日本","😀","\ud800"]])
rd=['a,"b ""c"" d",e\n','"x\ny",z\n',"'q','w'\n",'a\\,b,c\n',' a , "b" \n','\n','"",,""\n','1,2.5,"3"\n','a"b,"c"d,e"\n']
for q in range(6):
    for kw in ({},{"doublequote":False},{"escapechar":"\\"},{"quotechar":"'"},{"quotechar":None},{"skipinitialspace":True},{"strict":True},{"delimiter":"\t"}):
        for text in rd:
            try: r=list(csv.reader([text],quoting=q,**kw))
            except Exception as e: r=(type(e).__name__,str(e))
            print(q,kw,repr(text),r)
r=csv.reader(["a","b\n",'"c\n','d"\n'])
for row in r: print(row,r.line_num)
r=csv.reader(['a,"b','x'],strict=True)
try: print(next(r))
except csv.Error as e: print(e, r.line_num)
def src():
    yield 'a,"b'
    raise KeyError('src')
r=csv.reader(src())
try: print(next(r))
except KeyError as e: print(repr(e))
class S(str): pass
print(list(csv.reader([S("a,b")])))
