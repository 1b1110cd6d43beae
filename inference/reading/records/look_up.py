"""What a table, a schedule or a list says to a question, where it leaves no doubt."""

import re

from inference.reading.records.asked import FUNCTION_WORDS, Asked, Kind, asked
from inference.reading.records.cards import card_tables
from inference.reading.records.found import Blank, Found, Judged
from inference.reading.records.from_comparison import comparison_answer, comparison_verdict
from inference.reading.records.from_fields import field_answer
from inference.reading.records.from_label import label_answer
from inference.reading.records.from_schedule import schedule_answer
from inference.reading.records.from_table import table_answer
from inference.reading.records.headed_list import list_answer
from inference.reading.records.lines import lines
from inference.reading.records.offers import offer
from inference.reading.records.pairs import blocks
from inference.reading.records.sections import sections
from inference.reading.records.table import tables, turned
from inference.reading.records.terms import terms

_PROSE = re.compile(r"(?:\S+[ \t]+){3}\S")
_RECORD = re.compile(r"\t|\||  +\S|[^\s,],[^\s,]|^[^:=]{1,40}[:=](?:\s|$)")
_DEFAULTS = re.compile(
    r"^[ \t]{0,9}\[?(?:defaults?|general|common|global|all|everyone)\b", re.IGNORECASE | re.MULTILINE
)

MOST_BLOCKS = 50
"""Blocks of pairs, and tables, of a text that is looked at: each is compared with all that stands around it."""


def looked_up(question: str, text: str) -> Found | Judged | Blank | None:
    """None where the question names no single place, and for questions of other kinds."""
    wanted = asked(question)
    if wanted is None:
        return None
    parted = sections(text)
    found = blocks(text, least_fields=1 if parted else 2)
    tabular = [*tables(text), *card_tables(found, text)]
    if len(found) + len(tabular) > MOST_BLOCKS:
        return None
    beside = [other for table in tabular if (other := turned(table, text))]
    if wanted.kind is Kind.WHETHER:
        return comparison_verdict(wanted, tabular, text) or comparison_verdict(wanted, beside, text)
    answers = (
        table_answer(wanted, tabular, text) or table_answer(wanted, beside, text),
        comparison_answer(wanted, tabular, text) or comparison_answer(wanted, beside, text),
        label_answer(wanted, tabular, text),
        field_answer(wanted, found, parted, text),
        schedule_answer(wanted, found, text),
        offer(wanted, text),
    )
    spans = {answer for answer in answers if answer}
    if spans:
        only = spans.pop()
        if spans or (isinstance(only, Blank) and _is_told_elsewhere(wanted, text)):
            return None
        return only if isinstance(only, Blank) else Found(*only)
    items = list_answer(wanted, text)
    return Found(items[0][0], items[-1][1], items) if items else None


def _is_told_elsewhere(wanted: Asked, text: str) -> bool:
    """Whether prose, or a part of the text that holds for all others, speaks of what is asked for."""
    prose = [(start, line) for start, line in lines(text) if _PROSE.search(line) and not _RECORD.search(line)]
    told = {word.stem for _, line in prose for word in terms(line)}
    content = {word.stem for word in wanted.words if word.text.lower() not in FUNCTION_WORDS}
    return not told.isdisjoint(content) or _DEFAULTS.search(text) is not None
