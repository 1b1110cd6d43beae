"""The list of names: each once, by kind, with how often, its other forms, and what it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import RichTextBlock
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.replies import rich_text
from bot.replies.limits import MAX_BLOCK_TEXT, MAX_ELEMENT_TEXT, MAX_RESPONSES, block_length, length
from bot.replies.name_details import LONGEST_NAME, other_forms, shortened, told
from bot.wikipedias import DEFAULT_WIKIPEDIA, search_url
from inference.contract import Name, NameKind

KINDS = {
    NameKind.PEOPLE: "People",
    NameKind.PLACES: "Places",
    NameKind.ORGANISATIONS: "Organisations",
    NameKind.PEOPLES: "Peoples and nationalities",
    NameKind.WORKS: "Works and products",
    NameKind.EVENTS: "Events",
    NameKind.OTHER: "Other names",
}

_ROOM = (MAX_RESPONSES - 2) * MAX_BLOCK_TEXT
"""Characters of the whole list, so that a command's messages hold all of it."""
_AND_MORE = 40
"""Characters that "and 312 more" may take."""


@dataclass(frozen=True)
class Detail:
    """How much is said of each name: less, where there are so many that it would not fit.

    `wikipedia` is a code of WIKIPEDIAS, or empty for no links.
    """

    wikipedia: str
    about: bool


_LEAST = Detail(wikipedia="", about=False)

Names = Mapping[str, Sequence[Name]]


def by_kind(names: Sequence[Name]) -> dict[str, list[Name]]:
    """Names by kind, in order of appearance; kinds that a later version of the reader may add are other names."""
    groups: dict[str, list[Name]] = {title: [] for title in KINDS.values()}
    for name in names:
        groups[KINDS[name.kind]].append(name)
    return {title: members for title, members in groups.items() if members}


def render(text: str, names: Names, wikipedia: str = DEFAULT_WIKIPEDIA) -> list[RichTextBlock]:
    """Blocks of all kinds, in as much detail as there is room for; at worst "and 312 more" ends a kind."""
    for detail in (Detail(wikipedia, about=True), Detail("", about=True), _LEAST):
        blocks = [block for title, members in names.items() for block in _kind(text, title, members, detail)]
        if sum(map(block_length, blocks)) <= _ROOM:
            return blocks
    room = _ROOM // len(names) - _AND_MORE
    return [block for title, members in names.items() for block in _kind(text, title, *_fitting(members, room))]


def _fitting(members: Sequence[Name], room: int) -> tuple[Sequence[Name], Detail, int]:
    used = 0
    for index, name in enumerate(members):
        used += length(shortened(name.name)) + 2
        if used > room:
            return members[:index], _LEAST, len(members) - index
    return members, _LEAST, 0


def _kind(text: str, title: str, members: Sequence[Name], detail: Detail, left: int = 0) -> Iterator[RichTextBlock]:
    """`People: Ada, Grace`; names of which there is more to say have a line of their own before."""
    explained = [name for name in members if detail.about and _has_more(name)]
    plain = [name for name in members if not (detail.about and _has_more(name))]
    heading = [rich_text.text(f"{title}: " if not explained else title, bold=True)]
    if explained:
        yield rich_text.section(*heading)
        yield from rich_text.bulleted([_line(text, name, detail) for name in explained])
        heading = []
    if plain or left:
        rest: list[rich_text.Elements] = [[_named(name, detail)] for name in plain]
        yield from _enumeration(
            heading, rest + ([[rich_text.text(f"and {left:,} more")]] if left else []), in_list=bool(explained)
        )


def _has_more(name: Name) -> bool:
    return name.about is not None or name.place is not None or len(name.mentions) > 1


def _line(text: str, name: Name, detail: Detail) -> rich_text.Elements:
    """ "Christine Lagarde (3, also Lagarde): European Central Bank President"."""
    elements = [_named(name, detail, bold=True)]
    count, forms = len(name.mentions), other_forms(text, name)
    if count > 1 or forms:
        elements.append(rich_text.text(f" ({count}, also " if forms else f" ({count})"))
        for index, form in enumerate(forms):
            elements.append(rich_text.text(form, italic=True))
            elements.append(rich_text.text(", " if index + 1 < len(forms) else ")"))
    if what := told(text, name):
        elements.append(rich_text.text(f": {what}"))
    return elements


def _named(name: Name, detail: Detail, *, bold: bool = False) -> RichTextElement:
    words = shortened(name.name)
    if not detail.wikipedia:
        return rich_text.text(words, bold=bold)
    return rich_text.link(search_url(detail.wikipedia, name.name[:LONGEST_NAME]), words, bold=bold)


def _enumeration(
    heading: rich_text.Elements, names: Sequence[rich_text.Elements], *, in_list: bool
) -> Iterator[RichTextBlock]:
    """Names with commas between them, in as many paragraphs as the limits ask for."""
    for number, group in enumerate(rich_text.grouped(names, MAX_ELEMENT_TEXT - _AND_MORE)):
        parted = [
            element for index, name in enumerate(group) for element in ([rich_text.text(", ")] if index else []) + name
        ]
        elements = (heading if number == 0 else []) + parted
        yield rich_text.bullets([elements]) if in_list else rich_text.section(*elements)
