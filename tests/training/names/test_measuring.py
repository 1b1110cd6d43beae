from pathlib import Path

import pytest

from training.data.names import Sentence
from training.names.__main__ import main
from training.names.coreference import Document, NameMention, coreference
from training.names.covered import covered, place_names, right
from training.names.explained import cases
from training.names.joined import Joined, add

GUM = """# newdoc id = one
# newpar
1	Dr	Dr	PROPN	NNP	_	2	x	_	Entity=(1-person-new-nnnnn-cf1-2-sgl
2	Ada	Ada	PROPN	NNP	_	0	x	_	Entity=1)
3	saw	see	VERB	VBD	_	0	x	_	_
4	a	a	DET	DT	_	5	x	_	Entity=(2-animal-new-nnnnn-cf2-2-sgl
5	dog	dog	NOUN	NN	_	3	x	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	x	_	_

# newpar
# newpar_block = p (1 s)
1	She	she	PRON	PRP	_	2	x	_	Entity=(1-person-giv-nnnnn-cf1-1-ana)
2	left	leave	VERB	VBD	_	0	x	_	_
3-4	Ada's	_	_	_	_	_	_	_	_
3	Ada	Ada	PROPN	NNP	_	2	x	_	Entity=(3-organization-new-n-cf1-3-x(1-person-giv-n-cf1-1-x)|SpaceAfter=No
4	's	's	PART	POS	_	3	x	_	_
5	Bank	Bank	PROPN	NNP	_	2	x	_	Entity=3)

# newdoc id = two
1	Oslo	Oslo	PROPN	NNP	_	0	x	_	Entity=(1-place-new-nnnnn-cf1-1-sgl)
"""


def test_coreference_has_the_heads_of_names(tmp_path: Path) -> None:
    file = tmp_path / "gum.conllu"
    file.write_text(GUM, encoding="utf-8")
    one, two = coreference(file)
    assert one.text == "Dr Ada saw a dog.\n\nShe left Ada's Bank"
    assert [(one.text[m.start : m.end], m.entity, m.kind) for m in one.mentions] == [
        ("Ada", "1", "person"), ("Ada", "1", "person"), ("Bank", "3", "organization"),
    ]  # fmt: skip
    assert two == Document("Oslo", [NameMention("1", "place", 0, 4)])


def test_b_cubed_counts_what_is_shared_with_what_was_taken_and_meant() -> None:
    total = Joined()
    people = [NameMention(entity, "person", 0, 1) for entity in ("a", "a", "b")]
    add(total, [1, 1, 1], Document("", people))
    assert total.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert total.recall == 1
    assert (total.people, total.whole_people) == (2, 2)


def test_a_person_in_two_entries_is_not_whole() -> None:
    total = Joined()
    add(total, [1, 2], Document("", [NameMention("a", "person", 0, 1)] * 2))
    assert (total.recall, total.precision, total.whole_people) == (0.5, 1, 0)


def test_places_are_looked_up_with_the_countries_of_their_documents() -> None:
    words, tags = ("Paris", "and", "Texas", "Narnia"), ("B-LOC", "O", "O", "B-LOC")
    france = Sentence(("French",), (True,), 1, entities=("B-MISC",))
    sentences = [france, Sentence(words, (True,) * 4, 1, entities=tags)]
    assert dict(place_names(sentences))["Paris"] >= {"FR"}
    assert covered(sentences) == 0.5


def test_judged_places_count_as_right_only_as_what_they_are(tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    file.write_text(
        "name,countries,what\nOslo,NO,capital of Norway\nOslo,NO,a ship\nNarnia,,a land\n", encoding="utf-8"
    )
    assert right(file) == 0.5


def test_annotated_texts_are_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": "news-1", "text": "x", "names": []}\n', encoding="utf-8")
    assert cases(file) == [{"id": "news-1", "text": "x", "names": []}]


def test_missing_data_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", "--data", str(tmp_path)]) == 2
    assert "gum-dev.conllu: no such file. Is --data the folder that holds nouns/?" in capsys.readouterr().err
