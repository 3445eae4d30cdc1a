"""zoneinfo: zones by key and from files, caches, times around transitions, messages."""
import zoneinfo
from zoneinfo import *
from datetime import *
import pickle, copy
print([n for n in dir(zoneinfo) if n[0] != '_'], zoneinfo.__all__, zoneinfo.TZPATH, ZoneInfo.__module__, ZoneInfo.__mro__)
print([n for n in dir(ZoneInfo) if n[0] != '_'])
def t(*es):
    for e in es:
        try: print(e,'=',repr(eval(e)))
        except BaseException as x: print(e,'->',type(x).__name__,x)
t('ZoneInfo("UTC")','str(ZoneInfo("America/New_York"))','ZoneInfo("x/y")','ZoneInfo("../etc/passwd")','ZoneInfo("/etc/passwd")','ZoneInfo("")','ZoneInfo("a\\0")','ZoneInfo("Europe")','ZoneInfo(5)','ZoneInfo("UTC") is ZoneInfo("UTC")','ZoneInfo.no_cache("UTC") is ZoneInfo("UTC")','ZoneInfo("UTC").key','pickle.loads(pickle.dumps(ZoneInfo("UTC"))) is ZoneInfo("UTC")','pickle.dumps(ZoneInfo.from_file(open("/usr/share/zoneinfo/UTC","rb")))','ZoneInfo.from_file(open("/usr/share/zoneinfo/UTC","rb"))','str(ZoneInfo.from_file(open("/usr/share/zoneinfo/UTC","rb"),key="k"))','ZoneInfo.from_file(__import__("io").BytesIO(b"xx"))','ZoneInfo.clear_cache()','ZoneInfo.clear_cache(only_keys=["UTC"])','reset_tzpath(["/x"])','TZPATH','zoneinfo.TZPATH','reset_tzpath()','reset_tzpath(["x"])','reset_tzpath("x")','len(available_timezones())>400','"UTC" in available_timezones()','ZoneInfo("UTC").utcoffset(None)','ZoneInfo("Europe/Berlin").utcoffset(None)','ZoneInfo("Europe/Berlin").tzname(None)','ZoneInfo("Europe/Berlin").dst(None)','ZoneInfo("Europe/Berlin").utcoffset(5)','time(1,tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()','ZoneInfo("UTC").fromutc(5)','ZoneInfo("UTC").fromutc(datetime(2020,1,1))','hash(ZoneInfo("UTC"))==hash(ZoneInfo("UTC"))','ZoneInfo("UTC")==ZoneInfo.no_cache("UTC")','copy.copy(ZoneInfo("UTC")) is ZoneInfo("UTC")','copy.deepcopy(ZoneInfo("UTC")) is ZoneInfo("UTC")','ZoneInfoNotFoundError.__mro__','InvalidTZPathWarning.__mro__')
class Z(ZoneInfo): pass
t('Z("UTC")','Z("UTC") is Z("UTC")','Z("UTC") is ZoneInfo("UTC")','type(pickle.loads(pickle.dumps(Z("UTC"))))')
for k in ('America/New_York','Europe/Berlin','Europe/London','Asia/Tokyo','Australia/Lord_Howe','America/Sao_Paulo','Africa/Casablanca','Asia/Kolkata','Pacific/Apia','America/St_Johns','UTC','Etc/GMT+5','Europe/Dublin','Asia/Tehran','Antarctica/Troll'):
    z=ZoneInfo(k)
    for d in (datetime(1850,1,1),datetime(1900,6,1),datetime(1945,5,20),datetime(1970,1,1),datetime(2000,7,1,12),datetime(2023,3,12,2,30),datetime(2023,3,26,1,30),datetime(2023,3,26,2,30),datetime(2023,10,29,1,30),datetime(2023,10,29,2,30),datetime(2023,11,5,1,30),datetime(2037,12,31),datetime(2050,1,1),datetime(2050,7,1),datetime(2100,3,28,2,30),datetime(9999,12,31,23)):
        for f in (0,1):
            x=d.replace(tzinfo=z,fold=f)
            print(k,x.isoformat(),x.tzname(),x.dst(),end=' ')
            try: u=d.replace(tzinfo=timezone.utc).astimezone(z); print(u,u.fold,u.tzname())
            except Exception as e: print(type(e).__name__,e)
