"""Processes by every start method: queues, exit codes, locks, pools, nothing left behind."""
import multiprocessing as mp, os, sys, time
def w(q,i): q.put(i*i)
def crash(): os._exit(7)
def locked(l,v,n):
    for _ in range(n):
        with l: v.value+=1
def main():
    for m in ('fork','spawn','forkserver'):
        c=mp.get_context(m); q=c.Queue(); ps=[c.Process(target=w,args=(q,i)) for i in range(4)]
        [p.start() for p in ps]; print(m,sorted(q.get(timeout=30) for _ in ps)); [p.join(30) for p in ps]; print([p.exitcode for p in ps])
        p=c.Process(target=crash); p.start(); p.join(30); print(p.exitcode)
        l=c.Lock(); v=c.Value('i',0,lock=False); ps=[c.Process(target=locked,args=(l,v,200)) for _ in range(3)]; [p.start() for p in ps]; [p.join(60) for p in ps]; print(v.value)
        p=c.Process(target=time.sleep,args=(60,)); p.start(); p.terminate(); p.join(30); print(p.exitcode)
        with c.Pool(2) as pool: print(sum(pool.imap_unordered(abs,range(200),chunksize=7)))
    print(mp.active_children())


if __name__=='__main__': main()
