import random
from collections import Counter

import pytest

from training.data import variations
from training.data.squad import Answer, Question
from training.data.variations import MAX_WORDS, Drawn, Put, Variations, Weighted

FIRST = "Ada Byron wrote notes. They were long. Nobody read them for years."
SECOND = "The mill burned down in May. It was rebuilt by Ilse Krahn. Trade went on."


def question(number: int, context: str, text: str, answer: str) -> Question:
    return Question(str(number), "an article", text, context, (Answer(answer, context.index(answer)),))


ASKED = question(1, FIRST, "Who wrote notes?", "Ada Byron")
OTHER = question(2, SECOND, "Who rebuilt the mill?", "Ilse Krahn")


def draws(*sources: Weighted, count: int = 400) -> list[tuple[str, str]]:
    variations, rng = Variations(sources), random.Random(3)  # noqa: S311 - seeded
    drawn = [variations.draw(rng) for _ in range(count)]
    assert all(each.answer is None for each in drawn)
    return [(each.question, each.passage) for each in drawn]


def plain_draws(*sources: Weighted, count: int = 100) -> list[Drawn]:
    variations, rng = Variations(sources), random.Random(3)  # noqa: S311 - seeded
    return [variations.draw_plain(rng) for _ in range(count)]


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing is varied but what a test asks for."""
    for share in ("LEAVE_OUT_SENTENCES", "SHUFFLE", "LEAVE_OUT_WORDS", "KEYWORDS", "NO_QUESTION_MARK"):
        monkeypatch.setattr(variations, share, 0.0)
    return monkeypatch


def put_to(kind: Put) -> dict[Put, float]:
    return {kind: 1.0}


def test_the_same_seed_draws_the_same() -> None:
    source = Weighted([ASKED, OTHER], 1)
    assert draws(source) == draws(source)


def test_sources_are_drawn_by_their_weights(only: pytest.MonkeyPatch) -> None:
    only.setattr(variations, "PUT", put_to(Put.OWN))
    found = Counter(text for text, _ in draws(Weighted([ASKED], 3), Weighted([OTHER], 1)))
    assert found[ASKED.text] == pytest.approx(300, abs=40)


def test_a_source_without_questions_is_not_drawn() -> None:
    assert draws(Weighted([], 5), Weighted([ASKED], 1)) == draws(Weighted([ASKED], 1))


def test_a_passage_without_the_answer_has_all_the_rest(only: pytest.MonkeyPatch) -> None:
    only.setattr(variations, "PUT", put_to(Put.CUT))
    assert {passage for _, passage in draws(Weighted([ASKED], 1))} == {"They were long. Nobody read them for years."}


def test_an_own_passage_stands_whole_among_sentences_of_others(only: pytest.MonkeyPatch) -> None:
    only.setattr(variations, "PUT", put_to(Put.AMONG_OTHERS))
    found = {passage for _, passage in draws(Weighted([ASKED, OTHER], 1))}
    assert f"The mill burned down in May. {FIRST} It was rebuilt by Ilse Krahn. Trade went on." in found


def test_the_sentence_that_answers_is_never_left_out(only: pytest.MonkeyPatch) -> None:
    only.setattr(variations, "PUT", put_to(Put.OWN))
    only.setattr(variations, "LEAVE_OUT_SENTENCES", 1.0)
    found = {passage for _, passage in draws(Weighted([ASKED], 1))}
    assert all("Ada Byron" in passage for passage in found)
    assert len(found) == 4


def test_a_long_passage_is_cut_to_a_part_with_the_answer(only: pytest.MonkeyPatch) -> None:
    only.setattr(variations, "PUT", put_to(Put.OWN))
    long = question(3, "So it went on and on. " * 100 + FIRST + " And so on it went again." * 100, "Who?", "Ada Byron")
    for _, passage in draws(Weighted([long], 1), count=50):
        assert "Ada Byron wrote notes." in passage
        assert len(passage.split()) <= MAX_WORDS


def test_words_of_a_sentence_can_be_asked_for(only: pytest.MonkeyPatch) -> None:
    only.setattr(variations, "PUT", put_to(Put.OWN))
    only.setattr(variations, "KEYWORDS", 1.0)
    for asked, passage in draws(Weighted([ASKED], 1), count=50):
        words = asked.rstrip("?").split()
        assert any(set(words[-1:]) <= set(sentence.split()) for sentence in passage.split(". ")) or words[-1] in passage


def test_a_plain_question_is_put_to_its_own_passage_as_they_are() -> None:
    (found,) = set(plain_draws(Weighted([ASKED], 0, 1)))
    assert found == Drawn("Who wrote notes?", FIRST, Answer("Ada Byron", 0))


def test_plain_questions_are_drawn_by_weights_of_their_own() -> None:
    found = Counter(each.question for each in plain_draws(Weighted([ASKED], 1, 0), Weighted([OTHER], 0, 1)))
    assert found == {OTHER.text: 100}


def test_the_answer_is_found_again_in_a_part_of_a_long_passage() -> None:
    long = question(3, "So it went on and on.  " * 100 + FIRST + " And so on it went again." * 100, "Who?", "Ada Byron")
    for found in plain_draws(Weighted([long], 1, 1), count=20):
        assert found.answer is not None
        assert found.passage[found.answer.start :].startswith("Ada Byron wrote notes.")
        assert len(found.passage.split()) <= MAX_WORDS


def test_a_plain_question_without_an_answer_has_none() -> None:
    none = Question("4", "an article", "Who sang?", FIRST, ())
    assert {each.answer for each in plain_draws(Weighted([none], 1, 1))} == {None}
