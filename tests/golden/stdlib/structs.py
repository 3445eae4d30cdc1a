"""struct: ranges, floats, offsets, counts, messages."""
import struct
for c,v in (('b',200),('B',-1),('h',40000),('H',-1),('i',2**40),('I',-1),('l',2**70),('L',-1),('q',2**63),('Q',-1),('n',2**63),('N',-1),('P',2**64),('P',-2**63-1),('P',-2**63),('P','x')):
    for p in ('','<','>'):
        try: print(p+c, struct.pack(p+c,v))
        except Exception as e: print(p+c,type(e).__name__, e)
for f,v in (('f',1e40),('<f',1e40),('>f',-1e40),('f',float('inf')),('<f',float('inf')),('e',1e6),('<e',1e6),('d',10**400),('<f',10**400),('<d','x'),('e','x'),('f',None),('<f',3.4028235677973366e+38),('<f',3.4028235e38)):
    try: print(f, struct.pack(f,v))
    except Exception as e: print(f,type(e).__name__, e)
for e in ("struct.unpack_from('h',b'abcd',-1)","struct.unpack_from('h',b'abcd',-5)","struct.unpack_from('h',b'abcd',-3)","struct.pack_into('h',bytearray(4),-1,5)","struct.pack_into('h',bytearray(4),-5,5)","struct.pack_into('h',b'ab',0,5)","struct.pack_into('h',5,0,5)","struct.Struct('h').pack_into(b'ab',0,5)","struct.unpack('h',5)","struct.unpack_from('h',5)","struct.pack_into('h',bytearray(4),'x',5)","struct.Struct('h').unpack_from(buffer=b'abcd',offset=2)","struct.unpack_from('h')","struct.Struct('x').pack(1)","struct.Struct('h').size","struct.Struct('h')==struct.Struct('h')","struct.iter_unpack('',b'')","next(struct.iter_unpack('h',b'ab'))","struct.pack('1000000000000000000000i')","struct.pack('9223372036854775807i')","struct.pack('h',1.0)","struct.pack('h',None)","struct.pack('s','x')","struct.pack('c',b'ab')","struct.unpack('?',b'\\2')","struct.unpack('p',b'\\5')","struct.pack('p',b'')","struct.pack('256p',b'x'*300)[:3]","struct.Struct('>h').format","struct.Struct(b'>h').format"):
    try: print(e,'=',repr(eval(e)))
    except Exception as x: print(e,'->',type(x).__name__,x)
