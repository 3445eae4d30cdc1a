# pty: programs on pseudo-terminals.
import pty, os, sys, warnings
warnings.simplefilter('always')
got = []

def rd(fd):
    d = os.read(fd, 1024)
    got.append(d)
    return d
st = pty.spawn(['sh', '-c', 'echo hi; test -t 0 && echo tty; exit 3'], rd)
print(os.waitstatus_to_exitcode(st), b''.join(got))
m, s = pty.openpty()
os.write(s, b'x\n')
print(os.read(m, 10), os.isatty(s))
os.close(m)
os.close(s)
try:
    m, n = pty.master_open()
    print(n[:9])
    os.close(pty.slave_open(n))
except Exception as e:
    print(e)
sys.stdout.flush()
pid, fd = pty.fork()
if pid == 0:
    print('child', os.isatty(1), fd >= 0)
    sys.stdout.flush()
    os._exit(0)
data = b''
while not data.endswith(b'\n'):
    data += os.read(fd, 100)
print(data)
os.waitpid(pid, 0)
