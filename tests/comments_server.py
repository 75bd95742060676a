"""A server on this machine that plays GitHub's comments of one pull request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY, NUMBER, TOKEN = "ada/homepage", 7, "token-of-the-job"
_COMMENTS = f"/repos/{REPOSITORY}/issues/{NUMBER}/comments"
_COMMENT = f"/repos/{REPOSITORY}/issues/comments/"

Answer = tuple[int, dict[str, str], Any]


class Comments:
    """The comments, the requests that came, and the answers to give instead, by the method asked."""

    def __init__(self) -> None:
        self.bodies: dict[int, str] = {}
        self.requests: list[tuple[str, str]] = []
        self.instead: dict[str, Answer] = {}
        self.address = ""

    def add(self, *bodies: str) -> None:
        for body in bodies:
            self.bodies[len(self.bodies) + 1] = body

    @property
    def written(self) -> list[str]:
        """The methods of the requests that were to change something."""
        return [method for method, _ in self.requests if method != "GET"]

    def answer(self, method: str, address: str, body: Any) -> Answer:
        """What GitHub answers: a page of comments, or the comment as it is now."""
        self.requests.append((method, address))
        if method in self.instead:
            return self.instead[method]
        parts = urlsplit(address)
        if method == "GET" and parts.path == _COMMENTS:
            asked = {key: int(value[0]) for key, value in parse_qs(parts.query).items()}
            start = (asked["page"] - 1) * asked["per_page"]
            found = [{"id": id, "body": text} for id, text in self.bodies.items()]
            return 200, {}, found[start : start + asked["per_page"]]
        if method == "POST" and parts.path == _COMMENTS:
            self.add(body["body"])
            return 201, {}, {"id": len(self.bodies)}
        if method == "PATCH" and parts.path.startswith(_COMMENT):
            self.bodies[int(parts.path.removeprefix(_COMMENT))] = body["body"]
            return 200, {}, {}
        return 404, {}, {"message": "Not Found"}


@contextmanager
def serve() -> Iterator[Comments]:
    """The server while the block runs; requests without the token are refused."""
    comments = Comments()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            if self.headers.get("Authorization") == f"Bearer {TOKEN}":
                code, headers, form = comments.answer(self.command, self.path, body)
            else:
                code, headers, form = 401, {}, {"message": "Bad credentials"}
            data = form if isinstance(form, bytes) else json.dumps(form).encode()
            self.send_response(code)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_PATCH = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the standard error of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    comments.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield comments
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
