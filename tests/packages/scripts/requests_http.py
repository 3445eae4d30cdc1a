"""requests: methods, sessions, cookies, redirects, streams, authentication and errors over loopback."""
import http.server
import json
import threading

import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def answer(self, code, body=b'', **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/redirect':
            self.answer(302, Location='/final')
        elif self.path == '/cookie':
            self.answer(200, self.headers.get('Cookie', '-').encode(), Set_Cookie='a=1; Path=/')
        elif self.path == '/auth':
            self.answer(200 if self.headers.get('Authorization') == 'Basic dTpw' else 401, b'auth')
        elif self.path == '/missing':
            self.answer(404, b'gone')
        elif self.path == '/latin':
            self.answer(200, 'grün'.encode('latin-1'), Content_Type='text/plain; charset=latin-1')
        else:
            self.answer(200, ('GET ' + self.path).encode(), Content_Type='text/plain')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        kind = self.headers['Content-Type'].partition(';')[0]
        text = body.decode() if kind != 'multipart/form-data' else str(body.count(b'--'))
        self.answer(200, json.dumps({'kind': kind, 'body': text}).encode(), Content_Type='application/json')

    do_PUT = do_POST

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f'http://127.0.0.1:{server.server_port}'

r = requests.get(base + '/path', params={'q': 'ä b', 'n': [1, 2]})
print(r.status_code, r.ok, r.text, r.encoding, r.headers['content-type'], r.reason)
print(requests.post(base, data={'a': 1, 'b': 'x y'}).json())
print(requests.post(base, json={'a': [1, None]}).json())
print(requests.put(base, data=b'raw', headers={'Content-Type': 'application/x-raw'}).json())
print(requests.post(base, files={'f': ('n.txt', 'data')}).json()['kind'])
r = requests.get(base + '/redirect')
print(r.url.replace(base, ''), [h.status_code for h in r.history])
print(requests.get(base + '/redirect', allow_redirects=False).status_code)
with requests.Session() as s:
    s.headers['X-Test'] = '1'
    s.mount('http://', HTTPAdapter(max_retries=2))
    print(s.get(base + '/cookie').text, s.get(base + '/cookie').text, s.cookies.get_dict())
    print(s.get(base + '/auth', auth=('u', 'p')).status_code, s.get(base + '/auth', auth=HTTPBasicAuth('u', 'x')).status_code)
try:
    requests.get(base + '/missing').raise_for_status()
except requests.HTTPError as error:
    print(str(error).replace(base, ''), error.response.text)
print(requests.get(base + '/latin').text, requests.get(base + '/latin').content)
r = requests.get(base + '/' + 'x' * 100, stream=True)
print([len(c) for c in r.iter_content(40)])
for url in 'http://127.0.0.1:1/', 'nothing', 'http://', 'ftp://x/':
    try:
        requests.get(url, timeout=5)
    except requests.RequestException as error:
        print(type(error).__name__)
print(requests.Request('GET', 'http://x/a b', params='q=1').prepare().url, requests.codes.teapot)
server.shutdown()
