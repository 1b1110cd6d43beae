"""What a recipe for names holds; `recipe.toml` is the embedded model's."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from spacy.language import Language

from training.data.names import Sentence, load_columns, load_conllu, load_iob2, with_entities
from training.data.written_names import load_written_names, words_of
from training.network.loop import Plan
from training.network.soup import Round
from training.nouns.cutting import blank_pipeline
from training.nouns.examples import Source, Variation
from training.nouns.network import LABELS
from training.nouns.self_labels import label_texts, passages
from training.recipes import Described

RECIPE = Path(__file__).with_suffix(".toml")

_OWN_TYPES = {label[2:]: label[2:] for label in LABELS[1:]}


class NamesFile(Described, frozen=True, kw_only=True):
    """A data set: CoNLL-U or columns, as its name says; `names` is a second annotation of the same sentences."""

    file: str
    shares: tuple[float, ...]
    names: str | None = None
    types: str | None = None
    marks_misc: bool = False

    def load(self, data: Path) -> list[Sentence]:
        """Read all sentences."""
        path = data / self.file
        sentences = load_conllu(path) if ".conllu" in path.suffixes else load_columns(path)
        return with_entities(sentences, load_iob2(data / self.names)) if self.names else sentences


class TextsFile(Described, frozen=True, kw_only=True):
    """Texts that nobody annotated, of some of the file's domains or of all."""

    file: str
    shares: tuple[float, ...]
    domains: tuple[str, ...] = ()

    def load(self, data: Path, labeller: Language) -> list[Sentence]:
        """Read all sentences, with the names that `labeller` is sure of."""
        return label_texts(passages(data / self.file, *self.domains), labeller)


class Run(Described, frozen=True, kw_only=True):
    """What one run learns from: which of the sources' shares it sees, how varied, and the share of beliefs in it."""

    mixture: int
    plan: Plan
    variation: Variation = Variation()
    beliefs: float = 0.0


class Runs(Described, frozen=True, kw_only=True):
    """Runs that start from the same weights; `shares` as in `soup.Round`."""

    runs: tuple[Run, ...]
    shares: tuple[float, ...]


class NounsRecipe(Described, frozen=True, kw_only=True):
    """
    Attributes
    ----------
    max_pieces
        Longest training example, in word pieces.
    layers_kept
        Of the encoder's layers, in the model.
    written
        How often an epoch of each mixture holds the texts whose names were marked for this project.
    types
        What the types of an annotation are in the model's terms, by the annotation's name here.
    whole, shortened
        Rounds of the whole encoder, and then of one with fewer layers.
    earlier
        Where there is an earlier version to start from: what its weights have of the mean with those of the last round.
    """

    max_pieces: int
    layers_kept: float
    sources: tuple[NamesFile, ...]
    self_labelled: tuple[TextsFile, ...]
    written: tuple[float, ...]
    types: Mapping[str, Mapping[str, str]]
    whole: tuple[Runs, ...]
    shortened: tuple[Runs, ...]
    earlier: float

    def load(self, data: Path, labeller: Language) -> list[tuple[Source, list[Sentence]]]:
        """Read all sources; `labeller` marks the names of texts that nobody annotated."""
        annotated = [
            (Source(file.shares, self.types[file.types] if file.types else {}, file.marks_misc), file.load(data))
            for file in self.sources
        ]
        labelled = [
            (Source(file.shares, _OWN_TYPES, marks_misc=True), file.load(data, labeller)) for file in self.self_labelled
        ]
        written = load_written_names(partial(words_of, blank_pipeline()), held_out=False)
        return [*annotated, *labelled, (Source(self.written, _OWN_TYPES, marks_misc=True), written)]


def rounds_of(several: Sequence[Runs]) -> list[Round]:
    """The same as plans."""
    return [Round(tuple(run.plan for run in each.runs), each.shares) for each in several]


def runs_of(several: Sequence[Runs]) -> list[Run]:
    """All runs by number, from 0."""
    return [run for each in several for run in each.runs]
