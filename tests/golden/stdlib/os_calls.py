"""Calls of the operating system: results and errors, file by file."""
import atexit
import os
import shutil
import sys

DIR = "/tmp/pyr_io_%d" % os.getpid()
os.mkdir(DIR)
os.chdir(DIR)
atexit.register(shutil.rmtree, DIR)
sys.stdout.reconfigure(errors="backslashreplace")

import os, posix
def t(f, *a, **k):
    try: r = '-> ' + repr(f(*a, **k))
    except BaseException as e: r = '!! %s %s' % (type(e).__qualname__, e)
    print(f.__name__, re.sub('0x[0-9a-f]+', '0x', repr(a)), k, re.sub('0x[0-9a-f]+', '0x', r))
import re
open('pf', 'w').close()
class P:
    def __fspath__(self): return 5
for f in (os.stat,os.lstat,posix.open,os.listdir,os.scandir,os.mkdir,os.rmdir,os.unlink,os.remove,os.chdir,os.readlink,os.access,os.chmod,os.truncate,os.chown,os.statvfs,os.utime,os.mkfifo,os.pathconf,posix.execv,posix.posix_spawn,os.fspath, os.getxattr,os.listxattr,os.rename,os.link,os.symlink,os.system,os.putenv):
    for p in (3.5,'a\0b',P(),'/nonexist/x'):
        n={'open':(0,),'access':(0,),'chmod':(0,),'truncate':(0,),'chown':(0,0),'pathconf':(0,),'execv':(['x'],),'posix_spawn':(['x'],{}),'getxattr':('a',),'rename':('b',),'link':('b',),'symlink':('b',),'putenv':('x',)}.get(f.__name__,())
        if f.__name__ in('system','putenv') and p=='/nonexist/x': continue
        t(f,p,*n)
t(os.stat); t(os.stat,'/tmp',dir_fd='x'); t(os.stat,'x',dir_fd=-5); t(os.stat,3,dir_fd=3); t(os.stat,99); t(os.stat,2**40)
t(os.listdir,99);t(os.scandir,99);t(os.mkdir,'/tmp'); t(os.rename,'/nonexist/a','/nonexist/b'); t(os.link,'/nonexist/a','/x');t(os.symlink,'a','/nonexist/b'); t(os.rename,'/nonexist/a',b'b')
t(posix.open,'/nonexist',0); t(posix.read,99,1); t(posix.read,0,-1); t(posix.write,99,b'x'); t(posix.write,1,'x'); t(posix.close,99); t(posix.close,'x');t(posix.lseek,0,0,9) if 0 else 0; t(os.dup,-1); t(os.dup2,1,-1); t(os.fstat,99); t(os.isatty,99); t(os.ttyname,0) if 0 else 0; t(os.get_terminal_size,99); t(os.pipe2,'x')
t(os.kill,'x',1); t(os.kill,999999,0); t(os.waitpid,-1,0); t(os.wait); t(os.waitstatus_to_exitcode,256); t(os.waitstatus_to_exitcode,9); t(os.WIFEXITED,256); t(os.WEXITSTATUS,256);t(os.WTERMSIG,9);t(os.WCOREDUMP,128+6);t(os.waitstatus_to_exitcode,0xffff)
t(os.urandom,-1); t(os.getrandom,-1); t(os.strerror,2); t(os.strerror,'x'); t(os.sysconf,'x'); t(os.sysconf,'SC_PAGESIZE'); t(os.sysconf,99999); t(os.sysconf,1.5); t(os.confstr,'CS_PATH'); t(os.pathconf,'/','PC_NAME_MAX')
t(os.execv,'/bin/true',[]); t(os.execv,'/bin/true',['']); t(os.execv,'/bin/true','x'); t(os.execv,'/bin/true',[1]); t(os.execve,'/bin/true',['a'],5); t(os.execve,'/bin/true',['a'],{'a=b':'c'}); t(os.execve,'/bin/true',['a'],{1:'c'}); t(os.execv,'/nonexist',['a'])
t(posix.posix_spawn,'/nonexist',['a'],{}); t(posix.posix_spawn,'/bin/true',[],{}); t(posix.posix_spawn,'/bin/true',['a'],5);t(posix.posix_spawn,'/bin/true',['a'],{},file_actions=[(9,)]);t(posix.posix_spawn,'/bin/true',['a'],{},file_actions=5);t(posix.posix_spawn,'/bin/true',['a'],{},scheduler=(1,));t(posix.posix_spawn,'/bin/true',['a'],{},setsigmask=[999])
t(os.putenv,'a=b','x'); t(os.putenv,1,'x'); t(os.putenv,b'abc',b'x'); t(os.unsetenv,'a=b'); t(os.unsetenv,'')
t(os.utime,'pf',5); t(os.utime,'pf',(1,2),ns=(1,2)); t(os.utime,'pf',(1,)); t(os.utime,'pf',ns=(1,)); t(os.utime,'pf',('a',2)); t(os.utime,'pf',(1.5,2)); print(os.stat('pf').st_atime_ns); t(os.utime,'pf',ns=(5,7)); print(os.stat('pf').st_mtime)
t(posix.DirEntry)
it=os.scandir('/proc/self'); print(type(it)); it.close(); t(next,it,None); t(type(it))
t(os.scandir,None) if 0 else 0
t(os.sched_setaffinity,0,[]); t(os.sched_setaffinity,0,5); t(os.sched_setaffinity,0,[-1]);t(os.getloadavg) if 0 else 0
t(os.access,'/tmp',0); t(os.access,'/tmp','x'); t(os.major,0x801); t(os.makedev,8,1); t(os.minor,0x801)
t(os.device_encoding,0); t(os.device_encoding,99); t(os.ctermid); 
t(posix._path_splitroot_ex,'//a/b'); t(posix._path_splitroot_ex,b'/a/b'); t(posix._path_normpath,'/a//b/../c/.'); t(posix._path_normpath,''); t(posix._path_normpath,b'//x'); t(posix._path_normpath,5); t(posix._path_normpath,'a/../..'); t(posix._path_normpath,'a\0/..')
t(os.register_at_fork); t(os.register_at_fork,before=5); t(os._exit,'x'); t(os.lockf,99,0,0); t(os.set_blocking,99,True); t(os.get_inheritable,99); t(os.closerange,50,60); t(os.ftruncate,99,0); t(os.truncate,'/nonexist',0); t(os.truncate,99,0); t(os.chdir,99); t(os.fchdir,99); t(os.chmod,99,0); t(os.chown,99,0,0); t(os.chown,'/nonexist',-2,0); t(os.setuid,-2); t(os.setgroups,5); t(os.writev,99,[b'x']); t(os.readv,99,[bytearray(1)]); t(os.writev,99,5); t(os.sendfile,99,98,0,1); t(os.copy_file_range,99,98,-1); t(os.memfd_create,5); t(os.eventfd,-1); t(os.pidfd_open,999999); t(os.ttyname,99); t(os.openpty) if 0 else 0; t(os.tcgetpgrp,99); t(os.waitid,os.P_ALL,0,os.WEXITED); t(os.wait3,0); t(os.getpgid,999999); t(os.getsid,999999); t(os.killpg,999999,0); t(os.pread,99,1,0); t(os.posix_fadvise,99,0,0,0); t(os.setxattr,'pf','user.x','b')
