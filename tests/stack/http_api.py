"""API Gateway's HTTP API on loopback, with the stack's one route: requests become events of format 2.0."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.stack.local_lambda import LocalLambda, RefusedError

_TEXT = ("text/", "application/json", "application/javascript", "application/xml")
"""Bodies of other types arrive in base64, those of slash commands included."""


class HttpApi:
    def __init__(self, lambda_: LocalLambda, function: str) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lambda_, function))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def event(path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """A POST request as the function gets it."""
    lowered = {name.lower(): value for name, value in headers.items()}
    is_text = lowered.get("content-type", "").startswith(_TEXT)
    return {
        "version": "2.0",
        "routeKey": f"POST {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": lowered,
        "requestContext": {
            "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
            "stage": "$default",
            "timeEpoch": int(time.time() * 1000),
        },
        "body": body.decode() if is_text else base64.b64encode(body).decode(),
        "isBase64Encoded": not is_text,
    }


def _handler(lambda_: LocalLambda, function: str) -> type[BaseHTTPRequestHandler]:
    class Api(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = event(urlsplit(self.path).path, dict(self.headers.items()), body)
            try:
                result = lambda_.invoke(function, json.dumps(request).encode())
            except RefusedError:
                self._answer({"statusCode": 503})
                return
            self._answer({"statusCode": 500} if result.is_error else json.loads(result.payload))

        def _answer(self, response: dict[str, Any]) -> None:
            body = response.get("body", "").encode()
            self.send_response(response["statusCode"])
            for name, value in response.get("headers", {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nothing: the function's own log matters."""

    return Api
