from pathlib import Path

import pytest

from inference.contract import Task
from training.answers.recipe import RECIPE, AnswersRecipe
from training.errors import RecipeError
from training.fit import recipe_of
from training.nouns.recipe import NounsRecipe
from training.recipes import load_recipe


@pytest.mark.parametrize("task", list(Task))
def test_the_embedded_models_recipes_are_read(task: Task) -> None:
    recipe_of(task)


def test_every_mixture_and_every_type_is_described() -> None:
    recipe = recipe_of(Task.NOUNS)
    assert isinstance(recipe, NounsRecipe)
    mixtures = {run.mixture for rounds in (*recipe.whole, *recipe.shortened) for run in rounds.runs}
    of_files = (each.shares for files in (recipe.sources, recipe.self_labelled) for each in files)
    for shares in (*of_files, recipe.written):
        assert len(shares) == len(mixtures) == max(mixtures) + 1
    assert {source.types for source in recipe.sources} - {None} == set(recipe.types)
    for rounds in (*recipe.whole, *recipe.shortened):
        assert len(rounds.shares) == len(rounds.runs) + 1
        assert sum(rounds.shares) == pytest.approx(1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("learning_rate = 4e-4", "learning_speed = 4e-4", "unknown field `learning_speed`"),
        ("weight = 9,", 'weight = "many",', r"Expected `float`, got `str` - at `\$.teacher.files"),
        ("files = [", "files = [[", "recipe.toml"),
        ("sentences = {", "# sentences = {", "the run near-misses learns from `sentences`, which the recipe has not"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    wrong = tmp_path / "recipe.toml"
    wrong.write_text(RECIPE.read_text().replace(old, new, 1))
    with pytest.raises(RecipeError, match=words):
        load_recipe(wrong, AnswersRecipe)
