# platform: names of systems, what files say of the C library, os.uname() with a processor, machines that this is not.
import copy, os, pickle, tempfile, warnings
import platform as p

warnings.simplefilter('ignore')
for f in ('win32_edition', 'win32_is_iot', 'win32_ver', 'mac_ver', 'ios_ver', 'java_ver', 'android_ver', 'python_branch', 'python_revision'):
    print(f, getattr(p, f)())
print(p.mac_ver('a', ('b', 'c', 'd'), 'e'), p.ios_ver('s', 'r', 'm', True), p.java_ver('a'), p.android_ver('1', 2))
print(p.system() == os.uname().sysname, p.node() == os.uname().nodename, p.release() == p.uname().release, p.machine() == p.uname()[4], p.platform().startswith(p.system()), p.platform() is p.platform())
for a in (('SunOS','5.8','x'),('SunOS','3','x'),('Windows','10','v'),('Linux','5','v'),('Rhapsody','1','2'),('win32','1','2'),('SunOS','bad','x'),('Darwin','1','2')): print(a,p.system_alias(*a))
u=p.uname(); print(u[5]==u.processor, len(u), u._asdict().keys(), u._replace(node='n')[1], u==tuple(u), len(u[0:3]), list(u)==[*u], u._fields)
print(pickle.loads(pickle.dumps(u))==u, copy.copy(u)==u, u.__reduce__()[0].__name__)
try: p.uname_result('a')
except TypeError as e: print(e)
print(p.uname_result('a','b','c','d','e'), p.uname_result._make(['a','b','c','d','e']))
try: print(p.uname_result._make(['a','b']))
except TypeError as e: print(e)

d=tempfile.mkdtemp(); f=os.path.join(d,'x')
for data in (b'', b'\x7fELF GLIBC_2.9 GLIBC_2.10 ', b'libc.so.6', b'libc-1.9.5.so libc_1.2', b'libc.musl-x86_64.so.1', b'x'*17000+b'GLIBC_2.35', b'GLIBC_2.x', b'libc.so.5.4 __libc_init', b'__libc_init', b'GLIBC_2.2.5\0GLIBC_2.34 libc.so.6'):
    open(f,'wb').write(data); print(data[-20:], p.libc_ver(f), p.libc_ver(f,chunksize=20), p.libc_ver(f,'lib','1'))
p._os_release_candidates, p._os_release_cache = (f + 'none', f), None
for text in ('', 'NAME=x\nID="y z"\n# comment\nBAD LINE\nQ=\'q"\'\nE="a\\$b \\"c\\" \\n"\nPRETTY_NAME=P P\nU="unclosed\n_1=ok\n=none\n'):
    open(f, 'w').write(text)
    p._os_release_cache = None
    print(p.freedesktop_os_release())
for data in (b'', b'MZ', b'\x7fELF\x02'): 
    open(f,'wb').write(data); print(p.architecture(f), p.architecture(f,'12','link'))
print(p.architecture('/nonexistent'))
