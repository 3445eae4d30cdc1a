"""shelve: objects in files."""
import shelve, inspect, os, tempfile
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
print(shelve.__all__)
for n in shelve.__all__: print(n, inspect.signature(getattr(shelve,n)))
print([n for n in dir(shelve.Shelf) if not n.startswith('__')], shelve.Shelf.__mro__)
with shelve.open('db') as s:
    s['a']=[1,2]; s['b']={'x':(1,)}; t(lambda:s['a']); t(lambda:s['zz']); s['a'].append(3); t(lambda:s['a']); t(lambda:sorted(s)); t(lambda:len(s)); t(lambda:'a' in s); t(lambda:s.get('q',5)); t(lambda:sorted(s.items())); t(lambda:s.pop('b')); t(lambda:s.__setitem__(1,2)); t(lambda:s.__setitem__('l',lambda:1)); t(lambda:repr(s).split(' at ')[0]); s.update(z=1); t(lambda:sorted(s.keys()))
t(lambda:s['a']); t(lambda:len(s)); t(lambda:s.close()); t(lambda:s.sync()); t(lambda:list(s))
with shelve.open('db',writeback=True) as s:
    s['a'].append(3); s.sync(); s['a'].append(4)
with shelve.open('db','r') as s: t(lambda:s['a']); t(lambda:s.__setitem__('q',1))
t(lambda:shelve.open('nope','r')); t(lambda:shelve.open('db','q'))
d={}; s=shelve.Shelf(d,protocol=2,keyencoding='latin-1'); s['é']=1; t(lambda:d); t(lambda:s.close()); t(lambda:d); t(lambda:s['é'])
