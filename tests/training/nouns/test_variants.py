import random

from training.data.names import Sentence
from training.nouns import variants as name_variants
from training.nouns.variants import NamePool, on_lines

RNG = random.Random(1)  # noqa: S311 - seeded on purpose
TYPES = {"PER": "PERSON", "ORG": "ORG"}


def sentence(text: str, entities: str, tags: str | None = None) -> Sentence:
    words = tuple(text.split())
    return Sentence(words, (True,) * len(words), 1, "s", tuple(tags.split()) if tags else None, tuple(entities.split()))


ANN = sentence("Ann Lee works at Nordlicht today", "B-PER I-PER O O B-ORG O", "PROPN PROPN VERB ADP PROPN NOUN")
TOBIAS = sentence("Tobias van Renn left", "B-PER I-PER I-PER O")


def test_names_are_swapped_for_others_of_their_type_and_nothing_else_changes() -> None:
    swapped = NamePool([(TOBIAS, TYPES)]).swap(ANN, TYPES, 1.0, RNG)
    assert swapped.words == ("Tobias", "van", "Renn", "works", "at", "Nordlicht", "today")
    assert swapped.entities == ("B-PER", "I-PER", "I-PER", "O", "O", "B-ORG", "O")
    assert swapped.universal_tags == ("_", "_", "_", "VERB", "ADP", "PROPN", "NOUN")
    assert len(swapped.spaces) == len(swapped.words)


def test_a_swapped_name_brings_its_own_tags_and_takes_on_the_annotation_of_its_new_place() -> None:
    other = sentence("Mr Wiik", "O B-Person", "PROPN PROPN")
    swapped = NamePool([(other, {"Person": "PERSON"})]).swap(ANN, TYPES, 1.0, RNG)
    assert swapped.words[:2] == ("Wiik", "works")
    assert swapped.entities is not None
    assert swapped.entities[0] == "B-PER"
    assert swapped.universal_tags is not None
    assert swapped.universal_tags[0] == "PROPN"


def test_types_that_are_not_measured_stay() -> None:
    award = sentence("The Nobel Prize", "O B-MISC I-MISC")
    pool = NamePool([(award, {"MISC": "MISC"})])
    assert pool.swap(award, {"MISC": "MISC"}, 1.0, RNG) is award


def test_what_is_not_annotated_stays_so() -> None:
    bare = Sentence(("Ann", "left"), (True, True), 1)
    assert NamePool([(TOBIAS, TYPES), (bare, {})]).swap(bare, {}, 1.0, RNG) is bare


def test_sentences_end_with_line_breaks_that_are_no_names() -> None:
    first, second = on_lines([ANN, TOBIAS], _Chances(0.5))
    assert first.words == (*ANN.words, "\n")
    assert first.entities == (*(ANN.entities or ()), "O")
    assert first.universal_tags == (*(ANN.universal_tags or ()), "SPACE")
    assert second.universal_tags is None


def test_a_line_that_ends_within_a_name_does_not_end_the_name() -> None:
    (wrapped,) = on_lines([ANN], _Chances(0.0))
    assert wrapped.words[:5] == ("Ann", "\n", "Lee", "\n", "works")
    assert wrapped.entities is not None
    assert wrapped.universal_tags is not None
    assert wrapped.entities[:5] == ("B-PER", "I-PER", "I-PER", "O", "O")
    assert wrapped.universal_tags[:5] == ("PROPN", "_", "PROPN", "SPACE", "VERB")


class _Chances(random.Random):
    """Always the same chance, and the first of what there is to choose from."""

    def __init__(self, chance: float) -> None:
        super().__init__(1)
        self._chance = chance

    def random(self) -> float:
        return self._chance

    def choice(self, seq: object) -> object:  # type: ignore[override]
        return name_variants.LINE_BREAKS[0]
