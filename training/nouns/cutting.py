"""How the nouns model cuts texts into words: by spaCy's rules for English, and at the signs between fields."""

from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_MARKS = ("[<>]", "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Tags and invisible marks of direction."""

_BETWEEN_FIELDS = (
    '[;|"\\[\\](){}→]',
    "[-=]>",
    "(?<=[^\\W\\d_]),(?=\\d)",
    "(?<=\\d),(?=[^\\W\\d_])",
    '[,:](?=["([{])',
    '(?<=[")\\]}])[,:](?=\\w)',
)
"""What parts a row or a list without spaces: "depot:Durban|vans:6", "Ana->Oslo;Bo->Rome", "102,Nils"."""


def blank_pipeline() -> Language:
    """A pipeline that cuts texts into words, and does nothing else."""
    nlp = spacy.blank("en")
    rules: Any = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*rules.prefixes, *_MARKS]).search
    tokenizer.suffix_search = compile_suffix_regex([*rules.suffixes, *_MARKS]).search
    tokenizer.infix_finditer = compile_infix_regex([*_BETWEEN_FIELDS, *rules.infixes, *_MARKS]).finditer
    return nlp
