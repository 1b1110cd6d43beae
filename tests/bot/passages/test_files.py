import http.server
import threading
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.documents.kinds import Kind
from bot.passages.download import NO_PERMISSION, NOT_FETCHED, NOT_FROM_SLACK
from bot.passages.errors import CannotReadError
from bot.passages.file_kinds import TEXT, kind_of
from bot.passages.files import EMPTY, MAX_BYTES, TOO_LARGE, fetch_text
from bot.slack_messages import SlackFile


class Server(http.server.ThreadingHTTPServer):
    status = 200
    content_type = "text/plain; charset=utf-8"
    content = b""
    location = ""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers["Authorization"]))
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.content_type)
        self.send_header("Content-Length", str(len(self.server.content)))
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def client(server: Server) -> WebClient:
    return WebClient(token="xoxb-1", base_url=f"{server.url}/api/")


def snippet(server: Server, **fields: object) -> SlackFile:
    return SlackFile.model_validate({"mode": "snippet", "url_private": f"{server.url}/files/1", **fields})


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        ("Čapek & <b>".encode(), "text/plain; charset=utf-8", "Čapek & <b>"),
        (b"\xef\xbb\xbfBOM", "text/plain", "BOM"),
        ("Čapek".encode("iso-8859-2"), "text/plain; charset=iso-8859-2", "Čapek"),
        (b"caf\xe9", "text/plain", "café"),
        (b"x", "text/plain; charset=nonsense", "x"),
    ],
)
def test_a_file_is_fetched_with_the_token(
    server: Server, client: WebClient, content: bytes, content_type: str, text: str
) -> None:
    server.content, server.content_type = content, content_type
    assert fetch_text(snippet(server), client) == text
    assert server.seen == [("/files/1", "Bearer xoxb-1")]


def test_the_login_page_in_place_of_a_file_means_a_missing_permission(server: Server, client: WebClient) -> None:
    server.content, server.content_type = b"<html>Sign in</html>", "text/html; charset=utf-8"
    with pytest.raises(CannotReadError, match="files:read"):
        fetch_text(snippet(server), client)


def test_no_redirect_is_followed(server: Server, client: WebClient) -> None:
    server.status, server.location = 302, f"{server.url}/login"
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(snippet(server), client)
    assert refusal.value.message == NO_PERMISSION
    assert [path for path, _ in server.seen] == ["/files/1"]


@pytest.mark.parametrize(("status", "message"), [(403, NO_PERMISSION), (404, NOT_FETCHED), (500, NOT_FETCHED)])
def test_a_refusal(server: Server, client: WebClient, status: int, message: str) -> None:
    server.status = status
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(snippet(server), client)
    assert refusal.value.message == message


@pytest.mark.parametrize(
    "url",
    [
        "https://files.slack.com.evil.example/f",
        "https://evil.example/slack.com",
        "http://files.slack.com/f",
        "https://notslack.com/f",
        "https://files.slack.com@evil.example/f",
        "file:///etc/passwd",
        "http://127.0.0.1:1/f",
    ],
)
def test_the_token_goes_to_slack_alone(client: WebClient, url: str) -> None:
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(SlackFile(mode="snippet", url_private=url), client)
    assert refusal.value.message == NOT_FROM_SLACK


@pytest.mark.parametrize("size", [None, MAX_BYTES + 1])
def test_a_file_that_is_too_large(server: Server, client: WebClient, size: int | None) -> None:
    server.content = b"a" * (MAX_BYTES + 1)
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(snippet(server, size=size), client)
    assert refusal.value.message == TOO_LARGE


def test_a_server_that_is_gone(server: Server) -> None:
    client = WebClient(token="xoxb-1", base_url="http://127.0.0.1:9/api/")
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(SlackFile(mode="snippet", url_private="http://127.0.0.1:9/f"), client)
    assert refusal.value.message == NOT_FETCHED


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_file(server: Server, client: WebClient, content: bytes) -> None:
    server.content = content
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(snippet(server), client)
    assert refusal.value.message == EMPTY


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"mode": "snippet", "mimetype": "text/html"}, TEXT),
        ({"mimetype": "text/x-python; charset=utf-8"}, TEXT),
        ({"mimetype": "application/ld+json"}, TEXT),
        ({"mimetype": "application/octet-stream", "name": "NOTES.MD"}, TEXT),
        ({"mimetype": "application/octet-stream", "name": "a.docx"}, Kind.DOCX),
        ({"filetype": "pdf"}, Kind.PDF),
        ({"mode": "quip", "filetype": "quip", "mimetype": "application/vnd.slack-docs"}, Kind.HTML),
        ({"mode": "email", "filetype": "email", "mimetype": "text/html"}, Kind.HTML),
        ({"mimetype": "image/svg+xml", "name": "a.svg"}, None),
        ({"mimetype": "image/png", "name": "a.png"}, None),
        ({"mimetype": "application/zip", "name": "txt"}, None),
        ({}, None),
    ],
)
def test_kinds_of_files(fields: dict[str, str], kind: str | None) -> None:
    assert kind_of(SlackFile.model_validate(fields)) == kind


def test_an_html_file_is_told_from_the_login_page(server: Server, client: WebClient) -> None:
    server.content, server.content_type = b"<p>Sign in, said Ada.</p>", "text/html"
    file = snippet(server, mode="hosted", mimetype="text/html", size=len(server.content))
    assert fetch_text(file, client) == "Sign in, said Ada."
    with pytest.raises(CannotReadError) as refusal:
        fetch_text(file.model_copy(update={"size": 5_000}), client)
    assert refusal.value.message == NO_PERMISSION
