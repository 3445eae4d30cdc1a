"""calendar: text and HTML, weeks of every kind, names, subclasses, the command line, messages."""
import calendar as c, warnings
import sys; sys.stdout.reconfigure(line_buffering=True)
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',0))
H=c.HTMLCalendar(6)
t(lambda:H.formatmonth(2024,2)); t(lambda:H.formatyear(2024,5)[:600]); t(lambda:H.formatyear(2024,5)[-300:]); t(lambda:H.formatyearpage(2024,css=None)[:300]); t(lambda:H.formatyearpage(2024,encoding='ascii')[:500]); t(lambda:H.formatyearpage(2024)[-100:])
T=c.TextCalendar()
t(lambda:T.formatmonth(2024,2,3,2)); t(lambda:T.formatyear(2024,3,2,1,5)[:400]); t(lambda:T.formatyear(2024,0,0,0,1)[:200]);t(lambda:T.formatweek([(0,1),(1,2),(31,3)],3)); t(lambda:T.formatweekheader(2)); t(lambda:[T.formatweekheader(w) for w in (0,1,3,8,9,12)]); t(lambda:T.formatmonthname(2024,2,20,False)); t(lambda:T.formatday(0,1,5)); t(lambda:T.formatday(5,1,5))
t(lambda:T.formatmonthname(2024,13,5)); t(lambda:T.formatmonthname(2024,0,5)); t(lambda:c.monthrange(2024,13)); t(lambda:c.monthrange(2024,0)); t(lambda:c.setfirstweekday(7)); t(lambda:c.setfirstweekday('x')); t(lambda:c.Calendar(9).firstweekday); t(lambda:c.Calendar(-1).firstweekday)
t(lambda:c.weekday(0,1,1)); t(lambda:c.weekday(10000,1,1)); t(lambda:c.weekday(-5,2,28)); t(lambda:c.weekday(2024,2,30)); t(lambda: c.January); t(lambda:c.February); t(lambda:c.nothing); t(lambda:c.JANUARY); t(lambda:(c.day_name,)[0:0]); t(lambda:c.day_name[1:3]); t(lambda:list(c.month_abbr)); t(lambda:c.day_name[9]); t(lambda:len(c.month_name)); t(lambda:c.month_name[-1]); t(lambda:c.day_abbr['a']); t(lambda:c.month_name[::-2])
t(lambda:list(c.Calendar(3).itermonthdates(1,1))[:2]); t(lambda:list(c.Calendar(3).itermonthdates(9999,12))[-2:]); t(lambda:list(c.Calendar(3).itermonthdays3(9999,12))[-2:]); t(lambda:list(c.Calendar(3).itermonthdays4(1,1))[:3]); t(lambda:list(c.Calendar(3).itermonthdays4(0,1))[:3]); t(lambda:list(c.Calendar(6).itermonthdays2(2024,2))[:5])
t(lambda:c.timegm((1970,1,1,0,0,0))); t(lambda:c.timegm((1969,12,31,23,59,59,0,0,0))); t(lambda:c.timegm((2024,13,1,0,0,0))); t(lambda:c.formatstring(['a','bc'],5,2)); t(lambda:c.format(['a','bc'])); t(lambda:c.isleap(1900)); t(lambda:c.leapdays(1,2001)); t(lambda:c.week([(1,2)],3)); t(lambda:c.prweek([(1,2)],3)); t(lambda:c.weekheader(2)); t(lambda:c.main(['x'])); t(lambda:c.main(['1','13'])); t(lambda:c.main(['-t','html','2024','2'])); t(lambda:c.main(['-L','C'])); t(lambda:c.main(['-L','xx','-e','x'])); t(lambda:c.main(['-e','ascii','2024','2'])); t(lambda:c.main(['-f','6','2024','1'])); t(lambda: c.main(['-w','4','-l','1','2024','3'])); t(lambda:c.main(['-t','x'])); t(lambda:c.main(['10000'])); t(lambda:c.main(['-f','9','2024','1']));t(lambda:c.main(['-t','html','-c','a.css','2024'])); t(lambda:c.LocaleTextCalendar(locale='C').formatmonth(2024,1)); t(lambda:c.LocaleTextCalendar(locale='xx_YY').formatmonth(2024,1)); t(lambda:c.LocaleHTMLCalendar(locale=('C',None)).formatmonth(2024,1)[:200]);t(lambda:vars(c.LocaleTextCalendar(2)));t(lambda:vars(c.Calendar(2))); t(lambda: vars(c.different_locale('C'))); t(lambda:c.monthcalendar(2024,2)); t(lambda:c.Day.MONDAY); t(lambda:str(c.Month.MAY)); t(lambda:c.monthrange(2024,2)); t(lambda:c.firstweekday()); t(lambda:c.Calendar().yeardayscalendar(2024,5)[2]); t(lambda: c.monthrange(-3,2)); t(lambda:c.IllegalMonthError(3).month);t(lambda:c.IllegalMonthError.__mro__)
class Sub(c.TextCalendar):
    def formatday(self,d,w,width): return f'<{d}>'
    def formatweekday(self,d,w): return f'[{d}]'
    def formatmonthname(self,*a,**k): return repr((a,k))
    def formatweek(self,*a): return 'W'+super().formatweek(*a)
    def formatweekheader(self,*a): return 'H'+super().formatweekheader(*a)
t(lambda:Sub().formatmonth(2024,2)); t(lambda:Sub().formatyear(2024,2)[:300])
class SH(c.HTMLCalendar):
    cssclasses_weekday_head=['a']*7; cssclasses=['b']*7
    def formatday(self,d,w): return f'<{d}>'
    def formatmonthname(self,*a,**k): return repr((a,k))
    def formatweek(self,*a): return 'W'+super().formatweek(*a)
    def formatmonth(self,*a,**k): return repr((a,k))+super().formatmonth(*a,**k)
t(lambda:SH().formatyear(2024,2)[:600])
import hashlib
for year in (1, 4, 1583, 1900, 2000, 2024, 2025, 9998, 20000, -7):
    for first in range(7):
        k=c.TextCalendar(first); h=c.HTMLCalendar(first)
        data=[k.formatyear(year,w,l,s,m) for w,l,s,m in ((2,1,6,3),(5,2,3,4),(9,0,0,1))]+[h.formatyear(year,7),[k.monthdays2calendar(year,m) for m in range(1,13)],list(k.itermonthdays4(year,1)),k.yeardayscalendar(year,6),list(k.iterweekdays())]
        print(year,first,[hashlib.sha1(repr(x).encode()).hexdigest()[:8] for x in data])
print(repr(c.TextCalendar(2).yeardatescalendar(2023,4))[:300])
