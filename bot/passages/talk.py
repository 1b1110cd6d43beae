"""What people say to the bot that asks for no reading: greetings, thanks, and what it cannot do."""

import re
from enum import Enum

from bot.passages.questions import unpolite


class Talk(Enum):
    HELP = "help"
    THANKS = "thanks"
    BEYOND = "beyond"
    """A wish that the bot cannot fulfil."""
    PASSING = "passing"
    """Something said about the bot, or nothing that asks for anything."""


_LONGEST = 120
"""Characters; who says more has brought a text."""


def _any_of(*phrases: str) -> str:
    """Phrases, parted by commas, whose words stand any spaces apart."""
    return "|".join(r"\s+".join(phrase.split()) for line in phrases for phrase in line.split(","))


_WELL = "ok,okay,great,nice,cool,perfect,awesome,super,wow,good,lovely,amazing,brilliant"
_TO_WHOM = rf"(?:\s+(?:{_any_of('there,all,everyone,team,bot,lectern,again,you')}))?"
_DOING = r"(?:\s+(?:do|work|use|ask|help|go|you|this|it|me|us|with|for)){0,4}"
_HELP = re.compile(
    r"(?:help(?:\s+(?:me|us))?(?:\s+please)?"
    rf"|(?:{_any_of('hello,hey,hi,hiya,good morning,good afternoon,good evening,good day')}){_TO_WHOM}"
    rf"|(?:what|how)\s+(?:can|do|does|could)\s+(?:you|this|it|i|we){_DOING}"
    rf"|{_any_of('who are you,what are you,how are you,commands?,usage,instructions,start,test,ping')})[\s.!?]*|[?\s]+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    rf"(?:(?:{_any_of(_WELL, 'many,no')})[\s,.!]+)?"
    rf"(?:{_any_of('thanks,thank you,thank u,thankyou,thx,tnx,ty,cheers,much appreciated')})\b[^\n?]*",
    re.IGNORECASE,
)
_REMARKS = _any_of(
    _WELL,
    "k,well done,nice one,lol,haha,got it,understood,sure,fine,yes,yep,yeah,no,nope,bye,goodbye,see you",
    "never mind,nevermind,nvm,sorry,please,oops,good bot,good job,good work,good one,well,interesting,nothing,stop",
)
_PASSING = re.compile(rf"(?:(?:{_REMARKS})\b[\s,.!]*){{1,4}}", re.IGNORECASE)

_THING = _any_of(
    "this,that,it,these,those,the,my,our,his,her,their,all,everything,below,above,for,to,into,in,from,of,please,a,an,me",
    "us",
)
_ASKING_FOR = r"(?:(?:give|make|write|get|do|send|provide|i need|i want|we need)\s+(?:me\s+|us\s+)?)?"
_ALWAYS_BEYOND = re.compile(
    rf"{_ASKING_FOR}(?:an?\s+|the\s+)?(?:short\s+|brief\s+|quick\s+)?"
    r"(?:(?:summari[sz]e|tl;?dr|translate|rewrite|rephrase|paraphrase|proofread)\b"
    r"|(?:summari[sz]ation|summary|sum\s+up|translation|simplify|shorten)\b"
    r"(?:\s+(?:of\s+|for\s+)?(?:this|that|it|these|please)\b|[\s.!?]*$))",
    re.IGNORECASE,
)
_DEEDS = _any_of(
    "explain,write,draft,compose,create,generate,draw,remind,schedule,delete,remove,forget,remember,search,google",
    "look up,open,read out,read aloud,play,sing,correct,fix,compare,calculate,count,fact-?check,post,send,reply,define",
    "tell a joke,tell me a joke,tell us a joke",
)
_MOSTLY_BEYOND = re.compile(rf"(?:{_DEEDS})\b(?:\s+(?:{_THING})\b|[\s.!?:]*$)", re.IGNORECASE)
"""In a short message: longer ones may be texts that begin so."""

_LONGEST_PASSING = 20
_NO_NAMES = {"I", "I'm", "I’m", "I'd", "I’d", "I'll", "I’ll", "I've", "I’ve"}
_EMOJI = re.compile(r"(?:\s*:[a-z0-9_+'-]{1,50}:)+\s*")


def talk_in(text: str) -> Talk | None:
    """What kind of talk a text is; None where it is none."""
    said = unpolite(text).strip() or text.strip()
    if _ALWAYS_BEYOND.match(said):
        return Talk.BEYOND
    if len(text) > _LONGEST or "\n" in text.strip():
        return None
    if _HELP.fullmatch(text) or _HELP.fullmatch(said):
        return Talk.HELP
    if _THANKS.fullmatch(text) or _THANKS.fullmatch(said):
        return Talk.THANKS
    if _PASSING.fullmatch(text) or _EMOJI.fullmatch(text) or not any(each.isalnum() for each in text):
        return Talk.PASSING
    return Talk.BEYOND if _MOSTLY_BEYOND.match(said) else None


def is_help(text: str) -> bool:
    """For a command, whose text is read whatever it says."""
    return text.strip(" .!?").lower() in {"", "help", "hello", "hey", "hi"}


def without_emoji(text: str) -> str:
    """Without the emoji that it begins with."""
    first = _EMOJI.match(text)
    return text[first.end() :] if first else text


def is_passing(sentence: str) -> bool:
    """Whether a sentence around a mention only speaks of the bot: short, one line, and without a name in it."""
    words = sentence.split()
    if "\n" in sentence.strip() or len(words) > _LONGEST_PASSING or re.search(r"[.!…:]\s+\S", sentence):
        return False
    return not any(word[:1].isupper() and word.strip(".,!'’") not in _NO_NAMES for word in words[1:])
