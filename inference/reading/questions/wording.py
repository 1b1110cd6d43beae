"""A question without what people put around it: whom they ask, greetings, "can you tell me", and a tag at its end."""

import re

AUXILIARY = (
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)"
    r"(?:n['’]?t)?|can['’]?t|won['’]?t|shan['’]?t|cannot|ain['’]?t)"
)

_OPENING = re.compile(
    r"""\s*(?:<@[^<>\s]{1,80}>|@[\w.-]{1,80}
    |(?:(?:hi|hey|hello|dear)(?:\ (?:there|all|everyone|team|bot|lectern))?|lectern|so|and|but|or|ok|okay|well|then
      |also|now|please|pls|plz|thanks|thank\ you|hmm|oh|um|just|quick\ question|question)(?=[\s,:;.!-])
    |(?:according\ to|in|from)\ (?:the|this|that)\ (?:text|article|passage|story|message|post)(?=[\s,])
    |(?:can|could|would|will)\ (?:you|u|anyone|someone|anybody|somebody)(?:\ please)?
      \ (?:tell|say|explain|check|confirm)(?:\ (?:me|us))?(?=\s)
    |(?:please\ )?(?:tell|let)\ (?:me|us)(?:\ know)?(?=\s)|do\ (?:you|we|u)\ know(?=\s)
    |i(?:['’]d|\ would)\ like\ to\ know(?=\s)
    |i(?:\ (?:was|am)|['’]m)?\ wonder(?:ing)?(?=\s)|i\ want\ to\ know(?=\s)|any\ idea(?=\s)
    |(?:does|did)\ (?:it|the\ (?:text|article|passage|author))\ (?:say|mention|tell|explain|state)
      (?=\ (?:who|what|when|where|why|how|which|whose|whom|whether|if)\b)
    )[\s,:;.!-]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PRONOUN = r"(?:it|that|this|he|she|they|there|we|you|i)"
_TAG = re.compile(
    rf"(?:,\s*(?:right|correct|yes|no|huh|eh|{AUXILIARY}\s+{_PRONOUN}(?:\s+not)?)"
    rf"|\s(?:right|correct|yes or no|or not|[a-z]+n['’]?t\s+{_PRONOUN}))\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_MOST_OPENINGS = 6


def bare(question: str) -> str:
    """The question from the first word on that asks something."""
    start = 0
    for _ in range(_MOST_OPENINGS):
        opening = _OPENING.match(question, start)
        if not opening or opening.end() >= len(question):
            break
        start = opening.end()
    return question[start:].strip()


def has_tag(question: str) -> bool:
    """Whether it ends with what asks to agree: ", right?", "isn't it?", "or not?"."""
    return _TAG.search(question) is not None
