"""An answer: what was asked, the answer in bold, how sure, and the sentence that proves it, with the answer in bold."""

from slack_sdk.models.blocks import RichTextBlock, RichTextQuoteElement, RichTextSectionElement
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.replies import rich_text
from bot.replies.message import Part
from inference.contract import AnswersReply

NO_ANSWER = "The text does not say."
SURE, FAIRLY_SURE = 0.8, 0.5
"""From which probability on the bot calls itself sure, or fairly sure."""


def render(question: str, context: str, reply: AnswersReply) -> Part:
    """`context` is the text that the reply's offsets point into."""
    sureness = _sureness(reply.score)
    asked = rich_text.section(rich_text.text(question, italic=True))
    if reply.answer is None:
        words = f"{NO_ANSWER} {sureness}"
        return Part(f"{question}\n{words}", [asked, rich_text.section(rich_text.text(words))])
    elements: list[RichTextElement] = [
        RichTextSectionElement(elements=runs) for runs in rich_text.emphasised(reply.answer, [(0, len(reply.answer))])
    ]
    elements.append(RichTextSectionElement(elements=[rich_text.text(sureness)]))
    blocks = [RichTextBlock(elements=[element]) for element in [*elements, *_evidence(context, reply)]]
    return Part(f"{question}\n{reply.answer}\n{sureness}", [asked, *blocks])


def _evidence(context: str, reply: AnswersReply) -> list[RichTextElement]:
    if reply.evidence is None:
        return []
    first, last = reply.evidence.start, reply.evidence.end
    sentence = context[first:last]
    bold = [] if reply.start is None or reply.end is None else [(reply.start - first, reply.end - first)]
    return [RichTextQuoteElement(elements=runs) for runs in rich_text.emphasised(sentence, bold)]


def _sureness(score: float) -> str:
    if score >= SURE:
        return "I am sure."
    return "I am fairly sure." if score >= FAIRLY_SURE else "I am not sure."
