# uuid, hmac, getpass: identifiers in all forms, keyed hashes of all kinds, asking without a terminal.
import contextlib, copy, getpass, hashlib, hmac, io, os, pickle, sys, uuid, warnings
from uuid import UUID, SafeUUID

warnings.simplefilter('always')
warnings.showwarning = lambda m, c, *a, **k: print('W', c.__name__, m)


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r[:500])


U = UUID('12345678-1234-5678-9abc-def012345678')
NAMES = 'hex bytes bytes_le fields int urn time_low time_mid time_hi_version clock_seq_hi_variant clock_seq_low clock_seq node time variant version is_safe'.split()
for u in (U, UUID(int=0), UUID(int=2 ** 128 - 1), UUID('00000000-0000-1000-8000-000000000000'), UUID('{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}'), UUID('urn:uuid:6ba7b811-9dad-11d1-c0b4-00c04fd430c8'), UUID('0' * 16 + '2' + '0' * 15), UUID('0' * 16 + 'e' + '0' * 15)):
    print(u, repr(u), int(u), hash(u) == hash(u.int), *(repr(getattr(u, n)) for n in NAMES))
for kw in ({}, {'hex': 'x'}, {'hex': 'g' * 32}, {'hex': '1' * 31}, {'bytes': b'1'}, {'bytes': b'1' * 16}, {'bytes': 'a' * 16}, {'bytes_le': b'2' * 16}, {'bytes_le': b''}, {'fields': (1, 2, 3, 4, 5, 6)}, {'fields': (1, 2)}, {'fields': (2 ** 32, 0, 0, 0, 0, 0)}, {'fields': (0, 2 ** 16, 0, 0, 0, 0)}, {'fields': (0, 0, -1, 0, 0, 0)},
           {'fields': (0, 0, 0, 256, 0, 0)}, {'fields': (0, 0, 0, 0, 256, 0)}, {'fields': (0, 0, 0, 0, 0, 2 ** 48)}, {'int': -1}, {'int': 2 ** 128}, {'int': 5, 'hex': '1' * 32}, {'int': 5, 'version': 4}, {'int': 2 ** 128 - 1, 'version': 1}, {'int': 1, 'version': 0}, {'int': 1, 'version': 9}, {'int': 1, 'is_safe': SafeUUID.safe}, {'hex': 5}, {'bytes': 5}, {'int': '5'}, {'hex': ' ' * 32}):
    t(kw, lambda: UUID(**kw))
V = UUID(int=U.int + 1)
t('order', lambda: (U < V, U <= U, U > V, V >= U, U == UUID(str(U)), U != V, U == 5, U != str(U), sorted([V, U])))
t('order', lambda: U < 5)
t('set', setattr, U, 'int', 5)
t('set', setattr, U, 'new', 5)
for protocol in range(6):
    again = pickle.loads(pickle.dumps(UUID(int=7, is_safe=SafeUUID.unsafe), protocol))
    print(again, again.is_safe, pickle.loads(pickle.dumps(U, protocol)) == U)
t('copy', lambda: (copy.copy(U) == U, copy.deepcopy(U) == U, U.__getstate__(), UUID(int=1, is_safe=SafeUUID.safe).__getstate__()))
for space in ('DNS', 'URL', 'OID', 'X500'):
    space = getattr(uuid, 'NAMESPACE_' + space)
    print(space, uuid.uuid3(space, 'python.org'), uuid.uuid5(space, 'python.org'), uuid.uuid5(space, 'é'), uuid.uuid3(space, b'bytes'))
t('name', uuid.uuid5, uuid.NAMESPACE_DNS, 5)
one = [uuid.uuid1() for _ in range(5)]
print([u.version for u in one], len(set(one)), [a.time < b.time for a, b in zip(one, one[1:])], one[0].node == uuid.getnode(), one[0].variant)
u = uuid.uuid1(node=0x123456789abc, clock_seq=0x1234)
print(hex(u.node), hex(u.clock_seq), u.version)
t('node', uuid.uuid1, node=2 ** 48)
print(len({uuid.uuid4() for _ in range(100)}), uuid.uuid4().version, uuid.uuid4().variant, 0 < uuid.getnode() < 2 ** 48, list(SafeUUID), uuid.getnode() == uuid.getnode())
for argv in ([], ['-u', 'uuid1'], ['-u', 'uuid5', '-n', '@dns', '-N', 'x'], ['-u', 'uuid3', '-n', str(U), '-N', 'x'], ['-u', 'uuid3'], ['-u', 'zz']):
    sys.argv = ['uuid', *argv]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            uuid.main()
        except SystemExit as e:
            print(e.code)
    print(argv, len(out.getvalue()) if not argv or 'uuid1' in argv else out.getvalue(), err.getvalue()[-120:].splitlines()[-1:])

print('== hmac')
for how in ('md5', 'sha1', 'sha256', 'sha3_256', 'blake2b', hashlib.sha512, hashlib.blake2s, hashlib, 'none', '', None, 5):
    for key in (b'', b'k', b'k' * 200, bytearray(b'key')):
        def use():
            h = hmac.new(key, b'msg', how)
            twin = h.copy()
            h.update(b'more')
            return h.name, h.digest_size, h.block_size, h.hexdigest()[:20], twin.hexdigest()[:20], h.digest()[:4], type(h).__name__
        t((getattr(how, '__name__', how), key[:3]), use)
    t('digest', lambda: hmac.digest(b'key', b'msg', how).hex())
for args in (('text', b'', 'md5'), (b'k', 'text', 'md5'), (b'k',), (b'k', b'm'), (None, b'', 'md5'), (memoryview(b'k'), b'', 'md5')):
    t(type(args[0]).__name__, hmac.new, *args)
t('digest', hmac.digest, 'k', b'', 'md5')


class Odd:
    name, digest_size = 'odd', 4

    def __init__(self, data=b''):
        self.data = data

    def update(self, data):
        self.data += data

    def digest(self):
        return self.data[-4:]

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return type(self)(self.data)


t('odd', lambda: (lambda h: (h.name, h.digest(), h.block_size, h.copy().hexdigest()))(hmac.new(b'k', b'message', Odd)))
Odd.block_size = 3
t('small', lambda: hmac.new(b'k' * 70, b'message', Odd).block_size)
Odd.block_size = 32
t('fits', lambda: (hmac.new(b'k' * 70, None, Odd).digest(), hmac.digest(b'k', b'm', Odd)))
t('module', lambda: hmac.HMAC(b'k', b'm', type('M', (), {'new': staticmethod(hashlib.md5)})()).hexdigest())
t('compare', lambda: (hmac.compare_digest(b'a', b'a'), hmac.compare_digest('a', 'b'), hmac.compare_digest(b'a', bytearray(b'a')), hmac.HMAC.blocksize, len(hmac.trans_5C), hmac.trans_36[:3]))
t('compare', hmac.compare_digest, 'é', 'é')
t('compare', hmac.compare_digest, 'a', b'a')

print('== getpass')
for text in ('secret\n', 'no end', '', '\n', 'two\nlines\n'):
    sys.stdin, out = io.StringIO(text), io.StringIO()
    t(repr(text), getpass.fallback_getpass, 'Ask: ', out)
    print(repr(out.getvalue()), repr(sys.stdin.read()))
out = io.TextIOWrapper(io.BytesIO(), 'ascii')
t('prompt', getpass._raw_input, 'é? ', out, io.StringIO('x\n'))
print(out.buffer.getvalue())
err, sys.stderr, sys.stdin = sys.stderr, io.StringIO(), io.StringIO('x\n')
t('stderr', getpass._raw_input, 5)
print(repr(sys.stderr.getvalue()))
sys.stderr = err
for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
    for other in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        os.environ.pop(other, None)
    os.environ[name] = 'me'
    t(name, getpass.getuser)
os.environ['LOGNAME'] = ''
t('empty', getpass.getuser)
t('names', lambda: (getpass.getpass is getpass.unix_getpass, getpass.GetPassWarning.__mro__[1].__name__))
