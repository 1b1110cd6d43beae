"""Why a model cannot be used: errors of the contract, in words for whoever looks after the models."""

from inference.contract import ErrorCode, InferenceError, Task


def missing(task: Task) -> InferenceError:
    """An error of a model that was never published here."""
    return unavailable(f"There is no {task} model here yet: publish one, or name another model directory.")


def no_version(task: Task) -> InferenceError:
    """An error of a `current` that names nothing."""
    return unavailable(f"The {task} model's current version is not a version name: publish the model again.")


def unreadable(task: Task) -> InferenceError:
    """An error of a manifest that is none."""
    return unavailable(f"The {task} model's manifest cannot be read: publish the model again.")


def unavailable(message: str) -> InferenceError:
    """An error of a model that cannot be used."""
    return InferenceError(ErrorCode.MODEL_UNAVAILABLE, message)
