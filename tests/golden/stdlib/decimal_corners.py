"""Corners of Decimal: exponents beyond the bounds, formats with marks of one's own, zeros that are clamped, powers of ten."""
from decimal import *
import decimal, locale
c=Context(prec=16,Emax=6144,Emin=-383,clamp=0,traps=[])
def t(f,*a,**k):
    try: print('  ->',f(*a,**k))
    except BaseException as e: print('  !!',type(e).__name__,e)
print(c.create_decimal('-0e10000'),c.plus(Decimal('-0e10000')), c.abs(Decimal('-0e10000')),c.minus(Decimal('0e10000')))
print(c.create_decimal('-0E-500'), c.create_decimal((1,(0,),'F')), )
print(c)
c=Context(prec=9,Emax=999999,Emin=-999999,traps=[])
t(c.create_decimal,(1,[],999999999999)); t(c.create_decimal,(1,[0],1000000)); t(Decimal,(1,[],999999999999999999)); t(Decimal,(0,[1],999999999999999999)); t(Decimal,(1,[],10**18));t(Decimal,(1,[],10**30));t(Decimal,'1e1000000000000000000');t(Decimal,'0e1000000000000000000');t(Decimal,'-0e-9999999999999999999999');t(Decimal,'1e-9999999999999999999999')
t(c.create_decimal,(1,[0],10**30)); t(c.create_decimal,(1,[1],10**30)); t(c.create_decimal,(1,[1],-10**30))
print(c.power(Decimal(10),999999),c.flags[Inexact],c.flags[Rounded]); c.clear_flags()
c2=Context(prec=16,Emax=999999999,Emin=-999999999,traps=[]); print(c2.power(Decimal('1.23E+12345'),10123),[s.__name__ for s in c2.flags if c2.flags[s]])
d=Context(); e=d.copy(); print(d.flags is e.flags, d.flags==e.flags)
t(format,Decimal('1.5'),'N');t(format,Decimal('12345.5'),',N');t(format,Decimal(7),'x');t(format,Decimal(7),'10.3F');t(Decimal(1).__format__,'=10.10',9);t(Decimal(1).__format__,'f',{'x':1})
t(Decimal('12345678.9').__format__,'n',{'decimal_point':'*','thousands_sep':'-','grouping':'\x02\x03'}); t(Decimal('12345678.9').__format__,'n',{'decimal_point':'*'}); t(Decimal('12345678.9').__format__,'n',{'grouping':['a']}); t(Decimal('12345678.9').__format__,'n',{'decimal_point':5}); t(Decimal('12345678.9').__format__,'n',{'decimal_point':''}); t(Decimal('12345678.9').__format__,'n',{'grouping':'','thousands_sep':'xxxxx'});t(Decimal('12345678.9').__format__,'f',{'decimal_point':'*','thousands_sep':'-','grouping':'\x02'})
getcontext().rounding=ROUND_UP
t(format,Decimal('6.01'),'.1f');t(format,Decimal('6.01'),'.1e');t(format,Decimal('6.01'),'.2g');t(format,Decimal('6.01'),'.2');t(format,Decimal('6.01'),'.1%')
getcontext().rounding=ROUND_HALF_EVEN
for f in ('canonical', 'is_canonical'):
    t(getattr(c, f), 200); t(getattr(c, f), 'x')
t(round,Decimal('3.1'),1.5);t(round,Decimal('3.1'),10**30);t(round,Decimal('1e20')); t(round,Decimal('3.5'),-2);t(round,Decimal('NaN'));t(round,Decimal('Infinity'));t(round,Decimal('NaN'),2);t(round,Decimal('Infinity'),2);t(round,Decimal('1.5'),2**63-1);t(round,Decimal('1.5'),-2**63);t(round,Decimal('1.5'),425000000);t(round,Decimal('1.5'),'a')

c=Context(prec=16,Emax=6144,Emin=-383,clamp=0,traps=[])
for v in ('-0e10000','0e-9999','-0e-9999','-1e-9999','1e9999','123456789012345678'):
    for f in (c.create_decimal, c.plus, c.copy_abs, c.to_sci_string, c.to_eng_string, c.normalize, c.reduce if hasattr(c,'reduce') else c.abs, c._apply if hasattr(c,'_apply') else c.abs):
        t(f,Decimal(v))
    t(c.create_decimal,v)
t(c.add,Decimal('-0e10000'),Decimal('-0e10000'))
t(c.multiply,Decimal('-0e5000'),Decimal('0e5000')); t(c.subtract,Decimal('-0e5000'),Decimal('0e5000'));t(c.quantize,Decimal('-0e5000'),Decimal('1e3')); t(c.divide,Decimal('-0e5000'),Decimal('1e-5000')); t(c.next_plus,Decimal('-1e-9999')); t(c.scaleb, Decimal('-0'),Decimal('9999'));t(c.fma,Decimal('-0e9999'),Decimal(1),Decimal('-0e9999')); t(c.remainder,Decimal('-0e9999'),Decimal(1));t(c.sqrt,Decimal('-0e9999'));t(c.shift,Decimal('-0e9999'),1);t(c.to_integral_value,Decimal('-0e9999'));t(c.minus,Decimal('0e9999'));t(c.max,Decimal('-0e9999'),Decimal('-0e9999'));t(c.max_mag,Decimal('-0e9999'),Decimal('-0e9999'));t(c.min,Decimal('-0e9999'),Decimal('0e9999'))
for o in ({},{'x':1},{'decimal_point':'*','x':1},{'thousands_sep':'ab'},{'thousands_sep':'é'},{'decimal_point':'ab'},{'grouping':'\x00'},{'grouping':'ab'},None,{'decimal_point':'.'}):
    for s in ('f','n',',','.3N'): t(Decimal('-1234567.25').__format__,s,o)
print([Decimal(10)**k for k in (3,30,300,-3,-30,-300)], Decimal(100)**40, Decimal('1.0')**50, Decimal('10.0')**50,Decimal('-10')**31)
print(Context().power(3,-5),Decimal('1e1')**999, Decimal(20)**100)
t(pow,Decimal('123e50'),Decimal('1e3'),Decimal(17291065)); t(pow,Decimal('123e500000'),Decimal('12345'),Decimal(17291065))
