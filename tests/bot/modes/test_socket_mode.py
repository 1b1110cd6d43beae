"""Socket Mode against the local workspace's Web API and a WebSocket that speaks just enough."""

import base64
import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.modes import service, socket_mode
from bot.modes.errors import CannotStartError
from bot.settings import SocketSettings
from infra.slack_manifest import MANIFEST as SLACK_MANIFEST
from tests.bot.fakes import FakeInference
from tests.bot.stage import CHANNEL
from tests.polling import until
from workspace.server import WorkspaceServer

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@pytest.fixture
def server() -> Iterator[WorkspaceServer]:
    running = WorkspaceServer(SLACK_MANIFEST)
    running.start()
    yield running
    running.stop()


def settings(server: WorkspaceServer, tmp_path: Path, **variables: str) -> SocketSettings:
    given = {
        "SLACK_BOT_TOKEN": server.workspace.bot_token,
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_API_URL": server.api_url,
        "LECTERN_MODELS": str(tmp_path / "models"),
        "LECTERN_STATE": str(tmp_path / "state"),
    }
    return SocketSettings.read({**given, **variables})


def test_a_bot_token_that_slack_refuses(server: WorkspaceServer, tmp_path: Path) -> None:
    with pytest.raises(CannotStartError, match=r"^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)\.$"):
        socket_mode.run(settings(server, tmp_path, SLACK_BOT_TOKEN="xoxb-wrong"))


def test_an_app_token_that_slack_refuses(server: WorkspaceServer, tmp_path: Path) -> None:
    server.workspace.fail_next("apps.connections.open", error="not_allowed_token_type")
    with pytest.raises(CannotStartError, match=r"^Slack refuses SLACK_APP_TOKEN \(not_allowed_token_type\)\.$"):
        socket_mode.run(settings(server, tmp_path))


def test_a_slack_that_cannot_be_reached(server: WorkspaceServer, tmp_path: Path) -> None:
    with pytest.raises(CannotStartError, match=r"^Cannot reach Slack at http://127\.0\.0\.1:9/api/\.$"):
        socket_mode.run(settings(server, tmp_path, SLACK_API_URL="http://127.0.0.1:9/api/"))


def test_a_command_that_comes_over_the_socket_is_answered(
    server: WorkspaceServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inference = FakeInference()
    interrupted = threading.Event()
    monkeypatch.setattr(service, "LocalReaders", lambda *_: _Ready(inference))
    monkeypatch.setattr(socket_mode, "wait_for_signal", lambda: interrupted.wait(30))
    with _WebSocket(_command(server)) as web_socket:
        monkeypatch.setattr("slack_sdk.WebClient.apps_connections_open", lambda *_, **__: {"url": web_socket.url})
        bot = threading.Thread(target=socket_mode.run, args=(settings(server, tmp_path),), daemon=True)
        bot.start()
        server.workspace.wait_until(lambda: server.workspace.messages(CHANNEL))
        until(lambda: web_socket.received)
        interrupted.set()
        bot.join(30)
        assert not bot.is_alive()
    (answer,) = server.workspace.messages(CHANNEL)
    assert answer["text"] == "People: Ada"
    assert json.loads(web_socket.received[0])["envelope_id"] == "e1"


class _Ready:
    def __init__(self, client: FakeInference) -> None:
        self.client = client

    def load(self) -> None:
        pass

    def stop(self) -> None:
        pass


def _command(server: WorkspaceServer) -> dict[str, Any]:
    """What Slack sends through the socket for `/nouns Ada`."""
    channel = server.workspace.channel(CHANNEL)
    invocation = server.workspace.response_urls.issue(channel, server.workspace.you.id)
    payload = {
        "command": "/nouns",
        "text": "Ada",
        "trigger_id": "1.2.3",
        "user_id": server.workspace.you.id,
        "response_url": f"{server.url}/response/{invocation.secret}",
    }
    return {"type": "slash_commands", "envelope_id": "e1", "payload": payload, "accepts_response_payload": True}


class _WebSocket:
    """Shakes hands, sends one text frame and keeps what comes back, unmasked."""

    def __init__(self, message: dict[str, Any]) -> None:
        self.received: list[str] = []
        self._message = json.dumps(message).encode()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._socket.getsockname()[1]}/link"

    def __enter__(self) -> "_WebSocket":
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        stream = connection.makefile("rwb")
        headers = dict(
            line.split(": ", 1) for line in iter(lambda: stream.readline().decode().strip(), "") if ":" in line
        )
        accept = base64.b64encode(hashlib.sha1((headers["Sec-WebSocket-Key"] + GUID).encode()).digest())  # noqa: S324
        stream.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        stream.write(b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        stream.write(b"\x81\x7e" + len(self._message).to_bytes(2, "big") + self._message)
        stream.flush()
        while head := stream.read(2):
            size = head[1] & 0x7F
            if size == 0x7E:
                size = int.from_bytes(stream.read(2), "big")
            mask, content = stream.read(4), stream.read(size)
            if head[0] & 0x0F == 1:
                self.received.append(bytes(byte ^ mask[at % 4] for at, byte in enumerate(content)).decode())
