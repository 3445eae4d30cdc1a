"""Local times that come twice, surrogates in formats, and arguments that do not fit, of datetime, struct, mmap and others."""
import os,time,datetime as D,warnings
warnings.simplefilter('always')
def t(f,*a):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: print('  ->',ascii(f(*a)))
        except Exception as e: print('  !!',type(e).__name__,ascii(e))
    for x in w: print('   W',x.category.__name__,x.message, x.filename==__file__)
os.environ['TZ']='America/New_York'; time.tzset()
for ts in (-1615140000,-1615143600+1800,-1633266000,-1615140000-3600,1604206800,1604210400,1604210400+1800,1583650800, 0,-1,-86400*200):
    d=D.datetime.fromtimestamp(ts); print(ts,d,d.fold, d.astimezone().isoformat(), d.timestamp())
for f,s in (('%d','01'),('%m/%d','02/29'),('%b %d','Feb 29'),('%Y %d','2000 1'),('%j','5'),('%d %y','1 00'),('%e' ,'1')):
    t(D.datetime.strptime,s,f); t(time.strptime,s,f)
class X(str):
    def replace(self,*a): return None
class Tz(D.tzinfo):
    def tzname(self,dt): return X('a%b')
    def utcoffset(self,dt): return D.timedelta(0)
t(D.datetime(2000,1,1,tzinfo=Tz()).strftime,'%Z')
t(D.datetime(2000,1,1,tzinfo=Tz()).strftime,'%Z %z %:z')
d=D.datetime(1,2,3,4,5,1,123)
t(d.isoformat,'\ud800');t(d.isoformat,'ab');t(d.isoformat,'\u20ac');t(D.datetime.fromisoformat,'2018-01-31\ud80023:59:47.124789');t(D.datetime.fromisoformat,'2018-01-31\u20ac23:59:47.124789'); t(d.strftime,'\ud800%Y'); t(d.strftime,'%\ud800');
for f in ('%q', '%'):
    for parse in (time.strptime, D.datetime.strptime):
        try:
            parse('x', f)
        except ValueError as e:
            print(e.__suppress_context__, e)
import struct
for f in ('\0','i\0','>\0i',b'\0','1\0','ii\ud800'): t(struct.calcsize,f)
import mmap; m=mmap.mmap(-1,4096)
for a in ((mmap.MADV_NORMAL,0,2**63-1),(mmap.MADV_NORMAL,2**63-1),(mmap.MADV_NORMAL,-1),(mmap.MADV_NORMAL,4096,1),(mmap.MADV_NORMAL,1,2**63-1)): t(m.madvise,*a)
import syslog; t(syslog.openlog,'\ud800'); t(syslog.syslog,'\ud800'); t(syslog.syslog,'a\0')
import json.decoder; t(json.decoder.scanstring,b'xxx',2**63);t(json.decoder.scanstring,b'xxx',1);t(json.decoder.scanstring,'xxx',2**63);t(json.decoder.scanstring,'xxx',-1)
import ipaddress as I
t(lambda: list(I.collapse_addresses([I.IPv6Address('2001::1%a'),I.IPv6Address('2001::%a')])));
t(lambda: list(I.summarize_address_range(I.IPv6Address('1::%scope'),I.IPv6Address('2::%scope'))));t(lambda: list(I.summarize_address_range(I.ip_address('1.1.1.0'),I.ip_address('1.1.1.255'))));t(lambda: list(I.summarize_address_range(I.ip_address('1.1.1.5'),I.ip_address('1.1.1.0'))));t(lambda: list(I.summarize_address_range(I.ip_network('1.1.1.0'),I.ip_network('1.1.1.1'))));t(lambda: list(I.summarize_address_range(I.ip_address('::'),I.ip_address('1.1.1.1'))))
