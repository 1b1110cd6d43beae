"""Why a model cannot be used: errors of the contract, in words for whoever looks after the models."""

from inference.contract import ErrorCode, InferenceError, Task

_SHOWN = 60
"""Characters of a stranger's name that a sentence has room for."""


class UntrustedError(InferenceError):
    """A model that would be used, if somebody said that they trust where it comes from."""


def missing(task: Task) -> InferenceError:
    """An error of a model that was never published here."""
    return unavailable(f"There is no {task} model here yet: publish one, or name another model directory.")


def no_version(task: Task) -> InferenceError:
    """An error of a `current` that names nothing."""
    return unavailable(f"The {task} model's current version is not a version name: publish the model again.")


def unreadable(task: Task) -> InferenceError:
    """An error of a manifest that is none."""
    return unavailable(f"The {task} model's manifest cannot be read: publish the model again.")


def untrusted(what: str) -> UntrustedError:
    """An error of a pipeline that could run more than spaCy's own components."""
    return UntrustedError(
        ErrorCode.MODEL_UNAVAILABLE,
        f"The nouns model {what}. Whoever trusts the source of this model can pass --trust.",
    )


def no_pipeline() -> InferenceError:
    """An error of a nouns model whose files are none, or those of another version of spaCy."""
    return unavailable("The nouns model is not a spaCy pipeline that can be loaded here.")


def unavailable(message: str) -> InferenceError:
    """An error of a model that cannot be used."""
    return InferenceError(ErrorCode.MODEL_UNAVAILABLE, message)


def shown(name: object) -> str:
    """A name that a stranger chose, fit for a sentence: short, and nothing in it that a terminal obeys."""
    text = str(name)
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(character if character.isprintable() else "?" for character in short)
