"""Processes: subprocess, fork, exec, spawn; descriptors, users, limits, terminals."""
import atexit
import os
import shutil
import sys

DIR = "/tmp/pyr_io_%d" % os.getpid()
os.mkdir(DIR)
os.chdir(DIR)
atexit.register(shutil.rmtree, DIR)
sys.stdout.reconfigure(errors="backslashreplace")

import subprocess, sys, os
def t(f,*a,**k):
    try: print('->', repr(f(*a,**k)))
    except BaseException as e: print('!!',type(e).__qualname__, e)
print(subprocess.run(['echo','hi'],capture_output=True))
print(subprocess.run('echo $X; exit 3',shell=True,env={'X':'é'},capture_output=True,text=True))
print(subprocess.check_output(['cat'],input=b'data'))
t(subprocess.run,['/nonexistent/x']); t(subprocess.run,['echo'],cwd='/nonexistent'); t(subprocess.check_call,['false'])
p=subprocess.Popen(['sh','-c','cat; echo err >&2'],stdin=subprocess.PIPE,stdout=subprocess.PIPE,stderr=subprocess.STDOUT,text=True); print(p.communicate('in\n'), p.returncode)
p=subprocess.Popen(['sleep','10']); p.terminate(); print(p.wait())
try: subprocess.run(['sleep','5'],timeout=0.1)
except subprocess.TimeoutExpired as e: print(e.cmd)
p=subprocess.Popen(['sh','-c','echo a; echo b'],stdout=subprocess.PIPE,bufsize=1,text=True)
for l in p.stdout: print(repr(l))
p.wait()
print(subprocess.run(['pwd'],cwd='/',capture_output=True).stdout)
r,w=os.pipe(); 
print(subprocess.run(['sh','-c',f'echo x >&{w}'],pass_fds=[w]).returncode); os.close(w); print(os.read(r,10))
print(subprocess.run(['sh','-c','umask'],umask=0o77,capture_output=True).stdout)
def pre(): os.environ['Q']='1'; os.putenv('Q','2'); os.write(1,b'pre\n')
print(subprocess.run(['sh','-c','echo $Q'],preexec_fn=pre,capture_output=True).stdout)
def bad(): raise ValueError
t(subprocess.run,['true'],preexec_fn=bad)
print(subprocess.run(['sh','-c','ps -o sid= -p $$ | tr -d " "; echo $$'],start_new_session=True,capture_output=True,text=True).stdout.split().__len__())
print(subprocess.getoutput('echo 1'), subprocess.getstatusoutput('exit 2'))
for l in os.popen('echo hi'): print(l)
sys.stdout.flush()
pid=os.fork()
if pid==0:
    print('child', flush=True); os._exit(7)
print(os.waitpid(pid,0)[1], os.waitstatus_to_exitcode(7<<8))
pid=os.posix_spawn('/bin/sh',['sh','-c','exit 5'],os.environ); print(os.waitpid(pid,0)[1]>>8)
print(os.system('exit 3')>>8)
pid=os.fork()
if pid==0: os.execvp('sh',['sh','-c','exit 9'])
print(os.waitpid(pid,0)[1]>>8)
import fcntl,resource,pwd,grp,termios
print(pwd.getpwuid(0)[:4], grp.getgrgid(0)[0]); t(pwd.getpwnam,'nobodyx'); t(pwd.getpwuid,99999); t(pwd.getpwnam,5); t(pwd.getpwnam,b'root'); t(grp.getgrnam,'zork'); t(grp.getgrgid,99999); t(pwd.getpwuid,-1); t(pwd.getpwuid,'x'); print(len(pwd.getpwall())>3)
t(resource.getrlimit,99); t(resource.getrusage,5); t(resource.setrlimit,7,5); t(resource.setrlimit,7,(1,2,3)); t(resource.setrlimit,7,(5,4)); t(resource.setrlimit,7,(2**70,1)); print(resource.RLIM_INFINITY, type(resource.getrusage(0)))
t(fcntl.fcntl,99,1); t(fcntl.fcntl,0,1,'abc'); t(fcntl.fcntl,0,1,b'x'*2000); t(fcntl.ioctl,99,1); t(fcntl.flock,99,1); t(fcntl.lockf,99,1); t(fcntl.lockf,0,77); t(fcntl.fcntl,'x',1); t(fcntl.fcntl,-1,1)
t(termios.tcgetattr,99); t(termios.tcsetattr,0,0,5); print(termios.error.__mro__, termios.error.__module__)
a,b=os.openpty(); v=termios.tcgetattr(b); print(v[:6]); termios.tcsetattr(b,0,v); print(termios.tcgetwinsize(b)); termios.tcsetwinsize(b,(3,4)); print(os.get_terminal_size(b)); t(termios.tcsetattr,b,0,[1]); t(termios.tcsetattr,b,0,[1,2,3,4,5,6,7]); t(termios.tcsetwinsize,b,5)
f=open('lock','w'); fcntl.flock(f,fcntl.LOCK_EX|fcntl.LOCK_NB); g=open('lock','w'); t(fcntl.flock,g,fcntl.LOCK_EX|fcntl.LOCK_NB); fcntl.lockf(f,fcntl.LOCK_EX)

# --- whose line an EncodingWarning names

program = """
import subprocess
for f in subprocess.run, subprocess.call, subprocess.check_call, subprocess.check_output:
    f(['true'], text=True)
    f(['true'], text=True, encoding='utf-8')
subprocess.getoutput('true')
subprocess.getstatusoutput('true')
with subprocess.Popen(['true'],
                      universal_newlines=True):
    pass
"""
print(subprocess.run([sys.executable, '-Walways', '-X', 'warn_default_encoding', '-c', program],
                     capture_output=True, encoding='utf-8').stderr)
