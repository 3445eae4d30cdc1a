"""Hashes: every algorithm, errors, keyed hashes, keys from passwords."""
import hashlib, inspect, _hashlib
print(sorted(hashlib.algorithms_available)); print(sorted(hashlib.algorithms_guaranteed)); print(hashlib.__all__)
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for n in hashlib.__all__:
    o=getattr(hashlib,n)
    try: sg=str(inspect.signature(o))
    except Exception as e: sg=repr(e)
    if callable(o) and n != 'new': print(n, str(o).split(' at ')[0], type(o).__name__, sg)
for n in sorted(hashlib.algorithms_available):
    h=hashlib.new(n); print(n, h.name, h.digest_size, h.block_size, type(h), type(h).__mro__)
    t(lambda:h.hexdigest()); t(lambda:h.hexdigest(5)); 
    if n in hashlib.algorithms_guaranteed:
        g=getattr(hashlib,n)(b'abc'); print(g.name, type(g)); t(lambda:g.hexdigest()[:8])
h=hashlib.sha256(); print(dir(h), repr(h).split(' @ ')[0]); 
for n in dir(h):
    if not n.startswith('__'): 
        o=getattr(type(h),n); print(n, type(o).__name__, end=' ')
        try:print(inspect.signature(o))
        except Exception as e: print(repr(e))
t(lambda:hashlib.sha256('a')); t(lambda:hashlib.sha256(1)); t(lambda:h.update('a')); t(lambda:h.update()); t(lambda:h.update(None)); t(lambda:hashlib.new('foo')); t(lambda:hashlib.new('md5','x')); t(lambda:hashlib.new(1)); t(lambda:hashlib.sha256(string=b'a').hexdigest()[:9]); t(lambda:hashlib.sha256(data=b'a')); t(lambda:hashlib.sha256(b'a',usedforsecurity=False).hexdigest()[:9])
t(lambda:hashlib.sha256(b'a',b'b')); t(lambda:hashlib.new('SHA256').name); t(lambda:hashlib.new('sha-256').name);t(lambda:hashlib.new('SHA3-256').name)
t(lambda:type(h)()); t(lambda:h.copy().hexdigest()==h.hexdigest()); import copy,pickle; t(lambda:copy.copy(h)); t(lambda:pickle.dumps(h)); t(lambda:setattr(h,'x',1)); t(lambda:setattr(h,'name',1))
t(lambda:h==h.copy()); 
s=hashlib.shake_128(b'a'); t(lambda:s.digest()); t(lambda:s.hexdigest(4)); t(lambda:s.digest(-1)); t(lambda:s.digest(0)); t(lambda:s.digest('a')); t(lambda:s.digest(length=3)); t(lambda:s.digest_size); t(lambda:type(s)); t(lambda:dir(s)==dir(h))
t(lambda:hashlib.pbkdf2_hmac('sha256',b'pw',b'salt',1000)); t(lambda:hashlib.pbkdf2_hmac('sha1',b'pw',b'salt',1000,dklen=50)); t(lambda:hashlib.pbkdf2_hmac('foo',b'pw',b'salt',1000)); t(lambda:hashlib.pbkdf2_hmac('md5',b'pw',b'salt',0)); t(lambda:hashlib.pbkdf2_hmac('md5',b'pw',b'salt',1,0)); t(lambda:hashlib.pbkdf2_hmac('md5',b'pw',b'salt',1,-1)); t(lambda:hashlib.pbkdf2_hmac('md5','pw',b'salt',1)); t(lambda:hashlib.pbkdf2_hmac(1,b'pw',b'salt',1)); t(lambda:hashlib.pbkdf2_hmac('sha3_256',b'pw',b'salt',1)); t(lambda:hashlib.pbkdf2_hmac('shake_128',b'pw',b'salt',1)); t(lambda:hashlib.pbkdf2_hmac('blake2b',b'pw',b'salt',1))
t(lambda:hashlib.pbkdf2_hmac('sha512_256',b'pw',b'salt',1))
t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=8,p=1)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=15,r=8,p=1)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=8,p=1,dklen=10)); t(lambda:hashlib.scrypt(b'pw')); t(lambda:hashlib.scrypt(b'pw',salt=b's')); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=8)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=1<<15,r=8,p=1)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=1<<15,r=8,p=1,maxmem=1<<27)[:4]); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=8,p=1,dklen=0)); t(lambda:hashlib.scrypt('pw',salt=b's',n=16,r=8,p=1)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=0,p=1)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=8,p=0)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=1,r=8,p=1)); t(lambda:hashlib.scrypt(b'pw',salt='s',n=1,r=8,p=1)); t(lambda:hashlib.scrypt(b'pw',salt=b's',n=16,r=8,p=1,maxmem=-1));t(lambda:hashlib.scrypt(b'pw',salt=b's',n=-16,r=8,p=1))
import io
t(lambda:hashlib.file_digest(io.BytesIO(b'abc'),'sha256').hexdigest()[:8]);  t(lambda:hashlib.file_digest(io.BytesIO(b'abc'),hashlib.md5).hexdigest()[:8]); t(lambda:hashlib.file_digest(open(__file__,'rb'),lambda:hashlib.blake2b(digest_size=4)).digest_size);  t(lambda:hashlib.file_digest(1,'md5')); t(lambda:inspect.signature(hashlib.file_digest))
# hmac
h=_hashlib.hmac_new(b'k',b'm','sha256'); print(repr(h).split(' @ ')[0], dir(h)); t(lambda:h.name)
t(lambda:_hashlib.hmac_digest(b'k',b'm','md5').hex()); t(lambda:_hashlib.compare_digest('a','a')); t(lambda:_hashlib.get_fips_mode())
t(lambda:_hashlib.hmac_new(b'k')); t(lambda:_hashlib.hmac_new(b'k',b'',digestmod='foo')); t(lambda: _hashlib.hmac_new(b'k',digestmod=hashlib.sha1).hexdigest()); t(lambda:_hashlib.compare_digest('é','a')); t(lambda:_hashlib.compare_digest('e',b'a'));  t(lambda:_hashlib.compare_digest(1,2)); t(lambda:_hashlib.hmac_digest('k',b'm','md5')); t(lambda:_hashlib.UnsupportedDigestmodError.__mro__)
for n in ('hmac_new','hmac_digest','compare_digest','new','openssl_md5','pbkdf2_hmac','scrypt','get_fips_mode'): print(n, inspect.signature(getattr(_hashlib,n)))

import hmac, secrets
h = hmac.new(b'key', b'message', 'sha256')
print(h.name, h.digest_size, h.block_size, h.hexdigest(), h.digest() == hmac.digest(b'key', b'message', 'sha256'))
c = h.copy(); c.update(b'more'); print(c.hexdigest(), h.hexdigest()[:8])
for make in (lambda: hmac.new(b'k', b'm'), lambda: hmac.new('k', b'm', 'md5'), lambda: hmac.new(b'k', 'm', 'md5'),
             lambda: hmac.new(b'k', b'm', 'nothing'), lambda: hmac.new(b'k', b'm', hashlib.sha3_224).hexdigest(),
             lambda: hmac.new(b'k', b'm', hashlib.blake2b).hexdigest(), lambda: hmac.new(b'k' * 200, b'm', 'sha1').hexdigest(),
             lambda: hmac.compare_digest('a', 'b'), lambda: hmac.new(b'k', b'm', lambda d=b'': hashlib.md5(d)).hexdigest()):
    t(make)
print(len(secrets.token_bytes()), len(secrets.token_hex(5)), len(secrets.token_urlsafe(6)), secrets.randbelow(1), secrets.choice('a'))
import threading
big, h, threads = b'x' * 1_000_000, hashlib.sha256(), []
for _ in range(4):
    threads.append(threading.Thread(target=h.update, args=(big,))); threads[-1].start()
for x in threads: x.join()
print(h.hexdigest() == hashlib.sha256(big * 4).hexdigest())
