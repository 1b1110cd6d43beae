"""`python package_at_work.py REQUEST...`, with a reader's package and AWS's SDK on the path: reads, and prints as JSON
the replies and which files were opened on the way. Of spaCy, it trains, saves and loads whatever spaCy itself brings.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

COMPONENTS = (
    *("tok2vec", "tagger", "parser", "morphologizer", "attribute_ruler", "ner", "senter", "sentencizer"),
    *("textcat", "textcat_multilabel", "spancat", "entity_ruler", "span_ruler", "trainable_lemmatizer"),
)
"""Of a pipeline like spaCy's own for English, and further ones that people train."""

_SETTINGS = {"trainable_lemmatizer": {"min_tree_freq": 1}}
_ANNOTATIONS = {
    "tags": ["NNP", "VBD", "RB"],
    "pos": ["PROPN", "VERB", "ADV"],
    "morphs": ["", "", ""],
    "lemmas": ["Anna", "go", "home"],
    "heads": [1, 1, 1],
    "deps": ["nsubj", "ROOT", "advmod"],
    "entities": ["U-PERSON", "O", "O"],
    "cats": {"a": 1.0, "b": 0.0},
    "spans": {"sc": [(0, 4, "PERSON")]},
}

_opened: set[str] = set()


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook; extension modules are opened without such an event, but are mapped."""
    if event == "open" and isinstance(arguments[0], str):
        _opened.add(os.path.realpath(arguments[0]))


def _mapped() -> set[str]:
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    return {os.path.realpath(line.split(maxsplit=5)[5]) for line in lines if "/" in line}


def _read(requests: list[str]) -> list[Any]:
    from inference.on_lambda.reader_handler import handler  # noqa: PLC0415 - which loads the model

    context: Any = SimpleNamespace(function_name="reader", get_remaining_time_in_millis=lambda: 60_000)
    return [handler(json.loads(request), context) for request in requests]


def _train_and_load() -> list[str]:
    import spacy  # noqa: PLC0415 - only the package of the nouns reader has it
    from spacy.training import Example  # noqa: PLC0415

    pipeline = spacy.blank("en")
    for name in COMPONENTS:
        pipeline.add_pipe(name, config=_SETTINGS.get(name, {}))
    example = Example.from_dict(pipeline.make_doc("Anna went home"), _ANNOTATIONS)
    pipeline.initialize(lambda: [example])
    lemmatizer: Any = pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.lookups.add_table("lemma_lookup", {"went": "go"})
    with tempfile.TemporaryDirectory() as directory:
        pipeline.to_disk(directory)
        loaded = spacy.load(directory)
    assert [token.text for token in loaded("Anna went home.")] == ["Anna", "went", "home", "."]
    return list(loaded.pipe_names)


def main() -> None:
    """Print one line of JSON, after what the function itself prints."""
    sys.addaudithook(_note)
    replies = _read(sys.argv[1:])
    components = _train_and_load() if os.environ["TASK"] == "nouns" else []
    print(json.dumps({"replies": replies, "components": components, "opened": sorted(_opened | _mapped())}))


if __name__ == "__main__":
    main()
