import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.reading.sentences import sentence_around, sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Who met Mr. J. Smith. He left D.C. today.", ["Dr. Who met Mr. J. Smith.", "He left D.C. today."]),
        ("It rose 3.5 percent. Then it fell.", ["It rose 3.5 percent.", "Then it fell."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("A headline\n\nThe story begins.", ["A headline", "The story begins."]),
        ("東京に行く。楽しい！", ["東京に行く。", "楽しい！"]),
        ("- milk\n- eggs", ["- milk", "- eggs"]),
        ("no full stop", ["no full stop"]),
        ("  \n ", []),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text(max_size=300))
def test_sentences_leave_out_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@given(st.text(alphabet="ab. \n!", min_size=1, max_size=80), st.data())
def test_the_sentence_around_a_span_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        first, last = sentence_around(text, start, end)
        assert first <= start < end <= last
