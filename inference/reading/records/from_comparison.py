"""The row of a table with most or least of something: "Which tent is the lightest?", "Who is older, Tom or Ana?"."""

import re
from collections.abc import Collection, Iterable, Sequence

from inference.reading.records.asked import FUNCTION_WORDS, GENERIC, Asked, Kind
from inference.reading.records.comparisons import Comparison, Degree, comparison
from inference.reading.records.fits import fits
from inference.reading.records.found import Judged
from inference.reading.records.grounds import may_be_a_verb, outermost, unexplained_beside
from inference.reading.records.table import Cell, Table
from inference.reading.records.terms import Term, places_of, stems

_AMOUNT = re.compile(
    r"(?P<before>[^\w\s.,:]?|[A-Z]{3}) ?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?P<after>[^\d:]{0,20})"
)
_CLOCK = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>\d\d)")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_LONGEST_AMOUNT = 40
_FEWEST = 2
_KINDS = (Kind.WHO, Kind.WHAT, Kind.WHERE, Kind.WHEN, Kind.EITHER)
_PERIODS = stems("season", "year", "month", "week", "term")

_NAMING = stems("name", "item", "product", "model", "title", "type", "option")
"""What a first column may be called that holds things of any kind."""

_PEOPLE = stems("person", "one", "child", "member", "player", "participant", "student", "pupil", "candidate")

_SUMMING = stems("total", "subtotal", "sum", "average", "mean", "overall", "altogether", "combined", "career", "all")
"""What rows begin with that hold no thing of their own."""

_FUNCTIONS = stems(*FUNCTION_WORDS)
_BETWEEN = frozenset(("the", "a", "an", "of"))
_LEADING = _BETWEEN | frozenset(("for", "in", "on"))
_AMONG = frozenset(("of", "between", "among"))


def comparison_answer(asked: Asked, tabular: Iterable[Table], text: str) -> tuple[int, int] | None:
    """Where the name of the row stands, or what it has most of; None unless one table has one before all others."""
    compared = comparison(asked.words)
    if compared is None or asked.kind not in _KINDS:
        return None
    found = [answer for table in tabular if (answer := _of_table(asked, compared, table, text))]
    return found[0] if len(found) == 1 else None


def _of_table(asked: Asked, compared: Comparison, table: Table, text: str) -> tuple[int, int] | None:
    answers = (_answer(asked, compared, table, label, text) for label in _labels(asked, table))
    return next((answer for answer in answers if answer), None)


def _answer(asked: Asked, compared: Comparison, table: Table, label: int, text: str) -> tuple[int, int] | None:
    rows = _things(table, label)
    known = {*range(compared.first, compared.last + 1)}
    named = _named_rows(asked, rows, label)
    things = outermost(named)
    offered = _offered(asked, things)
    if offered:
        rows = [named[places] for places in things]
        known.update(offered)
    elif compared.degree is Degree.COMPARATIVE:
        return None
    weighed = _weighed(asked, compared, table, label, rows, known, text)
    if weighed is None:
        return None
    number, places, amounts = weighed
    found = [row for row, amount in zip(rows, amounts, strict=True) if amount == max(amounts)]
    if len(found) != 1:
        return None
    asks_amount = asked.kind is Kind.WHAT and not asked.noun and places and places[0] > compared.last
    cell = found[0][number if asks_amount and asked.equates else label]
    return (cell.start, cell.end) if fits(asked.kind, text[cell.start : cell.end]) else None


def comparison_verdict(asked: Asked, tabular: Iterable[Table], text: str) -> Judged | None:
    """Whether one row has more or less than another: "Is Dune lighter than Fell?"; None unless one table tells."""
    compared = comparison(asked.words)
    if compared is None or compared.degree is not Degree.COMPARATIVE or asked.kind is not Kind.WHETHER:
        return None
    found = [judged for table in tabular if (judged := _judged(asked, compared, table, text))]
    return found[0] if len(found) == 1 else None


def _judged(asked: Asked, compared: Comparison, table: Table, text: str) -> Judged | None:
    named = _named_rows(asked, _things(table, 0), 0)
    things = sorted(outermost(named))
    than = [place for place, word in enumerate(asked.words) if word.text.lower() == "than"]
    if len(things) != _FEWEST or len(than) != 1:
        return None
    first, second = things
    if not first[-1] < compared.first <= compared.last < than[0] < second[0]:
        return None
    known = {*range(compared.first, compared.last + 1), *than, *first, *second}
    rows = [named[first], named[second]]
    weighed = _weighed(asked, compared, table, 0, rows, known, text)
    if weighed is None or len({*weighed[2]}) == 1:
        return None
    start, end = min(row[0].start for row in rows), max(row[-1].end for row in rows)
    return Judged(weighed[2][0] > weighed[2][1], start, end)


def _named_rows(asked: Asked, rows: Iterable[Sequence[Cell]], label: int) -> dict[tuple[int, ...], Sequence[Cell]]:
    return {places: row for row in rows if (places := places_of(row[label].stems, asked.words))}


def _weighed(
    asked: Asked,
    compared: Comparison,
    table: Table,
    label: int,
    rows: Sequence[Sequence[Cell]],
    known: Collection[int],
    text: str,
) -> tuple[int, tuple[int, ...], list[float]] | None:
    """The column that is compared, the places of its name, and what the rows have of it, most where most is meant."""
    column = _column(asked.words, compared, known, table.header, rows, text)
    if column is None or column[0] == label:
        return None
    number, sign, places = column
    amounts = _amounts([row[number] for row in rows], text)
    if not amounts or not _is_explained(asked, compared, table, label, {*known, *places}, text):
        return None
    return number, places, [sign * amount for amount in amounts]


def _things(table: Table, label: int) -> list[Sequence[Cell]]:
    """The rows that do not sum up others."""
    return [row for row in table.rows if not {*row[0].stems, *row[label].stems} & _SUMMING]


def _labels(asked: Asked, table: Table) -> list[int]:
    """The columns that may say what a row is: one that the question names, and the first one."""
    named = [
        number for number, cell in enumerate(table.header) if cell.stems and cell.stems == asked.noun[: len(cell.stems)]
    ]
    return [*dict.fromkeys((*named, 0))] if len(named) == 1 else [0]


def _offered(asked: Asked, things: Sequence[tuple[int, ...]]) -> set[int]:
    """Where the question offers two things or more, with what joins them: "Fell or Dune", "of Fell and Dune"."""
    joining = "and" if asked.words[0].text.lower() in _AMONG else "or"
    joints = [place for place, word in enumerate(asked.words) if word.text.lower() == joining]
    if len(things) < _FEWEST or len(joints) != 1 or not min(things) < (joints[0],) < max(things):
        return set()
    return {*joints, *(place for places in things for place in places)}


def _column(
    words: Sequence[Term],
    compared: Comparison,
    known: Collection[int],
    header: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    text: str,
) -> tuple[int, int, tuple[int, ...]] | None:
    """The only column that is compared, with the sign of what counts most, and the places of its name."""
    numeric = [number for number in range(1, len(header)) if _amounts([row[number] for row in rows], text)]
    named = {number: places for number in numeric if (places := _named(header[number], words, compared, known))}
    longest = max(map(len, named.values()), default=0)
    named = {number: places for number, places in named.items() if len(places) == longest}
    if not named:
        meant = compared.quality.columns | compared.quality.turned
        named = {number: () for number in numeric if header[number].stems[-1] in meant}
    if len(named) != 1:
        return None
    ((number, places),) = named.items()
    is_turned = header[number].stems[-1] in compared.quality.turned
    return number, -compared.quality.sign if is_turned else compared.quality.sign, places


def _named(header: Cell, words: Sequence[Term], compared: Comparison, known: Collection[int]) -> tuple[int, ...]:
    """Where a column is named right behind what compares, or right before it: "the most goals", "won the most"."""
    behind = [
        place
        for place in range(compared.last + 1, len(words))
        if place not in known
        and words[place].text.lower() not in _LEADING
        and words[place].stem not in GENERIC - {*header.stems}
    ][: len(header.stems)]
    if tuple(words[place].stem for place in behind) == header.stems:
        return tuple(behind)
    before = [
        place
        for place in range(compared.first)
        if place not in known and words[place].text.lower() not in FUNCTION_WORDS
    ][-1:]
    return tuple(before) if before and not behind and (words[before[0]].stem,) == header.stems else ()


def _is_explained(asked: Asked, compared: Comparison, table: Table, label: int, known: set[int], text: str) -> bool:
    """Whether the other words change nothing: what the rows are called, the text around, and one verb."""
    inside = table.stems
    known = known | _this_period(asked.words, inside)
    own = {*table.header[label].stems}
    is_named_by_number = asked.kind is not Kind.WHEN and all(
        text[row[label].start : row[label].end][:1].isdigit() for row in table.rows
    )
    naming = [*range(_noun_length(asked)), *range(compared.last + 1, len(asked.words))[:1]]
    called = [asked.words[place].stem for place in naming if place not in known]
    if own <= _NAMING and not is_named_by_number and len(called) == 1:
        own.update(_PEOPLE if asked.kind is Kind.WHO else {*called} - inside)
    if (is_named_by_number and not own & {*called}) or not {*called} <= own | GENERIC | _FUNCTIONS:
        return False
    rest = unexplained_beside(table, asked.words, known, own | GENERIC, text)
    return rest is not None and len(rest) <= 1 and all(may_be_a_verb(asked.words, place, known) for place in rest)


def _noun_length(asked: Asked) -> int:
    """Of the words before the first article or auxiliary, how many are the noun: "player" of "player got the most"."""
    length = len(asked.noun)
    behind = asked.words[length].text.lower() if length < len(asked.words) else ""
    return length - 1 if length > 1 and behind in _BETWEEN else length


def _this_period(words: Sequence[Term], inside: Collection[str]) -> set[int]:
    """The places of "this season", which is all of a table that does not speak of seasons."""
    pairs = zip(range(1, len(words)), words, words[1:], strict=False)
    periods = _PERIODS.difference(inside)
    return {place for place, before, word in pairs if before.text.lower() == "this" and word.stem in periods}


def _amounts(cells: Sequence[Cell], text: str) -> list[float] | None:
    """What cells hold, where all are numbers of one unit, or all times of day or of a race."""
    words = [text[cell.start : cell.end] for cell in cells]
    if any(len(each) > _LONGEST_AMOUNT for each in words):
        return None
    clocks = [_CLOCK.fullmatch(each) for each in words]
    if all(clocks):
        return [60.0 * int(each["hours"]) + int(each["minutes"]) for each in clocks if each]
    found = [_AMOUNT.fullmatch(each) for each in words]
    amounts = [each for each in found if each]
    units = {(_unit(each["before"]), each["after"].strip().lower().removesuffix("s")) for each in amounts}
    if len(amounts) < len(words) or len(units) != 1:
        return None
    return [_number(each["number"]) * (-1 if each["before"] in _MINUS else 1) for each in amounts]


def _number(digits: str) -> float:
    """A comma parts thousands, or else the decimals: "1,150", "2,40"."""
    return float(_THOUSANDS.sub("", digits).replace(",", "."))


def _unit(before: str) -> str:
    return "" if before in _MINUS else before
