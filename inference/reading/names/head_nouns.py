"""Which nouns can say what a name is: "lawyer" of a person, "village" of a place, "insurer" of a company."""

from functools import cache
from pathlib import Path

from inference.contract import NameKind

_TABLES = Path(__file__).parent / "tables"

_MORE = {
    "people": """chair chairperson head guard cook mp mep pm ceo cfo cto md cofounder co-founder hire lead king queen
    duke ambassador representative member founder half-brother half-sister stepmother stepfather great-grandfather
    great-grandmother grandad grandma midfielder striker defender winger keeper batsman bowler vlogger blogger youtuber
    influencer podcaster developer programmer freelancer whistleblower lawmaker policymaker newcomer co-owner co-author
    ex-wife ex-husband flatmate girlfriend boyfriend mum dad mom vet hairdresser refugee migrant""",
    "animals": "cat dog horse parrot rabbit pony puppy kitten hamster elephant tortoise",
    "groups": """startup start-up charity bank firm insurer lender retailer airline carmaker maker operator provider
    publisher producer supplier band trio duo quartet quintet shop store bakery restaurant cafe hotel pub newspaper
    magazine broadcaster channel station website watchdog regulator union party laboratory lab museum school
    university college hospital agency ministry team club side consultancy brewery winery developer brand platform
    nonprofit think-tank caterer landlord partner client sponsor rival unit subsidiary branch network studio theatre""",
    "places": """capital city town village hamlet port suburb resort birthplace hometown home country nation republic
    kingdom island state province region district neighbourhood neighborhood river lake mountain volcano hill valley
    street square bridge castle palace church cathedral mosque temple stadium airport station park museum beach point
    stronghold settlement landmark monument hotel market tower""",
    "things": """drug vaccine database app software game series show sequel film movie documentary novel thriller
    album song single opera musical play podcast newsletter ship ferry yacht plane spacecraft satellite rocket
    smartphone phone console tool language model""",
}
_NEVER = frozenset(
    """angel beginner bit devil disaster dream fan favourite favorite fool genius gem guy hell hero idiot jewel kind
    legend liar loser lot lover man miracle monster mess part person piece place saint star thing treasure tyrant way
    winner woman one two three monday time example problem matter question must morning evening night day week month
    year minute second hour start end choice""".split()
)
"""Nouns that say what somebody thinks of a thing, or nothing."""

_OF_KIND = {
    NameKind.PEOPLE: ("people", "animals"),
    NameKind.PLACES: ("places", "groups"),
    NameKind.ORGANISATIONS: ("groups", "places", "things"),
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
    return word.lower() in _table("people")


def fits(word: str, kind: NameKind) -> bool:
    """Whether a noun can say what a name of a kind is."""
    plain = word.lower()
    return any(plain in _table(name) for name in _OF_KIND[kind])
