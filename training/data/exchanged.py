"""Questions that a passage does not answer although they look as if: a name or a year is exchanged for another of its.

What SQuAD 2.0's annotators did most often: "Know What You Don't Know", Rajpurkar et al., 2018.
"""

import random
import re
from dataclasses import replace

from inference.reading.sentences import sentence_around
from training.data.squad import Question

_NAME = re.compile(r"(?<![.?!:] )(?<!^)\b[A-Z][\w'-]+(?: (?:of |the |de |von )?[A-Z][\w'-]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d(?:[\d,.]*\d)?(?!\w)")
_KINDS = (_NAME, _NUMBER)


def exchanged(question: Question, rng: random.Random) -> Question | None:
    """The question about another name or number of its passage; None where there is no other.

    The other one stands in no sentence that holds an answer, and is no part of what is asked.
    """
    context = question.context
    spans = [sentence_around(context, each.start, each.start + len(each.text)) for each in question.answers]
    for pattern in rng.sample(_KINDS, len(_KINDS)):
        asked = list(pattern.finditer(question.text))
        others = {
            found[0]
            for found in pattern.finditer(context)
            if not any(start <= found.start() < end for start, end in spans)
        }
        known = set(question.text.split()) | {word for a in question.answers for word in a.text.split()}
        near = [context[start:end] for start, end in spans]
        free = sorted(
            each for each in others if known.isdisjoint(each.split()) and not any(each in sentence for sentence in near)
        )
        if asked and free and spans:
            taken = rng.choice(asked)
            text = question.text[: taken.start()] + rng.choice(free) + question.text[taken.end() :]
            return replace(question, id=f"{question.id}-exchanged", text=text, answers=(), parts=(), marks=None)
    return None
