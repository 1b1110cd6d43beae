"""Replies for a person at a terminal: highlights, bars, marked evidence."""

from inference.contract import AnswersReply, AnyReply, CategoryReply, Hedge, Name, NounsReply, Span, Unsupported

BAR_WIDTH = 30

_COLOURS = {"PERSON": 33, "PER": 33, "ORG": 36, "LOC": 32, "GPE": 32, "FAC": 32}
_OTHER_COLOUR = 35
_BOLD = 1


_HEDGED = {
    Hedge.ALLEGED: "The text only reports this as an allegation.",
    Hedge.DENIED: "The text says that this is denied.",
    Hedge.REPORTED: "The text only reports this: somebody says so.",
}
_CANNOT = {
    Unsupported.CALCULATION: "I cannot calculate: I only find what the text says in its own words.",
    Unsupported.COUNT: "The text gives no number, and I cannot count: I only find what it says in its own words.",
    Unsupported.OPINION: "I have no opinions: I only find what the text says.",
    Unsupported.SUMMARY: "I cannot summarise: ask me for something that the text says.",
    Unsupported.TRANSLATION: "I cannot translate: I only find what the text says in its own words.",
}


def render(reply: AnyReply, text: str, *, colour: bool) -> str:
    """Return lines to print; without colour, names stand in brackets with their kind."""
    match reply:
        case NounsReply():
            return _names(reply, text, colour=colour)
        case CategoryReply():
            return _bars(reply, colour=colour)
        case AnswersReply():
            return _answered(reply, text, colour=colour)


def _names(reply: NounsReply, text: str, *, colour: bool) -> str:
    parts = []
    position = 0
    for entity in reply.entities:
        parts.append(_printable(text[position : entity.start]))
        name = _printable(entity.text)
        code = _COLOURS.get(entity.label, _OTHER_COLOUR)
        parts.append(_paint(name, code) if colour else f"[{name} {entity.label}]")
        position = entity.end
    parts.append(_printable(text[position:]))
    legend = "  ".join(sorted({entity.label for entity in reply.entities})) or "no names found"
    if colour and reply.entities:
        labels = sorted({entity.label for entity in reply.entities})
        legend = "  ".join(_paint(label, _COLOURS.get(label, _OTHER_COLOUR)) for label in labels)
    listed = [_listed(name, text, colour=colour) for name in reply.names]
    return "\n".join([f"{''.join(parts)}\n\n{legend}", *([""] if listed else []), *listed])


def _listed(name: Name, text: str, *, colour: bool) -> str:
    """ "Christine Lagarde (people, 3): European Central Bank President"."""
    count = f", {len(name.mentions)}" if len(name.mentions) > 1 else ""
    told = []
    if name.about:
        told.append(_printable(" ".join(text[name.about.start : name.about.end].split())))
    if name.place:
        told.append(name.place.what + (f" ({name.place.local})" if name.place.local else ""))
    line = f"{_emphasise(_printable(name.name), colour)} ({name.kind}{count})"
    return f"{line}: {'; '.join(told)}" if told else line


def _bars(reply: CategoryReply, *, colour: bool) -> str:
    width = max(map(len, reply.scores))
    lines = [_emphasise(reply.category or "This does not look like news of a kind I know.", colour)]
    for label, score in sorted(reply.scores.items(), key=lambda item: -item[1]):
        bar = "█" * round(score * BAR_WIDTH)
        lines.append(f"{label:<{width}} {bar:<{BAR_WIDTH}} {score:6.1%}")
    if reply.topics:
        lines.append("about: " + ", ".join(f"{topic.topic} {topic.score:.1%}" for topic in reply.topics))
    return "\n".join(lines)


def _answered(reply: AnswersReply, text: str, *, colour: bool) -> str:
    if reply.unsupported:
        return _CANNOT[reply.unsupported]
    said = reply.verdict.value.capitalize() if reply.verdict else _printable(reply.answer or "")
    if not said:
        return f"The text does not say. ({reply.score:.0%} sure)"
    lines = [f"{_emphasise(said, colour)} ({reply.score:.0%} sure)"]
    if reply.hedged:
        lines.append(_HEDGED[reply.hedged])
    return "\n".join([*lines, *(f"\n  {line}" for line in _evidence(reply, text, colour))])


def _evidence(reply: AnswersReply, text: str, colour: bool) -> list[str]:
    """The sentences that hold the answers, each once and with its answers marked; or the one that decides a verdict."""
    if reply.evidence is None:
        return []
    marked: dict[Span, list[Span]] = {reply.evidence: []}
    if reply.start is not None and reply.end is not None:
        marked[reply.evidence].append(Span(reply.start, reply.end))
    if len(reply.answers) > 1:
        marked = {}
        for answer in reply.answers:
            marked.setdefault(answer.evidence, []).append(Span(answer.start, answer.end))
    return [_marked(text, sentence, answers, colour) for sentence, answers in marked.items()]


def _marked(text: str, sentence: Span, answers: list[Span], colour: bool) -> str:
    parts, position = [], sentence.start
    for answer in answers:
        parts.append(_printable(text[position : answer.start]))
        parts.append(_emphasise(_printable(text[answer.start : answer.end]), colour))
        position = answer.end
    return "".join((*parts, _printable(text[position : sentence.end])))


def _emphasise(text: str, colour: bool) -> str:
    return _paint(text, _BOLD) if colour else text


def _paint(text: str, code: int) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _printable(text: str) -> str:
    """A pasted text must not steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)
