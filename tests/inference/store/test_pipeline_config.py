"""What a stranger's pipeline may name, without anything of it being called."""

from collections.abc import Mapping

import pytest
import spacy
from spacy import util
from spacy.language import Language

from inference.contract import ErrorCode
from inference.store.errors import UntrustedError
from inference.store.pipeline_config import harmless_config
from inference.store.pipeline_rules import FACTORIES, FUNCTIONS, is_harmless, is_language

OWN = {"ours"}
CONFIG = """
[paths]
train = null

[nlp]
lang = "en"
pipeline = ["it"]
before_creation = null
tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}

[components]

[components.it]
factory = "ner"
scorer = {"@scorers":"spacy.ner_scorer.v1"}

[components.it.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
width = ${components.it.model.tok2vec:width}

[components.it.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"
width = 96
"""


def refusal(config: str) -> str:
    with pytest.raises(UntrustedError) as caught:
        harmless_config(config.encode(), OWN)
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    assert caught.value.message.endswith(". Whoever trusts the source of this model can pass --trust.")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 300
    return caught.value.message


def changed(changes: Mapping[str, str]) -> str:
    config = CONFIG
    for old, new in changes.items():
        assert old in config
        config = config.replace(old, new)
    return config


def test_variables_are_replaced() -> None:
    config = harmless_config(CONFIG.encode(), OWN)
    assert config.is_interpolated
    assert config["components"]["it"]["model"]["width"] == 96


@pytest.mark.parametrize("factory", sorted(FACTORIES))
def test_what_spacy_brings_goes_without_trust(factory: str) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe(factory)
    config = harmless_config(pipeline.config.to_bytes(), OWN)
    assert util.load_model_from_config(config).pipe_names == [factory]


def test_every_function_is_one_that_spacy_or_thinc_registers() -> None:
    known = set()
    for registry, _ in FUNCTIONS:
        for name, function in getattr(util.registry, registry).get_all().items():
            if function.__module__.split(".")[0] in {"spacy", "spacy_legacy", "thinc"}:
                known.add((registry, name.rpartition(".v")[0]))
    assert known >= FUNCTIONS


def test_our_own_component_goes_without_trust() -> None:
    harmless_config(changed({'factory = "ner"': 'factory = "ours"'}).encode(), OWN)


@pytest.mark.parametrize("name", ["spacy.Tagger.v2", "spacy.Tagger.v1", "spacy-legacy.Tagger.v1"])
def test_every_version_of_a_function_is_alike(name: str) -> None:
    assert is_harmless("architectures", name)


@pytest.mark.parametrize(
    "name", ["Tagger.v2", "spacy.Tagger.v2x", "other.Tagger.v2", "spacy-legacy.spacy.Tagger", "spacy.Tagger.v2\n"]
)
def test_a_name_that_is_only_like_one(name: str) -> None:
    assert not is_harmless("architectures", name)


@pytest.mark.parametrize(
    ("code", "brought"), [("en", True), ("xx", True), ("grc", True), ("zzz", False), ("EN", False)]
)
def test_languages(code: str, brought: bool) -> None:
    assert is_language(code) is brought


@pytest.mark.parametrize("code", ["", "..", "en.x", "os", "evil", "e\n", "en/x"])
def test_no_languages(code: str) -> None:
    assert not is_language(code)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('factory = "ner"', 'factory = "curated_transformer"', 'needs the component "curated_transformer"'),
        ('factory = "ner"', 'factory = "doc_cleaner"', 'needs the component "doc_cleaner"'),
        ('factory = "ner"', 'factory = "entity_linker"', 'needs the component "entity_linker"'),
        ('factory = "ner"', 'source = "en_core_web_sm"', 'from another pipeline, "en_core_web_sm"'),
        ('factory = "ner"', 'factory = "ner"\nsource = "/tmp/x"', 'from another pipeline, "/tmp/x"'),
        ("Tok2Vec.v2", "TorchBiLSTMEncoder.v1", '"spacy.TorchBiLSTMEncoder.v1" (@architectures)'),
        ('@architectures = "spacy.Tok2Vec.v2"', '@layers = "PyTorchWrapper.v1"', '"PyTorchWrapper.v1" (@layers)'),
        ('@architectures = "spacy.Tok2Vec.v2"', '@factories = "ner"', '"ner" (@factories)'),
        ("width = 96", 'width = {"@readers":"srsly.read_json.v1","path":"/x"}', '"srsly.read_json.v1" (@readers)'),
        ("width = 96", 'width = {"@misc":"spacy.KBFromFile.v1"}', '"spacy.KBFromFile.v1" (@misc)'),
        ("width = 96", 'width = [[{"@misc":"evil.v1"}]]', '"evil.v1" (@misc)'),
        ("width = 96", 'width = {"*":{"a":{"@layers":"evil.v1"}}}', '"evil.v1" (@layers)'),
        ("width = 96", 'width = {"@layers":["Linear.v1"]}', "['Linear.v1']"),
        ("spacy.Tokenizer.v1", "spacy.zh.ChineseTokenizer", '"spacy.zh.ChineseTokenizer" (@tokenizers)'),
        ("before_creation = null", 'before_creation = {"@callbacks":"spacy.copy_from_base_model.v1"}', "(@callbacks)"),
        ("before_creation = null", 'after_creation = {"@misc":"spacy.levenshtein_compare.v1"}', "after_creation"),
        ("before_creation = null", "after_pipeline_creation = 1", "has a callback, after_pipeline_creation"),
        ('lang = "en"', 'lang = "evil"', 'the language "evil"'),
        ('lang = "en"', "lang = null", 'the language "None"'),
    ],
)
def test_what_needs_trust_is_named(old: str, new: str, named: str) -> None:
    assert named in refusal(changed({old: new}))


@pytest.mark.parametrize("name", ["/etc/x", "a/x", "C:x", "a\\x", "a\u202ex"])
def test_a_component_cannot_have_its_files_elsewhere(name: str) -> None:
    config = changed({"${components.it.model.tok2vec:width}": "96", "components.it": f"components.{name}"})
    assert "that would read files elsewhere" in refusal(config)


def test_a_variable_hides_nothing() -> None:
    hidden = changed({"train = null": 'train = "evil"', 'factory = "ner"': "factory = ${paths.train}"})
    assert 'the component "evil"' in refusal(hidden)
    section = changed({"[nlp]": '[strange]\n@misc = "evil.v1"\n\n[nlp]', "width = 96": "width = ${strange}"})
    assert '"evil.v1" (@misc)' in refusal(section)


def test_a_path_of_several_variables_that_nothing_is_made_of() -> None:
    config = changed({"train = null": 'train = "${nlp.lang}/${nlp.lang}"'})
    assert harmless_config(config.encode(), OWN)["nlp"]["lang"] == "en"


@pytest.mark.parametrize("reference", ["${s0.a}", "${s0:a}", "${s1.a}"])
def test_values_that_double_at_every_step(reference: str) -> None:
    doubling = "".join(f"[s{n}]\na = ${{s{n + 1}.a}}${{s{n + 1}:a}}\n\n" for n in range(9)) + "[s9]\na = 1\n\n"
    grown = changed({"[nlp]": doubling + "[nlp]", "width = 96": f"width = {reference}"})
    assert "variables that stand for several others" in refusal(grown)


def test_a_value_that_doubles_itself() -> None:
    assert "variables that stand for several others" in refusal(changed({"train = null": "train = ${train}${train}"}))


def test_what_is_only_for_training_is_left_out() -> None:
    training = """
[training]
before_to_disk = {"@callbacks":"evil.v1"}

[training.logger]
@loggers = "evil.v1"

[initialize]

[initialize.before_init]
@callbacks = "evil.v1"

[initialize.labels]
@readers = "spacy.read_labels.v1"
path = "corpus/${paths.train}/${nlp.lang}.json"
"""
    config = harmless_config((CONFIG + training).encode(), OWN)
    assert sorted(config) == ["components", "nlp"]
    assert "evil" not in config.to_str()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"width = 96": "width = " + "9" * 60_000}, "larger than a pipeline needs"),
        ({"width = 96": 'width = "__SECTION__:components"'}, "misleads its parser"),
        ({"width = 96": "width = '\x1b[31m'"}, "misleads its parser"),
        ({"width = 96": 'width = "${nlp.lang}${nlp.lang}"'}, "variables that stand for several others"),
        ({"width = 96": 'width = ["${nlp.lang}","${nlp.lang}"]'}, "variables that stand for several others"),
        ({"width = 96": "width = ${components}"}, "grows, or is nested too deep"),
        ({"width = 96": "width = " + "[" * 40 + "]" * 40}, "grows, or is nested too deep"),
        ({"width = 96": "width = " + str([0] * 10_001)}, "grows, or is nested too deep"),
        ({'factory = "ner"': f'factory = "\\u001b[31m{"x" * 10_000}"'}, 'the component "?[31mxxx'),
    ],
)
def test_what_is_made_to_mislead_or_to_grow(changes: Mapping[str, str], words: str) -> None:
    assert words in refusal(changed(changes))


def test_sections_that_double_at_every_step() -> None:
    doubling = "".join(f"[s{n}]\na = ${{s{n + 1}}}\nb = ${{s{n + 1}}}\n\n" for n in range(30)) + "[s30]\na = 1\n\n"
    assert "grows" in refusal(changed({"[nlp]": doubling + "[nlp]", "width = 96": "width = ${s0}"}))


@pytest.mark.parametrize("content", [b"", b"[nlp]", b"\xff", b"a = 1", b"[a]\n[a]", CONFIG.encode() + b"[a.b]\n"])
def test_what_is_no_configuration(content: bytes) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - of many kinds
        harmless_config(content, OWN)
    assert not isinstance(caught.value, UntrustedError)


def test_nothing_was_called_or_registered() -> None:
    assert not Language.has_factory("evil")
