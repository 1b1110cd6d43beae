"""A workspace with a tiny Bolt app in it, over HTTP."""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from slack_bolt import Ack, App, BoltRequest, BoltResponse, Respond, Say
from slack_sdk import WebClient

from bot.modes.slack_endpoint import slack_endpoint
from workspace.server import WorkspaceServer

MANIFEST = Path(__file__).parent / "manifest.json"


class Heard(NamedTuple):
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def event(self) -> dict[str, Any]:
        return self.body["event"]  # type: ignore[no-any-return]


class Echo:
    """A Bolt app that repeats mentions in their threads, and direct messages and `/echo` where they were said.

    `status` answers everything before the listeners do, where it is set. `gate` holds replies back until it is set,
    `door` every acknowledgement.
    """

    def __init__(self, server: WorkspaceServer) -> None:
        workspace = server.workspace
        self.client = WebClient(workspace.bot_token, base_url=server.api_url)
        self.app = App(
            client=self.client,
            signing_secret=workspace.signing_secret,
            token_verification_enabled=False,
            before_authorize=self._hear,
        )
        self.heard: list[Heard] = []
        self.status: int | None = None
        self.answer_headers: dict[str, Any] = {}
        self.gate, self.door = Event(), Event()
        self.gate.set()
        self.door.set()
        self.app.event("app_mention")(ack=lambda ack: ack(), lazy=[self._mentioned])
        self.app.event("message")(self._message)
        self.app.command("/echo")(ack=lambda ack: ack(), lazy=[self._echo])
        self.app.command("/escape")(self._escape)

    def events(self, kind: str) -> list[Heard]:
        return [heard for heard in self.heard if heard.body.get("event", {}).get("type") == kind]

    def _hear(self, body: dict[str, Any], req: BoltRequest, resp: BoltResponse, next: Any) -> BoltResponse | None:  # noqa: A002 - Bolt's name
        if req.lazy_only:
            next()
            return None
        self.heard.append(Heard(body, {name: values[0] for name, values in req.headers.items()}))
        self.door.wait(30)
        if self.status is not None:
            return BoltResponse(status=self.status, headers=self.answer_headers)
        next()
        return None

    def _mentioned(self, event: dict[str, Any], say: Say) -> None:
        self.gate.wait(30)
        say(event["text"], thread_ts=event.get("thread_ts", event["ts"]))

    def _message(self, event: dict[str, Any], say: Say) -> None:
        if event["channel_type"] == "im" and "subtype" not in event:
            say(event["text"])

    def _echo(self, command: dict[str, Any], respond: Respond) -> None:
        self.gate.wait(30)
        respond(command["text"] or "nothing")

    def _escape(self, ack: Ack, command: dict[str, Any]) -> None:
        ack({"response_type": "in_channel", "text": command["text"]})


@contextmanager
def open_house(**settings: Any) -> Iterator[tuple[WorkspaceServer, Echo]]:
    server = WorkspaceServer(**{"manifest": MANIFEST, "retry_delays": (), **settings})
    echo = Echo(server)
    server.connect(slack_endpoint(echo.app, server.workspace.signing_secret))
    server.start()
    try:
        yield server, echo
    finally:
        echo.gate.set()
        echo.door.set()
        server.stop()


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def fetch(url: str, *, method: str = "GET", body: str | bytes | None = None, **headers: str) -> Answer:
    """One request as it is written; header names with `_` for `-`."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, f"{parts.path}?{parts.query}", body, named)
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read().decode())
    finally:
        connection.close()


def post_json(url: str, value: object, **headers: str) -> Answer:
    return fetch(url, method="POST", body=json.dumps(value), Content_Type="application/json", **headers)
