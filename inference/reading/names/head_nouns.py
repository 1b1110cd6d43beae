"""Which nouns can say what a name is: "lawyer" of a person, "village" of a place, "insurer" of a company."""

from functools import cache
from pathlib import Path

from inference.contract import NameKind
from inference.reading.names.demonyms import is_people

_TABLES = Path(__file__).parent / "tables"

_MORE = {
    "people": """chair chairperson head guard cook mp mep pm ceo cfo cto md cofounder co-founder hire lead king queen
    duke ambassador representative member founder half-brother half-sister stepmother stepfather great-grandfather
    great-grandmother grandad grandma midfielder striker defender winger keeper batsman bowler vlogger blogger youtuber
    influencer podcaster developer programmer freelancer whistleblower lawmaker policymaker newcomer co-owner co-author
    ex-wife ex-husband postdoc flatmate girlfriend boyfriend mum dad mom vet hairdresser refugee migrant""",
    "animals": "cat dog horse parrot rabbit pony puppy kitten hamster elephant tortoise",
    "groups": """startup start-up charity bank firm insurer lender retailer airline carmaker maker operator provider
    publisher producer supplier band trio duo quartet quintet shop store bakery restaurant cafe hotel pub newspaper
    magazine broadcaster channel station website watchdog regulator union party laboratory lab museum school
    university college hospital agency ministry team club side consultancy brewery winery developer brand platform
    nonprofit think-tank house caterer landlord partner client sponsor rival unit subsidiary branch
    network studio theatre""",
    "venues": """restaurant pizzeria trattoria guesthouse tavern cafe hotel pub shop store bakery bar inn brewery
    winery school university college hospital museum library studio theatre station laboratory lab house""",
    "places": """capital city town village hamlet port suburb resort birthplace hometown home country nation republic
    kingdom island state province region district neighbourhood neighborhood river lake mountain volcano hill valley
    street square bridge castle palace church cathedral mosque temple stadium airport station park museum beach point
    stronghold settlement landmark monument market tower peak reservoir waterfall room""",
    "things": """drug vaccine database app software game series show sequel series film movie documentary novel thriller
    album song single opera musical play podcast newsletter ship ferry yacht plane spacecraft satellite rocket
    smartphone phone console tool language model service system server""",
}
_NEVER = frozenset(
    """angel beginner bit devil disaster dream fan favourite favorite fool genius gem hell hero idiot jewel kind
    legend liar loser lot lover miracle monster mess part piece place saint star thing treasure tyrant way
    winner one two three monday time example problem matter question must morning evening night day week month
    year minute second hour start end choice broad contemporary modern senior junior elder black white red ancient
    innocent equal inferior superior intimate familiar regular minor bunch lots number set pair couple
    today left right married latter former born dead living wounded basic local core umbrella oath average rest same
    total whole main final last next other others beloved hopeful let north south east west""".split()
)
"""Nouns that say what somebody thinks of a thing, or nothing; and adjectives."""

VAGUE = frozenset("man woman person guy boy girl lad chap bloke lady child kid".split())
"""Nouns that say who somebody is ("a man called Chico") but not what he is ("Chico is a lucky man")."""

_NOUNS_IN_ING = frozenset("building king offspring painting sibling viking wing".split())

_PAST_TENSES = frozenset("saw met led put set left made had found got bought kept beat hit cut shot held".split())
"""Verbs in the past that the tables have as nouns."""

_BEFORE_NAMES = {
    NameKind.PLACES: ("places", "venues"),
    NameKind.ORGANISATIONS: ("groups",),
    NameKind.WORKS: ("things",),
    NameKind.OTHER: ("groups", "things"),
}
_OF_KIND = {
    NameKind.PEOPLE: ("people", "animals"),
    NameKind.PLACES: ("places", "venues"),
    NameKind.ORGANISATIONS: ("groups", "venues", "places", "things"),
    NameKind.PEOPLES: ("people", "groups"),
    NameKind.WORKS: ("things", "groups"),
    NameKind.EVENTS: (),
    NameKind.OTHER: ("people", "groups", "places", "things"),
}


@cache
def _table(name: str) -> frozenset[str]:
    file = _TABLES / f"{name}.txt"
    words = file.read_text(encoding="ascii").split() if file.exists() else []
    return (frozenset(words) | frozenset(_MORE[name].split())) - _NEVER


def is_person_noun(word: str) -> bool:
    """Whether it stands for a person; of "director-general" the second half does."""
    plain = word.lower()
    return not is_people((plain,)) and (plain in _table("people") or plain.rpartition("-")[2] in _table("people"))


def is_thing(word: str) -> bool:
    """Whether it is a noun for no person, such as `club` in "club owner"; of a hyphenated one the last half counts."""
    plain = word.lower().rpartition("-")[2]
    nouns = any(plain in _table(name) for name in ("groups", "places", "things"))
    return nouns and plain not in _PAST_TENSES and not plain.endswith(("ed", "ing"))


def stands_before(word: str, kind: NameKind) -> bool:
    """Whether a noun may stand before a name of a kind, as "the ferry" does before Azam Star."""
    plain = word.lower()
    return not plain.endswith("ing") and any(plain in _table(name) for name in _BEFORE_NAMES.get(kind, ()))


def fits(word: str, kind: NameKind) -> bool:
    """Whether a noun can say what a name of a kind is."""
    plain = word.lower()
    if plain.endswith("ing") and plain not in _NOUNS_IN_ING:
        return False
    last = plain.rpartition("-")[2]
    return any(plain in _table(name) or last in _table(name) for name in _OF_KIND[kind])
