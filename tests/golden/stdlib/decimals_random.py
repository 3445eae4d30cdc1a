"""decimal: random operands and contexts, a few results of each operation and a sum over all."""
from binascii import crc32
import random
from decimal import *
random.seed(777)
def num():
    k=random.random()
    if k<.04: return random.choice(['NaN','sNaN5','Infinity','-Infinity','0','-0','0E+7','-0E-9'])
    n=random.choice([1,2,3,5,9,12,20,40])
    s=''.join(random.choice('0123456789') for _ in range(n))
    if k<.2: s=random.choice(['1','10','100','5','25','9999','1'+'0'*20,'99999999999'])
    e=random.choice([0,0,0,-1,1,-2,-5,3,-n,random.randint(-30,30),random.randint(-400,400) if k>.9 else 0])
    return random.choice(['','-'])+s+('E%d'%e)
R=[ROUND_UP,ROUND_DOWN,ROUND_CEILING,ROUND_FLOOR,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP]
un='abs minus plus exp ln log10 logb logical_invert next_minus next_plus normalize sqrt to_integral_exact to_integral_value number_class to_eng_string is_normal is_subnormal'.split()
bi='add subtract multiply divide divide_int remainder remainder_near compare compare_signal compare_total compare_total_mag logical_and logical_or logical_xor max max_mag min min_mag next_toward quantize rotate scaleb shift same_quantum divmod copy_sign power'.split()
for op in un + bi + ['fma']:
    out = []
    for i in range(120):
        c=Context(prec=random.choice([1,2,3,5,9,16,28,34]),rounding=random.choice(R),Emin=random.choice([-5,-20,-300,-999999]),Emax=random.choice([5,20,300,999999]),clamp=random.choice([0,0,0,1]),capitals=random.choice([0,1]),traps=[])
        x,y,z=Decimal(num()),Decimal(num()),Decimal(num())
        if op in('logical_and','logical_or','logical_xor','logical_invert') and random.random()<.8:
            x,y=[Decimal(''.join(random.choice('01') for _ in range(random.randint(1,20)))) for _ in '12']
        if op in('rotate','shift','scaleb') and random.random()<.8: y=Decimal(random.randint(-12,12))
        if op=='power':
            if random.random()<.6: y=Decimal(random.randint(-30,30))
            else: y=Decimal(random.randint(-5000,5000))/1000
        if op in('exp',) and x.adjusted()>4: x=x.scaleb(-x.adjusted()) if x.is_finite() else x
        f=getattr(c,op)
        args=(x,) if op in un else (x,y) if op in bi else (x,y,z)
        try: r=str(f(*args))
        except Exception as e: r=repr(e)
        out.append('%s %s -> %s %s | %s'%(op,' '.join(map(str,args)),r,[s.__name__ for s in c.flags if c.flags[s]],c))
    print(*out[:6], crc32('\n'.join(out).encode()), sep='\n')
