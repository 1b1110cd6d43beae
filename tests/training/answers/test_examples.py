import random
from pathlib import Path

import pytest

from tests.training.tiny_models import PASSAGES, save_encoder
from training.answers.examples import (
    MAX_TOKENS,
    PART_TOKENS,
    TEACHERS_SHARE,
    Featuriser,
    Source,
    Unanswerable,
    epoch_sampler,
)
from training.answers.network import NO_ANSWER, VERDICTS, SpanExample
from training.data.marks import Marks
from training.data.squad import Answer, Question, Verdict
from training.network.base import load_encoder, load_tokenizer
from training.network.framing import reader_input

TEXT, ASKED = PASSAGES[0]["text"], PASSAGES[0]["questions"][0]
ANSWER = Answer("Ingrid Solheim", TEXT.index("Ingrid"))
LAST = ANSWER.start + len(ANSWER.text) - 1


def question(context: str = TEXT, marks: Marks | None = None) -> Question:
    return Question("1", "an article", ASKED, context, (Answer(ANSWER.text, context.index(ANSWER.text)),), marks)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bert")
    save_encoder("bert", path)
    return path


def featuriser(encoder: Path) -> Featuriser:
    tokenizer = load_tokenizer(str(encoder))
    spec = reader_input(tokenizer, load_encoder(str(encoder)).config, pair=True, max_tokens=MAX_TOKENS)
    return Featuriser(tokenizer, spec)


def example_of(encoder: Path, asked: Question, context: str | None = None) -> SpanExample:
    return featuriser(encoder).example(asked, context or asked.context, random.Random(1))  # noqa: S311 - seeded


def test_without_marks_the_annotated_answer_is_all_there_is_to_learn(encoder: Path) -> None:
    example = example_of(encoder, question())
    assert list(example.starts.values()) == list(example.ends.values()) == [1.0]


def test_a_teachers_marks_share_with_the_annotated_answer(encoder: Path) -> None:
    plain = example_of(encoder, question())
    (first,), (last,) = plain.starts, plain.ends
    marks = Marks({ANSWER.start: 0.45, ANSWER.start + len("Ingrid "): 0.45}, {LAST: 0.9})
    example = example_of(encoder, question(marks=marks))
    surname = max(example.starts)
    assert example.starts == pytest.approx({first: 1 - TEACHERS_SHARE / 2, surname: TEACHERS_SHARE / 2})
    assert first < surname <= last
    assert example.ends == pytest.approx({last: 1.0})


def test_marks_outside_of_the_window_do_not_count(encoder: Path) -> None:
    long = "So it went on and on. " * 200 + TEXT
    start = long.index(ANSWER.text)
    marks = Marks({0: 0.5, start: 0.5}, {start + len(ANSWER.text) - 1: 1.0})
    example = example_of(encoder, question(long, marks))
    assert example.length <= MAX_TOKENS
    assert example.starts == pytest.approx({next(iter(example.starts)): 1.0})


def test_in_another_passage_the_marks_say_nothing(encoder: Path) -> None:
    marks = Marks({ANSWER.start: 1.0}, {LAST: 1.0})
    example = example_of(encoder, question(marks=marks), PASSAGES[1]["text"])
    assert example.starts == example.ends == {0: 1.0}


@pytest.mark.parametrize("words", [("Ann", "Bo"), ("Ann",)])
def test_inside_are_the_tokens_of_all_answers_and_position_0_where_there_are_several(
    words: tuple[str, ...], encoder: Path
) -> None:
    text = "Ann and Bo came; Cy did not."
    parts = tuple(Answer(word, text.index(word)) for word in words)
    example = example_of(encoder, Question("1", "an article", "Who came?", text, parts[:1], parts=parts))
    tokens = load_tokenizer(str(encoder)).encode(text, add_special_tokens=False)
    spans = [range(part.start, part.start + len(part.text)) for part in parts]
    wanted = {number for number, (start, _) in enumerate(tokens.offsets) if any(start in span for span in spans)}
    several = {NO_ANSWER} if len(words) > 1 else set()
    assert example.inside == frozenset(several | {number + example.question_length for number in wanted})


@pytest.mark.parametrize(("verdict", "number"), [("yes", 0), ("no", 1), ("unknown", 2)])
def test_a_verdict_is_learned_beside_what_decides_it(verdict: Verdict, number: int, encoder: Path) -> None:
    decides = (ANSWER,) if verdict != "unknown" else ()
    example = example_of(encoder, Question("1", "an article", "Is it so?", TEXT, decides, verdict=verdict))
    assert (example.verdict, example.inside) == (number, None)
    assert (example.starts == {0: 1.0}) == (verdict == "unknown")


def test_where_nobody_knows_what_decides_the_verdict_alone_is_learned(encoder: Path) -> None:
    example = example_of(encoder, Question("1", "an article", "Is it so?", TEXT, (), verdict="no"))
    assert (example.verdict, example.starts, example.ends) == (1, {}, {})


def test_another_passage_does_not_say_yes_or_no(encoder: Path) -> None:
    asked = Question("1", "an article", "Is it so?", TEXT, (ANSWER,), verdict="yes")
    assert example_of(encoder, asked, PASSAGES[1]["text"]).verdict == VERDICTS.index("unknown")


def test_many_passages_are_cut_to_a_part_with_the_answer(encoder: Path) -> None:
    long = "So it went on and on. " * 20 + TEXT + " And so it went on." * 20
    features, asked = featuriser(encoder), question(long)
    drawn = [features.example(asked, long, random.Random(seed)) for seed in range(40)]  # noqa: S311 - seeded
    assert {example.starts == {0: 1.0} for example in drawn} == {False}
    short = [example for example in drawn if example.length <= PART_TOKENS + example.question_length + 1]
    assert 0 < len(short) < len(drawn)


def test_an_epoch_has_questions_that_their_passage_does_not_answer(encoder: Path) -> None:
    asked = question()
    other = Question("2", "an article", PASSAGES[1]["questions"][0], PASSAGES[1]["text"], ())
    features = featuriser(encoder)
    sample = epoch_sampler([Source([asked, other], 1.0)], Unanswerable(elsewhere=1.0, cut=1.0), features)
    found = [sample(0, random.Random(seed)) for seed in range(8)]  # noqa: S311 - seeded
    silent = [example for examples in found for example in examples if example.starts == {0: 1.0}]
    answered = [example for examples in found for example in examples if example.starts != {0: 1.0}]
    assert len(answered) == len(found)
    assert {len(examples) for examples in found} == {3, 4}
    assert len(silent) > len(found)


def test_a_source_is_seen_as_often_as_its_share_says(encoder: Path) -> None:
    sample = epoch_sampler([Source([question()], 2.0)], Unanswerable(0.0, 0.0), featuriser(encoder))
    assert len(sample(0, random.Random(1))) == 2  # noqa: S311 - seeded


def test_a_source_without_a_share_is_not_seen(encoder: Path) -> None:
    asked = question()
    sample = epoch_sampler([Source([asked], 0.0)], Unanswerable(0.0, 0.0), featuriser(encoder))
    assert sample(0, random.Random(1)) == []  # noqa: S311 - seeded
