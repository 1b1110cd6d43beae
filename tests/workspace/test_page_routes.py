"""The page's own API, and the stream of what changes."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.workspace.house import Answer, Echo, fetch, post_json
from workspace.server import WorkspaceServer
from workspace.state import Workspace


def act(server: WorkspaceServer, action: str, channel: str, text: str, **more: str) -> Answer:
    said = {"channel": server.workspace.channel(channel).id, "text": text, **more}
    return post_json(f"{server.url}/page/{action}", said, Origin=server.url)


def state(server: WorkspaceServer) -> dict[str, Any]:
    return dict(fetch(f"{server.url}/page/state").json)


@contextmanager
def stream(server: WorkspaceServer, after: str, **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.request("GET", f"/page/stream?after={after}", headers=headers)
    response = connection.getresponse()
    lines = (line.decode() for line in response)
    try:
        yield (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: "))
    finally:
        connection.close()


def test_the_state_holds_what_the_page_needs_and_no_secret(server: WorkspaceServer, workspace: Workspace) -> None:
    found = state(server)
    assert [channel["name"] for channel in found["channels"]] == ["reading", "lounge", "Echo"]
    assert found["commands"][0] == {"name": "/echo", "hint": "TEXT", "description": "Say it again"}
    assert found["bot"]["mention"] == "@echo"
    whole = json.dumps(found)
    assert workspace.bot_token not in whole
    assert workspace.signing_secret not in whole


def test_what_is_typed_becomes_messages_commands_and_snippets(server: WorkspaceServer, workspace: Workspace) -> None:
    ts = act(server, "messages", "#reading", "hello").json["result"]
    assert act(server, "messages", "#reading", "again", thread_ts=ts).json["ok"]
    assert act(server, "commands", "#reading", "x", command="/nonsense").json == {"ok": True, "result": False}
    assert act(server, "snippets", "#reading", "long text", comment="see this").json["ok"]
    file = workspace.messages("#reading")[-1]["files"][0]
    assert fetch(f"{server.url}/page/files/{file['id']}").text == "long text"
    assert len(workspace.messages("#reading", ts)) == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": " "}, "Write something first."),
        ({"text": "x" * 40_001}, "This is too long for a message. Send it as a text snippet."),
        ({"channel": "C1"}, "This channel is gone. Reload the page."),
        ({"thread_ts": "1.000001"}, "This thread is gone."),
        ({"text": 7}, "The page sent something that cannot be read. Reload it."),
    ],
)
def test_a_refusal_is_a_sentence(said: dict[str, object], sentence: str, server: WorkspaceServer) -> None:
    whole = {"channel": server.workspace.channel("reading").id, "text": "hello", **said}
    answer = post_json(f"{server.url}/page/messages", whole, Origin=server.url)
    assert (answer.status, answer.json["error"]) == (400, sentence)


def test_the_stream_goes_on_from_the_state(server: WorkspaceServer, workspace: Workspace) -> None:
    workspace.post_message("#reading", "before")
    position = state(server)["position"]
    workspace.post_message("#reading", "missed")
    with stream(server, position) as changes:
        assert next(changes)["message"]["text"] == "missed"
        workspace.post_message("#reading", "live")
        assert next(changes)["message"]["text"] == "live"


def test_a_lost_stream_catches_up_from_the_last_event(server: WorkspaceServer, workspace: Workspace) -> None:
    start = state(server)["position"]
    workspace.post_message("#reading", "seen")
    seen = state(server)["position"]
    workspace.post_message("#reading", "missed")
    with stream(server, start, **{"Last-Event-ID": seen}) as changes:
        assert next(changes)["message"]["text"] == "missed"


@pytest.mark.parametrize("after", ["", "nonsense", "00000000-5", "{run}-999", "{run}--1"])
def test_a_position_from_elsewhere_starts_anew(after: str, server: WorkspaceServer, workspace: Workspace) -> None:
    with stream(server, after.format(run=workspace.feed.run)) as changes:
        assert next(changes) == {"kind": "reset"}


def test_says_when_the_bot_is_reading_and_when_it_has_read(
    server: WorkspaceServer, workspace: Workspace, echo: Echo
) -> None:
    echo.gate.clear()
    reading = workspace.channel("reading").id
    with stream(server, state(server)["position"]) as changes:
        workspace.run_command("#reading", "/echo", "hello")
        assert next(changes) == {"kind": "reading", "places": [{"channel": reading, "thread_ts": None, "status": None}]}
        echo.gate.set()
        kinds = [next(changes), next(changes)]
        assert [change["kind"] for change in kinds] == ["message", "reading"]
        assert kinds[1]["places"] == []
