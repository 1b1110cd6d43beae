"""The nouns pipelines that Lectern trains, told by their `config.cfg`: spaCy's tokenizer, the recogniser, and no more.

What reads such a pipeline needs two parts of its directory, and neither spaCy nor anything that the rest names.
"""

from configparser import ConfigParser, Error

from inference.store.model import Model

TOKENIZER = "tokenizer"
RECOGNISER = "recogniser"

_CONFIG = "config.cfg"
_MAX_BYTES = 10_000
"""Of the file: with what spaCy writes for training it has a fifth of that."""

_BUILT = ("nlp", "components")
"""Sections, with those below them, from which something is built when a pipeline is loaded."""

_OWN = """
[nlp]
lang = "en"
pipeline = ["recogniser"]
disabled = []
before_creation = null
after_creation = null
after_pipeline_creation = null
batch_size = 1000

[nlp.tokenizer]
@tokenizers = "spacy.Tokenizer.v1"

[nlp.vectors]
@vectors = "spacy.Vectors.v1"

[components]

[components.recogniser]
factory = "lectern_recogniser"
"""


def is_own(model: Model) -> bool:
    """Whether a nouns model is such a pipeline; any other value in its configuration makes it another one."""
    try:
        content = model.read(_CONFIG)
        return len(content) <= _MAX_BYTES and _built(content.decode()) == _built(_OWN)
    except (OSError, KeyError, UnicodeDecodeError, Error):
        return False


def _built(config: str) -> dict[str, dict[str, str]]:
    parser = ConfigParser(interpolation=None)
    parser.read_string(config)
    return {name: dict(section) for name, section in parser.items() if name.partition(".")[0] in _BUILT}
