"""Other sites in the same browser, and names that an attacker points at this machine."""

import pytest

from tests.workspace.house import fetch, post_json
from workspace.server import WorkspaceServer
from workspace.state import Workspace


def say(server: WorkspaceServer, workspace: Workspace, **headers: str) -> int:
    said = {"channel": workspace.channel("reading").id, "text": "hello"}
    return post_json(f"{server.url}/page/messages", said, **headers).status


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "", "[::1"])
@pytest.mark.parametrize("path", ["/", "/page/state", "/api/auth.test", "/static/js/main.js"])
def test_answers_to_no_foreign_name(server: WorkspaceServer, host: str, path: str) -> None:
    assert fetch(f"{server.url}{path}", Host=host).status in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1", "[::1]:3000", "192.168.1.7:3000"])
def test_answers_to_this_machine_and_to_addresses(server: WorkspaceServer, host: str) -> None:
    assert fetch(f"{server.url}/", Host=host).status == 200


def test_the_page_may_speak(server: WorkspaceServer, workspace: Workspace) -> None:
    assert say(server, workspace, Origin=server.url, Sec_Fetch_Site="same-origin") == 200
    assert workspace.messages("#reading")[0]["text"] == "hello"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_no_other_site_may_speak(server: WorkspaceServer, workspace: Workspace, headers: dict[str, str]) -> None:
    assert say(server, workspace, **headers) == 403
    assert workspace.messages("#reading") == []


def test_no_other_site_may_read(server: WorkspaceServer) -> None:
    assert fetch(f"{server.url}/page/state", Sec_Fetch_Site="cross-site").status == 403
    assert fetch(f"{server.url}/page/stream", Sec_Fetch_Site="same-site").status == 403


def test_what_a_form_can_send_is_refused(server: WorkspaceServer) -> None:
    answer = fetch(
        f"{server.url}/page/messages", method="POST", body="{}", Content_Type="text/plain", Origin=server.url
    )
    assert answer.status == 415


def test_every_answer_has_strict_headers(server: WorkspaceServer) -> None:
    for path in ("/", "/shared/base.css", "/page/state", "/nowhere"):
        headers = fetch(f"{server.url}{path}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers
