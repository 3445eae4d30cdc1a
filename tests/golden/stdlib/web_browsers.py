"""webbrowser: which browsers are known, how they are started, the command line."""
import io, os, re, stat, subprocess, sys, tempfile, webbrowser, time
W = webbrowser; top = os.path.realpath(tempfile.mkdtemp()); os.chdir(top); os.mkdir('bin')
def t(f, *a, **k):
    try: print(repr(f(*a, **k)).replace(top, 'TOP'))
    except BaseException as e: print(type(e).__module__, type(e).__name__, e)
def fake(name, code=0, wait=0):
    with open('bin/' + name, 'w') as f: f.write(f'#!/bin/sh\nfor a in "$@"; do printf "<%s>" "$a" >> {top}/log; done\necho " {name}" >> {top}/log\n[ {wait} = 0 ] || sleep {wait}\nexit {code}\n')
    os.chmod('bin/' + name, 0o755)
def log():
    time.sleep(0.3)
    try: s = open('log').read(); os.remove('log'); return s
    except OSError: return None
for v in ('BROWSER', 'DISPLAY', 'WAYLAND_DISPLAY', 'XDG_CURRENT_DESKTOP', 'KDE_FULL_SESSION', 'GNOME_DESKTOP_SESSION_ID', 'DESKTOP_SESSION'): os.environ.pop(v, None)
system = os.environ['PATH']; os.environ['PATH'] = top + '/bin:' + top + '/base'; os.environ['TERM'] = 'xterm'; os.mkdir('base'); [os.symlink(__import__('shutil').which(x, path=system), 'base/' + x) for x in ('sh', 'sleep')]
names = ['xdg-open', 'gnome-open', 'gvfs-open', 'kfm', 'konqueror', 'firefox', 'iceweasel', 'seamonkey', 'mozilla-firefox', 'mozilla', 'google-chrome', 'chrome', 'chromium', 'chromium-browser', 'opera', 'epiphany', 'microsoft-edge', 'www-browser', 'links', 'elinks', 'lynx', 'w3m', 'x-www-browser', 'mybrowser', 'bad']
[fake(n, 3 if n == 'bad' else 0) for n in names]
def child(code, **env):
    p = subprocess.run([sys.executable, '-c', 'import webbrowser as W, sys\nsys.path.insert(0, ".")\n' + code], capture_output=True, text=True, env={**os.environ, **env}); print(p.stdout.strip(), p.stderr.strip().split('\n')[-1] if p.returncode else '')
show = 'b = W.get(); print(type(b).__name__, b.name, [n for n in W._tryorder][:30])'
child(show); child(show, DISPLAY=':0'); child(show, WAYLAND_DISPLAY='w'); child(show, DISPLAY=':0', BROWSER='mybrowser'); child(show, BROWSER='elinks:mybrowser %s'); child(show, BROWSER='nowhere'); child(show, BROWSER='mybrowser -x %s &'); child('W.get(); print(sorted(W._browsers))', DISPLAY=':0'); child('print(W.get("nowhere"))'); child('print(type(W.get("mybrowser %s")).__name__, type(W.get("mybrowser %s &")).__name__)'); child('print(W.get("firefox").name)')
for n in ('firefox', 'google-chrome', 'chromium', 'opera', 'epiphany', 'microsoft-edge', 'lynx', 'elinks', 'www-browser', 'seamonkey'):
    for new in (0, 1, 2): child(f'print(W.get({n!r}).open("http://x/%2C,a", {new}))', DISPLAY=':0'); print(n, new, log())
    child(f'print(W.get({n!r}).open("http://x", 5))', DISPLAY=':0'); log()
child('print(W.open("http://u"), W.open_new("http://v"), W.open_new_tab("http://w"))', BROWSER='mybrowser --opt %s'); print(log()); child('print(W.open("http://u"))', BROWSER='bad %s'); print(log()); child('print(W.open("http://u"))', BROWSER='bad %s:mybrowser'); print(log()); 0
child('class B(W.BaseBrowser):\n  def open(self, url, new=0, autoraise=True): print("open", url, new, autoraise, self.name, self.basename); return True\nW.register("mine", B); print(W.get("mine").open_new("u"), W.get("MINE").open_new_tab("v")); W.register("two", None, B("inst"), preferred=True); print(W.get().name, W.open("z", 1, False), W.get("two").basename)')
b = W.GenericBrowser('prog'); t(lambda: (b.name, b.args, b.basename)); b = W.GenericBrowser(['/x/prog', '-a', '%s']); t(lambda: (b.name, b.args, b.basename)); t(lambda: W.BackgroundBrowser('q').args); t(lambda: W.Mozilla('m').open('x', 7)); t(lambda: W.GenericBrowser('/nonexistent/x').open('u')); t(lambda: W.BackgroundBrowser('/nonexistent/x').open('u')); t(lambda: W.Chrome('c').remote_action_newwin); t(lambda: W.BaseBrowser('b').open('x')); t(lambda: W.Error.__mro__[1])
def cli(*a):
    opened = []; old = W.open, sys.stdout, sys.stderr, sys.argv; W.open = lambda *x: opened.append(x); sys.stdout, sys.stderr = io.StringIO(), io.StringIO(); c = 0; sys.argv = ['webbrowser.py', *a]
    try: W.main(list(a))
    except SystemExit as e: c = e.code
    out, err = sys.stdout.getvalue(), sys.stderr.getvalue(); W.open, sys.stdout, sys.stderr, sys.argv = old; print(a, c, opened, repr(out), err.strip().split('\n')[-1])
cli('http://x'); cli('-n', 'http://x'); cli('--new-tab', 'http://x'); cli('-t', '-n', 'x'); cli(); cli('--bogus', 'x')
