"""URLopener and FancyURLopener: schemes, proxies, redirections, passwords, files kept."""
import base64
import io
import os
import re
import socket
import sys
import tempfile
import threading
import urllib.request as request
import warnings
from http.server import BaseHTTPRequestHandler, HTTPServer

warnings.simplefilter("ignore", DeprecationWarning)
socket.setdefaulttimeout(20)
sys.unraisablehook = lambda told: None  # closed responses may complain when they leave
SENT = {"content-type", "authorization", "proxy-authorization", "x-more", "user-agent", "accept", "connection", "content-length"}


class Site(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self, code, body="", **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self):
        path = self.path.split("://")[-1]
        path = path[path.index("/"):]
        told = sorted((k.lower(), v) for k, v in self.headers.items() if k.lower() in SENT)
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length).decode()
        said = f"{self.command} {re.sub(r':[0-9]{4,}', ':PORT', self.path)} {told} {body}"
        match path.split("/")[1:]:
            case ["to", code, *where]:
                self.answer(int(code), Location="/".join(where))
            case ["uri"]:
                self.answer(302, URI="/there")
            case ["nowhere"]:
                self.answer(302)
            case ["round"]:
                self.answer(302, Location="/round")
            case ["away"]:
                self.answer(301, Location="file:///etc/passwd")
            case ["status", code]:
                self.answer(int(code), said)
            case ["secret"]:
                if self.headers.get("authorization"):
                    self.answer(200, said)
                else:
                    self.answer(401, "no", WWW_Authenticate='Basic realm="the room"')
            case ["digest"]:
                self.answer(401, "no", WWW_Authenticate='Digest realm="the room"')
            case ["proxied"]:
                if self.headers.get("proxy-authorization"):
                    self.answer(200, said)
                else:
                    self.answer(407, "no", Proxy_Authenticate='Basic realm="gate"')
            case ["short"]:
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
                self.wfile.write(b"short")
            case ["bad"]:
                self.wfile.write(b"garbage\r\n\r\n")
            case _:
                self.answer(200, said, Content_Type="text/x-test")

    do_POST = do_GET


server = HTTPServer(("127.0.0.1", 0), Site)
threading.Thread(target=server.serve_forever, daemon=True).start()
port = server.server_port
here = f"http://127.0.0.1:{port}"


def clean(text):
    return re.sub(r"Python-urllib/[\d.]+", "Python-urllib/V", str(text)).replace(str(port), "PORT").replace(folder, "FOLDER")


def show(label, ask):
    try:
        got = ask()
        if hasattr(got, "read"):
            data = got.read()
            data = data if isinstance(data, str) else data.decode()
            print(label, "->", getattr(got, "code", "-"), clean(got.geturl()), "|", clean(data))
            got.close()
        else:
            print(label, "->", clean(got))
    except Exception as error:
        cause = error.__cause__
        print(label, "raises", type(error).__name__, clean(error), "|", clean(error.args), "|", type(cause).__name__)


class Asked(request.FancyURLopener):
    questions = ()
    answers = [("ann", "a:b c"), (None, None)]

    def prompt_user_passwd(self, host, realm):
        print("   asked for", clean(host), realm)
        return self.answers[0]


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "some file.txt")
    with open(path, "w") as file:
        file.write("text of a file")
    os.utime(path, (86400, 86400))
    plain, fancy = request.URLopener({}), Asked({})

    for opener in plain, fancy:
        print("==", type(opener).__bases__[0].__name__)
        for where in ("/x y?q=1&r=[2]", "/status/204", "/status/404", "/status/500", "/to/302//there", "/to/301//there",
                      "/to/303//there", "/to/307//there", "/to/308/there", "/uri", "/nowhere", "/round", "/away", "/secret",
                      "/digest", "/bad", "/to/302/" + here + "/far", "/to/302/gopher://x/"):
            show(clean(where), lambda: opener.open(here + where))
        for where in "/post", "/to/302//there", "/to/307//there", "/to/308//there", "/secret", "/status/404":
            show("POST " + where, lambda: opener.open(here + where, b"a=b"))
        show("with a password", lambda: opener.open(f"http://me:p%40ss@127.0.0.1:{port}/whoami"))
        show("wrapped", lambda: opener.open(f"<URL:{here}/wrapped>"))
        show("bytes", lambda: opener.open(f"{here}/bytes".encode()))

    print("== schemes")
    for url in ("http:", "http:///", "http:/path", "https:", "ftp:", "ftp:///x", "gopher://x/y", "made-up:x", "local_file:x",
                "mailto:x@y", "", "http://no.such.host.invalid/", "ftp://no.such.host.invalid/", "local-file:///etc/passwd"):
        show(repr(url), lambda: plain.open(url))
    for url in ("data:,hello%20you", "data:text/html;charset=utf-8,x", "data:;base64,aGk=", "data:text/plain;base64,YQ==",
                "data:x/y;a=b;base64,YWI=", "data:nothing"):
        def ask():
            got = plain.open(url)
            lines = got.read().split("\n")
            return got.headers.items()[1:], lines[1:]
        show(url, ask)
    show("data with data", lambda: plain.open("data:,x", b"1").geturl())

    print("== files")
    quoted = request.pathname2url(path)
    for url in quoted, "file:" + quoted, "file://" + quoted, "file://localhost" + quoted, "file://elsewhere.example" + quoted, \
            path, "file:" + quoted + "-not", "file://127.0.0.1:80" + quoted, "FILE:" + quoted:
        def ask():
            got = plain.open(url)
            with got:
                return got.headers.items(), got.geturl(), got.read()
        show("file " + url.replace(folder, "FOLDER"), ask)
    show("open_file of a pair", lambda: plain.open_file(("a", "b")))
    show("open_ftp of a pair", lambda: plain.open_ftp(("a", "b")))
    show("open_data of a pair", lambda: plain.open_data(("a", "b")))

    print("== ftp")

    class Wrapped:
        def __init__(self, *args):
            print("   ftpwrapper", args)

        def retrfile(self, *args):
            print("   retrfile", args)
            if "fail" in args:
                raise EOFError("gone")
            return io.BytesIO(b"content"), 7 if args[0] else None

        def close(self):
            print("   closed")

    request.ftpwrapper = Wrapped
    for url in ("ftp://127.0.0.1/a/b.txt", "ftp://127.0.0.1/a/b.html;type=a", "ftp://me%40x:p%2Fw@127.0.0.1:2121/c%20d/e/;type=d",
                "ftp://127.0.0.1/a/b.txt;type=x;other=A", "ftp://127.0.0.1//root/x;TYPE=A", "ftp://127.0.0.1", "ftp://only@127.0.0.1/",
                "ftp://127.0.0.1/a/fail"):
        def ask():
            got = plain.open(url)
            return got.headers.items(), got.geturl(), got.read()
        show(url, ask)
    print(list(plain.ftpcache), plain.ftpcache is request.ftpcache, request.MAXFTPCACHE)
    request.ftpcache.clear()

    print("== proxies")
    for proxies in ({"http": here}, {"http": f"http://u:p%20w@127.0.0.1:{port}"}, {"gopher": here}, {"http": "odd://x"},
                    {"ftp": "file:///x"}, {"data": "data:,q"}):
        for url in "http://example.invalid/one", "http://you:word@example.invalid/two", "gopher://x/three", "ftp://x/four", "data:,five":
            if url.split(":")[0] in proxies:
                show(f"{sorted(proxies)} {url}", lambda: request.URLopener(proxies).open(url))
    show("407", lambda: Asked({"http": here}).open("http://example.invalid/proxied"))
    try:
        request.URLopener("text")
    except AssertionError as error:
        print("not a mapping:", error)

    print("== hooks and headers")

    class Hooked(request.URLopener):
        version = "Mine/1"

        def http_error_404(self, url, fp, errcode, errmsg, headers, data=None):
            print("   404 for", clean(url), errcode, errmsg, data)
            return io.BytesIO(b"instead") if data is None else None

        def open_made_up(self, url, data="none"):
            return f"{url} {data}"

        def open_broken(self, url):
            raise OSError(5, "inside")

    hooked = Hooked({})
    hooked.addheader("X-More", "more")
    show("version", lambda: hooked.open(here + "/headers"))
    show("404", lambda: hooked.open(here + "/status/404").read())
    show("404 POST", lambda: hooked.open(here + "/status/404", b""))
    show("made-up", lambda: hooked.open("made-up:x y"))
    show("made-up", lambda: hooked.open("made-up:x", 1))
    show("broken", lambda: hooked.open("broken:x"))
    print(sorted(k for k in vars(hooked) if not k.startswith("_")), clean(hooked.addheaders))

    print("== retrieve")
    seen = []
    keeper = request.URLopener({})
    target = os.path.join(folder, "target")
    name, headers = keeper.retrieve(here + "/kept", target, lambda *a: seen.append(a))
    print(name == target, headers["content-type"], clean(open(target).read()), len(seen), seen[0][0], seen[0][1], seen[-1][0])
    name, headers = keeper.retrieve(here + "/kept/x.html")
    print(os.path.exists(name), name.endswith(".html"))
    keeper.cleanup()
    print(os.path.exists(name))
    print(keeper.retrieve("file:" + quoted)[0] == path, keeper.retrieve(quoted)[0] == path)
    show("short", lambda: keeper.retrieve(here + "/short"))
    show("no such file", lambda: keeper.retrieve("file:/no/such/file"))
    show("posted", lambda: open(keeper.retrieve(here + "/posted", data=b"d")[0]).read())
    keeper.tempcache = {}
    first = keeper.retrieve(here + "/cached")
    print(first == keeper.retrieve(here + "/cached"), [clean(k) for k in keeper.tempcache])
    show("from the cache", lambda: keeper.open(here + "/cached"))
    keeper.close()
    print(keeper.tempcache, os.path.exists(first[0]))

    print("== passwords asked once")
    fancy.prompt_user_passwd = lambda host, realm: print("   asked", host, realm) or ("u", "p")
    print(fancy.get_user_passwd("HOST", "r"), fancy.get_user_passwd("host", "r"), fancy.get_user_passwd("host", "r", 1))
    fancy.prompt_user_passwd = lambda host, realm: ("", "")
    print(fancy.get_user_passwd("other", "r"), sorted(fancy.auth_cache))
    print(fancy.retry_http_basic_auth(f"//127.0.0.1:{port}/secret", "nobody's"))
    fancy.auth_cache = {f"room@127.0.0.1:{port}": ("b:b", "c@c")}
    show("retry", lambda: fancy.retry_http_basic_auth(f"//127.0.0.1:{port}/secret", "room"))
    show("retry", lambda: fancy.retry_http_basic_auth(f"//old:pass@127.0.0.1:{port}/secret", "room", b"data"))

with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    Asked({})
    request.URLopener({})
    print([str(w.message) for w in told], {w.filename == __file__ for w in told})
print(request.noheaders().items(), request.localhost(), type(request.thishost()).__name__, request.ftperrors() is __import__("ftplib").all_errors)
