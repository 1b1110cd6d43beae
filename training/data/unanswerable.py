"""Passages that lack what a question asks for."""

from inference.reading.sentences import sentence_spans
from training.data.squad import Question

MIN_SENTENCES = 2
"""What is left of a passage must still be a text."""


def lacks_answer(context: str, question: Question) -> bool:
    """Tell whether none of the annotators' answers stands in `context`, but for capitals."""
    text = context.lower()
    return not any(answer.text.lower() in text for answer in question.answers)


def without_answer(question: Question) -> str | None:
    """The question's own passage without the sentences that hold an answer: near to the question, and yet silent.

    None when hardly anything is left, or when an answer stands elsewhere too.
    """
    context = question.context
    spans = sentence_spans(context)
    kept = [
        context[start:end]
        for start, end in spans
        if not any(answer.start < end and start < answer.start + len(answer.text) for answer in question.answers)
    ]
    rest = " ".join(kept)
    return rest if len(kept) >= MIN_SENTENCES and lacks_answer(rest, question) else None
