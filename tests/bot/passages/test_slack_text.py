import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passages.slack_text import around_mention, mentioned, plain
from workspace.composing import escape


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&quot;&nbsp;&#39;", "&quot;&nbsp;&#39;"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("<@U1|ada>", "@ada"),
        ("<@U1>", "@U1"),
        ("<#C1|general>", "#general"),
        ("<#C1|>", "#C1"),
        ("<!here>", "@here"),
        ("<!channel|@channel>", "@channel"),
        ("<!subteam^S1|@readers>", "@readers"),
        ("<!subteam^S1>", "@S1"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("<https://example.org/?a=1&amp;b=2>", "https://example.org/?a=1&b=2"),
        ("<https://example.org|an &lt;example&gt;>", "an <example>"),
        ("<mailto:ada@example.org|ada@example.org>", "ada@example.org"),
        ("<mailto:ada@example.org>", "ada@example.org"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("a < b: c > d", "a < b: c > d"),
        ("one\r\ntwo", "one\ntwo"),
        ("\ud83d\ude00 \ud83d", "😀 \ufffd"),
    ],
)
def test_what_slack_sends_becomes_what_people_see(raw: str, seen: str) -> None:
    assert plain(raw) == seen


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200))
def test_escaping_round_trips(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.text())
def test_anything_becomes_valid_text(raw: str) -> None:
    plain(raw).encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "before", "after"),
    [
        ("<@UB> nouns Ada", "", "nouns Ada"),
        ("hello <@UB|lectern>: nouns", "hello", ": nouns"),
        ("Ada &amp; Bo\n<@UB> nouns <@UB> <@U2|cy>", "Ada &amp; Bo", "nouns  <@U2|cy>"),
        ("nouns Ada", "", "nouns Ada"),
        ("&lt;@UB&gt; nouns", "", "&lt;@UB&gt; nouns"),
        ("<@U2> <@U3>, <@U4> hi <@UB> nouns", ",  hi", "nouns"),
        ("Ask <@U2|cy> or <@UB> today, please", "Ask  or", "today, please"),
        ("Why not ask <@U2|cy> or <@UB>", "Why not ask <@U2|cy> or", ""),
    ],
)
def test_the_words_around_the_mention(raw: str, before: str, after: str) -> None:
    assert around_mention(raw, "UB") == (before, after)


def test_without_a_known_bot_everything_is_addressed_to_it() -> None:
    assert around_mention("<@UB> nouns", "") == ("", "<@UB> nouns")


def test_mentioned_users() -> None:
    assert mentioned("<@U1> and <@W2|bo>, not &lt;@U3&gt;") == ["U1", "W2"]
