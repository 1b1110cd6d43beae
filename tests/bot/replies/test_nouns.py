import pytest

from bot.preferences import NameKind
from bot.replies.nouns import NO_NAMES, group, render
from inference.contract import Entity, NounsReply
from tests.bot.stage import bold, shown


def entity(text: str, label: str, start: int = 0) -> Entity:
    return Entity(text=text, label=label, start=start, end=start + len(text))


def test_names_are_bold_in_the_text_and_listed_by_kind() -> None:
    text = "Ada of London wrote to IBM about Excalibur."
    found = [("Ada", "PERSON"), ("London", "GPE"), ("IBM", "ORG"), ("Excalibur", "PROPN")]
    reply = NounsReply(entities=[entity(name, label, text.index(name)) for name, label in found], model="m")
    part = render(text, reply)
    message = {"blocks": [block.to_dict() for block in part.blocks]}
    lists = "People: Ada\nPlaces: London\nOrganisations: IBM\nOther names: Excalibur"
    assert shown(message) == f"{text}\n{lists}"
    assert bold(message)[:4] == ["Ada", "London", "IBM", "Excalibur"]
    assert part.summary == lists


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("PER", NameKind.PEOPLE),
        ("B-PERSON", NameKind.PEOPLE),
        ("I-ORG", NameKind.ORGANISATIONS),
        ("person", NameKind.PEOPLE),
        ("FAC", NameKind.PLACES),
        ("location", NameKind.PLACES),
        ("corporation", NameKind.ORGANISATIONS),
        ("group", NameKind.ORGANISATIONS),
        ("WORK_OF_ART", NameKind.OTHER),
        ("NORP", NameKind.OTHER),
        ("MISC", NameKind.OTHER),
        ("PROPN", NameKind.OTHER),
    ],
)
def test_labels_of_any_model_have_a_kind(label: str, kind: NameKind) -> None:
    assert group([entity("Ada", label)]) == {kind: ["Ada"]}


def test_each_name_is_listed_once_as_first_spelt_and_with_its_type() -> None:
    entities = [entity("New\nYork", "PROPN"), entity("NEW  YORK", "GPE"), entity("new york", "ORG")]
    assert group(entities) == {NameKind.PLACES: ["New York"]}


def test_names_link_to_their_search() -> None:
    part = render("Ben & Jerry?", NounsReply(entities=[entity("Ben & Jerry?", "ORG")], model="m"))
    (_, link) = part.blocks[-1].to_dict()["elements"][0]["elements"]
    assert link == {
        "type": "link",
        "url": "https://en.wikipedia.org/wiki/Special:Search?search=Ben%20%26%20Jerry%3F",
        "text": "Ben & Jerry?",
    }


def test_no_names() -> None:
    part = render("it rained.", NounsReply(entities=[], model="m"))
    assert part.summary == NO_NAMES
    assert shown({"blocks": [block.to_dict() for block in part.blocks]}) == NO_NAMES


def test_offsets_outside_the_text_are_left_plain() -> None:
    entities = [entity("Ada", "PERSON", 0), entity("da m", "PERSON", 1), entity("Grace", "PERSON", 90)]
    part = render("Ada met.", NounsReply(entities=entities, model="m"))
    message = {"blocks": [block.to_dict() for block in part.blocks]}
    assert shown(message).startswith("Ada met.\n")
    assert bold(message)[0] == "Ada"
