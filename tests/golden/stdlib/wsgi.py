# wsgiref: environments, headers, handlers, and the server.
import io
import re
import threading
import urllib.request
from wsgiref import handlers, headers, simple_server, util

for env in [{"HTTP_HOST": "h:1", "wsgi.url_scheme": "http", "SCRIPT_NAME": "/a b", "PATH_INFO": "/c;d", "QUERY_STRING": "q=1"},
            {"SERVER_NAME": "s", "SERVER_PORT": "443", "wsgi.url_scheme": "https", "PATH_INFO": "/x"}, {"SERVER_NAME": "s", "SERVER_PORT": "81", "wsgi.url_scheme": "http"}]:
    print(util.application_uri(env), util.request_uri(env), util.request_uri(env, False))
env = {"SCRIPT_NAME": "/base", "PATH_INFO": "/a/./b//c"}
while (name := util.shift_path_info(env)) is not None:
    print(repr(name), env)
env = {}
util.setup_testing_defaults(env)
print({k: v for k, v in sorted(env.items()) if not hasattr(v, "read")}, util.guess_scheme({"HTTPS": "on"}), util.is_hop_by_hop("TE"), util.is_hop_by_hop("x"))
print(list(util.FileWrapper(io.BytesIO(b"abcdef"), 4)))
h = headers.Headers([("A", "1")])
h["b"] = "2"
h.add_header("C-D", "att", file_name='x"y', flag=None)
print(repr(h), str(h), bytes(h), h["a"], h.get("zz", 5), "B" in h, len(h), h.keys(), h.values(), h.get_all("a"), h.setdefault("n", "v"))
del h["A"]
print(h.items())
for call in [lambda: headers.Headers(()), lambda: h.__setitem__("x", 1), lambda: headers.Headers([(1, "a")])]:
    try:
        call()
    except (TypeError, AssertionError) as error:
        print(type(error).__name__, error)


def run(app, cls=handlers.SimpleHandler, **more):
    out, err = io.BytesIO(), io.StringIO()
    environ = {"SERVER_PROTOCOL": "HTTP/1.0", "REQUEST_METHOD": "GET", **more}
    handler = cls(io.BytesIO(b"in"), out, err, environ)
    handler.os_environ = {}
    handler.run(app)
    print(re.sub(rb"Date: [^\r]*", b"Date: D", out.getvalue()), err.getvalue().strip().split("\n")[-1])


def simple(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello ", environ["wsgi.input"].read()]


def one(environ, start_response):
    start_response("404 Not Found", [])
    return [b"x" * 5]


def writes(environ, start_response):
    write = start_response("200 OK", [("X", "y")])
    write(b"written ")
    return [b"given"]


def fails(environ, start_response):
    raise ValueError("inside")


def wrapped(environ, start_response):
    start_response("200 OK", [])
    return environ["wsgi.file_wrapper"](io.BytesIO(b"file"))


def empty(environ, start_response):
    start_response("204 No Content", [])
    return []


for app in [simple, one, writes, fails, wrapped, empty, lambda e, s: [b"early"], lambda e, s: s("20", []), lambda e, s: s("abc d", []), lambda e, s: s("200", []), lambda e, s: s(b"200 OK", []),
            lambda e, s: s("200 OK", [("Connection", "x")]), lambda e, s: (s("200 OK", []), s("200 OK", [])), lambda e, s: s("200 OK", []) and ["text"]]:
    run(app)
    run(app, handlers.BaseCGIHandler)
run(simple, SERVER_PROTOCOL="HTTP/0.9")
print(handlers.format_date_time(0))


logged = []


class Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, *args):
        logged.append(args[1:])


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    names = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_X_Y", "SERVER_PROTOCOL", "SCRIPT_NAME", "wsgi.url_scheme", "wsgi.multithread")
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))
    return [repr([environ.get(name) for name in names] + [body]).encode()]


with simple_server.make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
    for request in [urllib.request.Request(f"http://127.0.0.1:{server.server_port}/p%20q?r=s", headers={"X-Y": "z"}), urllib.request.Request(f"http://127.0.0.1:{server.server_port}/", data=b"body")]:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        with urllib.request.urlopen(request) as answer:
            print(answer.status, answer.read(), answer.headers["Content-Type"], answer.headers["Server"].split()[0])
        thread.join()
        print("log", logged.pop())
status = []
env = {"a": 1}
print(b"".join(simple_server.demo_app(env, lambda *a: status.append(a))), status)
