"""A text classifier in SageMaker's Hugging Face container: takes and gives the contract's JSON for a category.

The container imports this file alone, out of `model.tar.gz`, so it stands on its own.
"""

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedTokenizerFast

MAX_TOKENS = 512
MAX_TEXT_LENGTH = 40_000
JSON = "application/json"

Request = dict[str, Any]
Reply = dict[str, Any]


def model_fn(model_dir: str, context: Any = None) -> tuple[Any, Any]:  # noqa: ARG001 - the container passes it
    """Load model and tokenizer from the unpacked `model.tar.gz`."""
    model: Any = AutoModelForSequenceClassification.from_pretrained(model_dir).eval()
    model.config.name_or_path = Path(model_dir).name
    return model, _read_tokenizer(Path(model_dir))


def input_fn(body: str | bytes, content_type: str | None = JSON, context: Any = None) -> Request:  # noqa: ARG001
    """Decode `{"text": …}`, or `{"inputs": …}` as the container's own tasks take it."""
    if (content_type or "").partition(";")[0].strip() != JSON:
        return _error("Send JSON, with the content type application/json.")
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return _error("The body is not valid JSON in UTF-8.")
    text = payload.get("text", payload.get("inputs")) if isinstance(payload, dict) else None
    if not isinstance(text, str):
        return _error("The field 'text' must be a string.")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _error("The field 'text' holds half a surrogate pair; send valid Unicode.")
    if not text.strip():
        return _error("The field 'text' is empty.")
    if len(text) > MAX_TEXT_LENGTH:
        return _error(f"The field 'text' is too long: at most {MAX_TEXT_LENGTH:,} characters are read.")
    return {"text": text}


def predict_fn(request: Request, loaded: tuple[Any, Any], context: Any = None) -> Reply:  # noqa: ARG001
    """The probability of each label, read from the text's beginning."""
    if "error" in request:
        return request
    model, tokenizer = loaded
    limit = min(MAX_TOKENS, getattr(model.config, "max_position_embeddings", MAX_TOKENS) - _reserved(model.config))
    # Training feeds no token types, DistilBERT takes none, and GPT-2 would read them as words.
    fed = tokenizer(
        request["text"], truncation=True, max_length=limit, return_token_type_ids=False, return_tensors="pt"
    )
    with torch.inference_mode():
        probabilities = model(**fed).logits[0].float().softmax(dim=-1).tolist()
    scores = {str(model.config.id2label[index]): share for index, share in enumerate(probabilities)}
    best = max(scores, key=scores.__getitem__)
    return {
        "category": best,
        "score": scores[best],
        "scores": scores,
        "model": f"sagemaker:{model.config.name_or_path}",
    }


def output_fn(reply: Reply, accept: str = JSON, context: Any = None) -> str:  # noqa: ARG001
    """Errors are replies too: a status would reach the caller as a failure of the container."""
    return json.dumps(reply)


def _read_tokenizer(directory: Path) -> Any:
    """transformers 5 may save a tokenizer as of a class that the container's version 4 does not know.

    Version 4's `PreTrainedTokenizerFast` is the same, but that it takes the space before the first word away.
    """
    saved = directory / "tokenizer_config.json"
    named = json.loads(saved.read_text(encoding="utf-8")).get("tokenizer_class") if saved.is_file() else None
    if named != "TokenizersBackend":
        return AutoTokenizer.from_pretrained(directory)
    fast: Any = PreTrainedTokenizerFast
    tokenizer: Any = fast.from_pretrained(directory)
    tokenizer.backend_tokenizer.pre_tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json")).pre_tokenizer
    return tokenizer


def _reserved(config: Any) -> int:
    """RoBERTa's kin count positions from behind the padding's."""
    return 2 if "roberta" in config.model_type else 0


def _error(message: str) -> Request:
    return {"error": {"code": "invalid_request", "message": message}}
