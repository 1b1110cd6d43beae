import pytest

from tests.inference.reading.names.marked import cleaned


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Marie- PERSON][Claire Dubois PERSON] wrote", ["Marie-Claire Dubois"]),
        ("[Aix LOC]-[en-Provence LOC]", ["Aix-en-Provence"]),
        ("the [London LOC]-[Paris LOC] train", ["London", "Paris"]),
        ("[Bob Alice\tTim PERSON]", ["Bob Alice", "Tim"]),
        ("[Bob  Alice PERSON]", ["Bob", "Alice"]),
        ("[Bob, Alice PERSON]", ["Bob", "Alice"]),
        ("[Ek, Ana PERSON]; [Bo PERSON], [Li PERSON]", ["Ek, Ana", "Bo, Li"]),
        ('7,"[Ek, Ana PERSON]",8', ["Ek, Ana"]),
        ("[Ek, Ana, Bo PERSON]; [Li PERSON]", ["Ek", "Ana", "Bo", "Li"]),
        ("[Department for Culture, Media and Sport ORG]", ["Department for Culture, Media and Sport"]),
        ("[United\nStates LOC]", ["United\nStates"]),
        ("[Anna a@b.example Berg PERSON]", ["Anna", "Berg"]),
        ("[Will PERSON] [Young PERSON] came", ["Will Young"]),
        ("[Dawn Ellery PERSON] [Ali Reza PERSON]", ["Dawn Ellery", "Ali Reza"]),
        ("[Anna's PERSON] [Tom PERSON]", ["Anna's", "Tom"]),
        ("[bill Bill PERSON]", ["Bill"]),
        ("[van Gogh PERSON]", ["van Gogh"]),
        ("[Hi Henrik PERSON]", ["Henrik"]),
        ("[Hiya Henrik PERSON]", ["Henrik"]),
        ("[WFH ORG] today, done by [EOD] say [IMF ORG] and [ETA ORG]", ["IMF", "ETA"]),
        ("[University of LOC] [Oslo LOC]", ["University", "Oslo"]),
        ("[Mark PERSON] my words", []),
        ("[Orange ORG] is too bright, so paint the orange wall again.", []),
        ("It rained. [Orange ORG] is bright, and an orange wall brighter.", []),
        ("We left [Orange LOC] with an orange.", ["Orange"]),
        ("[Orange ORG] grew. The king ate an orange.", ["Orange"]),
        ("[Bill PERSON] signed the bill.", ["Bill"]),
        ("[Liam Mac PERSON] an [tSaoir ORG]", ["Liam Mac an tSaoir"]),
        ("[Liam PERSON] an [Tull PERSON]", ["Liam an Tull"]),
        ("[Liam PERSON] an [Tull ORG]", ["Liam", "Tull"]),
        ("[Stratford-upon LOC]-[Avon LOC]", ["Stratford-upon-Avon"]),
        ("in [Newcastle LOC]-[upon-Tyne LOC] and [Oslo LOC]", ["Newcastle-upon-Tyne", "Oslo"]),
        ("[Henley LOC]-[on LOC]-[Thames LOC]", ["Henley-on-Thames"]),
        ("Chalon-sur-Saône", ["Chalon-sur-Saône"]),
        ("[Stow]-on-the-Wold", ["Stow-on-the-Wold"]),
        ("a Man-in-the-Middle attack on a Device-under-Test", []),
        ("a Hands-on-Lab and [Roll]-on-[Deodorant]", ["Roll", "Deodorant"]),
        ("[Anne PERSON]-le-[Roy PERSON]", ["Anne", "Roy"]),
        ("[Stratford-upon-Avon College ORG]", ["Stratford-upon-Avon College"]),
        ("[Car]  1: [Ann PERSON]", ["Car", "Ann"]),
        ("[Car] 1: [Ann PERSON]\n[Car ORG] 2: [Bo PERSON]", ["Ann", "Bo"]),
        ("[Room] 4 is booked by [Ann PERSON]", ["Ann"]),
        ("[Room PERSON] B\n[Ann PERSON]", ["Ann"]),
        ("the [Room ORG] 4 film", ["Room"]),
        ("[Studio] 54", ["Studio"]),
        ("[Mark PERSON] the boxes. Please [bill PERSON] them. Then [Grant PERSON] us a day.", ["bill"]),
        ("I told [Mark PERSON] the news and asked [Sue PERSON] the way", ["Mark", "Sue"]),
        ("we [paged] [Ann Hill PERSON]", ["Ann Hill"]),
        ("the [iPhone] [Ann Hill PERSON] has", ["iPhone", "Ann Hill"]),
        ("[adidas ORG] [Ann Hill PERSON]", ["adidas", "Ann Hill"]),
        ("[anna] [berg PERSON]", ["anna", "berg"]),
        ("FLOODS HIT [JAKARTA LOC] AS RIVERS RISE", ["JAKARTA"]),
        ("at [ABB ORG] AS in Oslo", ["ABB AS"]),
        ("[Kerrigan ORG] Media said", ["Kerrigan Media"]),
        ("[Kerrigan ORG] Media Day", ["Kerrigan"]),
        ("[Kerrigan ORG] [Media PROPN]", ["Kerrigan", "Media"]),
        ("[Kerrigan PERSON] Media said", ["Kerrigan"]),
    ],
)
def test_a_name_is_cut_as_a_reader_would(marked: str, names: list[str]) -> None:
    assert [words for words, _ in cleaned(marked)] == names


def test_titles_are_proper_nouns_beside_the_person() -> None:
    assert cleaned("[Justice Marsh PERSON] met [Miss Day]") == [
        ("Justice", "PROPN"),
        ("Marsh", "PERSON"),
        ("Miss", "PROPN"),
        ("Day", "PERSON"),
    ]


def test_a_legal_form_makes_a_company_wherever_the_name_stands() -> None:
    assert cleaned("[Hill Dickson PERSON] LLP left. [Hill Dickson PERSON] won.") == [
        ("Hill Dickson LLP", "ORG"),
        ("Hill Dickson", "ORG"),
    ]
