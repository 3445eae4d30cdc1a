"""Operators and functions of numbers on arguments from a seeded generator."""
import math, cmath, _random
r=_random.Random(7)
def rnd():
    k=r.getrandbits(3)
    x=r.random()
    if k==0: return x
    if k==1: return (x-0.5)*10
    if k==2: return (x-0.5)*1000
    if k==3: return math.ldexp(x-0.5, r.getrandbits(11)-1024)
    if k==4: return float(r.getrandbits(6)-32)
    if k==5: return (r.getrandbits(7)-64)/2
    if k==6: return math.ldexp(x-0.5, r.getrandbits(6)-32)
    return [0.0,-0.0,math.inf,-math.inf,math.nan,1.0,5e-324,1.7e308][r.getrandbits(3)]
def rint():
    k=r.getrandbits(4)
    n=r.getrandbits([1,3,8,30,31,60,61,62,63,64,65,100,128,200,1000,70][k])
    return -n if r.getrandbits(1) else n
def run(f,*a):
    try: v=f(*a)
    except Exception as e: v=type(e).__name__+': '+str(e)
    return v
out=[]
f1='acos acosh asin asinh atan atanh cbrt ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor frexp gamma isfinite isinf isnan lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp'.split()
f2='atan2 copysign fmod hypot pow remainder nextafter isclose'.split()
for n in f1:
    f=getattr(math,n)
    for i in range(12):
        x=rnd(); print(n,repr(x),run(f,x))
for n in f2:
    f=getattr(math,n)
    for i in range(12):
        x=rnd();y=rnd(); print(n,repr(x),repr(y),run(f,x,y))
for i in range(12):
    x=[rnd() for _ in range(r.getrandbits(3))]; y=[rnd() for _ in x]
    print('fsum',x,run(math.fsum,x)); print('hyp',run(math.hypot,*x)); print('dist',run(math.dist,x,y)); print('sp',run(math.sumprod,x,y)); print('sum',run(sum,x)); print('prod',run(math.prod,x))
    print('fma',run(math.fma,rnd(),rnd(),rnd()))
    z=[[rnd,rint][r.getrandbits(1)]() for _ in range(6)]; w=[[rnd,rint][r.getrandbits(1)]() for _ in range(6)]
    print('mix',z,run(sum,z),run(math.sumprod,z,w),run(math.prod,z),run(min,z),run(max,z))
ops=dict(add=lambda a,b:a+b,sub=lambda a,b:a-b,mul=lambda a,b:a*b,tdiv=lambda a,b:a/b,fdiv=lambda a,b:a//b,mod=lambda a,b:a%b,dm=divmod,lt=lambda a,b:a<b,le=lambda a,b:a<=b,eq=lambda a,b:a==b,and_=lambda a,b:a&b,or_=lambda a,b:a|b,xor=lambda a,b:a^b)
for n,f in ops.items():
    for i in range(12):
        a=rint();b=rint(); print(n,a,b,run(f,a,b))
    for i in range(8):
        a=rint();b=rnd(); print(n,a,repr(b),run(f,a,b)); print(n,repr(b),a,run(f,b,a))
    for i in range(8):
        a=rnd();b=rnd(); print(n,repr(a),repr(b),run(f,a,b))
for i in range(12):
    a=rint(); k=r.getrandbits(7); print('sh',a,k,a<<k,a>>k,~a,-a,abs(a),hash(a),a.bit_length(),a.bit_count(),run(float,a),run(math.log,a),run(math.log2,a),run(math.log10,a), run(math.isqrt,a))
    e=r.getrandbits(6); print("pw",a,e,a**e%10**60,(a**e).bit_length(), run(pow,a,rint(),rint()), run(pow,a,-e), math.gcd(a,rint()), math.lcm(a,rint()))
    b=a.to_bytes(130,'little',signed=True); assert int.from_bytes(b,'little',signed=True)==a; print(b.hex() if hasattr(b,'hex') else b)
    d=r.getrandbits(5); print('round',round(a,-d), run(round,rnd(),r.getrandbits(5)-16)); print(hex(a),oct(a),bin(a), f'{a:,}', f'{a:e}' if abs(a)<10**300 else '')
    x=rnd(); print('f',repr(x),run(x.as_integer_ratio),x.hex(),hash(x) if x==x else 0,run(int,x),run(round,x),float.fromhex(x.hex()))
    n=r.getrandbits(8); k2=r.getrandbits(7); print('comb',n,k2,math.comb(n,k2),math.perm(n,k2),math.factorial(n))
for i in range(-1074,1024,7): print(2.0**i, 3*2.0**i, 2.0**i*5.5,repr(1.1*2.0**i))
f3='acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase polar isnan isinf isfinite'.split()
for n in f3:
    f=getattr(cmath,n)
    for i in range(12):
        z=complex(rnd(),rnd()); print(n,z,run(f,z))
for i in range(15):
    z=complex(rnd(),rnd());w=complex(rnd(),rnd())
    for n in ('add','sub','mul','tdiv','eq'): print(n,z,w,run(ops[n],z,w),run(ops[n],z,w.real),run(ops[n],z.imag,w))
    print('cpow',z,w,run(pow,z,w),run(pow,z,r.getrandbits(4)-8),run(abs,z),run(cmath.rect,z.real,z.imag),run(cmath.log,z,w),hash(complex(i,i/2)),repr(z),f'{z:.3g}',run(complex,str(z)))
    x=rnd();y=rnd(); print('pow',repr(x),repr(y),run(pow,x,y))
