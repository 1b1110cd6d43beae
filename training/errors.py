"""What goes wrong with models that somebody brings."""


class UnsupportedModelError(ValueError):
    """The source is no model that can be used here; the message says why."""
