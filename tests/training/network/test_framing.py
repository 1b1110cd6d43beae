import random
from pathlib import Path

import pytest
from transformers import AutoConfig

from tests.training.tiny_models import PASSAGES, save_encoder
from training.answers.examples import Featuriser
from training.data.squad import Answer, Question
from training.network.base import load_tokenizer
from training.network.framing import reader_input

QUESTION, CONTEXT = PASSAGES[0]["questions"][0], PASSAGES[0]["text"]


@pytest.mark.parametrize(
    ("family", "prefix", "separator", "suffix", "max_tokens", "pad_id"),
    [
        ("bert", ["[CLS]"], ["[SEP]"], ["[SEP]"], 320, 0),
        ("distilbert", ["[CLS]"], ["[SEP]"], ["[SEP]"], 320, 0),
        ("roberta", ["<s>"], ["</s>", "</s>"], ["</s>"], 320, 1),
        ("gpt2", [], [], [], 320, 0),
    ],
)
def test_the_tokenizer_says_what_stands_around_texts(
    family: str,
    prefix: list[str],
    separator: list[str],
    suffix: list[str],
    max_tokens: int,
    pad_id: int,
    tmp_path: Path,
) -> None:
    save_encoder(family, tmp_path)
    tokenizer, config = load_tokenizer(str(tmp_path)), AutoConfig.from_pretrained(tmp_path)
    spec = reader_input(tokenizer, config, pair=True, max_tokens=512)
    parts = [spec.prefix, spec.separator, spec.suffix]
    assert [[tokenizer.id_to_token(number) for number in part] for part in parts] == [prefix, separator, suffix]
    assert (spec.max_tokens, spec.pad_id) == (max_tokens, pad_id)
    single = reader_input(tokenizer, config, pair=False, max_tokens=64)
    assert (single.prefix, single.separator, single.suffix, single.max_tokens) == (spec.prefix, (), spec.suffix, 64)


@pytest.mark.parametrize("family", ["bert", "distilbert", "roberta"])
def test_a_question_is_learned_from_the_tokens_that_the_tokenizer_makes_of_it(family: str, tmp_path: Path) -> None:
    save_encoder(family, tmp_path)
    tokenizer, config = load_tokenizer(str(tmp_path)), AutoConfig.from_pretrained(tmp_path)
    spec = reader_input(tokenizer, config, pair=True, max_tokens=320)
    start = CONTEXT.index("Ingrid")
    question = Question("1", "", QUESTION, CONTEXT, (Answer("Ingrid Solheim", start),))
    example = Featuriser(tokenizer, spec).example(question, CONTEXT, random.Random(1), remembered=True)  # noqa: S311
    whole = tokenizer.encode(QUESTION, CONTEXT)
    assert example.ids == whole.ids
    ((first, begins),), ((last, ends),) = example.starts.items(), example.ends.items()
    assert begins == ends == 1.0
    assert CONTEXT[whole.offsets[first][0] : whole.offsets[last][1]].strip() == "Ingrid Solheim"
