"""Attacks on `python -m inference server`."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from benchmarks.attack.client import Watch, ask, ask_json, trickling, wait_for
from benchmarks.attack.result import Result

QUICK_SECONDS = 1.0
_TIMEOUT_SECONDS = 25.0
_DEEP = 200_000
_ROUTES = ("/v1/nouns", "/v1/category", "/v1/answers", "/v1/nouns/batch", "/invocations")
_HOSTILE = {
    "12,000 emoji": "\N{GRINNING FACE}" * 12_000,
    "40,000 brackets": "(" * 40_000,
    "39,999 dots": "a" + "." * 39_998,
    "8,000 times $": "$" * 8_000,
    "40,000 combining marks": "e" + "\N{COMBINING ACUTE ACCENT}" * 39_999,
}


@contextmanager
def api_server(port: int) -> Iterator[int]:
    """By its bare command; yields the process id once every model has loaded."""
    command = [sys.executable, "-m", "inference", "server", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            wait_for(lambda: _is_ready(port), 120)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)


def attack_api(port: int, process: int) -> Iterator[Result]:
    """One after the other."""
    for name, text in _HOSTILE.items():
        yield _read(port, name, "/v1/nouns", {"text": text})
        context = f"Ada {text}"[:40_000]
        yield _read(port, f"{name}, as a context", "/v1/answers", {"question": "Who?", "context": context})
    yield _refused(port, "a question of 20,000 dots", {"question": "." * 20_000, "context": "Ada met Grace."})
    yield from (_trickle(port, body=body) for body in (False, True))
    yield _overload(port)
    yield _deep(port)
    yield _foreign_name(port)
    yield _killed(port, process)


def _is_ready(port: int) -> bool:
    try:
        return ask(port, "/ping").status == 200
    except OSError:
        return False


def _read(port: int, name: str, path: str, request: object) -> Result:
    with Watch(port, "/ping") as watch:
        answer = ask_json(port, path, request)
    held = answer.status in {200, 400, 504} and answer.seconds < _TIMEOUT_SECONDS + 5 and watch.longest < QUICK_SECONDS
    return Result(
        f"API: {name}",
        "a reply or the contract's error in time; `/ping` within 1 s meanwhile",
        f"{answer.status} after {answer.seconds:.1f} s; `/ping` {watch.longest:.2f} s at most",
        held,
    )


def _refused(port: int, name: str, request: object) -> Result:
    answer = ask_json(port, "/v1/answers", request)
    held = (answer.status, answer.error) == (400, "invalid_request") and answer.seconds < QUICK_SECONDS
    return Result(f"API: {name}", "400 at once", f"{answer.status} after {answer.seconds:.2f} s", held)


def _trickle(port: int, *, body: bool) -> Result:
    with trickling(port, 200, body=body):
        answer = ask_json(port, "/v1/category", {"text": "The match ended with two goals each."})
    return Result(
        f"API: 200 connections that trickle {'bodies' if body else 'headers'}",
        "an honest request waits less than 1 s",
        f"{answer.status} after {answer.seconds:.2f} s",
        answer.status == 200 and answer.seconds < QUICK_SECONDS,
    )


def _overload(port: int) -> Result:
    text = " ".join(f"Ada Lovelace met Charles Babbage in London in {number}." for number in range(700))[:40_000]
    with ThreadPoolExecutor(90) as threads:
        answers = list(threads.map(lambda _: ask_json(port, "/v1/nouns", {"text": text}), range(90)))
    full = [answer for answer in answers if answer.status == 503]
    longest = max((answer.seconds for answer in full), default=0.0)
    rest = {answer.status for answer in answers} - {503}
    held = bool(full) and all("Retry-After" in each.headers for each in full) and rest <= {200, 504} and longest < 5
    return Result(
        "API: 90 texts of 40,000 characters at once",
        "what is too much gets 503 with Retry-After at once",
        f"{len(full)} times 503, after {longest:.2f} s at most; the others {', '.join(map(str, sorted(rest)))}",
        held,
    )


def _deep(port: int) -> Result:
    body = b"[" * _DEEP
    answers = [ask(port, route, body, Content_Type="application/json") for route in _ROUTES]
    held = all((answer.status, answer.error) == (400, "invalid_request") for answer in answers)
    statuses = ", ".join(sorted({str(answer.status) for answer in answers}))
    return Result(f"API: JSON {_DEEP:,} deep on every route", "400", statuses, held)


def _foreign_name(port: int) -> Result:
    answer = ask(port, "/", Host="evil.example")
    return Result("API: a name that an attacker points here", "421", str(answer.status), answer.status == 421)


def _killed(port: int, process: int) -> Result:
    for reader in readers_of(process):
        os.kill(reader, signal.SIGKILL)
    answer = ask_json(port, "/v1/category", {"text": "The match ended 2-2."})
    return Result("API: its reader is killed", "the next request is answered", str(answer.status), answer.status == 200)


def readers_of(process: int) -> list[int]:
    """Children of a process that were spawned to read."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [int(each) for each in children if "spawn_main" in Path(f"/proc/{each}/cmdline").read_text(encoding="utf-8")]
