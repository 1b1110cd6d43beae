"""What a recipe for categories and topics holds; `recipe.toml` is the embedded model's."""

from pathlib import Path

from training.category.examples import Limits, Source
from training.network.loop import Plan
from training.network.soup import Round
from training.recipes import Described

RECIPE = Path(__file__).with_suffix(".toml")


class CategoryRecipe(Described, frozen=True, kw_only=True):
    """What is learned from, and in which runs.

    Attributes
    ----------
    unsaid
        What it weighs that a text is not about a topic that it may be about for all that its source says.
    limits
        Those of each run.
    earlier
        Where there is an earlier version to start from: what its weights have of the mean with those of the last round.
    topics_again
        How the classifier of topics, alone, then learns again on the encoder that this makes, like the last run.
    """

    max_tokens: int
    unsaid: float
    sources: tuple[Source, ...]
    limits: tuple[Limits, ...]
    rounds: tuple[Round, ...]
    earlier: float
    topics_again: Plan
