"""Names as a reader finds them, in texts that hold what tables and cards must survive."""

from inference.contract import Name, NameKind, Place, Span

STORY = (
    'It rained. European Central Bank President Christine Lagarde spoke in Busan, "the\nport".\n\n'
    "Lagarde left; <b>O'Neil, & Sons</b> stayed."
)


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def name(text: str, words: str, kind: NameKind = NameKind.PEOPLE) -> Name:
    """All places of these words."""
    starts = [start for start in range(len(text)) if text.startswith(words, start)]
    return Name(name=words, kind=kind, mentions=[Span(start, start + len(words)) for start in starts])


def of_story() -> list[Name]:
    full = span(STORY, "President Christine Lagarde")
    busan = Place("city in South Korea", "부산", {"ko": "부산", "de": "Busan am Meer"})
    return [
        Name(
            "Christine Lagarde",
            NameKind.PEOPLE,
            [full, span(STORY, "Lagarde", full.end)],
            about=span(STORY, "European Central Bank President"),
        ),
        Name("Busan", NameKind.PLACES, [span(STORY, "Busan")], place=busan),
        Name("<b>O'Neil, & Sons</b>", NameKind.ORGANISATIONS, [span(STORY, "<b>O'Neil, & Sons</b>")]),
    ]
