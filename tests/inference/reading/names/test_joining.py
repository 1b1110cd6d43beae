import pytest

from inference.contract import NameKind
from tests.inference.reading.names.marked import listed, mentions


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "[Christine Lagarde PERSON] spoke. [Lagarde PERSON] left; so did [Christine PERSON].",
            {"Christine Lagarde": ["Christine Lagarde", "Lagarde", "Christine"]},
        ),
        (
            "[Lagarde PERSON] wins. [Christine Lagarde PERSON] said",
            {"Christine Lagarde": ["Lagarde", "Christine Lagarde"]},
        ),
        (
            "[Dr] [William Glennie PERSON] and [Mr. Glennie PERSON]",
            {"William Glennie": ["Dr William Glennie", "Mr. Glennie"]},
        ),
        ("[José Pérez PERSON] and [Jose Perez PERSON]", {"José Pérez": ["José Pérez", "Jose Perez"]}),
        ("[John F. Kennedy PERSON], [John Kennedy PERSON]", {"John F. Kennedy": ["John F. Kennedy", "John Kennedy"]}),
        ("[Ichiyō Higuchi PERSON], [Higuchi Ichiyō PERSON]", {"Ichiyō Higuchi": ["Ichiyō Higuchi", "Higuchi Ichiyō"]}),
        ("[Ann Hill PERSON], [Ann Hill FRS PERSON]", {"Ann Hill": ["Ann Hill", "Ann Hill FRS"]}),
        ("[Mario Lucero PERSON] and [M. Lucero PERSON]", {"Mario Lucero": ["Mario Lucero", "M. Lucero"]}),
        ("[Charles I PERSON] and [Charles II PERSON]", {"Charles I": ["Charles I"], "Charles II": ["Charles II"]}),
        (
            "[Lagarde PERSON], [Christine PERSON]; [Powell PERSON], [Jerome PERSON]",
            {"Christine Lagarde": ["Lagarde, Christine"], "Jerome Powell": ["Powell, Jerome"]},
        ),
        (
            "[IMF ORG], the [International Monetary Fund ORG] ([IMF ORG]), [I.M.F. ORG]",
            {"International Monetary Fund": ["IMF", "International Monetary Fund", "IMF", "I.M.F."]},
        ),
        ("[U.S. LOC] and [United States LOC]", {"United States": ["U.S.", "United States"]}),
        ("[Fennick Marine ORG] and [Fennick ORG]", {"Fennick Marine": ["Fennick Marine", "Fennick"]}),
        (
            "[Penn State ORG], [Pennsylvania State University ORG]",
            {"Pennsylvania State University": ["Penn State", "Pennsylvania State University"]},
        ),
        ("The [Bank of England ORG] met. The Bank paid.", {"Bank of England": ["Bank of England", "Bank"]}),
        ("[Acme ORG] and [ACME ORG]'s", {"Acme": ["Acme", "ACME"]}),
        (
            "[President] [Tomas Herrera PERSON] came. The [President] left. A [President] must.",
            {"Tomas Herrera": ["President Tomas Herrera", "President"]},
        ),
        (
            "the [Prince] of [Spain LOC], [Alphonso PERSON]. The [Prince] left.",
            {"Alphonso": ["Prince", "Alphonso", "Prince"], "Spain": ["Spain"]},
        ),
        (
            "[Leiden University ORG] is in [Leiden LOC].",
            {"Leiden University": ["Leiden University"], "Leiden": ["Leiden", "Leiden"]},
        ),
        (
            "the [U.S. Senate ORG] of the [United States LOC], or the [US LOC]",
            {"U.S. Senate": ["U.S. Senate"], "United States": ["U.S.", "United States", "US"]},
        ),
        (
            "[Ada Hill PERSON] and the [Ada Hill Foundation ORG]",
            {"Ada Hill": ["Ada Hill", "Ada Hill"], "Ada Hill Foundation": ["Ada Hill Foundation"]},
        ),
        ("[St. Ada PERSON], [Saint Ada PERSON], [Ada PERSON]", {"St. Ada": ["St. Ada", "Saint Ada", "Ada"]}),
        ("[Brackley Rovers ORG] beat [Rovers ORG]", {"Brackley Rovers": ["Brackley Rovers", "Rovers"]}),
        (
            "[Ada Hill Fund for the Arts ORG], [Ada Hill Fund ORG]",
            {"Ada Hill Fund for the Arts": ["Ada Hill Fund for the Arts", "Ada Hill Fund"]},
        ),
        ("the [City of Cleveland LOC] and [Cleveland LOC]", {"City of Cleveland": ["City of Cleveland", "Cleveland"]}),
        (
            "[Vice] [President] [Ann Hill PERSON], [President] [Bo Berg PERSON]. The [President] left.",
            {"Ann Hill": ["Vice President Ann Hill"], "Bo Berg": ["President Bo Berg", "President"]},
        ),
        (
            "[Greg Anders PERSON] and his wife, [Paula Anders PERSON]. [Mrs] [Anders PERSON] left.",
            {"Greg Anders": ["Greg Anders"], "Paula Anders": ["Paula Anders", "Mrs Anders"]},
        ),
        ("([Dye & Bavelier PERSON], 2010)", {"Dye": ["Dye"], "Bavelier": ["Bavelier"]}),
        ("the [Duke of Brod PERSON] came", {"Duke of Brod": ["Duke of Brod"]}),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one_entry(marked: str, names: dict[str, list[str]]) -> None:
    assert mentions(marked) == names


@pytest.mark.parametrize(
    "marked",
    [
        "[Greg Anders PERSON] and [Paula Anders PERSON]. [Anders PERSON] slept.",
        "[Bank of England ORG] and [Bank of Japan ORG]. The Bank paid.",
        "[Ruth Abelard PERSON], [Paul Abelard PERSON]",
        "[George Washington PERSON] lived near [Washington LOC].",
        "[Mr. Tom Hill PERSON] and [Mrs. Hill PERSON]",
    ],
)
def test_what_cannot_be_told_stays_apart(marked: str) -> None:
    entities = marked.count("[")
    assert sum(map(len, mentions(marked).values())) == entities == len(mentions(marked))


def test_a_surname_is_the_only_ones_who_was_named_before() -> None:
    names = mentions("[Tom Hill PERSON] sang. [Hill PERSON] left. [Ann Hill PERSON] came. [Hill PERSON] ate.")
    assert names == {"Tom Hill": ["Tom Hill", "Hill"], "Ann Hill": ["Ann Hill"], "Hill": ["Hill"]}


def test_a_surname_goes_on_to_mean_whom_the_text_has_named_again_and_again() -> None:
    names = mentions("[Jo Lee PERSON]. [Lee PERSON]. [Lee PERSON] met [Bo Lee PERSON]. [Lee PERSON] left.")
    assert names == {"Jo Lee": ["Jo Lee", "Lee", "Lee", "Lee"], "Bo Lee": ["Bo Lee"]}


@pytest.mark.parametrize("marked", ["[Saturday]", "[May]", "[President] and [Mr]", "[2024]", "in [March DATE]"])
def test_days_months_and_bare_titles_are_not_listed(marked: str) -> None:
    assert mentions(marked) == {}


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("the [Dutch MISC] team", NameKind.PEOPLES),
        ("many [Italians NORP]", NameKind.PEOPLES),
        ("the [Battle of Korvath]", NameKind.EVENTS),
        ("after Storm [Birgit]", NameKind.EVENTS),
        ('she read "[The Salt Year]," again', NameKind.WORKS),
        ("the novel [Emma MISC] is", NameKind.WORKS),
        ("[Ada PERSON]", NameKind.PEOPLE),
        ("[Oslo GPE]", NameKind.PLACES),
        ("[Acme ORG]", NameKind.ORGANISATIONS),
        ("[Esperanto LANGUAGE]", NameKind.OTHER),
    ],
)
def test_kinds(marked: str, kind: NameKind) -> None:
    (name,) = listed(marked)[1]
    assert name.kind is kind
