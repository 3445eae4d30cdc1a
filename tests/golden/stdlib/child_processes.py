"""Programs run by subprocess: every way to start, feed, read, time and end them, and what is refused."""
import os
import re
import signal
import subprocess as S
import sys
import tempfile
import warnings
warnings.simplefilter('ignore')
def t(f, *a, **k):
    try: r=f(*a,**k); print(re.sub(r'0x[0-9a-f]+','0x..',repr(r)))
    except BaseException as e: print(type(e).__name__, re.sub(r'0x[0-9a-f]+','0x..',str(e)), {k:v for k,v in vars(e).items()} if isinstance(e,S.SubprocessError) else '')
py=[sys.executable]
sh=lambda c: ['sh','-c',c]
t(S.call, sh('exit 3')); t(S.check_call, ['true']); t(S.check_call, ['false']); t(S.check_output, ['echo','x']); t(S.check_output, sh('echo out; exit 2'))
t(S.check_output, ['cat'], input=b'abc'); t(S.check_output, ['cat'], input='abc', text=True); t(S.check_output, ['cat'], input=None); t(S.check_output, ['x'], stdout=1); t(S.check_output, ['x'], input=b'', stdin=1)
t(S.check_output, ['x'], check=True)
t(S.run, sh('echo a; echo b >&2'), capture_output=True); t(S.run, sh('echo a; echo b >&2'), capture_output=True, text=True, check=True); t(S.run, ['cat'], input='ä\n', encoding='utf-8', stdout=-1)
t(S.run, ['x'], capture_output=True, stdout=1); t(S.run, ['x'], input=b'', stdin=1); t(S.run, sh('kill -9 $$'), check=True); t(S.run, sh('exit 300'), check=True)
t(S.run, sh('echo part; sleep 1'), capture_output=True, timeout=0.2); t(S.call, ['sleep','5'], timeout=0.05); t(S.check_output, sh('echo part; sleep 1'), timeout=.2)
t(S.run, ['/no/such'], ); t(S.run, ['true'], cwd='/no/such'); t(S.run, ['no-such-command-x']); t(S.run, ['/etc/passwd']); t(S.run, [], ); t(S.run, 'echo shell $0', shell=True, stdout=-1); t(S.run, ['echo $0 $1', 'A', 'B'], shell=True, stdout=-1)
t(S.run, b'echo', stdout=-1); t(S.run, ['echo', b'x', os.fsencode('y')], stdout=-1); t(S.run, 'echo hi', stdout=-1)
t(S.getoutput, 'echo x; echo y'); t(S.getstatusoutput, 'exit 7'); t(S.getstatusoutput, 'kill -15 $$'); t(S.getoutput, 'echo ä')
for k in (dict(bufsize='x'), dict(text=True, universal_newlines=False), dict(creationflags=1), dict(startupinfo=1), dict(pipesize='x'), dict(user='no-such-user-x'), dict(group='no-such-group-x'), dict(extra_groups='x'), dict(extra_groups=['no-such']), dict(user=-1), dict(group=-1), dict(process_group='x'), dict(stdin='x'), dict(stdout=S.STDOUT), dict(env={'A=B':'1'}), dict(env={'A':'\0'}), dict(preexec_fn=3), dict(umask=-2), dict(nothing=1), dict(user=1.5)):
    t(S.run, ['true'], **k)
t(S.run, ['a\0b']); t(S.run, 3); t(S.run, ['echo', 3]); t(S.run, None)
p=S.Popen(['cat'], stdin=-1, stdout=-1, text=True); print(re.sub(r'\d{3,}','N',repr(p)), p.args, p.text_mode, p.universal_newlines, p.encoding, p.errors)
print(p.stdin.name is not None, type(p.stdin), type(p.stdout), p.stderr, p.poll(), p.returncode)
t(p.communicate, 'hello\n'); t(p.communicate); t(p.wait); t(p.kill); t(p.send_signal, 9); t(p.poll); print(p)
p=S.Popen(['cat'], stdin=-1, stdout=-1, bufsize=0); print(type(p.stdin), type(p.stdout)); p.stdin.write(b'x'); p.stdin.close(); t(p.communicate)
p=S.Popen(['cat'], stdin=-1, stdout=-1); t(p.communicate, timeout=0.05) if 0 else None; p.stdin.close(); print(p.stdout.read(), p.wait()); p.stdout.close()
with S.Popen(['sh','-c','echo x; sleep 0.1; echo y'], stdout=-1, text=True) as p: print(list(p.stdout))
print(p.returncode)
p=S.Popen(['sleep','10']); t(p.wait, 0.01); t(p.wait, timeout=0); p.terminate(); print(p.wait(), p); 
p=S.Popen(sh('trap "" TERM; sleep 0.3'), stderr=-2, stdout=-1); print(p.stderr); p.wait(); p.stdout.close()
big=os.urandom(300000); 
r=S.run(['cat'], input=big, stdout=-1); print(r.stdout==big)
p=S.Popen(sh('cat >&2; echo done'), stdin=-1, stdout=-1, stderr=-1); o,e=p.communicate(big); print(o, e==big)
p=S.Popen(sh('exec <&-; sleep .1; echo ok'), stdin=-1, stdout=-1); print(p.communicate(big))
p=S.Popen(sh('echo a; sleep 0.3; echo b'), stdout=-1, text=True)
try: p.communicate(timeout=0.1)
except S.TimeoutExpired as e: print(e.output)
try: p.communicate('x', timeout=0.1)
except ValueError as e: print(e)
print(p.communicate())
t(S.run, ['true'], group=1.5); t(S.run, ['true'], extra_groups=[1.5]); t(S.run, ['true'], extra_groups=[-1]); t(S.run,['true'],extra_groups=5); t(S.run,['true'],pass_fds=(-1,))
p=S.Popen(sh('echo err >&2; echo out'), stdout=-1, stderr=-2); print(p.communicate())
print(S.run(['env'], env={'ONLY':'x'}, stdout=-1).stdout, S.run(['pwd'], cwd='/', stdout=-1).stdout)
print(S.run(sh('umask'), umask=0o27, stdout=-1).stdout, S.run(py+['-c','import os; print(os.getsid(0)==os.getpid(), os.getpgid(0)==os.getpid())'], start_new_session=True, stdout=-1).stdout)
print(S.run(py+['-c','import os; print(os.getpgid(0)==os.getpid())'], process_group=0, stdout=-1).stdout)
r,w=os.pipe(); print(S.run(sh(f'echo through >&{w}'), pass_fds=(w,)).returncode, os.read(r,10)); os.close(r); os.close(w)
print(S.run(sh('echo x'), stdout=S.DEVNULL), S.run(['cat'], stdin=S.DEVNULL, stdout=-1))
with tempfile.TemporaryFile() as f:
    S.run(['echo','to file'], stdout=f); f.seek(0); print(f.read())
t(S.run, ['true'], preexec_fn=lambda: 1/0); t(S.run, sh('echo pre'), preexec_fn=lambda: None, stdout=-1)
print(S.list2cmdline(['a b','c"d','e\\','f\\ g\\', '', 'h\\"i', 'tab\t']))
print(S.CalledProcessError(-9,'c'), S.CalledProcessError(-999,'c'), S.CalledProcessError(3,['c'],'o','e').stdout, S.TimeoutExpired('c',3,'o','e').stdout)
e=S.CalledProcessError(1,'c','o','e'); e.stdout='n'; print(e.output, repr(e), e.args)
e=S.TimeoutExpired('c',1.5); print(repr(e), e, e.args, e.stdout, e.stderr)
c=S.CompletedProcess('a',1,'o','e'); print(c); t(c.check_returncode); print(S.CompletedProcess(['x'],0), S.CompletedProcess[int], S.Popen[bytes])
import pickle; print(repr(pickle.loads(pickle.dumps(c))))
print(S.run(['echo','x'], executable='/bin/echo', stdout=-1), S.run('echo $0', shell=True, executable='/bin/bash', stdout=-1).stdout)
signal.signal(signal.SIGPIPE, signal.SIG_IGN); print(S.run(sh('kill -PIPE $$'), restore_signals=True).returncode, S.run(sh('kill -PIPE $$; exit 5'), restore_signals=False).returncode)
p=S.Popen(['true'], stdin=-1, stdout=-1, text=True, pipesize=4096); print(p.pipesize); p.communicate()
print(p.stdin.closed, p.stdout.closed)
p=S.Popen(['sleep','0.05']); os.waitpid(p.pid,0); print(p.poll(), p.wait(), p.returncode)
p=S.Popen(['cat'],stdin=-1); p.stdin.close(); p.wait(); t(p.communicate, b'x')
p=S.Popen(['cat'],stdin=-1,stdout=-1,text=True); t(p.communicate, b'bytes'); p.kill(); p.stdin.close(); p.stdout.close(); p.wait()
warnings.simplefilter('always'); warnings.showwarning=lambda m,c,*a,**k: print(c.__name__, re.sub(r'\d+','N',str(m)))
p=S.Popen(['sleep','0.05']); del p
import gc; gc.collect()
S.Popen(['true'], stdout=-1, bufsize=1).communicate()
