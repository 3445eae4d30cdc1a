"""A web server on asyncio streams: routes by decorator, JSON, errors; and a client that asks it."""
import asyncio
import json
import urllib.error
import urllib.request
from http import HTTPStatus


class App:
    def __init__(self):
        self.routes = {}

    def route(self, path, method="GET"):
        def decorate(view):
            self.routes[method, path] = view
            return view

        return decorate

    async def answer(self, method, path, body):
        """(status, value) for a request."""
        if (view := self.routes.get((method, path))) is None:
            return HTTPStatus.NOT_FOUND, {"error": f"no {path} here"}
        try:
            return HTTPStatus.OK, await view(json.loads(body or "null"))
        except (KeyError, ValueError, TypeError) as error:
            return HTTPStatus.BAD_REQUEST, {"error": f"{type(error).__name__}: {error}"}

    async def serve(self, reader, writer):
        method, path, _ = (await reader.readline()).decode().split()
        length = 0
        while (line := (await reader.readline()).decode().strip()):
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                length = int(value)
        status, value = await self.answer(method, path, await reader.readexactly(length))
        data = json.dumps(value).encode()
        writer.write(f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
                     f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data)
        await writer.drain()
        writer.close()


app = App()
tasks = []


@app.route("/tasks")
async def listing(_):
    return tasks


@app.route("/tasks", "POST")
async def add(task):
    tasks.append({"id": len(tasks) + 1, "what": task["what"]})
    return tasks[-1]


def ask(url, value=None):
    """What a client, which knows nothing of asyncio, sees."""
    data = None if value is None else json.dumps(value).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data)) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.reason, json.load(error)


async def main():
    server = await asyncio.start_server(app.serve, "127.0.0.1", 0)
    base = "http://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    async with server:
        for path, value in (("/tasks", {"what": "write"}), ("/tasks", {"what": "read"}), ("/tasks", {"when": "now"}),
                            ("/tasks", None), ("/nothing", None)):
            print(path, value, "->", *await asyncio.to_thread(ask, base + path, value))


asyncio.run(main())
