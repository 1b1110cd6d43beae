"""Which of a model's two encoders reads what, and how their margins become comparable."""

from pathlib import Path

import msgspec
import pytest

from inference.contract import InferenceError
from inference.reading.answers_encoder import Candidate
from inference.reading.answers_model import AnswersModel
from inference.store.directory import ModelDirectory
from inference.store.in_memory import ModelInMemory
from tests.inference.reading.word_scores import INPUT, make_model

SHORT = "Ann met Bo."
LONG = SHORT + " They talked and talked." * 3
VERDICTS = {"Ann": (4.0, 0.0, 0.0)}


@pytest.fixture
def model(tmp_path: Path) -> ModelDirectory:
    """Articles are read with Ann in mind, short texts with Bo."""
    return make_model(
        tmp_path / "model",
        {"Ann": 5.0},
        short_spans={"Bo": 2.0},
        verdicts=VERDICTS,
        inside=["Ann", "Bo"],
        thresholds={"short_tokens": 8.0, "margin": 1.0, "inside": 0.0, "short_inside": 9.0},
        calibration={"short_margin": (-1.0, 3.0)},
    )


def best(model: ModelDirectory | ModelInMemory, question: str, context: str) -> Candidate:
    found = AnswersModel(model).best(question, context)
    assert found
    return found


def test_a_short_text_is_read_by_its_own_encoder_whose_margins_are_made_comparable(model: ModelDirectory) -> None:
    found = best(model, "Who is it?", SHORT)
    assert SHORT[found.start : found.end] == "Bo"
    assert found.margin == pytest.approx(-1.0 + 3.0 * 4.0)


def test_a_longer_text_is_read_by_the_other_one(model: ModelDirectory) -> None:
    found = best(model, "Who is it?", LONG)
    assert LONG[found.start : found.end] == "Ann"
    assert found.margin == pytest.approx(10.0)


def test_between_short_and_long_both_encoders_say_where_the_answer_is(tmp_path: Path) -> None:
    text = LONG.replace("Bo", "Bo and Cy")
    model = make_model(
        tmp_path / "model",
        {"Ann": 5.0, "Cy": 4.0},
        short_spans={"Bo": 5.0, "Cy": 4.0},
        thresholds={"short_tokens": 8.0, "both_tokens": 64.0},
        calibration={"both_margin": (1.0, 2.0)},
    )
    found = best(model, "Who is it?", text)
    assert text[found.start : found.end] == "Cy"
    assert found.margin == pytest.approx(1.0 + 2.0 * 8.0)


@pytest.mark.parametrize("text", [SHORT, LONG])
@pytest.mark.parametrize(
    ("thresholds", "parts"),
    [
        ({"short_inside": 9.0}, []),
        ({"short_inside": 0.0}, ["Ann", "Bo"]),
        ({"short_inside": 0.0, "several": -5.0}, ["Ann", "Bo"]),
        ({"short_inside": 0.0, "several": -3.0}, []),
    ],
)
def test_which_are_several_answers_is_said_by_the_encoder_of_short_texts_whatever_the_length(
    text: str, thresholds: dict[str, float], parts: list[str], model: ModelDirectory
) -> None:
    """By the word that stands at position 0, there are several with a logit of -4."""
    manifest = msgspec.structs.replace(model.manifest, thresholds=model.manifest.thresholds | thresholds)
    found = best(msgspec.structs.replace(model, manifest=manifest), "Who is it?", text)
    assert [text[start:end] for start, end in found.parts] == parts


def test_one_answer_by_the_encoder_of_articles_stays_one(model: ModelDirectory) -> None:
    thresholds = {**model.manifest.thresholds, "inside": 9.0, "short_inside": 0.0}
    manifest = msgspec.structs.replace(model.manifest, thresholds=thresholds)
    assert best(msgspec.structs.replace(model, manifest=manifest), "Who is it?", LONG).parts == ()


@pytest.mark.parametrize(("least", "said"), [(0.9, "Bo"), (0.999, "Ann")])
def test_of_a_longer_text_words_are_looked_for_where_no_verdict_is_sure(
    model: ModelDirectory, least: float, said: str
) -> None:
    manifest = msgspec.structs.replace(model.manifest, thresholds={**model.manifest.thresholds, "verdict": least})
    found = best(msgspec.structs.replace(model, manifest=manifest), "Is it Ann?", LONG)
    assert LONG[found.start : found.end] == said
    assert (found.judgement is not None) is (said == "Bo")
    short = best(msgspec.structs.replace(model, manifest=manifest), "Is it Ann?", SHORT)
    assert short.judgement is not None


def test_who_says_i_is_one_answer_however_often(tmp_path: Path) -> None:
    text = "Ola: I can drive\nPia: I can not"
    directory = make_model(tmp_path / "m", {"i": 5.0}, inside=["i"], thresholds={"inside": 0.0})
    found = best(directory, "Who can drive?", text)
    assert [text[start:end] for start, end in found.parts] == ["Ola", "Pia"]
    assert (found.start, found.end) in found.parts


@pytest.mark.parametrize("tokens", [1, 3])
def test_a_model_that_no_text_fits_is_refused(tmp_path: Path, tokens: int) -> None:
    directory = make_model(tmp_path / "m", {"Ann": 5.0})
    small = msgspec.structs.replace(INPUT, max_tokens=tokens)
    manifest = msgspec.structs.replace(directory.manifest, input=small)
    with pytest.raises(InferenceError, match="no text fits"):
        AnswersModel(msgspec.structs.replace(directory, manifest=manifest))


def test_half_of_little_room_is_the_texts(tmp_path: Path) -> None:
    directory = make_model(tmp_path / "m", {"Bo": 5.0})
    small = msgspec.structs.replace(INPUT, max_tokens=9)
    manifest = msgspec.structs.replace(directory.manifest, input=small)
    text = "Ann and many others came long before Bo."
    found = best(msgspec.structs.replace(directory, manifest=manifest), "Who came very late to the feast?", text)
    assert text[found.start : found.end] == "Bo"


def test_yes_and_no_are_judged_by_the_encoder_of_short_texts_whatever_the_length(model: ModelDirectory) -> None:
    found = best(model, "Is it Ann?", LONG)
    assert found.judgement
    assert LONG[found.start : found.end] == "Bo"


def test_a_model_without_a_second_encoder_reads_all_with_one(tmp_path: Path) -> None:
    single = make_model(tmp_path / "single", {"Ann": 5.0}, thresholds={"short_tokens": 8.0})
    assert best(single, "Who is it?", SHORT).margin == pytest.approx(10.0)


def test_a_model_in_memory_has_both(model: ModelDirectory) -> None:
    files = {name: model.read(name) for name in model.manifest.files}
    in_memory = ModelInMemory(model.manifest, files)
    for context in (SHORT, LONG):
        assert best(in_memory, "Who is it?", context) == best(model, "Who is it?", context)
