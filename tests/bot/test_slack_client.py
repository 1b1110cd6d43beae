"""The Web API client at a server that sends it elsewhere."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack_client import create_web_client

TOKEN = "xoxb-secret"


class Elsewhere(ThreadingHTTPServer):
    """Redirects `/api/...` to `/stolen`, and keeps what it is shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_POST(self) -> None:
        self.server.shown.append((self.path, self.headers.get("Authorization")))
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(302)
        self.send_header("Location", "/stolen")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.server.shown.append((self.path, self.headers.get("Authorization")))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_the_token_is_shown_to_slack_and_to_no_redirect(elsewhere: Elsewhere) -> None:
    client = create_web_client(TOKEN, f"http://127.0.0.1:{elsewhere.server_port}/api/")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C1", text="Ada")
    assert elsewhere.shown[0] == ("/api/chat.postMessage", f"Bearer {TOKEN}")
    assert all(token is None for path, token in elsewhere.shown if path == "/stolen")
