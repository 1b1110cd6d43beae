"""A slash command's answer where the connection breaks after Slack has taken it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.outlets import UncertainError
from bot.outlets.response_urls import WAKING_UP, ResponseUrlOutlet
from bot.preferences import Audience
from bot.replies.message import say


class ForgetfulSlack(ThreadingHTTPServer):
    """Takes everything that is sent and hangs up on the first `silences` senders."""

    def __init__(self, silences: int) -> None:
        self.silences = silences
        self.taken: list[dict[str, Any]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/respond"


class _Handler(BaseHTTPRequestHandler):
    server: ForgetfulSlack

    def do_POST(self) -> None:
        self.server.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if len(self.server.taken) > self.server.silences:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def slack(request: pytest.FixtureRequest) -> Iterator[ForgetfulSlack]:
    with ForgetfulSlack(request.param) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def outlet(slack: ForgetfulSlack, audience: Audience = Audience.ONE) -> ResponseUrlOutlet:
    nobody = WebClient("xoxb-1", base_url="http://127.0.0.1:9/api/")
    return ResponseUrlOutlet(slack.url, nobody, "U1", audience=audience)


def types(slack: ForgetfulSlack) -> list[str]:
    return [message["response_type"] for message in slack.taken]


def replacing(slack: ForgetfulSlack) -> list[bool]:
    return [message["replace_original"] for message in slack.taken]


@pytest.mark.parametrize("slack", [1], indirect=True)
def test_an_answer_that_may_have_arrived_is_sent_again_as_its_own_replacement(slack: ForgetfulSlack) -> None:
    outlet(slack).reply([say("Names: Ada")])
    assert replacing(slack) == [False, True]


@pytest.mark.parametrize("slack", [2], indirect=True)
def test_nothing_more_is_said_where_nothing_is_known(slack: ForgetfulSlack) -> None:
    with pytest.raises(UncertainError):
        outlet(slack).reply([say("Names: Ada")])


@pytest.mark.parametrize("slack", [0], indirect=True)
def test_a_later_attempt_replaces_what_an_earlier_one_may_have_sent(slack: ForgetfulSlack) -> None:
    later = outlet(slack)
    assert not later.recall()
    later.reply([say("Names: Ada"), say("Names: Grace")])
    assert replacing(slack) == [True, False]


@pytest.mark.parametrize("slack", [0], indirect=True)
@pytest.mark.parametrize(("audience", "kind"), [(Audience.ONE, "ephemeral"), (Audience.EVERYONE, "in_channel")])
def test_a_reply_and_the_sign_before_it_are_seen_by_whom_they_are_meant_for(
    slack: ForgetfulSlack, audience: Audience, kind: str
) -> None:
    first, later = outlet(slack, audience), outlet(slack, audience)
    first.show_waking()
    later.recall()
    later.reply([say("Names: Ada"), say("Names: Grace")])
    assert types(slack) == [kind] * 3


@pytest.mark.parametrize("slack", [0], indirect=True)
def test_an_apology_is_for_one_unless_it_replaces_what_everyone_sees(slack: ForgetfulSlack) -> None:
    first, later = outlet(slack, Audience.EVERYONE), outlet(slack, Audience.EVERYONE)
    first.apologise(say("Sorry."))
    later.recall()
    later.apologise(say("Sorry."))
    assert types(slack) == ["ephemeral", "in_channel"]


@pytest.mark.parametrize("slack", [0], indirect=True)
def test_the_message_of_a_button_is_never_replaced(slack: ForgetfulSlack) -> None:
    client = WebClient("xoxb-1", base_url="http://127.0.0.1:9/api/")
    way = ResponseUrlOutlet(slack.url, client, "U1", of_button=True, thread_ts="1.1")
    way.show_waking()
    way.recall()
    way.reply([say("found")])
    assert replacing(slack) == [False, False]
    assert [message["text"] for message in slack.taken] == [WAKING_UP, "found"]
    assert {message["thread_ts"] for message in slack.taken} == {"1.1"}
