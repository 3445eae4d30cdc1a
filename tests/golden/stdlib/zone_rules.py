# zoneinfo: TZ strings at the end of files, good and bad ones; keys that are no keys.
import zoneinfo, datetime, io, struct
Z=zoneinfo.ZoneInfo
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
def mk(tz, trans=(), types=((0,0,'UTC'),)):
    # V2 file
    abbr=b''.join(n.encode()+b'\0' for _,_,n in types)
    idx={}; off=0
    for _,_,n in types: idx[n]=off; off+=len(n)+1
    def block(fmt):
        h=b'TZif2'+b'\0'*15+struct.pack('>6l',0,0,0,len(trans),len(types),len(abbr))
        b=b''.join(struct.pack('>'+fmt,a) for a,_ in trans)+bytes(i for _,i in trans)
        b+=b''.join(struct.pack('>lbb',o,d,idx[n]) for o,d,n in types)+abbr
        return h+b
    return io.BytesIO(block('l')+block('q')+b'\n'+tz.encode()+b'\n')
def z(tz, **k): return Z.from_file(mk(tz, **k), key=tz)
for s in ('EST5EDT,0/0,J365/25', 'AAA3BBB,J1/0,J365/24', 'AAA168', 'AAA24', 'AAA-24', 'AAA25', 'AAA3BBB', 'AAA3BBB,M3.2.0', 'AAA3BBB,M13.1.1,M1.1.1', 'AAA3BBB,M3.6.0,M1.1.1', 'AAA3BBB,M3.2.7,M1.1.1', '<+03>-3', '<AB>3', 'AAA', '', 'AAA5:30:15BBB,M3.2.0/-1,M11.1.0/26:30', 'AAA3BBB,366,1', 'AAA3BBB,J0,J1', 'AAA3BBB,J366,J1', 'AAA+167:59:59', 'AAA1:2:60', 'A3', 'AAA3BBB,M3.2.0/168,M11.1.0', 'AAA3BBB4,J60/2,J300/2', 'GMT0BST-1,M3.5.0/1,M10.5.0'):
    def f():
        x=z(s)
        out=[]
        for d in (datetime.datetime(2019,1,1), datetime.datetime(2019,7,1), datetime.datetime(2019,12,31,23,59), datetime.datetime(2020,2,29), datetime.datetime(2019,3,10,2,30), datetime.datetime(2019,3,10,2,30,fold=1), datetime.datetime(2019,11,3,1,30), datetime.datetime(2019,11,3,1,30,fold=1)):
            d=d.replace(tzinfo=x); out.append((d.tzname(), d.utcoffset().total_seconds(), d.dst().total_seconds()))
        for d in (datetime.datetime(2018,12,31,20), datetime.datetime(2019,1,1,3), datetime.datetime(2019,11,3,6,30)):
            d=d.replace(tzinfo=datetime.timezone.utc).astimezone(x); out.append((d.isoformat(), d.fold))
        return out
    print(s, end=' '); t(f)
one = Z.from_file(mk('', trans=(), types=((3600,1,'DST'),)), key='x')
t(lambda: (datetime.datetime(1970,1,1,tzinfo=one).tzname(), datetime.datetime(1970,1,1,tzinfo=one).dst(), one.utcoffset(None)))
one = Z.from_file(mk('STD0DST-1,0/0,J365/25', types=((0,0,'STD'),(3600,1,'DST')), trans=((0,1),)), key='y')
t(lambda: [datetime.datetime(y,m,1,tzinfo=one).tzname() for y in (1960,1970,2000,2050) for m in (1,7)])
for a in ('nope/zone', '../x', '/etc/passwd', '', 'a\0b', 3, None, 'Europe', 'Europe/', '.', 'UTC/..', b'UTC'):
    t(lambda: Z(a))
t(lambda: (repr(Z('Europe/Berlin')), str(Z('Europe/Berlin')), Z('UTC') is Z('UTC'), Z.no_cache('UTC') is Z('UTC'), Z('UTC').key))
import pickle, copy
t(lambda: pickle.loads(pickle.dumps(Z('Europe/Berlin'))) is Z('Europe/Berlin')); t(lambda: pickle.dumps(one)); t(lambda: copy.copy(Z('UTC')) is Z('UTC'))
