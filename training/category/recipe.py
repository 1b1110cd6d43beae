"""What a recipe for categories holds; `recipe.toml` is the embedded model's."""

from pathlib import Path

from training.category.examples import Limits
from training.network.loop import Plan
from training.network.soup import Round
from training.recipes import Described

RECIPE = Path(__file__).with_suffix(".toml")


class Lessons(Described, frozen=True, kw_only=True):
    """How the teacher learns."""

    max_tokens: int
    limits: Limits
    plan: Plan


class CategoryRecipe(Described, frozen=True, kw_only=True):
    max_tokens: int
    limits: Limits
    teacher: Lessons
    rounds: tuple[Round, ...]
