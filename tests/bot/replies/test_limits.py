"""Every reply to every text keeps Slack's limits, loses nothing and makes markup of nothing."""

import html
from collections.abc import Sequence
from itertools import accumulate

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.replies import answers, category, nouns
from bot.replies.limits import MAX_BLOCK_TEXT, MAX_BLOCKS, MAX_ELEMENT_TEXT, MAX_TEXT, length
from bot.replies.message import Message, Part, at_most, paginate
from bot.replies.splitting import split
from inference.contract import (
    Answer,
    AnswersReply,
    CategoryReply,
    Entity,
    Hedge,
    NameKind,
    NounsReply,
    Place,
    Span,
    Topic,
)
from tests.bot.fakes import names_of
from tests.bot.stage import shown
from workspace.block_kit import check_blocks

ALPHABET = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(["😀", "👩‍👩‍👧", "🇫🇷", "é", "é", "漢字", "。", "שלום", "<", ">", "&", "*", "_", " ", "\n", ". "]),
)
CHUNKS = st.lists(ALPHABET, min_size=1, max_size=60).map("".join)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Up to 40,000 characters: a short random text, repeated, with a random end."""
    text = draw(CHUNKS) * draw(st.sampled_from([1, 1, 3, 40, 700])) + draw(CHUNKS)
    return text[:40_000]


@st.composite
def read_texts(draw: st.DrawFn) -> tuple[str, list[Entity]]:
    text = draw(texts())
    bounds = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=60))))
    entities = [
        Entity(
            text=text[start:end], label=draw(st.sampled_from(["PERSON", "GPE", "ORG", "PROPN"])), start=start, end=end
        )
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
    ]
    return text, entities


def check(messages: Sequence[Message]) -> list[str]:
    """Hold messages against the limits and return what each shows."""
    pages = []
    for message in messages:
        blocks = [block.to_dict() for block in message.blocks]
        check_blocks(blocks)
        assert len(blocks) <= MAX_BLOCKS
        sizes = [sum(map(length, _texts(block))) for block in blocks]
        assert sum(sizes) <= MAX_BLOCK_TEXT
        assert max(sizes, default=0) <= MAX_ELEMENT_TEXT
        assert 0 < length(message.text) <= MAX_TEXT
        assert "<" not in message.text
        assert ">" not in message.text
        assert html.escape(html.unescape(message.text), quote=False) == message.text
        pages.append(shown({"blocks": blocks}))
    return pages


@settings(max_examples=150, deadline=None)
@given(
    read_texts(),
    st.sampled_from(NameKind),
    st.none() | st.builds(Span, st.integers(0, 400), st.integers(0, 40_000)),
    st.none() | st.builds(Place, CHUNKS, st.none() | CHUNKS, st.just({})),
)
def test_names(read: tuple[str, list[Entity]], kind: NameKind, about: Span | None, place: Place | None) -> None:
    text, entities = read
    names = [replace(name, about=about, place=place) for name in names_of(entities, kind)]
    pages = check(paginate([nouns.render(text, NounsReply(entities=entities, model="m", names=names))]))
    if entities:
        together = "".join(pages).replace("\n", "")
        assert together.endswith(text.replace("\n", ""))
        assert all(name.name[:100] in "\n".join(pages) for name in names)


@settings(max_examples=100, deadline=None)
@given(texts(), st.data())
def test_answers(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = Span(start=data.draw(st.integers(0, start)), end=data.draw(st.integers(end, len(text))))
    reply = AnswersReply(answer=text[start:end], score=0.7, start=start, end=end, evidence=evidence, model="m")
    together = "".join(check(paginate([answers.render("How many?", text, reply)]))).replace("\n", "")
    assert text[start:end].replace("\n", "") in together
    assert text[evidence.start : evidence.end].replace("\n", "") in together


@settings(max_examples=100, deadline=None)
@given(texts(), st.data())
def test_several_answers(text: str, data: st.DataObject) -> None:
    bounds = sorted(set(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=60))))
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    assume(len(spans) > 1)
    middle = len(text) // 2
    found = [
        Answer(text[start:end], start, end, Span(0, len(text)) if end > middle else Span(0, middle))
        for start, end in spans
    ]
    reply = AnswersReply("a", 0.7, 0, 1, Span(0, 1), "m", found, hedged=data.draw(st.none() | st.sampled_from(Hedge)))
    together = "".join(check(paginate([answers.render("Who?", text, reply)]))).replace("\n", "")
    assert all(each.text.replace("\n", "") in together for each in found)


_SCORED = st.dictionaries(st.text(min_size=1, max_size=30), st.floats(0, 1), max_size=20)


@given(_SCORED, _SCORED, st.booleans())
def test_categories(scores: dict[str, float], about: dict[str, float], is_news: bool) -> None:
    likeliest = max(scores, key=lambda name: scores[name], default=None) if is_news else None
    topics = [Topic(name, score) for name, score in about.items()]
    reply = CategoryReply(likeliest, max(scores.values(), default=0), scores, "m", topics)
    check(paginate([category.render(reply)]))


@settings(deadline=None)
@given(texts(), st.integers(2, 3_000))
def test_pieces_add_up_and_fit(text: str, room: int) -> None:
    pieces = list(split(text, room))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(length(text[start:end]) <= max(room, 2) for start, end in pieces)


@given(st.lists(st.sampled_from(["😀", "👩‍👩‍👧", "e\u0301", "🇫🇷", "👍🏽", "a", "漢", "❤️"]), min_size=60, max_size=300))
def test_what_looks_like_one_character_is_kept_whole(characters: list[str]) -> None:
    ends = set(accumulate(map(len, characters)))
    assert {end for _, end in split("".join(characters), 50)} <= ends


@given(st.integers(7, 40))
def test_names_are_kept_whole_where_they_fit(words: int) -> None:
    name = "New York " * words
    text = "word " * 590 + name + "word " * 700
    at = text.index("New")
    span = (at, at + len(name.strip()))
    assert all(not span[0] < start < span[1] for start, _ in split(text, 3_000, [span]))


def test_more_messages_than_a_response_url_takes_end_in_words() -> None:
    messages = at_most([Message(str(number)) for number in range(7)], 5)
    assert [message.text for message in messages[:4]] == ["0", "1", "2", "3"]
    assert "3 more messages" in messages[4].text
    assert at_most(messages, 5) == messages


def test_a_long_summary_is_shortened_visibly_and_never_inside_an_escape() -> None:
    (message,) = paginate([Part("&" * 5_000, [])])
    assert message.text.endswith(";…")
    assert set(message.text.removesuffix("…").split("&amp;")) == {""}


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value[key] for key in ("text", "url") if isinstance(value.get(key), str)]
        return own + [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return []
