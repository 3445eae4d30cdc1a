"""redis: commands, pipelines and errors against a server of a few lines."""

import socket, threading, redis


class Server(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.s = socket.create_server(('127.0.0.1', 0))
        self.port = self.s.getsockname()[1]
        self.db = {}

    def run(self):
        while True:
            try:
                c, _ = self.s.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(c,), daemon=True).start()

    def serve(self, c):
        f = c.makefile('rwb')
        q = None
        while True:
            line = f.readline()
            if not line:
                return
            n = int(line[1:])
            args = []
            for _ in range(n):
                ln = int(f.readline()[1:])
                args.append(f.read(ln))
                f.read(2)
            cmd = args[0].upper().decode()
            if q is not None and cmd not in ('EXEC', 'DISCARD'):
                q.append(args)
                f.write(b'+QUEUED\r\n')
                f.flush()
                continue
            if cmd == 'MULTI':
                q = []
                f.write(b'+OK\r\n')
            elif cmd == 'EXEC':
                f.write(b'*%d\r\n' % len(q))
                [f.write(self.do(a)) for a in q]
                q = None
            else:
                f.write(self.do(args))
            f.flush()

    def bulk(self, b):
        return b'$-1\r\n' if b is None else b'$%d\r\n%s\r\n' % (len(b), b)

    def do(self, a):
        cmd = a[0].upper().decode()
        d = self.db
        try:
            if cmd in ('HELLO', 'CLIENT', 'SELECT'):
                return b'-ERR unknown command\r\n' if cmd == 'HELLO' else b'+OK\r\n'
            if cmd == 'PING':
                return b'+PONG\r\n'
            if cmd == 'SET':
                d[a[1]] = a[2]
                return b'+OK\r\n'
            if cmd == 'GET':
                v = d.get(a[1])
                if v is not None and not isinstance(v, bytes):
                    return b'-WRONGTYPE Operation against a key holding the wrong kind of value\r\n'
                return self.bulk(v)
            if cmd == 'DEL':
                return b':%d\r\n' % sum(d.pop(k, None) is not None for k in a[1:])
            if cmd in ('INCRBY', 'INCR'):
                d[a[1]] = str(int(d.get(a[1], b'0')) + (int(a[2]) if len(a) > 2 else 1)).encode()
                return b':' + d[a[1]] + b'\r\n'
            if cmd in ('RPUSH', 'LPUSH'):
                l = d.setdefault(a[1], [])
                for x in a[2:]:
                    l.append(x) if cmd[0] == 'R' else l.insert(0, x)
                return b':%d\r\n' % len(l)
            if cmd == 'LRANGE':
                l = d.get(a[1], [])
                e = int(a[3])
                l = l[int(a[2]) : e + 1 or None]
                return b'*%d\r\n' % len(l) + b''.join(map(self.bulk, l))
            if cmd == 'HSET':
                h = d.setdefault(a[1], {})
                h.update(zip(a[2::2], a[3::2]))
                return b':%d\r\n' % len(a[2::2])
            if cmd == 'HGETALL':
                h = d.get(a[1], {})
                return b'*%d\r\n' % (2 * len(h)) + b''.join(self.bulk(x) for p in h.items() for x in p)
            if cmd == 'EXISTS':
                return b':%d\r\n' % sum(k in d for k in a[1:])
            if cmd == 'KEYS':
                return b'*%d\r\n' % len(d) + b''.join(map(self.bulk, sorted(d)))
            if cmd == 'EXPIRE':
                return b':1\r\n'
            if cmd == 'TTL':
                return b':42\r\n'
            return b"-ERR unknown command '%s'\r\n" % a[0]
        except ValueError:
            return b'-ERR value is not an integer or out of range\r\n'


s = Server()
s.start()
for proto in (2,):
    r = redis.Redis(port=s.port, protocol=proto, decode_responses=True)
    print(r.ping(), r.set('a', 'ä1'), r.get('a'), r.get('no'), r.delete('a', 'b'))
    print(r.incr('n'), r.incrby('n', 5), r.exists('n', 'zz'), r.ttl('n'), r.expire('n', 10))
    print(r.rpush('l', 'x', 'y', 3), r.lpush('l', 0), r.lrange('l', 0, -1))
    print(r.hset('h', mapping={'f': 1, 'g': 2.5}), r.hgetall('h'), r.keys())
    for f in (lambda: r.get('l'), lambda: r.execute_command('NOPE', 1), lambda: r.set('x', [1])):
        try:
            f()
        except Exception as e:
            print(type(e).__module__, type(e).__name__, e)
    with r.pipeline() as p:
        print(p.set('p', 1).incr('p').get('p').execute())
    p = r.pipeline(transaction=False)
    p.get('p')
    p.get('q')
    print(p.execute())
    rb = redis.Redis.from_url(f'redis://127.0.0.1:{s.port}/0', protocol=2)
    print(rb.get("p"))
    rb.close()
    print(r.connection_pool.get_connection().repr_pieces()[0:1])
s.s.close()
