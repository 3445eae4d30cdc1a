"""Stream transports and readers at the bytes: water marks, half-close, resets, bad data, errors of protocols."""
import asyncio, socket
async def main():
    loop=asyncio.get_running_loop()
    log=[]
    class P(asyncio.Protocol):
        def connection_made(self,t): self.t=t; log.append('made')
        def pause_writing(self): log.append('pause')
        def resume_writing(self): log.append('resume')
        def data_received(self,d): log.append(('data',bytes(d)))
        def eof_received(self): log.append('eof'); return True
        def connection_lost(self,e): log.append(('lost',type(e).__name__)); done.set_result(1)
    a,b=socket.socketpair(); a.setblocking(False); b.setblocking(False)
    done=loop.create_future()
    t,p=await loop.create_connection(P,sock=a)
    data=bytes(range(256))*40000
    t.write(data); print(0<t.get_write_buffer_size()<=len(data), log)
    t.write(b'abc'); t.writelines([b'1',bytearray(b'2'),memoryview(b'3')])
    t.write(bytearray(b'xyz')); t.write(memoryview(b'uvw'))
    for bad in ['text', 3, None, [1]]:
        try: t.write(bad)
        except TypeError as e: print(e)
    got=b''
    while len(got)<len(data)+12: got+=await loop.sock_recv(b, 1<<20)
    print(got==data+b'abc123xyzuvw', t.get_write_buffer_size(), log)
    await loop.sock_sendall(b,b'hello'); await asyncio.sleep(0.01); b.shutdown(socket.SHUT_WR); await asyncio.sleep(.01); print(log)
    t.write_eof()
    try: t.write(b'x')
    except RuntimeError as e: print(e)
    print(await loop.sock_recv(b,10), t.is_closing()); t.close(); await done; print(log, t.is_closing())
    t.write(b'after')if 0 else None
    # peer reset
    log.clear(); done=loop.create_future()
    srv=await loop.create_server(P,'127.0.0.1',0)
    c=socket.create_connection(srv.sockets[0].getsockname()); await asyncio.sleep(.01)
    import struct; c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii',1,0)); c.close()
    await done; print(log); srv.close()
    # errors in protocol
    class Bad(P):
        def data_received(self,d): raise ValueError('in data_received')
    loop.set_exception_handler(lambda l,c: print(c['message'], repr(c.get('exception'))))
    log.clear(); done=loop.create_future()
    a,b=socket.socketpair(); t,p=await loop.create_connection(Bad,sock=a); b.send(b'x'); await done; print(log)
    # buffered protocol
    class B(asyncio.BufferedProtocol):
        def connection_made(self,t): self.buf=bytearray(10); log.append('made')
        def get_buffer(self,n): return self.buf
        def buffer_updated(self,n): log.append(bytes(self.buf[:n]))
        def eof_received(self): log.append('eof')
        def connection_lost(self,e): done.set_result(1)
    log.clear(); done=loop.create_future()
    a,b=socket.socketpair(); t,p=await loop.create_connection(B,sock=a); b.send(b'0123456789abc'); await asyncio.sleep(.01); b.close(); await done; print(log)
    # pausing
    log.clear(); done=loop.create_future(); a,b=socket.socketpair(); t,p=await loop.create_connection(P,sock=a); t.pause_reading(); b.send(b'1'); await asyncio.sleep(.01); print(log, t.is_reading()); t.resume_reading(); await asyncio.sleep(.01); print(log); 
    p2=P(); p2.t=t; t.set_protocol(p2); b.send(b'2'); await asyncio.sleep(.01); print(log, t.get_protocol() is p2); t.abort(); await done; print(log); b.close()
    import gc,warnings
    r=asyncio.StreamReader(limit=4); r.feed_data(b'ab\ncdefghijkl'); print(await r.readline(), r)
    try: await r.readuntil(b'z')
    except asyncio.LimitOverrunError as e: print(e, e.consumed)
    print(await r.read(3), await r.readexactly(2)); r.feed_eof()
    try: await r.readexactly(50)
    except asyncio.IncompleteReadError as e: print(e, e.partial)
    print(r.at_eof(), r)
    try: r.feed_data(b'x')
    except AssertionError as e: print(e)
    r=asyncio.StreamReader()
    async def rd(): return await r.read(5)
    x,y=asyncio.create_task(rd()),asyncio.create_task(rd()); await asyncio.sleep(0); 
    try: await y
    except RuntimeError as e: print(e)
    x.cancel(); 
    try: await x
    except asyncio.CancelledError: print('cancelled', r._waiter is None or r._waiter.done())
    z=asyncio.create_task(rd()); await asyncio.sleep(0); r.feed_data(b'later'); print(await z)
asyncio.run(main())
