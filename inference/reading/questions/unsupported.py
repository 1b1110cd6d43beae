"""What no words of a text can answer, by the wording of the question."""

import re
from functools import cache
from typing import NamedTuple

from inference.contract import Unsupported
from inference.reading.questions.wording import bare

PRECISION = 0.95
"""Share of the questions found here that no words of their text answer: 39 of 41, among 66 that were written for this
before the rules were tried on them.
"""

_LANGUAGES = (
    "english|german|french|spanish|italian|portuguese|dutch|polish|russian|ukrainian|turkish|arabic|hebrew|hindi|"
    "chinese|mandarin|japanese|korean|thai|vietnamese|greek|latin|swedish|danish|norwegian|finnish|czech|hungarian"
)
_WRITTEN = "(?:text|article|passage|story|message|post|thread|page|document|report|e-?mail|conversation|discussion)"
_ALL_OF_IT = rf"(?:(?:this|that|the|it)(?: whole| entire)?(?: {_WRITTEN})?|all of (?:this|it)|everything)"
_SHORT = r"(?:(?:very |really )?(?:short|brief|quick|concise|rough|one-\w+|\d+-\w+|[a-z]+-sentence) ){0,2}"
_IS = r"(?: is|['’]s| was| are| were|s)"
_PLEASE = r"(?:(?:can|could|would|will|may) (?:you|u|i|we) (?:please )?|i(?:['’]d like| need| want) (?:you )?(?:to )?)?"
_TOTAL = r"\b(?:total\w*|altogether|combined|in all|together|sum|overall)\b"
_TOLD_TO = r"\b(?:should|must|have to|need to|please|recommend\w*|advis\w+|do not|don['’]t|bring)\b|^\W*[-*•\d]"
_COMPARED = (
    "(?:more|less|fewer|older|younger|taller|longer|shorter|higher|lower|bigger|larger|smaller|cheaper|heavier|faster|"
    "slower|later|earlier)"
)


class Wording(NamedTuple):
    """A question that matches `asked` is of this kind, unless something in the text matches `stated`."""

    kind: Unsupported
    asked: str
    stated: str = "(?!)"


WORDINGS = (
    Wording(
        Unsupported.SUMMARY,
        rf"^{_PLEASE}(?:summari[sz]e|sum(?: \w+){{0,3}} up|tl;? ?dr|recap|paraphrase|shorten)\b",
    ),
    Wording(
        Unsupported.SUMMARY,
        rf"^{_PLEASE}(?:(?:give|write|make|have|get|provide|create|do) )?(?:me |us )?(?:an? |the )?{_SHORT}"
        rf"(?:summary|recap|gist|overview)(?: please)?(?: of {_ALL_OF_IT}\b.*| in \S+ \S+)?[?.! ]*$",
    ),
    Wording(
        Unsupported.SUMMARY,
        rf"^what{_IS} (?:the )?(?:gist|essence|(?:main|key) (?:points?|takeaways?|messages?))"
        rf"(?: (?:of|in|from|here) ?{_ALL_OF_IT}?)?[?.! ]*$",
    ),
    Wording(
        Unsupported.SUMMARY,
        rf"^what{_IS} {_ALL_OF_IT} (?:all )?about"
        r"(?:,? in (?:short|brief|a nutshell|\S+ (?:words|sentences?)))?[?.! ]*$",
    ),
    Wording(Unsupported.TRANSLATION, rf"^{_PLEASE}translate\b"),
    Wording(
        Unsupported.TRANSLATION,
        rf"^(?:{_PLEASE}|how (?:do|would|can|could|should) (?:you|u|i|we|one) )(?:say|write|put|rewrite) "
        rf"(?:{_ALL_OF_IT}|\S+(?: \S+){{0,3}}) (?:in|into|to) (?:{_LANGUAGES})\b(?: please)?[?.! ]*$"
        rf"|^what (?:would|is|does) (?:this|it)(?: \w+)? (?:be )?in (?:{_LANGUAGES})\b"
        rf"|^(?:in|into|to) (?:{_LANGUAGES})[?.! ]*$",
    ),
    Wording(
        Unsupported.OPINION,
        r"\bdo you (?:\w+ly )?(?:think|believe|feel|recommend|agree|suggest|reckon|suppose|like|prefer)\b"
        r"|^(?:what|who|which)\b.*\bwould you (?:recommend|suggest|prefer|advise|predict|do)\b",
    ),
    Wording(
        Unsupported.OPINION,
        r"\bin your (?:opinion|view)\b"
        r"|^(?:what|any|give)\b.*\byour (?:own |personal )?(?:opinions?|views?|thoughts|take|advice|prediction)\b"
        r"|^predict\b|^how likely is it\b|^who is right[?.! ]*$",
    ),
    Wording(Unsupported.OPINION, r"^should (?:i|we|one)\b", _TOLD_TO),
    Wording(
        Unsupported.OPINION,
        r"^(?:is|was|would|isn['’]t|wasn['’]t) it (?:be )?(?:really )?"
        r"(?:good|bad|right|wrong|fair|wise|moral|ethical|worth it|a good idea|a bad idea)\b(?! for)",
    ),
    Wording(
        Unsupported.CALCULATION,
        r"^how (?:much|many|long|far)\b.*\b(?:in total|altogether|all together|combined|taken together)\b",
        _TOTAL,
    ),
    Wording(
        Unsupported.CALCULATION,
        rf"^(?:what{_IS}|calculate|compute|find|give me) (?:the )?(?:sum|total of (?:all|the|both)|"
        r"combined (?:total|cost|price|age|number|weight|value))\b",
        _TOTAL,
    ),
    Wording(
        Unsupported.CALCULATION,
        rf"^what{_IS} (?:the )?(?:average|mean|median)\b|^how (?:much|many|long|old)\b.*\bon average\b",
        r"\b(?:average\w*|mean|median|typical\w*|usual\w*|normal\w*|about|around)\b",
    ),
    Wording(
        Unsupported.CALCULATION,
        rf"^what{_IS} (?:the )?difference in\b|^how (?:much|many|far) {_COMPARED}\b.*\bthan\b",
        r"\b(?:difference|differs?|than|more|less|fewer|apart|gap|by|times)\b",
    ),
    Wording(
        Unsupported.CALCULATION,
        rf"^what{_IS} the difference between \S*\d.* and \S*\d"
        rf"|^{_PLEASE}(?:calculate|compute|add up|multiply|subtract)\b"
        rf"|^(?:what{_IS} |how much{_IS} )?\d+(?:[.,]\d+)?(?:\s*[+*\u00d7]\s*| (?:[-/x]|plus|minus|times) )\d",
    ),
    Wording(
        Unsupported.COUNT,
        r"^(?:count|how (?:many|often))\b.*\b(?:times|words|letters|sentences|lines|paragraphs|characters)\b.*"
        rf"\b(?:(?:appears?|occurs?|mentioned)\b|(?:in|of) {_ALL_OF_IT}[?.! ]*$)"
        r"|^count\b|^how often\b.*\b(?:mentioned|occurs?)\b",
    ),
)


def unsupported(question: str, text: str) -> Unsupported | None:
    """What the question asks for, if it is nothing that a text says in its own words."""
    asked = bare(question)
    return next(
        (
            wording.kind
            for wording in WORDINGS
            if _compiled(wording.asked).search(asked) and not _compiled(wording.stated).search(text)
        ),
        None,
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled for the first question, not while the reader loads."""
    return re.compile(pattern, re.IGNORECASE)
