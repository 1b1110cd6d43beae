"""Attacks on `python -m bot http`, with a Slack that keeps what it is given."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from slack_sdk.signature import SignatureVerifier

from benchmarks.attack.api import QUICK_SECONDS
from benchmarks.attack.client import Answer, Watch, ask, trickling, wait_for
from benchmarks.attack.result import Result
from benchmarks.soak.bot_process import SIGNING_SECRET, TEAM
from benchmarks.soak.http_process import HttpProcess
from benchmarks.soak.slack import SlackServer

_REPLY_SECONDS = 60.0


def attack_bot(slack: SlackServer, folder: Path) -> Iterator[Result]:
    """One after the other; the process is killed on the way."""
    bot = HttpProcess(f"{slack.url}/api/", folder)
    bot.start()
    try:
        yield _unsigned(bot)
        for name, text in (
            ("12,000 emoji", "\N{GRINNING FACE}" * 12_000),
            ("30,000 brackets", "(" * 30_000),
            ("30,000 dots", "." * 30_000),
        ):
            yield _hostile(slack, bot, name, text)
        yield _trickle(bot)
        yield _killed(slack, bot)
    finally:
        bot.kill()


def _unsigned(bot: HttpProcess) -> Result:
    answer = ask(bot.port, "/slack/events", b"[" * 3_000_000, Content_Type="application/json")
    held = answer.status == 401 and answer.seconds < QUICK_SECONDS
    return Result("bot: 3 MB of brackets, unsigned", "401 before it is parsed", _seen(answer), held)


def _hostile(slack: SlackServer, bot: HttpProcess, name: str, text: str) -> Result:
    with Watch(bot.port, "/health") as watch:
        answer = _mention(bot, text, key := f"{time.time():.6f}")
        wait_for(lambda: slack.tally.posts.get(key), _REPLY_SECONDS)
    held = answer.status == 200 and answer.seconds < QUICK_SECONDS and watch.longest < QUICK_SECONDS
    return Result(
        f"bot: a message of {name}",
        "acknowledged within 1 s, answered, and `/health` within 1 s meanwhile",
        f"{_seen(answer)}, answered; `/health` {watch.longest:.2f} s at most",
        held,
    )


def _trickle(bot: HttpProcess) -> Result:
    with trickling(bot.port, 200, body=False):
        answer = _mention(bot, "Ada met Grace", f"{time.time():.6f}")
    held = answer.status == 200 and answer.seconds < QUICK_SECONDS
    return Result("bot: 200 connections that trickle", "an honest request waits less than 1 s", _seen(answer), held)


def _killed(slack: SlackServer, bot: HttpProcess) -> Result:
    key = f"{time.time():.6f}"
    _mention(bot, "Ada met Grace", key)
    bot.kill()
    bot.start()
    wait_for(lambda: slack.tally.posts.get(key), _REPLY_SECONDS)
    _mention(bot, "Ada met Grace", key)  # Slack delivers it again
    bot.settle(_REPLY_SECONDS)
    time.sleep(1)
    replies = len(slack.tally.posts[key])
    return Result("bot: killed after acknowledging, then delivered again", "one reply", f"{replies}", replies == 1)


def _mention(bot: HttpProcess, text: str, ts: str) -> Answer:
    event = {"type": "app_mention", "user": "U1", "text": f"<@U0BOT> nouns {text}", "channel": "C1", "ts": ts}
    authorizations = [{"team_id": TEAM, "user_id": "U0BOT", "is_bot": True}]
    body = _json(
        {"type": "event_callback", "team_id": TEAM, "event_id": ts, "event": event, "authorizations": authorizations}
    )
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=timestamp, body=body) or ""
    headers = {"Content_Type": "application/json", "X_Slack_Signature": signature}
    return ask(bot.port, "/slack/events", body, **headers, X_Slack_Request_Timestamp=timestamp)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _seen(answer: Answer) -> str:
    return f"{answer.status} after {answer.seconds:.2f} s"
