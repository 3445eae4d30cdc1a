"""The parameters of blake2."""
import hashlib, inspect
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for B in (hashlib.blake2b,hashlib.blake2s):
    print(sorted((k,v) for k,v in vars(B).items() if isinstance(v,int)), B, inspect.signature(B)); print([n for n in dir(B) if n not in dir(object)])
    t(lambda:B(b'abc').hexdigest()); t(lambda:B(b'abc',digest_size=10).hexdigest()); t(lambda:B(b'abc',key=b'k').hexdigest()); t(lambda:B(b'abc',salt=b's',person=b'p').hexdigest()); 
    t(lambda:B(b'abc',fanout=2,depth=3,leaf_size=100,node_offset=5,node_depth=1,inner_size=10,last_node=True).hexdigest())
    t(lambda:B(b'abc'*300,fanout=0,depth=255,leaf_size=2**32-1,node_offset=2**40,node_depth=255,inner_size=B.MAX_DIGEST_SIZE,last_node=True).hexdigest())
    for kw in (dict(digest_size=0),dict(digest_size=100),dict(digest_size=-1),dict(key=b'x'*100),dict(salt=b'x'*100),dict(person=b'x'*100),dict(fanout=256),dict(fanout=-1),dict(depth=0),dict(depth=256),dict(leaf_size=-1),dict(leaf_size=2**32),dict(node_offset=-1),dict(node_offset=2**64),dict(node_offset=2**48),dict(node_depth=256),dict(inner_size=100),dict(inner_size=-1),dict(foo=1),dict(key='s'),dict(digest_size='a')):
        print(kw,end=' '); t(lambda:B(**kw).digest_size)
    t(lambda:B('a')); t(lambda:B(None)); t(lambda:B(b'a',b'b')); t(lambda:B(data=b'a')); t(lambda:B(string=b'a'))
    h=B(key=b'k'); h.update(b'a'*129); c=h.copy(); c.update(b'z'); t(h.hexdigest); t(c.hexdigest); t(lambda:(h.name,h.digest_size,h.block_size)); t(lambda:setattr(h,'name',1)); t(lambda:h.update('x')); t(lambda:h.hexdigest(1))
    t(lambda:type('X',(B,),{}))
