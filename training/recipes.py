"""Reads a recipe: one TOML file that says what a model learns from, in which steps."""

from pathlib import Path
from typing import TypeVar

import msgspec

from training.errors import RecipeError

RecipeT = TypeVar("RecipeT", bound=msgspec.Struct)


class Described(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a recipe; a misspelt name in the file is an error."""


def load_recipe(path: Path, kind: type[RecipeT]) -> RecipeT:
    """Read a recipe.

    Raises
    ------
    RecipeError
        When the file is no recipe of this kind: one line that names the place.
    FileNotFoundError
        When there is none.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise RecipeError(f"{path}: {error}") from None
