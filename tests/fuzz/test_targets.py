"""The fuzzing targets on what hypothesis thinks of, and on what people have tried before."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.secrecy import MARKER

MARKUP = (
    MARKER,
    *("<!channel>", "<!here|here>", "<!subteam^S1|@all>", "<@U0BOT>", "<@U123|ada>", "<#C1|general>"),
    *("<https://evil.example|slack.com>", "<javascript:alert(1)|x>", "<script>alert(1)</script>", "<img src=x>"),
    *("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;", "*bold*", "`code`", "```", ":tada:", "\u202e", "\x00", "|", "?"),
)
ADDRESSES = (
    *(
        "@evil.example/",
        "\\@slack.com",
        ".evil.example/",
        ":443@evil.example",
        "[::1",
        "evil.example#",
        "evil.example?",
    ),
    *("evil.example/.", "//evil.example\\", "\t", "\r\nHost: evil.example"),
)
PIECES = st.one_of(st.sampled_from([*MARKUP, *ADDRESSES]), st.text(max_size=20))
INPUTS = st.one_of(
    st.binary(max_size=400), st.lists(PIECES, max_size=12).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
)


@pytest.mark.parametrize("name", TARGETS)
@settings(deadline=None)
@given(data=INPUTS)
def test_no_promise_is_broken(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        "\ud800".encode("utf-8", "surrogatepass"),
        json.dumps({"event": 1}).encode(),
        json.dumps({"event": {"type": "app_mention"}, "authorizations": "x"}).encode(),
        b"payload=[1",
        b"payload=%ff&command=/nouns",
        b"command=/nouns&command=/ask&text=a&text=b&team_id=T1&team_id=T2",
        "".join(MARKUP).encode(),
    ],
    ids=range(11),
)
def test_what_has_been_tried_before(name: str, data: bytes) -> None:
    TARGETS[name](data)
