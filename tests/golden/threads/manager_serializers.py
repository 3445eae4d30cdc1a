# multiprocessing.managers: managers that speak pickle, and managers that speak XML-RPC.
from multiprocessing.managers import BaseManager
import queue
class M(BaseManager): pass
q = queue.Queue(); 
M.register('get_queue', callable=lambda: q)
if __name__ == '__main__':
    for s in ('pickle', 'xmlrpclib'):
        m = M(address=('localhost', 0), authkey=b'k', serializer=s)
        m.start()
        p = m.get_queue(); p.put('hello'); p.put([1, None, 2.5, True]); print(s, p.get(), p.get(), p.qsize() if s=='pickle' else '')
        m2 = M(address=m.address, authkey=b'k', serializer=s); m2.connect(); m2.get_queue().put(5); print(p.get())
        try: p.get_nowait()
        except Exception as e: print(type(e).__name__)
        m.shutdown()
    try: M(serializer='json')
    except Exception as e: print(type(e), e)
