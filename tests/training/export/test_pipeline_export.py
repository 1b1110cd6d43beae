import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from inference.contract import NounsRequest, Task
from inference.readers import create_reader
from training.errors import UnsupportedModelError
from training.export.pipeline_export import export_pipeline

TEXT = "Mayor Ingrid Solheim cut the ribbon in Vellmar."


def save(pipeline: Language, directory: Path) -> str:
    pipeline.to_disk(directory)
    return str(directory)


def with_entity_ruler(name: str) -> Language:
    pipeline = spacy.blank("en")
    ruler: Any = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": name}])
    pipeline.meta["license"] = "MIT"
    return pipeline


def with_attribute_ruler() -> Language:
    pipeline = spacy.blank("en")
    ruler: Any = pipeline.add_pipe("attribute_ruler")
    ruler.add(patterns=[[{"ORTH": "Vellmar"}]], attrs={"POS": "PROPN"})
    return pipeline


def with_trained_recogniser() -> Language:
    """As people train them: a tok2vec and a transition-based recogniser, for a few steps."""
    pipeline = spacy.blank("en")
    recogniser: Any = pipeline.add_pipe("ner")
    recogniser.add_label("LOC")
    annotation = {"entities": [(TEXT.index("Vellmar"), TEXT.index("Vellmar") + 7, "LOC")]}
    example = Example.from_dict(pipeline.make_doc(TEXT), annotation)
    pipeline.initialize(lambda: [example])
    for _ in range(15):
        pipeline.update([example])
    return pipeline


@pytest.mark.parametrize(
    ("make", "entity", "labels"),
    [
        (lambda: with_entity_ruler("Ingrid Solheim"), ("Ingrid Solheim", "PERSON"), ("PERSON",)),
        (with_attribute_ruler, ("Vellmar", "PROPN"), ()),
        (with_trained_recogniser, ("Vellmar", "LOC"), ("LOC",)),
    ],
)
def test_a_pipeline_is_taken_as_it_is(
    make: Callable[[], Language], entity: tuple[str, str], labels: tuple[str, ...], tmp_path: Path
) -> None:
    source = save(make(), tmp_path / "mine")
    exported = export_pipeline(source, tmp_path / "models/nouns", "2", "unknown")
    assert exported.manifest.labels == labels
    reader = create_reader(Task.NOUNS, tmp_path / "models")
    reader.load()
    reply = reader.read(NounsRequest(text=TEXT))
    assert reply.model == "mine@2"
    assert entity in {(found.text, found.label) for found in reply.entities}


def test_it_says_how_many_names_it_found_and_keeps_what_the_pipeline_says_of_itself(tmp_path: Path) -> None:
    source = save(with_entity_ruler("Ingrid Solheim"), tmp_path / "mine")
    exported = export_pipeline(source, tmp_path / "models/nouns", "1", "unknown")
    assert (exported.names, exported.manifest.licence, exported.manifest.languages) == (1, "MIT", ("en",))


def test_a_list_of_names_that_the_texts_do_not_hold_is_taken_too(tmp_path: Path) -> None:
    source = save(with_entity_ruler("Zenith 9000"), tmp_path / "mine")
    assert export_pipeline(source, tmp_path / "models/nouns", "1", "unknown").names == 0


@pytest.mark.parametrize("language", ["de", "xx"])
def test_the_language_is_the_pipelines(language: str, tmp_path: Path) -> None:
    pipeline = spacy.blank(language)
    pipeline.add_pipe("entity_ruler")
    exported = export_pipeline(save(pipeline, tmp_path / "mine"), tmp_path / "models/nouns", "1", "x")
    assert exported.manifest.languages == (("de",) if language == "de" else ())


def test_a_pipeline_may_be_exported_to_where_it_is(tmp_path: Path) -> None:
    source = tmp_path / "models/nouns"
    source.parent.mkdir()
    for _ in range(2):
        save(with_entity_ruler("Ingrid Solheim"), source)
        export_pipeline(str(source), source, "1", "x")
    create_reader(Task.NOUNS, tmp_path / "models").load()


def refusal(source: str, tmp_path: Path, *, trust: bool = False) -> str:
    with pytest.raises(UnsupportedModelError) as caught:
        export_pipeline(source, tmp_path / "models/nouns", "1", "x", trust=trust)
    assert not (tmp_path / "models").exists()
    return str(caught.value)


def test_a_directory_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    assert "there is no config.cfg in it" in refusal(str(tmp_path), tmp_path)


def test_a_pipeline_without_names_is_refused_and_told_what_it_lacks(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    message = refusal(save(pipeline, tmp_path / "mine"), tmp_path)
    assert "marks no names. It needs a component that finds entities (ner)" in message
    assert message.endswith("Its components: sentencizer.")


def test_a_pipeline_that_needs_what_is_not_installed_is_refused(tmp_path: Path) -> None:
    source = save(with_entity_ruler("Ingrid Solheim"), tmp_path / "mine")
    config = tmp_path / "mine/config.cfg"
    config.write_text(config.read_text().replace('factory = "entity_ruler"', 'factory = "curated_transformer"'))
    assert "need a package that is not installed here" in refusal(source, tmp_path, trust=True)


def test_a_pipeline_that_needs_trust_is_refused_in_one_line(tmp_path: Path) -> None:
    pipeline = with_entity_ruler("Ingrid Solheim")
    pipeline.add_pipe("doc_cleaner")
    source = save(pipeline, tmp_path / "mine")
    assert refusal(source, tmp_path) == (
        f'{source}: The nouns model needs the component "doc_cleaner", which Lectern does not know. '
        "Whoever trusts the source of this model can pass --trust."
    )
    assert export_pipeline(source, tmp_path / "models/nouns", "1", "x", trust=True).names == 1


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("/etc/hostname"), os.mkfifo], ids=["link", "FIFO"])
def test_a_directory_with_more_than_files_in_it_is_refused(make: Callable[[Path], object], tmp_path: Path) -> None:
    source = save(with_entity_ruler("Ingrid Solheim"), tmp_path / "mine")
    make(tmp_path / "mine/extra")
    message = refusal(source, tmp_path)
    assert "holds a link, or something else that is no file: extra." in message
    assert "cp -rL" in message


def test_a_file_that_no_manifest_may_list_is_named(tmp_path: Path) -> None:
    source = save(with_entity_ruler("Ingrid Solheim"), tmp_path / "mine")
    (tmp_path / "mine/entity_ruler/manifest.json").touch()
    assert "does not know the file entity_ruler/manifest.json" in refusal(source, tmp_path)


def test_a_pipeline_that_was_never_trained_is_refused(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tagger").add_label("NNP")  # type: ignore[attr-defined]
    pipeline.add_pipe("morphologizer").add_label("POS=PROPN")  # type: ignore[attr-defined]
    assert "was it trained?" in refusal(save(pipeline, tmp_path / "mine"), tmp_path)
