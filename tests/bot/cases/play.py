"""Plays a case: its request, signed afresh, to the real app, before a Slack that gives what the case says."""

import json
import re
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any
from urllib.parse import parse_qsl, urlencode

from slack_bolt import App, BoltRequest

from bot.app import create_app
from bot.delivery import UnansweredError
from bot.inference_client import InferenceClient
from tests.bot.cases.case import Case, Expectation
from tests.bot.cases.scripted_slack import ScriptedSlack, scripted
from tests.bot.fakes import SECRET, signed

FORM = "application/x-www-form-urlencoded"
_INTERACTIONS = {"message_action", "view_submission", "block_actions", "shortcut"}
_MENTION = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "<@U0BOT> help"}
_AUTHORIZATIONS = [{"team_id": "T0S", "user_id": "U0BOT", "is_bot": True}]


class AtOnce:
    """Runs the second half of a delivery before the first one ends."""

    def submit(self, function: Any, *arguments: Any) -> Future[None]:
        future: Future[None] = Future()
        try:
            future.set_result(function(*arguments))
        except UnansweredError as error:
            future.set_exception(error)
        return future


def cannot_be_played(case: Case) -> str:
    """Why, in words; empty where it can."""
    if "Socket Mode" in case.kind:
        return "about the connection of Socket Mode: tests/bot/modes/test_socket_mode.py"
    if isinstance(case.body, str) and not re.match(r"\{|skew |\w+=", case.body):
        return "its request is described in words"
    return ""


def play(case: Case, inference: InferenceClient) -> list[str]:
    """What is wrong with what came; nothing, if the case passes."""
    with scripted(case) as slack:
        failures: list[UnansweredError] = []
        app = create_app(
            signing_secret=SECRET,
            bot_token="xoxb-1",
            api_url=f"{slack.url}/api/",
            inference=inference,
            team_ids=case.team_ids,
            on_failure=failures.append,
            listener_executor=AtOnce(),  # type: ignore[arg-type]
        )
        status = _send(app, slack.case, slack.url)
        if failures and slack.always == "ratelimited":
            slack.always = None  # by the next attempt its minute is over
            _send(app, slack.case, slack.url)
        return list(_judge(case, slack, status))


def _send(app: App, case: Case, url: str) -> int:
    body, content_type, age = _request(case.body, case.content_type, url)
    return app.dispatch(BoltRequest(body=body, headers={**signed(body, content_type, age=age)})).status


def _request(body: dict[str, Any] | str, content_type: str, url: str) -> tuple[str, str, float]:
    if isinstance(body, str):
        if skew := re.fullmatch(r"skew (-?\d+)", body):
            event = {**_MENTION, "ts": "1.1"}
            envelope = {"type": "event_callback", "team_id": "T0S", "event": event, "authorizations": _AUTHORIZATIONS}
            return json.dumps(envelope), "application/json", -float(skew[1])
        if body.startswith("{"):
            return body, "application/json", 0
        fields = {name: f"{url}/response/x" if name == "response_url" else value for name, value in parse_qsl(body)}
        return urlencode(fields), FORM, 0
    if body.get("type") in _INTERACTIONS:
        return urlencode({"payload": json.dumps(body)}), FORM, 0
    if "command" in body or content_type == FORM:
        return urlencode(body), FORM, 0
    return json.dumps(body), "application/json", 0


def _judge(case: Case, slack: ScriptedSlack, status: int) -> list[str]:
    expected: Expectation = case.expectation
    wrong = [] if status == expected.status else [f"status {status}"]
    words = "\n".join(_words(message) for _, message in slack.said).casefold()
    if expected.silent:
        return [*wrong, *(["not silent"] if slack.said else [])]
    if expected.silent is False and not slack.said:
        wrong.append("no reply")
    if expected.told_directly and "U1" not in {channel for channel, _ in slack.said}:
        wrong.append("not told directly")
    wrong += [f"lacks {each!r}" for each in expected.must if each.casefold() not in words]
    return [*wrong, *[f"holds {each!r}" for each in expected.must_not if each.casefold() in words]]


def _words(message: Mapping[str, Any]) -> str:
    """The text of a message and of its blocks, in which runs of one paragraph stand together, but for buttons."""
    blocks = message.get("blocks") or []
    found = json.loads(blocks) if isinstance(blocks, str) else blocks
    shown = [block for block in found if block["type"] not in {"actions", "context_actions"}]
    return f"{message.get('text', '')}\n{_text(shown)}"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "".join(map(_text, value)) + "\n"
    if isinstance(value, dict):
        text = value.get("text")
        own = text if isinstance(text, str) else ""
        return own + "".join(_text(inner) for inner in value.values() if isinstance(inner, list | dict))
    return ""
