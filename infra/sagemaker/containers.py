"""AWS's Hugging Face containers. `--image` names another; AWS lists them as "Deep Learning Containers"."""

_REGISTRY = "763104351884.dkr.ecr.{region}.amazonaws.com"
_TRAINING = "huggingface-pytorch-training:2.5.1-transformers4.49.0-gpu-py311-cu124-ubuntu22.04"
_INFERENCE = "huggingface-pytorch-inference:2.6.0-transformers4.49.0-cpu-py312-ubuntu22.04"


def training_image(region: str) -> str:
    """The container that training jobs run in."""
    return f"{_REGISTRY.format(region=region)}/{_TRAINING}"


def inference_image(region: str) -> str:
    """The container behind an endpoint; serverless endpoints have processors alone."""
    return f"{_REGISTRY.format(region=region)}/{_INFERENCE}"
