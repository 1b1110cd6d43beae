"""A model from wherever it lies, checked before it is used."""

from inference.contract import Task
from inference.store.directory import find_model
from inference.store.model import Model, ModelRoot


def load_model(root: ModelRoot, task: Task) -> Model:
    """Find the model of a task, and check that each of its files is what the manifest says.

    Raises
    ------
    InferenceError
        With code `model_unavailable` when there is none, or when it is damaged.
    """
    if isinstance(root, str):
        from inference.store.s3_store import fetch_model  # noqa: PLC0415 - boto3 is for those who have their models in S3

        return fetch_model(root, task)
    model = find_model(root, task)
    model.verify()
    return model
