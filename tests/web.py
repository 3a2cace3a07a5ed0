"""A web server on loopback for tests, and the policy that lets only it be asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from timeline.sources import Policy

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Pages by path, bytes or a function that writes the answer; `asked` has each request's path and headers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        # Tests count the requests: those of robots.txt turn it on.
        allowed = frozenset({("127.0.0.1", port)})
        self.policy = Policy(gap=0, patience=5, total=10, allowed=allowed, heeds_robots=False)
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def page(self, path: str, body: bytes = b"", *, status: int = 200, type: str = "text/html", **headers: str) -> str:
        """Serve a page; `headers` have underscores for hyphens. Give its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", type)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.answer(path, answer)

    def answer(self, path: str, answer: Answer) -> str:
        """Serve a path by a function that writes the whole answer; give its address."""
        self.pages[path] = answer
        return self.url + path


@contextmanager
def serve() -> Iterator[Site]:
    """Run a server on a free port of loopback while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            try:
                site.pages.get(self.path, lambda handler: handler.send_error(404))(self)
            except ConnectionError:
                # The reader has seen enough, which is what many of the tests are about.
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
