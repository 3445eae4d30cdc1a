"""dbm: the kinds, flags, closed files, errors."""
import dbm, dbm.dumb, dbm.sqlite3, inspect, os, tempfile, warnings
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
print(dbm.__all__, dbm.error, inspect.signature(dbm.open), inspect.signature(dbm.whichdb), inspect.signature(dbm.dumb.open), dbm.dumb.error)
d=dbm.dumb.open('x'); 
for n in ('open','__init__'):
    pass
d['a']='1'; d[b'b']=b'2'; d['é']='é'
t(lambda:d['a']); t(lambda:d[b'b']); t(lambda:d['zz']); t(lambda:d.get('zz')); t(lambda:d.get('zz','q')); t(lambda:d.keys()); t(lambda:d.items());  t(lambda:len(d)); t(lambda:'a' in d); t(lambda:list(d)); t(lambda:d.setdefault('n','v')); t(lambda:d.pop('n')); t(lambda:d.popitem()); t(lambda:d.update({'u':'v'})); t(lambda:d.__setitem__(1,'a')); t(lambda:d.__setitem__('k',1)); t(lambda:d.__getitem__(1)); t(lambda:d.__delitem__('zz')); t(lambda:d.sync()); d['a']='longer value'*50; d['a']='s'; del d['u']
t(lambda:d.close()); t(lambda:d.close()); t(lambda:d['a']); t(lambda:len(d)); t(lambda:d.keys()); t(lambda:'a' in d); t(lambda:d.sync()); t(lambda:d.__setitem__('a','b'));t(lambda:list(d)); t(lambda:d.items())
print(sorted(os.listdir('.'))); print(open('x.dir').read()); print(open('x.dat','rb').read()[:20], os.path.getsize('x.dat'))
t(lambda:dbm.whichdb('x')); t(lambda:dbm.whichdb('nope')); open('empty','w').close(); t(lambda:dbm.whichdb('empty')); open('j','w').write('junkjunkjunkjunkjunk'); t(lambda:dbm.whichdb('j'))
with dbm.dumb.open('x','r') as r: t(lambda:r['a']); t(lambda:r.__setitem__('a','b')); t(lambda:r.__delitem__('a'))
t(lambda:dbm.dumb.open('nope','r')); t(lambda:dbm.dumb.open('nope','w')); t(lambda:dbm.dumb.open('x','q')); t(lambda:len(dbm.dumb.open('x','n')))
t(lambda:dbm.open('nope')); t(lambda:dbm.open('j')); t(lambda:dbm.open('x','q')); 
s=dbm.sqlite3.open('s','c'); t(lambda:type(s)); s['a']='1'; s[b'b']=b'2'; t(lambda:s['a']); t(lambda:s['zz']); t(lambda:s.get('q')); t(lambda:s.keys()); t(lambda:len(s)); t(lambda:list(s)); t(lambda:'a' in s); t(lambda:s.__delitem__('zz')); t(lambda:s.close()); t(lambda:s['a']); t(lambda:dbm.whichdb('s')); t(lambda:dbm.sqlite3.open('nope2')); t(lambda:dbm.sqlite3.open('s','z')); t(lambda:dbm.sqlite3.open('j')['a'])
with dbm.open('s') as q: t(lambda:type(q)); t(lambda:q['b']); t(lambda:q.__setitem__('a','b'))
with dbm.open('new','c') as q: print(type(q), sorted(os.listdir('.')))
