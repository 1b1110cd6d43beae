"""What goes wrong with models that somebody brings."""


class UnsupportedModelError(ValueError):
    """The source is no model that can be used here; the message says why."""


class RecipeError(Exception):
    """A recipe cannot be read; the message names the file and the place."""
