"""Replies for a person at a terminal: highlights, bars, marked evidence."""

from inference.contract import AnswersReply, AnyReply, CategoryReply, Name, NounsReply

BAR_WIDTH = 30

_COLOURS = {"PERSON": 33, "PER": 33, "ORG": 36, "LOC": 32, "GPE": 32, "FAC": 32}
_OTHER_COLOUR = 35
_BOLD = 1


def render(reply: AnyReply, text: str, *, colour: bool) -> str:
    """Return lines to print; without colour, names stand in brackets with their kind."""
    match reply:
        case NounsReply():
            return _names(reply, text, colour=colour)
        case CategoryReply():
            return _bars(reply, colour=colour)
        case AnswersReply():
            return _evidence(reply, text, colour=colour)


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
    return "\n".join(lines)


def _evidence(reply: AnswersReply, text: str, *, colour: bool) -> str:
    if reply.answer is None or reply.evidence is None or reply.start is None or reply.end is None:
        return f"The text does not say. ({reply.score:.0%} sure)"
    before = _printable(text[reply.evidence.start : reply.start])
    after = _printable(text[reply.end : reply.evidence.end])
    marked = _emphasise(_printable(reply.answer), colour)
    return f"{marked} ({reply.score:.0%} sure)\n\n  {before}{marked}{after}"


def _emphasise(text: str, colour: bool) -> str:
    return _paint(text, _BOLD) if colour else text


def _paint(text: str, code: int) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _printable(text: str) -> str:
    """A pasted text must not steer the terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)
