"""How to train: each field is an option of the command and a hyperparameter on SageMaker."""

from dataclasses import dataclass

RANDOM_GPT2 = "random-gpt2"
"""Instead of a name: a small GPT-2 of random weights, with a vocabulary made from the training texts."""


@dataclass(frozen=True)
class Settings:
    """
    Attributes
    ----------
    model
        Name on the hub, directory in Hugging Face format, or `random-gpt2`.
    max_tokens
        What of a text is read: its beginning.
    batch_tokens
        Padded tokens in a batch.
    patience
        Epochs without a better validation accuracy after which training stops.
    """

    model: str = "distilbert-base-uncased"
    epochs: int = 4
    learning_rate: float = 3e-5
    max_tokens: int = 256
    batch_tokens: int = 4096
    patience: int = 2
    seed: int = 1
