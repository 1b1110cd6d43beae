import http.client
import socket
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from flask import Blueprint

from infra.slack_manifest import MANIFEST as SLACK_MANIFEST
from tests.workspace.house import MANIFEST, fetch, open_house, post_json
from workspace.server import WorkspaceServer


def test_binds_before_it_serves() -> None:
    server = WorkspaceServer(MANIFEST)
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5):
        server.start()
        assert fetch(f"{server.url}/").status == 200
    server.stop()


def test_a_taken_port_is_an_error_at_once() -> None:
    server = WorkspaceServer(MANIFEST)
    with pytest.raises(OSError, match="in use"):
        WorkspaceServer(MANIFEST, port=urlsplit(server.url).port or 0)
    server.stop()


def test_listens_on_loopback_only() -> None:
    server = WorkspaceServer(MANIFEST)
    assert server.url.startswith("http://127.0.0.1:")
    server.stop()


def test_open_streams_do_not_hold_it_up() -> None:
    with open_house() as (server, _):
        parts = urlsplit(server.url)
        connections = [http.client.HTTPConnection(parts.hostname or "", parts.port) for _ in range(3)]
        for connection in connections:
            connection.request("GET", "/page/stream")
            assert connection.getresponse().status == 200
    for connection in connections:
        connection.close()


def test_more_streams_than_it_has_threads_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workspace.page_routes.MAX_STREAMS", 1)
    with open_house() as (server, _):
        parts = urlsplit(server.url)
        first = http.client.HTTPConnection(parts.hostname or "", parts.port)
        first.request("GET", f"/page/stream?after={server.workspace.feed.run}-0")
        assert first.getresponse().status == 200
        assert fetch(f"{server.url}/page/stream").status == 503
        first.close()


def test_each_run_has_its_own_secrets() -> None:
    with open_house() as (one, _), open_house() as (other, _):
        assert one.workspace.bot_token != other.workspace.bot_token
        assert one.workspace.signing_secret != other.workspace.signing_secret


def test_serves_the_page_and_nothing_beside_it() -> None:
    with open_house() as (server, _):
        assert "<title>Lectern</title>" in fetch(f"{server.url}/").text
        assert fetch(f"{server.url}/static/js/main.js").headers["Content-Type"].startswith("text/javascript")
        for path in ("/static/../server.py", "/static/%2e%2e/server.py", "/server.py"):
            assert fetch(f"{server.url}{path}").status == 404


def test_comes_with_the_apps_own_manifest() -> None:
    server = WorkspaceServer(SLACK_MANIFEST)
    assert {command.command for command in server.workspace.manifest.features.slash_commands} >= {"/nouns", "/ask"}
    server.stop()


def test_what_is_served_does_not_wait_for_a_server_that_stops(caplog: pytest.LogCaptureFixture) -> None:
    """As a bot does that calls the Web API of this very server while it is asked to stop."""
    server = WorkspaceServer(MANIFEST)
    bot, waiting, heard = Blueprint("bot", __name__), Event(), []

    @bot.post("/slack/events")
    def call_back() -> str:
        parts = urlsplit(server.url)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as connection:
            waiting.set()
            with suppress(ConnectionResetError):  # it was not even let in
                connection.recv(1)
            heard.append(True)
        return ""

    server.connect(bot)
    server.start()
    Thread(target=lambda: post_json(server.events_url, {}), daemon=True).start()
    assert waiting.wait(20)
    server.stop()
    assert heard == [True]
    assert "still running" not in caplog.text
