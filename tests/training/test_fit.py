from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from msgspec.structs import replace as replace_fields

from inference.contract import AnswersRequest, CategoryRequest, NounsRequest, Task
from inference.readers import create_reader
from inference.reading.answers_model import SHORT_TEXTS_FILE
from inference.reading.onnx_model import MODEL_FILE, WEIGHTS_SUFFIX
from inference.store.directory import find_model
from inference.store.own_pipeline import is_own
from tests.training.tiny_data import SENTENCES, write_data
from tests.training.tiny_models import PASSAGES, save_encoder
from training.answers import dev as answers_dev
from training.answers.fit import Network
from training.answers.recipe import CAREFUL, Annotated, AnswersRecipe
from training.category.examples import Limits
from training.category.recipe import CategoryRecipe
from training.data.written_questions import load_written
from training.errors import RecipeError, UnsupportedModelError
from training.export.package import QUANTISATION_COST
from training.fit import Recipe, Run, fit, recipe_of, train
from training.network.base import load_encoder
from training.nouns.recipe import NamesFile, NounsRecipe

REQUESTS: dict[Task, Any] = {
    Task.NOUNS: NounsRequest(text=SENTENCES[0]),
    Task.CATEGORY: CategoryRequest(text=SENTENCES[0]),
    Task.ANSWERS: AnswersRequest(question=PASSAGES[0]["questions"][0], context=PASSAGES[0]["text"]),
}

RunT = TypeVar("RunT", bound=Annotated)

NAMES = ("ewt-dev.conllu.gz", "wnut17-dev.conll.gz")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(autouse=True)
def _few_written_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a tiny model is calibrated and measured on need not be all that the project has."""
    monkeypatch.setattr(answers_dev, "load_written", lambda *, held_out: load_written(held_out=held_out)[::40])


def little(task: Task) -> Recipe:
    """The embedded model's recipe, so small that it takes a second."""
    match recipe_of(task):
        case NounsRecipe() as recipe:
            files = [{"file": f"nouns/{file}", "shares": [1] * 6, "types": "four"} for file in NAMES]
            sources = msgspec.convert(files, tuple[NamesFile, ...])
            return replace_fields(recipe, sources=sources, layers_kept=0.5, written=(0.0,) * 6)
        case CategoryRecipe() as recipe:
            return replace_fields(recipe, limits=(Limits(per_no_news_kind=10, times_written=0),) * len(recipe.limits))
        case AnswersRecipe() as recipe:
            return _little_answers(recipe)


def _little_answers(recipe: AnswersRecipe) -> AnswersRecipe:
    teacher = recipe.teacher and replace_fields(
        recipe.teacher, matching=replace_fields(recipe.teacher.matching, steps=8, batch=2)
    )
    last, short_texts = (tuple(map(_brief, runs)) for runs in (recipe.last, recipe.short_texts))
    return replace_fields(recipe, teacher=teacher, last=last, short_texts=short_texts)


def _brief(run: RunT) -> RunT:
    files = tuple(replace_fields(file, share=min(file.share, 1.0)) for file in run.files)
    return replace_fields(
        run, files=files, written=0.0, written_for_short_texts=0.0, plan=replace_fields(run.plan, epochs=0.05)
    )


def run_of(task: Task, family: str, data: Path, tmp_path: Path) -> Run:
    save_encoder(family, tmp_path / family)
    base = str(tmp_path / family)
    return Run(task, little(task), data, base, tmp_path / "models", tmp_path / "run.pt", "1", teacher=base)


def read(run: Run) -> Any:
    reader = create_reader(run.task, run.models)
    reader.load()
    return reader.read(REQUESTS[run.task])


@pytest.mark.parametrize("task", list(Task))
def test_a_bert_is_trained_measured_and_read_by_its_reader(task: Task, data: Path, tmp_path: Path) -> None:
    run = run_of(task, "bert", data, tmp_path)
    metrics = fit(run)
    assert read(run).model == f"bert-{task}@1"
    manifest = find_model(run.models, task).manifest
    assert manifest.metrics[QUANTISATION_COST].keys() == metrics[QUANTISATION_COST].keys() != set()
    assert all(-100 <= points <= 100 for points in metrics[QUANTISATION_COST].values())
    assert not (run.output / "MODEL_CARD.md").exists()


@pytest.mark.parametrize("task", list(Task))
@pytest.mark.parametrize("family", ["distilbert", "roberta"])
def test_an_encoder_without_token_types_is_trained_and_read_by_the_same_reader(
    family: str, task: Task, data: Path, tmp_path: Path
) -> None:
    run = run_of(task, family, data, tmp_path)
    train(run)(run.output, quantised=True)
    assert read(run).model == f"{family}-{task}@1"


def test_answers_of_one_network_learn_from_annotators_alone(data: Path, tmp_path: Path) -> None:
    recipe = recipe_of(Task.ANSWERS, CAREFUL)
    assert isinstance(recipe, AnswersRecipe)
    run = replace(run_of(Task.ANSWERS, "bert", data, tmp_path), recipe=_little_answers(recipe), teacher="nowhere")
    train(run)(run.output, quantised=True)
    assert read(run).model == "bert-answers@1"
    assert SHORT_TEXTS_FILE not in find_model(run.models, Task.ANSWERS).manifest.files


def test_two_networks_that_were_trained_apart_make_the_model_that_one_command_makes(data: Path, tmp_path: Path) -> None:
    whole = run_of(Task.ANSWERS, "bert", data, tmp_path)
    train(whole)(whole.output, quantised=True)
    apart = replace(whole, models=tmp_path / "apart", checkpoint=tmp_path / "apart.pt")
    for network in Network:
        train(replace(apart, only=network))
    train(replace(apart, data=tmp_path / "nowhere", teacher="nowhere"))
    train(apart)(apart.output, quantised=True)
    first, second = (find_model(run.models, Task.ANSWERS) for run in (whole, apart))
    for file in (MODEL_FILE, SHORT_TEXTS_FILE):
        weights = f"{file}{WEIGHTS_SUFFIX}"
        assert (first.path / weights).read_bytes() == (second.path / weights).read_bytes()


def test_only_one_of_two_networks_can_be_asked_for_where_there_are_two(data: Path, tmp_path: Path) -> None:
    for recipe in (recipe_of(Task.ANSWERS, CAREFUL), little(Task.NOUNS)):
        run = replace(run_of(Task.ANSWERS, "bert", data, tmp_path), recipe=recipe, only=Network.ARTICLES)
        with pytest.raises(RecipeError, match="This recipe makes one network"):
            train(run)


def test_answers_go_on_with_the_weights_of_an_earlier_version(data: Path, tmp_path: Path) -> None:
    run = run_of(Task.ANSWERS, "bert", data, tmp_path)
    train(run)(run.output, quantised=True)
    later = replace(
        run, start=run.output, models=tmp_path / "later", checkpoint=tmp_path / "later.pt", teacher="nowhere"
    )
    train(later)(later.output, quantised=True)
    assert read(later).model == "bert-answers@1"


def test_another_training_has_a_share_in_both_networks_of_answers(data: Path, tmp_path: Path) -> None:
    run = run_of(Task.ANSWERS, "bert", data, tmp_path)
    train(run)(run.output, quantised=True)
    alone = replace(run, start=run.output, models=tmp_path / "alone", checkpoint=tmp_path / "later.pt")
    train(alone)(alone.output, quantised=True)
    with_share = replace(alone, mean=run.output, models=tmp_path / "mean")
    train(with_share)(with_share.output, quantised=True)
    one, other = (find_model(each.models, Task.ANSWERS).path for each in (alone, with_share))
    for file in (MODEL_FILE, SHORT_TEXTS_FILE):
        weights = f"{file}{WEIGHTS_SUFFIX}"
        assert (one / weights).read_bytes() != (other / weights).read_bytes()
    assert read(with_share).model == "bert-answers@1"


def test_a_recipe_that_gives_no_share_explains_it(data: Path, tmp_path: Path) -> None:
    run = replace(run_of(Task.ANSWERS, "bert", data, tmp_path), recipe=recipe_of(Task.ANSWERS, CAREFUL), mean=tmp_path)
    with pytest.raises(RecipeError, match="gives an earlier version no share"):
        train(run)


def test_an_earlier_version_has_a_share_in_the_weights_of_names(data: Path, tmp_path: Path) -> None:
    run = run_of(Task.NOUNS, "bert", data, tmp_path)
    train(run)(run.output, quantised=True)
    later = replace(run, start=run.output, models=tmp_path / "later")
    train(later)(later.output, quantised=True)
    assert read(later).model == "bert-nouns@1"


def test_what_is_no_earlier_version_is_explained(data: Path, tmp_path: Path) -> None:
    run = replace(run_of(Task.ANSWERS, "bert", data, tmp_path), start=tmp_path)
    with pytest.raises(UnsupportedModelError, match="holds no embedded model that training could go on with"):
        train(run)


def test_the_weights_of_a_run_that_has_ended_are_exported_without_its_data(data: Path, tmp_path: Path) -> None:
    run = run_of(Task.NOUNS, "bert", data, tmp_path)
    train(run)(run.output, quantised=True)
    first = read(run)
    again = replace(run, models=tmp_path / "again", data=tmp_path / "nowhere")
    train(again)(again.output, quantised=True)
    assert read(again) == first


def test_a_noun_model_is_read_without_spacy(data: Path, tmp_path: Path) -> None:
    run = run_of(Task.NOUNS, "bert", data, tmp_path)
    train(run)(run.output, quantised=True)
    assert is_own(find_model(run.models, Task.NOUNS))


def test_a_decoder_is_no_base(tmp_path: Path) -> None:
    save_encoder("gpt2", tmp_path / "gpt2")
    with pytest.raises(UnsupportedModelError, match="is a gpt2, whose positions do not see what follows them"):
        load_encoder(str(tmp_path / "gpt2"))


def test_a_base_that_is_nowhere_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModelError, match="nowhere cannot be loaded: it is no directory"):
        load_encoder(str(tmp_path / "nowhere"))
