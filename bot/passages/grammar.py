"""What a person asks for in words: which readings, of which text, with which questions."""

import re
from dataclasses import dataclass, replace

from bot.passages.questions import explicit_questions, find_questions, unpolite
from bot.passages.talk import Talk, is_help, is_passing, talk_in, without_emoji
from inference.contract import Task

EVERYTHING = (Task.NOUNS, Task.CATEGORY)
"""What is read of a text that comes without keyword and question."""

_KEYWORDS = {"nouns": Task.NOUNS, "names": Task.NOUNS, "category": Task.CATEGORY, "ask": Task.ANSWERS}
_WORD = rf"(?:{'|'.join(_KEYWORDS)})"
_KEYWORD = re.compile(
    rf"(?:[/!•*-]\s*)?(?P<words>{_WORD}(?:(?:\s*[,&+]\s*|\s+and\s+){_WORD})*)(?=[\s:,.!?|—–-]|$)(?!-\w)[\s:,.!?|—–-]*",
    re.IGNORECASE,
)
_LAST_KEYWORD = re.compile(r"\n\s*(?:please\s+)?(?P<word>nouns|names|category)(?:\s+please)?[\s.!?:]*$", re.IGNORECASE)

_FILLER = (
    r"(?:is|are|does|do|was|of|in|under|from|this|that|it|these|the|a|text|texts|article|news|story|thread|conversation"
    r"|discussion|message|post|belong|belongs|to|fall|falls|into|fit|fits|would|you|say|here|there|above|below|one|for|me|us"
    r"|please|all|whole|entire|mentioned|named|appear|file|document|about|has|have|people|places|and)"
)
_FILLED = rf"(?:\s+{_FILLER}\b){{0,12}}"
_END = r"\s*(?:[?:.!|\n]+\s*|$)"
_PHRASES = (
    (
        EVERYTHING,
        re.compile(
            rf"(?:(?:what|whats|what's|what’s)(?:\s+(?:is|are|was))?{_FILLED}\s+about"
            rf"|(?:read|look\s+at|have\s+a\s+look\s+at|analy[sz]e|go\s+through)\s+{_FILLER}\b{_FILLED}){_END}",
            re.IGNORECASE,
        ),
    ),
    (
        (Task.CATEGORY,),
        re.compile(
            r"(?:(?:tell|give|show|name|say|find|guess)\s+(?:me\s+|us\s+)?)?(?:(?:what|which|what's|what’s)\b\s*)?(?:is\s+)?"
            r"(?:the\s+)?(?:news\s+)?(?:category|topic|genre|(?:kind|type|sort)\s+of\s+(?:news|text|article|story))\b"
            rf"{_FILLED}{_END}|(?:categori[sz]e|classify|label|sort)\b{_FILLED}{_END}"
            rf"|is\s+(?:this|that|it)(?:\s+{_FILLER}){{0,4}}\s+"
            rf"(?:news|business|entertainment|politics|political|sports?|tech|technology){_END}",
            re.IGNORECASE,
        ),
    ),
    (
        (Task.NOUNS,),
        re.compile(
            r"(?:(?:show|list|find|give|get|highlight|mark|extract|tell|see|pick\s+out|who\s+are|what|which|what\s+are)\s+"
            r"(?:me\s+|us\s+)?)?(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:proper\s+)?(?:names?|nouns|named\s+entities|entities)\b"
            rf"{_FILLED}{_END}|(?:who|who's|who’s)\s+(?:is\s+|are\s+)?(?:mentioned|named|in|talked\s+about){_FILLED}{_END}",
            re.IGNORECASE,
        ),
    ),
)
_REFERENCE = re.compile(rf"(?:\s*{_FILLER}\b)+[\s?.!:]*", re.IGNORECASE)
_THREAD = re.compile(r"\b(?:thread|conversation|discussion)\b", re.IGNORECASE)
_SPACES = " \t\r\n\u00a0\u200b\u2060\ufeff"
_EDGES = f"{_SPACES},;:–—|"
_COURTESIES = {Talk.HELP, Talk.THANKS, Talk.PASSING}
_LONGEST_REFERENCE = 80
_GREETING_WORDS = 3
_GREETING = re.compile(r"(?:hi|hello|hey|dear|ok|okay|good|@)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s*$")


@dataclass(frozen=True)
class Wish:
    """No tasks: the person wants none of the readings, and `talk` says what. No text: it is elsewhere, or missing.

    `of_thread` is set where the thread as a whole is spoken of.
    """

    tasks: tuple[Task, ...] = ()
    text: str = ""
    questions: tuple[str, ...] = ()
    talk: Talk = Talk.HELP
    of_thread: bool = False

    @property
    def is_explicit(self) -> bool:
        """Whether something is asked for, rather than a text brought along."""
        return bool(self.tasks) and (self.tasks != EVERYTHING or not self.text)


def parse_command(task: Task, text: str) -> Wish:
    """The text of `/nouns`, `/category` or `/ask`, already plain."""
    text = text.strip()
    if is_help(text):
        return Wish()
    if task is not Task.ANSWERS:
        return Wish((task,), text)
    asked = explicit_questions(text)
    return Wish((task,), asked.text, asked.questions)


def parse_mention(before: str, after: str) -> Wish:
    """A message that mentions the bot, as plain text before and after the mention.

    What asks may stand on either side, and so may the text: people also paste first and call the bot afterwards.
    """
    before, after = _trimmed(before), _trimmed(after)
    if not after.strip("?!.)\"'”’ "):
        return _parse_around(f"{before}{after}") if before else Wish()
    first, last = _parse(before), _parse(after)
    if last.is_explicit and _is_greeting(before):
        return last
    if before and _goes_on(before, after) and last.tasks:
        whole = _parse_around(f"{before}{' ' if after[:1].isalnum() else ''}{after}")
        if whole.is_explicit or not last.is_explicit:
            return whole
    if not last.tasks or _is_greeting(before):
        return last
    return _together(first, last)


def _parse_around(sentence: str) -> Wish:
    """A sentence that the mention stands in or ends: it may speak of the bot rather than to it."""
    wish = _parse(sentence)
    if wish.tasks == EVERYTHING and is_passing(sentence):
        return Wish(talk=Talk.PASSING)
    return wish


def _goes_on(before: str, after: str) -> bool:
    """Whether the mention stands within a sentence."""
    return not _SENTENCE_END.search(before) and (after[:1].islower() or not after[:1].isalnum())


def _together(first: Wish, last: Wish) -> Wish:
    """What is asked on both sides; a side that only brings a text along brings it for the other."""
    asking = [wish for wish in (first, last) if wish.is_explicit] or [first]
    return Wish(
        tuple(dict.fromkeys(task for wish in asking for task in wish.tasks)),
        _joined(first.text, last.text),
        tuple(question for wish in asking for question in wish.questions),
        of_thread=any(wish.of_thread for wish in asking),
    )


def _parse(text: str) -> Wish:
    text = _trimmed(text)
    if not text:
        return Wish()
    if talk := talk_in(text):
        return Wish(talk=talk)
    request = unpolite(text)
    for said in dict.fromkeys([text, request]):
        if wish := _by_keyword(said):
            return wish
    asked = find_questions(text)
    if asked.questions:
        return _of(Wish((Task.ANSWERS,), asked.text, asked.questions))
    if last := _LAST_KEYWORD.search(text[-60:]):
        return _wish((_KEYWORDS[last["word"].lower()],), text[: len(text) - len(last[0])])
    return Wish(EVERYTHING, text)


def _by_keyword(text: str) -> Wish | None:
    for tasks, phrase in _PHRASES:
        if match := phrase.match(text):
            rest = text[match.end() :].strip()
            return replace(_of(Wish(tasks, rest)), of_thread=bool(_THREAD.search(match[0])))
    if keyword := _KEYWORD.match(text):
        words = re.findall(_WORD, keyword["words"].lower())
        return _wish(tuple(dict.fromkeys(_KEYWORDS[word] for word in words)), text[keyword.end() :].strip())
    return None


def _wish(tasks: tuple[Task, ...], text: str) -> Wish:
    if Task.ANSWERS in tasks:
        asked = explicit_questions(text)
        return _of(Wish(tasks, asked.text, asked.questions))
    return _of(Wish(tasks, text))


def _of(wish: Wish) -> Wish:
    """A text that only points at one is none, and neither are thanks."""
    if wish.text and talk_in(wish.text) in _COURTESIES:
        return replace(wish, text="")
    if wish.text and len(wish.text) < _LONGEST_REFERENCE and _REFERENCE.fullmatch(wish.text):
        return replace(wish, text="", of_thread=bool(_THREAD.search(wish.text)))
    of_thread = not wish.text and any(_THREAD.search(question) for question in wish.questions)
    return replace(wish, of_thread=of_thread)


def _is_greeting(before: str) -> bool:
    """More than a greeting before the mention is part of what is said; so is a request, however short."""
    words = before.split()
    has_names = any(word[:1].isupper() for word in words[1:]) and not _GREETING.match(before)
    return len(words) <= _GREETING_WORDS and not has_names and not _parse(before).is_explicit


def _trimmed(text: str) -> str:
    return without_emoji(text.strip(_SPACES)).lstrip(_EDGES)


def _joined(*texts: str) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
