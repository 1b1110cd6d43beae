from bot.preferences import Preferences
from bot.replies.message import at_most, paginate
from bot.replies.name_list import by_kind
from bot.replies.nouns import NO_NAMES, NO_SHOWN_NAMES, render
from inference.contract import Entity, Name, NameKind, NounsReply, Place, Span
from tests.bot.fakes import names_of
from tests.bot.stage import bold, shown

STORY = "European Central Bank President Christine Lagarde spoke in Busan. Lagarde & <Ada> left."


def entity(text: str, label: str, start: int = 0) -> Entity:
    return Entity(text=text, label=label, start=start, end=start + len(text))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def name(words: str, kind: NameKind, *mentions: Span, about: Span | None = None, place: Place | None = None) -> Name:
    return Name(name=words, kind=kind, mentions=list(mentions) or [Span(0, 1)], about=about, place=place)


def show(reply: NounsReply, text: str) -> dict[str, object]:
    (message,) = paginate([render(text, reply)])
    return {"text": message.text, "blocks": [block.to_dict() for block in message.blocks]}


def test_the_list_comes_first_and_then_the_text_with_its_names_in_bold() -> None:
    text = "Ada of London wrote to IBM about Excalibur."
    found = [("Ada", NameKind.PEOPLE), ("London", NameKind.PLACES), ("IBM", NameKind.ORGANISATIONS)]
    entities = [entity(words, "X", text.index(words)) for words, _ in found]
    names = [name(words, kind, span(text, words)) for words, kind in found]
    message = show(NounsReply(entities=entities, model="m", names=names), text)
    lists = "People: Ada\nPlaces: London\nOrganisations: IBM"
    assert shown(message) == f"{lists}\n{text}"
    assert bold(message) == ["People: ", "Places: ", "Organisations: ", "Ada", "London", "IBM"]
    assert message["text"] == lists


def test_a_name_has_its_count_its_other_forms_and_what_it_is() -> None:
    mentions = [
        Span(STORY.index("President"), STORY.index(" spoke")),
        Span(STORY.index("Lagarde &"), STORY.index(" & ")),
    ]
    about = span(STORY, "European Central Bank President")
    busan = Place(what="city in South Korea", local="부산", names={"ko": "부산"})
    names = [
        name("Christine Lagarde", NameKind.PEOPLE, *mentions, about=about),
        name("Busan", NameKind.PLACES, span(STORY, "Busan"), place=busan),
        name("<Ada>", NameKind.PEOPLE, span(STORY, "<Ada>")),
    ]
    message = show(NounsReply(entities=[], model="m", names=names), STORY)
    assert shown(message) == (
        "People\nChristine Lagarde (2, also Lagarde): European Central Bank President\n<Ada>\n"
        "Places\nBusan: city in South Korea (부산)"
    )
    assert bold(message) == ["People", "Christine Lagarde", "Places", "Busan"]
    assert message["text"] == "People: Christine Lagarde, &lt;Ada&gt;\nPlaces: Busan"


def test_kinds_come_in_one_order_and_names_in_theirs() -> None:
    names = [name(str(number), kind) for number, kind in enumerate(reversed(NameKind))]
    titles = ["People", "Places", "Organisations", "Peoples and nationalities", "Works and products", "Events"]
    assert list(by_kind(names)) == [*titles, "Other names"]


def test_names_link_to_their_search() -> None:
    part = render("Ben & Jerry?", NounsReply(entities=[], model="m", names=[name("Ben & Jerry?", NameKind.WORKS)]))
    (_, link) = part.blocks[-1].to_dict()["elements"][0]["elements"]
    assert link == {
        "type": "link",
        "url": "https://en.wikipedia.org/wiki/Special:Search?search=Ben%20%26%20Jerry%3F",
        "text": "Ben & Jerry?",
    }


def test_no_names() -> None:
    message = show(NounsReply(entities=[], model="m"), "it rained.")
    assert message["text"] == NO_NAMES
    assert shown(message) == NO_NAMES


def test_days_are_bold_in_the_text_but_no_names() -> None:
    text = "It rained on Monday."
    message = show(NounsReply(entities=[entity("Monday", "PROPN", 13)], model="m"), text)
    assert shown(message) == f"{NO_NAMES}\n{text}"
    assert bold(message) == ["Monday"]


def test_offsets_outside_the_text_are_left_plain() -> None:
    entities = [entity("Ada", "PERSON", 0), entity("da m", "PERSON", 1), entity("Grace", "PERSON", 90)]
    message = show(NounsReply(entities=entities, model="m", names=names_of(entities)), "Ada met.")
    assert shown(message).endswith("Ada met.")
    assert bold(message)[-1] == "Ada"


def test_the_messages_of_a_command_hold_the_whole_list_however_many_names_there_are() -> None:
    words = [f"Person{number}" for number in range(2_500)]
    text = " ".join(words)
    entities = [entity(word, "PERSON", text.index(word)) for word in words]
    messages = at_most(paginate([render(text, NounsReply(entities=entities, model="m", names=names_of(entities)))]))
    pages = [shown({"blocks": [block.to_dict() for block in message.blocks]}) for message in messages]
    assert len(messages) == 5
    assert all(word in "\n".join(pages[:-1]) for word in words)


def test_more_names_than_fit_at_all_are_counted() -> None:
    words = [f"{number:x}{'n' * 100}" for number in range(4_000)]
    names = [name(word, kind) for word, kind in zip(words, [NameKind.PEOPLE, NameKind.OTHER] * 2_000, strict=True)]
    messages = at_most(paginate([render("n", NounsReply(entities=[], model="m", names=names))]))
    page = "\n".join(shown({"blocks": [block.to_dict() for block in message.blocks]}) for message in messages)
    assert len(messages) < 5
    assert page.count(" more") == 2


def test_names_of_hidden_kinds_are_neither_listed_nor_in_bold() -> None:
    text = "Ada of London met Leiden University in Leiden."
    found = [("Ada", NameKind.PEOPLE), ("London", NameKind.PLACES), ("Leiden University", NameKind.ORGANISATIONS)]
    entities = [entity(words, "X", text.index(words)) for words, _ in found] + [entity("Leiden", "X", 39)]
    names = [name(words, kind, span(text, words)) for words, kind in found]
    names.append(name("Leiden", NameKind.PLACES, span(text, "Leiden"), Span(39, 45)))
    reply = NounsReply(entities=entities, model="m", names=names)
    (message,) = paginate([render(text, reply, Preferences(hidden_kinds=frozenset({NameKind.PLACES})))])
    blocks = {"blocks": [block.to_dict() for block in message.blocks]}
    assert message.text == "People: Ada\nOrganisations: Leiden University"
    assert bold(blocks) == ["People: ", "Organisations: ", "Ada", "Leiden University"]


def test_where_all_kinds_are_hidden_the_reply_says_so() -> None:
    reply = NounsReply(entities=[entity("Ada", "X")], model="m", names=[name("Ada", NameKind.PEOPLE, Span(0, 3))])
    assert render("Ada left.", reply, Preferences(hidden_kinds=frozenset(NameKind))).summary == NO_SHOWN_NAMES


def test_links_go_to_the_chosen_wikipedia() -> None:
    reply = NounsReply(entities=[], model="m", names=[name("Ada", NameKind.PEOPLE)])
    part = render("Ada left.", reply, Preferences(wikipedia="de"))
    assert "https://de.wikipedia.org/wiki/Special:Search?search=Ada" in str([each.to_dict() for each in part.blocks])
