"""Texts that are no news: dialogue, chat, reviews, stories, policies, recipes, source code."""

import random
import sysconfig
from pathlib import Path

from training.data.files import bare_name
from training.data.squad import load_squad

QUESTION_FILES = (
    "qa/train.json.gz",
    "qa/friends.json.gz",
    "qa/molweni.json.gz",
    "qa/fairytaleqa.json.gz",
    "qa/policyqa.json.gz",
    "qa/subjqa.json.gz",
    "qa/sciq.json.gz",
)

_AMOUNTS = ("2 cups", "1 tbsp", "half a teaspoon", "200 g", "3 large", "a pinch of", "250 ml", "one tin of", "4 cloves")
_FOODS = (
    "flour", "sugar", "salt", "butter", "eggs", "milk", "olive oil", "garlic", "onions", "tomatoes", "rice", "chicken",
    "lentils", "pepper", "cinnamon", "yeast", "cream", "basil", "potatoes", "carrots", "cheese", "lemon juice",
)  # fmt: skip
_STEPS = (
    "Mix {} and {} in a large bowl.", "Heat the {} over a medium flame and stir in the {}.", "Fold in the {}.",
    "Bake for {n} minutes at {t} degrees until golden.", "Let it rest for {n} minutes.", "Chop the {} finely.",
    "Season with {} and serve with {}.", "Bring to the boil, then simmer for {n} minutes.",
    "Whisk the {} until smooth.", "Preheat the oven to {t} degrees.", "Add the {} a little at a time.",
    "Sprinkle {} on top.",
)  # fmt: skip


def load_no_news(data: Path, seed: int = 1) -> dict[str, list[str]]:
    """Return texts by kind. Wikipedia and news passages among the questions' contexts are left out."""
    texts: dict[str, list[str]] = {}
    for file in QUESTION_FILES:
        for question in load_squad(data / file):
            kind = question.domain if file == "qa/train.json.gz" else bare_name(file)
            if kind != "wiki":
                texts.setdefault(kind, []).append(question.context)
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    texts["recipes"] = [_recipe(rng) for _ in range(600)]
    texts["code"] = _source_code()
    return {kind: list(dict.fromkeys(found)) for kind, found in texts.items()}


def _recipe(rng: random.Random) -> str:
    """A recipe put together at random: no open collection of recipes is among the data."""
    ingredients = "\n".join(f"{rng.choice(_AMOUNTS)} {rng.choice(_FOODS)}" for _ in range(rng.randint(3, 9)))
    steps = []
    for template in rng.sample(_STEPS, rng.randint(3, 8)):
        foods = [rng.choice(_FOODS) for _ in range(template.count("{}"))]
        steps.append(template.format(*foods, n=rng.randint(3, 50), t=rng.choice((160, 180, 200, 220))))
    return f"{ingredients}\n{' '.join(steps)}"


def _source_code() -> list[str]:
    """Pieces of Python's own standard library."""
    library = Path(sysconfig.get_path("stdlib"))
    pieces: list[str] = []
    for file in sorted(library.glob("*.py")):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        pieces.extend("\n".join(lines[start : start + 25]) for start in range(30, min(len(lines), 300), 90))
    return pieces
