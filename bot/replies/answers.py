"""An answer: what was asked, what the text says in bold, how sure, and each sentence that proves it.

What the text says is words of it, several of them, yes or no; or that it does not say.
"""

import re
from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import RichTextBlock, RichTextQuoteElement, RichTextSectionElement

from bot.replies import rich_text
from bot.replies.message import Part
from bot.replies.splitting import Bounds
from inference.contract import Answer, AnswersReply, Hedge, Span, Unsupported, Verdict

NO_ANSWER = "The text does not say."
NO_REASON = "The text gives no reason."
VERDICTS = {Verdict.YES: "Yes.", Verdict.NO: "No."}
HEDGES = {
    Hedge.ALLEGED: "The text reports this as an allegation: somebody claims it.",
    Hedge.DENIED: "The text says that this is denied.",
    Hedge.REPORTED: "The text only reports this, it does not state it as a fact.",
}
CANNOT = {
    Unsupported.CALCULATION: (
        "I do not calculate: I point at words of the text. Ask for one of the numbers that the text states."
    ),
    Unsupported.COUNT: "I do not count or add up: I point at words of the text. Ask for a number that the text states.",
    Unsupported.OPINION: (
        "I have no opinion: I point at words of the text. Ask what somebody in the text says or thinks about it."
    ),
    Unsupported.SUMMARY: (
        "I do not summarise: I point at words of the text. Ask who did what, when or where, one question for each."
    ),
    Unsupported.TRANSLATION: (
        "I do not translate: I point at words of the text, as they stand there. Ask what the text says."
    ),
}
SURE, FAIRLY_SURE = 0.8, 0.5
"""From which probability on the bot calls itself sure, or fairly sure."""

_WHY = re.compile(
    r"(?:(?:and|but|so|then|well)\b[\s,]*)*"
    r"(?:why|how come|(?:for )?what reasons?|what(?: is| was| are| were|'s|’s) the reasons?)\b",
    re.IGNORECASE,
)


def render(question: str, context: str, reply: AnswersReply) -> Part:
    """`context` is the text that the reply's offsets point into."""
    said = _said(question, reply)
    asked = rich_text.section(rich_text.text(question, italic=True))
    blocks = [asked, *(block for each in said for block in each.blocks), *_evidence(context, reply)]
    return Part("\n".join([question, *(each.summary for each in said)]), blocks)


def _said(question: str, reply: AnswersReply) -> list[Part]:
    """What the text says, how sure that is, and whether the text stands by it."""
    if reply.unsupported is not None:
        return [_line(CANNOT[reply.unsupported])]
    hedge = [] if reply.hedged is None else [_line(HEDGES[reply.hedged])]
    sureness = _sureness(reply.score)
    if several := _several(reply):
        return [_list(several), _line(sureness), *hedge]
    if reply.answer is not None:
        return [_words(reply.answer), _line(sureness), *hedge]
    if reply.verdict is not None:
        return [_line(sureness, after=VERDICTS[reply.verdict]), *hedge]
    nothing = NO_REASON if _WHY.match(question) else NO_ANSWER
    return [_line(f"{nothing} {sureness}"), *hedge]


def _several(reply: AnswersReply) -> Sequence[Answer]:
    return reply.answers if len(reply.answers) > 1 else []


def _line(words: str, *, after: str = "") -> Part:
    """A sentence of the bot's own, after a word in bold."""
    if not after:
        return Part(words, [rich_text.section(rich_text.text(words))])
    elements = rich_text.text(after, bold=True), rich_text.text(f" {words}")
    return Part(f"{after} {words}", [rich_text.section(*elements)])


def _words(answer: str) -> Part:
    runs = rich_text.emphasised(answer, [(0, len(answer))])
    return Part(answer, [RichTextBlock(elements=[RichTextSectionElement(elements=each)]) for each in runs])


def _list(answers: Sequence[Answer]) -> Part:
    lines = [runs for each in answers for runs in rich_text.emphasised(each.text, [(0, len(each.text))])]
    return Part("; ".join(each.text for each in answers), list(rich_text.bulleted(lines)))


def _evidence(context: str, reply: AnswersReply) -> Iterator[RichTextBlock]:
    """Each sentence once, with all answers that it holds in bold."""
    for sentence, answers in _proven(reply).items():
        bold = [(start - sentence.start, end - sentence.start) for start, end in sorted(answers)]
        for runs in rich_text.emphasised(context[sentence.start : sentence.end], bold):
            yield RichTextBlock(elements=[RichTextQuoteElement(elements=runs)])


def _proven(reply: AnswersReply) -> dict[Span, list[Bounds]]:
    """Sentences in order, and the answers that each holds."""
    proven: dict[Span, list[Bounds]] = {}
    for each in _several(reply):
        proven.setdefault(each.evidence, []).append((each.start, each.end))
    if proven or reply.evidence is None:
        return proven
    return {reply.evidence: [] if reply.start is None or reply.end is None else [(reply.start, reply.end)]}


def _sureness(score: float) -> str:
    if score >= SURE:
        return "I am sure."
    return "I am fairly sure." if score >= FAIRLY_SURE else "I am not sure."
